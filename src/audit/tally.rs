//! Counts of an inventory: by verdict, rule, place, region and vendor. Two tallies add up in any order.

use super::judge::{How, Judged};
use crate::verdict::Answer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Flows by their verdicts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Those that are compliant.
    pub compliant: u64,
    /// Those that no blocking rule concerns.
    pub not_applicable: u64,
    /// Those of which facts are missing.
    pub undetermined: u64,
    /// Those that violate a blocking rule.
    pub non_compliant: u64,
}

/// The counts of an inventory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// All flows that were judged.
    pub verdicts: Counts,
    /// Flows that each rule decides.
    pub rules: BTreeMap<String, Counts>,
    /// Flows with a site or transfer in each place.
    pub places: BTreeMap<String, Counts>,
    /// Flows with a site on each cloud region.
    pub regions: BTreeMap<String, Counts>,
    /// Flows with each vendor that atlas or policy know.
    pub vendors: BTreeMap<String, Counts>,
    /// Flows by the highest level that they reach; `none` where they reach none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, u64>,
    /// Flows that were judged by the answer alone.
    pub decided: u64,
    /// Flows of which the rules and the missing facts were found besides.
    pub reasoned: u64,
}

impl Counts {
    /// Counts a flow.
    ///
    /// ```
    /// let mut counts = lexloci::audit::Counts::default();
    /// counts.add(lexloci::Answer::Compliant);
    /// assert_eq!((counts.compliant, counts.all()), (1, 1));
    /// ```
    pub fn add(&mut self, answer: Answer) {
        *match answer {
            Answer::Compliant => &mut self.compliant,
            Answer::NotApplicable => &mut self.not_applicable,
            Answer::Undetermined => &mut self.undetermined,
            Answer::NonCompliant => &mut self.non_compliant,
        } += 1;
    }

    /// Adds other counts.
    ///
    /// ```
    /// use lexloci::audit::Counts;
    ///
    /// let mut counts = Counts { undetermined: 2, ..Counts::default() };
    /// counts.merge(&Counts { undetermined: 1, ..Counts::default() });
    /// assert_eq!(counts.undetermined, 3);
    /// ```
    pub fn merge(&mut self, other: &Counts) {
        self.compliant += other.compliant;
        self.not_applicable += other.not_applicable;
        self.undetermined += other.undetermined;
        self.non_compliant += other.non_compliant;
    }

    /// Returns how many flows were counted.
    ///
    /// ```
    /// assert_eq!(lexloci::audit::Counts { undetermined: 2, non_compliant: 1, ..Default::default() }.all(), 3);
    /// ```
    pub fn all(&self) -> u64 {
        self.compliant + self.not_applicable + self.undetermined + self.non_compliant
    }
}

impl Tally {
    /// Counts a flow.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
    /// let judge = lexloci::audit::Judge::new(&policy, lexloci::Options::new())?;
    /// let judged = judge.judge(&r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?)?;
    /// let mut tally = lexloci::audit::Tally::default();
    /// tally.add(&judged, false);
    /// assert_eq!((tally.rules["rests"].non_compliant, tally.places["US"].non_compliant), (1, 1));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn add(&mut self, judged: &Judged, has_levels: bool) {
        let answer = judged.answer;
        self.verdicts.add(answer);
        judged.rules.iter().for_each(|rule| counts(&mut self.rules, rule).add(answer));
        judged.named.places.iter().for_each(|place| counts(&mut self.places, place).add(answer));
        judged.named.regions.iter().for_each(|region| counts(&mut self.regions, region).add(answer));
        judged.named.vendors.iter().for_each(|vendor| counts(&mut self.vendors, vendor).add(answer));
        if has_levels {
            *self.levels.entry(judged.level.clone().unwrap_or_else(|| "none".to_owned())).or_default() += 1;
        }
        match judged.how {
            How::Decided => self.decided += 1,
            How::Reasoned => self.reasoned += 1,
        }
    }

    /// Adds another tally.
    ///
    /// ```
    /// use lexloci::audit::Tally;
    ///
    /// let mut tally = Tally { decided: 1, ..Tally::default() };
    /// tally.merge(&Tally { decided: 2, ..Tally::default() });
    /// assert_eq!(tally.decided, 3);
    /// ```
    pub fn merge(&mut self, other: &Tally) {
        self.verdicts.merge(&other.verdicts);
        let mut each = |into: fn(&mut Tally) -> &mut BTreeMap<String, Counts>, from: &BTreeMap<String, Counts>| {
            from.iter().for_each(|(name, more)| counts(into(self), name).merge(more));
        };
        each(|tally| &mut tally.rules, &other.rules);
        each(|tally| &mut tally.places, &other.places);
        each(|tally| &mut tally.regions, &other.regions);
        each(|tally| &mut tally.vendors, &other.vendors);
        other.levels.iter().for_each(|(name, more)| *self.levels.entry(name.clone()).or_default() += more);
        self.decided += other.decided;
        self.reasoned += other.reasoned;
    }
}

/// Returns the counts of a name. A name is copied where it is new.
fn counts<'t>(table: &'t mut BTreeMap<String, Counts>, name: &str) -> &'t mut Counts {
    if !table.contains_key(name) {
        table.insert(name.to_owned(), Counts::default());
    }
    table.entry(name.to_owned()).or_default()
}
