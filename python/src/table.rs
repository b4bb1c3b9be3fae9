//! Tables of flows to tables of verdicts, without copies: both cross by Arrow's C interface.

use crate::fault;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use lexloci::audit::{Columns, Counts, Judge, is_of_a_flow, record};
use lexloci::{Diagnostic, Errors, Options, Policy};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::sync::Arc;

/// The fewest rows for which another thread is worth its start.
const SHARE: usize = 256;

/// Verdicts, a row for each row of the table judged.
#[pyclass(frozen)]
pub(crate) struct Judged {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    counts: Counts,
    rejected: u64,
}

#[pymethods]
impl Judged {
    /// Exports the verdicts by the PyCapsule interface of Arrow.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer answer in its own types, where it cannot make those that are asked for.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Returns how many rows came to each verdict, and how many were rejected.
    fn counts(&self) -> [(&'static str, u64); 5] {
        let Counts { compliant, non_compliant, undetermined, not_applicable } = self.counts;
        [
            ("compliant", compliant),
            ("non_compliant", non_compliant),
            ("undetermined", undetermined),
            ("not_applicable", not_applicable),
            ("rejected", self.rejected),
        ]
    }
}

/// A row: its keys, and its verdict or the reason for which it has none.
struct Row {
    keys: Vec<Option<String>>,
    judged: Result<lexloci::audit::Judged, Errors>,
}

/// Judges every row of whatever speaks Arrow's PyCapsule interface.
pub(crate) fn judge(
    py: Python<'_>,
    policy: &Policy,
    options: Options,
    data: &Bound<'_, PyAny>,
    keys: &[String],
    jobs: usize,
) -> PyResult<Judged> {
    let reader = RecordBatchStreamReader::from_pyarrow_bound(data)?;
    let (judge, has_levels) = (Judge::new(policy, options), !policy.levels().is_empty());
    let judge = judge.map_err(|errors| fault::flow(py, "", &errors))?;
    let schema = schema(keys, has_levels);
    fits(&reader.schema(), &schema, keys).map_err(PyValueError::new_err)?;
    let mut all = Judged { schema, batches: vec![], counts: Counts::default(), rejected: 0 };
    for batch in reader {
        py.check_signals()?;
        let batch = batch.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let rows = py.detach(|| rows(&judge, &batch, keys, jobs));
        let rows = rows.map_err(|errors| fault::flow(py, "", &errors))?;
        for row in &rows {
            match &row.judged {
                Ok(judged) => all.counts.add(judged.answer),
                Err(_) => all.rejected += 1,
            }
        }
        let made = verdicts(&all.schema, &rows, keys.len(), all.__len__());
        all.batches.push(made.map_err(|error| PyRuntimeError::new_err(error.to_string()))?);
    }
    Ok(all)
}

/// Checks the columns before anything is judged. A column that nobody reads would be a fact that nobody misses.
fn fits(given: &Schema, made: &Schema, keys: &[String]) -> Result<(), String> {
    let columns: Vec<&str> = given.fields().iter().map(|field| field.name().as_str()).collect();
    for key in keys {
        if made.fields().iter().filter(|field| field.name() == key).count() > 1 {
            return Err(format!("the key `{key}` has the name of another column of the verdicts: rename it"));
        }
        if is_of_a_flow(key) || key == "flow" {
            return Err(format!("`{key}` is a fact of a flow, and no key"));
        }
        if !columns.contains(&key.as_str()) {
            return Err(format!("there is no column `{key}`: the columns are {}", columns.join(", ")));
        }
    }
    let is_key = |name: &str| keys.iter().any(|key| key == name);
    let odd: Vec<&str> = columns.iter().copied().filter(|name| !is_of_a_flow(name) && !is_key(name)).collect();
    match odd.as_slice() {
        [] => Ok(()),
        _ if columns.contains(&"flow") => Ok(()),
        [one] => {
            Err(format!("`{one}` is no fact of a flow: name in `key` what identifies one, and leave out the rest"))
        }
        _ => Err(format!(
            "{} are no facts of a flow: name in `key` what identifies one, and leave out the rest",
            odd.join(", ")
        )),
    }
}

/// Judges the rows of a batch on several threads, in order.
fn rows(judge: &Judge<'_>, batch: &RecordBatch, keys: &[String], jobs: usize) -> Result<Vec<Row>, Errors> {
    let all = batch.num_rows();
    let share = all.div_ceil(jobs.max(1)).max(SHARE);
    if share >= all {
        return some(judge, batch, keys);
    }
    std::thread::scope(|scope| {
        let starts = (0..all).step_by(share);
        let slices = starts.map(|start| batch.slice(start, share.min(all - start)));
        let threads: Vec<_> = slices.map(|slice| scope.spawn(move || some(judge, &slice, keys))).collect();
        let mut rows = Vec::with_capacity(all);
        for thread in threads {
            let ended = |_| vec![Diagnostic::host("L0004", "a thread ended early")];
            rows.extend(thread.join().map_err(ended)??);
        }
        Ok(rows)
    })
}

fn some(judge: &Judge<'_>, batch: &RecordBatch, keys: &[String]) -> Result<Vec<Row>, Errors> {
    let columns = Columns::of(batch)?;
    let row = |at| match columns.row(at).and_then(|row| record(row, keys)) {
        Ok(record) => Row { judged: judge.judge(&record.flow), keys: record.keys },
        Err(errors) => Row { judged: Err(errors), keys: vec![None; keys.len()] },
    };
    Ok((0..batch.num_rows()).map(row).collect())
}

/// Returns the columns: `row`, the keys, `verdict`, `rules`, `missing`, `level` for a policy with levels, and `error`.
fn schema(keys: &[String], has_levels: bool) -> SchemaRef {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let list = |name: &str| Field::new(name, DataType::List(Arc::new(Field::new("item", DataType::Utf8, false))), true);
    let mut fields = vec![Field::new("row", DataType::Int64, false)];
    fields.extend(keys.iter().map(|key| text(key)));
    fields.extend([text("verdict"), list("rules"), list("missing")]);
    fields.extend(has_levels.then(|| text("level")));
    fields.push(text("error"));
    Arc::new(Schema::new(fields))
}

/// Returns the rows as a batch; the first has this number.
fn verdicts(schema: &SchemaRef, rows: &[Row], keys: usize, first: usize) -> Result<RecordBatch, ArrowError> {
    let texts = |read: &dyn Fn(&Row) -> Option<String>| -> ArrayRef {
        Arc::new(rows.iter().map(read).collect::<StringArray>())
    };
    let judged = |row: &Row| row.judged.as_ref().ok().cloned();
    let numbers = (first..).zip(rows).map(|(row, _)| i64::try_from(row).unwrap_or(i64::MAX));
    let mut columns: Vec<ArrayRef> = vec![Arc::new(Int64Array::from_iter_values(numbers))];
    columns.extend((0..keys).map(|key| texts(&|row| row.keys.get(key).cloned().flatten())));
    columns.push(texts(&|row| Some(judged(row)?.answer.as_str().to_owned())));
    columns.push(lists(rows, |judged| &judged.rules));
    columns.push(lists(rows, |judged| &judged.missing));
    if schema.column_with_name("level").is_some() {
        columns.push(texts(&|row| judged(row)?.level));
    }
    columns.push(texts(&|row| row.judged.as_ref().err().map(reason)));
    RecordBatch::try_new(schema.clone(), columns)
}

/// Returns the first reason in a line: its code, its path, and what it says.
fn reason(errors: &Errors) -> String {
    let Some(first) = errors.first() else { return "L0004".to_owned() };
    let path = first.path.as_deref().filter(|path| !path.is_empty()).map(|path| format!(" {path}"));
    format!("{}{}: {}", first.code, path.unwrap_or_default(), first.message)
}

fn lists(rows: &[Row], read: impl Fn(&lexloci::audit::Judged) -> &Vec<String>) -> ArrayRef {
    let item = Field::new("item", DataType::Utf8, false);
    let mut builder = ListBuilder::new(StringBuilder::new()).with_field(item);
    for row in rows {
        if let Ok(judged) = &row.judged {
            read(judged).iter().for_each(|text| builder.values().append_value(text));
        }
        builder.append(row.judged.is_ok());
    }
    Arc::new(builder.finish())
}
