//! `cargo run --example sweep`: two flows, judged on every day from 2000 to 2032, and what changed the verdict. It takes a
//! minute without optimisation.

mod days;

use days::{Sweep, every_day, table};
use lexloci::Date;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let ends = [Date::parse("2000-01-01"), Date::parse("2032-12-31")];
    let [Some(first), Some(last)] = ends else { return Err("no such day".into()) };
    let flows = [
        ("France to the United States, recipient on every list", "US", r#"["safe_harbour", "privacy_shield", "dpf"]"#),
        ("France to the United Kingdom, recipient under the UK GDPR", "GB", r#"["uk_gdpr"]"#),
    ];
    for (title, to, listed) in flows {
        let sweep = Sweep::new(to, listed)?;
        let turns = sweep.turns(every_day(first, last))?;
        println!("{}\n", table(title, sweep.standing(first)?.answer, &turns));
    }
    println!("gdpr_transfers, no tool, no derogation. Not legal advice; no lawyer has re-read the policy.");
    Ok(())
}
