//! README.md: its policy, its flow, its verdict, its fragments and its test.

use lexloci::analyse::{Analysis, Budget};
use lexloci::{Json, Modules, Options, Policy, golden, render};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::process::Command;

const README: &str = "README.md";

/// Returns the blocks of one language, in order.
pub(super) fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_wanted = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                is_wanted = &*info == language;
                found.extend(is_wanted.then(String::new));
            }
            Event::End(TagEnd::CodeBlock) => is_wanted = false,
            Event::Text(text) if is_wanted => {
                if let Some(block) = found.last_mut() {
                    block.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

fn block(language: &str, index: usize) -> String {
    blocks(&super::text(README), language).into_iter().nth(index).unwrap_or_default()
}

fn judged(policy: &str, flow: &str) -> String {
    let policy = Policy::parse(policy, &Modules::new()).expect("the README's policy is right");
    let flow: Json = serde_json::from_str(flow).expect("the README's flow is JSON");
    let verdict = policy.check(&flow, &Options::default()).expect("the README's flow is right");
    let analysis = Analysis::new(&policy, &flow, None, None, Budget::default()).expect("the README's flow is right");
    render::brief(&verdict, Some(&analysis.first().in_words(&flow))).to_string()
}

#[test]
fn policy_and_flow_are_those_of_the_examples() {
    assert_eq!(block("loci", 0), super::text("examples/shop.loci"));
    assert_eq!(block("json", 0), super::text("examples/shop.json"));
    let mut whole = blocks(&super::text(README), "loci").into_iter().filter(|text| text.starts_with("loci 1"));
    assert_eq!(whole.next_back(), Some(super::text("examples/backups.loci")));
}

#[test]
fn the_verdict_is_what_the_engine_prints() {
    let readme = super::text(README);
    let (before, rest) = readme.split_once("```text\n").expect("a block of text");
    let (_, after) = rest.split_once("```").expect("its end");
    let printed = judged(&block("loci", 0), &block("json", 0));
    let printed: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
    super::assert_written(README, &format!("{before}```text\n{}\n```{after}", printed.join("\n")));
}

#[test]
fn what_is_said_of_other_flows_is_so() {
    let (policy, flow) = (block("loci", 0), block("json", 0));
    assert!(judged(&policy, &flow).starts_with("COMPLIANT"));
    let unlisted = flow.replace(", \"listed\": [\"dpf\"]", "");
    let asked = judged(&policy, &unlisted);
    assert!(asked.starts_with("UNDETERMINED"), "{asked}");
    assert!(asked.contains("transfers[0] (zendesk, US): recipient, on the adequacy list: dpf"), "{asked}");
    assert!(judged(&policy, &flow.replace("2026-03-01", "2023-07-09")).starts_with("UNDETERMINED"));
}

/// Returns each `lexloci` command in the shell blocks.
fn commands() -> Vec<String> {
    let blocks = blocks(&super::text(README), "sh");
    let lines = blocks.iter().flat_map(|block| block.lines()).filter(|line| line.starts_with("lexloci "));
    lines.map(str::to_owned).collect()
}

#[test]
#[cfg(unix)]
fn every_command_runs_as_it_is_written() {
    let all = commands();
    assert!(all.len() > 5, "{all:?}");
    // Files that the commands write fall beside those that they read, and not among them.
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["examples", "src", "tests"] {
        let whole = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        std::os::unix::fs::symlink(whole, folder.path().join(name)).expect("a link");
    }
    let function = format!("lexloci() {{ {} \"$@\"; }}", env!("CARGO_BIN_EXE_lexloci"));
    for line in all {
        let run = Command::new("sh")
            .args(["-c", &format!("{function}\n{line}")])
            .current_dir(folder.path())
            .output()
            .expect("a shell starts");
        let code = run.status.code();
        assert!(matches!(code, Some(0 | 1 | 3 | 4)), "{line}: {code:?}\n{}", String::from_utf8_lossy(&run.stderr));
    }
}

#[test]
fn every_fragment_is_right() {
    let fragments = blocks(&super::text(README), "loci").into_iter().filter(|text| !text.starts_with("loci 1"));
    let (rules, top): (Vec<String>, Vec<String>) = fragments.partition(|text| text.starts_with("rule"));
    let first =
        "rule first \"R\"\nrequire x.tier is gold\nrule second \"S\" part security\nrequire provider is foreign\n";
    let source = format!(
        "loci 1\nuse gdpr\nsource BOARD is \"B\"\n{}policy p version 1.0.0 \"P\" {{\nlevels low < high\n{first}{}}}\n",
        top.concat(),
        rules.concat()
    );
    let errors = Policy::parse(&source, &Modules::new()).err().map(lexloci::Errors::into_vec).unwrap_or_default();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!((top.len(), rules.len()), (3, 1));
}

#[test]
fn every_test_in_the_table_is_one() {
    let readme = super::text(README);
    let table =
        readme.split_once("| test | said of |").and_then(|(_, rest)| rest.split_once("\n\n")).expect("the table").0;
    let cells = table.lines().skip(2).filter_map(|line| line.split('|').nth(1));
    let tests: Vec<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    assert!(tests.len() > 15, "{tests:?}");
    for test in tests {
        let source = format!(
            "loci 1\nset approved = {{aws/eu-west-3}}\npolicy p version 1.0.0 \"P\" {{\nrule r \"R\"\n\
             for every s in storage\nfor every t in transfers\nfor every h in provider.holders where h.capital > 1%\n\
             require {test}\n}}\n"
        );
        let source = if test.starts_with("total") {
            source.replace("for every h in", "for every g in").replace("where h.", "where g.")
        } else {
            source
        };
        let errors = Policy::parse(&source, &Modules::new()).err().map(lexloci::Errors::into_vec).unwrap_or_default();
        assert!(errors.is_empty(), "{test}: {errors:?}");
    }
}

#[test]
fn the_test_that_is_shown_passes() {
    let report = golden::run(&format!("# T\n\n```loci\n{}```\n\n{}", block("loci", 0), block("markdown", 0)), README);
    assert_eq!((report.passed(), report.failed()), (1, 0));
}

#[test]
fn every_shipped_policy_and_module_is_named() {
    let readme = super::text(README);
    let policies = lexloci::policies::policies().iter().map(|policy| policy.0);
    for name in policies.chain(lexloci::atlas::modules().iter().map(|module| module.0)) {
        let named = readme.contains(&format!("`{name}`")) || readme.contains(&format!("`use {name}`"));
        assert!(named, "README.md does not name `{name}`");
    }
}
