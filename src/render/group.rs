//! Groups the instances of one rule with one outcome, to render them together.

use crate::order::sort_by_key;
use crate::verdict::{Instance, Outcome};

/// Instances with the same rule, the same outcome and the same exceptions that excuse them.
pub(super) struct Group<'a> {
    /// The first in the policy's order.
    pub(super) first: &'a Instance,
    /// All of them, the first included.
    pub(super) all: Vec<&'a Instance>,
}

/// Groups the instances, most pressing first; within one rank, in the policy's order.
pub(super) fn groups(instances: &[Instance]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for instance in instances {
        match groups.iter_mut().find(|group| alike(group.first, instance)) {
            Some(group) => group.all.push(instance),
            None => groups.push(Group { first: instance, all: vec![instance] }),
        }
    }
    sort_by_key(&mut groups, |group| rank(group.first));
    groups
}

fn alike(a: &Instance, b: &Instance) -> bool {
    a.rule == b.rule && a.outcome == b.outcome && excuses(a).eq(excuses(b))
}

/// Returns the names of the exceptions that excuse an instance.
pub(super) fn excuses(instance: &Instance) -> impl Iterator<Item = &str> {
    let excuses = instance.excused_by.as_deref().unwrap_or_default();
    excuses.iter().map(|excuse| excuse.exception.as_str())
}

/// Returns the rank of an instance: blocking before the rest, and both before what is satisfied.
fn rank(instance: &Instance) -> (u8, u8) {
    let severity = instance.severity as u8;
    match instance.outcome {
        Outcome::Violated => (0, severity),
        Outcome::Undetermined => (1, severity),
        Outcome::Excused => (2, 0),
        Outcome::Satisfied => (3, 0),
        Outcome::NotApplicable => (4, 0),
    }
}
