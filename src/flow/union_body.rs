//! Tools of the GDPR that a body of the Union has signed, or whose partner is bound, and on which it cannot rely.
//!
//! Source: Regulation (EU) 2018/1725, Article 48(2): clauses are those adopted under it (b), and rules of a group, codes and certifications
//! of the GDPR count towards processors alone (d); Decision (EU) 2021/914, recital 7.

use super::path::join;
use super::read::Reader;
use super::{Flow, ObjectId, Value, field};
use crate::policy::Field;
use crate::vocab::{EnumId, Kind, values};

const TOOL: Field = field(Kind::Transfer, "tool");
const VERSION: Field = field(Kind::Transfer, "scc_version");
const COMPLETE: Field = field(Kind::Transfer, "complete");
const BOUND: Field = field(Kind::Transfer, "bound");

impl Reader<'_> {
    /// Reads clauses of 2021 between a body of the Union and anybody as not filled in, and approved tools of the GDPR towards a controller
    /// as binding nobody. What is stated of them can be true, and carries no transfer of such a body, so that it is noted and no error.
    pub(super) fn void_tools_of_union_bodies(&mut self) {
        for index in 0..self.objects.len() {
            let id = ObjectId(index as u32);
            if self.kind(id) != Kind::Transfer || !self.is_from_union_body(id) {
                continue;
            }
            if self.is(id, VERSION, values::SCC_VERSION, &["scc_2021_914"]) {
                let message = "the clauses of 2021 are not for a body of the Union (Regulation (EU) 2018/1725, 48(2)(b)): read as no";
                self.void(id, COMPLETE, "complete", message);
            }
            let approved = ["bcr", "code_of_conduct", "certification"];
            if self.is(id, TOOL, values::TOOL, &approved) && self.is_sent_to_no_processor(id) {
                let message = "this tool serves a body of the Union towards processors alone (Regulation (EU) 2018/1725, 48(2)(d)): read as no";
                self.void(id, BOUND, "bound", message);
            }
        }
    }

    /// States no for a fact that is stated as yes, unless the flow says that it knows better.
    fn void(&mut self, transfer: ObjectId, fact: Field, name: &str, message: &str) {
        let path = join(&self.path_of(transfer), name);
        if matches!(self.fact(transfer, fact), Some(Value::YesNo(true))) && !self.overrules(&path) {
            self.set(transfer, fact, Value::YesNo(false));
            self.note("L0561", &path, message);
        }
    }

    /// Returns whether the exporter of a transfer, the flow's unless another is stated, is stated to be a body of the Union.
    fn is_from_union_body(&self, transfer: ObjectId) -> bool {
        let own = self.fact(transfer, const { field(Kind::Transfer, "exporter") });
        let exporter = own.or_else(|| self.fact(Flow::ROOT, const { field(Kind::Flow, "exporter") }));
        let Some(Value::Object(exporter)) = exporter else { return false };
        self.is(*exporter, const { field(Kind::Party, "regime") }, values::REGIME, &["eudpr"])
    }

    /// Returns whether the recipient of a transfer is stated to have another role than a processor's.
    fn is_sent_to_no_processor(&self, transfer: ObjectId) -> bool {
        let Some(Value::Object(recipient)) = self.fact(transfer, const { field(Kind::Transfer, "recipient") }) else {
            return false;
        };
        let role = const { field(Kind::Party, "role") };
        self.fact(*recipient, role).is_some()
            && !self.is(*recipient, role, values::ROLE, &["processor", "sub_processor"])
    }

    /// Returns whether a fact is stated to have one of some values.
    fn is(&self, object: ObjectId, fact: Field, values: EnumId, among: &[&str]) -> bool {
        let Some(Value::Enum(_, stated)) = self.fact(object, fact) else { return false };
        among.iter().any(|name| self.declared.value(values, name) == Some(*stated))
    }
}
