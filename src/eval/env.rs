//! The variables that are bound, and the outcomes of definitions where reasons are kept.

use super::entries::Entity;
use super::judged::Judged;
use super::known::{Known, Said};
use std::ops::{Deref, DerefMut};

/// The variables that are bound, by slot, while one choice of group places is judged.
#[derive(Default)]
pub(super) struct Env<'e> {
    bound: Vec<Entity<'e>>,
    /// The outcomes of definitions, with their reasons.
    pub(super) known: Known<Said, Judged<'e>>,
}

impl<'e> Env<'e> {
    /// Returns one in which these are bound.
    pub(super) fn of(bound: Vec<Entity<'e>>) -> Env<'e> {
        Env { bound, known: Known::default() }
    }
}

impl<'e> Deref for Env<'e> {
    type Target = Vec<Entity<'e>>;

    fn deref(&self) -> &Vec<Entity<'e>> {
        &self.bound
    }
}

impl<'e> DerefMut for Env<'e> {
    fn deref_mut(&mut self) -> &mut Vec<Entity<'e>> {
        &mut self.bound
    }
}
