//! Compares the owners of a company with the stated head of its group: a holder with most of the votes heads the group, or belongs to it.

use super::path::join;
use super::read::Reader;
use super::{ObjectId, Value, field};
use crate::policy::Field;
use crate::vocab::Kind;

const VOTES: Field = field(Kind::Holder, "votes");
const HOLDERS: Field = field(Kind::Party, "holders");
const PARENT: Field = field(Kind::Party, "ultimate_parent");
/// Half of the votes, in hundredths of a percent.
const HALF: u32 = 5_000;

impl Reader<'_> {
    /// Refuses a company that is said to belong to another group than the holder with most of its votes.
    pub(super) fn refuse_contradicting_owners(&mut self) {
        let parties = self.objects.iter().enumerate().filter(|(_, object)| object.kind == Kind::Party);
        let parties: Vec<ObjectId> = parties.map(|(index, _)| ObjectId(index as u32)).collect();
        for company in parties {
            let Some(holder) = self.majority_of_another_group(company) else { continue };
            let path = join(&self.path_of(holder), "votes");
            if !self.overrules(&path) {
                let [own, other] = [company, holder].map(|party| join(&self.path_of(party), "ultimate_parent"));
                let message = format!("from {own}, {other} it follows that this is half at most");
                let help = format!("correct one of them, or list \"{path}\" under `instead` when you know better");
                self.error("L0507", &path, message, &help);
            }
        }
    }

    /// Returns the holder with most of the votes, where the heads of its group and of the company's are said to have different seats.
    fn majority_of_another_group(&self, company: ObjectId) -> Option<ObjectId> {
        let Value::Place(own) = self.fact(company, PARENT)? else { return None };
        let Value::List(holders) = self.fact(company, HOLDERS)? else { return None };
        let has_most =
            |holder: &ObjectId| matches!(self.fact(*holder, VOTES), Some(Value::Percent(share)) if *share > HALF);
        let holder = holders.items.iter().copied().find(has_most)?;
        let Value::Object(person) = self.fact(holder, Field::PERSON)? else { return None };
        let Value::Place(other) = self.fact(*person, PARENT)? else { return None };
        own.places.intersection(other.places).is_empty().then_some(holder)
    }
}
