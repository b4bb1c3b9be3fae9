//! Parquet: what is in a file, and its rows in batches.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A file whose description was read.
#[derive(Clone)]
pub(super) struct Parquet {
    pub(super) name: Arc<str>,
    metadata: ArrowReaderMetadata,
}

/// Batches of rows. After an error there are no more.
pub(super) struct Batches(Option<ParquetRecordBatchReader>);

/// Calls the library. It checks its input in most places, and what it does not expect elsewhere becomes an error here, in builds
/// in which a panic can be caught.
fn guarded<T>(call: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err("the library that reads Parquet gave up".to_owned()))
}

impl Parquet {
    /// Opens a file.
    ///
    /// # Errors
    /// Returns in words what is wrong with it.
    pub(super) fn open(name: &str) -> Result<Parquet, String> {
        let file = File::open(name).map_err(|error| error.to_string())?;
        let length = file.metadata().map_err(|error| error.to_string())?.len();
        let metadata =
            guarded(|| ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(|error| error.to_string()))?;
        let parquet = Parquet { name: Arc::from(name), metadata };
        parquet.assert_plausible(length)?;
        Ok(parquet)
    }

    /// Refuses a description that contradicts itself or the length of the file.
    fn assert_plausible(&self, length: u64) -> Result<(), String> {
        let metadata = self.metadata.metadata();
        let mut rows: i64 = 0;
        for (at, group) in metadata.row_groups().iter().enumerate() {
            let lies = |what: &str| Err(format!("the description of row group {at} is wrong: {what}"));
            if group.num_rows() < 0 {
                return lies("it has fewer than no rows");
            }
            rows = rows.saturating_add(group.num_rows());
            for column in group.columns() {
                // Each row has at least one value, if only to say that there is none.
                if column.num_values() < group.num_rows() {
                    return lies("a column has fewer values than rows");
                }
                let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
                let end = start.checked_add(column.compressed_size());
                let is_inside = start >= 0
                    && column.compressed_size() >= 0
                    && end.is_some_and(|end| u64::try_from(end).is_ok_and(|end| end <= length));
                if !is_inside {
                    return lies("a column lies outside of the file");
                }
            }
        }
        if rows != metadata.file_metadata().num_rows() {
            return Err("the file has another number of rows than its row groups".to_owned());
        }
        Ok(())
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        self.metadata.schema()
    }

    pub(super) fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// Returns how many rows a row group has.
    pub(super) fn rows(&self, group: usize) -> u64 {
        let group = self.metadata.metadata().row_groups().get(group);
        group.map_or(0, |group| group.num_rows().unsigned_abs())
    }

    /// Returns the number of the first row of a row group, from 0.
    pub(super) fn first(&self, group: usize) -> u64 {
        (0..group).map(|before| self.rows(before)).sum()
    }

    /// Returns how many bytes of the file a row group takes.
    pub(super) fn bytes(&self, group: usize) -> u64 {
        let group = self.metadata.metadata().row_groups().get(group);
        group.map_or(0, |group| group.compressed_size().unsigned_abs())
    }

    /// Returns the rows of a row group, or of all.
    ///
    /// # Errors
    /// Returns in words what is wrong with them.
    pub(super) fn batches(&self, group: Option<usize>, rows: usize) -> Result<Batches, String> {
        let file = File::open(&*self.name).map_err(|error| error.to_string())?;
        let metadata = self.metadata.clone();
        guarded(move || {
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata).with_batch_size(rows);
            let builder = match group {
                Some(group) => builder.with_row_groups(vec![group]),
                None => builder,
            };
            builder.build().map(|reader| Batches(Some(reader))).map_err(|error| error.to_string())
        })
    }
}

impl Batches {
    pub(super) fn none() -> Batches {
        Batches(None)
    }

    /// Returns the next batch.
    pub(super) fn next(&mut self) -> Option<Result<RecordBatch, String>> {
        let mut reader = self.0.take()?;
        match guarded(|| {
            let batch = reader.next().transpose().map_err(|error| error.to_string())?;
            Ok((batch, reader))
        }) {
            Ok((batch, reader)) => {
                self.0 = Some(reader);
                batch.map(Ok)
            }
            Err(message) => Some(Err(message)),
        }
    }
}
