//! Prints the reader of plain flows, which judges them as it reads: facts are variables, lists are numbers, and nothing is kept.
//!
//! A plain flow states objects, not names of parties; places, not groups or regions; and nothing under `instead`. Of any other flow the
//! reader returns -1, and the flow is read into records.

use super::expression::Printer;
use super::facts::{Fact, Schema, class};
use super::terms::{Term, Terms, Test, is_value};
use crate::policy::{Base, Field};
use crate::vocab::{Category, Element, Kind, Type};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Two bits a rule in one number.
const RULES_A_WORD: usize = 15;
/// Tests on categories in one number, of which half the bits are left.
const MOST_CATEGORIES: usize = 7;
/// The number of a place that is not known in the tables by letters.
const NO_LETTERS: &str = "1024";

/// Prints the reader of plain flows; nothing where the policy asks what is not asked of one.
pub(super) fn print(printer: &mut Printer<'_>) -> Option<Reader> {
    let terms = Terms::of(printer.lowered, printer.schema)?;
    let is_lettered = !printer.places.is_empty();
    let tests = terms.categories();
    if tests.len() > MOST_CATEGORIES {
        return None;
    }
    let mut quick = Quick {
        terms: &terms,
        printer,
        is_lettered,
        named: BTreeSet::new(),
        kinds: vec![],
        categories: &tests,
        text: String::new(),
    };
    quick.name_facts("", "", Kind::Flow);
    quick.name_facts("$", "", Kind::Site);
    quick.name_facts("$", "", Kind::Measure);
    quick.flow();
    let categories: Vec<&str> = Category::all().map(Category::name).collect();
    let readers = super::hash::plain_categories(&categories, &tests);
    let sets = quick.schema().enumerations().into_iter().filter(|id| quick.schema().has_set(*id)).map(|id| {
        super::hash::plain_set_reader(&super::module::enumeration_name(id), &quick.schema().declared.values(id))
    });
    let code = [vec![readers], sets.collect(), vec![quick.text]].concat().join("\n");
    Some(Reader { code, named: quick.named })
}

/// A printed reader of plain flows.
pub(super) struct Reader {
    pub(super) code: String,
    /// The facts that it reads by their names; a flow that states another is not plain.
    pub(super) named: BTreeSet<(Kind, Field)>,
}

struct Quick<'q, 'a, 'p> {
    terms: &'q Terms<'a, 'p>,
    printer: &'q mut Printer<'p>,
    /// Says that places are numbers by their letters: some test is on one.
    is_lettered: bool,
    named: BTreeSet<(Kind, Field)>,
    /// The kinds of entries that are read.
    kinds: Vec<Kind>,
    /// The tests on categories.
    categories: &'q [[u64; 4]],
    text: String,
}

impl Quick<'_, '_, '_> {
    fn flow(&mut self) {
        let mut keys = vec![];
        let read = self.object(Kind::Flow, "o", "", &mut keys);
        let (rules, declared) = (self.rules(), self.declared("", "", Kind::Flow));
        // The readers of entries lead to others.
        let mut at = 0;
        while let Some(kind) = self.kinds.get(at).copied() {
            at += 1;
            let entry = self.entry(kind, &mut keys);
            self.text.push_str(&entry);
        }
        keys.extend(["items", "complete"].map(str::to_owned));
        crate::order::sort_by(&mut keys, |a, b| a.cmp(b));
        keys.dedup();
        let dirty: Vec<String> = keys.iter().map(|key| format!("\"{key}\" in NOTHING")).collect();
        let _ = write!(
            self.text,
            "/** Returns whether something was added to the prototypes of plain objects and arrays that would be read as a fact. */\nfunction isDirty() {{\n  return {} || LIST.length !== 0;\n}}\n\n/** Judges a plain flow: the code of the verdict and the rule that decides, as `evaluate`; -1 where the flow is not plain. */\nfunction quick(o, asOf) {{\n  if (typeof o !== \"object\" || o === null || isDirty()) return -1;\n{declared}{read}{rules}}}\n",
            dirty.join(" || "),
        );
    }

    /// Finds the facts that are read by their names: those that are tested, and those that most flows state.
    fn name_facts(&mut self, prefix: &str, path: &str, kind: Kind) {
        let facts: Vec<Fact> = self.schema().facts(kind).to_vec();
        for fact in facts {
            let name = format!("{path}{}", fact.name);
            let own = format!("{prefix}{name}");
            let usual = match fact.ty {
                Type::Object(Kind::Party) | Type::List(Kind::Site | Kind::Measure) => true,
                _ => kind == Kind::Party && ["name", "seat"].contains(&fact.name.as_str()),
            };
            let led = self.is_led_through(&name);
            if usual || led || self.is_tested(&own) || self.terms.lists.contains(&own) {
                self.named.insert((kind, fact.field));
            }
            if let (Type::Object(inner), true) = (fact.ty, led || usual) {
                self.name_facts(prefix, &format!("{name}$"), inner);
            }
        }
    }

    /// Prints the declarations of the variables of facts that are tested, each with what says that it is not known.
    fn declared(&self, prefix: &str, path: &str, kind: Kind) -> String {
        let mut text = String::new();
        for fact in self.schema().facts(kind) {
            let name = format!("{path}{}", fact.name);
            match fact.ty {
                Type::Object(inner) if self.is_led_through(&name) => {
                    if self.is_tested(&format!("{prefix}{name}")) {
                        let _ = writeln!(text, "  let {prefix}{name} = 1;");
                    }
                    text.push_str(&self.declared(prefix, &format!("{name}$"), inner));
                }
                Type::List(of) if self.terms.lists.contains(&format!("{prefix}{name}")) => {
                    let _ = writeln!(text, "  let {prefix}{name} = {};", self.missing(of));
                }
                Type::Object(_) if self.is_tested(&format!("{prefix}{name}")) => {
                    let _ = writeln!(text, "  let {prefix}{name} = 1;");
                }
                Type::Number if self.is_tested(&format!("{prefix}{name}")) => {
                    let _ = writeln!(text, "  let {prefix}{name} = NaN;\n  let {prefix}{name}_un = 1;");
                }
                Type::Place if self.is_lettered && self.is_tested(&format!("{prefix}{name}")) => {
                    let _ = writeln!(text, "  let {prefix}{name} = {NO_LETTERS};");
                }
                Type::Set(Element::Category) if self.is_tested(&format!("{prefix}{name}")) => {
                    let unknown = super::hash::unknown_categories(self.categories.len());
                    let _ = writeln!(text, "  let {prefix}{name} = {unknown};");
                }
                ty if is_value(ty) && self.is_tested(&format!("{prefix}{name}")) => {
                    for form in fact.forms() {
                        let _ = writeln!(text, "  let {prefix}{name}{} = {};", form.suffix, form.unknown);
                    }
                }
                _ => {}
            }
        }
        text
    }

    fn schema(&self) -> &Schema<'_> {
        self.printer.schema
    }

    fn is_tested(&self, name: &str) -> bool {
        self.terms.tested.contains(name)
    }

    /// Returns whether a fact of an object is tested, whatever begins its name.
    fn is_led_through(&self, name: &str) -> bool {
        let inner = format!("{name}$");
        let begins = |known: &String| known.trim_start_matches('$').starts_with(inner.trim_start_matches('$'));
        self.terms.tested.iter().chain(&self.terms.lists).any(begins)
    }

    /// Returns the number of a list of which nothing is known.
    fn missing(&self, kind: Kind) -> u32 {
        let fields = self.terms.fields.get(&kind).map_or(&[][..], Vec::as_slice);
        fields.iter().enumerate().fold(0, |word, (at, field)| word | u32::from(field.of_missing) << (2 * at))
    }

    /// Prints how the facts of an object are read into variables.
    fn object(&mut self, kind: Kind, o: &str, prefix: &str, keys: &mut Vec<String>) -> String {
        let skipped = |fact: &&Fact| {
            self.named.contains(&(kind, fact.field))
                && (kind != Kind::Flow || !["as_of", "parties"].contains(&fact.name.as_str()))
        };
        let facts: Vec<Fact> = self.schema().facts(kind).iter().filter(skipped).cloned().collect();
        let (declared, own): (Vec<Fact>, Vec<Fact>) = facts.into_iter().partition(Fact::is_declared);
        let reads_x = !declared.is_empty();
        keys.extend(own.iter().chain(&declared).map(|fact| fact.key.clone()));
        let raw = |fact: &Fact| format!("{prefix}{}_", fact.name);
        let mut taken: Vec<(String, String)> = own.iter().map(|fact| (raw(fact), fact.key.clone())).collect();
        if kind == Kind::Flow {
            taken.push(("as_of_".to_owned(), "as_of".to_owned()));
        }
        if reads_x {
            keys.push("x".to_owned());
            taken.push((format!("{prefix}x_"), "x".to_owned()));
        }
        let mut text = taking(o, &taken, Some(&format!("{prefix}n")));
        if kind == Kind::Flow {
            keys.push("as_of".to_owned());
            text.push_str(FLOW);
            if self.is_tested("as_of") {
                text.push_str("  as_of = F.day;\n");
            }
        }
        for fact in &own {
            let read = self.value(fact, &raw(fact), prefix, keys);
            let _ = writeln!(
                text,
                "  if ({0} !== undefined) {{\n    {prefix}n--;\n    if ({0} !== null) {{\n{read}    }}\n  }}",
                raw(fact)
            );
        }
        if reads_x {
            let x = format!("{prefix}x_");
            let taken: Vec<(String, String)> = declared.iter().map(|fact| (raw(fact), fact.key.clone())).collect();
            let mut inner = taking(&x, &taken, None);
            for fact in &declared {
                let read = self.value(fact, &raw(fact), prefix, keys);
                let _ = writeln!(inner, "  if ({0} !== undefined && {0} !== null) {{\n{read}  }}", raw(fact));
            }
            let _ = writeln!(
                text,
                "  if ({x} !== undefined) {{\n    {prefix}n--;\n    if ({x} !== null) {{\n      if (typeof {x} !== \"object\" || isArray({x})) return -1;\n{inner}    }}\n  }}"
            );
        }
        // An exporter that states no law is left to the whole reader, which knows that of its seat.
        if kind == Kind::Party && prefix == "exporter$" && own.iter().any(|fact| fact.name == "regime") {
            let _ = writeln!(text, "  if ((exporter$regime_ ?? null) === null) return -1;");
        }
        let known = format!("{}_KEYS", kind.name().to_uppercase());
        let _ = writeln!(text, "  if ({prefix}n !== 0 && hasOthers({o}, {prefix}n, {known})) return -1;");
        text
    }

    /// Prints how a value that is stated is read.
    fn value(&mut self, fact: &Fact, v: &str, prefix: &str, keys: &mut Vec<String>) -> String {
        const LEFT: &str = "      return -1;\n";
        let name = format!("{prefix}{}", fact.name);
        let to = if self.is_tested(&name) { format!("{name} = ") } else { String::new() };
        let read = |call: String| format!("      {to}{call};\n");
        let inside = prefix.trim_start_matches('$').is_empty();
        let known = if to.is_empty() { String::new() } else { format!("      {name} = 0;\n") };
        match fact.ty {
            Type::YesNo if fact.derived => LEFT.to_owned(),
            Type::YesNo if !to.is_empty() => format!(
                "      if ((({v} === true) | ({v} === false)) === 0) return -1;\n      {name} = ({v} === true) * 3;\n"
            ),
            Type::YesNo => read(format!("yesNo({v})")),
            Type::Number if !to.is_empty() => {
                format!("      {name} = ({v} | 0) === {v} ? {v} | 0 : numberOf({v});\n      {name}_un = 0;\n")
            }
            Type::Number => read(format!("numberOf({v})")),
            Type::Percent => read(format!("percentOf({v})")),
            Type::Date if fact.name == "through" => read(format!("lastDayOf({v})")),
            Type::Date => read(format!("dateOf({v})")),
            Type::Duration => read(format!("durationOf({v})")),
            Type::Text if fact.name == "name" => format!("      if (!isText({v})) return -1;\n"),
            Type::Category => read(format!("categoryOf({v})")),
            // A value that says something of another fact is left to the whole reader.
            Type::Enum(id) if fact.says != 0 => {
                let reader = super::module::enumeration_name(id);
                let (word, code) = if to.is_empty() { ("const ", "code") } else { ("", name.as_str()) };
                let bits = fact.says;
                format!("      {word}{code} = {reader}({v});\n      if (({bits} >> {code}) & 1) return -1;\n")
            }
            Type::Enum(id) if !to.is_empty() => {
                let values = self.schema().declared.values(id);
                let reader = super::module::enumeration_name(id);
                super::hash::inline(&reader, &values, v, &name).unwrap_or_else(|| read(format!("{reader}({v})")))
            }
            Type::Enum(id) => read(format!("{}({v})", super::module::enumeration_name(id))),
            // A party under further laws may be said to be under none.
            Type::Set(Element::Enum(_)) if fact.name == "other_regimes" => LEFT.to_owned(),
            Type::Set(Element::Enum(id)) => {
                let call = format!("{}Plain({v})", super::module::enumeration_name(id));
                if to.is_empty() {
                    format!("      if ({call} === -1) return -1;\n")
                } else {
                    format!("      {to}{call};\n      if ({name} === -1) return -1;\n")
                }
            }
            Type::Set(Element::Category) if to.is_empty() => format!("      categoriesOf({v});\n"),
            Type::Set(Element::Category) => {
                format!("      {name} = categoriesPlain({v});\n      if ({name} === -1) return -1;\n")
            }
            Type::Place if to.is_empty() => format!("      if (lettersOf({v}) === 0) return -1;\n"),
            Type::Place => self.letters(v, &name),
            Type::Object(Kind::Data) if inside && !prefix.starts_with('$') => {
                let categories = format!("{name}$categories");
                let read = if self.is_tested(&categories) {
                    format!(
                        "        {categories} = categoriesPlain({v});\n        if ({categories} === -1) return -1;\n"
                    )
                } else {
                    format!("        categoriesOf({v});\n")
                };
                let object = self.object(Kind::Data, v, &format!("{name}$"), keys);
                format!(
                    "{known}      if (isArray({v})) {{\n{read}      }} else {{\n        if (typeof {v} !== \"object\") return -1;\n{object}      }}\n"
                )
            }
            Type::Object(Kind::Exit) if self.schema().reads(Kind::Exit, "notice") => LEFT.to_owned(),
            Type::Object(Kind::Party) if to.is_empty() && !self.is_led_through(&name) => {
                if !self.kinds.contains(&Kind::Party) {
                    self.kinds.push(Kind::Party);
                }
                format!("      if (isPlainParty({v}) === -1) return -1;\n")
            }
            Type::Object(inner @ (Kind::Party | Kind::Contract | Kind::Service | Kind::Format | Kind::Exit)) => {
                let object = self.object(inner, v, &format!("{name}$"), keys);
                format!("      if (typeof {v} !== \"object\" || isArray({v})) return -1;\n{known}{object}")
            }
            Type::List(kind @ (Kind::Site | Kind::Measure)) if inside => {
                if !self.kinds.contains(&kind) {
                    self.kinds.push(kind);
                }
                let list = format!("list{}", class(kind));
                if self.terms.lists.contains(&name) {
                    format!("      {name} = {list}(F, {v});\n      if ({name} === -1) return -1;\n")
                } else {
                    format!("      if ({list}(F, {v}) === -1) return -1;\n")
                }
            }
            _ => LEFT.to_owned(),
        }
    }

    /// Prints how a place is read, by the letters of its code.
    fn letters(&self, v: &str, name: &str) -> String {
        let number = if self.is_lettered {
            format!("((a & 31) << 5) | (b & 31);\n      if (F.l0[{name}] === 0) return -1;\n")
        } else {
            format!("LETTERS[((a & 31) << 5) | (b & 31)];\n      if ({name} === 0) return -1;\n")
        };
        format!(
            "      if (typeof {v} !== \"string\" || {v}.length !== 2) return -1;\n      const a = {v}.charCodeAt(0);\n      const b = {v}.charCodeAt(1);\n      if ((((a << 16) | b) & 0xffe0ffe0) !== 0x400040) return -1;\n      {name} = {number}"
        )
    }

    /// Prints the reader of an entry, and that of a list of them.
    fn entry(&mut self, kind: Kind, keys: &mut Vec<String>) -> String {
        if kind == Kind::Party {
            let object = self.object(kind, "o", "untested$", keys);
            return format!(
                "/** Returns -1 for a party that is more than its facts say. */\nfunction isPlainParty(o) {{\n  if (typeof o !== \"object\" || isArray(o)) return -1;\n{object}  return 0;\n}}\n\n"
            );
        }
        let object = self.object(kind, "o", "$", keys);
        let declared = self.declared("$", "", kind);
        let none = vec![];
        let fields: &Vec<super::terms::Field> = self.terms.fields.get(&kind).unwrap_or(&none);
        let fields: Vec<(usize, &Term)> = fields.iter().map(|field| &field.of_entry).enumerate().collect();
        let fields: Vec<(usize, &Term)> = fields.into_iter().filter(|(_, term)| **term != Term::Const(0)).collect();
        let mut names = Names::default();
        fields.iter().for_each(|(_, term)| names.count(term));
        let parts: Vec<String> =
            fields.iter().map(|(at, term)| shifted(&self.term(term, &mut names), 2 * at)).collect();
        let sum = if parts.is_empty() { "0".to_owned() } else { parts.join(" | ") };
        let (class, steps) = (class(kind), names.steps);
        let (short, of_entry, tail) = match kind {
            Kind::Site => {
                let short = if self.is_tested("$place") {
                    self.letters("o", "$place")
                } else {
                    "    if (lettersOf(o) === 0) return -1;\n".to_owned()
                };
                (short, "typeof entry === \"string\" ? placed(F, entry) : entrySite(F, entry)", PLACED)
            }
            _ => {
                let to = if self.is_tested("$kind") { "$kind = " } else { "" };
                (format!("    {to}measure_kindValue(o);\n"), "entryMeasure(F, entry)", "")
            }
        };
        format!(
            "/** Reads an entry of a plain flow: what it says of each condition on such entries, two bits each. */\nfunction entry{class}(F, o) {{\n{declared}  if (typeof o === \"string\") {{\n{short}  }} else {{\n    if (typeof o !== \"object\" || o === null || isArray(o)) return -1;\n{object}  }}\n{steps}  return {sum};\n}}\n\n{tail}function list{class}(F, value) {{\n  if (!isArray(value)) return -1;\n  const {{ length }} = value;\n  if (prototypeOf(value) !== LIST || length > 1000) return -1;\n  let word = 0;\n  for (let index = 0; index < length; index++) {{\n    const entry = value[index];\n    const said = {of_entry};\n    if (said === -1) return -1;\n    word |= said;\n  }}\n  return word;\n}}\n\n"
        )
    }

    /// Prints how the rules are judged, the first violated one first.
    fn rules(&mut self) -> String {
        let mut names = Names::default();
        let applies = super::terms::any(self.terms.rules.iter().map(|rule| rule.applies.clone()).collect());
        for rule in &self.terms.rules {
            names.count(&rule.violated);
        }
        names.count(&applies);
        let mut words = vec![];
        for rules in self.terms.rules.chunks(RULES_A_WORD) {
            let parts = rules.iter().enumerate().filter(|(_, rule)| rule.violated != Term::Const(0));
            let parts: Vec<String> =
                parts.map(|(at, rule)| shifted(&self.term(&rule.violated, &mut names), 2 * at)).collect();
            words.push(if parts.is_empty() { "0".to_owned() } else { parts.join(" |\n    ") });
        }
        let applies = self.term(&applies, &mut names);
        let mut text = names.steps;
        for (at, word) in words.iter().enumerate() {
            let _ = writeln!(text, "  const r{at} =\n    {word};");
        }
        let first =
            |at: usize, bits: &str| format!("((31 - Math.clz32({bits} & -{bits})) >> 1) + {}", 1 + at * RULES_A_WORD);
        for at in 0..words.len() {
            let _ = writeln!(
                text,
                "  const d{at} = r{at} & 0x2aaaaaaa;\n  if (d{at} !== 0) return 1 | (({}) << 8);",
                first(at, &format!("d{at}"))
            );
        }
        for at in 0..words.len() {
            let _ = writeln!(text, "  if (r{at} !== 0) return 2 | (({}) << 8);", first(at, &format!("r{at}")));
        }
        match applies.as_str() {
            "3" => text.push_str("  return 0;\n"),
            _ => {
                let _ =
                    writeln!(text, "  const applied = {applies};\n  return applied === 3 ? 0 : applied === 1 ? 2 : 3;");
            }
        }
        text
    }

    /// Prints a term, or the name of it where it stands more than once.
    fn term(&mut self, term: &Term, names: &mut Names) -> String {
        let text = match term {
            Term::Const(_) | Term::Field { .. } | Term::Atom(_) => self.leaf(term),
            Term::All(parts) | Term::Any(parts) => {
                let sign = if matches!(term, Term::All(_)) { " & " } else { " | " };
                let parts: Vec<String> = parts.iter().map(|part| self.term(part, names)).collect();
                format!("({})", parts.join(sign))
            }
            Term::Known(stated, rule) => {
                let (stated, rule) = (self.term(stated, names), self.term(rule, names));
                format!("({stated} === 1 ? {rule} : {stated})")
            }
        };
        names.name(term, text)
    }

    fn leaf(&mut self, term: &Term) -> String {
        match term {
            Term::Const(truth) => truth.to_string(),
            Term::Field { list, field, negated, .. } => {
                let bits = if *field == 0 { format!("{list} & 3") } else { format!("({list} >> {}) & 3", 2 * field) };
                if *negated { format!("((7 >> (({bits}) << 1)) & 3)") } else { format!("({bits})") }
            }
            Term::Atom(atom) => {
                let path = super::ir::Path { base: Base::Flow, ..atom.path.clone() };
                let (yes, no) = if atom.negated { (0, 3) } else { (3, 0) };
                let text = match &atom.test {
                    Test::InForce(from, through) => {
                        self.printer.in_force((*from, *through), super::ir::When::AsOf, atom.negated)
                    }
                    Test::IsKnown if path.ty == Type::Number => format!("({0}_un === 1 ? 1 : {yes})", atom.name),
                    Test::IsKnown if is_value(path.ty) => {
                        let unknown = match path.ty {
                            Type::YesNo => "1",
                            Type::Place if self.is_lettered => NO_LETTERS,
                            _ => "0",
                        };
                        format!("({} === {unknown} ? 1 : {yes})", atom.name)
                    }
                    Test::IsKnown => format!("({} === 1 ? 1 : {yes})", atom.name),
                    Test::Says(super::ir::Says::IsNone) => format!("({} === 1 ? 1 : {no})", atom.name),
                    Test::Says(super::ir::Says::Order(orders, super::ir::Literal::Number(number))) => {
                        let orders = if atom.negated { 7 - orders } else { *orders };
                        compared(&atom.name, orders, &crate::decimal::number(*number))
                    }
                    Test::Says(super::ir::Says::Places(rows, super::ir::When::AsOf)) if self.is_lettered => {
                        self.printer.lettered(&atom.name, *rows, atom.negated)
                    }
                    Test::Says(super::ir::Says::HasCategory(masks)) => {
                        let at = self.categories.iter().position(|known| known == masks).unwrap_or_default();
                        let said = format!("{} >> {} & 3", atom.name, 2 * at);
                        if atom.negated { format!("NOT[{said}]") } else { said }
                    }
                    Test::Says(says) => self.printer.test_of(atom.name.clone(), &path, says, atom.negated),
                };
                format!("({text})")
            }
            _ => String::new(),
        }
    }
}

/// Prints how the values of an object are taken, and its keys counted: by their names while flows have few shapes, else key by key.
fn taking(o: &str, taken: &[(String, String)], count: Option<&str>) -> String {
    let names: Vec<&str> = taken.iter().map(|(name, _)| name.as_str()).collect();
    let cases: String = taken
        .iter()
        .map(|(name, key)| format!("        case \"{key}\":\n          {name} = {o}[key];\n          break;\n"))
        .collect();
    let reads: String = taken.iter().map(|(name, key)| format!("    {name} = {o}.{key};\n")).collect();
    let (declared, each, whole) = count.map_or_else(Default::default, |n| {
        (format!("  let {n} = 0;\n"), format!("      {n}++;\n"), format!("    {n} = keyCount({o});\n"))
    });
    let let_names = if names.is_empty() { String::new() } else { format!("  let {};\n", names.join(", ")) };
    format!(
        "{let_names}{declared}  if (isVaried) {{\n    for (const key in {o}) {{\n{each}      switch (key) {{\n{cases}      }}\n    }}\n    if (isOdd({o})) return -1;\n  }} else {{\n{reads}    if (isOdd({o})) return -1;\n{whole}  }}\n"
    )
}

/// Terms that stand more than once, and their names.
#[derive(Default)]
struct Names {
    uses: BTreeMap<String, usize>,
    named: BTreeMap<String, String>,
    steps: String,
}

impl Names {
    fn count(&mut self, term: &Term) {
        let uses = self.uses.entry(format!("{term:?}")).or_default();
        *uses += 1;
        if *uses == 1 {
            for part in term.parts() {
                self.count(part);
            }
        }
    }

    /// Returns the name of a term that stands more than once, or is asked twice where it stands.
    fn name(&mut self, term: &Term, text: String) -> String {
        let key = format!("{term:?}");
        if let Some(name) = self.named.get(&key) {
            return name.clone();
        }
        if matches!(term, Term::Const(_)) || self.uses.get(&key).is_none_or(|uses| *uses < 2) {
            return text;
        }
        let name = format!("t{}", self.named.len());
        let _ = writeln!(self.steps, "  const {name} = {text};");
        self.named.insert(key, name.clone());
        name
    }
}

/// Prints how a number compares. One that is not known is no number, of which no comparison holds.
fn compared(x: &str, orders: u8, number: &str) -> String {
    let holds = match orders {
        1 => format!("{x} < {number}"),
        2 => format!("{x} === {number}"),
        3 => format!("{x} <= {number}"),
        4 => format!("{x} > {number}"),
        5 => format!("({x} < {number}) | ({x} > {number})"),
        _ => format!("{x} >= {number}"),
    };
    format!("(({holds}) * 3) | {x}_un")
}

fn shifted(text: &str, by: usize) -> String {
    if by == 0 { text.to_owned() } else { format!("({text} << {by})") }
}

/// The printed code that reads a flow before its facts.
const FLOW: &str = "  if (as_of_ !== undefined) n--;
  if (asOf !== undefined && as_of_ !== undefined && as_of_ !== null) dateOf(as_of_);
  const F = judged(asOf === undefined ? as_of_ : asOf);
";

/// Sites of which a place alone is stated are read once for each place and stretch of days.
const PLACED: &str = "function placed(F, code) {
  if (code.length !== 2) return -1;
  const a = code.charCodeAt(0);
  const b = code.charCodeAt(1);
  if ((((a << 16) | b) & 0xffe0ffe0) !== 0x400040) return -1;
  const at = ((a & 31) << 5) | (b & 31);
  const said = F.placed[at];
  return said === -1 ? (F.placed[at] = entrySite(F, code)) : said;
}

";
