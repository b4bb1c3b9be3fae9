//! Finds the ground of a flow, day after day: the verdict, the decisions that it rests on, the groups that the destination
//! belongs to. Where two neighbouring days differ, what began and what ended is the act that made the difference.
//!
//! No act is written here. Decisions are those that the deciding test cites, their fate is the atlas's.

use lexloci::atlas::{self, Adequacy, AdequacyKind, Group, Place};
use lexloci::verdict::{Answer, Verdict};
use lexloci::{Date, Json, Modules, Options, Policy};
use std::collections::BTreeSet;
use std::error::Error;

/// A transfer from France on no tool and no derogation, judged by `gdpr_transfers` on any day.
pub(crate) struct Sweep {
    pub(crate) policy: Policy,
    to: Place,
    under_directive: Json,
    under_gdpr: Json,
}

/// The ground of the flow on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) answer: Answer,
    /// Ids of the atlas: the decisions that the tests which hold cite.
    decisions: BTreeSet<&'static str>,
    groups: BTreeSet<Group>,
}

/// A day that differs from the one before.
#[derive(Debug)]
pub(crate) struct Turn {
    pub(crate) day: Date,
    pub(crate) before: Answer,
    pub(crate) after: Answer,
    /// The acts that began or ended on this day.
    pub(crate) acts: Vec<String>,
}

impl Turn {
    pub(crate) fn of_verdict(&self) -> bool {
        self.before != self.after
    }
}

impl Sweep {
    /// Returns a flow to this country, to a recipient that is on these lists, on every day: a list that does not exist yet, or no
    /// longer counts, does nothing.
    pub(crate) fn new(to: &str, listed: &str) -> Result<Sweep, Box<dyn Error>> {
        let shipped = lexloci::policies::policies().iter().find(|(name, _)| *name == "gdpr_transfers");
        let (_, text) = shipped.ok_or("gdpr_transfers is not shipped")?;
        let policy = Policy::parse(text, &Modules::new()).map_err(|errors| format!("{errors:?}"))?;
        let to = Place::from_code(to).ok_or("no such country")?;
        let flow = |regime| serde_json::from_str(&flow(to, listed, regime));
        Ok(Sweep { policy, to, under_directive: flow("directive_95_46")?, under_gdpr: flow("gdpr_3_1")? })
    }

    /// Returns the verdict. The law that binds the exporter changes while the flow does not, so there is one flow for each:
    /// Directive 95/46/EC while France is in its territory, the GDPR from the day after.
    fn verdict(&self, day: Date) -> Result<Verdict, Box<dyn Error>> {
        let directive =
            groups_of(Place::from_code("FR"), day).iter().any(|group| group.name() == "DIRECTIVE_TERRITORY");
        let flow = if directive { &self.under_directive } else { &self.under_gdpr };
        let options = Options::new().as_of(day);
        self.policy.check(flow, &options).map_err(|errors| format!("{day}: {errors:?}").into())
    }

    pub(crate) fn standing(&self, day: Date) -> Result<Standing, Box<dyn Error>> {
        let verdict = self.verdict(day)?;
        let decisions = self.cited(&verdict).map(|decision| decision.id).collect();
        Ok(Standing { answer: verdict.verdict, decisions, groups: groups_of(Some(self.to), day) })
    }

    /// Returns the decisions on the destination that a test which holds rests on: those whose act a cited source is titled by.
    fn cited<'a>(&'a self, verdict: &'a Verdict) -> impl Iterator<Item = &'static Adequacy> + 'a {
        let reasons = verdict.instances.iter().flat_map(|instance| &instance.because);
        let keys = reasons.filter(|reason| reason.holds == Some(true)).flat_map(|reason| &reason.cites);
        let titles = keys.filter_map(|cite| self.policy.sources.iter().find(|source| source.name == cite.source));
        titles.flat_map(|source| {
            let general = atlas::adequacy().iter().filter(|decision| decision.kind == AdequacyKind::General);
            general.filter(|decision| decision.place == self.to && source.title.starts_with(decision.instrument))
        })
    }

    /// Returns the days, in their order, on which the standing differs from that of the day before in `days`.
    pub(crate) fn turns(&self, days: impl IntoIterator<Item = Date>) -> Result<Vec<Turn>, Box<dyn Error>> {
        let mut turns = vec![];
        let mut before: Option<Standing> = None;
        for day in days {
            let after = self.standing(day)?;
            if let Some(before) = before.filter(|before| *before != after) {
                let acts = acts(&before, &after);
                turns.push(Turn { day, before: before.answer, after: after.answer, acts });
            }
            before = Some(after);
        }
        Ok(turns)
    }
}

/// Returns every day from the first through the last.
pub(crate) fn every_day(first: Date, last: Date) -> impl Iterator<Item = Date> {
    (first.days()..=last.days()).map(Date::from_days)
}

fn flow(to: Place, listed: &str, regime: &str) -> String {
    let to = to.code();
    format!(
        r#"{{
          "data": ["contact"],
          "purpose": ["service"],
          "exporter": {{"name": "Shop", "seat": "FR", "role": "controller", "regime": "{regime}"}},
          "storage": [{{"place": "FR", "operator": "exporter"}}], "processing": [], "access": [], "transit": [],
          "transfers": [{{
            "to": "{to}", "tool": "none", "derogation": "none",
            "recipient": {{"name": "Recipient", "seat": "{to}", "ultimate_parent": "{to}", "listed": {listed}}}
          }}]
        }}"#
    )
}

fn groups_of(place: Option<Place>, day: Date) -> BTreeSet<Group> {
    let inside = |group: &Group| place.is_some_and(|place| group.windows(place).any(|found| found.window.holds(day)));
    Group::all().filter(|group| group.name() != "anywhere").filter(inside).collect()
}

/// Returns what began and what ended from one day to the next, in words of the atlas.
fn acts(before: &Standing, after: &Standing) -> Vec<String> {
    let decision = |id: &str| atlas::adequacy().iter().find(|decision| decision.id == id);
    let ended = before.decisions.difference(&after.decisions).filter_map(|id| decision(id));
    let began = after.decisions.difference(&before.decisions).filter_map(|id| decision(id));
    let left =
        before.groups.difference(&after.groups).map(|group| format!("out of {}: {}", group.name(), group.title()));
    let joined = after.groups.difference(&before.groups).map(|group| format!("in {}: {}", group.name(), group.title()));
    ended
        .map(|decision| format!("{} no longer counts: {}", decision.instrument, decision.note))
        .chain(began.map(|decision| format!("{} counts: {}", decision.instrument, decision.covers)))
        .chain(left)
        .chain(joined)
        .collect()
}

/// Returns a table for people: days on which the verdict changes name it, days on which only its ground does have a dot.
pub(crate) fn table(title: &str, start: Answer, turns: &[Turn]) -> String {
    let mut lines = vec![title.to_owned(), format!("  from the start  {}", start.as_str())];
    for turn in turns {
        let verdict = if turn.of_verdict() { turn.after.as_str() } else { "·" };
        let day = turn.day.to_string();
        for (index, act) in turn.acts.iter().enumerate() {
            let (day, verdict) = if index == 0 { (day.as_str(), verdict) } else { ("", "") };
            lines.push(format!("  {day:<14}  {verdict:<14}  {act}"));
        }
    }
    let changes = turns.iter().filter(|turn| turn.of_verdict()).count();
    lines.push(format!("  {changes} changes of the verdict; · the ground changes, the verdict does not"));
    lines.join("\n")
}
