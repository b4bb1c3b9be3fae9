//! Many flows in columns, kept in memory and decided as often as asked.

use super::runtime::EngineDecider;
use crate::columns::{Buffers, Checked, Columns, Misfit, REFUSED};
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Flows in columns.
#[wasm_bindgen]
pub struct EngineColumns(Checked);

#[wasm_bindgen]
impl EngineColumns {
    /// Decides every flow: the code of each verdict, or 255.
    pub fn decide(&self, decider: &mut EngineDecider, level: u16, part: u16) -> Vec<u8> {
        let mut codes = decider.decide_columns(&self.0, level, part);
        // Verdicts are numbered from the worst; JavaScript begins with the last of them.
        codes.iter_mut().filter(|code| **code != REFUSED).for_each(|code| *code = (*code + 1) & 3);
        codes
    }
}

/// Columns that are still to be stated and checked.
#[wasm_bindgen]
pub struct EngineBuffers(Columns);

#[wasm_bindgen]
impl EngineBuffers {
    /// Flows of which nothing is stated yet, judged on these days; each table has so many rows.
    pub fn on(decider: &EngineDecider, days: &[u8], rows: &[u32]) -> Result<EngineBuffers, JsValue> {
        Columns::on(decider.program(), days, rows).map(EngineBuffers).map_err(told)
    }

    /// States a fact. Throws as `checked` does.
    #[expect(clippy::too_many_arguments, reason = "JavaScript hands over buffer by buffer")]
    pub fn state(
        &mut self,
        decider: &EngineDecider,
        table: usize,
        fact: usize,
        validity: Option<Vec<u8>>,
        values: Option<Vec<u8>>,
        offsets: Option<Vec<u8>>,
        complete: Option<Vec<u8>>,
    ) -> Result<(), JsValue> {
        let buffers = Buffers { validity, values, offsets, complete };
        self.0.state(decider.program(), (table, fact), buffers).map_err(told)
    }

    /// What was stated, once it is found to fit. Throws the positions of table and fact (-1 for none), and what is wrong.
    pub fn checked(self, decider: &EngineDecider) -> Result<EngineColumns, JsValue> {
        self.0.checked(decider.program()).map(EngineColumns).map_err(told)
    }
}

fn told(Misfit { table, fact, what }: Misfit) -> JsValue {
    let fact = fact.map_or(-1, |fact| fact as i32);
    Array::of3(&(table as u32).into(), &fact.into(), &what.into()).into()
}

/// Flows that are still to be laid out.
#[wasm_bindgen]
#[derive(Default)]
pub struct EngineFlows(Vec<Vec<u32>>);

#[wasm_bindgen]
impl EngineFlows {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> EngineFlows {
        EngineFlows::default()
    }

    /// Keeps so many flows that are written.
    pub fn keep(&mut self, decider: &mut EngineDecider, count: usize) {
        decider.take(count, &mut self.0);
    }

    /// Lays them out; nothing where no column holds one of them.
    pub fn laid_out(self, decider: &EngineDecider) -> Option<EngineColumns> {
        Columns::of(decider.program(), &self.0).map(EngineColumns)
    }
}
