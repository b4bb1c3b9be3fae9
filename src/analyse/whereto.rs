//! For one place that is open, every country and cloud region with its verdict: one look for each kind that the policy can
//! tell apart.

use super::cure::RuleAt;
use super::place::{get, remove, set, steps};
use super::space::Space;
use super::target::Target;
use crate::atlas::{self, Place, Spot};
use crate::diag::Diagnostic;
use crate::eval::Kinds;
use crate::eval::probe::Probed;
use crate::flow::json::Json;
use crate::sorted::SortedMap;
use crate::truth::Truth;
use crate::verdict::Answer;
use serde::Serialize;

/// What a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Site {
    /// A country or territory.
    Place,
    /// A cloud region.
    Region,
}

/// One country or region.
#[derive(Clone, Debug, Serialize)]
pub struct There {
    /// `FR`, or `aws/eu-west-3`.
    pub id: &'static str,
    /// Which of both it is.
    pub kind: Site,
    /// The verdict of the flow, were it there; nothing where it cannot be there.
    pub verdict: Option<Answer>,
    /// The first rule that is violated or open, and where.
    pub reason: Option<RuleAt>,
}

type Found = (Option<Answer>, Option<RuleAt>);

/// Judges the flow with its site (`storage[0]`) or place (`transfers[0].to`) in each country and region.
///
/// # Errors
/// L0588 where the flow has no site and no place at this path.
pub(super) fn where_to(space: &Space<'_>, path: &str) -> Result<Vec<There>, Vec<Diagnostic>> {
    let Target { path, is_site } = Target::find(&space.policy.declared, &space.base, path)?;
    let place_path = if is_site { format!("{path}.place") } else { path.to_owned() };
    let mut base = space.base.clone();
    if is_site {
        remove(&mut base, &steps(&format!("{path}.region")));
    }
    remove(&mut base, &steps(&place_path));
    let kinds = space.kinds(&base, &[], false);
    let judge = |flow: &Json| found(space, flow);
    let mut by_kind: SortedMap<usize, Found> = SortedMap::new();
    for (index, (place, _)) in kinds.each().iter().enumerate() {
        let mut flow = base.clone();
        if is_site {
            set(&mut flow, &steps(&format!("{path}.region")), Json::Text("none".to_owned()));
        }
        set(&mut flow, &steps(&place_path), Json::Text(place.code().to_owned()));
        by_kind.insert(index, judge(&flow));
    }
    let of_place = |place: Place| {
        let found = by_kind.get(&kinds.of(place)).cloned().unwrap_or_default();
        There { id: place.code(), kind: Site::Place, verdict: found.0, reason: found.1 }
    };
    let mut all: Vec<There> = Place::all().map(of_place).collect();
    if is_site {
        all.extend(regions(space, &base, path, &kinds));
    }
    Ok(all)
}

/// Regions of one operator at one kind of place that the policy does not name are alike.
fn regions(space: &Space<'_>, base: &Json, path: &str, kinds: &Kinds) -> Vec<There> {
    let mut known: SortedMap<(&'static str, Option<usize>, Option<usize>), Found> = SortedMap::new();
    let named = &space.regions.named;
    let operator = get(base, &steps(&format!("{path}.operator"))).is_some();
    let mut all = vec![];
    for region in atlas::regions() {
        let kind = match region.place {
            Spot::Place(place) => Some(kinds.of(place)),
            Spot::Group(_) => None,
        };
        let own = (named.contains(&(region.index as u16)) || operator || kind.is_none()).then_some(region.index);
        let key = (region.provider, kind, own);
        if !known.contains_key(&key) {
            let mut flow = base.clone();
            set(&mut flow, &steps(&format!("{path}.region")), Json::Text(region.id.to_owned()));
            known.insert(key, found(space, &flow));
        }
        let found = known.get(&key).cloned().unwrap_or_default();
        all.push(There { id: region.id, kind: Site::Region, verdict: found.0, reason: found.1 });
    }
    all
}

fn found(space: &Space<'_>, flow: &Json) -> Found {
    let Some(probed) = space.whole(flow) else { return (None, None) };
    (Some(probed.answer), reason(space, &probed))
}

fn reason(space: &Space<'_>, probed: &Probed) -> Option<RuleAt> {
    let of = |truth: Truth| probed.stances.iter().find(|stance| stance.violated == truth);
    let stance = of(Truth::True).or_else(|| of(Truth::Unknown))?;
    Some(RuleAt { rule: space.policy.rules.get(stance.rule)?.name.clone(), at: stance.at.clone() })
}
