//! Input that is broken or means harm: never a panic, never a verdict on what was not read.

use crate::command::{Folder, run, run_with};
use crate::inventories::write;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::basic::Compression;
use std::fs;
use std::sync::Arc;

const GOOD: &str = "{\"as_of\":\"2026-03-01\",\"complete\":true,\"storage\":[\"FR\"]}\n";

/// Returns how many flows have a verdict, and how many rows were rejected.
fn counts(json: &str) -> (u64, u64) {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    (value["flows"].as_u64().expect("a number"), value["rejected"].as_u64().expect("a number"))
}

#[test]
fn each_line_is_judged_or_rejected() {
    let deep = format!("{{\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    for line in [
        "nope",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"as_of\":\"2026-03-01\",\"storage\":[\"FR\u{0}\"]}",
        "{\"as_of\":\"2026-03-01\",\"storage\":[\"FR\"],\"storage\":[]}",
        "{\"as_of\":\"2026-03-01\",\"__proto__\":{\"storage\":[]}}",
        "{\"flow\":{},\"flow\":{}}",
        "{\"flow\":{\"as_of\":\"2026-03-01\"},\"storage\":[\"FR\"]}",
        "{\"id\":1,\"id\":2,\"as_of\":\"2026-03-01\"}",
        &deep,
    ] {
        let said =
            run_with(&["audit", "eu_residency", "-", "--key", "id", "--format", "json"], &format!("{line}\n{GOOD}"));
        assert_eq!((said.code, counts(&said.output)), (Some(2), (1, 1)), "{}", line.get(..60).unwrap_or(line));
        assert!(!said.errors.contains("panicked"), "{}", said.errors);
    }
}

#[test]
fn bytes_that_are_no_text_and_lines_without_end_are_rejected() {
    let folder = Folder::new("audit-bytes");
    let path = folder.path("flows.ndjson");
    let long = vec![b'x'; 20 << 20];
    let bytes = [GOOD.as_bytes(), b"{\"as_of\":\"\xff\"}\n", b"\x00\n", &long, b"\n", GOOD.as_bytes()].concat();
    fs::write(&path, bytes).expect("a file");
    let out = folder.path("out.ndjson");
    let said = run(&["audit", "eu_residency", &path, "--format", "json", "--out", &out]);
    assert_eq!((said.code, counts(&said.output)), (Some(2), (2, 3)), "{}", said.errors);
    let side = fs::read_to_string(format!("{out}.rejected.ndjson")).expect("the rejected");
    let rows: Vec<(u64, String)> = side
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| (line["row"].as_u64().expect("a line"), line["code"].as_str().expect("a code").to_owned()))
        .collect();
    assert_eq!(rows, [(2, "L0003".to_owned()), (3, "L0004".to_owned()), (4, "L0002".to_owned())]);
}

#[test]
fn tables_that_are_not_sorted_or_not_closed_are_refused() {
    let folder = Folder::new("audit-tables");
    let map = folder.file("map.csv", "column,fact\nsystem,key\nplace,storage[].place\n");
    let audit = |text: &str| {
        let csv = folder.file("t.csv", text);
        let out = folder.path("out.ndjson");
        drop(fs::remove_file(&out));
        let said =
            run(&["audit", "eu_residency", &csv, "--map", &map, "--complete", "--as-of", "2026-03-01", "--out", &out]);
        (said.code, said.errors, fs::read_to_string(&out).ok())
    };
    let (code, errors, out) = audit("system,place\na,FR\nb,FR\na,US\n");
    assert_eq!((code, out), (Some(2), None), "{errors}");
    assert!(errors.contains("sort the table"), "{errors}");
    let (code, errors, out) = audit("system,place\na,FR\n\"b,FR\nc,US\n");
    assert_eq!((code, out), (Some(2), None), "{errors}");
    // The row that has no key may be a store of `a` or of `b`, in the United States.
    let (code, _, out) = audit("system,place\na,FR\n,US\nb,FR\nc,FR\n");
    assert_eq!((code, out.map(|text| text.lines().count())), (Some(2), Some(1)));
    let (code, errors, _) = audit("system,place\na,FR,US\n");
    assert!(code == Some(2) && errors.contains("more cells"), "{errors}");
    assert_eq!(audit("system,land\na,FR\n").0, Some(2));
    // The rows of a flow may not stand in two files either.
    let (one, two) =
        (folder.file("1.csv", "system,place\na,FR\nb,FR\n"), folder.file("2.csv", "system,place\nb,US\nc,FR\n"));
    let both = ["audit", "eu_residency", &one, &two, "--map", &map, "--as-of", "2026-03-01"];
    assert!(run(&both).fails(2).contains("sort the table"));
    let two = folder.file("2.csv", "system,place\nc,FR\n");
    let both = ["audit", "eu_residency", &one, &two, "--map", &map, "--as-of", "2026-03-01", "--format", "json"];
    assert_eq!(counts(&run(&both).output), (3, 0));
}

/// Every cut, and bytes changed all over the file: an error or fewer rows, and then exit code 2.
#[test]
fn broken_parquet_is_an_error() {
    let folder = Folder::new("audit-parquet");
    let flows = StringArray::from_iter_values((0..50).map(|_| GOOD.trim()));
    let batch = RecordBatch::try_from_iter([("flow", Arc::new(flows) as ArrayRef)]).expect("a batch");
    let path = folder.path("good.parquet");
    write(&path, &batch, Compression::UNCOMPRESSED, 20);
    let good = fs::read(&path).expect("bytes");
    let said = run(&["audit", "eu_residency", &path, "--format", "json"]);
    assert_eq!(counts(&said.output), (50, 0), "{}", said.errors);
    let mut broken: Vec<Vec<u8>> = (0..6).map(|part| good[..good.len() * part / 6].to_vec()).collect();
    for at in (4..good.len()).step_by((good.len() / 24).max(1)) {
        let mut changed = good.clone();
        changed[at] = !changed[at];
        broken.push(changed);
    }
    let path = folder.path("broken.parquet");
    for (index, bytes) in broken.iter().enumerate() {
        fs::write(&path, bytes).expect("a file");
        let said = run(&["audit", "eu_residency", &path, "--format", "json"]);
        let code = said.code.unwrap_or_else(|| panic!("{index}: {}", said.errors));
        assert!(matches!(code, 1..=4), "{index}: {code}\n{}", said.errors);
        if code != 2 {
            // The changed bytes are not looked at: every row is there.
            assert_eq!(counts(&said.output), (50, 0), "{index}: {}", said.errors);
        }
    }
}

#[test]
fn odd_files_are_refused() {
    let folder = Folder::new("audit-odd");
    let flows = Arc::new(StringArray::from(vec![GOOD])) as ArrayRef;
    let path = folder.path("odd.parquet");
    let batch = RecordBatch::try_from_iter([("customer", Arc::clone(&flows))]).expect("a batch");
    write(&path, &batch, Compression::SNAPPY, 20);
    let errors = run(&["audit", "eu_residency", &path]).fails(2);
    assert!(errors.contains("customer is no fact of a flow"), "{errors}");
    assert!(run(&["audit", "eu_residency", &path, "--key", "id"]).fails(2).contains("no column `id`"));
    let text = folder.file("flows.txt", GOOD);
    run(&["audit", "eu_residency", &text]).fails(2);
    run(&["audit", "eu_residency", &folder.path("none.ndjson")]).fails(2);
    let good = folder.file("flows.ndjson", GOOD);
    run(&["audit", "eu_residency", &good, "--out", &folder.path("out.xlsx")]).fails(2);
    run(&["audit", "eu_residency", &good, "--key", "verdict"]).fails(2);
    run(&["audit", "eu_residency", &good, "--level", "gold"]).fails(2);
    // Nothing is written over what is read.
    let errors = run(&["audit", "eu_residency", &good, "--out", &good]).fails(2);
    assert!(errors.contains("over what is read") && folder.read("flows.ndjson") == GOOD, "{errors}");
    for text in ["[{\"as_of\": \"2026-03-01\"}]", "{\n  \"as_of\": \"2026-03-01\"\n}\n"] {
        let json = folder.file("flows.json", text);
        assert!(run(&["audit", "eu_residency", &json]).fails(2).contains("jq -c"), "{text}");
    }
    // A folder of somebody else's is left alone.
    fs::create_dir_all(folder.path("out.csv.part")).expect("a folder");
    folder.file("out.csv.part/mine.txt", "mine");
    assert!(
        run(&["audit", "eu_residency", &good, "--out", &folder.path("out.csv")]).fails(2).contains("something else")
    );
    assert!(fs::exists(folder.path("out.csv.part/mine.txt")).expect("a folder"));
}

/// Writes a policy by which stores and accesses are at home, and returns its path.
fn home(folder: &Folder) -> String {
    let policy = "loci 1
fact x.load is number as given
policy home version 1.0.0 \"At home\" {
  rule stores \"Stores are in the EEA\" for every s in storage require s in EEA
  rule readers \"Readers are in the EEA\" for every a in access require a in EEA
  rule load \"The load is low\" require x.load <= 10
}";
    folder.file("home.loci", policy)
}

#[test]
fn a_fact_is_no_key() {
    let folder = Folder::new("audit-key");
    let flow = "{\"id\":1,\"as_of\":\"2026-03-01\",\"complete\":true,\"storage\":[\"FR\"],\"access\":[\"US\"],\"x\":{\"load\":1}}\n";
    let (policy, flows) = (home(&folder), folder.file("flows.ndjson", flow));
    run(&["audit", &policy, &flows, "--key", "id"]).fails(1);
    for fact in ["access", "storage", "complete", "as_of", "x", "instead"] {
        let said = run(&["audit", &policy, &flows, "--key", fact, "--key", "id"]).fails(2);
        assert!(said.contains(&format!("`{fact}` cannot be a key: it is a fact")), "{said}");
    }
}

#[test]
fn an_empty_cell_of_one_list_beside_another_leaves_it_open() {
    let folder = Folder::new("audit-lists");
    let policy = home(&folder);
    let map = folder.file(
        "map.csv",
        "column,fact\nsystem,key\nday,as_of\nplace,storage[].place\nreader,access[].place\nload,x.load\n",
    );
    let judged = |rows: &str| {
        let table = folder.file("table.csv", format!("system,day,place,reader,load\n{rows}"));
        run(&["audit", &policy, &table, "--map", &map, "--complete", "--format", "json"])
    };
    judged("a,2026-03-01,DE,FR,1\n").succeeds();
    judged("a,2026-03-01,,FR,1\n").fails(3);
    judged("a,2026-03-01,DE,,1\n").fails(3);
    judged("a,2026-03-01,DE,FR,1\na,2026-03-01,,FR,1\n").fails(3);
    judged("a,2026-03-01,US,,1\n").fails(1);
    for number in ["1.000", "12.500.000", "-1.000", "1,5", "1e400"] {
        judged(&format!("a,2026-03-01,DE,FR,\"{number}\"\n")).fails(2);
    }
    for number in ["0.001", "1.5", "1.0005", "0"] {
        judged(&format!("a,2026-03-01,DE,FR,{number}\n")).succeeds();
    }
}
