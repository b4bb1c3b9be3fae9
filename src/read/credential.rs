//! Credentials and presentations of Gaia-X as JSON-LD and as signed texts (VC-JOSE-COSE): who provides a service, and where its
//! resources are.
//!
//! Without keys nothing is verified, and every file says so: what is read is what somebody claims. With keys, what is not signed
//! by one of them on the day is not read.

use super::draft::{Draft, Fact};
use super::jose::{Keys, Proof, Signed};
use super::json::{Pointers, get, items, parsed, text};
use super::resource::LISTS;
use super::{Beside, Fault, Found, Origin, Source, person};
use crate::atlas;
use crate::date::Date;
use crate::flow::json::Json;

/// The deepest nesting of presentations.
const MOST_NESTED: usize = 8;
/// The types of a credential, each with what it attests.
const KINDS: [(&str, &str); 7] = [
    ("LegalParticipant", "legal_participant"),
    ("LegalPerson", "legal_participant"),
    ("ServiceOffering", "service_offering"),
    ("DigitalServiceOffering", "service_offering"),
    ("GaiaXTermsAndConditions", "terms_and_conditions"),
    ("Issuer", "terms_and_conditions"),
    ("LabelCredential", "gaia_x"),
];
/// The levels of Gaia-X Compliance, as its label credentials write them.
const LEVELS: [(&str, &str); 4] = [("SC", "standard"), ("L1", "label_1"), ("L2", "label_2"), ("L3", "label_3")];

/// A credential or presentation of a file, by itself or inside another.
struct Document {
    json: Json,
    /// The pointer to it in its file; for a signed text the one to the text.
    pointer: String,
    /// True where it was inside a signed text, so that pointers into it are none of the file.
    is_signed: bool,
}

/// A file with the place of each value.
struct Places<'s> {
    source: &'s Source,
    lines: Pointers,
}

impl Places<'_> {
    fn at(&self, document: &Document, pointer: &str) -> Origin {
        let file = self.source.name.clone();
        let whole = format!("{}{pointer}", document.pointer);
        let (line, spot) = match document.is_signed {
            true => (self.lines.line(&document.pointer), pointer.to_owned()),
            false => (self.lines.line(&whole), String::new()),
        };
        Origin { file, line, spot }
    }
}

/// The types of what is offered.
const OFFERINGS: [&str; 2] = ["ServiceOffering", "DigitalServiceOffering"];
/// The types that are read of a subject, beside those of credentials.
const RESOURCES: [&str; 5] = ["PhysicalResource", "Datacenter", "DataCenter", "AvailabilityZone", "Region"];

/// A subject of a credential, and where it stands.
struct Subject<'j> {
    json: &'j Json,
    /// Its credential, whose types are its own where it has none.
    credential: &'j Json,
    pointer: String,
    document: &'j Document,
}

/// Reads credentials and presentations.
pub(super) fn read(source: &Source, beside: &Beside) -> Result<Found, Fault> {
    let content = source.text()?;
    let mut draft = Draft::default();
    let keys = Keys::read(&beside.keys)?;
    let verifying = Verifying { keys: (!beside.keys.is_empty()).then_some(&keys), day: beside.day };
    let mut documents = Vec::new();
    let places = match Signed::of(&content) {
        Some(signed) => {
            let line = content.lines().position(|line| !line.trim().is_empty()).map_or(1, |index| index + 1);
            let lines = Pointers::at(std::iter::once((String::new(), line)).collect());
            let places = Places { source, lines };
            verifying.signed(&signed, "", 0, &places, (&mut draft, &mut documents));
            places
        }
        None => {
            let json = parsed(&source.name, &content)?;
            let places = Places { source, lines: Pointers::of(&content) };
            let root = Document { json, pointer: String::new(), is_signed: false };
            verifying.plain(root, 0, &places, (&mut draft, &mut documents));
            places
        }
    };
    let mut subjects = Vec::new();
    documents.iter().for_each(|document| collect(&document.json, String::new(), 0, document, &mut subjects));
    if subjects.is_empty() && verifying.keys.is_none() {
        let message =
            "there is no credential in this file: no object has a credentialSubject, or is of a type of Gaia-X that is read"
                .to_owned();
        return Err(Fault::of(&source.name, "L0005", message));
    }
    let at = |subject: &Subject<'_>, pointer: &str| places.at(subject.document, pointer);
    provider(&mut draft, &subjects, &at);
    for subject in &subjects {
        sites(&mut draft, subject, &at);
    }
    let mut lists = LISTS.to_vec();
    if verifying.keys.is_some() {
        lists.push("credentials");
    }
    Ok(draft.finish(source.name.clone(), &lists, beside.complete))
}

/// Returns whether a document, or one inside it, has a proof of its own.
fn has_proof(json: &Json, depth: usize) -> bool {
    match json {
        Json::Object(keys) => {
            keys.iter().any(|(key, value)| key == "proof" || (depth < MOST_NESTED && has_proof(value, depth + 1)))
        }
        Json::Array(items) => depth < MOST_NESTED && items.iter().any(|item| has_proof(item, depth + 1)),
        _ => false,
    }
}

/// The keys and the day by which signatures are judged.
struct Verifying<'k> {
    /// The keys, where the user gave some.
    keys: Option<&'k Keys>,
    day: Option<Date>,
}

impl Verifying<'_> {
    /// Takes a document that no signature covers. Signed texts inside it are read each by itself.
    fn plain(
        &self,
        document: Document,
        depth: usize,
        places: &Places<'_>,
        (draft, found): (&mut Draft, &mut Vec<Document>),
    ) {
        let mut inner = Vec::new();
        texts(&document.json, String::new(), depth, &mut inner);
        let has_own = has_subject(&document.json, 0);
        let at = places.at(&document, "");
        if has_own {
            let has_proof = has_proof(&document.json, 0);
            match (self.keys, has_proof) {
                (None, _) => {
                    draft.unread(
                        at,
                        "signatures: none is verified, so that all this is claimed and not proved".to_owned(),
                    );
                }
                (Some(_), true) => {
                    let what = "a proof inside the document signs a form of RDF that depends on contexts from the network: it is not verified, so that it is not read; ask the issuer for the credential as a JWT, or read it without keys as claimed";
                    draft.unread(at, what.to_owned());
                    draft.open("a credential could not be verified".to_owned());
                }
                (Some(_), false) => {
                    draft.unread(at, "a credential that nobody signed, so that it is not read".to_owned());
                    draft.open("a credential is not signed".to_owned());
                }
            }
        }
        for (signed, pointer) in inner {
            let pointer = match document.is_signed {
                true => document.pointer.clone(),
                false => format!("{}{pointer}", document.pointer),
            };
            self.signed(&signed, &pointer, depth + 1, places, (&mut *draft, &mut *found));
        }
        if has_own && self.keys.is_none() {
            found.push(document);
        }
    }

    /// Takes a signed text, and those inside it. One that does not hold is told, and not read.
    fn signed(
        &self,
        signed: &Signed,
        pointer: &str,
        depth: usize,
        places: &Places<'_>,
        (draft, found): (&mut Draft, &mut Vec<Document>),
    ) {
        if depth > MOST_NESTED {
            return;
        }
        // Version 1.1 puts the credential into a claim, and issuer and days into others.
        let claims = &signed.payload;
        let inner = get(claims, "vc").or_else(|| get(claims, "vp")).unwrap_or(claims);
        let document = Document { json: inner.clone(), pointer: pointer.to_owned(), is_signed: true };
        let at = places.at(&document, "");
        let issuer = issuer(claims, inner);
        let window = window(claims, inner);
        let Some(keys) = self.keys else {
            draft.unread(
                at,
                format!("the signature of {issuer}: no keys were given, so that all this is claimed and not proved"),
            );
            return self.unsigned(document, depth, places, (draft, found));
        };
        let refusal = match keys.verify(signed, issuer, self.day) {
            Proof::Valid(key) => match window.refuses(self.day) {
                None => {
                    let days = if self.day.is_none() { window.told() } else { String::new() };
                    draft.verified(at.clone(), format!("{issuer}, by {key}{days}"));
                    None
                }
                Some(why) => Some(why),
            },
            Proof::Altered(key) => Some(format!("altered: the key {key} of {issuer} did not sign this")),
            Proof::UnknownKey(why) => Some(format!("unknown key: {why}")),
            Proof::Unsupported(why) => Some(format!("not verified: {why}")),
        };
        if let Some(why) = refusal {
            draft.unread(at, format!("a credential or presentation of {issuer}, {why}"));
            return draft.open("a credential could not be verified".to_owned());
        }
        self.shown(&document, issuer, &window, places, draft);
        self.unsigned(document, depth, places, (draft, found));
    }

    /// Takes what a signature covers, and the signed texts inside it.
    fn unsigned(
        &self,
        document: Document,
        depth: usize,
        places: &Places<'_>,
        (draft, found): (&mut Draft, &mut Vec<Document>),
    ) {
        let mut inner = Vec::new();
        texts(&document.json, String::new(), depth, &mut inner);
        for (signed, _) in inner {
            self.signed(&signed, &document.pointer, depth + 1, places, (&mut *draft, &mut *found));
        }
        // A presentation's signature says who presents, and not that what is inside is so.
        let is_credential = get(&document.json, "credentialSubject").is_some();
        match self.keys {
            Some(_) if !is_credential && has_subject(&document.json, 0) => {
                let what = "credentials of a presentation that are not signed themselves, so that they are not read";
                draft.unread(places.at(&document, ""), what.to_owned());
                draft.open("a credential is not signed".to_owned());
            }
            _ => found.push(document),
        }
    }

    /// States that a credential was shown, of a kind that a flow knows.
    fn shown(&self, document: &Document, issuer: &str, window: &Window, places: &Places<'_>, draft: &mut Draft) {
        let mut subjects = Vec::new();
        collect(&document.json, String::new(), 0, document, &mut subjects);
        let own = Subject { json: &document.json, credential: &document.json, pointer: String::new(), document };
        let kind = KINDS.iter().find(|(name, _)| own.is(&[name]) || subjects.iter().any(|one| one.is(&[name])));
        let Some((_, kind)) = kind else { return };
        let at = places.at(document, "");
        let word = |text: &str| Json::Text(text.to_owned());
        let mut facts: Vec<Fact> = vec![("kind", word(kind), at.clone())];
        let by = Json::Object(vec![("id".to_owned(), Json::Text(person::id(issuer)))]);
        facts.push(("issuer", by, at.clone()));
        let level = subjects.iter().find_map(|one| match one.term(&["labelLevel"]) {
            Some((level, pointer)) => {
                let level = literal(level)?;
                let known = LEVELS.iter().find(|(name, _)| level.ends_with(name))?;
                Some(("level", word(known.1), places.at(document, &pointer)))
            }
            None => None,
        });
        facts.extend(level.filter(|_| *kind == "gaia_x"));
        for (fact, day) in [("from", window.from), ("through", window.through)] {
            facts.extend(day.map(|day| (fact, Json::Text(day.to_string()), at.clone())));
        }
        draft.entry("credentials", &at, facts);
    }
}

/// Returns who issued a credential, or who presents.
fn issuer<'j>(claims: &'j Json, inner: &'j Json) -> &'j str {
    let named = [text(claims, "iss"), get(inner, "issuer").and_then(id_of), get(inner, "holder").and_then(id_of)];
    named.into_iter().flatten().next().unwrap_or("nobody")
}

/// The days on which a credential is valid.
struct Window {
    from: Option<Date>,
    through: Option<Date>,
}

impl Window {
    /// Returns why a credential does not hold on a day.
    fn refuses(&self, day: Option<Date>) -> Option<String> {
        let day = day?;
        match (self.from, self.through) {
            (_, Some(through)) if day > through => Some(format!("expired: it was valid through {through}")),
            (Some(from), _) if day < from => Some(format!("not valid yet: it is from {from} on")),
            _ => None,
        }
    }

    /// Returns the days in words, for a day that is not known.
    fn told(&self) -> String {
        self.through.map_or(String::new(), |through| format!(", through {through}"))
    }
}

/// Finds the days of validity. Where claims and credential differ, the shorter time counts.
fn window(claims: &Json, inner: &Json) -> Window {
    let day = |json: &Json, name: &str| -> Option<Date> {
        match get(json, name)? {
            Json::Text(text) => Date::parse(text.get(..10)?),
            Json::Number(seconds) if seconds.is_finite() => Some(Date::from_days((seconds / 86_400.0).floor() as i32)),
            _ => None,
        }
    };
    let from = [day(claims, "nbf"), day(inner, "validFrom"), day(inner, "issuanceDate")];
    let through = [day(claims, "exp"), day(inner, "validUntil"), day(inner, "expirationDate")];
    Window { from: from.into_iter().flatten().max(), through: through.into_iter().flatten().min() }
}

/// Collects the signed texts of a presentation, each with its pointer.
fn texts(json: &Json, pointer: String, depth: usize, found: &mut Vec<(Signed, String)>) {
    if depth > MOST_NESTED {
        return;
    }
    match json {
        Json::Array(list) => {
            let all = list.iter().enumerate();
            all.for_each(|(index, one)| texts(one, format!("{pointer}/{index}"), depth + 1, found));
        }
        Json::Text(text) => {
            let bare = text
                .rsplit_once(',')
                .filter(|(head, _)| head.starts_with("data:"))
                .map_or(text.as_str(), |(_, bare)| bare);
            found.extend(Signed::of(bare).map(|signed| (signed, pointer)));
        }
        Json::Object(_) => {
            for key in ["verifiableCredential", "id", "verifiablePresentation"] {
                if let Some(inner) = get(json, key) {
                    texts(inner, format!("{pointer}/{key}"), depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

/// Returns whether a credential stands in the open in a document.
fn has_subject(json: &Json, depth: usize) -> bool {
    if depth > MOST_NESTED {
        return false;
    }
    match json {
        Json::Array(list) => list.iter().any(|one| has_subject(one, depth + 1)),
        _ => {
            get(json, "credentialSubject").is_some()
                || get(json, "verifiableCredential").is_some_and(|inner| has_subject(inner, depth + 1))
                || is_bare(json)
        }
    }
}

/// Returns whether an object is what a credential would be about, by itself.
fn is_bare(json: &Json) -> bool {
    let is_other = ["credentialSubject", "verifiableCredential"].iter().any(|key| get(json, key).is_some());
    let names = KINDS.iter().map(|(name, _)| *name).chain(RESOURCES);
    !is_other && get(json, "@context").is_some() && names.into_iter().any(|name| has_type(json, &[name]))
}

/// Returns the text of a value, which may be a literal of JSON-LD: `{"@value": "FR"}`, or `[{"@value": "FR"}]` where it is expanded.
fn literal(json: &Json) -> Option<&str> {
    match only(json) {
        Json::Text(text) => Some(text),
        one => text(one, "@value"),
    }
}

/// Returns the only value of an array, or the value itself.
fn only(json: &Json) -> &Json {
    match json {
        Json::Array(list) if list.len() == 1 => list.first().unwrap_or(json),
        _ => json,
    }
}

/// Returns whether an object says that it is of one of these types, whatever the prefix of its vocabulary.
fn has_type(json: &Json, types: &[&str]) -> bool {
    let fits = |name: &str| types.contains(&name.rsplit([':', '#', '/']).next().unwrap_or(name));
    ["type", "@type"].iter().any(|key| {
        text(json, key).is_some_and(fits)
            || items(json, key).iter().any(|one| matches!(one, Json::Text(name) if fits(name)))
    })
}

/// Collects the subjects of a credential, or of every credential in a presentation or an array.
fn collect<'j>(json: &'j Json, pointer: String, depth: usize, document: &'j Document, found: &mut Vec<Subject<'j>>) {
    if depth > MOST_NESTED {
        return;
    }
    if let Json::Array(list) = json {
        for (index, item) in list.iter().enumerate() {
            collect(item, format!("{pointer}/{index}"), depth + 1, document, found);
        }
        return;
    }
    if let Some(inner) = get(json, "verifiableCredential") {
        collect(inner, format!("{pointer}/verifiableCredential"), depth + 1, document, found);
    }
    if is_bare(json) {
        return found.push(Subject { json, credential: json, pointer, document });
    }
    let pointer = format!("{pointer}/credentialSubject");
    let subject = |own, pointer| Subject { json: own, credential: json, pointer, document };
    match get(json, "credentialSubject") {
        Some(Json::Array(list)) => {
            let all = list.iter().enumerate();
            found.extend(all.map(|(index, own)| subject(own, format!("{pointer}/{index}"))));
        }
        Some(own @ Json::Object(_)) => found.push(subject(own, pointer)),
        _ => {}
    }
}

impl<'j> Subject<'j> {
    /// Returns whether it is of one of these types, whatever the prefix of its vocabulary.
    fn is(&self, types: &[&str]) -> bool {
        let has_own = ["type", "@type"].iter().any(|key| get(self.json, key).is_some());
        has_type(if has_own { self.json } else { self.credential }, types)
    }

    /// Returns the value of one of these terms, whatever the prefix of its vocabulary, and its pointer.
    fn term(&self, names: &[&str]) -> Option<(&'j Json, String)> {
        term(self.json, names).map(|(key, value)| (value, format!("{}/{}", self.pointer, key.replace('/', "~1"))))
    }
}

fn term<'j>(json: &'j Json, names: &[&str]) -> Option<(&'j str, &'j Json)> {
    let Json::Object(entries) = json else { return None };
    let found = |name: &&str| entries.iter().find(|(key, _)| key.rsplit([':', '#']).next() == Some(name));
    names.iter().find_map(found).map(|(key, value)| (key.as_str(), value))
}

/// States who provides: the legal person that a service names, or the only one.
fn provider(draft: &mut Draft, subjects: &[Subject<'_>], at: &dyn Fn(&Subject<'_>, &str) -> Origin) {
    let persons: Vec<&Subject<'_>> =
        subjects.iter().filter(|one| one.is(&["LegalParticipant", "LegalPerson", "Participant"])).collect();
    let services = subjects.iter().filter(|one| one.is(&OFFERINGS));
    let named: Vec<&str> =
        services.clone().filter_map(|service| id_of(service.term(&["providedBy", "offeredBy"])?.0)).collect();
    let ids: Vec<&str> = persons.iter().filter_map(|person| id_of(person.json)).collect();
    for service in services {
        let id = service.term(&["providedBy", "offeredBy"]).and_then(|(by, _)| id_of(by)).unwrap_or("nobody");
        if !ids.contains(&id) && persons.len() != 1 {
            let what = format!("an offering by {id}, whom no credential of this file describes");
            draft.unread(at(service, &service.pointer), what);
        }
    }
    let provides = |person: &&&Subject<'_>| id_of(person.json).is_some_and(|id| named.contains(&id));
    let person = match persons.as_slice() {
        [only] => Some(*only),
        several => several.iter().find(provides).copied(),
    };
    let Some(person) = person else {
        for person in persons {
            draft
                .unread(at(person, &person.pointer), "a legal person that no service names as its provider".to_owned());
        }
        return;
    };
    let mut facts = Vec::new();
    if let Some((name, pointer)) = person.term(&["legalName", "name"]) {
        match literal(name) {
            Some(name) => facts.push(("name", Json::Text(name.to_owned()), at(person, &pointer))),
            None => draft.unread(at(person, &pointer), "a name that is no text".to_owned()),
        }
    }
    // The registered office is at the legal address, the central administration at the headquarters.
    for (fact, terms) in [
        ("seat", ["legalAddress", "registeredAddress"]),
        ("administration", ["headquarterAddress", "headquartersAddress"]),
    ] {
        if let Some((address, pointer)) = person.term(&terms) {
            match place(address) {
                Some(code) => facts.push((fact, Json::Text(code.to_owned()), at(person, &pointer))),
                None => draft.unread(at(person, &pointer), "an address without a country that is known".to_owned()),
            }
        }
    }
    draft.party("provider", &at(person, &person.pointer), facts);
}

fn id_of(json: &Json) -> Option<&str> {
    match only(json) {
        Json::Text(id) => Some(id),
        one => text(one, "id").or_else(|| text(one, "@id")),
    }
}

/// Adds a site for each address of a resource.
fn sites(draft: &mut Draft, subject: &Subject<'_>, at: &dyn Fn(&Subject<'_>, &str) -> Origin) {
    if !subject.is(&RESOURCES) {
        let is_read = ["LegalParticipant", "LegalPerson", "Participant", "ServiceOffering", "DigitalServiceOffering"];
        if !subject.is(&is_read) {
            draft.unread(at(subject, &subject.pointer), "a subject of a type that is not read".to_owned());
            draft.open("a subject is of a type that is not read".to_owned());
        }
        return;
    }
    let Some((addresses, pointer)) = subject.term(&["locationAddress", "location", "address"]) else {
        draft.unread(at(subject, &subject.pointer), "a resource without a location".to_owned());
        return draft.open("a resource has no location".to_owned());
    };
    let several = match addresses {
        Json::Array(list) => list.iter().enumerate().map(|(i, one)| (one, format!("{pointer}/{i}"))).collect(),
        one => vec![(one, pointer)],
    };
    for (address, pointer) in several {
        let facts = match place(address) {
            Some(code) => vec![("place", Json::Text(code.to_owned()), at(subject, &pointer))],
            None => {
                draft.unread(at(subject, &pointer), "an address without a country that is known".to_owned());
                vec![]
            }
        };
        for list in LISTS {
            draft.entry(list, &at(subject, &subject.pointer), facts.clone());
        }
    }
}

/// Returns the country of an address: by its code, or by that of a subdivision.
fn place(address: &Json) -> Option<&'static str> {
    let names = ["countryCode", "country", "countrySubdivisionCode", "country-name", "addressCountry"];
    literal(term(only(address), &names)?.1).and_then(atlas::place_written)
}
