//! Who owns a company, beside whose the company is said to be: a holder with most of the votes heads its group, or leads to who does.

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
            let Some((holder, parent)) = self.majority_of_another_group(company) else { continue };
            let path = join(&self.path_of(company), "ultimate_parent");
            if !self.overrules(&path) {
                let [votes, of_holder] = ["votes", "ultimate_parent"].map(|fact| join(&self.path_of(holder), fact));
                let message = format!("from {votes}, {of_holder} it follows that this is {parent}");
                let help = format!("correct one of them, or list \"{path}\" under `instead` when you know better");
                self.error("L0507", &path, message, &help);
            }
        }
    }

    /// Returns the holder with most of the votes, and the seat of the head of its group, where the company states another.
    fn majority_of_another_group(&self, company: ObjectId) -> Option<(ObjectId, &'static str)> {
        let Value::Place(own) = self.fact(company, PARENT)? else { return None };
        let Value::List(holders) = self.fact(company, HOLDERS)? else { return None };
        let has_most =
            |holder: &ObjectId| matches!(self.fact(*holder, VOTES), Some(Value::Percent(share)) if *share > HALF);
        let holder = holders.items.iter().copied().find(has_most)?;
        let Value::Object(person) = self.fact(holder, Field::PERSON)? else { return None };
        let Value::Place(other) = self.fact(*person, PARENT)? else { return None };
        own.places.intersection(other.places).is_empty().then_some((holder, other.stated))
    }
}
