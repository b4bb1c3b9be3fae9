//! Inventories in every format, and what comes of them.

use crate::command::{Folder, run, run_with};
use arrow_array::builder::{BooleanBuilder, ListBuilder, StringDictionaryBuilder, StructBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field};
use lexloci::{Json, Options, Policy};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::sync::Arc;

const REGIONS: [&str; 5] = ["aws/eu-west-3", "aws/us-east-1", "ovhcloud/GRA", "azure/westeurope", "gcp/europe-west1"];

/// The number of a flow, and one of its stores.
type Row = (usize, (&'static str, Option<bool>));

/// Returns the stores of a flow: each a region, and whether it is encrypted.
fn stores(flow: usize) -> Vec<(&'static str, Option<bool>)> {
    (0..1 + flow % 3)
        .map(|at| (REGIONS[(flow * 7 + at * 3) % 5], [Some(true), Some(false), None][(flow + at) % 3]))
        .collect()
}

fn flow(flow: usize) -> Value {
    let store = |(region, encrypted)| match encrypted {
        Some(encrypted) => json!({ "region": region, "encrypted": encrypted }),
        None => json!({ "region": region }),
    };
    let stores: Vec<Value> = stores(flow).into_iter().map(store).collect();
    json!({ "as_of": "2026-03-01", "complete": flow.is_multiple_of(2), "storage": stores })
}

fn ndjson(flows: usize) -> String {
    (0..flows).map(|at| format!("{}\n", json!({ "id": format!("f{at}"), "flow": flow(at) }))).collect()
}

/// Returns the same flows as nested columns, the regions as words of a dictionary.
fn nested(flows: usize) -> RecordBatch {
    let words = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let fields = vec![Field::new("region", words, true), Field::new("encrypted", DataType::Boolean, true)];
    let builders: Vec<Box<dyn arrow_array::builder::ArrayBuilder>> =
        vec![Box::new(StringDictionaryBuilder::<Int32Type>::new()), Box::new(BooleanBuilder::new())];
    let mut list = ListBuilder::new(StructBuilder::new(fields, builders));
    for at in 0..flows {
        for (region, encrypted) in stores(at) {
            let entry = list.values();
            let words = entry.field_builder::<StringDictionaryBuilder<Int32Type>>(0).expect("words");
            words.append_value(region);
            entry.field_builder::<BooleanBuilder>(1).expect("truth values").append_option(encrypted);
            entry.append(true);
        }
        list.append(true);
    }
    let mut complete = BooleanBuilder::new();
    (0..flows).for_each(|at| complete.append_value(at.is_multiple_of(2)));
    let ids = StringArray::from_iter_values((0..flows).map(|at| format!("f{at}")));
    let days = StringArray::from_iter_values((0..flows).map(|_| "2026-03-01"));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(ids)),
        ("as_of", Arc::new(days)),
        ("complete", Arc::new(complete.finish())),
        ("storage", Arc::new(list.finish())),
    ];
    RecordBatch::try_from_iter(columns).expect("a batch")
}

pub(crate) fn write(path: &str, batch: &RecordBatch, compression: Compression, rows: usize) {
    let properties =
        WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(rows)).build();
    let file = File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("a writer");
    writer.write(batch).expect("rows");
    writer.close().expect("a file");
}

/// Returns the verdicts of a file: key, verdict, rules and missing facts, without file and row.
fn verdicts(text: &str) -> Vec<Value> {
    let without = |line: &str| {
        let mut value: Value = serde_json::from_str(line).expect("JSON");
        let object = value.as_object_mut().expect("an object");
        object.remove("file");
        object.remove("row");
        value
    };
    text.lines().map(without).collect()
}

/// Returns what `check` says of the same flows.
fn expected(flows: usize) -> Vec<Value> {
    let policy: Policy = lexloci::policies::source("eu_residency").expect("it is shipped").parse().expect("a policy");
    let one = |at: usize| {
        let flow: Json = flow(at).to_string().parse().expect("JSON");
        let verdict = policy.check(&flow, &Options::new()).expect("a verdict");
        let wanted = match verdict.verdict.as_str() {
            "non_compliant" => "violated",
            "undetermined" => "undetermined",
            _ => "none",
        };
        let mut rules: Vec<&str> = verdict
            .instances
            .iter()
            .filter(|each| each.outcome.as_str() == wanted && each.severity == lexloci::Severity::Blocking)
            .map(|each| each.rule.as_str())
            .collect();
        rules.dedup();
        json!({ "id": format!("f{at}"), "verdict": verdict.verdict.as_str(), "rules": rules, "missing": verdict.ask })
    };
    (0..flows).map(one).collect()
}

#[test]
fn every_format_has_the_verdicts_of_check() {
    let folder = Folder::new("audit-formats");
    let flows = 60;
    let lines = folder.file("flows.ndjson", ndjson(flows));
    let mut inputs = vec![lines];
    for (name, compression) in [
        ("plain", Compression::UNCOMPRESSED),
        ("snappy", Compression::SNAPPY),
        ("gzip", Compression::GZIP(GzipLevel::default())),
        ("zstd", Compression::ZSTD(ZstdLevel::default())),
    ] {
        let path = folder.path(&format!("{name}.parquet"));
        write(&path, &nested(flows), compression, 25);
        inputs.push(path);
    }
    let texts = (0..flows).map(|at| flow(at).to_string());
    let ids = StringArray::from_iter_values((0..flows).map(|at| format!("f{at}")));
    let columns: Vec<(&str, ArrayRef)> =
        vec![("id", Arc::new(ids)), ("flow", Arc::new(StringArray::from_iter_values(texts)))];
    let path = folder.path("text.parquet");
    write(&path, &RecordBatch::try_from_iter(columns).expect("a batch"), Compression::SNAPPY, 1_000);
    inputs.push(path);
    let expected = expected(flows);
    assert!(
        ["compliant", "non_compliant", "undetermined"]
            .iter()
            .filter(|word| expected.iter().any(|row| row["verdict"] == **word))
            .count()
            >= 2
    );
    for input in inputs {
        let out = folder.path("out.ndjson");
        run(&["audit", "eu_residency", &input, "--key", "id", "--out", &out, "--jobs", "2"]).fails(1);
        assert_eq!(verdicts(&fs::read_to_string(&out).expect("verdicts")), expected, "{input}");
    }
}

#[test]
fn a_flat_table_is_grouped_by_its_key() {
    let folder = Folder::new("audit-flat");
    let flows = 40;
    let table = |quote: &str| {
        let row = |at: usize, (region, encrypted): (&str, Option<bool>)| {
            let encrypted = encrypted.map_or(String::new(), |yes| if yes { "yes" } else { "false" }.to_owned());
            format!("{quote}f{at:02}{quote},2026-03-01,{region},{encrypted},note\n")
        };
        let rows = (0..flows).flat_map(|at| stores(at).into_iter().map(move |store| row(at, store)));
        format!("system,day,region,encrypted,remark\n{}", rows.collect::<String>())
    };
    let map = folder.file(
        "map.csv",
        "column,fact\nsystem,key\nday,as_of\nregion,storage[].region\nencrypted,storage[].encrypted\nremark,-\n",
    );
    let nested = (0..flows).map(|at| {
        let mut flow = flow(at);
        flow.as_object_mut().expect("an object").remove("complete");
        format!("{}\n", json!({ "system": format!("f{at:02}"), "flow": flow }))
    });
    let nested = folder.file("nested.ndjson", nested.collect::<String>());
    let (out, wanted) = (folder.path("out.ndjson"), folder.path("wanted.ndjson"));
    run(&["audit", "eu_residency", &nested, "--key", "system", "--out", &wanted]).fails(1);
    let wanted = verdicts(&fs::read_to_string(wanted).expect("verdicts"));
    for quote in ["", "\""] {
        let csv = folder.file("flat.csv", table(quote));
        run(&["audit", "eu_residency", &csv, "--map", &map, "--complete", "--out", &out]).fails(1);
        assert_eq!(verdicts(&fs::read_to_string(&out).expect("verdicts")), wanted);
    }
    // The same rows as columns of Parquet.
    let rows: Vec<Row> = (0..flows).flat_map(|at| stores(at).into_iter().map(move |store| (at, store))).collect();
    let text =
        |read: &dyn Fn(&Row) -> String| Arc::new(StringArray::from_iter_values(rows.iter().map(read))) as ArrayRef;
    let mut encrypted = BooleanBuilder::new();
    rows.iter().for_each(|(_, (_, yes))| encrypted.append_option(*yes));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("system", text(&|(at, _)| format!("f{at:02}"))),
        ("day", text(&|_| "2026-03-01".to_owned())),
        ("region", text(&|(_, (region, _))| (*region).to_owned())),
        ("encrypted", Arc::new(encrypted.finish())),
        ("remark", text(&|_| "note".to_owned())),
    ];
    let path = folder.path("flat.parquet");
    write(&path, &RecordBatch::try_from_iter(columns).expect("a batch"), Compression::SNAPPY, 7);
    run(&["audit", "eu_residency", &path, "--map", &map, "--complete", "--out", &out]).fails(1);
    assert_eq!(verdicts(&fs::read_to_string(&out).expect("verdicts")), wanted);
}

#[test]
fn lists_of_flat_tables_are_open_unless_all_is_accounted_for() {
    let folder = Folder::new("audit-open");
    let csv = folder.file("t.csv", "system,place,remark\na,FR,\nb,,\n");
    let policy = folder.file(
        "p.loci",
        "loci 1\npolicy p version 1.0.0 \"P\" {\n  rule r \"R\"\n    for every s in storage\n    require s in EEA\n}\n",
    );
    let out = folder.path("out.csv");
    let audited = |map: &str, complete: bool| {
        let map = folder.file("map.csv", map);
        let mut words = vec!["audit", &policy, &csv, "--map", &map, "--as-of", "2026-03-01", "--out", &out];
        words.extend(complete.then_some("--complete"));
        drop(run(&words));
        let text = fs::read_to_string(&out).expect("verdicts");
        text.lines().skip(1).map(|line| line.split(',').nth(3).expect("a verdict").to_owned()).collect::<Vec<_>>()
    };
    let whole = "column,fact\nsystem,key\nplace,storage[].place\nremark,-\n";
    let part = "column,fact\nsystem,key\nplace,storage[].place\n";
    assert_eq!(audited(whole, true), ["compliant", "undetermined"], "a store of which nothing is known is one");
    assert_eq!(audited(whole, false), ["undetermined"; 2]);
    assert_eq!(audited(part, true), ["undetermined"; 2], "nobody said what the column of remarks is");
}

#[test]
fn a_table_of_vendors_is_read_as_read_reads_it() {
    let folder = Folder::new("audit-vendors");
    let one = folder.file("one.csv", "Vendor,Location\nZendesk,United States\nOVHcloud,France\n");
    let summary = run(&["audit", "gdpr_transfers", &one, "--as-of", "2026-03-01", "--format", "json"]);
    let summary: Value = serde_json::from_str(&summary.output).expect("JSON");
    let judged = run(&["check", "gdpr_transfers", "--from", "table", &one, "--as-of", "2026-03-01"]);
    assert_eq!((&summary["flows"], &summary["verdicts"]["undetermined"]), (&json!(1), &json!(1)));
    assert_eq!(judged.code, Some(3));
    let many = folder
        .file("many.csv", "system,Vendor,Location\na,Zendesk,United States\na,OVHcloud,France\nb,OVHcloud,Narnia\n");
    let out = folder.path("out.ndjson");
    run(&["audit", "gdpr_transfers", &many, "--key", "system", "--as-of", "2026-03-01", "--out", &out]).fails(3);
    let ids: Vec<Value> =
        verdicts(&fs::read_to_string(&out).expect("verdicts")).into_iter().map(|row| row["system"].clone()).collect();
    assert_eq!(ids, ["a", "b"]);
    let told = fs::read_to_string(format!("{out}.rejected.ndjson")).expect("what was not read");
    assert!(told.contains("Narnia") && told.contains(r#""judged":true"#), "{told}");
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let folder = Folder::new("audit-threads");
    // Blanks make pieces of few flows.
    let blanks = " ".repeat(60_000);
    let lines = (0..150).map(|at| format!("{}{blanks}\n", json!({ "id": format!("f{at}"), "flow": flow(at) })));
    let text: String = lines.chain(["nope\n".to_owned()]).collect();
    let input = folder.file("flows.ndjson", &text);
    let table = folder.path("flows.parquet");
    write(&table, &nested(400), Compression::SNAPPY, 50);
    for ending in ["parquet", "ndjson", "csv"] {
        let written = |jobs: &str| {
            let out = folder.path(&format!("out-{jobs}.{ending}"));
            let said = run(&[
                "audit",
                "eu_residency",
                &input,
                &table,
                "--key",
                "id",
                "--out",
                &out,
                "--jobs",
                jobs,
                "--format",
                "sarif",
            ]);
            assert_eq!(said.code, Some(2), "{}", said.errors);
            let side = fs::read(format!("{out}.rejected.ndjson")).expect("the rejected");
            (fs::read(out).expect("verdicts"), side, said.output)
        };
        let one = written("1");
        assert!(!one.0.is_empty() && !one.1.is_empty());
        for jobs in ["2", "7"] {
            assert!(written(jobs) == one, "{ending} with {jobs} threads");
        }
    }
}

#[test]
fn verdicts_in_parquet_are_read_by_others() {
    let folder = Folder::new("audit-out");
    let input = folder.file("flows.ndjson", ndjson(30));
    let out = folder.path("out.parquet");
    run(&["audit", "eu_residency", &input, "--key", "id", "--out", &out]).fails(1);
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(&out).expect("a file")).expect("Parquet");
    let notes = builder.metadata().file_metadata().key_value_metadata().cloned().unwrap_or_default();
    assert!(notes.iter().any(|note| note.key == "lexloci.policy.digest"
        && note.value.as_deref().is_some_and(|digest| digest.starts_with("sha256:"))));
    let batches: Vec<RecordBatch> = builder.build().expect("rows").map(|batch| batch.expect("a batch")).collect();
    let expected = expected(30);
    let mut seen = 0;
    for batch in &batches {
        let text = |name: &str, row: usize| {
            batch.column_by_name(name).expect("a column").as_string::<i32>().value(row).to_owned()
        };
        for row in 0..batch.num_rows() {
            let wanted = &expected[seen];
            assert_eq!(
                (json!(text("id", row)), json!(text("verdict", row))),
                (wanted["id"].clone(), wanted["verdict"].clone())
            );
            let rules = batch.column_by_name("rules").expect("rules").as_list::<i32>().value(row);
            let rules: Vec<Option<&str>> = rules.as_string::<i32>().iter().collect();
            assert_eq!(json!(rules), wanted["rules"]);
            assert_eq!(
                batch.column_by_name("row").expect("rows").as_primitive::<Int64Type>().value(row),
                seen as i64 + 1
            );
            seen += 1;
        }
    }
    assert_eq!(seen, 30);
}

#[test]
fn levels_are_told() {
    let folder = Folder::new("audit-levels");
    let input = folder.file("flows.ndjson", "{\"as_of\":\"2026-03-01\",\"provider\":{\"seat\":\"US\"}}\n");
    let out = folder.path("out.csv");
    drop(run(&["audit", "gaia_x_label", &input, "--out", &out]));
    let text = folder.read("out.csv");
    assert!(text.starts_with("file,row,verdict,rules,missing,level\n"), "{text}");
}

#[test]
fn nothing_judged_is_no_success() {
    let folder = Folder::new("audit-nothing");
    for (name, text) in [("empty.ndjson", ""), ("blank.ndjson", "\n \n"), ("empty.csv", "")] {
        let input = folder.file(name, text);
        let out = folder.path("out.parquet");
        let said = run(&["audit", "eu_residency", &input, "--key", "id", "--out", &out]).fails(2);
        assert!(said.contains("L0005"), "{name}: {said}");
        assert!(ParquetRecordBatchReaderBuilder::try_new(File::open(&out).expect("a file")).is_ok());
    }
    let path = folder.path("empty.parquet");
    write(&path, &nested(0), Compression::SNAPPY, 10);
    assert!(run(&["audit", "eu_residency", &path, "--key", "id"]).fails(2).contains("L0005"));
}

#[test]
fn exit_codes_are_those_of_check() {
    let flow = |place: &str| format!("{{\"as_of\":\"2026-03-01\",\"complete\":true,\"storage\":[{place}]}}\n");
    let policy =
        "loci 1\npolicy p version 1.0.0 \"P\" {\n  rule r \"R\"\n    for every s in storage\n    require s in EEA\n}\n";
    let folder = Folder::new("audit-exits");
    let policy = folder.file("p.loci", policy);
    for (text, code) in [
        (flow("\"FR\"").repeat(2), 0),
        (flow(""), 4),
        (flow("\"FR\"") + &flow("{}"), 3),
        (flow("\"FR\"") + &flow("{}") + &flow("\"US\""), 1),
        (flow("\"US\"") + "nope\n", 2),
    ] {
        assert_eq!(run_with(&["check", &policy, "-"], &text).code, Some(code), "{text}");
        assert_eq!(run_with(&["audit", &policy, "-"], &text).code, Some(code), "{text}");
    }
    let good = folder.file("good.ndjson", flow("\"FR\""));
    assert!(run(&["audit", &policy, &good]).succeeds().contains("compliant"));
}

#[test]
fn findings_are_bounded_and_say_so() {
    let folder = Folder::new("audit-findings");
    let input = folder.file("flows.ndjson", "{\"as_of\":\"2026-03-01\",\"storage\":[\"US\"]}\n".repeat(1_200));
    let said = run(&["audit", "eu_residency", &input, "--format", "sarif"]);
    let log: Value = serde_json::from_str(&said.output).expect("JSON");
    let run_of = &log["runs"][0];
    assert_eq!(run_of["results"].as_array().map(Vec::len), Some(1_000));
    assert_eq!(run_of["results"][999]["locations"][0]["physicalLocation"]["region"]["startLine"], 1_000);
    let note = run_of["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].as_str();
    assert!(note.is_some_and(|text| text.contains("1200 flows fail")), "{note:?}");
    let junit = run(&["audit", "eu_residency", &input, "--format", "junit"]).output;
    assert!(
        junit.contains("tests=\"1001\"") && junit.contains("1200 flows fail"),
        "{}",
        junit.lines().next().unwrap_or_default()
    );
}
