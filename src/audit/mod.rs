//! Whole inventories: flows out of Arrow's record batches, and verdicts into record batches. No file, no thread, no clock.
//!
//! A batch has one flow a row. Its columns are the facts of a flow, nested as structs and lists, or one column `flow` has the flow as
//! a struct or as JSON text; columns that are named as keys are carried beside the verdict. A flat table, with several rows a
//! flow, is read by a [`Mapping`].
//!
//! ```
//! use arrow_array::{ArrayRef, RecordBatch, StringArray};
//! use lexloci::audit::{Judge, Judged, Keyed, verdicts};
//! use std::sync::Arc;
//!
//! let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
//! let judge = Judge::new(&policy, lexloci::Options::new())?;
//! let ids: ArrayRef = Arc::new(StringArray::from(vec!["crm"]));
//! let flows: ArrayRef = Arc::new(StringArray::from(vec![r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#]));
//! let batch = RecordBatch::try_from_iter([("id", ids), ("flow", flows)]).unwrap();
//!
//! let keys = vec!["id".to_owned()];
//! let columns = lexloci::audit::Columns::of(&batch)?;
//! let mut judged: Vec<Keyed> = vec![];
//! for row in 0..batch.num_rows() {
//!     let record = lexloci::audit::record(columns.row(row)?, &keys)?;
//!     judged.push(Keyed { file: "".into(), row: row as u64, keys: record.keys, judged: judge.judge(&record.flow)? });
//! }
//! let out = verdicts(&judged, &keys, false).unwrap();
//! assert_eq!((out.num_rows(), out.schema().field(2).name().as_str()), (1, "id"));
//! # Ok::<(), lexloci::Errors>(())
//! ```

mod columns;
mod flat;
mod judge;
mod record;
mod tally;
mod verdicts;

pub use columns::Columns;
pub use flat::{Group, Mapping, Target};
pub use judge::{How, Judge, Judged, Named};
pub use record::{Record, is_of_a_flow, key_text, record};
pub use tally::{Counts, Tally};
pub use verdicts::{Keyed, schema, verdicts};
