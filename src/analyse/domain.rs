//! Of each fact, as many values as the policy can tell apart: one for each kind of value.
//!
//! Places are of one kind where no set and no test of the policy tells them apart on the day; numbers, dates, durations and
//! percents where they lie between the same two values with which they are compared; values of enumerations where no test
//! names them; sets by which of the tested values they hold. What the policy asked of a fact is noted by the evaluator
//! itself (`eval::probe`).

use super::choice::{Choice, Choices, Question};
use super::place::{FactType, Step, entries, fact, fact_type, get, key, stated_place, steps, words};
use super::plain::{is_leading, is_plain, oddity};
use super::reads::is_person;
use super::regions::operator;
use super::space::Space;
use super::values::{categories, category_sets, combined, ids, parties, place_of, plain, stated_items, text, texts};
use crate::atlas::Place;
use crate::date::{Date, Duration};
use crate::eval::probe::{Comparisons, Constant};
use crate::flow::json::Json;
use crate::flow::{Value, field, hundredths};
use crate::order::sort_by_key;
use crate::policy::{AnyRegion, Declared};
use crate::sorted::SortedSet;
use crate::vocab::{Element, EnumId, Kind, SUM, Type};

/// Regions that are tried of one fact, beside those that the policy names.
const MAX_REGIONS: usize = 128;
/// A percent's whole, in hundredths.
const WHOLE: u32 = 10_000;
/// The largest share that a flow can state: a whole, with rounding.
const MOST: u32 = 10_050;

/// Returns whether a path leads to a sum, or to what makes it up.
fn is_of_sum(path: &str) -> bool {
    let Some((owner, name)) = path.split_once('.') else { return false };
    let is =
        |kind: Kind, fact: u16, name: &str| kind.facts().get(usize::from(fact)).is_some_and(|fact| fact.name == name);
    is(Kind::Flow, SUM.of_flow, owner) && SUM.each().iter().any(|fact| is(SUM.kind, *fact, name))
}

impl Space<'_> {
    /// Returns what to ask so that a missing fact becomes known, with a value of each kind. Nothing where no statement could make
    /// it known.
    pub(super) fn question(&self, flow: &Json, missing: &str, asked: &Comparisons) -> Option<Question> {
        let (path, here) = self.first_of(flow, missing)?;
        Some(self.of_type(flow, &path, here, asked))
    }

    /// Returns what has to be stated first so that a missing fact becomes known: itself, or a fact on the way to it, or the one on
    /// which its existence depends.
    pub(super) fn first_of(&self, flow: &Json, missing: &str) -> Option<(String, FactType)> {
        let way = steps(missing);
        for length in 1..way.len() {
            let before = way.get(..length)?;
            if before.last() == Some(&Step::Key("x")) {
                continue;
            }
            let here = fact_type(&self.policy.declared, before)?;
            let stated = get(flow, before);
            if matches!(here.ty, Type::Object(Kind::Party)) && stated.is_none() {
                return Some((words(before), here));
            }
            if let Some(first) = self.governing(flow, before, here) {
                return self.first_of(flow, &first);
            }
        }
        let here = fact_type(&self.policy.declared, &way)?;
        match self.governing(flow, &way, here) {
            Some(first) => self.first_of(flow, &first),
            None => Some((missing.to_owned(), here)),
        }
    }

    /// Returns the fact on which the existence of another depends, while it is not stated and no other condition is met.
    fn governing(&self, flow: &Json, way: &[Step<'_>], here: FactType) -> Option<String> {
        let (_, owner) = way.split_last()?;
        if here.exists.is_always() || get(flow, way).is_some() {
            return None;
        }
        let object = get(flow, owner);
        let mut first = None;
        for on in here.exists.any {
            let own = words(&[owner, &[Step::Key(on.list.unwrap_or(on.fact))]].concat());
            let stated = object.and_then(|object| key(object, on.list.unwrap_or(on.fact)));
            let open = match (stated, on.list) {
                (None, _) => Some(own),
                (Some(value), None) if is_one_of(value, on.values) => return None,
                (Some(_), None) => None,
                (Some(list), Some(_)) => {
                    let (entries, complete) = entries(list);
                    let kinds = || entries.iter().map(|entry| key(entry, on.fact));
                    if kinds().flatten().any(|value| is_one_of(value, on.values)) {
                        return None;
                    }
                    let unstated = kinds().position(|value| value.is_none());
                    let entry = unstated.map(|index| format!("{own}[{index}].{}", on.fact));
                    entry.or((!complete).then_some(own))
                }
            };
            first = first.or(open);
        }
        first
    }

    /// Lists a value of each kind for a fact.
    pub(super) fn of_type(&self, flow: &Json, path: &str, here: FactType, asked: &Comparisons) -> Question {
        let constants = &self.constants(path, asked);
        let (choices, whole) = match here.ty {
            Type::YesNo => (plain([Json::Bool(true), Json::Bool(false)]), true),
            Type::Number => self.numbers(constants),
            Type::Percent => self.percents(constants, rest(flow, path), self.is_one_of_several(path, here)),
            Type::Date => self.dates(constants, path),
            Type::Duration => self.durations(path, constants),
            Type::Place => self.places(flow, path, constants),
            Type::Region => self.regions(flow, path, constants),
            Type::Category => (categories(constants), true),
            Type::Enum(id) => self.enumerated(id, constants),
            Type::Text => {
                let mut known = self.known_ids(flow);
                known.extend(self.reads.ids.iter().cloned());
                (texts(&known), true)
            }
            Type::Set(element) => self.sets((element, here.kind), flow, path, constants),
            Type::Object(Kind::Party) => parties(&self.known_ids(flow), path, constants),
            Type::Object(_) => (plain([Json::Object(vec![])]), true),
            Type::List(kind) => self.lists(flow, path, kind),
        };
        let is_list = matches!(here.ty, Type::List(_));
        let mut question = Question { path: path.to_owned(), choices, whole, is_list };
        if self.asks {
            question.choices.retain(|choice| !is_leading(&self.policy.declared, path, &choice.value));
            // The usual is tried first: a company receives where it is.
            if matches!(here.ty, Type::Place | Type::Set(_) | Type::Enum(_)) {
                sort_by_key(&mut question.choices, |choice| oddity(&self.policy.declared, flow, path, &choice.value));
            }
        }
        if self.plain {
            question.choices.retain(|choice| is_plain(&self.policy.declared, flow, path, &choice.value));
        }
        if let Some(lawful) = &self.lawful {
            question
                .choices
                .retain(|choice| lawful.admits((&self.policy.declared, self.as_of), flow, path, &choice.value));
            // Of values that do as well the plainest is supposed: that whoever operates a site works for the exporter.
            if matches!(here.ty, Type::Enum(_) | Type::Place) {
                sort_by_key(&mut question.choices, |choice| oddity(&self.policy.declared, flow, path, &choice.value));
            }
        }
        question
    }

    /// Collects the ids of whoever a flow names: those that it states, and those that the atlas, or the policy, gives to the vendors and
    /// to the operators of the cloud regions of the flow. A party can turn out to be any of them.
    fn known_ids(&self, flow: &Json) -> SortedSet<String> {
        let mut known = SortedSet::new();
        ids(flow, &mut known);
        let parties = self.read(flow).into_iter().flat_map(|read| read.objects);
        known.extend(parties.filter_map(|object| match object.facts.get(&const { field(Kind::Party, "id") }) {
            Some(Value::Text(id)) if object.kind == Kind::Party => Some(id.clone()),
            _ => None,
        }));
        known
    }

    /// Lists with what a fact was compared, and with what those were that it may turn out to be.
    pub(super) fn constants(&self, path: &str, asked: &Comparisons) -> SortedSet<Constant> {
        let mut all = asked.get(path).unwrap_or_default();
        let way = steps(path);
        let owner = way.split_last().and_then(|(_, owner)| match owner.split_last() {
            Some((Step::Key("x"), owner)) => fact_type(&self.policy.declared, owner),
            _ => fact_type(&self.policy.declared, owner),
        });
        let is_of_person = owner.is_some_and(|owner| is_person(owner.ty));
        for (other, constants) in asked.iter().filter(|(other, _)| self.reads.is_told_by(path, is_of_person, other)) {
            if other != path {
                all.extend(constants.iter().filter(|constant| **constant != Constant::Fact).copied());
            }
        }
        all
    }

    fn enumerated(&self, id: EnumId, constants: &SortedSet<Constant>) -> Choices {
        let names = self.policy.declared.values(id);
        let named = |index: usize| constants.contains(&Constant::Value(index as u8));
        // Values with which another fact is compared tell values of this one apart too.
        let alone = !constants.contains(&Constant::Fact);
        let compared = alone && constants.iter().any(|constant| matches!(constant, Constant::Value(_)));
        let mut choices = vec![];
        let mut other: Option<Choice> = None;
        for (index, name) in names.iter().enumerate() {
            match &mut other {
                Some(other) if compared && !named(index) => other.like += 1,
                None if compared && !named(index) => other = Some(text(name)),
                _ => choices.push(text(name)),
            }
        }
        choices.extend(other);
        (choices, true)
    }

    /// Sets by which of the tested values they have, beside what is stated. Where a set is run over, or compared with a
    /// fact that is not known, that is not all that tells sets apart; one of each other value is tried then too.
    fn sets(
        &self,
        (element, of): (Element, Kind),
        flow: &Json,
        path: &str,
        constants: &SortedSet<Constant>,
    ) -> Choices {
        let (stated, is_complete) = stated_items(flow, path);
        let tested: Vec<Json> = match element {
            Element::Category => return category_sets(&stated, is_complete, constants),
            Element::Enum(id) => constants.iter().filter_map(|value| self.value_of(id, value)).collect(),
            Element::Place => constants.iter().filter_map(place_of).map(|place| of_text(place.code())).collect(),
            Element::Region => {
                let id = |constant| region_of(&self.policy.declared, constant);
                constants.iter().filter_map(id).map(of_text).collect()
            }
        };
        let (mut sets, all) = combined(&stated, &tested);
        // There always is some purpose: one of which nothing is asked stands for no other.
        if let (Element::Enum(id), Kind::Flow, true) = (element, of, stated.is_empty()) {
            let is_other = |name: &&&str| !tested.contains(&of_text(name));
            let other = self.policy.declared.values(id).iter().find(is_other).map(|name| vec![of_text(name)]);
            sets.splice(0..0, other);
        }
        let is_told = !constants.contains(&Constant::Entries) && !constants.contains(&Constant::Fact);
        if !is_told {
            let others = match element {
                Element::Enum(id) => self.policy.declared.values(id).iter().map(|name| of_text(name)).collect(),
                Element::Place => values(self.places(flow, path, constants).0),
                Element::Region => values(self.regions(flow, path, constants).0),
                Element::Category => vec![],
            };
            let is_new = |value: &Json| !tested.contains(value) && !stated.contains(value) && *value != of_text("none");
            sets.extend(others.into_iter().filter(is_new).map(|value| [stated.clone(), vec![value]].concat()));
        }
        (plain(sets.into_iter().map(Json::Array)), all && is_told)
    }

    /// Converts a value of an enumeration, as a flow states it.
    fn value_of(&self, id: EnumId, constant: &Constant) -> Option<Json> {
        match constant {
            Constant::Value(value) => self.policy.declared.name(id, *value).map(of_text),
            _ => None,
        }
    }

    fn places(&self, flow: &Json, path: &str, constants: &SortedSet<Constant>) -> Choices {
        let mut named: Vec<Place> = constants.iter().filter_map(place_of).collect();
        let owner = steps(path).split_last().and_then(|(_, owner)| fact_type(&self.policy.declared, owner));
        if owner.is_some_and(|owner| is_person(owner.ty)) {
            // Two who are the same person are in the same place.
            named.extend(self.stated_places(flow).iter());
        }
        let region = path.strip_suffix(".place").map(|site| format!("{site}.region"));
        let sited = region.is_some_and(|region| get(flow, &steps(&region)).is_none());
        let kinds = self.kinds(flow, &named, sited);
        let choice =
            |(place, like): &(Place, usize)| Choice { value: Json::Text(place.code().to_owned()), like: *like };
        (kinds.each().iter().map(choice).collect(), true)
    }

    /// Lists the regions that the policy names, one of each operator at each kind of place, and none.
    fn regions(&self, flow: &Json, path: &str, constants: &SortedSet<Constant>) -> Choices {
        let site = path.strip_suffix(".region").unwrap_or("");
        let stated = match get(flow, &steps(&format!("{site}.place"))) {
            Some(Json::Text(code)) => stated_place(code),
            _ => None,
        };
        // A multi-region leaves open which of its regions it is.
        let area = match (get(flow, &steps(path)), get(flow, &steps(site))) {
            (Some(Json::Text(word)), _) | (None, Some(Json::Text(word))) => crate::atlas::multi_region_written(word),
            _ => None,
        };
        let fits = |region: &AnyRegion<'_>| match (area, stated, region.single_place()) {
            (Some(area), _, place) => {
                let places = area.places_on(self.as_of);
                region.provider == area.provider && place.is_some_and(|place| places.contains(place))
            }
            (None, Some(stated), Some(place)) => stated == place,
            _ => true,
        };
        let declared = &self.policy.declared;
        let kinds = self.kinds(flow, &[], true);
        let mut seen = SortedSet::new();
        let mut whole = true;
        let mut choices = if area.is_some() { vec![] } else { plain([Json::Text("none".to_owned())]) };
        for region in declared.all_regions().filter(fits) {
            let named = constants.contains(&Constant::Region(Some(region.index as u16)));
            let kind = region.single_place().map(|place| kinds.of(place));
            if named {
                choices.push(text(region.id));
            } else if seen.insert((region.provider, operator(declared, region, self.as_of), kind)) {
                whole &= seen.len() <= MAX_REGIONS;
                if seen.len() <= MAX_REGIONS {
                    choices.push(text(region.id));
                }
            }
        }
        (choices, whole)
    }

    fn dates(&self, constants: &SortedSet<Constant>, path: &str) -> Choices {
        let mut days: SortedSet<Date> = SortedSet::new();
        for constant in constants.iter() {
            if let Constant::Date(day) = constant {
                days.extend([day.previous(), *day, day.next()]);
            }
        }
        let whole = !days.is_empty() && !constants.contains(&Constant::Fact);
        if days.is_empty() {
            days.insert(self.as_of);
        }
        let mut choices = plain(days.iter().map(|day| Json::Text(day.to_string())));
        if path.ends_with(".through") {
            choices.push(text("none"));
        }
        (choices, whole)
    }

    /// Lists durations. They do not stand for all where the sum of notice and transition is asked beside one of them.
    fn durations(&self, path: &str, constants: &SortedSet<Constant>) -> Choices {
        let days_of = |duration: Duration| self.as_of.plus(duration).days() - self.as_of.days();
        let mut days = SortedSet::new();
        for constant in constants.iter() {
            if let Constant::Duration(years, months, rest) = constant {
                let exact = days_of(Duration { years: *years, months: *months, days: *rest });
                days.extend([exact - 1, exact, exact + 1].into_iter().filter(|days| *days >= 0));
            }
        }
        let adds_up = self.adds_up && is_of_sum(path);
        let whole = !days.is_empty() && !constants.contains(&Constant::Fact) && !adds_up;
        if days.is_empty() {
            days.insert(0);
        }
        let written = |days: &i32| Json::Text(Duration { days: *days as u32, ..Duration::default() }.to_string());
        (plain(days.iter().map(written)), whole)
    }

    fn numbers(&self, constants: &SortedSet<Constant>) -> Choices {
        let mut numbers = SortedSet::new();
        for constant in constants.iter() {
            if let Constant::Number(number) = constant {
                numbers.extend([number - 10_000, *number, number + 10_000]);
                // Between two constants that lie closer than one.
                numbers.extend([number - 1, number + 1]);
            }
        }
        let whole = !numbers.is_empty() && !constants.contains(&Constant::Fact);
        if numbers.is_empty() {
            numbers.insert(0);
        }
        (plain(numbers.iter().map(|number| Json::Number(*number as f64 / 10_000.0))), whole)
    }

    /// Returns whether a share belongs to a whole together with others, or is added up by the policy.
    fn is_one_of_several(&self, path: &str, here: FactType) -> bool {
        let way = steps(path);
        let Some((Step::Key(name), owner)) = way.split_last() else { return true };
        if owner.last() != Some(&Step::Key("x")) {
            return fact(here.kind, name).is_some_and(|fact| fact.part_of_whole)
                || self.reads.adds_up(here.kind, name, None);
        }
        let declared = self.policy.declared.fact(here.kind, name);
        let of_person = || self.policy.declared.fact(Kind::Party, name).filter(|_| here.kind.is_relation());
        declared.or_else(of_person).is_none_or(|(field, _)| self.reads.adds_up(here.kind, name, Some(field)))
    }

    /// Lists shares. Of a share that is one of several, these are not all kinds: what it comes to depends on the others. What those
    /// leave over comes first, so that nothing is left to account for.
    fn percents(&self, constants: &SortedSet<Constant>, rest: u32, is_one_of_several: bool) -> Choices {
        let most = if is_one_of_several { WHOLE } else { MOST };
        let mut shares = SortedSet::from([0, WHOLE]);
        let mut is_compared = false;
        for constant in constants.iter() {
            if let Constant::Percent(share) = constant {
                is_compared = true;
                let near = [share.saturating_sub(1), *share, share + 1, WHOLE.saturating_sub(*share)];
                shares.extend(near.into_iter().filter(|share| *share <= most));
            }
        }
        let written = |share: &u32| Json::Text(format!("{}.{:02}%", share / 100, share % 100));
        let others = shares.iter().filter(|share| **share != rest);
        let whole = !is_one_of_several && is_compared && !constants.contains(&Constant::Fact);
        (plain([&rest].into_iter().chain(others).map(written)), whole)
    }

    /// Returns the list closed as it is, or with further entries of which nothing is known. Brackets do not close a list of
    /// holders, and one without entries says that it belongs to nobody.
    fn lists(&self, flow: &Json, path: &str, of: Kind) -> Choices {
        let stated = get(flow, &steps(path));
        let (items, complete) = stated.map_or((&[][..], false), entries);
        let of_shares = of == Kind::Holder;
        let complete = complete && !(of_shares && matches!(stated, Some(Json::Array(_))));
        let (most, whole) = self.may_grow(path, items.len());
        // Whatever rules ask of holders, a company that is somebody's has one.
        let most = most.max(usize::from(of_shares));
        let (from, most) = (usize::from(complete), most.saturating_sub(items.len()));
        let with = |more: usize| {
            let added = std::iter::repeat_n(Json::Object(vec![]), more);
            let items = Json::Array(items.iter().cloned().chain(added).collect());
            if !of_shares {
                return items;
            }
            let is_nobodys = entries(&items).0.is_empty();
            let mut list = vec![("items".to_owned(), items), ("complete".to_owned(), Json::Bool(true))];
            list.extend(is_nobodys.then(|| ("remainder".to_owned(), of_text("none"))));
            Json::Object(list)
        };
        (plain((from..=most).map(with)), whole)
    }
}

/// Returns whether a stated value is one of those that a condition names.
fn is_one_of(value: &Json, names: &[&str]) -> bool {
    match value {
        Json::Bool(yes) => *yes && names.contains(&"true"),
        Json::Text(text) => names.contains(&text.as_str()),
        _ => false,
    }
}

/// Converts a text as a flow states it.
fn of_text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn values(choices: Vec<Choice>) -> Vec<Json> {
    choices.into_iter().map(|choice| choice.value).collect()
}

/// Returns the id of a region that a fact was compared with.
fn region_of<'d>(declared: &'d Declared, constant: &Constant) -> Option<&'d str> {
    match constant {
        Constant::Region(Some(index)) => declared.region_at(usize::from(*index)).map(|region| region.id),
        _ => None,
    }
}

/// Computes what the same shares of the other entries of a list leave over, in hundredths of a percent.
fn rest(flow: &Json, path: &str) -> u32 {
    let way = steps(path);
    let [list @ .., Step::Index(own), Step::Key(name)] = way.as_slice() else { return WHOLE };
    let all = get(flow, list).map_or(&[][..], |list| entries(list).0);
    let others = all.iter().enumerate().filter(|(index, _)| index != own);
    let shares = others.filter_map(|(_, entry)| match key(entry, name) {
        Some(Json::Text(share)) => hundredths(share),
        _ => None,
    });
    WHOLE.saturating_sub(shares.sum())
}
