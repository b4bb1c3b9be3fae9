//! Many flows at once, laid out in columns as Apache Arrow lays them out.
//!
//! There is a table for each kind that the policy reads: the flows, their sites, their parties, … A table has a column
//! for each fact, in the order of `program::Shape::facts`. Validity and truth values are bitmaps, least significant bit
//! first; lists are offsets into another table or into their values; an object is a row of another table.
//! Source: Arrow Columnar Format 1.5.
//!
//! What the JSON of a flow leaves to be worked out stands in columns worked out: the place and operator of a region, the
//! data and exporter that a transfer has by default, the tool that clauses imply.
//!
//! Columns are checked once against the program (`Columns::checked`), and only then decided.
//!
//! Flows whose lists are complete and whose places are places are decided in blocks of 512, by bits (`lanes`); for any
//! other flow a row is gathered into words and decided by itself. The verdicts are the same.

mod bits;
mod block;
mod buffers;
mod checked;
mod gather;
mod kinds;
mod lanes;
mod plan;
mod planned;
mod probe;
mod scatter;
mod spans;

use crate::decide::{Asked, Decider};
pub use buffers::Buffers;
pub use checked::{Checked, Misfit};
pub use lanes::Lanes;
pub(crate) use lanes::answers_of_sets;
pub(crate) use planned::{Planned, Probe};

/// Facts of many flows.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The day on which each flow is judged, as days since 1970-01-01; there are as many flows.
    pub days: Vec<i32>,
    /// A table for each of `Program::records`, in that order.
    pub tables: Vec<Table>,
}

/// The facts of one kind.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// How many of it there are; of the flows, as many as there are days.
    pub rows: usize,
    /// A column for each of the record's facts; nothing is known of a fact without one.
    pub columns: Vec<Option<Column>>,
}

/// One fact of many rows.
#[derive(Clone, Debug)]
pub struct Column {
    /// Which rows state it, as a bitmap; all when absent.
    pub validity: Option<Vec<u8>>,
    /// What they state.
    pub values: Values,
}

/// Values, by the form of the fact.
#[derive(Clone, Debug)]
pub enum Values {
    /// Truth values, as a bitmap.
    Bits(Vec<u8>),
    /// Values of an enumeration or categories, by their position.
    U8(Vec<u8>),
    /// Places (0x1000 more than a group's position for a group), regions (`u16::MAX` for none), by their position.
    U16(Vec<u16>),
    /// Percents in hundredths; texts by number, equal ones by equal numbers, those that the policy names by position;
    /// objects by their row (`u32::MAX` for a party that is none).
    U32(Vec<u32>),
    /// Days since 1970-01-01.
    I32(Vec<i32>),
    /// Numbers, in ten-thousandths.
    I64(Vec<i64>),
    /// Durations: months and days.
    Durations(Vec<[u32; 2]>),
    /// Objects, each the row of the same number.
    Same,
    /// Lists: where each starts, and after the last where it ends.
    Lists {
        /// One more than there are rows.
        offsets: Vec<i32>,
        /// Values of sets; the entries of a list are rows of its kind's table.
        items: Items,
        /// Which are complete, as a bitmap; all when absent.
        complete: Option<Vec<u8>>,
    },
}

/// What stands in lists.
#[derive(Clone, Debug)]
pub enum Items {
    /// Rows of another table: those from the one offset to the other.
    Rows,
    /// Rows of another table, by number.
    U32(Vec<u32>),
    /// Values or categories.
    U8(Vec<u8>),
    /// Places or regions.
    U16(Vec<u16>),
}

/// The byte of a flow that is refused.
pub const REFUSED: u8 = u8::MAX;

impl Column {
    /// Whether a row states the fact.
    fn is_valid(&self, row: usize) -> bool {
        self.validity.as_ref().is_none_or(|bits| bit(bits, row))
    }

    /// Where the list of a row starts and ends.
    fn span(&self, row: usize) -> Option<(usize, usize)> {
        let Values::Lists { offsets, .. } = &self.values else { return None };
        let start = usize::try_from(*offsets.get(row)?).ok()?;
        let end = usize::try_from(*offsets.get(row + 1)?).ok()?;
        (start <= end).then_some((start, end))
    }

    /// Which of its lists are complete.
    fn complete(&self) -> &Option<Vec<u8>> {
        match &self.values {
            Values::Lists { complete, .. } => complete,
            _ => &None,
        }
    }

    /// Whether the list of a row is complete.
    fn is_complete(&self, row: usize) -> bool {
        match &self.values {
            Values::Lists { complete: Some(bits), .. } => bit(bits, row),
            _ => true,
        }
    }
}

fn bit(bits: &[u8], row: usize) -> bool {
    bits.get(row / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 1)
}

/// Decides every flow; the verdicts as bytes: 0 non-compliant, 1 undetermined, 2 not applicable, 3 compliant, and
/// `REFUSED`, which every flow is when the columns are another policy's.
pub fn decide_columns(decider: &mut Decider, lanes: &mut Lanes, checked: &Checked, asked: Asked, out: &mut Vec<u8>) {
    out.clear();
    out.resize(checked.flows(), REFUSED);
    let Some(columns) = checked.columns(decider.program()) else { return };
    let mut words = Vec::new();
    for (index, block) in out.chunks_mut(bits::LANES).enumerate() {
        let start = index * bits::LANES;
        let alone = lanes.decide(decider, columns, asked, start, block);
        for lane in bits::lanes(&alone) {
            let gathered = gather::gather(decider.program(), columns, start + lane, &mut words);
            let decided = gathered.and_then(|()| decider.decide(&words, asked).ok());
            if let Some(verdict) = block.get_mut(lane) {
                *verdict = decided.map_or(REFUSED, |decided| decided.verdict as u8);
            }
        }
    }
}
