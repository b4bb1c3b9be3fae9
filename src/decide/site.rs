//! The transfers that sites are: as `eval::site` has it.

use super::Run;
use super::entries::{List, Visit};
use super::read::Entity;
use crate::flow::{Law, LawsSaid, binds};
use crate::program::NONE;
use crate::program::layout::{HEADER, LAWS, NOBODY};
use crate::truth::Truth;
use crate::vocab::{Category, category};

impl Run<'_> {
    /// Visits the transfers that sites are; whether all were. The transfers that are stated are a list at `stated`, or not known.
    pub(super) fn each_site_transfer(&self, visit: &mut Visit<'_>) -> bool {
        let known = &self.program.known;
        [known.storage, known.processing, known.access].into_iter().filter(|list| *list != NONE).all(|list| {
            let at = HEADER + u32::from(list);
            let (head, first) = (self.word(at), self.word(at + 1));
            (0..head >> 2).all(|index| {
                let site = self.word(first + index);
                match self.optional(site, known.site_transfer) {
                    0 => true,
                    transfer => match self.is_transfer(site, transfer) {
                        Truth::False => true,
                        truth => visit(Entity::Record(transfer), truth, List::ALONE),
                    },
                }
            })
        })
    }

    fn is_transfer(&self, site: u32, transfer: u32) -> Truth {
        self.step();
        let is_abroad = self.is_abroad(site);
        if is_abroad == Truth::False {
            return is_abroad;
        }
        let is_anothers = self.is_anothers(site);
        if is_anothers == Truth::False {
            return is_anothers;
        }
        is_abroad.and(is_anothers).and(!self.is_stated(transfer))
    }

    fn is_abroad(&self, site: u32) -> Truth {
        let place = site + u32::from(self.program.known.site_place);
        if self.word(place) == 0 {
            return Truth::Unknown;
        }
        let inside = self.inside(self.place_at(place));
        let binding = Law::ALL.into_iter().zip(inside).filter(|(_, inside)| !*inside);
        binding.map(|(law, _)| self.binds_exporter(law)).fold(Truth::False, Truth::or)
    }

    /// Returns whether a place is inside the territory of each law.
    fn inside(&self, place: u32) -> [bool; 3] {
        self.program.known.inside.map(|dated| self.holds(self.row(self.stretch, dated), place) == Truth::True)
    }

    fn binds_exporter(&self, law: Law) -> Truth {
        let exporter = self.exporter();
        if exporter == 0 {
            return Truth::Unknown;
        }
        let seat = exporter + u32::from(self.program.known.party_seat);
        let seated = (self.word(seat) != 0).then(|| self.inside(self.place_at(seat)));
        binds(law, seated, LawsSaid::from_word(self.word(LAWS)))
    }

    fn is_anothers(&self, site: u32) -> Truth {
        match (self.optional(site, self.program.known.site_operator), self.exporter()) {
            (0, _) => Truth::Unknown,
            (NOBODY, _) => Truth::False,
            (_, 0) => Truth::Unknown,
            (operator, exporter) => !self.same_person(operator, exporter),
        }
    }

    fn is_stated(&self, own: u32) -> Truth {
        let list = HEADER + u32::from(self.program.known.transfers);
        let (head, first) = (self.word(list), self.word(list + 1));
        let rest = if matches!(head & 3, 1 | 3) { Truth::False } else { Truth::Unknown };
        let each = (0..head >> 2).filter(|_| self.step()).map(|index| self.describes(self.word(first + index), own));
        each.fold(rest, Truth::or)
    }

    fn describes(&self, stated: u32, own: u32) -> Truth {
        let known = &self.program.known;
        let [a, b] = [stated, own].map(|transfer| transfer + u32::from(known.to));
        let place = match (self.word(a), self.word(b)) {
            (0, _) | (_, 0) => Truth::Unknown,
            _ => Truth::from(self.place_at(a) == self.place_at(b)),
        };
        if place == Truth::False {
            return place;
        }
        let person = match [stated, own].map(|transfer| self.optional(transfer, known.recipient)) {
            [0, _] | [_, 0] => Truth::Unknown,
            [NOBODY, _] | [_, NOBODY] => Truth::False,
            [a, b] if self.identity(a)[2] != 0 && self.identity(a)[2] == self.identity(b)[2] => Truth::True,
            [a, b] => self.same_person(a, b),
        };
        place.and(person).and(self.covers(stated, own))
    }

    fn covers(&self, stated: u32, own: u32) -> Truth {
        let known = &self.program.known;
        let [a, b] = [stated, own].map(|transfer| self.optional(transfer, known.transfer_data));
        if a == b {
            return Truth::True;
        }
        if a == 0 || b == 0 {
            return Truth::Unknown;
        }
        let sets = [a, b].map(|data| data + u32::from(known.categories));
        let [all, part] = sets.map(|at| (self.word(at), self.categories_at(at)));
        if all.0 == 0 || part.0 == 0 {
            return Truth::Unknown;
        }
        let covered = part.1.iter().map(|wanted| category::covers(&all.1, all.0 & 3 == 1, *wanted));
        let rest = if part.0 & 3 == 1 { Truth::True } else { Truth::Unknown };
        covered.fold(rest, Truth::and)
    }

    /// Returns the categories of a set.
    fn categories_at(&self, at: u32) -> Vec<Category> {
        let stated = u64::from(self.word(at + 1)) | u64::from(self.word(at + 2)) << 32;
        (0..64).filter(|index| stated >> index & 1 == 1).filter_map(Category::from_index).collect()
    }
}
