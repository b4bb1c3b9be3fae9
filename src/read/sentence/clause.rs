//! Clauses of a sentence, and those that state nothing: what is not so, past, planned, asked or only possible.

use super::units::{Piece, Role, Unit};

/// A part of a sentence with at most one verb.
#[derive(Debug)]
pub(super) struct Clause<'t> {
    pub(super) pieces: Vec<Piece<'t>>,
    /// The word that joins it to the one before.
    lead: Option<Unit>,
    /// Says whether it goes on with the verb of the one before: `and health data with OVH`.
    pub(super) goes_on: bool,
    /// The word for which nothing is read of it.
    pub(super) blocked: Option<&'t str>,
}

impl<'t> Clause<'t> {
    /// Returns whether it goes on with the subject of the one before: `and processes them`.
    pub(super) fn is_continued(&self) -> bool {
        let first = self.pieces.iter().map(|piece| piece.unit).find(|unit| !is_light(unit));
        matches!(self.lead, Some(Unit::And)) && matches!(first, Some(Unit::Part(_) | Unit::Finite(_)))
    }

    /// Returns its first byte and the byte after it.
    pub(super) fn span(&self) -> Option<(usize, usize)> {
        Some((self.pieces.first()?.start, self.pieces.last()?.end))
    }
}

pub(super) fn is_verb(unit: &Unit) -> bool {
    matches!(unit, Unit::Finite(_) | Unit::Be | Unit::Holds)
}

/// Returns whether a piece may open a clause.
fn is_boundary(piece: &Piece<'_>) -> bool {
    match piece.unit {
        Unit::And | Unit::But | Unit::Which => true,
        Unit::Sign => piece.text != ".",
        _ => false,
    }
}

fn is_light(unit: &Unit) -> bool {
    matches!(unit, Unit::Skip | Unit::And | Unit::Sign | Unit::Only)
}

/// Returns whether pieces name a part and say where or with whom it is, without a verb: `support in India`.
pub(super) fn is_of_role(pieces: &[Piece<'_>]) -> bool {
    let mut rest = pieces.iter().map(|piece| piece.unit).filter(|unit| !is_light(unit));
    let opens = matches!(rest.next(), Some(Unit::Noun(_)));
    opens && matches!(rest.next(), Some(Unit::With | Unit::In | Unit::From))
}

/// Returns whether pieces open with a participle that goes on with `is`: `and accessed from India`.
pub(super) fn is_of_part(pieces: &[Piece<'_>]) -> bool {
    let first = pieces.iter().map(|piece| piece.unit).find(|unit| !is_light(unit));
    matches!(first, Some(Unit::Part(_)))
}

/// Returns whether pieces name data and say where or with whom they are, without a verb.
pub(super) fn is_of_data(pieces: &[Piece<'_>]) -> bool {
    let mut rest = pieces.iter().map(|piece| piece.unit).filter(|unit| !is_light(unit)).peekable();
    let mut has_data = false;
    while let Some(unit) = rest.next_if(|unit| matches!(unit, Unit::Data(_) | Unit::People(_) | Unit::Of)) {
        has_data |= matches!(unit, Unit::Data(_));
    }
    has_data && matches!(rest.next(), Some(Unit::With | Unit::In | Unit::To))
}

/// Splits the pieces of a sentence into clauses, and marks those of which nothing is read.
pub(super) fn clauses<'t>(pieces: &[Piece<'t>], is_question: bool) -> Vec<Clause<'t>> {
    let mut all = split(pieces);
    let stop = pieces.iter().find(|piece| matches!(piece.unit, Unit::If)).map(|piece| piece.text);
    if let Some(word) = stop.or(is_question.then_some("?")) {
        all.iter_mut().for_each(|clause| clause.blocked = Some(word));
    }
    let mut before: Option<&'t str> = None;
    for index in 0..all.len() {
        let Some(clause) = all.get_mut(index) else { break };
        let own = clause.pieces.iter().find(|piece| matches!(piece.unit, Unit::Not)).map(|piece| piece.text);
        let is_bound = !has_subject(clause) || matches!(clause.lead, Some(Unit::Which));
        let blocked = clause.blocked.or(own).or(before.filter(|_| is_bound));
        clause.blocked = blocked;
        let is_about_last = own.is_some() && (matches!(clause.lead, Some(Unit::Which)) || is_comment(&clause.pieces));
        before = blocked;
        if let (true, Some(last)) = (is_about_last, index.checked_sub(1).and_then(|last| all.get_mut(last))) {
            last.blocked = last.blocked.or(blocked);
        }
    }
    all
}

/// Returns whether a clause names who or what it is about, in front of a verb of its own.
fn has_subject(clause: &Clause<'_>) -> bool {
    let mut rest = clause
        .pieces
        .iter()
        .map(|piece| piece.unit)
        .filter(|unit| !is_light(unit) && !matches!(unit, Unit::But | Unit::Which));
    let opens = matches!(
        rest.next(),
        Some(
            Unit::Subject
                | Unit::Exporter
                | Unit::Noun(_)
                | Unit::Data(_)
                | Unit::People(_)
                | Unit::Party
                | Unit::Provider
                | Unit::Vendor(_)
                | Unit::Nation(_)
        )
    );
    opens && rest.any(|unit| is_verb(&unit))
}

/// Returns whether pieces say nothing but that something else is not so: `this is no longer the case`.
pub(super) fn is_comment(pieces: &[Piece<'_>]) -> bool {
    let has_not = pieces.iter().any(|piece| matches!(piece.unit, Unit::Not));
    let is_empty = |piece: &Piece<'_>| {
        let is_case = ["case", "true", "so", "that", "this", "longer", "cas", "vrai", "cela", "ceci", "ça", "c"]
            .contains(&piece.text.to_lowercase().as_str())
            || piece.text.bytes().all(|byte| byte.is_ascii_digit());
        is_light(&piece.unit)
            || is_case
            || matches!(
                piece.unit,
                Unit::Not | Unit::Be | Unit::Subject | Unit::Which | Unit::But | Unit::In | Unit::Of | Unit::From
            )
    };
    has_not && pieces.iter().all(is_empty)
}

fn split<'t>(pieces: &[Piece<'t>]) -> Vec<Clause<'t>> {
    let new = |lead: Option<Unit>, goes_on: bool| Clause { pieces: vec![], lead, goes_on, blocked: None };
    let mut all: Vec<Clause<'t>> = Vec::new();
    let mut own = new(None, false);
    let mut lead: Option<Unit> = None;
    for (index, piece) in pieces.iter().enumerate() {
        let rest = pieces.get(index + 1..).unwrap_or(&[]);
        let has_verb = own.goes_on
            || own.pieces.iter().any(|piece| {
                is_verb(&piece.unit)
                    || matches!(piece.unit, Unit::Noun(_) | Unit::Data(_))
                        && (is_of_role(&own.pieces) || is_of_data(&own.pieces))
            });
        // `…, with support from India` is a clause too.
        let is_with_role = matches!(piece.unit, Unit::With)
            && is_of_role(rest)
            && !matches!(
                rest.iter().find(|piece| !is_light(&piece.unit)).map(|piece| piece.unit),
                Some(Unit::Noun(Role::Send | Role::Store | Role::Process))
            );
        if !is_boundary(piece) && !is_with_role {
            own.pieces.push(*piece);
            continue;
        }
        let end = rest.iter().position(is_boundary).unwrap_or(rest.len());
        let stretch = rest.get(..end).unwrap_or(&[]);
        let has_own = stretch.iter().any(|piece| is_verb(&piece.unit));
        // `Uses Zendesk for support and Stripe for payments` says two things.
        let is_used = own.goes_on && is_led_by_vendor(&own.pieces)
            || own.pieces.iter().any(|piece| matches!(piece.unit, Unit::Finite(Role::Use)));
        let is_apart = is_used && own.pieces.iter().any(|piece| matches!(piece.unit, Unit::For));
        let goes_on = !has_own && (is_of_data(stretch) || is_apart && is_led_by_vendor(stretch));
        let opens_verb = stretch.iter().any(|piece| is_verb(&piece.unit)) || is_of_part(stretch);
        let opens = has_verb && (is_with_role || opens_verb || is_of_role(stretch) || goes_on);
        if !matches!(piece.unit, Unit::Sign) {
            lead = Some(piece.unit);
        }
        if opens {
            all.push(std::mem::replace(&mut own, new(lead.take(), goes_on)));
        } else {
            own.pieces.push(*piece);
        }
        if !stretch.is_empty() {
            lead = None;
        }
    }
    all.push(own);
    all.retain(|clause| clause.pieces.iter().any(|piece| !is_light(&piece.unit)));
    all
}

/// Returns whether pieces open with the name of a vendor.
pub(super) fn is_led_by_vendor(pieces: &[Piece<'_>]) -> bool {
    let first = pieces.iter().map(|piece| piece.unit).find(|unit| !is_light(unit));
    matches!(first, Some(Unit::Vendor(_)))
}

/// Returns whether pieces name a company and nothing else: `UK charity here`.
pub(super) fn is_introduction(pieces: &[Piece<'_>]) -> bool {
    let has_company = pieces.iter().any(|piece| matches!(piece.unit, Unit::Party));
    let fits = |piece: &Piece<'_>| {
        matches!(
            piece.unit,
            Unit::Party
                | Unit::Nation(_)
                | Unit::Place(_)
                | Unit::City(_)
                | Unit::In
                | Unit::Seat
                | Unit::Skip
                | Unit::Sign
        )
    };
    has_company && pieces.iter().all(fits)
}

/// Returns whether a word means people who are no company: `our engineers`.
pub(super) fn is_team(piece: &Piece<'_>) -> bool {
    let plain = piece.text.to_lowercase();
    ["team", "engineer", "develop", "équipe", "développeur", "call cent", "centre d"]
        .iter()
        .any(|part| plain.contains(part))
}

/// Returns whether a word is written as a name.
pub(super) fn is_name(piece: &Piece<'_>) -> bool {
    piece.text.starts_with(char::is_uppercase)
}

/// Returns whether words that are not known stand before a company: `a small French company`.
pub(super) fn is_company_ahead(rest: &[Piece<'_>]) -> bool {
    let mut ahead = rest
        .iter()
        .skip_while(|piece| matches!(piece.unit, Unit::Word | Unit::Nation(_) | Unit::Skip | Unit::Place(_)));
    ahead.next().is_some_and(|piece| matches!(piece.unit, Unit::Party))
}
