//! Readers: for each kind of thing a class of records, and a function that makes one of what a flow states.

use super::Form;
use super::facts::{Fact, Schema, class};
use crate::policy::ComparedPlaces;
use crate::vocab::{Element, Kind, Type};

/// Prints the classes, and the records that stand for what is not known and for what does not exist.
pub(super) fn classes(schema: &Schema<'_>, extra: &[(String, String)], compared: &ComparedPlaces) -> String {
    let mut text = String::new();
    let mut sentinels = vec![];
    for (kind, facts) in schema.kinds() {
        let class = class(kind);
        let mut fields: Vec<(String, String, String)> = vec![];
        for fact in facts {
            let forms = fact.forms().into_iter();
            fields.extend(forms.map(|form| (format!("{}{}", fact.name, form.suffix), form.unknown, form.absent)));
        }
        fields.push(("met".to_owned(), "0".to_owned(), "-1".to_owned()));
        if kind == Kind::Party {
            fields.push(("mention".to_owned(), "false".to_owned(), "false".to_owned()));
            fields.push(("vendor".to_owned(), "\"\"".to_owned(), "\"\"".to_owned()));
            if schema.compares_parties {
                let own = [
                    ("described", "false"),
                    ("supplied", "false"),
                    ("group", "\"\""),
                    ("state", "-1"),
                    ("stem", "null"),
                ];
                fields.extend(own.map(|(name, value)| (name.to_owned(), value.to_owned(), value.to_owned())));
            }
        }
        if kind == Kind::Transfer {
            fields.push(("site".to_owned(), "null".to_owned(), "null".to_owned()));
        }
        if kind == Kind::Flow {
            fields.extend(extra.iter().map(|(name, value)| (name.clone(), value.clone(), value.clone())));
        }
        let assigned = fields.iter().map(|(name, unknown, _)| format!("    this.{name} = {unknown};\n"));
        text.push_str(&format!("class {class} {{\n  constructor() {{\n{}  }}\n}}\n", assigned.collect::<String>()));
        text.push_str(&links(kind, facts, compared));
        if kind == Kind::Flow {
            continue;
        }
        let absent = fields.iter().map(|(name, _, absent)| format!("{name}: {absent}"));
        let absent = absent.collect::<Vec<_>>().join(", ");
        text.push_str(&format!("const u{class} = new {class}();\n"));
        let mut others = vec!['a'];
        if kind == Kind::Party {
            others.push('n');
        }
        for letter in others {
            text.push_str(&format!("const {letter}{class} = Object.assign(new {class}(), {{ {absent} }});\n"));
            sentinels.push(format!("{letter}{class}"));
        }
        sentinels.push(format!("u{class}"));
        text.push('\n');
    }
    text.push_str(&format!("const SENTINELS = new Set([{}]);\n", sentinels.join(", ")));
    text
}

/// Prints what a record leads to, where it holds places, which of its facts name parties, and which places are compared with those
/// of others: always, and between stated transfers and those that sites are.
fn links(kind: Kind, facts: &[Fact], compared: &ComparedPlaces) -> String {
    let class = class(kind);
    let quoted = |chosen: &dyn Fn(&Fact) -> bool| {
        let names = facts.iter().filter(|fact| chosen(fact)).map(|fact| format!("\"{}\"", fact.name));
        names.collect::<Vec<_>>().join(", ")
    };
    let derived = |fact: &Fact| fact.derived;
    let links = quoted(&|fact| matches!(fact.ty, Type::Object(_) | Type::List(_)) && !derived(fact));
    let places = quoted(&|fact| matches!(fact.ty, Type::Place | Type::Set(Element::Place)));
    let compared = quoted(&|fact| compared.facts.contains(&(kind, fact.field)));
    let moves = quoted(&|fact| matches!((kind, fact.name.as_str()), (Kind::Site, "place") | (Kind::Transfer, "to")));
    let names = quoted(&|fact| fact.ty.names_party() && !derived(fact) && fact.name != "person");
    format!(
        "Object.assign({class}.prototype, {{ links: [{links}], places: [{places}], names: [{names}], compared: [{compared}], moves: [{moves}] }});\n"
    )
}

/// The facts that are read of a plain flow.
type Named = std::collections::BTreeSet<(Kind, crate::policy::Field)>;

/// Prints which keys an object of a kind may have: 1 for those that are read, 3 for those of them that no plain flow states.
fn keys(schema: &Schema<'_>, kind: Kind, plain: Option<&Named>, form: Form) -> String {
    let code = |kind: Kind, name: &str, is_read: bool| {
        let is_plain = plain.is_none_or(|named| named.contains(&(kind, crate::flow::field(kind, name))));
        if is_read && !is_plain { 3 } else { u8::from(is_read) }
    };
    let mut words: Vec<(String, u8)> = vec![];
    let mut kinds = vec![kind];
    if kind.is_relation() {
        kinds.push(Kind::Party);
    }
    for kind in &kinds {
        for fact in kind.facts() {
            let is_counted = schema.reads(*kind, fact.name) || (*kind, fact.name) == (Kind::Party, "name");
            words.push((fact.name.to_owned(), code(*kind, fact.name, is_counted)));
        }
    }
    let has_declared = schema.facts(kind).iter().any(Fact::is_declared);
    let rare = if plain.is_some() { 3 } else { 1 };
    words.push((
        "x".to_owned(),
        if !reads_declared(schema) {
            0
        } else if has_declared {
            1
        } else {
            rare
        },
    ));
    if kind == Kind::Flow {
        words.retain(|(word, _)| word != "as_of");
        words.extend([("as_of".to_owned(), 1), ("instead".to_owned(), rare), ("complete".to_owned(), rare)]);
    }
    if kinds.contains(&Kind::Party) {
        words.push(("vendor".to_owned(), 2));
    }
    if form == Form::Plain {
        words.retain(|(_, read)| *read < 2);
    }
    let words = words.into_iter().map(|(word, read)| format!("{word}: {read}"));
    let words = words.collect::<Vec<_>>().join(", ");
    format!("const {}_KEYS = bare({{ {words} }});\n", kind.name().to_uppercase())
}

/// Returns whether the policy reads a fact that it declares.
pub(super) fn reads_declared(schema: &Schema<'_>) -> bool {
    schema.kinds().any(|(_, facts)| facts.iter().any(Fact::is_declared))
}

/// Prints the reader of a kind.
pub(super) fn reader(schema: &Schema<'_>, kind: Kind, plain: Option<&Named>, form: Form) -> String {
    let own: Vec<&Fact> =
        schema.facts(kind).iter().filter(|fact| !fact.is_declared() && fact.name != "person").collect();
    let own: Vec<&Fact> = own
        .into_iter()
        .filter(|fact| {
            (kind, fact.name.as_str()) != (Kind::Flow, "as_of") && (kind, fact.name.as_str()) != (Kind::Flow, "parties")
        })
        .collect();
    let mut text = keys(schema, kind, plain, form);
    let name = class(kind);
    let reads_x = reads_declared(schema);
    let taken = own.iter().map(|fact| format!("  const {0} = o.{0};\n", fact.name));
    let mut taken: String = taken.collect();
    // Most parties have a name: where it is not read, it is counted, so that the other keys need not be looked at.
    let counts_name = kind == Kind::Party && !schema.reads(kind, "name");
    if counts_name {
        taken.push_str("  const { name } = o;\n");
    }
    if reads_x {
        taken.push_str("  const x = o.x;\n");
    }
    let stated = own.iter().map(|fact| {
        let close = if kind == Kind::Flow && CLOSED.contains(&fact.name.as_str()) {
            format!(" else if (closed) {{ r.{0}_open = 0; }}", fact.name)
        } else {
            String::new()
        };
        format!(
            "  if ({0} !== undefined) {{ met++; if ({0} !== null) {{ {1} }} }}{close}\n",
            fact.name,
            value(fact, &fact.name)
        )
    });
    let stated: String = stated.collect();
    let read_x = declared(schema, kind);
    let met_x = if !reads_x {
        String::new()
    } else if kind.is_relation() {
        format!("  if (x !== undefined && x !== null) {{ objectOf(x); {read_x}}}\n")
    } else {
        format!("  if (x !== undefined) {{ met++; if (x !== null) {{ objectOf(x); {read_x}}} }}\n")
    };
    let layers = if kind == Kind::Site && has_layers(schema) { "  settleLayers(F, r);\n" } else { "" };
    let exists = existence(schema, kind) + layers + &described(schema, kind, &own);
    let keys = format!("{}_KEYS", kind.name().to_uppercase());
    let met = if counts_name { "name === undefined ? 0 : 1" } else { "0" };
    match kind {
        Kind::Flow => {}
        Kind::Party => text.push_str(&format!(
            "function readParty(F, o) {{\n  const r = new Party();\n  keysOf(o, factsOfParty(F, o, r), {keys});\n  return r;\n}}\n\n/** Reads the facts of a party into a record; returns how many keys were read. */\nfunction factsOfParty(F, o, r) {{\n{taken}  plain(o);\n  let met = {met};\n{stated}{met_x}{exists}  return met;\n}}\n"
        )),
        _ if kind.is_relation() => text.push_str(&format!(
            "function read{name}(F, o) {{\n  objectOf(o);\n  const r = new {name}();\n{taken}  plain(o);\n  let met = 0;\n{stated}{met_x}  r.person = new Party();\n  met += factsOfParty(F, o, r.person);\n  keysOf(o, met, {keys});\n  return r;\n}}\n"
        )),
        _ => text.push_str(&format!(
            "function read{name}(F, o) {{\n  objectOf(o);\n  const r = new {name}();\n{taken}  plain(o);\n  let met = 0;\n{stated}{met_x}  keysOf(o, met, {keys});\n{exists}  return r;\n}}\n"
        )),
    }
    if kind == Kind::Flow {
        text.push_str(&flow(schema, &taken, &stated, &met_x));
    }
    text
}

/// The lists that a flow closes where it says `"complete": true`.
const CLOSED: &[&str] = &["storage", "processing", "access", "transit", "transfers", "measures"];

fn flow(schema: &Schema<'_>, taken: &str, stated: &str, met_x: &str) -> String {
    let steps = super::module::settling(schema);
    format!(
        "/** Reads a flow: what it states, and what follows from that. */\nfunction readFlow(o, asOf) {{\n  if (typeof o !== \"object\" || o === null || isArray(o)) throw refuse(\"L0503\", \"a flow is an object: write {{ as_of: \\\"2026-03-01\\\", … }}\");\n  const as_of = o.as_of;\n  const instead = o.instead;\n  const complete = o.complete;\n{taken}  plain(o);\n  const r = new Flow();\n  const F = r;\n  startOf(F, asOf, as_of);\n  let met = as_of === undefined ? 0 : 1;\n  if (instead !== undefined) {{ met++; if (instead !== null) F.instead = insteadOf(F, instead); }}\n  let closed = false;\n  if (complete !== undefined) {{ met++; if (complete !== null) closed = yesNo(complete) === 3; }}\n{stated}{met_x}  keysOf(o, met, FLOW_KEYS);\n{steps}  return F;\n}}\n"
    )
}

/// Prints how the declared facts of a kind are read from the object under `x`.
fn declared(schema: &Schema<'_>, kind: Kind) -> String {
    let facts: Vec<&Fact> = schema.facts(kind).iter().filter(|fact| fact.is_declared()).collect();
    let taken = facts.iter().map(|fact| format!("\n    const {} = x.{};", fact.name, fact.key));
    let read = facts.iter().map(|fact| {
        format!("\n    if ({0} !== undefined && {0} !== null) {{ {1} }}", fact.name, value(fact, &fact.name))
    });
    let end = if facts.is_empty() { "" } else { "\n  " };
    format!("{}\n    plain(x);{}{end}", taken.collect::<String>(), read.collect::<String>())
}

/// Prints that a fact's value is read into its record.
fn value(fact: &Fact, v: &str) -> String {
    let r = format!("r.{}", fact.name);
    match fact.ty {
        Type::YesNo if fact.derived => format!("{r} = yesNo({v}); F.states = true;"),
        Type::YesNo => format!("{r} = yesNo({v});"),
        Type::Number => format!("{r} = numberOf({v});"),
        Type::Percent => format!("{r} = percentOf({v});"),
        Type::Date if fact.name == "through" => format!("{r} = lastDayOf({v});"),
        Type::Date if fact.name == "concluded" => format!("{r} = dateOf({v}); F.agreed = true;"),
        Type::Date => format!("{r} = dateOf({v});"),
        Type::Duration => format!("{r} = durationOf({v});"),
        Type::Text if fact.name == "id" => format!("{r} = textOf({v}); F.named = true;"),
        // An empty name is another thing than no name.
        Type::Text if fact.name == "name" => format!("{r} = textOf({v}) || \"\\0\";"),
        Type::Text => format!("{r} = textOf({v});"),
        Type::Place => format!("{r} = placeOf(F, {v});"),
        Type::Region if fact.name == "region" && !fact.is_declared() => format!("regionOfSite(F, r, {v});"),
        Type::Region => format!("{r} = regionOf(F, {v});"),
        Type::Category => format!("{r} = categoryOf({v});"),
        Type::Enum(id) => {
            let says = match fact.says {
                0 => String::new(),
                bits => format!(" if (({bits} >> {r}) & 1) F.says = true;"),
            };
            format!("{r} = {}({v});{says}", super::module::enumeration_name(id))
        }
        Type::Set(Element::Enum(id)) => {
            let notes = if fact.name == "other_regimes" { " F.laws = true;" } else { "" };
            format!("{r} = {}Set({v});{notes}", super::module::enumeration_name(id))
        }
        Type::Set(Element::Category) => {
            format!("categoriesOf({v}); {r} = lowBits; {r}_high = highBits; {r}_open = isOpen;")
        }
        Type::Set(Element::Place) => format!("{r} = listOf(F, {v}, placeOf); {r}_open = isOpen;"),
        Type::Set(Element::Region) => format!("{r} = listOf(F, {v}, regionOf); {r}_open = isOpen;"),
        Type::Object(Kind::Party) if fact.somebody => {
            format!("{r} = somebodyOf(F, {v}, r, \"{}\");", fact.name)
        }
        Type::Object(Kind::Party) => format!("{r} = partyOf(F, {v}, r, \"{}\");", fact.name),
        Type::Object(Kind::Data) => format!("{r} = dataOfValue(F, {v}); if (r !== F) F.parted = true;"),
        Type::Object(Kind::Transfer) => format!("{r} = siteTransferOf(F, {v});"),
        Type::Object(kind) => format!("{r} = read{}(F, {v});", class(kind)),
        Type::List(Kind::Holder) => {
            format!("{r} = holdersOf(F, {v}); {r}_open = isOpen; {r}_rest = remaining; F.held = true;")
        }
        Type::List(Kind::Site) => format!("{r} = sitesOf(F, {v}); {r}_open = isOpen;"),
        Type::List(kind) => format!("{r} = listOf(F, {v}, {}); {r}_open = isOpen;", entry_reader(kind)),
    }
}

/// Returns the function that reads an entry of a list.
fn entry_reader(kind: Kind) -> String {
    match kind {
        Kind::Site => "siteOf".to_owned(),
        Kind::Measure => "measureOf".to_owned(),
        Kind::Supplier => "supplierOf".to_owned(),
        _ => format!("read{}", class(kind)),
    }
}

/// Prints whether anything is stated of a party: by the facts that are read, else by the others.
fn described(schema: &Schema<'_>, kind: Kind, own: &[&Fact]) -> String {
    if kind != Kind::Party || !schema.compares_parties {
        return String::new();
    }
    let read = own.iter().map(|fact| format!("({} ?? null) !== null", fact.name));
    format!("  r.described = {} || isDescribedBy(o);\n", read.collect::<Vec<_>>().join(" || "))
}

/// Returns whether the keys of several layers of protection at one site are read.
pub(super) fn has_layers(schema: &Schema<'_>) -> bool {
    schema.reads(Kind::Site, "measures") && schema.reads(Kind::Measure, "keys")
}

/// Prints which facts of an object exist, as far as they are not stated; one that cannot is refused.
fn existence(schema: &Schema<'_>, kind: Kind) -> String {
    match kind {
        Kind::Site | Kind::Measure if schema.reads(kind, "keys") => {
            let truth = if kind == Kind::Measure { "hasKeys(r.kind)" } else { "siteHasKeys(r)" };
            format!(
                "  if (({truth}) === 0) {{\n    if (r.keys !== uKeys) throw refuse(\"L0511\", \"there are keys only where something is encrypted, pseudonymised or split\");\n    r.keys = aKeys;\n  }}\n"
            )
        }
        Kind::Transfer if schema.reads(kind, "tool") => "  settleTool(r);\n".to_owned(),
        _ => String::new(),
    }
}
