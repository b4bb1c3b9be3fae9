//! Notes of a verdict on its flow, beside those that were made when the flow was read.

use crate::atlas::{self, Place};
use crate::flow::{Flow, Object, Value, field};
use crate::order::sort_by;
use crate::verdict::Note;
use crate::vocab::Kind;

/// Notes what only matters to a reader, and puts all notes in order.
pub(super) fn note(flow: &mut Flow) {
    let idle = flow.instead.iter().filter(|path| !flow.overruling.contains(*path)).map(|path| Note {
        code: "L0552".to_owned(),
        path: path.clone(),
        message: "`instead` lists this path, but nothing contradicts it".to_owned(),
    });
    let namesakes = flow.objects.iter().filter_map(|party| {
        let message = namesake(flow, party)?;
        Some(Note { code: "L0560".to_owned(), path: party.path.clone(), message })
    });
    let more: Vec<Note> = idle.chain(namesakes).collect();
    flow.notes.extend(more);
    sort_by(&mut flow.notes, |a, b| a.cmp(b));
}

/// Says how what is stated of a party differs from what the atlas knows of a vendor of that name. A name is no key, and two companies can
/// have one, so that what is stated counts.
fn namesake(flow: &Flow, party: &Object) -> Option<String> {
    let is_person = matches!(party.kind, Kind::Party | Kind::Holder | Kind::Supplier);
    if !is_person || party.has_atlas_name || party.vendor.is_some() {
        return None;
    }
    let stated = |fact| match party.facts.get(&fact) {
        Some(Value::Place(place)) => Some(place),
        _ => None,
    };
    let [seat, parent] = const { [field(Kind::Party, "seat"), field(Kind::Party, "ultimate_parent")] }.map(stated);
    let Some(Value::Text(name)) = party.facts.get(&const { field(Kind::Party, "name") }) else { return None };
    if seat.is_none() && parent.is_none() {
        return None;
    }
    let named = atlas::vendor_named(name)?;
    let known = named.on(flow.as_of);
    let of_group = |place: Place| {
        let companies = atlas::companies().iter().filter(|company| company.vendor == known.key);
        seat.is_some_and(|seat| {
            companies.map(|company| company.seat).chain([place]).any(|own| seat.places.contains(own))
        })
    };
    let is_elsewhere = known.seat.is_some_and(|own| seat.is_some() && !of_group(own));
    let is_of_others =
        known.ultimate_parent.is_some_and(|own| parent.is_some_and(|stated| !stated.places.contains(own)));
    let code = |place: Option<Place>| place.map_or("?", Place::code);
    (is_elsewhere || is_of_others).then(|| {
        let (seat, parent) = (code(known.seat), code(known.ultimate_parent));
        format!("the atlas knows {} in {seat}, of a group headed in {parent}: what is stated counts", known.name)
    })
}
