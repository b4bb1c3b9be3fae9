//! Verdicts as a record batch.

use super::judge::Judged;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use std::sync::Arc;

/// A verdict, and where its flow stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed {
    /// The name of the file.
    pub file: Arc<str>,
    /// The line, from 1, or the row, from 0.
    pub row: u64,
    /// The keys of the flow.
    pub keys: Vec<Option<String>>,
    /// The verdict.
    pub judged: Judged,
}

/// Returns the columns of verdicts: `file`, `row`, the keys, `verdict`, `rules`, `missing`, and `level` for a policy with levels.
///
/// ```
/// let schema = lexloci::audit::schema(&["id".to_owned()], true);
/// let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
/// assert_eq!(names, ["file", "row", "id", "verdict", "rules", "missing", "level"]);
/// ```
pub fn schema(keys: &[String], has_levels: bool) -> SchemaRef {
    let list = DataType::List(Arc::new(Field::new("item", DataType::Utf8, false)));
    let mut fields = vec![Field::new("file", DataType::Utf8, false), Field::new("row", DataType::Int64, false)];
    fields.extend(keys.iter().map(|key| Field::new(key, DataType::Utf8, true)));
    fields.push(Field::new("verdict", DataType::Utf8, false));
    fields.push(Field::new("rules", list.clone(), false));
    fields.push(Field::new("missing", list, false));
    if has_levels {
        fields.push(Field::new("level", DataType::Utf8, true));
    }
    Arc::new(Schema::new(fields))
}

/// Returns verdicts as a batch of this schema.
///
/// # Errors
/// Returns Arrow's error where the texts of a column exceed two gigabytes.
///
/// ```
/// let batch = lexloci::audit::verdicts(&[], &[], false)?;
/// assert_eq!((batch.num_rows(), batch.num_columns()), (0, 5));
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
pub fn verdicts(rows: &[Keyed], keys: &[String], has_levels: bool) -> Result<RecordBatch, ArrowError> {
    let texts =
        |read: &dyn Fn(&Keyed) -> Option<String>| Arc::new(rows.iter().map(read).collect::<StringArray>()) as ArrayRef;
    let mut columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &*row.file))),
        Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| i64::try_from(row.row).unwrap_or(i64::MAX)))),
    ];
    columns.extend((0..keys.len()).map(|key| texts(&|row| row.keys.get(key).cloned().flatten())));
    columns.push(Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.judged.answer.as_str()))));
    columns.push(lists(rows, |row| &row.judged.rules));
    columns.push(lists(rows, |row| &row.judged.missing));
    if has_levels {
        columns.push(texts(&|row| row.judged.level.clone()));
    }
    RecordBatch::try_new(schema(keys, has_levels), columns)
}

fn lists(rows: &[Keyed], read: impl Fn(&Keyed) -> &Vec<String>) -> ArrayRef {
    let item = Field::new("item", DataType::Utf8, false);
    let mut builder = ListBuilder::new(StringBuilder::new()).with_field(item);
    for row in rows {
        read(row).iter().for_each(|text| builder.values().append_value(text));
        builder.append(true);
    }
    Arc::new(builder.finish())
}
