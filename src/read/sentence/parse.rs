//! The facts of one clause: whose it is, the part that is played, by whom and where.
//!
//! A company or a place is read behind its preposition alone. After a word in that position which is not known, nothing more of the
//! clause is read.

use super::clause::{
    Clause, is_company_ahead, is_introduction, is_led_by_vendor, is_name, is_of_data, is_of_role, is_team, is_verb,
};
use super::reading::{Actor, Around, Item, Link, ONLY, Prep, Reading, Spot, Who, used_for};
use super::units::{Piece, Role, Unit};

/// Reads a clause. `last` is the verb's part in the clause before, where this one goes on with it.
pub(super) fn read<'t>(clause: &Clause<'t>, last: Option<Role>) -> Reading<'t> {
    let pieces = clause.pieces.as_slice();
    let is_infinitive = |at: usize| {
        at.checked_sub(1).and_then(|at| pieces.get(at)).is_some_and(|piece| matches!(piece.unit, Unit::To | Unit::For))
    };
    let verb = match clause.goes_on {
        true => None,
        false => (0..pieces.len())
            .find(|at| pieces.get(*at).is_some_and(|piece| is_verb(&piece.unit)) && !is_infinitive(*at)),
    };
    let mut reader = Reader {
        reading: Reading { verb: verb.and_then(|at| pieces.get(at)).copied(), ..Reading::new() },
        purpose: None,
        is_lost: false,
        has_unknown_object: false,
        has_data: false,
        link: Link::Joined,
        prep: Prep::None,
        is_open: false,
        nation: None,
    };
    // Without a verb, a clause opens with a part, with data, or with a participle: `contact data stored in Paris`.
    let part = || {
        let at = pieces.iter().position(|piece| matches!(piece.unit, Unit::Part(_)))?;
        let before = pieces.get(..at)?.iter().rev().find(|piece| !matches!(piece.unit, Unit::Sign | Unit::Skip));
        matches!(before.map(|piece| piece.unit), None | Some(Unit::Data(_) | Unit::Which | Unit::And)).then_some(at)
    };
    let noun = || {
        let at = pieces.iter().position(|piece| matches!(piece.unit, Unit::Noun(_)))?;
        is_of_role(pieces).then_some(at + 1)
    };
    let headline = || {
        let at = pieces.iter().position(|piece| matches!(piece.unit, Unit::With | Unit::In | Unit::To))?;
        is_of_data(pieces).then_some(at)
    };
    let start = match (verb, clause.goes_on) {
        (Some(at), _) => at,
        (None, true) => 0,
        (None, false) => match part().or_else(noun).or_else(headline) {
            Some(at) => at,
            None if is_introduction(pieces) => pieces.len(),
            None => {
                reader.reading.fault = Some("no verb that is known says who does what with data".to_owned());
                return reader.reading;
            }
        },
    };
    let (subject, rest) = pieces.split_at_checked(start).unwrap_or((pieces, &[]));
    reader.subject(subject);
    let is_of_vendor = clause.goes_on && is_led_by_vendor(pieces);
    let is_direct =
        is_of_vendor || rest.first().is_some_and(|piece| matches!(piece.unit, Unit::Be | Unit::Finite(Role::Use)));
    reader.complement(rest, is_direct);
    if is_of_vendor {
        reader.reading.role = reader.purpose.map(|(role, _)| used_for(role));
        return reader.reading;
    }
    reader.finish(rest, last)
}

struct Reader<'t> {
    reading: Reading<'t>,
    /// The part that follows `for` or `to`: `uses AWS to store`.
    purpose: Option<(Role, Piece<'t>)>,
    is_lost: bool,
    has_unknown_object: bool,
    has_data: bool,
    link: Link,
    prep: Prep,
    /// Says whether what the preposition governs may still come.
    is_open: bool,
    nation: Option<(&'static str, Piece<'t>)>,
}

impl<'t> Reader<'t> {
    /// Adds a company or a place.
    fn push(&mut self, item: Item<'t>) {
        self.reading.items.push((item, self.link));
        self.link = Link::Joined;
    }

    fn told(&mut self, piece: Piece<'t>, why: &str) {
        self.reading.unread.push((piece, why.to_owned()));
    }

    /// Reads whom or what a clause is about.
    fn subject(&mut self, pieces: &[Piece<'t>]) {
        let mut nation: Option<(&'static str, Piece<'t>)> = None;
        let (mut prep, mut is_company, mut is_other) = (Prep::None, false, false);
        for (at, piece) in pieces.iter().enumerate() {
            let rest = pieces.get(at + 1..).unwrap_or(&[]);
            let next = rest.iter().map(|piece| piece.unit).find(|unit| !matches!(unit, Unit::Skip));
            let before = at.checked_sub(1).and_then(|at| pieces.get(at)).map(|piece| piece.unit);
            match piece.unit {
                Unit::Only => self.reading.only = Some(*piece),
                Unit::Skip | Unit::And | Unit::But | Unit::Which | Unit::Sign => {}
                Unit::Subject | Unit::Exporter => self.reading.actor = Actor::Own,
                Unit::In | Unit::Seat => prep = Prep::In,
                Unit::From => prep = Prep::From,
                Unit::Of | Unit::For => prep = Prep::Of,
                Unit::With => prep = Prep::With,
                Unit::Nation(code) if matches!(before, Some(Unit::Party)) => {
                    self.reading.seat = self.reading.seat.or(Some((code, *piece)));
                }
                Unit::Nation(code) if matches!(before, Some(Unit::Provider)) => self.behind(code, *piece),
                Unit::Nation(code) => nation = Some((code, *piece)),
                Unit::Place(code) if matches!(next, Some(Unit::Party | Unit::Provider)) => {
                    nation = Some((code, *piece))
                }
                Unit::Place(code) | Unit::City(code) if prep != Prep::None => {
                    match (is_company, self.reading.actor, self.reading.noun) {
                        (true, Actor::Own, _) => self.reading.seat = self.reading.seat.or(Some((code, *piece))),
                        (_, Actor::Other, _) | (_, _, Some(_)) => self.spot(*piece),
                        _ => self.told(*piece, "whose place this is, is not understood"),
                    }
                }
                Unit::Party => {
                    is_company = true;
                    self.reading.actor = Actor::Own;
                    self.reading.seat = self.reading.seat.or(nation.take());
                }
                // The people of a team are no company.
                Unit::Provider if is_team(piece) => self.reading.actor = Actor::Other,
                Unit::Provider => {
                    is_other = true;
                    self.reading.actor = Actor::Other;
                    self.push(Item::Who(Who::Company(nation.take(), *piece)));
                }
                Unit::Vendor(named) => {
                    is_other = true;
                    self.reading.actor = Actor::Other;
                    self.reading.items.retain(|(item, _)| !matches!(item, Item::Who(Who::Company(..))));
                    self.push(Item::Who(Who::Vendor(named, *piece)));
                }
                Unit::Noun(_) => {
                    self.reading.noun = Some(*piece);
                    self.reading.actor = Actor::Thing;
                }
                Unit::Data(_) | Unit::People(_) => {
                    self.reading.actor = Actor::Thing;
                    self.data(*piece);
                }
                Unit::Word if is_company_ahead(rest) || is_name(piece) && is_company => {
                    self.told(*piece, "this word is not understood");
                }
                Unit::Encrypted => self.reading.encrypted = Some(*piece),
                _ => {
                    let why = format!(
                        "\"{}\" is not understood, so that nobody knows of whom or what this is said",
                        piece.text
                    );
                    self.reading.fault = Some(why);
                    return;
                }
            }
        }
        if is_company && is_other {
            self.reading.fault =
                Some("two companies do this, and which of them the data are from is not understood".to_owned());
        }
        if let Some((_, piece)) = nation {
            self.told(piece, "whose nationality this is, is not understood");
        }
    }

    fn data(&mut self, piece: Piece<'t>) {
        match piece.unit {
            Unit::Data("") => self.has_data = true,
            Unit::Data(category) => {
                self.has_data = true;
                self.reading.data.push((category, piece));
            }
            Unit::People("?") => {
                self.told(
                    piece,
                    "write health data, or education data, if the data tell more than that these people are on a list",
                );
            }
            Unit::People("") => {}
            Unit::People(category) => self.reading.data.push((category, piece)),
            _ => {}
        }
    }

    fn spot(&mut self, piece: Piece<'t>) {
        let (place, region, is_city) = match piece.unit {
            Unit::Place(code) => (Some(code), None, false),
            Unit::City(code) => (Some(code), None, true),
            Unit::Region(id) => (None, Some(id), false),
            _ => return,
        };
        self.push(Item::Spot(Spot { place, region, at: piece, is_city }));
    }

    /// Reads what stands behind the verb. With `is_direct` a company may stand there without a preposition.
    fn complement(&mut self, pieces: &[Piece<'t>], is_direct: bool) {
        self.is_open = is_direct;
        let mut index = 0;
        while let Some(piece) = pieces.get(index).copied() {
            let rest = pieces.get(index + 1..).unwrap_or(&[]);
            let around = Around {
                piece,
                rest,
                next: rest.iter().find(|piece| !matches!(piece.unit, Unit::Skip)).map(|piece| piece.unit),
                before: index.checked_sub(1).and_then(|at| pieces.get(at)).map(|piece| piece.unit),
            };
            index += 1;
            match piece.unit {
                // `To store` is written as `store` is.
                Unit::Finite(role) if matches!(around.before, Some(Unit::To | Unit::For)) && !self.is_lost => {
                    self.purpose = self.purpose.or(Some((role, piece)));
                    (self.prep, self.is_open) = (Prep::None, false);
                }
                Unit::Finite(_) | Unit::Be | Unit::Holds if index > 1 => {
                    let verb = piece.text;
                    self.reading.fault =
                        Some(format!("the verb \"{verb}\" is a second one: write a sentence for each"));
                }
                Unit::Finite(_)
                | Unit::Be
                | Unit::Holds
                | Unit::Skip
                | Unit::Part(_)
                | Unit::Subject
                | Unit::Close(_) => {}
                Unit::And | Unit::Sign | Unit::But | Unit::Which => {
                    self.is_open = self.prep != Prep::None || is_direct && piece.text != ")";
                    if !["(", ")"].contains(&piece.text) {
                        self.link = Link::Listed;
                    }
                }
                _ if self.is_lost => self.told(piece, "what it belongs to is not understood"),
                _ if self.preposition(piece) => {}
                Unit::Place(_) | Unit::City(_) | Unit::Region(_) | Unit::Cities(_)
                    if !matches!(around.next, Some(Unit::Party | Unit::Provider)) =>
                {
                    index += self.site(&around, self.is_reached(pieces));
                    self.is_open = false;
                }
                Unit::Word => index += self.word(&around),
                Unit::Vendor(_) | Unit::Party | Unit::Provider | Unit::Nation(_) | Unit::Place(_) => {
                    self.somebody(&around);
                }
                _ => self.mark(&around),
            }
        }
        if let Some((_, piece)) = self.nation.take() {
            self.told(piece, "whose nationality this is, is not read");
        }
    }

    /// Reads a preposition. Returns whether a piece is one.
    fn preposition(&mut self, piece: Piece<'t>) -> bool {
        let prep = match piece.unit {
            Unit::With => Prep::With,
            Unit::In | Unit::Seat => Prep::In,
            Unit::To => Prep::To,
            Unit::From => Prep::From,
            Unit::For => Prep::For,
            Unit::Of => Prep::Of,
            Unit::Under => Prep::Under,
            _ => return false,
        };
        let is_of_item = matches!(prep, Prep::With | Prep::In | Prep::To | Prep::From);
        if is_of_item && self.link == Link::Listed {
            self.link = Link::Apart;
        }
        (self.prep, self.is_open) = (prep, true);
        true
    }

    /// Reads a company, or a nationality.
    fn somebody(&mut self, around: &Around<'_, 't>) {
        let (piece, prep) = (around.piece, self.prep);
        let goes_with = self.is_open && matches!(prep, Prep::With | Prep::To | Prep::In | Prep::None);
        let is_behind = matches!(around.before, Some(Unit::Party | Unit::Provider));
        match piece.unit {
            Unit::Nation(code) if is_behind => self.behind(code, piece),
            Unit::Nation(code) | Unit::Place(code) => self.nation = Some((code, piece)),
            Unit::Vendor(named) if goes_with || is_behind => {
                if is_behind && matches!(self.reading.items.last(), Some((Item::Who(Who::Company(..)), _))) {
                    self.reading.items.pop();
                }
                let is_modifier = around.rest.first().is_some_and(|next| matches!(next.unit, Unit::Word));
                if is_modifier {
                    self.told(piece, "the words behind it are not understood, so that it may be another company");
                } else {
                    self.push(Item::Who(Who::Vendor(named, piece)));
                }
                self.is_open = false;
            }
            Unit::Vendor(_) => {
                self.told(piece, "what this company does is not understood: write with, to or by before it");
                self.is_lost = true;
            }
            _ => {
                let nation = self.nation.take();
                self.company(piece, (prep, goes_with), nation);
                self.is_open = false;
            }
        }
    }

    /// Reads a place. Returns how many pieces more belong to it.
    fn site(&mut self, around: &Around<'_, 't>, is_reached: bool) -> usize {
        let piece = around.piece;
        let goes_in = self.is_open && matches!(self.prep, Prep::In | Prep::To);
        let is_behind = matches!(self.reading.items.last(), Some((Item::Who(_), _)));
        let is_beside =
            matches!(around.before, Some(Unit::Vendor(_))) || matches!(around.before, Some(Unit::Sign)) && is_behind;
        let is_origin = self.prep == Prep::From && self.is_open;
        match piece.unit {
            Unit::Cities(all) => {
                let country = match around.rest {
                    [sign, place, ..] if sign.text == "," || sign.text == "(" => Some(place.unit),
                    _ => None,
                };
                match country {
                    Some(Unit::Place(code)) if all.contains(&code) && goes_in => {
                        self.push(Item::Spot(Spot { place: Some(code), region: None, at: piece, is_city: true }));
                        return 2;
                    }
                    _ => {
                        let countries = all.join(", ");
                        self.told(piece, &format!("there is one in each of {countries}: write the country behind it"));
                    }
                }
                0
            }
            _ if goes_in || is_beside || is_origin && is_reached => self.place(piece, around.rest),
            // That data go from the exporter is no fact about where they go.
            _ if is_origin => 0,
            _ => {
                self.told(piece, "what this place is to the data is not understood: write in, to or from before it");
                0
            }
        }
    }

    /// Reads a word that is not known: the name of a company, or none. Returns how many pieces more belong to it.
    fn word(&mut self, around: &Around<'_, 't>) -> usize {
        let Around { piece, rest, before, .. } = *around;
        if self.is_open && matches!(self.prep, Prep::With | Prep::To) && is_name(&piece) {
            let is_part = |next: &&Piece<'_>| {
                let fits =
                    matches!(next.unit, Unit::Word | Unit::Noun(_) | Unit::Provider | Unit::Party | Unit::Data(_));
                fits && is_name(next)
            };
            let more = rest.iter().take_while(is_part).count();
            let last = more.checked_sub(1).and_then(|at| rest.get(at)).unwrap_or(&piece);
            if rest.get(more).is_none_or(|next| !matches!(next.unit, Unit::Word)) {
                self.push(Item::Who(Who::Named(Piece { end: last.end, ..piece })));
                self.is_open = false;
                return more;
            }
        }
        if self.prep == Prep::From && self.is_open {
            let why = format!("when this holds is not understood: \"{}\"", piece.text);
            self.reading.fault = Some(why);
        }
        self.told(piece, "this word is not understood");
        let is_listed = matches!(before, Some(Unit::Sign | Unit::And));
        if self.prep != Prep::None {
            self.is_lost |= self.is_open || !is_listed;
        } else if self.has_data && !is_listed {
            // `Keeps data safe from`: it says something else of the data.
            self.is_lost = true;
        } else {
            self.has_unknown_object = true;
        }
        if matches!(before, Some(Unit::Place(_) | Unit::City(_))) && is_name(&piece) {
            self.reading.items.pop();
        }
        0
    }

    /// Reads data, a part, or what protects a transfer or a site.
    fn mark(&mut self, around: &Around<'_, 't>) {
        let Around { piece, next, .. } = *around;
        let is_object = matches!(self.prep, Prep::None | Prep::Of);
        match piece.unit {
            Unit::Infinitive(role) if matches!(self.prep, Prep::To | Prep::For) => {
                self.purpose = self.purpose.or(Some((role, piece)));
                (self.prep, self.is_open) = (Prep::None, false);
            }
            Unit::Noun(role) => {
                match self.prep {
                    Prep::For => self.purpose = self.purpose.or(Some((role, piece))),
                    _ if is_object => {
                        self.has_data = true;
                        self.reading.noun = self.reading.noun.or(Some(piece));
                    }
                    _ => self.told(piece, "this word is not understood here"),
                }
                self.is_open = false;
            }
            Unit::Data(_) | Unit::People(_) => {
                if let Some((_, nation)) = self.nation.take() {
                    self.told(nation, "whose nationality this is, is not read");
                }
                match piece.unit {
                    Unit::People(_) if !is_object && self.prep != Prep::For => {}
                    Unit::Data(_) if self.prep == Prep::In && !self.is_held() => {
                        self.told(piece, "this is not understood here")
                    }
                    _ => self.data(piece),
                }
                self.is_open &= matches!(piece.unit, Unit::People(_));
            }
            Unit::Tool(tool) => self.reading.tool = self.reading.tool.or(Some((tool, piece))),
            Unit::Listed(list) => self.reading.listed = self.reading.listed.or(Some((list, piece))),
            Unit::Consent => self.reading.consent = Some(piece),
            Unit::Encrypted => self.reading.encrypted = Some(piece),
            Unit::Wire => self.told(piece, "encryption on the way says nothing of the data at rest"),
            Unit::Keys(_) if matches!(next, Some(Unit::In | Unit::With | Unit::Of | Unit::Word)) => {
                self.told(piece, "keys that lie with a provider are not the exporter's alone: say who can use them");
                self.is_lost = true;
            }
            Unit::Keys(holder) => self.reading.keys = Some((holder, piece)),
            Unit::Only => match next {
                Some(Unit::With | Unit::In | Unit::To) => self.reading.only = Some(piece),
                Some(Unit::Data(_)) => self.reading.only_data = true,
                _ => self.told(piece, ONLY),
            },
            Unit::Unsure(why) => {
                self.told(piece, why);
                self.is_open = false;
            }
            _ => self.told(piece, "this is not understood here"),
        }
    }

    /// Returns whether the verb says that somebody can reach data.
    fn is_held(&self) -> bool {
        self.reading.verb.is_some_and(|verb| matches!(verb.unit, Unit::Holds | Unit::Finite(Role::Access)))
    }

    /// Returns whether the clause says from where data are reached.
    fn is_reached(&self, pieces: &[Piece<'_>]) -> bool {
        let is_access = |piece: &Piece<'_>| {
            matches!(piece.unit, Unit::Holds | Unit::Part(Role::Access) | Unit::Finite(Role::Access))
        };
        pieces.iter().any(is_access)
            || matches!(self.reading.noun.map(|noun| noun.unit), Some(Unit::Noun(Role::Access)))
    }

    /// Reads a nationality behind a company, as French has it.
    fn behind(&mut self, code: &'static str, piece: Piece<'t>) {
        let is_statement =
            self.reading.verb.is_some_and(|verb| matches!(verb.unit, Unit::Be)) && self.reading.actor == Actor::Own;
        match self.reading.items.last_mut() {
            Some((Item::Who(Who::Company(seat @ None, _)), _)) => *seat = Some((code, piece)),
            None if is_statement => self.reading.seat = self.reading.seat.or(Some((code, piece))),
            _ => self.told(piece, "whose nationality this is, is not understood"),
        }
    }

    /// Reads a company without a name.
    fn company(
        &mut self,
        piece: Piece<'t>,
        (prep, goes_with): (Prep, bool),
        nation: Option<(&'static str, Piece<'t>)>,
    ) {
        let plain = piece.text.to_lowercase();
        let is_house = ["cent", "server", "serveur", "region", "région"].iter().any(|part| plain.contains(part));
        let is_statement = prep == Prep::None && self.reading.actor == Actor::Own;
        match (prep, nation) {
            (Prep::In, Some((code, at))) if is_house && goes_with => {
                self.push(Item::Spot(Spot { place: Some(code), region: None, at, is_city: false }));
            }
            (_, nation) if is_statement && self.reading.verb.is_some_and(|verb| matches!(verb.unit, Unit::Be)) => {
                self.reading.seat = self.reading.seat.or(nation);
            }
            (Prep::With | Prep::To | Prep::In | Prep::None, nation) if goes_with && !is_house => {
                self.push(Item::Who(Who::Company(nation, piece)));
            }
            (_, Some((_, at))) => self.told(at, "whose nationality this is, is not understood"),
            (_, None) => {}
        }
    }

    /// Reads a place, with the country or the remark behind it. Returns how many pieces that is.
    fn place(&mut self, piece: Piece<'t>, rest: &[Piece<'t>]) -> usize {
        let is_city = matches!(piece.unit, Unit::City(_));
        let own = match piece.unit {
            Unit::Place(code) | Unit::City(code) => Some(code),
            _ => None,
        };
        let is_statement = self.reading.actor == Actor::Own
            && self.reading.verb.is_some_and(|verb| matches!(verb.unit, Unit::Be))
            && self.reading.noun.is_none()
            && !self.has_data;
        if let (true, Some(code)) = (is_statement, own) {
            self.reading.seat = self.reading.seat.or(Some((code, piece)));
            return 0;
        }
        let why = "another place of this name may be meant: write the country alone";
        match rest {
            [open, inner, close, ..] if open.text == "(" && close.text == ")" => {
                let is_same = match inner.unit {
                    Unit::Place(code) | Unit::City(code) => Some(code) == own || matches!(code, "EU" | "EEA"),
                    Unit::Region(_) => true,
                    _ => false,
                };
                match (is_same, inner.unit) {
                    (true, Unit::Region(_)) => self.spot(*inner),
                    (true, _) => self.spot(piece),
                    (false, _) => self.told(piece, why),
                }
                3
            }
            [comma, inner, ..] if is_city && comma.text == "," => match inner.unit {
                Unit::Place(code) if Some(code) == own => {
                    self.spot(piece);
                    2
                }
                Unit::Place(_) if !matches!(rest.get(2).map(|piece| piece.unit), Some(Unit::And | Unit::Sign)) => {
                    self.told(piece, why);
                    2
                }
                // A State of the United States stands behind its towns.
                Unit::Word if is_name(inner) => {
                    self.told(piece, why);
                    1
                }
                Unit::City(_) if crate::read::cities::countries(inner.text).is_empty() => {
                    self.told(piece, why);
                    2
                }
                _ => {
                    self.spot(piece);
                    0
                }
            },
            _ => {
                self.spot(piece);
                0
            }
        }
    }

    /// Returns the part that data play of which a clause says where they are, without a verb: `contact data with AWS`.
    fn headline(&self, rest: &[Piece<'t>]) -> Option<Role> {
        match rest.first().filter(|_| self.has_data)?.unit {
            Unit::With | Unit::In => Some(Role::Store),
            Unit::To => Some(Role::Send),
            _ => None,
        }
    }

    /// Puts together the part that the verb, the subject and the words behind `for` say.
    fn finish(mut self, rest: &[Piece<'t>], last: Option<Role>) -> Reading<'t> {
        let part = rest.iter().find_map(|piece| match piece.unit {
            Unit::Part(role) => Some(role),
            _ => None,
        });
        let noun = self.reading.noun.and_then(|noun| match noun.unit {
            Unit::Noun(role) => Some(role),
            _ => None,
        });
        let purpose = self.purpose.map(|(role, _)| role);
        let is_thing = self.reading.actor == Actor::Thing;
        self.reading.role = match (self.reading.verb.map(|verb| verb.unit), part) {
            (None, None) => noun.or(last).or_else(|| self.headline(rest)),
            (Some(Unit::Holds), _) => Some(Role::Access),
            (Some(Unit::Finite(Role::Use)), _) => purpose.map(used_for),
            (Some(Unit::Finite(role)), _) | (None | Some(Unit::Be), Some(role)) if role != Role::Use => match noun {
                Some(Role::Backup) if matches!(role, Role::Store | Role::Send) => Some(Role::Backup),
                Some(Role::Send) if role == Role::Process => Some(Role::Send),
                _ => Some(role),
            },
            (Some(Unit::Be) | None, Some(_)) => noun,
            (Some(Unit::Be), None) if is_thing => noun.or(self.has_data.then_some(Role::Store)),
            _ => noun.filter(|_| is_thing),
        };
        self.reading.has_object = self.has_data || noun.is_some() || !self.has_unknown_object;
        if self.reading.noun.is_none()
            && let Some((_, piece)) = self.purpose.filter(|(_, piece)| matches!(piece.unit, Unit::Noun(_)))
        {
            self.reading.noun = Some(piece);
        }
        self.reading
    }
}
