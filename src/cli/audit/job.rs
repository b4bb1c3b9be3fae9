//! Turns pieces of the input into parts of the output, on each worker.

use super::assemble::{self, Format};
use super::findings::Finding;
use super::group::Grouped;
use super::lines::Lines;
use super::part::{self, Notes, Part, Reject};
use super::row_groups;
use super::sink::{MOST_FINDINGS, MOST_TOLD, Sink};
use super::source::{Form, Piece, Source, Task};
use crate::cli::rejected::Rejected;
use lexloci::audit::{Columns, Judge, Keyed, Record, record};
use lexloci::{Diagnostic, Json, input};
use std::sync::{Arc, Mutex, PoisonError};

/// The rows of a batch that is decoded at once, and of a part.
pub(super) const BATCH: usize = 2_048;
const PART: usize = 16_384;

/// The settings by which every flow is judged.
pub(super) struct Job<'p> {
    pub(super) judge: Judge<'p>,
    pub(super) keys: Vec<String>,
    pub(super) with: Option<Vec<(String, Json)>>,
    pub(super) complete: bool,
    pub(super) format: Option<Format>,
    /// Says whether single flows are reported.
    pub(super) findings: bool,
}

impl Job<'_> {
    pub(super) fn has_levels(&self) -> bool {
        !self.judge.policy().levels().is_empty()
    }
}

/// Takes pieces until there are no more.
pub(super) fn work(job: &Job<'_>, source: &Mutex<Source<'_>>, sink: &Sink<'_>) {
    while !sink.has_stopped() {
        let next = source.lock().unwrap_or_else(PoisonError::into_inner).next();
        match next {
            Ok(Some(task)) => done(job, task, sink),
            Ok(None) => return,
            Err(fault) => return sink.stop(fault),
        }
    }
}

fn done(job: &Job<'_>, task: Task, sink: &Sink<'_>) {
    let Task { id, bytes, piece } = task;
    if let Piece::RowGroup(file, group) = piece {
        return row_group(job, (id, bytes), (&file, group), sink);
    }
    if sink.resume((id, 0), bytes).is_some() {
        return;
    }
    let mut rows = Rows::new(job);
    match piece {
        Piece::Lines(file, lines) => each_line(&mut rows, &file, lines),
        Piece::Groups(file, form, groups) => each_group(&mut rows, &file, &form, groups),
        Piece::Whole(file) => whole(&mut rows, &file),
        Piece::RowGroup(..) => {}
    }
    rows.give((id, 0), true, bytes, sink);
}

/// The rows of a part.
struct Rows<'j, 'p> {
    job: &'j Job<'p>,
    rows: Vec<Keyed>,
    rejects: Vec<Reject>,
    notes: Notes,
    /// Rows that were looked at.
    seen: usize,
}

impl<'j, 'p> Rows<'j, 'p> {
    fn new(job: &'j Job<'p>) -> Rows<'j, 'p> {
        Rows { job, rows: vec![], rejects: vec![], notes: Notes::default(), seen: 0 }
    }

    fn reject(&mut self, reject: Reject) {
        match reject.judged {
            true => self.notes.unread += 1,
            false => self.notes.rejected += 1,
        }
        self.rejects.push(reject);
    }

    fn faulty(&mut self, file: &str, row: u64, keys: Vec<Option<String>>, faults: &[Diagnostic]) {
        let keys = self.job.keys.iter().cloned().zip(keys).collect();
        self.reject(Reject { keys, ..Reject::faulty(file, row, faults) });
    }

    /// Judges a flow.
    fn flow(&mut self, file: &Arc<str>, row: u64, Record { keys, mut flow }: Record) {
        if let Some(with) = &self.job.with
            && let Err(message) = super::join(&mut flow, with)
        {
            return self.faulty(file, row, keys, &[Diagnostic::flow("L0502", "", message)]);
        }
        match self.job.judge.judge(&flow) {
            Ok(judged) => {
                self.notes.tally.add(&judged, self.job.has_levels());
                let row = Keyed { file: Arc::clone(file), row, keys, judged };
                if self.job.findings && self.notes.findings.len() < MOST_FINDINGS {
                    self.notes.findings.extend(Finding::of(&row, &self.job.keys));
                }
                if self.job.format.is_some() {
                    self.rows.push(row);
                }
            }
            Err(errors) => self.faulty(file, row, keys, &errors),
        }
    }

    /// Gives the rows so far as a part.
    fn give(&mut self, at: (u64, u32), last: bool, bytes: u64, sink: &Sink<'_>) {
        self.seen = 0;
        let (rows, rejects) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.rejects));
        let mut notes = std::mem::take(&mut self.notes);
        notes.last = last;
        notes.told = rejects.iter().take(MOST_TOLD).cloned().collect();
        let part = || {
            let keeps = self.job.format.filter(|_| sink.keeps());
            let rows = keeps.map_or(Ok(vec![]), |format| assemble::encoded(format, &rows, self.job))?;
            let rejected = if keeps.is_some() { part::rejected(&rejects)? } else { vec![] };
            Ok(Part { rows, rejected, notes })
        };
        match part() {
            Ok(part) => sink.take(at, part, bytes),
            Err(message) => {
                let message: String = message;
                sink.stop(Rejected::without_position("--out", "L0001", message));
            }
        }
    }
}

fn each_line(rows: &mut Rows<'_, '_>, file: &Arc<str>, lines: Lines) {
    if let Some(passed) = lines.passed {
        rows.reject(passed);
    }
    for (number, line) in (lines.first..).zip(lines.bytes.split(|byte| *byte == b'\n')) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let read = match str::from_utf8(line) {
            Ok(line) => input::json(line).and_then(|json| Ok(record(json, &rows.job.keys)?)),
            Err(error) => {
                let message = format!("byte {} of the line belongs to no character of UTF-8", error.valid_up_to());
                Err(vec![Diagnostic::host("L0003", message)])
            }
        };
        match read {
            Ok(record) => rows.flow(file, number, record),
            Err(faults) => rows.faulty(file, number, vec![], &faults),
        }
    }
}

fn each_group(rows: &mut Rows<'_, '_>, file: &Arc<str>, form: &Form, groups: Vec<Grouped>) {
    for Grouped { group, fault } in groups {
        let first = group.rows.first().map_or(0, |(row, _)| *row);
        if let Some(fault) = fault {
            rows.faulty(file, first, group.keys, &[fault]);
            continue;
        }
        match form {
            Form::Mapped(mapping) => match mapping.flow(&group) {
                Ok(flow) => rows.flow(file, first, Record { keys: group.keys, flow }),
                Err(faults) => rows.faulty(file, first, group.keys, &faults),
            },
            Form::Vendors(headings) => {
                let text = |cell: &Option<Json>| match cell {
                    Some(Json::Text(text)) => text.clone(),
                    _ => String::new(),
                };
                let texts: Vec<(usize, Vec<String>)> =
                    group.rows.iter().map(|(row, cells)| (*row as usize, cells.iter().map(text).collect())).collect();
                let mut table: Vec<(usize, &[String])> = vec![(1, headings)];
                table.extend(texts.iter().map(|(line, cells)| (*line, cells.as_slice())));
                let complete = rows.job.complete;
                let found = lexloci::read::rows(file, &table, complete);
                let keys = group.keys;
                found_flow(rows, file, first, found.map(|found| (found, keys)));
            }
        }
    }
}

/// Judges what the readers of tables found, and tells what they did not read.
fn found_flow(
    rows: &mut Rows<'_, '_>,
    file: &Arc<str>,
    row: u64,
    found: Result<(lexloci::read::Found, Vec<Option<String>>), lexloci::read::Fault>,
) {
    match found {
        Ok((found, keys)) => {
            for unread in found.unread {
                let named = rows.job.keys.iter().cloned().zip(keys.iter().cloned()).collect();
                let reject = Reject::of(file, unread.at.line as u64, "not read", unread.what);
                rows.reject(Reject { keys: named, judged: true, ..reject });
            }
            rows.flow(file, row, Record { keys, flow: found.flow });
        }
        Err(fault) => rows.faulty(file, row, vec![], &[*fault.diagnostic]),
    }
}

/// Judges a table of vendors as one flow.
fn whole(rows: &mut Rows<'_, '_>, file: &Arc<str>) {
    let read = crate::cli::read::source(file).map_err(|rejected| rejected.diagnostics);
    let beside = lexloci::read::Beside { complete: rows.job.complete, ..lexloci::read::Beside::default() };
    let table = Some(lexloci::read::Format::Table);
    let found = read
        .and_then(|source| lexloci::read::flows(&[source], table, &beside).map_err(|fault| vec![*fault.diagnostic]));
    match found {
        Ok(found) => found.into_iter().for_each(|found| {
            let keys = vec![None; rows.job.keys.len()];
            found_flow(rows, file, 1, Ok((found, keys)));
        }),
        Err(faults) => rows.faulty(file, 1, vec![], &faults),
    }
}

fn row_group(job: &Job<'_>, (id, bytes): (u64, u64), (file, group): (&row_groups::Parquet, usize), sink: &Sink<'_>) {
    let (mut sub, count, first) = (0, file.rows(group), file.first(group));
    let share = |rows: u64| bytes.saturating_mul(rows) / count.max(1);
    let mut skip = 0;
    loop {
        match sink.resume((id, sub), share(PART as u64)) {
            Some(true) => return,
            Some(false) => (sub, skip) = (sub + 1, skip + PART as u64),
            None => break,
        }
    }
    let mut rows = Rows::new(job);
    let mut row = 0;
    let mut fault = None;
    let mut batches = match file.batches(Some(group), BATCH) {
        Ok(batches) => batches,
        Err(message) => {
            fault = Some(message);
            row_groups::Batches::none()
        }
    };
    while fault.is_none() && !sink.has_stopped() {
        let batch = match batches.next() {
            Some(Ok(batch)) => batch,
            Some(Err(message)) => {
                fault = Some(message);
                break;
            }
            None => break,
        };
        let columns = match Columns::of(&batch) {
            Ok(columns) => columns,
            Err(errors) => {
                fault = errors.first().map(|error| error.message.clone());
                break;
            }
        };
        for at in 0..batch.num_rows() {
            if row >= skip {
                if rows.seen == PART {
                    rows.give((id, sub), false, share(PART as u64), sink);
                    sub += 1;
                }
                rows.seen += 1;
                let number = first + row;
                match columns.row(at).and_then(|json| record(json, &job.keys)) {
                    Ok(record) => rows.flow(&file.name, number, record),
                    Err(faults) => rows.faulty(&file.name, number, vec![], &faults),
                }
            }
            row += 1;
        }
    }
    if sink.has_stopped() {
        return;
    }
    if row < count && fault.is_none() {
        fault = Some(format!("the row group ends after {row} of {count} rows"));
    }
    if let Some(message) = fault {
        // Each row that is not there counts as one that was not read.
        let reason = format!("{} rows from here on cannot be read: {message}", count.saturating_sub(row));
        rows.reject(Reject::of(&file.name, first + row, "L0004", reason));
        rows.notes.rejected += count.saturating_sub(row).saturating_sub(1);
    }
    rows.give((id, sub), true, share(rows.seen as u64), sink);
}
