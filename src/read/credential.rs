//! Credentials and presentations of Gaia-X as JSON-LD: who provides a service, and where its resources are.
//!
//! Signatures are not verified here, and every file says so: what is read is what somebody claims.

use super::draft::Draft;
use super::json::{Pointers, get, items, parsed, text};
use super::resource::LISTS;
use super::{Fault, Found, Origin, Source};
use crate::atlas;
use crate::flow::json::Json;

/// The deepest nesting of presentations.
const MOST_NESTED: usize = 8;

/// A subject of a credential, and where it stands.
struct Subject<'j> {
    json: &'j Json,
    pointer: String,
}

/// Reads credentials and presentations.
pub(super) fn read(source: &Source, complete: bool) -> Result<Found, Fault> {
    let content = source.text()?;
    let json = parsed(&source.name, &content)?;
    let lines = Pointers::of(&content);
    let at = |pointer: &str| Origin { file: source.name.clone(), line: lines.line(pointer), spot: String::new() };
    let mut subjects = Vec::new();
    collect(&json, String::new(), 0, &mut subjects);
    if subjects.is_empty() {
        let message = "there is no credential in this file: no object has a credentialSubject".to_owned();
        return Err(Fault::of(&source.name, "L0005", message));
    }
    let mut draft = Draft::default();
    draft.unread(at(""), "signatures: none is verified, so that all this is claimed and not proved".to_owned());
    provider(&mut draft, &subjects, &at);
    for subject in &subjects {
        sites(&mut draft, subject, &at);
    }
    Ok(draft.finish(source.name.clone(), &LISTS, complete))
}

/// Collects the subjects of a credential, or of every credential in a presentation or an array.
fn collect<'j>(json: &'j Json, pointer: String, depth: usize, found: &mut Vec<Subject<'j>>) {
    if depth > MOST_NESTED {
        return;
    }
    if let Json::Array(list) = json {
        for (index, item) in list.iter().enumerate() {
            collect(item, format!("{pointer}/{index}"), depth + 1, found);
        }
        return;
    }
    if let Some(inner) = get(json, "verifiableCredential") {
        collect(inner, format!("{pointer}/verifiableCredential"), depth + 1, found);
    }
    let pointer = format!("{pointer}/credentialSubject");
    match get(json, "credentialSubject") {
        Some(Json::Array(list)) => {
            let all = list.iter().enumerate();
            found.extend(all.map(|(index, json)| Subject { json, pointer: format!("{pointer}/{index}") }));
        }
        Some(json @ Json::Object(_)) => found.push(Subject { json, pointer }),
        _ => {}
    }
}

impl<'j> Subject<'j> {
    /// Returns whether it is of one of these types, whatever the prefix of its vocabulary.
    fn is(&self, types: &[&str]) -> bool {
        let fits = |name: &str| types.contains(&name.rsplit([':', '#', '/']).next().unwrap_or(name));
        ["type", "@type"].iter().any(|key| {
            text(self.json, key).is_some_and(fits)
                || items(self.json, key).iter().any(|one| matches!(one, Json::Text(name) if fits(name)))
        })
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
fn provider(draft: &mut Draft, subjects: &[Subject<'_>], at: &dyn Fn(&str) -> Origin) {
    let persons: Vec<&Subject<'_>> =
        subjects.iter().filter(|one| one.is(&["LegalParticipant", "LegalPerson", "Participant"])).collect();
    let services = subjects.iter().filter(|one| one.is(&["ServiceOffering"]));
    let named: Vec<&str> = services.filter_map(|service| id_of(service.term(&["providedBy"])?.0)).collect();
    let provides = |person: &&&Subject<'_>| id_of(person.json).is_some_and(|id| named.contains(&id));
    let person = match persons.as_slice() {
        [only] => Some(*only),
        several => several.iter().find(provides).copied(),
    };
    let Some(person) = person else {
        for person in persons {
            draft.unread(at(&person.pointer), "a legal person that no service names as its provider".to_owned());
        }
        return;
    };
    let mut facts = Vec::new();
    if let Some((Json::Text(name), pointer)) = person.term(&["legalName", "name"]) {
        facts.push(("name", Json::Text(name.clone()), at(&pointer)));
    }
    // The registered office is at the legal address, the central administration at the headquarters.
    for (fact, terms) in [
        ("seat", ["legalAddress", "registeredAddress"]),
        ("administration", ["headquarterAddress", "headquartersAddress"]),
    ] {
        if let Some((address, pointer)) = person.term(&terms) {
            match place(address) {
                Some(code) => facts.push((fact, Json::Text(code.to_owned()), at(&pointer))),
                None => draft.unread(at(&pointer), "an address without a country that is known".to_owned()),
            }
        }
    }
    draft.party("provider", &at(&person.pointer), facts);
}

fn id_of(json: &Json) -> Option<&str> {
    match json {
        Json::Text(id) => Some(id),
        _ => text(json, "id").or_else(|| text(json, "@id")),
    }
}

/// Adds a site for each address of a resource.
fn sites(draft: &mut Draft, subject: &Subject<'_>, at: &dyn Fn(&str) -> Origin) {
    let is_resource = ["PhysicalResource", "Datacenter", "DataCenter", "AvailabilityZone", "Region"];
    if !subject.is(&is_resource) {
        let is_read = ["LegalParticipant", "LegalPerson", "Participant", "ServiceOffering"];
        if !subject.is(&is_read) {
            draft.unread(at(&subject.pointer), "a subject of a type that is not read".to_owned());
            draft.open("a subject is of a type that is not read".to_owned());
        }
        return;
    }
    let Some((addresses, pointer)) = subject.term(&["locationAddress", "location", "address"]) else {
        draft.unread(at(&subject.pointer), "a resource without a location".to_owned());
        return draft.open("a resource has no location".to_owned());
    };
    let several = match addresses {
        Json::Array(list) => list.iter().enumerate().map(|(i, one)| (one, format!("{pointer}/{i}"))).collect(),
        one => vec![(one, pointer)],
    };
    for (address, pointer) in several {
        let facts = match place(address) {
            Some(code) => vec![("place", Json::Text(code.to_owned()), at(&pointer))],
            None => {
                draft.unread(at(&pointer), "an address without a country that is known".to_owned());
                vec![]
            }
        };
        for list in LISTS {
            draft.entry(list, &at(&subject.pointer), facts.clone());
        }
    }
}

/// Returns the country of an address: by its code, or by that of a subdivision.
fn place(address: &Json) -> Option<&'static str> {
    let names = ["countryCode", "country", "countrySubdivisionCode", "country-name", "addressCountry"];
    match term(address, &names)?.1 {
        Json::Text(word) => atlas::place_written(word),
        // `{"gx:countryCode": {"@value": "FR"}}`
        inner => text(inner, "@value").and_then(atlas::place_written),
    }
}
