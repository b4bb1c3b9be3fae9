//! A run that is killed goes on where it was, and ends with the same bytes.

use crate::command::{Folder, run};
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The number of runs that are killed.
const KILLS: u32 = 10;

fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lexloci"));
    let command = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the command starts")
}

/// Returns flows of which few make a piece, since blanks fill the lines.
fn flows() -> String {
    let blanks = " ".repeat(130_000);
    let regions = ["aws/eu-west-3", "aws/us-east-1", "ovhcloud/GRA"];
    let line = |at: usize| {
        let region = regions[at % 3];
        format!("{{\"as_of\":\"2026-03-01\",\"storage\":[\"{region}\"]}}{blanks}\n{{\"n\":{at}}}\n")
    };
    (0..320).map(line).collect()
}

#[test]
fn a_run_that_is_killed_goes_on_and_ends_with_the_same_bytes() {
    let folder = Folder::new("audit-kill");
    let input = folder.file("flows.ndjson", flows());
    let (wanted, out) = (folder.path("wanted.parquet"), folder.path("out.parquet"));
    let begun = Instant::now();
    run(&["audit", "eu_residency", &input, "--out", &wanted, "--jobs", "2"]).fails(2);
    let whole = begun.elapsed();
    let arguments = ["audit", "eu_residency", &input, "--out", &out, "--jobs", "2"];
    let parts = folder.path("out.parquet.part");
    let (mut seed, mut landed, mut went_on) = (7_u32, 0, 0);
    for _ in 0..KILLS {
        drop(fs::remove_file(&out));
        let mut run_of = start(&arguments);
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        std::thread::sleep(whole * (seed >> 24) / 300);
        run_of.kill().expect("it can be killed");
        landed += u32::from(run_of.wait().is_ok_and(|status| status.code().is_none()));
        went_on += u32::from(fs::read_dir(&parts).is_ok_and(|files| files.count() > 2));
        let said = run(&arguments).fails(2);
        for ending in ["", ".rejected.ndjson"] {
            let (one, other) = (fs::read(format!("{wanted}{ending}")), fs::read(format!("{out}{ending}")));
            assert!(one.expect("bytes") == other.expect("bytes"), "{ending} after {said}");
        }
        assert!(!fs::exists(&parts).expect("a folder"), "the parts are gone");
    }
    assert!(landed > 0 && went_on > 0, "{landed} kills landed, and {went_on} runs went on");
    assert!(begun.elapsed() < Duration::from_secs(120));
}

#[test]
fn parts_of_other_data_or_another_policy_are_not_used() {
    let folder = Folder::new("audit-stale");
    let input = folder.file("flows.ndjson", flows());
    let out = folder.path("out.ndjson");
    let stop = |policy: &str| {
        let mut run_of = start(&["audit", policy, &input, "--out", &out, "--jobs", "1"]);
        let parts = folder.path("out.ndjson.part");
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(20) && !fs::read_dir(&parts).is_ok_and(|files| files.count() > 3) {
            std::thread::sleep(Duration::from_millis(1));
        }
        run_of.kill().expect("it can be killed");
        run_of.wait().expect("it ends");
        assert!(fs::exists(&parts).expect("a folder"), "it was killed too late");
    };
    stop("eu_residency");
    let said = run(&["audit", "hds", &input, "--out", &out]).fails(2);
    assert!(said.contains("begun anew"), "{said}");
    let other = folder.path("other.ndjson");
    run(&["audit", "hds", &input, "--out", &other]).fails(2);
    assert!(fs::read(&out).expect("bytes") == fs::read(&other).expect("bytes"));
    // A part that was written in half is judged again.
    stop("hds");
    let part = folder.path("out.ndjson.part/0000000000-000000");
    let bytes = fs::read(&part).expect("a part");
    fs::write(&part, &bytes[..bytes.len() / 2]).expect("half of it");
    run(&["audit", "hds", &input, "--out", &out]).fails(2);
    assert!(fs::read(&out).expect("bytes") == fs::read(&other).expect("bytes"));
}
