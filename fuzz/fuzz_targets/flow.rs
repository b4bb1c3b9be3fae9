//! Any bytes are a flow that every shipped policy judges, or have errors that say where.
#![no_main]

use lexloci::{Modules, Options, Policy, input, policies};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

const CRM: &str = include_str!("../../examples/crm_residency.loci");

fn all() -> &'static [Policy] {
    static ALL: OnceLock<Vec<Policy>> = OnceLock::new();
    ALL.get_or_init(|| {
        let texts = policies::policies().iter().map(|policy| policy.1).chain([CRM]);
        texts.map(|text| Policy::parse(text, &Modules::new()).expect("a shipped policy has no error")).collect()
    })
}

fuzz_target!(|text: &str| {
    let Ok(flow) = input::json(text) else { return };
    for policy in all() {
        match policy.check(&flow, &Options::default()) {
            Ok(verdict) => assert!(!verdict.as_of.is_empty()),
            Err(errors) => assert!(!errors.is_empty() && errors.iter().all(|error| error.path.is_some())),
        }
    }
});
