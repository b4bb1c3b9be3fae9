//! The statements of one clause.

use super::units::{Piece, Role, Unit};
use crate::atlas;

/// Somebody whom a clause names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who<'t> {
    Vendor(atlas::Named, Piece<'t>),
    /// A company without a name, and its seat.
    Company(Option<(&'static str, Piece<'t>)>, Piece<'t>),
    /// A company that the atlas does not know.
    Named(Piece<'t>),
}

/// A place or a region that a clause names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'t> {
    pub(super) place: Option<&'static str>,
    pub(super) region: Option<&'static str>,
    pub(super) at: Piece<'t>,
    /// Says whether its name is that of a city.
    pub(super) is_city: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'t> {
    Who(Who<'t>),
    Spot(Spot<'t>),
}

/// The words between an item and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// No conjunction: `AWS in Frankfurt`.
    Joined,
    /// A conjunction or a comma alone: `in Frankfurt and Paris`.
    Listed,
    /// A conjunction and a preposition of its own: `in Frankfurt and in Paris`.
    Apart,
}

/// The subject of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// The exporter.
    Own,
    /// Somebody else.
    Other,
    /// Data, or a part that somebody plays for them.
    Thing,
    /// It is that of the clause before.
    Same,
}

/// Statements of a clause.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    pub(super) actor: Actor,
    pub(super) role: Option<Role>,
    /// The noun that names the part: `support`.
    pub(super) noun: Option<Piece<'t>>,
    pub(super) verb: Option<Piece<'t>>,
    /// The seat of the exporter.
    pub(super) seat: Option<(&'static str, Piece<'t>)>,
    pub(super) items: Vec<(Item<'t>, Link)>,
    pub(super) data: Vec<(&'static str, Piece<'t>)>,
    /// Says whether the clause has an object that is data of some kind, or none.
    pub(super) has_object: bool,
    pub(super) tool: Option<(&'static str, Piece<'t>)>,
    pub(super) listed: Option<(&'static str, Piece<'t>)>,
    pub(super) consent: Option<Piece<'t>>,
    pub(super) encrypted: Option<Piece<'t>>,
    pub(super) keys: Option<(&'static str, Piece<'t>)>,
    pub(super) only: Option<Piece<'t>>,
    pub(super) only_data: bool,
    pub(super) unread: Vec<(Piece<'t>, String)>,
    /// Why the clause as a whole is not read.
    pub(super) fault: Option<String>,
}

impl Reading<'_> {
    /// Returns the reading of a clause of which nothing was read yet.
    pub(super) fn new() -> Self {
        Reading {
            actor: Actor::Same,
            role: None,
            noun: None,
            verb: None,
            seat: None,
            items: vec![],
            data: vec![],
            has_object: true,
            tool: None,
            listed: None,
            consent: None,
            encrypted: None,
            keys: None,
            only: None,
            only_data: false,
            unread: vec![],
            fault: None,
        }
    }
}

/// The preposition that governs what follows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prep {
    None,
    With,
    In,
    To,
    From,
    For,
    Of,
    Under,
}

/// A piece, and those around it.
#[derive(Clone, Copy)]
pub(super) struct Around<'p, 't> {
    pub(super) piece: Piece<'t>,
    pub(super) rest: &'p [Piece<'t>],
    /// The meaning of the next piece that has one.
    pub(super) next: Option<Unit>,
    pub(super) before: Option<Unit>,
}

/// Returns the part of a company that is used for something: what is used for support receives data.
pub(super) fn used_for(role: Role) -> Role {
    if role == Role::Access { Role::Send } else { role }
}

/// The reason why a word that closes something is not read.
pub(super) const ONLY: &str = "what this word closes is not understood: end with \"and nothing else\" if this is all";
