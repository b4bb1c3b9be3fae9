//! A text that can be laid out is laid out the same when laid out again, and is the same tree.
#![no_main]

use lexloci::{format, syntax};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let Ok(once) = format(source) else { return };
    let again = format(&once);
    assert_eq!(again.as_ref(), Ok(&once));
    assert_eq!(syntax::parse(source).file.content(), syntax::parse(&once).file.content());
});
