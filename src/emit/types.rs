//! The types of a printed module, for TypeScript: a flow has the facts that the policy reads, and may have others.

use super::facts::{Fact, Schema, class};
use crate::policy::Policy;
use crate::vocab::{Element, Kind, Type};

/// Prints the types of a module.
pub(super) fn print(policy: &Policy, schema: &Schema<'_>) -> String {
    let mut text = format!(
        "{} from the policy {} {}: its types, with the facts that it reads. Other facts may stand beside them.\n\n",
        super::MARK,
        policy.name,
        policy.version
    );
    text.push_str(
        "export type Answer = \"compliant\" | \"non_compliant\" | \"undetermined\" | \"not_applicable\";\n\n",
    );
    text.push_str("/** A list that may have more entries than it states. */\nexport type List<T> = readonly T[] | { readonly items: readonly T[]; readonly complete: boolean };\n\n");
    for (kind, facts) in schema.kinds() {
        text.push_str(&interface(schema, kind, facts));
    }
    let one_of = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| super::text(name)).collect();
        if names.is_empty() { "never".to_owned() } else { names.join(" | ") }
    };
    text.push_str(&format!(
        "export interface Options {{\n  /** The day to judge, in place of the flow's own. */\n  asOf?: string;\n  /** The level that is required; the highest unless it is named. */\n  level?: {};\n  /** The part that is asked for; all unless one is named. */\n  part?: {};\n}}\n\n",
        one_of(&policy.levels),
        one_of(&policy.parts)
    ));
    let rules = policy.rules.iter().filter(|rule| rule.severity == crate::policy::Severity::Blocking);
    let rules: Vec<String> = rules.map(|rule| rule.name.clone()).collect();
    text.push_str(&format!(
        "/** The name of a rule. */\nexport type Rule = {};\n\n/** The policy that is judged by. */\nexport const policy: {{\n  readonly name: string;\n  readonly version: string;\n  readonly digest: string;\n  readonly atlas: string;\n  readonly levels: readonly string[];\n  readonly parts: readonly string[];\n}};\n\n/** A flow that cannot be decided; `code` is that of the diagnostic. */\nexport class FlowError extends Error {{\n  readonly code: string;\n}}\n\n/** Returns the verdict on a flow. @throws {{FlowError}} */\nexport function decide(flow: Flow, options?: Options): Answer;\n\n/** Returns the verdict, and the rule that decides it. @throws {{FlowError}} */\nexport function decision(flow: Flow, options?: Options): {{ verdict: Answer; rule: Rule | null }};\n\n/** Returns the code of each flow's verdict: 0 compliant, 1 non_compliant, 2 undetermined, 3 not_applicable. @throws {{FlowError}} */\nexport function decideMany(flows: readonly Flow[], options?: Options): Uint8Array;\n\ndeclare const module: {{\n  readonly policy: typeof policy;\n  readonly decide: typeof decide;\n  readonly decision: typeof decision;\n  readonly decideMany: typeof decideMany;\n}};\nexport default module;\n",
        one_of(&rules)
    ));
    text
}

fn interface(schema: &Schema<'_>, kind: Kind, facts: &[Fact]) -> String {
    let name = class(kind);
    let extends = if kind.is_relation() { " extends Party" } else { "" };
    let line = |fact: &&Fact| {
        let undefined = if kind == Kind::Flow && fact.name == "as_of" { "" } else { " | null" };
        format!("  {}?: {}{undefined};\n", fact.key, ty(schema, fact.ty))
    };
    let own = facts.iter().filter(|fact| !fact.is_declared() && fact.name != "person" && fact.name != "parties");
    let mut lines: String = own.map(|fact| line(&fact)).collect();
    let declared: Vec<&Fact> = facts.iter().filter(|fact| fact.is_declared()).collect();
    if !declared.is_empty() {
        let inner: String = declared.iter().map(|fact| format!("  {}", line(fact))).collect();
        lines.push_str(&format!("  x?: {{\n{inner}    [other: string]: unknown;\n  }} | null;\n"));
    }
    if kind == Kind::Flow {
        lines.push_str("  /** Paths of facts that overrule the atlas or a derivation. */\n  instead?: readonly string[] | null;\n  /** Whether what the flow does not list does not exist. */\n  complete?: boolean | null;\n");
    }
    format!("export interface {name}{extends} {{\n{lines}  [other: string]: unknown;\n}}\n\n")
}

fn ty(schema: &Schema<'_>, ty: Type) -> String {
    let element = |element: Element| match element {
        Element::Place => self::ty(schema, Type::Place),
        Element::Region => self::ty(schema, Type::Region),
        Element::Category => self::ty(schema, Type::Category),
        Element::Enum(id) => self::ty(schema, Type::Enum(id)),
    };
    match ty {
        Type::YesNo => "boolean".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Percent | Type::Date | Type::Duration | Type::Place | Type::Region | Type::Text => "string".to_owned(),
        Type::Category => {
            let names: Vec<String> =
                crate::vocab::Category::all().map(|category| super::text(category.name())).collect();
            names.join(" | ")
        }
        Type::Enum(id) => {
            let names: Vec<String> = schema.declared.values(id).iter().map(|name| super::text(name)).collect();
            names.join(" | ")
        }
        Type::Set(of) => format!("List<{}>", element(of)),
        Type::Object(Kind::Party) => "Party | string".to_owned(),
        Type::Object(Kind::Data) => "Data | List<string>".to_owned(),
        Type::Object(kind) => class(kind),
        Type::List(kind) => format!("List<{}{}>", class(kind), if has_short_form(kind) { " | string" } else { "" }),
    }
}

/// Returns whether an entry of a list can be a text.
fn has_short_form(kind: Kind) -> bool {
    kind.is_relation() || matches!(kind, Kind::Site | Kind::Measure)
}
