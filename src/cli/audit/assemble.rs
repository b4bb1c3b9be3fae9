//! Parts to the output, in the order of the input.

use super::folder::{Folder, beside};
use super::job::Job;
use super::part::{self, Part};
use crate::cli::rejected::Rejected;
use bytes::Bytes;
use lexloci::audit::schema;
use parquet::arrow::ArrowSchemaConverter;
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, ParquetMetaDataReader};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// The format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Parquet,
    Ndjson,
    Csv,
}

impl Format {
    /// Tells the format from the end of a name.
    pub(super) fn of(path: &Path) -> Result<Format, Rejected<'static>> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("parquet") => Ok(Format::Parquet),
            Some("ndjson" | "jsonl") => Ok(Format::Ndjson),
            Some("csv") => Ok(Format::Csv),
            _ => {
                let message = "verdicts are written as .parquet, .ndjson or .csv".to_owned();
                Err(Rejected::without_position(&path.to_string_lossy(), "L0005", message))
            }
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Parquet => "parquet",
            Format::Ndjson => "ndjson",
            Format::Csv => "csv",
        }
    }
}

/// Puts the parts together, puts the output into its place, and removes the parts.
pub(super) fn assemble(
    folder: &Folder,
    tasks: u64,
    out: &Path,
    job: &Job<'_>,
    format: Format,
) -> Result<(), Rejected<'static>> {
    let fault = |error: io::Error| Rejected::without_position(&out.to_string_lossy(), "L0001", error.to_string());
    put_together(folder, tasks, out, job, format).map_err(fault)
}

fn put_together(folder: &Folder, tasks: u64, out: &Path, job: &Job<'_>, format: Format) -> io::Result<()> {
    let (rows, rejected) = (folder.draft("out"), folder.draft("rejected"));
    let mut rejects = BufWriter::new(File::create(&rejected)?);
    let mut has_rejects = false;
    let mut writer = Writer::new(&rows, job, format)?;
    for task in 0..tasks {
        for sub in 0.. {
            let lost = || io::Error::other(format!("part {task}-{sub} is lost: run the command again"));
            let part = folder.part((task, sub)).ok_or_else(lost)?;
            rejects.write_all(&part.rejected)?;
            has_rejects |= !part.rejected.is_empty();
            let is_last = part.notes.last;
            writer.add(part)?;
            if is_last {
                break;
            }
        }
    }
    writer.finish()?;
    rejects.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    let side = beside(out, ".rejected.ndjson");
    if has_rejects {
        fs::rename(&rejected, &side)?;
    } else if side.exists() {
        // An older run left it: it would seem to belong to this one.
        fs::remove_file(&side)?;
    }
    fs::rename(&rows, out)?;
    folder.remove()
}

enum Writer {
    Text(BufWriter<File>),
    Parquet(Box<SerializedFileWriter<BufWriter<File>>>),
}

impl Writer {
    fn new(path: &Path, job: &Job<'_>, format: Format) -> io::Result<Writer> {
        let mut file = BufWriter::new(File::create(path)?);
        match format {
            Format::Ndjson => Ok(Writer::Text(file)),
            Format::Csv => {
                let schema = schema(&job.keys, job.has_levels());
                let headings = schema.fields().iter().map(|field| field.name().clone());
                let mut writer = csv::Writer::from_writer(vec![]);
                writer.write_record(headings).map_err(io::Error::other)?;
                file.write_all(&writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?)?;
                Ok(Writer::Text(file))
            }
            Format::Parquet => {
                let columns = schema(&job.keys, job.has_levels());
                let root = ArrowSchemaConverter::new().convert(&columns).map_err(other)?.root_schema_ptr();
                let policy = job.judge.policy();
                let note = |key: &str, value: &str| KeyValue::new(format!("lexloci.{key}"), value.to_owned());
                let atlas = format!("{}+{}", lexloci::atlas::VERSION, lexloci::atlas::digest());
                let notes = vec![
                    note("engine", env!("CARGO_PKG_VERSION")),
                    note("policy", &format!("{} {}", policy.name(), policy.version())),
                    note("policy.digest", policy.digest()),
                    note("atlas", &atlas),
                ];
                let properties = WriterProperties::builder().set_key_value_metadata(Some(notes)).build();
                let writer = SerializedFileWriter::new(file, root, Arc::new(properties)).map_err(other)?;
                Ok(Writer::Parquet(Box::new(writer)))
            }
        }
    }

    fn add(&mut self, part: Part) -> io::Result<()> {
        match self {
            Writer::Text(file) => file.write_all(&part.rows),
            Writer::Parquet(writer) => append(writer, Bytes::from(part.rows)).map_err(other),
        }
    }

    fn finish(self) -> io::Result<()> {
        let file = match self {
            Writer::Text(file) => file,
            Writer::Parquet(writer) => writer.into_inner().map_err(other)?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

fn other(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}

/// Appends the row groups of a part as they are, without decoding them.
fn append(writer: &mut SerializedFileWriter<BufWriter<File>>, part: Bytes) -> Result<(), ParquetError> {
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&part)?;
    for group in metadata.row_groups() {
        let mut into = writer.next_row_group()?;
        for column in group.columns() {
            let closed = ColumnCloseResult {
                bytes_written: column.compressed_size().unsigned_abs(),
                rows_written: group.num_rows().unsigned_abs(),
                metadata: column.clone(),
                bloom_filter: None,
                column_index: None,
                offset_index: None,
            };
            into.append_column(&part, closed)?;
        }
        into.close()?;
    }
    Ok(())
}

/// Writes rows in this format.
pub(super) fn encoded(format: Format, rows: &[lexloci::audit::Keyed], job: &Job<'_>) -> Result<Vec<u8>, String> {
    part::rows(rows, &job.keys, job.has_levels(), format)
}
