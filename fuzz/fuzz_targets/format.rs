//! What can be laid out is laid out the same when laid out again, and is the same tree.
#![no_main]

use lexloci::{format, syntax};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let Ok(once) = format(source) else { return };
    let again = format(&once);
    assert_eq!(again.as_ref(), Ok(&once));
    let (mut before, mut after) = (syntax::parse(source).file, syntax::parse(&once).file);
    before.forget_spans();
    after.forget_spans();
    assert_eq!(before, after);
});
