//! Arrow's types to facts: what each value becomes, and which are refused.

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray,
    Float32Array, Float64Array, Int64Array, LargeStringArray, ListArray, NullArray, RecordBatch, StringArray,
    StringViewArray, StructArray, Time32SecondArray, TimestampMicrosecondArray, UInt64Array,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Schema};
use lexloci::audit::{Columns, Judge, record};
use lexloci::{Answer, Options, Policy};
use std::sync::Arc;

fn batch(name: &str, array: impl Array + 'static) -> RecordBatch {
    RecordBatch::try_from_iter([(name, Arc::new(array) as ArrayRef)]).expect("a batch")
}

/// Returns each row of a column as JSON, or the code and path of what is wrong.
fn rows(array: impl Array + 'static) -> Vec<String> {
    let batch = batch("c", array);
    let columns = Columns::of(&batch).expect("columns");
    let row = |row| match columns.row(row) {
        Ok(json) => json.to_string(),
        Err(errors) => format!("{} {}", errors[0].code, errors[0].path.as_deref().unwrap_or("")),
    };
    (0..batch.num_rows()).map(row).collect()
}

#[test]
fn values_become_those_of_json() {
    assert_eq!(rows(Int64Array::from(vec![Some(-3), None])), [r#"{"c":-3}"#, "{}"]);
    assert_eq!(rows(UInt64Array::from(vec![1 << 53, (1 << 53) - 1])), ["L0584 c", r#"{"c":9007199254740991}"#]);
    assert_eq!(rows(Int64Array::from(vec![i64::MAX, i64::MIN])), ["L0584 c"; 2]);
    assert_eq!(rows(Float32Array::from(vec![0.1, f32::NAN, f32::INFINITY])), [r#"{"c":0.1}"#, "L0584 c", "L0584 c"]);
    assert_eq!(rows(Float64Array::from(vec![0.1, f64::NEG_INFINITY])), [r#"{"c":0.1}"#, "L0584 c"]);
    assert_eq!(rows(BooleanArray::from(vec![Some(false), None])), [r#"{"c":false}"#, "{}"]);
    assert_eq!(rows(NullArray::new(1)), ["{}"]);
    let decimals = Decimal128Array::from(vec![Some(2401), Some(-5), None]).with_precision_and_scale(6, 2);
    assert_eq!(rows(decimals.expect("a decimal")), [r#"{"c":24.01}"#, r#"{"c":-0.05}"#, "{}"]);
}

#[test]
fn texts_are_texts_in_every_encoding() {
    let expected = [r#"{"c":"FR"}"#, "{}"];
    assert_eq!(rows(StringArray::from(vec![Some("FR"), None])), expected);
    assert_eq!(rows(LargeStringArray::from(vec![Some("FR"), None])), expected);
    assert_eq!(rows(StringViewArray::from(vec![Some("FR"), None])), expected);
    assert_eq!(rows(vec![Some("FR"), None].into_iter().collect::<DictionaryArray<Int32Type>>()), expected);
    assert_eq!(rows(BinaryArray::from_opt_vec(vec![Some(b"FR"), None])), expected);
    assert_eq!(rows(BinaryArray::from_opt_vec(vec![Some(b"\xff")])), ["L0584 c"]);
    let empty: Vec<Option<&str>> = vec![None];
    assert_eq!(rows(empty.into_iter().collect::<DictionaryArray<Int32Type>>()), ["{}"]);
}

#[test]
fn days_are_days_and_instants_are_not() {
    let day = 20_513; // 2026-03-01
    assert_eq!(rows(Date32Array::from(vec![day, i32::MAX])), [r#"{"c":"2026-03-01"}"#, "L0584 c"]);
    let at = i64::from(day) * 86_400;
    assert_eq!(
        rows(Date64Array::from(vec![at * 1_000, at * 1_000 + 60_000])),
        [r#"{"c":"2026-03-01"}"#, r#"{"c":"2026-03-01T00:01:00"}"#]
    );
    let stamps = |zone: Option<&str>| {
        let array = TimestampMicrosecondArray::from(vec![at * 1_000_000, at * 1_000_000 - 1]);
        rows(array.with_timezone_opt(zone.map(str::to_owned)))
    };
    assert_eq!(stamps(None), [r#"{"c":"2026-03-01"}"#, r#"{"c":"2026-02-28T23:59:59"}"#]);
    assert_eq!(stamps(Some("UTC"))[0], r#"{"c":"2026-03-01"}"#);
    // Midnight in London is the day before in New York: no day is told.
    assert_eq!(stamps(Some("America/New_York"))[0], r#"{"c":"2026-03-01T00:00:00Z"}"#);
    assert_eq!(rows(Time32SecondArray::from(vec![1])), ["L0584 c"]);
}

#[test]
fn nulls_in_lists_stay_and_absent_structs_do_not() {
    let mut list = ListBuilder::new(StringBuilder::new());
    list.append_value([Some("FR"), None]);
    list.append_null();
    list.append_value([None::<&str>; 0]);
    assert_eq!(rows(list.finish()), [r#"{"c":["FR",null]}"#, r#"{"c":null}"#, r#"{"c":[]}"#]);
    let field = |name| Arc::new(Field::new(name, DataType::Utf8, true));
    let texts = Arc::new(StringArray::from(vec![Some("FR"), None])) as ArrayRef;
    let inner = StructArray::from(vec![(field("place"), texts)]);
    assert_eq!(rows(inner.clone()), [r#"{"c":{"place":"FR"}}"#, "{}"]);
    let item = Arc::new(Field::new("item", inner.data_type().clone(), true));
    let list = ListArray::new(item, OffsetBuffer::from_lengths([2]), Arc::new(inner), None);
    assert_eq!(rows(list), [r#"{"c":[{"place":"FR"},{}]}"#], "an entry of which nothing is known is an entry");
}

#[test]
fn a_slice_is_its_own_rows() {
    let mut list = ListBuilder::new(StringBuilder::new());
    for code in ["FR", "DE", "US"] {
        list.append_value([Some(code)]);
    }
    assert_eq!(rows(list.finish().slice(1, 2)), [r#"{"c":["DE"]}"#, r#"{"c":["US"]}"#]);
    let words: DictionaryArray<Int32Type> = ["FR", "DE", "FR"].into_iter().collect();
    assert_eq!(rows(words.slice(1, 2)), [r#"{"c":"DE"}"#, r#"{"c":"FR"}"#]);
}

#[test]
fn nothing_nests_without_end() {
    let mut array = Arc::new(StringArray::from(vec!["FR"])) as ArrayRef;
    for _ in 0..100 {
        let field = Arc::new(Field::new("item", array.data_type().clone(), true));
        array = Arc::new(ListArray::new(field, OffsetBuffer::from_lengths([1]), array, None));
    }
    let batch = RecordBatch::try_from_iter([("storage", array)]).expect("a batch");
    assert!(Columns::of(&batch).is_err());
}

/// Returns the verdict on the one row of a batch, or the code of what is wrong.
fn judged(columns: Vec<(&str, ArrayRef)>) -> Result<Answer, &'static str> {
    judged_by(lexloci::policies::source("eu_residency").expect("it is shipped"), columns)
}

fn judged_by(policy: &str, columns: Vec<(&str, ArrayRef)>) -> Result<Answer, &'static str> {
    let policy: Policy = policy.parse().expect("a policy");
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).expect("a batch");
    let columns = Columns::of(&batch).expect("columns");
    let judge = Judge::new(&policy, Options::new().as_of(lexloci::Date::parse("2026-03-01"))).expect("a judge");
    let record = columns.row(0).and_then(|row| record(row, &[])).map_err(|errors| errors[0].code)?;
    judge.judge(&record.flow).map(|judged| judged.answer).map_err(|errors| errors[0].code)
}

#[test]
fn a_list_that_is_null_is_not_closed_by_complete() {
    let list = |codes: Option<&[&str]>| {
        let mut list = ListBuilder::new(StringBuilder::new());
        list.append_option(codes.map(|codes| codes.iter().copied().map(Some)));
        Arc::new(list.finish()) as ArrayRef
    };
    let policy = "loci 1
        policy home version 1.0.0 \"At home\" {
          rule stores \"Stores are in the EEA\" for every s in storage require s in EEA
          rule readers \"Readers are in the EEA\" for every a in access require a in EEA
        }";
    let complete = || Arc::new(BooleanArray::from(vec![true])) as ArrayRef;
    let answer = |storage: ArrayRef, access: ArrayRef| {
        judged_by(policy, vec![("complete", complete()), ("storage", storage), ("access", access)])
    };
    let (home, none): (Option<&[&str]>, Option<&[&str]>) = (Some(&["FR"]), Some(&[]));
    assert_eq!(answer(list(home), list(none)), Ok(Answer::Compliant));
    assert_eq!(answer(list(None), list(none)), Ok(Answer::Undetermined));
    assert_eq!(answer(list(home), list(None)), Ok(Answer::Undetermined));
    assert_eq!(answer(list(home), Arc::new(NullArray::new(1))), Ok(Answer::Undetermined));
    // The same in a struct that is the flow.
    let field = |name, array: &ArrayRef| Arc::new(Field::new(name, array.data_type().clone(), true));
    let (storage, yes) = (list(None), complete());
    let flow = StructArray::from(vec![(field("storage", &storage), storage), (field("complete", &yes), yes)]);
    assert_eq!(judged_by(policy, vec![("flow", Arc::new(flow))]), Ok(Answer::Undetermined));
}

#[test]
fn no_odd_column_is_compliant() {
    let text = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let stores = |code: Option<&str>| {
        let mut list = ListBuilder::new(StringBuilder::new());
        list.append_value([code]);
        Arc::new(list.finish()) as ArrayRef
    };
    assert_eq!(judged(vec![("storage", stores(Some("aws/us-east-1")))]), Ok(Answer::NonCompliant));
    assert_eq!(judged(vec![("storage", stores(None))]), Err("L0503"), "a null in a list is no store less");
    assert_eq!(judged(vec![("storage", text("FR"))]), Err("L0503"));
    assert_eq!(judged(vec![("storage", stores(Some("FR"))), ("__proto__", text("x"))]), Err("L0501"));
    let twice = vec![("storage", stores(Some("aws/us-east-1"))), ("storage", stores(Some("FR")))];
    assert_eq!(judged(twice), Err("L0502"));
    assert_eq!(judged(vec![("flow", text(r#"{"storage": ["FR"], "storage": ["US"]}"#))]), Err("L0502"));
    assert_eq!(judged(vec![("flow", text("nope"))]), Err("L0004"));
    assert_eq!(judged(vec![("flow", text("{}")), ("storage", stores(Some("FR")))]), Err("L0501"));
    let null = Arc::new(StringArray::from(vec![None::<&str>])) as ArrayRef;
    assert_eq!(judged(vec![("flow", null)]), Ok(Answer::Undetermined), "nothing is known");
}
