//! What the atlas knows, for whoever draws a map or fills a list. Rows are flat: pkg/atlas.js gives the fields names.

use crate::atlas::{Group, Place, provider, regions};
use crate::date::Date;
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Code and name of every place.
#[wasm_bindgen]
pub fn atlas_places() -> Array {
    let rows = Array::new();
    for place in Place::all() {
        push(&rows, &[place.code(), place.name()]);
    }
    rows
}

/// Name and title of every group of places.
#[wasm_bindgen]
pub fn atlas_groups() -> Array {
    let rows = Array::new();
    for group in Group::all() {
        push(&rows, &[group.name(), group.title()]);
    }
    rows
}

/// The codes of a group's members on a day; of none where there is no such group or day.
#[wasm_bindgen]
pub fn atlas_members(group: &str, day: &str) -> Array {
    let rows = Array::new();
    if let (Some(group), Some(day)) = (Group::from_name(group), Date::parse(day)) {
        for place in group.members_on(day).iter() {
            push(&rows, &[place.code()]);
        }
    }
    rows
}

/// Id, place or group, label, key of the provider, and the newest operator with its seat and that of its parent.
#[wasm_bindgen]
pub fn atlas_regions() -> Array {
    let rows = Array::new();
    for region in regions() {
        let operator = provider(region.provider).last();
        let operator = operator.map_or(["", "", ""], |o| [o.name, o.seat.code(), o.ultimate_parent.code()]);
        push(&rows, &[region.id, region.place.code(), region.label, region.provider]);
        push(&rows, &operator);
    }
    rows
}

fn push(rows: &Array, fields: &[&str]) {
    for field in fields {
        rows.push(&JsValue::from_str(field));
    }
}
