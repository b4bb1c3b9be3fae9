//! A part of the output: the verdicts of a piece of the input as bytes, the rows that could not be read, and the counts.

use super::assemble::Format;
use super::findings::Finding;
use lexloci::audit::{Keyed, Tally, schema, verdicts};
use lexloci::{Diagnostic, Json};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Something that could not be read: a row, the rows of a flow, or the rest of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Reject {
    pub(super) file: String,
    /// The line, from 1, or the row, from 0.
    pub(super) row: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) keys: Vec<(String, Option<String>)>,
    pub(super) code: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) path: String,
    pub(super) reason: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) help: String,
    /// The number of further faults.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) more: usize,
    /// Says whether its flow was judged all the same, on what was read.
    pub(super) judged: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Reject {
    pub(super) fn of(file: &str, row: u64, code: &str, reason: String) -> Reject {
        Reject {
            file: file.to_owned(),
            row,
            keys: vec![],
            code: code.to_owned(),
            path: String::new(),
            reason,
            help: String::new(),
            more: 0,
            judged: false,
        }
    }

    /// Returns the rejection of a flow by its first fault.
    pub(super) fn faulty(file: &str, row: u64, faults: &[Diagnostic]) -> Reject {
        let Some(first) = faults.first() else { return Reject::of(file, row, "L0005", "no flow".to_owned()) };
        let help = match first.code {
            "L0504" => "state \"as_of\": \"2026-03-01\" in the flow, or give the day by --as-of 2026-03-01".to_owned(),
            _ => first.help.clone().unwrap_or_default(),
        };
        let path = first.path.clone().unwrap_or_default();
        Reject { path, help, more: faults.len() - 1, ..Reject::of(file, row, first.code, first.message.clone()) }
    }

    /// Returns it as text: `flows.ndjson:12: L0503 at storage[0]: …`.
    pub(super) fn shown(&self) -> String {
        let at = if self.path.is_empty() { String::new() } else { format!(" at {}", self.path) };
        format!("{}:{}: {}{at}: {}", self.file, self.row, self.code, self.reason)
    }
}

/// The counts of a part, and what of it is told at the end.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Notes {
    /// Says whether the piece of the input ends here.
    pub(super) last: bool,
    pub(super) tally: Tally,
    pub(super) rejected: u64,
    /// Parts of rows that were not read, although their flows were judged.
    pub(super) unread: u64,
    pub(super) findings: Vec<Finding>,
    pub(super) told: Vec<Reject>,
}

/// A part, in the order of its bytes.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) rows: Vec<u8>,
    pub(super) rejected: Vec<u8>,
    pub(super) notes: Notes,
}

const MAGIC: &[u8; 8] = b"LOCIPART";
const DIGEST: usize = 32;

impl Part {
    /// Returns the part as the bytes of a file, with a digest that tells whether they are whole.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let notes = serde_json::to_vec(&self.notes).map_err(|error| error.to_string())?;
        let mut bytes = MAGIC.to_vec();
        for part in [&self.rows, &self.rejected, &notes] {
            bytes.extend((part.len() as u64).to_le_bytes());
            bytes.extend(part);
        }
        let digest = Sha256::digest(&bytes);
        bytes.extend(digest);
        Ok(bytes)
    }

    /// Returns the part of a file; none where it is not whole.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Part> {
        let (bytes, digest) = bytes.split_at_checked(bytes.len().checked_sub(DIGEST)?)?;
        if Sha256::digest(bytes).as_slice() != digest {
            return None;
        }
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut next = || {
            let (length, after) = rest.split_first_chunk::<8>()?;
            let (part, after) = after.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
            rest = after;
            Some(part)
        };
        let (rows, rejected, notes) = (next()?, next()?, next()?);
        Some(Part { rows: rows.to_vec(), rejected: rejected.to_vec(), notes: serde_json::from_slice(notes).ok()? })
    }
}

/// Writes rejections, one a line.
pub(super) fn rejected(rejects: &[Reject]) -> Result<Vec<u8>, String> {
    let mut bytes = vec![];
    for reject in rejects {
        serde_json::to_writer(&mut bytes, reject).map_err(|error| error.to_string())?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Writes verdicts in the format of the output.
pub(super) fn rows(rows: &[Keyed], keys: &[String], has_levels: bool, format: Format) -> Result<Vec<u8>, String> {
    match format {
        Format::Parquet => parquet(rows, keys, has_levels),
        Format::Ndjson => ndjson(rows, keys, has_levels),
        Format::Csv => csv(rows, has_levels),
    }
}

fn parquet(rows: &[Keyed], keys: &[String], has_levels: bool) -> Result<Vec<u8>, String> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(None)
        .build();
    let mut bytes = vec![];
    let mut writer = ArrowWriter::try_new(&mut bytes, schema(keys, has_levels), Some(properties))
        .map_err(|error| error.to_string())?;
    if !rows.is_empty() {
        let batch = verdicts(rows, keys, has_levels).map_err(|error| error.to_string())?;
        writer.write(&batch).map_err(|error| error.to_string())?;
    }
    writer.close().map_err(|error| error.to_string())?;
    Ok(bytes)
}

fn ndjson(rows: &[Keyed], keys: &[String], has_levels: bool) -> Result<Vec<u8>, String> {
    let text = |text: &str| Json::Text(text.to_owned());
    let list = |texts: &[String]| Json::Array(texts.iter().map(|each| text(each)).collect());
    let optional = |value: Option<&String>| value.map_or(Json::Null, |value| text(value));
    let mut bytes = vec![];
    for row in rows {
        let mut object = vec![("file".to_owned(), text(&row.file)), ("row".to_owned(), Json::Number(row.row as f64))];
        object.extend(keys.iter().zip(&row.keys).map(|(key, value)| (key.clone(), optional(value.as_ref()))));
        object.push(("verdict".to_owned(), text(row.judged.answer.as_str())));
        object.push(("rules".to_owned(), list(&row.judged.rules)));
        object.push(("missing".to_owned(), list(&row.judged.missing)));
        if has_levels {
            object.push(("level".to_owned(), optional(row.judged.level.as_ref())));
        }
        serde_json::to_writer(&mut bytes, &Json::Object(object)).map_err(|error| error.to_string())?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

fn csv(rows: &[Keyed], has_levels: bool) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(vec![]);
    for row in rows {
        let mut cells = vec![row.file.to_string(), row.row.to_string()];
        cells.extend(row.keys.iter().map(|key| key.clone().unwrap_or_default()));
        let judged = &row.judged;
        cells.extend([judged.answer.as_str().to_owned(), judged.rules.join(";"), judged.missing.join(";")]);
        cells.extend(has_levels.then(|| judged.level.clone().unwrap_or_default()));
        writer.write_record(&cells).map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_cut_or_altered_is_none() {
        let part = Part { rows: b"rows".to_vec(), rejected: b"{}\n".to_vec(), notes: Notes::default() };
        let bytes = part.to_bytes().unwrap();
        let read = Part::from_bytes(&bytes).unwrap();
        assert_eq!((read.rows, read.rejected), (part.rows, part.rejected));
        assert!((0..bytes.len()).all(|end| Part::from_bytes(&bytes[..end]).is_none()));
        for at in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            assert!(Part::from_bytes(&altered).is_none(), "byte {at}");
        }
    }
}
