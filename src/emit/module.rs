//! The whole module: tables, the parts of the runtime that the policy needs, readers, rules.

use super::calendar::day_word;
use super::expression::Printer;
use super::facts::{Fact, Schema, class, needed_values};
use super::lower::Lowered;
use super::tables::truth;
use super::test::PLACES_A_WORD;
use super::{Form, hash, read, regions, text};
use crate::atlas::{Group, Place, clauses_made};
use crate::policy::Field;
use crate::vocab::{Category, EnumId, Kind, SAYING, Type, values};

/// Returns the name of the reader of an enumeration's values.
pub(super) fn enumeration_name(id: EnumId) -> String {
    let known = values::enumeration(id);
    known.map_or_else(|| format!("own{}Value", id.0), |own| format!("{}Value", own.name))
}

/// Prints what follows from what was stated, as the statements of the reader of flows.
pub(super) fn settling(schema: &Schema<'_>) -> String {
    let mut steps = vec!["if (F.instead !== null) notePaths(F);"];
    if schema.has(Kind::Party) {
        steps.extend(["if (F.words !== null) settleWords(F);", "if (F.named) unite(F);"]);
    }
    if has_sayings(schema) {
        steps.push("if (F.says) settleSaid(F);");
    }
    if schema.reads(Kind::Transfer, "tool") {
        steps.push("if (F.agreed) settleAgreed(F);");
    }
    if schema.has(Kind::Site) {
        steps.push("if (F.clouds) expandRegions(F);");
    }
    if super::identity::defaults_law(schema) {
        steps.push("settleLawOfSeat(F);");
    }
    steps.extend(super::identity::denials(schema));
    if schema.reads(Kind::Exit, "notice") {
        steps.extend(["settleExit(F);", "implySwitching(F);"]);
    }
    if schema.reads(Kind::Party, "holders") {
        steps.push("if (F.held) for (const record of walk(F)) if (record instanceof Party) settleHolders(record);");
    }
    if schema.implies_transfers() {
        steps.push("implyTransfers(F);");
    }
    if schema.reads(Kind::Flow, "parties") {
        steps.push("gatherParties(F);");
    }
    if has_derived(schema) {
        steps.push("if (F.states) settleDerived(F);");
    }
    steps.into_iter().map(|step| format!("  {step}\n")).collect()
}

fn has_derived(schema: &Schema<'_>) -> bool {
    schema.kinds().any(|(_, facts)| facts.iter().any(is_derived))
}

fn has_sayings(schema: &Schema<'_>) -> bool {
    schema.kinds().any(|(_, facts)| facts.iter().any(|fact| fact.says != 0))
}

fn is_derived(fact: &Fact) -> bool {
    fact.derived && fact.ty == Type::YesNo
}

/// Prints the module.
pub(super) fn print(
    lowered: &Lowered<'_>,
    schema: &Schema<'_>,
    mut printer: Printer<'_>,
    form: Form,
) -> Option<String> {
    let rules = printer.rules();
    let derived = derived(lowered, schema, &mut printer);
    let inside = inside(lowered, schema, &mut printer);
    let quick = super::quick::print(&mut printer);
    if form == Form::Plain && quick.is_none() {
        return None;
    }
    let functions = std::mem::take(&mut printer.functions).join("\n");
    let words = printer.places.len().div_ceil(PLACES_A_WORD);
    let mut code = super::head(lowered.policy);
    let mut put = |part: &str| {
        code.push_str(part.trim_end());
        code.push_str("\n\n");
    };
    put(JS.core);
    put(if form == Form::Plain { JS.entries_plain } else { JS.entries });
    put(JS.list);
    put(&tables(lowered, schema, &printer));
    put(JS.place);
    put(JS.day);
    put(&read::classes(schema, &flow_fields(&printer, words), &lowered.compared));
    put(JS.walk);
    put(&start(words, quick.is_some()));
    for (part, is_needed) in parts(schema, &printer) {
        if is_needed {
            put(part);
        }
    }
    for id in schema.enumerations() {
        put(&hash::reader(&enumeration_name(id), &schema.declared.values(id)));
        if schema.has_set(id) {
            put(&hash::set_reader(&enumeration_name(id)));
        }
    }
    let categories: Vec<&str> = Category::all().map(Category::name).collect();
    if schema.has(Kind::Data) || schema.kinds().any(|(_, facts)| facts.iter().any(|fact| is_category(fact.ty))) {
        put(&hash::reader("categoryOf", &categories));
    }
    for (kind, _) in schema.kinds() {
        put(&read::reader(schema, kind, quick.as_ref().map(|quick| &quick.named), form));
    }
    put(&inside);
    for (index, masks) in printer.categories.iter().enumerate() {
        put(&has_category(index, masks));
    }
    put(&functions);
    put(&derived);
    put(&sayings(schema));
    put(&forget(&printer));
    put(JS.some);
    put(&rules);
    put(JS.choice);
    match quick {
        Some(quick) => {
            put(JS.quick);
            put(&quick.code);
            put(JS.quickly);
            put(if form == Form::Plain { JS.judge_plain } else { JS.judge_quick });
        }
        None => put(JS.judge),
    }
    put(JS.api);
    let mut code = super::shake::shaken(&code);
    if form == Form::Plain {
        code = super::shake::shaken(&without_reasons(&code));
    }
    code.truncate(code.trim_end().len());
    code.push('\n');
    Some(code)
}

/// The table of places that the reader of plain flows looks up by their letters.
const BY_LETTERS: &str =
    "/** What sites of which a place alone is stated say, by the stretch of days and the letters; -1 until it is asked. */
const PLACED = [];

/** Tables by the letters of places: 0 where there is none, and last what is said of one that is not known. */
const LETTERED = [];

function byLetters(stretch, word) {
  const tables = (LETTERED[stretch] ??= []);
  return (tables[word] ??= Int32Array.from({ length: 1025 }, (_, at) => {
    const place = at === 1024 ? 0 : LETTERS[at];
    return place === 0 && at !== 1024 ? 0 : tablesOf(stretch)[word][place] | (1 << 30);
  }));
}

";

/// Returns a module whose readers do not say why they refuse a flow: one for plain flows gives one reason for all others.
fn without_reasons(code: &str) -> String {
    let mut parts = code.split("throw refuse(").flat_map(|part| part.split("throw wrong("));
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let rest = part.split_once(");\n").map_or("", |(_, rest)| rest);
        text + "throw ODD;\n" + rest
    })
}

/// Prints what is kept of a day, and how the record of a flow begins: with the day to judge, and the tables of that day.
fn start(words: usize, is_quick: bool) -> String {
    let kept: String = (0..words).map(|word| format!("    this.p{word} = tables[{word}];\n")).collect();
    let lettered: String = (0..if is_quick { words } else { 0 })
        .map(|word| format!("    this.l{word} = byLetters(this.stretch, {word});\n"))
        .collect();
    let (placed, places) = if is_quick {
        (BY_LETTERS, "    this.placed = PLACED[this.stretch] ??= new Int32Array(1024).fill(-1);\n")
    } else {
        ("", "")
    };
    let tables = (0..words).map(|word| format!("  F.p{word} = day.p{word};\n"));
    format!(
        "{placed}/** A day that was judged, with what it takes to judge it again. */\nclass Day {{\n  constructor(text, day) {{\n    this.text = text;\n    this.day = day;\n    this.stretch = stretchOf(day);\n    const tables = tablesOf(this.stretch);\n{kept}{lettered}{places}  }}\n}}\n\n/** Begins the record of a flow with the day to judge. */\nfunction startOf(F, asOf, own) {{\n  if (asOf !== undefined && own !== undefined && own !== null) dateOf(own);\n  const day = judged(asOf === undefined ? own : asOf);\n  F.day = day.day;\n  F.as_of = day.day;\n  F.stretch = day.stretch;\n{}}}\n",
        tables.collect::<String>()
    )
}

fn is_category(ty: Type) -> bool {
    matches!(ty, Type::Category | Type::Set(crate::vocab::Element::Category))
}

/// Of an entry that may be missing nothing is known: its data are not the flow's.
const UNKNOWN_SITE: &str =
    "/** Of a site that may be missing nothing is known: its data are not the flow's. */\nuSite.data = new Data();";
const UNKNOWN_TRANSFER: &str = "/** Of a transfer that may be missing nothing is known: its data are not the flow's. */\nuTransfer.data = new Data();";

/// Returns the parts of the runtime, and whether the policy needs each.
fn parts<'a>(schema: &Schema<'_>, printer: &Printer<'_>) -> Vec<(&'a str, bool)> {
    let needs = |part: &str| printer.needs.contains(part);
    let exit = schema.reads(Kind::Exit, "notice");
    let durations =
        needs("duration") || schema.kinds().any(|(_, facts)| facts.iter().any(|fact| fact.ty == Type::Duration));
    let (site, party) = (schema.has(Kind::Site), schema.has(Kind::Party));
    let operator = schema.reads(Kind::Site, "operator");
    let data = schema.reads(Kind::Site, "data") || schema.reads(Kind::Transfer, "data");
    let keys = schema.reads(Kind::Site, "keys") || schema.reads(Kind::Measure, "keys");
    vec![
        (JS.moved, durations || needs("moved")),
        (JS.duration, durations),
        (JS.exit, exit),
        (JS.region, site || schema.kinds().any(|(_, facts)| facts.iter().any(|fact| is_region(fact.ty)))),
        (JS.several, site),
        (JS.operator, operator),
        (supply(schema), operator),
        (JS.region_place, site && !operator),
        (JS.site, site),
        (JS.person, party),
        (JS.identity, schema.compares_parties),
        (JS.relation, schema.has(Kind::Holder) || schema.has(Kind::Supplier)),
        (JS.holder, schema.has(Kind::Holder)),
        (JS.supplier, schema.has(Kind::Supplier)),
        (super::identity::owners(schema.compares_parties), schema.reads(Kind::Party, "holders")),
        (JS.holders, schema.reads(Kind::Party, "holders")),
        (JS.denied, !super::identity::denials(schema).is_empty()),
        (JS.sums, needs("sums")),
        (JS.count, needs("count")),
        (JS.data, schema.has(Kind::Data)),
        (JS.default, data),
        (UNKNOWN_SITE, schema.reads(Kind::Site, "data")),
        (UNKNOWN_TRANSFER, schema.reads(Kind::Transfer, "data")),
        (JS.exporter, schema.reads(Kind::Transfer, "exporter")),
        (JS.keys, keys),
        (JS.layers, read::has_layers(schema)),
        (JS.tool, schema.reads(Kind::Transfer, "tool")),
        (JS.timely, schema.reads(Kind::Transfer, "tool")),
        (JS.site_transfer, schema.reads(Kind::Site, "transfer")),
        (JS.transfers, schema.implies_transfers()),
        (JS.law, super::identity::defaults_law(schema)),
        (JS.parties, schema.reads(Kind::Flow, "parties")),
        (JS.valid, needs("valid")),
        (JS.lattice, needs("lattice") || schema.implies_transfers()),
        (JS.on_day, needs("onDay")),
        (JS.measure, schema.has(Kind::Measure)),
        (JS.derived, has_derived(schema) || has_sayings(schema)),
        (JS.says, has_sayings(schema)),
    ]
}

fn is_region(ty: Type) -> bool {
    matches!(ty, Type::Region | Type::Set(crate::vocab::Element::Region))
}

/// Returns the part that supplies facts of operators, as far as the policy reads them.
fn supply<'a>(schema: &Schema<'_>) -> &'a str {
    match (schema.reads(Kind::Party, "seat"), schema.reads(Kind::Party, "ultimate_parent")) {
        (true, true) => JS.supply_both,
        (true, false) => JS.supply_seat,
        (false, true) => JS.supply_parent,
        (false, false) => "const supplyOperator = () => {};",
    }
}

/// Returns the fields of a flow's record that are no facts.
fn flow_fields(printer: &Printer<'_>, words: usize) -> Vec<(String, String)> {
    let own = [("day", "0"), ("stretch", "0"), ("count", "0")];
    let own = own.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let tables = (0..words).map(|word| (format!("p{word}"), "null".to_owned()));
    let kept = printer.kept.iter().map(|id| (format!("c{id}"), "-1".to_owned()));
    own.chain(tables).chain(kept).collect()
}

/// Prints that what was worked out of a flow is forgotten, because one of its groups of places is another place.
fn forget(printer: &Printer<'_>) -> String {
    let kept = printer.kept.iter().map(|id| format!("  F.c{id} = -1;\n"));
    format!("function forget(F) {{\n{}}}\n", kept.collect::<String>())
}

/// Prints the derivations of derived facts that are read.
fn derived(lowered: &Lowered<'_>, schema: &Schema<'_>, printer: &mut Printer<'_>) -> String {
    if !has_derived(schema) {
        return String::new();
    }
    let mut rows = String::new();
    for ((kind, field, rule), derivation) in lowered.derivations.iter().zip(&lowered.policy.derivations) {
        let Some(fact) = schema.fact(*kind, *field) else { continue };
        let firm = if derivation.rule.needs_entry() { ", true" } else { "" };
        let rule = printer.expression(*rule, false);
        let declared = printer.declared().trim().to_owned();
        rows.push_str(&format!(
            "  [{}, \"{}\", (F, v0) => {{ {declared} return {rule}; }}{firm}],\n",
            class(*kind),
            fact.name
        ));
    }
    format!("/** Facts that follow from others unless they are stated. */\nconst DERIVED = [\n{rows}];\n")
}

/// Prints which values of a fact that is read say of another one that it is yes.
fn sayings(schema: &Schema<'_>) -> String {
    let mut rows = String::new();
    for saying in &SAYING {
        let [says, said] = [saying.fact, saying.said].map(|fact| schema.fact(saying.kind, Field(fact)));
        if let (Some(says), Some(said)) = (says, said) {
            let (class, bits) = (class(saying.kind), says.says);
            rows.push_str(&format!("  [{class}, \"{}\", {bits}, \"{}\"],\n", says.name, said.name));
        }
    }
    match rows.is_empty() {
        true => rows,
        false => format!("/** Facts that values of others say. */\nconst SAYING = [\n{rows}];\n"),
    }
}

/// Prints whether a place lies inside the territory of each law on transfers.
fn inside(lowered: &Lowered<'_>, schema: &Schema<'_>, printer: &mut Printer<'_>) -> String {
    if !schema.implies_transfers() && !super::identity::defaults_law(schema) {
        return String::new();
    }
    let tests = lowered.territories().into_iter().filter_map(|rows| {
        let rows = lowered.tables.places.iter().position(|known| *known == rows)?;
        let at = super::test::position(&mut printer.places, (rows, false));
        let (word, shift) = (at / PLACES_A_WORD, 2 * (at % PLACES_A_WORD));
        Some(format!("  (F, place) => (F.p{word}[place] >> {shift} & 3) === 3,\n"))
    });
    format!(
        "/** Whether a place lies inside the territory of each law on transfers: of the Union, of Britain, of Switzerland. */\nconst INSIDE = [\n{}];\n",
        tests.collect::<String>()
    )
}

fn has_category(index: usize, masks: &[u64; 4]) -> String {
    let part = |mask: u64| {
        let (low, high) = (mask & 0x3fff_ffff, mask >> 30);
        match (low, high) {
            (0, 0) => "0".to_owned(),
            (low, 0) => format!("low & {low}"),
            (0, high) => format!("high & {high}"),
            (low, high) => format!("(low & {low} | high & {high})"),
        }
    };
    let [sure, perhaps, alone, what] = *masks;
    format!(
        "function has{index}(low, high, open) {{\n  if (({}) !== 0) return 3;\n  return ({}) !== 0 || (({}) !== 0 && ({}) === 0) ? 1 : open;\n}}\n",
        part(sure),
        part(perhaps),
        part(alone),
        part(what)
    )
}

/// Prints the tables.
fn tables(lowered: &Lowered<'_>, schema: &Schema<'_>, printer: &Printer<'_>) -> String {
    let mut lines = vec![];
    let codes: Vec<&str> = Place::all().map(Place::code).collect();
    lines.push(format!("/** The places of the atlas. */\nconst PLACES = {};", text(&codes.join(" "))));
    lines.push(format!("const PLACE_COUNT = {};", codes.len()));
    let turns: Vec<String> = printer.turns.iter().map(u32::to_string).collect();
    lines.push(format!(
        "/** The days on which sets change, counted from 0000-12-31. */\nconst TURNS = [{}];",
        turns.join(", ")
    ));
    lines.push(groups());
    lines.push(super::places::tests(lowered, printer));
    lines.push(format!(
        "const COMPARES = {};\n/** The tests on places that are asked on other days than the day judged, as bits. */\nconst OTHER_DAYS = [{}];",
        lowered.compared.any,
        super::places::on_other_days(printer)
    ));
    if schema.has(Kind::Site) || schema.kinds().any(|(_, facts)| facts.iter().any(|fact| is_region(fact.ty))) {
        lines.push(format!("/** The regions of the atlas and the policy: who operates them, the first part of their ids, and the others by place. */\nconst REGIONS = `{}`;", regions::table(schema.declared)));
    }
    if schema.has(Kind::Site) {
        lines.push(format!("/** Names that stand for several regions, each with those; or with the operator and the places in one of which it is. */\nconst SEVERAL = `{}`;", regions::several()));
    }
    if schema.reads(Kind::Site, "operator") {
        lines.push(format!("/** Operators: first day, last day, seat, seat of the company that contracts, seat of the parent, name, group. */\nconst OPERATORS = {};", regions::operators(schema.declared, schema.compares_parties)));
    }
    for (index, (vector, negated)) in printer.vectors.iter().enumerate() {
        let rows = printer.rows(*vector, *negated);
        let is_constant = rows.iter().all(|row| Some(row) == rows.first());
        let row =
            |row: &Vec<u8>| format!("Uint8Array.of({})", row.iter().map(u8::to_string).collect::<Vec<_>>().join(", "));
        let rows: Vec<String> = rows.iter().take(if is_constant { 1 } else { usize::MAX }).map(row).collect();
        lines.push(if is_constant {
            format!("const CODES{index} = {};", rows.concat())
        } else {
            format!("const CODES{index} = [{}];", rows.join(", "))
        });
    }
    lines.push(enumerated(schema, printer));
    lines.join("\n\n")
}

/// Prints the numbers of single values, and masks of some.
fn enumerated(schema: &Schema<'_>, printer: &Printer<'_>) -> String {
    let declared = schema.declared;
    let code = |id: EnumId, name: &str| declared.value(id, name).map_or(0, |value| u32::from(value) + 2);
    let mut lines = vec![];
    if schema.reads(Kind::Transfer, "tool") {
        let authorised = needed_values(Kind::Transfer, "authorised")
            .iter()
            .fold(0u32, |bits, tool| bits | 1 << code(values::TOOL, tool));
        let unsaid = declared.values(values::TOOL).len() + 2;
        lines.push(format!(
            "const NO_TOOL = {};\nconst SCC = {};\nconst AUTHORISED = {authorised};\nconst UNSAID = {unsaid};",
            code(values::TOOL, "none"),
            code(values::TOOL, "scc")
        ));
        let made =
            declared.values(values::SCC_VERSION).into_iter().map(|version| clauses_made(version).map_or(0, day_word));
        let made: Vec<String> = made.map(|day| day.to_string()).collect();
        lines.push(format!(
            "/** The first day on which clauses can be agreed, by their code. */\nconst MADE = [0, 0, {}];",
            made.join(", ")
        ));
        let clauses = schema
            .facts(Kind::Transfer)
            .iter()
            .filter(|fact| fact.exists.is_implied && fact.exists.any.iter().all(|on| on.values == ["scc"]));
        let clauses = clauses.flat_map(|fact| {
            fact.forms().into_iter().map(move |form| format!("[\"{}\", {}, {}]", fact.name, form.unknown, form.absent))
        });
        lines.push(format!("const CLAUSES = [{}];", clauses.collect::<Vec<_>>().join(", ")));
    }
    if schema.has(Kind::Measure) {
        let kinds = declared.values(values::MEASURE_KIND);
        let keyed = (2..)
            .zip(&kinds)
            .filter(|(_, kind)| needed_values(Kind::Measure, "keys").contains(*kind))
            .fold(0u32, |bits, (code, _)| bits | 1 << code);
        lines.push(format!("const KEYED = {keyed};"));
        let own = ["encryption", "encryption_at_rest"].map(|kind| code(values::MEASURE_KIND, kind).to_string());
        lines.push(format!("const OWN_LAYERS = [{}];", own.join(", ")));
    }
    lines.extend(super::identity::constants(schema));
    if schema.has(Kind::Party) {
        lines.push(super::identity::party_facts(schema));
    }
    if schema.compares_parties {
        lines.push(super::identity::tables());
    }
    if schema.implies_transfers() {
        lines.push(super::identity::laws());
    }
    if printer.needs.contains("lattice") || schema.implies_transfers() {
        let digit = |have: Category, wanted: Category| match crate::vocab::category::is_known_within(have, wanted) {
            crate::truth::Truth::True => truth::TRUE,
            crate::truth::Truth::Unknown => truth::UNKNOWN,
            crate::truth::Truth::False => truth::FALSE,
        };
        let all: String = Category::all()
            .flat_map(|wanted| Category::all().map(move |have| digit(have, wanted).to_string()))
            .collect();
        lines.push(format!("const CATEGORIES = {};\nconst LATTICE = \"{all}\";", Category::all().count()));
    }
    lines.join("\n")
}

/// Prints the groups of the atlas: first day, last day, members.
fn groups() -> String {
    let rows = Group::all().map(|group| {
        let mut windows: Vec<(u32, Option<u32>, Vec<&str>)> = vec![];
        for member in group.memberships() {
            let (from, through) = (member.window.from.map_or(0, day_word), member.window.through.map(day_word));
            match windows.iter_mut().find(|(first, last, _)| (*first, *last) == (from, through)) {
                Some((_, _, codes)) => codes.push(member.place.code()),
                None => windows.push((from, through, vec![member.place.code()])),
            }
        }
        let rows = windows.into_iter().map(|(from, through, codes)| {
            let through = through.map_or("Infinity".to_owned(), |day| day.to_string());
            let all = Place::all().filter(|place| !place.is_organisation()).count();
            let codes = if codes.len() == all { "*".to_owned() } else { codes.join(" ") };
            format!("[{from}, {through}, \"{codes}\"]")
        });
        format!("  {}: [{}],\n", group.name(), rows.collect::<Vec<_>>().join(", "))
    });
    format!(
        "/** The groups of the atlas: first day, last day, members. */\nconst GROUPS = {{\n{}}};",
        rows.collect::<String>()
    )
}

/// The parts of the runtime, which are written by hand.
struct Parts {
    core: &'static str,
    entries: &'static str,
    entries_plain: &'static str,
    list: &'static str,
    place: &'static str,
    day: &'static str,
    walk: &'static str,
    moved: &'static str,
    duration: &'static str,
    exit: &'static str,
    region: &'static str,
    operator: &'static str,
    supply_both: &'static str,
    supply_seat: &'static str,
    supply_parent: &'static str,
    region_place: &'static str,
    several: &'static str,
    site: &'static str,
    person: &'static str,
    identity: &'static str,
    relation: &'static str,
    holder: &'static str,
    supplier: &'static str,
    holders: &'static str,
    denied: &'static str,
    law: &'static str,
    sums: &'static str,
    count: &'static str,
    data: &'static str,
    default: &'static str,
    exporter: &'static str,
    keys: &'static str,
    layers: &'static str,
    tool: &'static str,
    timely: &'static str,
    site_transfer: &'static str,
    transfers: &'static str,
    parties: &'static str,
    valid: &'static str,
    lattice: &'static str,
    on_day: &'static str,
    measure: &'static str,
    derived: &'static str,
    says: &'static str,
    some: &'static str,
    choice: &'static str,
    quick: &'static str,
    judge: &'static str,
    quickly: &'static str,
    judge_quick: &'static str,
    judge_plain: &'static str,
    api: &'static str,
}

const JS: Parts = Parts {
    core: include_str!("js/core.js"),
    entries: include_str!("js/entries.js"),
    entries_plain: include_str!("js/entries-plain.js"),
    list: include_str!("js/list.js"),
    place: include_str!("js/place.js"),
    day: include_str!("js/day.js"),
    walk: include_str!("js/walk.js"),
    moved: include_str!("js/moved.js"),
    duration: include_str!("js/duration.js"),
    exit: include_str!("js/exit.js"),
    region: include_str!("js/region.js"),
    operator: include_str!("js/operator.js"),
    supply_both: include_str!("js/supply-both.js"),
    supply_seat: include_str!("js/supply-seat.js"),
    supply_parent: include_str!("js/supply-parent.js"),
    region_place: include_str!("js/region-place.js"),
    several: include_str!("js/several.js"),
    site: include_str!("js/site.js"),
    person: include_str!("js/person.js"),
    identity: include_str!("js/identity.js"),
    relation: include_str!("js/relation.js"),
    holder: include_str!("js/holder.js"),
    supplier: include_str!("js/supplier.js"),
    holders: include_str!("js/holders.js"),
    denied: include_str!("js/denied.js"),
    law: include_str!("js/law.js"),
    sums: include_str!("js/sums.js"),
    count: include_str!("js/count.js"),
    data: include_str!("js/data.js"),
    default: include_str!("js/default.js"),
    exporter: include_str!("js/exporter.js"),
    keys: include_str!("js/keys.js"),
    layers: include_str!("js/layers.js"),
    tool: include_str!("js/tool.js"),
    timely: include_str!("js/timely.js"),
    site_transfer: include_str!("js/site-transfer.js"),
    transfers: include_str!("js/transfers.js"),
    parties: include_str!("js/parties.js"),
    valid: include_str!("js/valid.js"),
    lattice: include_str!("js/lattice.js"),
    on_day: include_str!("js/on-day.js"),
    measure: include_str!("js/measure.js"),
    derived: include_str!("js/derived.js"),
    says: include_str!("js/says.js"),
    some: include_str!("js/some.js"),
    choice: include_str!("js/choice.js"),
    quick: include_str!("js/quick.js"),
    judge: include_str!("js/judge.js"),
    quickly: include_str!("js/quickly.js"),
    judge_quick: include_str!("js/judge-quick.js"),
    judge_plain: include_str!("js/judge-plain.js"),
    api: include_str!("js/api.js"),
};
