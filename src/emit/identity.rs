//! Prints the tables that tell parties apart, those that name the law of each regime, and those of data that are treated apart.

use super::facts::Schema;
use crate::atlas::{self, Place};
use crate::date::Date;
use crate::flow::{GDPR_APPLIES, Law};
use crate::truth::Truth;
use crate::vocab::{Category, Element, Kind, Type, values};

/// Prints the legal forms, the letters without accents, and the states of places that are no states.
pub(super) fn tables() -> String {
    let forms: Vec<String> = atlas::legal_forms().map(super::text).collect();
    let mut accents: Vec<(&str, String)> = vec![];
    for letter in ('\u{80}'..'\u{250}').filter(|letter| atlas::plain_letters(*letter).is_some()) {
        let plain = atlas::plain_letters(letter).unwrap_or_default();
        match accents.iter_mut().find(|(known, _)| *known == plain) {
            Some((_, letters)) => letters.push(letter),
            None => accents.push((plain, letter.to_string())),
        }
    }
    let accents: Vec<String> = accents.into_iter().map(|(plain, letters)| format!("{plain}:{letters}")).collect();
    let states = Place::all().filter(|place| place.state() != *place);
    let states = states.map(|place| format!("[{}, {}]", place.index() + 2, place.state().index() + 2));
    let articles: Vec<String> = atlas::ARTICLES.iter().map(|word| super::text(word)).collect();
    format!(
        "/** The legal forms that names end in. */\nconst FORMS = new Set([{}]);\nconst ARTICLES = [{}];\nconst ACCENTS = {};\n/** The states of places that are none. */\nconst STATES = new Map([{}]);",
        forms.join(", "),
        articles.join(", "),
        super::text(&accents.join(" ")),
        states.collect::<Vec<_>>().join(", ")
    )
}

/// Prints for each law on transfers the regimes that are it, as bits.
pub(super) fn laws() -> String {
    let regimes = values::enumeration(values::REGIME).map_or(&[][..], |regimes| regimes.values);
    let bits = Law::ALL.map(|law| {
        let of_law = regimes.iter().enumerate().filter(|(_, (name, _))| Law::of_regime(name) == Some(law));
        of_law.fold(0u32, |bits, (index, _)| bits | 1 << index).to_string()
    });
    format!("/** The regimes that are each law on transfers, as bits. */\nconst LAWS = [{}];", bits.join(", "))
}

/// Returns whether the policy reads the law that binds an exporter, which is that of its seat unless the flow states one.
pub(super) fn defaults_law(schema: &Schema<'_>) -> bool {
    schema.reads(Kind::Party, "regime") && schema.reads(Kind::Party, "seat") && schema.reads(Kind::Flow, "exporter")
}

/// Prints the regime of each law for those who have their seat in its territory.
fn laws_of_seats() -> String {
    let regimes = values::enumeration(values::REGIME).map_or(&[][..], |regimes| regimes.values);
    let code = |regime: &str| regimes.iter().position(|(name, _)| *name == regime).map_or(0, |index| index + 2);
    let [directive, ..] = Law::ALL.map(|law| code(law.regime_of_seat(Date::MIN)));
    let of_seat = Law::ALL.map(|law| code(law.regime_of_seat(Date::MAX)).to_string());
    format!(
        "/** The regimes of the laws on transfers for those who have their seat there, and the day on which the GDPR took over. */\nconst OF_SEAT = [{}];\nconst OF_DIRECTIVE = {directive};\nconst GDPR_APPLIES = {};",
        of_seat.join(", "),
        super::calendar::day_word(Date::from_days(GDPR_APPLIES))
    )
}

/// Returns the steps of a reader that refuse statements which exclude each other.
pub(super) fn denials(schema: &Schema<'_>) -> Vec<&'static str> {
    let laws = reads_laws(schema).then_some("if (F.laws) settleLaws(F);");
    laws.into_iter().chain(reads_own_data(schema).then_some("if (F.parted) settleData(F);")).collect()
}

/// Prints the constants of these steps, and the holders whose keys are at the exporter's seat.
pub(super) fn constants(schema: &Schema<'_>) -> Vec<String> {
    let seated = schema.reads(Kind::Keys, "place").then(|| {
        let beside = Kind::Keys.fact("place").and_then(|(_, place)| place.seat_beside);
        let holders = beside.map_or(&[][..], |beside| beside.values);
        let code = |holder: &str| schema.declared.value(values::KEYS_HOLDER, holder).map_or(0, |value| value + 2);
        let bits = holders.iter().fold(0u32, |bits, holder| bits | 1 << code(holder));
        format!("/** Holders whose keys are at the exporter's seat. */\nconst AT_SEAT = {bits};")
    });
    let laws = reads_laws(schema).then(no_law);
    let of_seats = defaults_law(schema).then(laws_of_seats);
    seated.into_iter().chain(laws).chain(of_seats).chain(reads_own_data(schema).then(apart)).collect()
}

/// Returns whether the policy reads which laws bind a party beside the first.
fn reads_laws(schema: &Schema<'_>) -> bool {
    schema.reads(Kind::Party, "regime") && schema.reads(Kind::Party, "other_regimes")
}

/// Returns whether the policy reads data that a site or transfer has of its own.
fn reads_own_data(schema: &Schema<'_>) -> bool {
    let is_read = [Kind::Flow, Kind::Site, Kind::Transfer].map(|kind| schema.reads(kind, "data"));
    schema.reads(Kind::Data, "categories") && matches!(is_read, [true, true, _] | [true, _, true])
}

/// Prints the regime that says that no law binds a party, and all others as bits.
fn no_law() -> String {
    let regimes = values::enumeration(values::REGIME).map_or(&[][..], |regimes| regimes.values);
    let none = regimes.iter().position(|(name, _)| *name == "none").unwrap_or_default();
    let any = (0..regimes.len()).filter(|index| *index != none).fold(0u32, |bits, index| bits | 1 << index);
    format!("const NO_LAW = {};\nconst ANY_LAW = {any};", none + 2)
}

/// Prints what tells an owner from others: who it is, or without an id its name, where names are read.
pub(super) fn owners(compares_parties: bool) -> &'static str {
    match compares_parties {
        true => "const ownerOf = (party) => (party.id === \"\" && stemOf(party) !== \"\" ? stemOf(party) : party);",
        false => "const ownerOf = (party) => party;",
    }
}

/// Prints the categories that the law treats apart: which ones are of each, and beside which each may be among data, where something says
/// what these are and where nothing does; as the bits of the first thirty categories and of the others.
fn apart() -> String {
    let bits = |chosen: &dyn Fn(Category) -> bool| {
        let all = Category::all().filter(|category| chosen(*category));
        let bits = all.fold(0u64, |bits, category| bits | 1 << category.index());
        format!("{}, {}", bits & ((1 << FIRST_CATEGORIES) - 1), bits >> FIRST_CATEGORIES)
    };
    let row = |apart: Category| {
        let is_perhaps = |alone: bool| move |category: Category| category.tells(apart, alone) != Truth::False;
        let of = bits(&|category| category.is_within(apart));
        format!("  [{of}, {}, {}],\n", bits(&is_perhaps(false)), bits(&is_perhaps(true)))
    };
    let rows: String = Category::apart().map(row).collect();
    format!(
        "/** The categories that say what data are, and those that the law treats apart: which are of each, and beside which it may be. */\nconst WHAT = [{}];\nconst APART = [\n{rows}];",
        bits(&Category::says_what)
    )
}

/// The categories whose bits are in the first of two numbers.
const FIRST_CATEGORIES: usize = 30;

/// Prints the facts of a party, with how two statements of one are put together.
pub(super) fn party_facts(schema: &Schema<'_>) -> String {
    let facts = schema.facts(Kind::Party).iter().filter(|fact| fact.name != "id").map(|fact| {
        let form = match fact.ty {
            Type::Place => "place",
            Type::Set(Element::Enum(_)) => "set",
            _ => "other",
        };
        let more = fact.forms().into_iter().skip(1).map(|form| format!("\"{}{}\"", fact.name, form.suffix));
        format!("[\"{}\", \"{form}\", [{}]]", fact.name, more.collect::<Vec<_>>().join(", "))
    });
    format!("const PARTY_FACTS = [{}];", facts.collect::<Vec<_>>().join(", "))
}
