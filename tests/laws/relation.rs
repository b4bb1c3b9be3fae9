//! Relations of two verdicts.

use lexloci::verdict::{Answer, Applies, Instance, Outcome, Verdict};
use std::collections::BTreeMap;

/// The verdict at each level; one for a policy without levels.
pub(crate) type Levels = Vec<Verdict>;

fn is_determined(answer: Answer) -> bool {
    answer != Answer::Undetermined
}

/// Returns whether `after`, of a flow that states more, keeps everything that `before` had determined; else what it does not.
pub(crate) fn keeps(before: &Levels, after: &Levels) -> Result<(), String> {
    before.iter().zip(after).try_for_each(|(before, after)| keeps_one(before, after))
}

fn keeps_one(before: &Verdict, after: &Verdict) -> Result<(), String> {
    if is_determined(before.verdict) && before.verdict != after.verdict {
        return Err(format!("{:?} became {:?}", before.verdict, after.verdict));
    }
    for (name, part) in before.parts.iter() {
        let later = after.parts.get(name).ok_or_else(|| format!("part {name} is gone"))?;
        if is_determined(part.verdict) && part.verdict != later.verdict {
            return Err(format!("part {name}: {:?} became {:?}", part.verdict, later.verdict));
        }
        if part.applies != Applies::Unknown && part.applies != later.applies {
            return Err(format!("part {name} applied: {:?}, then {:?}", part.applies, later.applies));
        }
    }
    let (Some(earlier), Some(later)) = (&before.level, &after.level) else { return Ok(()) };
    if earlier.refused.iter().any(|level| !later.refused.contains(level)) {
        return Err(format!("refused {:?}, then {:?}", earlier.refused, later.refused));
    }
    if later.open.iter().any(|level| !earlier.open.contains(level)) {
        return Err(format!("open {:?}, then {:?}", earlier.open, later.open));
    }
    Ok(())
}

/// Returns the same for each instance. Sound only where both verdicts are about the same choice of places.
pub(crate) fn keeps_instances(before: &Verdict, after: &Verdict) -> Result<(), String> {
    let later: BTreeMap<(&str, &str), &Instance> =
        after.instances.iter().map(|i| ((i.rule.as_str(), i.at.as_str()), i)).collect();
    // Several sites stand at one path where its region is several: which of them is which cannot be told.
    let several = |i: &Instance| before.instances.iter().filter(|o| (&o.rule, &o.at) == (&i.rule, &i.at)).count() > 1;
    for instance in before.instances.iter().filter(|i| !i.at.contains("[...]") && !several(i)) {
        let after = later.get(&(instance.rule.as_str(), instance.at.as_str())).copied();
        if !may_become(instance, after) {
            let after = after.map(|i| (i.outcome, &i.excused_by));
            return Err(format!("{} at {}: {:?} became {after:?}", instance.rule, instance.at, instance.outcome));
        }
    }
    Ok(())
}

/// Returns an instance that is not there any more is one of which an outer variable turned out not to be meant.
fn may_become(before: &Instance, after: Option<&Instance>) -> bool {
    use Outcome::{Excused, NotApplicable, Satisfied, Undetermined, Violated};
    let Some(after) = after else { return !matches!(before.outcome, Violated) };
    match (before.outcome, after.outcome) {
        (Undetermined, _) => true,
        (Violated, Violated) | (NotApplicable, NotApplicable) => true,
        (Satisfied, Satisfied | NotApplicable) => true,
        (Excused, Satisfied | NotApplicable) => true,
        (Excused, Excused) => {
            let names = |i: &Instance| -> Vec<String> {
                i.excused_by.iter().flatten().map(|excuse| excuse.exception.clone()).collect()
            };
            let later = names(after);
            names(before).iter().all(|name| later.contains(name))
        }
        _ => false,
    }
}

/// From the worst to the best.
fn rank(answer: Answer) -> u8 {
    match answer {
        Answer::NonCompliant => 0,
        Answer::Undetermined => 1,
        Answer::NotApplicable => 2,
        Answer::Compliant => 3,
    }
}

/// Returns what is better in `after` than in `before`: the verdict, a part, a level, or that a part no longer applies.
/// `forgets` says that `after` states less, so that what is undetermined is no better than anything.
pub(crate) fn improves(before: &Levels, after: &Levels, forgets: bool) -> Result<(), String> {
    let better =
        |before: Answer, after: Answer| rank(after) > rank(before) && !(forgets && after == Answer::Undetermined);
    for (before, after) in before.iter().zip(after) {
        if better(before.verdict, after.verdict) {
            return Err(format!("{:?} became {:?}", before.verdict, after.verdict));
        }
        for (name, part) in before.parts.iter() {
            let later = after.parts.get(name).ok_or_else(|| format!("part {name} is gone"))?;
            if better(part.verdict, later.verdict) {
                return Err(format!("part {name}: {:?} became {:?}", part.verdict, later.verdict));
            }
            let hidden = part.applies == Applies::Yes && later.applies != Applies::Yes;
            if hidden && !forgets {
                return Err(format!("part {name} applied, and then no longer"));
            }
        }
    }
    Ok(())
}

/// Returns what of a verdict does not depend on the order of anything: paths apart, everything.
pub(crate) fn gist(verdict: &Verdict) -> String {
    let mut instances: Vec<String> = verdict
        .instances
        .iter()
        .map(|i| {
            let open = i.at.matches("[...]").count();
            let depth = i.at.split(',').filter(|at| !at.is_empty()).count();
            let excuses: Vec<&str> = i.excused_by.iter().flatten().map(|e| e.exception.as_str()).collect();
            let missing: usize = i.missing.iter().map(Vec::len).sum();
            format!("{} {open} {depth} {:?} {excuses:?} {missing}", i.rule, i.outcome)
        })
        .collect();
    instances.sort();
    let reservations: Vec<&str> = verdict.reservations.iter().map(|r| r.rule.as_str()).collect();
    let (mut reserved, parts, level) = (reservations, &verdict.parts, &verdict.level);
    reserved.sort_unstable();
    let (duties, ask) = (&verdict.duties, verdict.ask.len());
    format!("{:?} {parts:?} {level:?} {reserved:?} {duties:?} {ask} {instances:#?}", verdict.verdict)
}
