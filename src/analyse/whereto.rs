//! For one place that is open, every country and cloud region with its verdict: one look for each kind that the policy can
//! tell apart.

use super::cure::RuleAt;
use super::place::{get, remove, set, stated_place, steps};
use super::regions::{RunBy, operator};
use super::space::Space;
use super::target::Target;
use crate::atlas::Place;
use crate::diag::Diagnostic;
use crate::eval::Kinds;
use crate::eval::probe::Probed;
use crate::flow::json::Json;
use crate::policy::{AnyOperator, AnyRegion};
use crate::sorted::SortedMap;
use crate::truth::Truth;
use crate::verdict::Answer;
use crate::vocab::Kind;
use serde::Serialize;

/// The kind of a [`Destination`].
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget, DestinationKind};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let all = analysis.where_to("storage[0]")?;
/// assert!(all.iter().any(|each| each.kind == DestinationKind::Region && each.id == "aws/eu-west-3"));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DestinationKind {
    /// A country or territory.
    Place,
    /// A cloud region.
    Region,
}

/// A country or cloud region, with the verdict of the flow if the data were there.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let all = analysis.where_to("storage[0]")?;
/// let open = all.iter().filter(|each| each.verdict == Some(lexloci::Answer::Compliant));
/// assert!(open.count() > 30);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Destination {
    /// `FR`, or `aws/eu-west-3`.
    pub id: String,
    /// The kind of destination: a country or a region.
    pub kind: DestinationKind,
    /// The verdict of the flow, were it there; nothing where it cannot be there.
    pub verdict: Option<Answer>,
    /// The first rule that is violated or open, and where.
    pub reason: Option<RuleAt>,
    /// Says whether the budget ended before it was judged: nothing is known of it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undecided: bool,
}

/// The traits that tell one region from another: its operator, the kind of its place, and itself where it is named.
type RegionKind<'d> = (Operated<'d>, Option<usize>, Option<usize>);

/// The traits that tell one operator from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Operated<'d> {
    /// Nobody that the atlas or the policy knows.
    Nobody,
    /// An operator that the flow or the policy may mean elsewhere too, so that its identity matters.
    Known(RunBy<'d>),
    /// An operator that neither mentions: all that can be told of it is the kinds of its seat and of its parent's.
    Stranger(Option<usize>, Option<usize>),
}

/// The verdict of the flow in one country or region; nothing where the budget ended before.
type Found = Option<(Option<Answer>, Option<RuleAt>)>;

impl Destination {
    fn of(id: &str, kind: DestinationKind, found: Found) -> Destination {
        let undecided = found.is_none();
        let (verdict, reason) = found.unwrap_or_default();
        Destination { id: id.to_owned(), kind, verdict, reason, undecided }
    }
}

/// Judges the flow with its site (`storage[0]`) or place (`transfers[0].to`) in each country and region, as far as the steps
/// go: countries first. What was found about the stated destination is not known of another one.
///
/// # Errors
/// L0588 where the flow has no site and no place at this path.
pub(super) fn where_to(
    space: &Space<'_>,
    path: &str,
    mut steps_left: u64,
) -> Result<Vec<Destination>, Vec<Diagnostic>> {
    let Target { path, is_site } = Target::find(&space.policy.declared, &space.base, path)?;
    let place_path = if is_site { format!("{path}.place") } else { path.to_owned() };
    let open = Open::of(&space.base, path, &place_path, is_site);
    // A place that the flow names elsewhere, such as that of a site which the transfer covers, is no other's like.
    let named: Vec<Place> = space.stated_places(&space.base).iter().collect();
    let kinds = space.kinds(&open.here, &named, false);
    let mut by_kind: SortedMap<usize, Found> = SortedMap::new();
    for (index, (place, _)) in kinds.each().iter().enumerate() {
        let mut flow = open.flow(open.place == Some(*place));
        if is_site {
            set(&mut flow, &steps(&format!("{path}.region")), Json::Text("none".to_owned()));
        }
        set(&mut flow, &steps(&place_path), Json::Text(place.code().to_owned()));
        by_kind.insert(index, found(space, &flow, &mut steps_left));
    }
    let of_place = |place: Place| {
        Destination::of(place.code(), DestinationKind::Place, by_kind.get(&kinds.of(place)).cloned().flatten())
    };
    let mut all: Vec<Destination> = Place::all().map(of_place).collect();
    if is_site {
        all.extend(regions(space, &open, path, &kinds, &mut steps_left));
    }
    Ok(all)
}

/// The flow without its destination, and the destination that it stated.
struct Open {
    place: Option<Place>,
    region: Option<String>,
    /// The flow as it is at the stated destination.
    here: Json,
    /// The flow as it is elsewhere: without what was found about the stated destination.
    elsewhere: Json,
}

impl Open {
    fn of(flow: &Json, path: &str, place_path: &str, is_site: bool) -> Open {
        let text = |path: &str| match get(flow, &steps(path)) {
            Some(Json::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let place = text(place_path).or_else(|| text(path)).and_then(|text| stated_place(&text));
        let region_path = format!("{path}.region");
        let region = text(&region_path);
        let mut here = flow.clone();
        if is_site {
            remove(&mut here, &steps(&region_path));
        }
        remove(&mut here, &steps(place_path));
        let mut elsewhere = here.clone();
        if place.is_some() || region.is_some() {
            let transfer = if is_site { format!("{path}.transfer") } else { owner(path).to_owned() };
            for fact in Kind::Transfer.facts().iter().filter(|fact| fact.of_destination) {
                remove(&mut elsewhere, &steps(&format!("{transfer}.{}", fact.name)));
            }
        }
        Open { place, region, here, elsewhere }
    }

    fn flow(&self, is_here: bool) -> Json {
        if is_here { self.here.clone() } else { self.elsewhere.clone() }
    }
}

/// Returns the path of the object that a fact belongs to.
fn owner(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(owner, _)| owner)
}

impl<'d> Operated<'d> {
    fn of(space: &Space<'d>, region: AnyRegion<'d>, kinds: &Kinds, names: &Names) -> Operated<'d> {
        let (declared, day) = (&space.policy.declared, space.as_of);
        let kind = |place: Option<Place>| place.map(|place| kinds.of(place));
        match (operator(declared, region, day), declared.operator_on(region.provider, day)) {
            (Some(run_by), Some(operator)) if names.may_mean(region, operator) => Operated::Known(run_by),
            (Some(RunBy(_, seat, parent)), _) => Operated::Stranger(kind(seat), kind(parent)),
            (None, _) => Operated::Nobody,
        }
    }
}

/// Every text of a flow and every id of a policy, in small letters.
struct Names(Vec<String>);

impl Names {
    fn of(space: &Space<'_>, flow: &Json) -> Names {
        let mut all: Vec<String> = space.reads.ids.iter().map(|id| id.to_ascii_lowercase()).collect();
        gather(flow, &mut all);
        Names(all)
    }

    /// Reports whether any of them may mean the operator of a region, or another company of its group.
    fn may_mean(&self, region: AnyRegion<'_>, operator: AnyOperator<'_>) -> bool {
        let names = [first_word(operator.name), first_word(operator.parent_name)];
        let words = [region.brand(), operator.key].into_iter().chain(names);
        words.filter(|word| !word.is_empty()).any(|word| {
            let word = word.to_ascii_lowercase();
            self.0.iter().any(|text| text.contains(word.as_str()))
        })
    }
}

fn first_word(name: &str) -> &str {
    name.split([' ', ',', '.']).next().unwrap_or_default()
}

fn gather(json: &Json, all: &mut Vec<String>) {
    match json {
        Json::Text(text) => {
            let text = text.to_ascii_lowercase();
            if !all.contains(&text) {
                all.push(text);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| gather(item, all)),
        Json::Object(facts) => facts.iter().for_each(|(_, value)| gather(value, all)),
        _ => {}
    }
}

/// Judges every region: those of alike operators at one kind of place that the policy does not name are alike.
fn regions(space: &Space<'_>, open: &Open, path: &str, kinds: &Kinds, steps_left: &mut u64) -> Vec<Destination> {
    let mut known: SortedMap<RegionKind<'_>, Found> = SortedMap::new();
    let named = &space.regions.named;
    let names = Names::of(space, &open.here);
    let is_operated = get(&open.here, &steps(&format!("{path}.operator"))).is_some();
    let mut all = vec![];
    for region in space.policy.declared.all_regions() {
        let kind = region.single_place().map(|place| kinds.of(place));
        let is_stated = open.region.as_deref() == Some(region.id);
        let is_own = named.contains(&(region.index as u16)) || is_operated || kind.is_none() || is_stated;
        let own = is_own.then_some(region.index);
        let key = (Operated::of(space, region, kinds, &names), kind, own);
        if !known.contains_key(&key) {
            let mut flow = open.flow(is_stated);
            set(&mut flow, &steps(&format!("{path}.region")), Json::Text(region.id.to_owned()));
            known.insert(key, found(space, &flow, steps_left));
        }
        all.push(Destination::of(region.id, DestinationKind::Region, known.get(&key).cloned().flatten()));
    }
    all
}

fn found(space: &Space<'_>, flow: &Json, steps_left: &mut u64) -> Found {
    if *steps_left == 0 {
        return None;
    }
    let probed = space.whole(flow);
    space.settle(steps_left);
    Some(probed.map_or((None, None), |probed| (Some(probed.answer), reason(space, &probed))))
}

fn reason(space: &Space<'_>, probed: &Probed) -> Option<RuleAt> {
    let of = |truth: Truth| probed.stances.iter().find(|stance| stance.violated == truth);
    let stance = of(Truth::True).or_else(|| of(Truth::Unknown))?;
    Some(RuleAt { rule: space.policy.rules.get(stance.rule)?.name.clone(), at: stance.at.clone() })
}
