//! The functions that JavaScript calls: one row as four words, or a batch that it writes into memory.

use crate::{Columns, Row, decide, decide_columns, decide_lanes};
use std::sync::Mutex;

/// Rows as the host writes them, the same as columns, and what was decided.
struct Batch {
    rows: Vec<[u32; 4]>,
    columns: Columns,
    out: Vec<u8>,
}

static BATCH: Mutex<Option<Batch>> = Mutex::new(None);

fn with<T: Default>(run: impl FnOnce(&mut Batch) -> T) -> T {
    let mut batch = BATCH.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    batch.as_mut().map(run).unwrap_or_default()
}

/// Returns the rule that decides a row.
#[unsafe(no_mangle)]
pub extern "C" fn decide_row(first: u32, second: u32, third: u32, volume: u32) -> u32 {
    decide(&Row::from([first, second, third, volume])).into()
}

/// Makes room for `count` rows, and says where.
#[unsafe(no_mangle)]
pub extern "C" fn rows(count: usize) -> usize {
    let batch = Batch { rows: vec![[0; 4]; count], columns: Columns::default(), out: vec![0; count] };
    let at = batch.rows.as_ptr().addr();
    *BATCH.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(batch);
    at
}

/// Turns the rows into columns.
#[unsafe(no_mangle)]
pub extern "C" fn turn() {
    with(|batch| batch.columns = batch.rows.iter().copied().map(Row::from).collect());
}

/// Decides the rows, and says where the answers are.
#[unsafe(no_mangle)]
pub extern "C" fn decide_rows() -> usize {
    with(|batch| {
        for (out, row) in batch.out.iter_mut().zip(&batch.rows) {
            *out = decide(&Row::from(*row));
        }
        batch.out.as_ptr().addr()
    })
}

/// Decides the columns, and says where the answers are.
#[unsafe(no_mangle)]
pub extern "C" fn decide_all_columns() -> usize {
    with(|batch| {
        decide_columns(&batch.columns, &mut batch.out);
        batch.out.as_ptr().addr()
    })
}

/// Decides the columns sixteen at a time, and says where the answers are; 0 where this build cannot.
#[unsafe(no_mangle)]
pub extern "C" fn decide_all_lanes() -> usize {
    with(|batch| if decide_lanes(&batch.columns, &mut batch.out) { batch.out.as_ptr().addr() } else { 0 })
}
