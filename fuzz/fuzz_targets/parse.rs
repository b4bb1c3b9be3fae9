//! Any text is a policy, or has errors that lie within it and can be explained.
#![no_main]

use lexloci::{Json, Modules, Options, Policy, diag};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    match Policy::parse(source, &Modules::new()) {
        Ok(policy) => {
            let flow = Json::Object(vec![("as_of".to_owned(), Json::Text("2026-03-01".to_owned()))]);
            let _ = policy.check(&flow, &Options::default());
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors {
                assert!(diag::code(error.code).is_some(), "{}", error.code);
                if let (Some(span), None) = (error.span, &error.module) {
                    assert!(source.get(span.start as usize..span.end as usize).is_some(), "{error:?}");
                }
            }
        }
    }
});
