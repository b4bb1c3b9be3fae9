//! The flow that clauses state together.

use super::Place;
use super::clause::Clause;
use super::parse;
use super::reading::{Actor, Item, Link, ONLY, Reading, Spot, Who};
use super::units::{Piece, Role, Unit};
use crate::atlas;
use crate::flow::json::Json;
use crate::read::draft::{Draft, Fact};
use crate::read::{Fault, Found, Origin, person};

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn open(items: Vec<Json>) -> Json {
    Json::Object(vec![("items".to_owned(), Json::Array(items)), ("complete".to_owned(), Json::Bool(false))])
}

/// The most reasons that a fault gives.
const MOST_REASONS: usize = 5;

/// A site or a transfer that is being read.
struct Entry<'t> {
    list: &'static str,
    at: Origin,
    facts: Vec<Fact>,
    data: Vec<(&'static str, Piece<'t>)>,
}

/// The facts of a text.
pub(super) struct Facts<'t> {
    place: Place<'t>,
    draft: Draft,
    entries: Vec<Entry<'t>>,
    seat: Option<(&'static str, Piece<'t>)>,
    data: Vec<(&'static str, Piece<'t>)>,
    /// Says whether the text says that there are no other data.
    is_data_closed: bool,
    /// The words that close all lists.
    close: Option<Piece<'t>>,
    /// The part of a verb whose company and place stand behind the next one: `stores and processes`.
    pending: Option<Role>,
    /// Lists that the text says are whole.
    closed: Vec<&'static str>,
    /// Why more may exist than was read.
    open: Vec<String>,
    is_read: bool,
}

impl<'t> Facts<'t> {
    pub(super) fn new(place: Place<'t>) -> Facts<'t> {
        Facts {
            place,
            draft: Draft::default(),
            entries: vec![],
            seat: None,
            data: vec![],
            is_data_closed: false,
            close: None,
            pending: None,
            closed: vec![],
            open: vec![],
            is_read: false,
        }
    }

    fn told(&mut self, piece: &Piece<'_>, why: &str) {
        let words = self.place.text.get(piece.start..piece.end).unwrap_or("");
        self.open.push(format!("\"{words}\" was not read"));
        self.draft.unread(self.place.at(piece), format!("\"{words}\": {why}"));
    }

    /// Tells that a clause is not read.
    fn unread(&mut self, clause: &Clause<'_>, why: &str) {
        if let Some((start, end)) = clause.span() {
            let words = self.place.text.get(start..end).unwrap_or("");
            self.open.push(format!("\"{words}\" was not read"));
            self.draft.unread(self.place.of(start, end), format!("\"{words}\": {why}"));
        }
    }

    /// Reads a clause. Returns the part that its verb says, for the clause that goes on with it.
    pub(super) fn clause(&mut self, clause: &Clause<'t>, last: Option<Role>) -> Option<Role> {
        if let Some(word) = clause.blocked {
            let why = match word {
                "?" => "a question states nothing".to_owned(),
                word => format!("it has \"{word}\", and what is not so, past, planned or only possible gives no fact"),
            };
            self.unread(clause, &why);
            return None;
        }
        let is_close = |piece: &&Piece<'_>| matches!(piece.unit, Unit::Close(_));
        let closing = clause.pieces.iter().find(is_close).copied();
        if let Some(piece) = closing.filter(|piece| matches!(piece.unit, Unit::Close(true))) {
            self.close = Some(piece);
        }
        let is_empty = |piece: &Piece<'_>| matches!(piece.unit, Unit::Close(_) | Unit::And | Unit::Sign | Unit::Skip);
        if clause.pieces.iter().all(is_empty) {
            self.close_last(closing);
            return last;
        }
        let mut reading = parse::read(clause, last);
        self.belonging(&mut reading, clause);
        if let Some(fault) = reading.fault {
            self.unread(clause, &fault);
            return None;
        }
        let role = reading.role;
        let before = self.pending.take().filter(|_| clause.is_continued());
        if let Some(before) =
            before.filter(|before| Some(*before) != role && !reading.items.is_empty() && reading.has_object)
        {
            self.entries_of(before, &reading);
        }
        self.pending = role.filter(|_| reading.items.is_empty());
        self.reading(clause, reading);
        self.close_last(closing);
        role
    }

    /// Closes the list that was read last, where the words say that there is nothing elsewhere.
    fn close_last(&mut self, closing: Option<Piece<'t>>) {
        let Some(piece) = closing.filter(|piece| matches!(piece.unit, Unit::Close(false))) else { return };
        match self.entries.last() {
            Some(entry) => self.closed.push(entry.list),
            None => self.told(&piece, "what this closes is not understood"),
        }
    }

    /// Sorts out whether a company that a clause is about is the exporter.
    fn belonging(&self, reading: &mut Reading<'t>, clause: &Clause<'t>) {
        let subject = clause.pieces.iter().take_while(|piece| reading.verb.is_none_or(|verb| piece.start < verb.start));
        let company = subject.clone().find(|piece| matches!(piece.unit, Unit::Party)).copied();
        let is_other_seat = matches!((self.seat, reading.seat), (Some((own, _)), Some((other, _))) if own != other);
        let is_theirs = clause
            .pieces
            .iter()
            .any(|piece| ["our", "my", "notre", "nos"].contains(&piece.text.to_lowercase().as_str()));
        let is_reached = reading.role == Some(Role::Access);
        let is_spoken = subject.clone().any(|piece| matches!(piece.unit, Unit::Subject | Unit::Exporter));
        let is_own =
            subject.take(1).any(|piece| ["our", "notre", "nos", "my"].contains(&piece.text.to_lowercase().as_str()));
        if let (Some(company), false) = (company, is_spoken) {
            if is_reached || is_theirs && !is_own {
                let seat = reading.seat.take();
                reading.actor = Actor::Other;
                let spot = seat.filter(|(_, piece)| !matches!(piece.unit, Unit::Nation(_)));
                if let Some((code, at)) = spot {
                    let is_city = matches!(at.unit, Unit::City(_));
                    reading
                        .items
                        .insert(0, (Item::Spot(Spot { place: Some(code), region: None, at, is_city }), Link::Joined));
                }
                reading.items.insert(0, (Item::Who(Who::Company(seat, company)), Link::Joined));
            } else if is_other_seat {
                let why = "another company than the exporter does this, and how the two stand to each other is not understood";
                reading.fault = Some(why.to_owned());
            }
        } else if is_other_seat {
            reading.fault = Some("another seat of the exporter was read before".to_owned());
        }
    }

    fn reading(&mut self, clause: &Clause<'t>, reading: Reading<'t>) {
        for (piece, why) in &reading.unread {
            self.told(piece, why);
        }
        if let Some(seat) = reading.seat {
            self.is_read = true;
            self.seat = self.seat.or(Some(seat));
        }
        self.is_data_closed |= reading.only_data;
        self.is_read |= !reading.data.is_empty();
        let own: Vec<&'static str> = self.data.iter().map(|(category, _)| *category).collect();
        self.data.extend(reading.data.iter().filter(|(category, _)| !own.contains(category)));
        let before = self.entries.len();
        match reading.role {
            Some(Role::Use) | None if !reading.items.is_empty() => {
                for (item, _) in &reading.items {
                    let (Item::Who(Who::Vendor(_, piece) | Who::Company(_, piece) | Who::Named(piece))
                    | Item::Spot(Spot { at: piece, .. })) = item;
                    self.told(piece, "what happens to the data there is not said: write \"keeps contact data with …\", \"sends contact data to …\" or \"support is in …\"");
                }
            }
            Some(Role::Use) | None => {}
            Some(_) if !reading.has_object => {
                self.unread(clause, "which data this is about is not understood: name them, as in contact data");
            }
            Some(role) => self.entries_of(role, &reading),
        }
        self.marks(&reading, before);
    }

    /// Adds the sites or transfers of a clause.
    fn entries_of(&mut self, role: Role, reading: &Reading<'t>) {
        let is_active = reading.actor == Actor::Other;
        let subject = match reading.items.first() {
            Some((Item::Who(who), _)) if is_active => Some(*who),
            _ => None,
        };
        let verb = reading.verb.map_or(0, |verb| verb.start);
        let at = |item: &Item<'t>| match item {
            Item::Who(Who::Vendor(_, piece) | Who::Company(_, piece) | Who::Named(piece))
            | Item::Spot(Spot { at: piece, .. }) => *piece,
        };
        let has_other = |(who, _): &(Item<'t>, Link)| matches!(who, Item::Who(_)) && at(who).start > verb;
        if is_active && reading.items.iter().any(has_other) {
            for (item, _) in &reading.items {
                self.told(&at(item), "two companies do this: write a sentence for each, with who sends the data");
            }
            return;
        }
        let mut pairs = paired(&reading.items);
        if let Some(who) = subject {
            pairs.retain(|(own, spot)| own.is_none() || spot.is_some() || reading.items.len() == 1);
            pairs.iter_mut().for_each(|(own, _)| *own = own.or(Some(who)));
        }
        if let (Some(only), false) = (reading.only, pairs.is_empty()) {
            match role {
                Role::Store if reading.noun.is_none() => self.closed.push("storage"),
                Role::Send if reading.noun.is_none() => self.closed.push("transfers"),
                Role::Access if only.start < verb => self.closed.push("access"),
                _ => self.told(&only, ONLY),
            }
        }
        for (who, spot) in pairs {
            self.entry(role, reading, who, spot);
        }
    }

    fn entry(&mut self, role: Role, reading: &Reading<'t>, who: Option<Who<'t>>, spot: Option<Spot<'t>>) {
        let mut facts: Vec<Fact> = Vec::new();
        let region = spot.and_then(|spot| spot.region.or_else(|| region_of(who, &spot)));
        let is_transfer = role == Role::Send && (who.is_some() || reading.noun.is_none());
        let (list, named, placed) = match role {
            Role::Send if is_transfer => ("transfers", "recipient", "to"),
            Role::Send | Role::Process => ("processing", "operator", "place"),
            Role::Access => ("access", "operator", "place"),
            Role::Store | Role::Backup | Role::Use => ("storage", "operator", "place"),
        };
        let mut first = None;
        if let Some(spot) = spot {
            let at = self.place.at(&spot.at);
            let place = spot.place.or_else(|| Some(atlas::region(region?)?.place.code()));
            match region.filter(|_| !is_transfer) {
                Some(region) => facts.push(("region", text(region), at.clone())),
                None => facts.extend(place.map(|place| (placed, text(place), at.clone()))),
            }
            first = Some(at);
        }
        // The region brings its operator.
        if let Some(who) = who.filter(|_| is_transfer || region.is_none()) {
            let seat = spot.and_then(|spot| spot.place);
            let (party, at) = self.party(who, seat);
            let is_said = !matches!(&party, Json::Object(facts) if facts.is_empty());
            if is_said || is_transfer {
                facts.push((named, party, at.clone()));
            }
            first = first.or(Some(at));
        }
        let Some(at) = first else { return };
        let word = reading.noun.map(|noun| noun.text.to_lowercase()).unwrap_or_default();
        let is_support = ["support", "help", "assist", "service", "care"].iter().any(|part| word.contains(part));
        let kind = match role {
            Role::Backup => Some("backup"),
            Role::Access if is_support => Some("support"),
            _ => None,
        };
        let noun = reading.noun.or(reading.verb).map_or(at.clone(), |noun| self.place.at(&noun));
        facts.extend(kind.map(|kind| ("kind", text(kind), noun)));
        self.is_read = true;
        self.entries.push(Entry { list, at, facts, data: reading.data.clone() });
    }

    /// Returns a company as a flow names it.
    fn party(&mut self, who: Who<'t>, place: Option<&'static str>) -> (Json, Origin) {
        match who {
            Who::Vendor(named, piece) => {
                if ["google", "microsoft", "amazon"].contains(&named.vendor.key)
                    && piece.text.split_whitespace().count() == 1
                {
                    let name = piece.text;
                    self.draft.unread(
                        self.place.at(&piece),
                        format!("\"{name}\" has many services, and which is meant is not said: write it out, as in Google Cloud, Azure or AWS"),
                    );
                }
                let facts = match named.company {
                    None => vec![("vendor".to_owned(), text(named.vendor.key))],
                    Some(_) => person::named(piece.text).facts,
                };
                (Json::Object(facts), self.place.at(&piece))
            }
            Who::Named(piece) => {
                let name = self
                    .place
                    .text
                    .get(piece.start..piece.end)
                    .unwrap_or("")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                self.draft.unread(
                    self.place.at(&piece),
                    format!("who owns \"{name}\": the atlas does not know this company; say where it has its seat and who controls it"),
                );
                (Json::Object(vec![("name".to_owned(), text(&name))]), self.place.at(&piece))
            }
            Who::Company(seat, piece) => {
                let is_house = matches!(piece.unit, Unit::Provider) && seat.is_none();
                let code = seat.map(|(code, _)| code).or(place.filter(|_| !is_house));
                let facts = code.map(|code| ("seat".to_owned(), text(code)));
                let at = seat.map_or(self.place.at(&piece), |(_, piece)| self.place.at(&piece));
                (Json::Object(facts.into_iter().collect()), at)
            }
        }
    }

    /// Adds tool, listing, encryption and keys to the entries of a clause, or to the only one that can be meant.
    fn marks(&mut self, reading: &Reading<'t>, before: usize) {
        let own: Vec<usize> = (before..self.entries.len()).collect();
        let several = "more than one recipient may be meant: write a sentence for each";
        if let Some((tool, piece)) = reading.tool {
            self.on_transfer(&own, "tool", text(tool), &piece, several);
        }
        if let Some(piece) = reading.consent {
            self.on_transfer(&own, "derogation", text("explicit_consent"), &piece, several);
        }
        if let Some((list, piece)) = reading.listed {
            let why = format!(
                "a list is looked up and not claimed: if the recipient is on it on the day, state \"listed\": [\"{list}\"] of the recipient"
            );
            let words = piece.text;
            self.draft.unread(self.place.at(&piece), format!("\"{words}\": {why}"));
        }
        let stored: Vec<usize> = self.positions("storage");
        let here: Vec<usize> = own.iter().copied().filter(|at| stored.contains(at)).collect();
        let targets = match (here.is_empty(), stored.as_slice()) {
            (false, _) => here,
            (true, [only]) if own.is_empty() => vec![*only],
            _ => vec![],
        };
        let encryption = reading.encrypted.map(|piece| ("encrypted", Json::Bool(true), piece));
        let implied = reading.keys.map(|(_, piece)| ("encrypted", Json::Bool(true), piece));
        let keys = reading
            .keys
            .map(|(holder, piece)| ("keys", Json::Object(vec![("holder".to_owned(), text(holder))]), piece));
        for (name, value, piece) in encryption.or(implied).into_iter().chain(keys) {
            if targets.is_empty() {
                self.told(
                    &piece,
                    "what is encrypted is not understood: write it in the sentence that says where the data are kept",
                );
            }
            for at in &targets {
                let origin = self.place.at(&piece);
                if let Some(entry) =
                    self.entries.get_mut(*at).filter(|entry| entry.facts.iter().all(|(own, ..)| *own != name))
                {
                    entry.facts.push((name, value.clone(), origin));
                }
            }
        }
    }

    fn positions(&self, list: &str) -> Vec<usize> {
        let all = self.entries.iter().enumerate().filter(|(_, entry)| entry.list == list);
        all.map(|(at, _)| at).collect()
    }

    /// Adds a fact about the transfer that an entry is.
    fn on_transfer(&mut self, own: &[usize], name: &'static str, value: Json, piece: &Piece<'t>, several: &str) {
        let origin = self.place.at(piece);
        match own {
            [only] => {
                if let Some(entry) = self.entries.get_mut(*only) {
                    match entry.list {
                        "transfers" => entry.facts.push((name, value, origin)),
                        _ => entry.facts.push(("transfer", Json::Object(vec![(name.to_owned(), value)]), origin)),
                    }
                }
            }
            _ => self.told(piece, several),
        }
    }

    /// Returns the flow.
    pub(super) fn finish(mut self, complete: bool) -> Result<Found, Fault> {
        if !self.is_read {
            let why = self.draft.told().into_iter().take(MOST_REASONS).collect::<Vec<_>>().join("; ");
            let message = format!(
                "nothing in this text is understood as a fact: {why}. Write, for example: A French company keeps contact data with AWS in Frankfurt, and support is in India"
            );
            return Err(Fault::of(self.place.name, "L0005", message));
        }
        let closes = self.close;
        if let (Some(piece), false) = (closes, self.open.is_empty()) {
            let why = format!("the lists stay open: {}", self.open.join("; "));
            let words = piece.text;
            self.draft.unread(self.place.at(&piece), format!("\"{words}\": {why}"));
        }
        let is_closed = closes.is_some() && self.open.is_empty();
        if let Some(piece) = closes.filter(|_| is_closed) {
            self.draft.fact("complete", Json::Bool(true), &self.place.at(&piece));
        }
        if complete {
            self.open.drain(..).for_each(|why| self.draft.open(why));
        }
        self.is_data_closed |= is_closed;
        self.categories();
        if let Some((code, piece)) = self.seat {
            let at = self.place.at(&piece);
            self.draft.party("exporter", &at, vec![("seat", text(code), at.clone())]);
        }
        let lists: Vec<&'static str> = ["storage", "processing", "access", "transfers"]
            .into_iter()
            .filter(|list| !self.positions(list).is_empty())
            .collect();
        for entry in self.entries {
            self.draft.entry(entry.list, &entry.at, entry.facts);
        }
        let mut found = self.draft.finish(self.place.name.to_owned(), &lists, complete || is_closed);
        if let Json::Object(facts) = &mut found.flow {
            for (name, value) in facts.iter_mut().filter(|(name, _)| self.closed.contains(&name.as_str())) {
                let items = match value {
                    Json::Object(list) => list.iter().find(|(key, _)| key == "items").map(|(_, items)| items.clone()),
                    _ => None,
                };
                // `only` says that the list has no more.
                if let Some(items) = items.filter(|_| !name.is_empty()) {
                    *value = items;
                }
            }
        }
        Ok(found)
    }

    /// States the data: of the flow, where all clauses speak of the same, or of each entry.
    fn categories(&mut self) {
        let set = |data: &[(&'static str, Piece<'t>)], is_closed: bool| {
            let mut names: Vec<&str> = data.iter().map(|(category, _)| *category).collect();
            names.sort_unstable();
            names.dedup();
            let items = names.iter().map(|name| text(name)).collect();
            (if is_closed { Json::Array(items) } else { open(items) }, names)
        };
        let of_entries: Vec<Vec<&str>> =
            self.entries.iter().map(|entry| set(&entry.data, false).1).filter(|names| !names.is_empty()).collect();
        let is_one = of_entries.windows(2).all(|pair| pair.first() == pair.last())
            && of_entries.first().is_none_or(|own| *own == set(&self.data, false).1);
        if let Some((_, piece)) = self.data.first() {
            let at = self.place.at(piece);
            self.draft.fact("data", set(&self.data, self.is_data_closed).0, &at);
        }
        if is_one {
            return;
        }
        for entry in &mut self.entries {
            let at = entry.data.first().map_or(entry.at.clone(), |(_, piece)| self.place.at(piece));
            entry.facts.push(("data", set(&entry.data, self.is_data_closed && !entry.data.is_empty()).0, at));
        }
    }
}

/// French names of cities, and those in the lists of regions.
const EXONYMS: [(&str, &str); 8] = [
    ("francfort", "Frankfurt"),
    ("londres", "London"),
    ("geneve", "Geneva"),
    ("varsovie", "Warsaw"),
    ("bruxelles", "Brussels"),
    ("vienne", "Vienna"),
    ("singapour", "Singapore"),
    ("athenes", "Athens"),
];

/// Returns the region of a cloud that a city means: AWS in Frankfurt.
fn region_of(who: Option<Who<'_>>, spot: &Spot<'_>) -> Option<&'static str> {
    let Some(Who::Vendor(named, _)) = who else { return None };
    let is_cloud = spot.is_city && named.company.is_none() && atlas::offers_regions(named.vendor.key);
    let plain = crate::read::words::plain(spot.at.text);
    let usual = EXONYMS.iter().find(|(french, _)| *french == plain).map_or(spot.at.text, |(_, usual)| usual);
    let region = atlas::region_written(&format!("{}/{usual}", named.vendor.key)).filter(|_| is_cloud)?;
    (Some(region.place.code()) == spot.place).then_some(region.id)
}

/// Returns who is where. A place belongs to the company beside it, and so do those that a conjunction alone adds to it.
fn paired<'t>(items: &[(Item<'t>, Link)]) -> Vec<(Option<Who<'t>>, Option<Spot<'t>>)> {
    let mut all: Vec<(Option<Who<'t>>, Option<Spot<'t>>)> = Vec::new();
    for (item, link) in items {
        match (item, link, all.last_mut()) {
            (Item::Spot(spot), Link::Joined, Some((Some(_), place @ None))) => *place = Some(*spot),
            (Item::Who(who), Link::Joined, Some((company @ None, Some(_)))) => *company = Some(*who),
            (Item::Spot(spot), Link::Listed, Some((Some(who), Some(_)))) => {
                let who = *who;
                all.push((Some(who), Some(*spot)));
            }
            (Item::Spot(spot), ..) => all.push((None, Some(*spot))),
            (Item::Who(who), ..) => all.push((Some(*who), None)),
        }
    }
    all
}
