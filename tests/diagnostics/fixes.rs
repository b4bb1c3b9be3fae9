//! Replacements that an editor can apply: each takes away what it was offered for.

use crate::corpus::answered;
use crate::frame::whole;
use lexloci::diag::Diagnostic;
use lexloci::editor::diagnose;

/// The number of the corpus's diagnostics that come with a replacement: it may only grow.
const FIXED: usize = 129;

#[test]
fn every_replacement_takes_its_diagnostic_away() {
    let mut fixed = 0;
    for (case, _) in answered() {
        let source = whole(&case.text);
        let said = diagnose(&source, &case.text.modules);
        for diagnostic in &said {
            let Some(fix) = &diagnostic.fix else { continue };
            fixed += 1;
            let mut mended = source.clone();
            mended.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
            let left = diagnose(&mended, &case.text.modules);
            let same = |other: &&Diagnostic| other.code == diagnostic.code && other.message == diagnostic.message;
            let (before, after) = (said.iter().filter(same).count(), left.iter().filter(same).count());
            assert!(
                after < before,
                "{}: `{}` in place of `{}`\n{mended}\n{left:#?}",
                case.title,
                fix.text,
                fix.span.of(&source)
            );
        }
    }
    assert_eq!(fixed, FIXED, "raise the count where more is offered");
}
