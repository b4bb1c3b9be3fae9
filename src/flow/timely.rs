//! The day on which a transfer tool was agreed: it cannot lie after the day judged, nor before the clauses were made.
//!
//! Source: the first days of the clauses are those of `instruments.csv`. Until which day older clauses can be agreed, and count, differs
//! between laws, so that their policies say it.

use super::exists::possible;
use super::path::join;
use super::read::Reader;
use super::{ObjectId, Value, field};
use crate::atlas;
use crate::date::Date;
use crate::policy::Field;
use crate::vocab::{Kind, values};

const TOOL: Field = field(Kind::Transfer, "tool");
const VERSION: Field = field(Kind::Transfer, "scc_version");
const CONCLUDED: Field = field(Kind::Transfer, "concluded");

impl Reader<'_> {
    /// Refuses a tool that is stated to be there and to be agreed later, and clauses that were agreed before they were made.
    pub(super) fn refuse_untimely_tools(&mut self, as_of: Date) {
        for index in 0..self.objects.len() {
            let id = ObjectId(index as u32);
            if self.kind(id) == Kind::Transfer
                && let Some(Value::Date(concluded)) = self.fact(id, CONCLUDED)
                && let Some((message, help)) = self.untimely(id, *concluded, as_of)
            {
                let path = join(&self.path_of(id), "concluded");
                if !self.overrules(&path) {
                    let help = format!("{help}, correct the day, or list \"{path}\" under `instead`");
                    self.error("L0507", &path, message, &help);
                }
            }
        }
    }

    fn untimely(&self, id: ObjectId, concluded: Date, as_of: Date) -> Option<(String, String)> {
        if concluded > as_of {
            let message = format!("a tool that is agreed on {concluded} is not there on {as_of}");
            return self.has_tool(id).then(|| (message, "state the tool of that day".to_owned()));
        }
        let Some(Value::Enum(_, version)) = self.fact(id, VERSION) else { return None };
        let (name, _) = values::enumeration(values::SCC_VERSION)?.values.get(usize::from(*version))?;
        let made = atlas::clauses_made(name).filter(|made| concluded < *made && *made <= as_of)?;
        Some((format!("{name} can be agreed from {made} on"), "state the clauses of that day".to_owned()))
    }

    /// Returns whether a transfer has a tool, stated or said by facts that exist only beside one.
    fn has_tool(&self, id: ObjectId) -> bool {
        let none = values::enumeration(values::TOOL)
            .and_then(|tools| tools.values.iter().position(|(name, _)| *name == "none"));
        let is_none = |value: usize| Some(value) == none;
        match self.fact(id, TOOL) {
            Some(Value::Enum(_, tool)) => !is_none(usize::from(*tool)),
            _ => possible(&self.objects, id, Kind::Transfer, TOOL)
                .is_some_and(|tools| !tools.each().any(|tool| is_none(usize::from(tool)))),
        }
    }
}
