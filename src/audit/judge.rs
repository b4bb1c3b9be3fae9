//! One flow to its verdict in short: the answer, the rules that decide it, and the facts that are missing.

use crate::diag::Errors;
use crate::engine::Options;
use crate::eval;
use crate::flow::json::Json;
use crate::flow::{Flow, Value};
use crate::policy::{Policy, VendorId};
use crate::verdict::Answer;
use crate::vocab::Kind;

/// A policy and its options, checked once for any number of flows.
#[derive(Debug)]
pub struct Judge<'p> {
    policy: &'p Policy,
    options: Options,
    /// Says whether the level required is the highest, or the policy has none.
    is_highest: bool,
}

/// The way in which a flow was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By the answer alone.
    Decided,
    /// With the rules that it is due to, and the facts that are missing.
    Reasoned,
}

/// The verdict on a flow in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The answer.
    pub answer: Answer,
    /// The blocking rules that are violated, or undetermined, as the answer says; in the policy's order.
    pub rules: Vec<String>,
    /// The missing facts on which an undetermined verdict depends, by path.
    pub missing: Vec<String>,
    /// The highest level that is reached, for a policy with levels.
    pub level: Option<String>,
    /// The way in which it was judged.
    pub how: How,
    /// The places, regions and vendors of the flow.
    pub named: Named,
}

/// The places, regions and vendors that a flow names, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The places of its sites and transfers, as codes; a group of places by its name.
    pub places: Vec<&'static str>,
    /// The ids of its cloud regions.
    pub regions: Vec<String>,
    /// The keys of the vendors that atlas or policy know.
    pub vendors: Vec<String>,
}

impl<'p> Judge<'p> {
    /// Returns the judge of a policy.
    ///
    /// # Errors
    /// Returns L0514 where the policy lacks the level.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
    /// assert!(lexloci::audit::Judge::new(&policy, lexloci::Options::new().level("gold")).is_err());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn new(policy: &'p Policy, options: Options) -> Result<Judge<'p>, Errors> {
        let required = eval::required_level(policy, options.level.as_deref())?;
        Ok(Judge { policy, options, is_highest: required + 1 >= policy.levels.len() })
    }

    /// Returns the policy.
    pub fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// Judges a flow as [`Policy::check`] does. Which rules decide and which facts are missing is found out only where the answer needs
    /// it, and nothing is put in words.
    ///
    /// # Errors
    /// As for `check`: a flow with an error is never judged in part.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
    /// let judge = lexloci::audit::Judge::new(&policy, lexloci::Options::new())?;
    /// let judged = judge.judge(&r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?)?;
    /// assert_eq!(judged.rules, ["rests"]);
    /// assert_eq!(judged.named.places, ["US"]);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn judge(&self, flow: &Json) -> Result<Judged, Errors> {
        let flow = self.options.read(self.policy, flow)?;
        let named = self.named(&flow);
        let level = self.options.level.as_deref();
        let (answer, flow) = eval::decide_first(self.policy, flow, level)?;
        let has_levels = !self.policy.levels.is_empty();
        // The level that is reached follows from the answer only where the highest is required and reached.
        let is_settled = match answer {
            Answer::Compliant => !has_levels || self.is_highest,
            Answer::NotApplicable => !has_levels,
            Answer::NonCompliant | Answer::Undetermined => false,
        };
        if is_settled {
            let level = self.policy.levels.last().filter(|_| answer == Answer::Compliant).cloned();
            return Ok(Judged { answer, rules: vec![], missing: vec![], level, how: How::Decided, named });
        }
        let short = eval::shortly(self.policy, flow, level, answer)?;
        Ok(Judged {
            // The two agree; were they ever to differ, the worse one counts.
            answer: short.answer.worst(answer),
            rules: short.rules,
            level: short.reached,
            missing: short.missing,
            how: How::Reasoned,
            named,
        })
    }

    fn named(&self, flow: &Flow) -> Named {
        let mut named = Named::default();
        let declared = &self.policy.declared;
        for object in &flow.objects {
            match object.kind {
                Kind::Site | Kind::Transfer => {
                    for value in object.facts.values() {
                        match value {
                            Value::Place(place) => once(&mut named.places, place.stated),
                            Value::Region(Some(region)) => {
                                let region = declared.region_at(usize::from(*region));
                                region.into_iter().for_each(|region| once_owned(&mut named.regions, region.id));
                            }
                            _ => {}
                        }
                    }
                }
                Kind::Party => match object.vendor {
                    Some(VendorId::Atlas(key)) => once_owned(&mut named.vendors, key),
                    Some(VendorId::Declared(index)) => {
                        let vendor = declared.vendors.get(usize::from(index));
                        vendor.into_iter().for_each(|vendor| once_owned(&mut named.vendors, &vendor.key));
                    }
                    None => {}
                },
                _ => {}
            }
        }
        named
    }
}

fn once(list: &mut Vec<&'static str>, word: &'static str) {
    if !list.contains(&word) {
        list.push(word);
    }
}

fn once_owned(list: &mut Vec<String>, word: &str) {
    if !list.iter().any(|known| known == word) {
        list.push(word.to_owned());
    }
}
