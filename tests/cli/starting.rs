//! Starting points of a repository: `lexloci init`, `modules`, reports of `check`, and what a change turns.

use super::command::{Folder, run, run_with};

#[test]
fn what_init_writes_passes_and_covers_its_policy() {
    let folder = Folder::new("init");
    folder.file("new/repository/.git/HEAD", "");
    let dir = folder.path("new/repository");
    let said = run(&["init", &dir]).succeeds();
    let wrote: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("wrote ")).collect();
    let names =
        ["policy.loci", "flows/shop.json", "tests/policy.md", ".github/lexloci.sh", ".github/workflows/lexloci.yml"];
    assert_eq!(wrote, names.map(|name| format!("{dir}/{name}")));
    assert!(said.contains(&format!("\n  lexloci check {dir}/policy.loci {dir}/flows/shop.json  ")), "{said}");

    let (policy, flow) = (format!("{dir}/policy.loci"), format!("{dir}/flows/shop.json"));
    assert_eq!(run(&["lint", &policy]).succeeds(), "");
    assert_eq!(run(&["fmt", "--check", &policy]).succeeds(), "");
    assert!(run(&["check", &policy, &flow]).succeeds().starts_with("COMPLIANT   customer_data 0.1.0"));
    let tested = run(&["test", "--coverage=full", &dir]).succeeds();
    assert!(tested.contains("8 passed, 0 failed\n") && tested.ends_with("3 of 3\n"), "{tested}");
    let moved =
        folder.file("moved.json", folder.read("new/repository/flows/shop.json").replace("eu-west-3", "us-east-1"));
    run(&["check", &policy, &moved]).fails(1);
    run(&["check", "gdpr_transfers", &flow]).fails(3);
}

#[test]
fn init_writes_nothing_over() {
    let folder = Folder::new("init-over");
    for there in ["policy.loci", "flows/shop.json", "tests/policy.md"] {
        let dir = folder.path(there.split(['/', '.']).next().unwrap_or("x"));
        folder.file(&format!("{}/{there}", there.split(['/', '.']).next().unwrap_or("x")), "mine");
        let why = run(&["init", &dir]).fails(2);
        assert!(why.contains(&format!("{there} exists: nothing is written")), "{why}");
        let entries = std::fs::read_dir(&dir).map(Iterator::count);
        assert_eq!(entries.ok(), Some(1), "{there}");
    }
    folder.file("git/.git/HEAD", "");
    folder.file("git/.gitlab-ci.yml", "mine");
    let said = run(&["init", &folder.path("git/data/here"), "--ci", "gitlab"]).succeeds();
    assert!(said.contains(".gitlab-ci.yml: it exists"), "{said}");
    assert_eq!(folder.read("git/.gitlab-ci.yml"), "mine");
    assert!(folder.read("git/.gitlab/lexloci.sh").starts_with("#!/bin/sh\n"));
    let said = run(&["init", &folder.path("git/data/there")]).succeeds();
    assert!(said.contains("git/.github/workflows/lexloci.yml"), "{said}");
    let workflow = folder.read("git/.github/workflows/lexloci.yml");
    for line in
        ["POLICIES: \"data/there/policy.loci\"", "FLOWS: \"data/there/flows/*.json\"", "TESTS: \"data/there/tests\""]
    {
        assert!(workflow.contains(&format!("LEXLOCI_{line}\n")), "{line} in {workflow}");
    }
    let said = run(&["init", &folder.path("plain"), "--ci", "none"]).succeeds();
    assert_eq!(said.matches("wrote ").count(), 3, "{said}");
}

#[test]
fn modules_say_what_they_bring_and_what_it_means() {
    let text = run(&["modules"]).succeeds();
    let json = run(&["modules", "--format", "json"]).succeeds();
    let modules: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<&str> = modules.iter().filter_map(|module| module["module"].as_str()).collect();
    assert_eq!(names, lexloci::atlas::modules().iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for module in &modules {
        assert!(!module["meaning"].as_str().unwrap_or("").is_empty(), "{module}");
        let brings = module["brings"].as_array().unwrap();
        assert!(!brings.is_empty(), "{module}");
        for one in brings {
            let (name, meaning) = (one["name"].as_str().unwrap_or(""), one["meaning"].as_str().unwrap_or(""));
            assert!(meaning.len() > 3 && !meaning.contains('\n'), "{one}");
            assert!(text.contains(name), "{name}");
        }
    }
    let has = |name: &str, meaning: &str| {
        let all = modules.iter().filter_map(|module| module["brings"].as_array()).flatten();
        let found: Vec<&str> =
            all.filter(|one| one["name"] == name).filter_map(|one| one["meaning"].as_str()).collect();
        assert!(found.iter().any(|said| said.starts_with(meaning)), "{name}: {found:?}");
    };
    has("adequate_but_us", "Adequate destinations but the United States");
    has("adequate", "adequate_but_us + adequate_us");
    has("p is reached", "a third country's access law reaches it, directly or through its parent");

    let folder = Folder::new("modules");
    let house = "# House words, for every policy.\nloci 1\nfact x.tier is yes_no\n\n# Where we\n# are. And more.\nset ours = {FR}\n\
                 list far = t in transfers where t.to not in ours\n";
    let file = folder.file("house.loci", house);
    let expected = "house   House words, for every policy\n  fact        x.tier  yes_no\n  set         ours    Where we are\n  \
                    list        far     transfers where t.to not in ours\n\n";
    assert_eq!(run(&["modules", &file]).succeeds(), expected);
    assert!(run(&["modules", "gpdr"]).fails(2).contains("no shipped module `gpdr`; shipped are "));
    let broken = folder.file("broken.loci", "loci 1\nset = {FR}\n");
    assert!(run(&["modules", &broken]).fails(2).contains("broken.loci:2"));
}

const POLICY: &str = "loci 1\nsource B is \"Board\"\npolicy p version 1.0.0 \"P\" {\n  rule stores \"A store is here\" [B 1]\n    \
                      for every s in storage\n    require s in {FR, DE}\n}\n";

#[test]
fn check_reports_findings_at_the_lines_of_flows() {
    let folder = Folder::new("check-report");
    let policy = folder.file("p.loci", POLICY);
    let good = "{\"as_of\": \"2026-03-01\",\n \"storage\": [\"FR\",\n  {\"place\": \"US\"}\n ]}";
    let one = folder.file("one.json", good);
    let lines = folder.file(
        "lines.ndjson",
        "{\"as_of\":\"2026-03-01\",\"storage\":[\"FR\"]}\n\n{\"as_of\":\"2026-03-01\",\"storrage\":[]}\n{\n",
    );
    let array = folder.file("array.json", format!("[{good},\n{good}]"));
    let check = ["check", policy.as_str(), &one, &lines, &array, "--format"];
    let run_of = |kind| run(&[&check[..], &[kind]].concat());
    let sarif: serde_json::Value = serde_json::from_str(&run_of("sarif").output).unwrap();
    let place = |result: &serde_json::Value| {
        let at = &result["locations"][0]["physicalLocation"];
        let file = at["artifactLocation"]["uri"].as_str().unwrap_or("").rsplit('/').next().unwrap_or("").to_owned();
        (file, at["region"]["startLine"].as_u64().unwrap_or(0), result["ruleId"].as_str().unwrap_or("").to_owned())
    };
    let mut found: Vec<_> = sarif["runs"][0]["results"].as_array().unwrap().iter().map(place).collect();
    found.sort();
    let expected = [
        ("array.json", 3, "stores"),
        ("array.json", 7, "stores"),
        ("lines.ndjson", 3, "L0501"),
        ("lines.ndjson", 4, "L0004"),
        ("one.json", 3, "stores"),
    ];
    assert_eq!(found, expected.map(|(file, line, rule)| (file.to_owned(), line, rule.to_owned())));
    let ids: Vec<_> =
        sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| rule["id"].clone()).collect();
    assert_eq!(ids, ["L0004", "L0501", "stores"]);
    let junit = run_of("junit").fails(2);
    assert!(junit.contains("type=\"violated\"") && junit.contains("one.json:3"), "{junit}");
    assert!(junit.contains("type=\"L0501\""), "{junit}");

    let broken = folder.file("broken.loci", "loci 1\n\nset = {FR}\n");
    let sarif: serde_json::Value =
        serde_json::from_str(&run(&["check", &broken, &one, "--format", "sarif"]).output).unwrap();
    let found: Vec<_> = sarif["runs"][0]["results"].as_array().unwrap().iter().map(place).collect();
    assert_eq!(found.first().map(|(file, line, _)| (file.as_str(), *line)), Some(("broken.loci", 3)));
    let clean =
        run_with(&["check", &policy, "-", "--format", "sarif"], "{\"as_of\": \"2026-03-01\", \"storage\": [\"FR\"]}");
    assert!(clean.succeeds().contains("\"results\": []"));
}

#[test]
fn diff_compares_the_verdicts_of_flows_first() {
    let folder = Folder::new("diff-on");
    let old = folder.file("base/p.loci", POLICY);
    let new = folder.file("p.loci", POLICY.replace("{FR, DE}", "{FR}").replace("1.0.0", "2.0.0"));
    let flow = |place: &str| format!("{{\"as_of\": \"2026-03-01\", \"storage\": [\"{place}\"]}}");
    let dir = folder.path("");
    let names = ["kept.json", "turned.json", "moved.json", "added.json"];
    for (name, place) in names.iter().zip(["FR", "DE", "FR", "US"]) {
        folder.file(name, flow(place));
    }
    let files = names.map(|name| folder.path(name));
    let on: Vec<&str> = files.iter().map(String::as_str).collect();
    let told = run(&[&["diff", old.as_str(), &new, "--on"], &on[..]].concat()).succeeds();
    assert!(told.starts_with("flows whose verdict turns: 1 of 4\n"), "{told}");
    let turned = format!(
        "  {}   compliant -> non-compliant\n    stores at storage[0]: satisfied -> violated\n\nOver all flows:\n",
        files[1]
    );
    assert!(told.contains(&turned), "{told}");

    // Paths from the folder in which the command runs, as in a repository.
    folder.file("base/kept.json", flow("FR"));
    folder.file("base/turned.json", flow("DE"));
    folder.file("base/moved.json", flow("US"));
    let arguments =
        [&["diff", "base/p.loci", "p.loci", "--on"], &names[..], &["--on-old", "base", "--format", "json"]].concat();
    let output =
        std::process::Command::new(env!("CARGO_BIN_EXE_lexloci")).args(arguments).current_dir(dir).output().unwrap();
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let turns: Vec<String> = line["flows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!(
                "{} {} {}",
                one["flow"].as_str().unwrap_or(""),
                one["from"].as_str().unwrap_or(""),
                one["to"].as_str().unwrap_or("")
            )
        })
        .collect();
    let expected = [
        "kept.json compliant compliant",
        "turned.json compliant non_compliant",
        "moved.json non_compliant compliant",
        "added.json absent non_compliant",
    ];
    assert_eq!(turns, expected);
    assert_eq!(line["right"], true);
    run(&["diff", &old, &new, "--on", "nowhere.json"]).fails(2);
}
