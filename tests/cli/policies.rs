//! `lexloci fmt` and `lexloci lint`.

use super::command::{Folder, run, run_with};

const UNTIDY: &str =
    "loci 1 # kept\npolicy a version 1.0.0 \"A\" { rule r \"R\" [LAW 1]\nrequire   data   has personal }\n";

#[test]
fn formatting_is_in_place_and_idempotent() {
    let folder = Folder::new("fmt");
    let untidy = folder.file("untidy.loci", UNTIDY);
    let name = run(&["fmt", "--check", &untidy]).fails(1);
    assert_eq!(name, format!("{untidy}\n"));
    assert_eq!(folder.read("untidy.loci"), UNTIDY, "--check writes nothing");
    run(&["fmt", &untidy]).succeeds();
    let tidy = folder.read("untidy.loci");
    assert!(tidy != UNTIDY && tidy.contains("# kept"), "{tidy}");
    assert_eq!(run(&["fmt", "--check", &untidy]).succeeds(), "");
    assert_eq!(run_with(&["fmt", "-"], UNTIDY).succeeds(), tidy);
    assert_eq!(run_with(&["fmt", "-"], &tidy).succeeds(), tidy);
}

#[test]
fn what_cannot_be_read_is_left_alone() {
    let folder = Folder::new("fmt-broken");
    let broken = "loci 1\npolicy { rule rule\n";
    let file = folder.file("broken.loci", broken);
    assert!(run(&["fmt", &file]).fails(2).contains("broken.loci:2"));
    assert_eq!(folder.read("broken.loci"), broken);
    run(&["fmt", "nowhere.loci"]).fails(2);
}

#[test]
fn lints_are_told_and_counted_as_failure() {
    let folder = Folder::new("lint");
    let unused =
        "loci 1\nset unused = {FR}\npolicy a version 1.0.0 \"A\" {\n  rule r \"R\"\n    require data has personal\n}\n";
    let file = folder.file("unused.loci", unused);
    let text = run(&["lint", &file]).fails(1);
    assert!(text.contains("warning[L04"), "{text}");
    let json = run(&["lint", &file, "--format", "json"]).fails(1);
    let line: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(line["diagnostics"][0]["level"], "warning");
    let wrong = folder.file("wrong.loci", "loci 1\n");
    run(&["lint", &wrong, "nowhere.loci"]).fails(2);
}

#[test]
fn allowed_lints_pass_and_are_listed_with_their_reasons() {
    let folder = Folder::new("lint-allow");
    let policy = |rule: &str| {
        format!(
            "loci 1\nallow L0401 \"For the next version\"\nset unused = {{FR}}\npolicy a version 1.0.0 \"A\" {{\n  \
             allow L0402 \"House rule\"\n{rule}  rule r \"R\" through 2025-12-31\n    require data has personal\n}}\n"
        )
    };
    let file = folder.file("a.loci", policy(""));
    assert_eq!(run(&["lint", &file]).succeeds(), "");
    let json: serde_json::Value = serde_json::from_str(&run(&["lint", &file, "--format", "json"]).succeeds()).unwrap();
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(0));
    let allowed: Vec<_> =
        json["allowed"].as_array().unwrap().iter().map(|one| (&one["code"], &one["reason"])).collect();
    assert_eq!(
        format!("{allowed:?}"),
        r#"[(String("L0401"), String("For the next version")), (String("L0402"), String("House rule"))]"#
    );
    assert_eq!(json["allowed"][1]["start"]["line"], 6);

    run(&["lint", "--as-of", "2026-01-01", &file]).fails(1);
    let kept = folder.file("kept.loci", policy("  allow L0424 \"Old flows are judged by it\"\n"));
    run(&["lint", &kept]).succeeds();
    run(&["lint", "--as-of", "2026-01-01", &kept]).succeeds();
    let idle = run(&["lint", "--as-of", "2025-12-31", &kept]).fails(1);
    assert!(idle.contains("warning[L0405]: there is no lint L0424 to allow"), "{idle}");

    let claimed = folder.file("claimed.loci", policy("  allow L0420 \"None yet\"\n"));
    run(&["lint", &claimed]).succeeds();
    assert!(run(&["lint", "--deep", &claimed]).fails(1).contains("there is no lint L0420 to allow"));
    let error = folder.file("error.loci", policy("  allow L0501 \"None\"\n"));
    assert!(run(&["lint", &error]).fails(2).contains("error[L0229]: `L0501` is no lint on a policy"));
    let formatted = run(&["fmt", "--check", &file]);
    assert_eq!(formatted.fails(1), format!("{file}\n"), "an empty line goes around it");
}

const SHOP: &str = r#"loci 1
policy shop version 1.0.0 "Data rest at home" {
  rule stores "A store is at home"
    for every s in storage
    require s in {FR, DE}
}
"#;

#[test]
fn a_policy_is_compiled_to_a_file() {
    let folder = Folder::new("compile");
    let file = folder.file("eu_residency.mjs", "");
    let said = run(&["compile", "eu_residency", "-o", &file]).succeeds();
    let (bytes, types) = (std::fs::read(&file).unwrap(), folder.read("eu_residency.d.mts"));
    let length = [bytes.len(), types.len()];
    let types_file = folder.path("eu_residency.d.mts");
    let line = |file: &str, length: usize| format!("compiled eu_residency to {file}, {length} bytes\n");
    assert_eq!(said, line(&file, length[0]) + &line(&types_file, length[1]));
    let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse().unwrap();
    let module = lexloci::emit::module(&policy).unwrap();
    assert_eq!((bytes, types), (module.code.into_bytes(), module.types));
    let shop = folder.file("shop.loci", SHOP);
    let plain = folder.path("plain.mjs");
    run(&["compile", &shop, "--plain", "-o", &plain]).succeeds();
    run(&["compile", &shop, "-o", &folder.path("shop.mjs")]).succeeds();
    assert!(folder.read("plain.mjs").len() * 2 < folder.read("shop.mjs").len());
    let why = run(&["compile", "eu_residency", "--plain", "-o", &file]).fails(2);
    assert!(why.contains("it asks what a plain flow does not say"), "{why}");
    let wrong = folder.file("wrong.loci", "loci 1\n");
    run(&["compile", &wrong, "-o", &file]).fails(2);
    assert!(std::fs::read(&file).unwrap().len() == length[0], "what is wrong overwrites nothing");
    for other in ["eu_residency.bin", "eu_residency", "/dev/stdout"] {
        let why = run(&["compile", "eu_residency", "-o", other]).fails(2);
        assert!(why.contains("a module ends in `.js` or `.mjs`"), "{why}");
    }
    run(&["compile", "eu_residency", "-o", "/nowhere/at/all.mjs"]).fails(2);
}
