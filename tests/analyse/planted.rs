//! Two mistakes of the kind that reviews miss, planted into policies: the comparison finds them and the version is wrong.

use super::{checked, common};
use lexloci::Policy;
use lexloci::analyse::{Compared, SemVer};
use lexloci::policies::policies;
use lexloci::verdict::Answer;

/// Flows judged by both versions.
const STEPS: u64 = 24_000;

fn shipped(name: &str) -> &'static str {
    policies().iter().find(|(of, _)| *of == name).expect("it is shipped").1
}

/// Returns the comparison with a text in which something was replaced and the version made a patch.
fn compared(text: &str, replace: &[(&str, &str)]) -> Compared {
    let mut changed = text.to_owned();
    for (from, to) in replace {
        assert_eq!(changed.matches(from).count(), 1, "{from} stands there once");
        changed = changed.replace(from, to);
    }
    let (old, new) = (common::policy(text), common::policy(&changed));
    let mut differing = old.diff(&new);
    let verdict = differing.advance(&old, &new, STEPS).unwrap_or_else(|| differing.so_far(&old, &new));
    println!("    {} steps, {} of {} searches done", differing.steps, differing.done(), differing.of);
    for kind in &verdict.kinds {
        println!("    {:?} to {:?} by {}: {}", kind.from, kind.to, kind.rule, common::text(&kind.flow));
        shown(&old, &new, kind.from, kind.to, &kind.flow);
    }
    verdict
}

fn shown(old: &Policy, new: &Policy, from: Answer, to: Answer, flow: &lexloci::Json) {
    assert_eq!((checked(old, flow), checked(new, flow)), (Some(from), Some(to)), "{}", common::text(flow));
}

#[test]
fn an_exception_widened_by_one_word_is_found() {
    println!("the sample policy, `and` for `or` in an exception's condition:");
    let verdict = compared(
        include_str!("../common/sample.loci"),
        &[
            ("version 1.2.0", "version 1.2.1"),
            (
                "when t.derogation is explicit_consent and not t.systematic",
                "when t.derogation is explicit_consent or not t.systematic",
            ),
        ],
    );
    let widened = |kind: &&lexloci::analyse::Difference| {
        (kind.from, kind.to, kind.rule.as_str()) == (Answer::NonCompliant, Answer::Compliant, "ground")
    };
    assert_eq!(verdict.kinds.iter().filter(widened).count(), 1);
    assert_eq!((verdict.claimed, verdict.needed, verdict.right), (SemVer::Patch, SemVer::Minor, false));
}

#[test]
fn a_threshold_raised_is_found() {
    println!("secnumcloud, a share of 42 % for 24 %:");
    let text = shipped("secnumcloud");
    let version = text.lines().find(|line| line.starts_with("policy ")).expect("a version");
    let number = version.split_whitespace().skip_while(|word| *word != "version").nth(1).expect("a number");
    let (front, last) = number.rsplit_once('.').expect("three parts");
    let patch = format!("{front}.{}", last.parse::<u32>().expect("a number") + 1);
    let threshold = ("require h.capital <= 24% or", "require h.capital <= 42% or");
    let verdict = compared(text, &[threshold, (version, &version.replace(number, &patch))]);
    let widened =
        |kind: &&lexloci::analyse::Difference| (kind.from, kind.to) == (Answer::NonCompliant, Answer::Compliant);
    assert!(verdict.kinds.iter().any(|kind| widened(&kind)));
    assert_eq!((verdict.claimed, verdict.right), (SemVer::Patch, false));
}
