//! The facts of the atlas, for maps and lists. Rows are flat; pkg/atlas.js names their fields.

use super::convert::to_js;
use crate::atlas::{Group, Place, provider, regions};
use crate::date::Date;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Returns code and name of every place.
#[wasm_bindgen]
pub fn atlas_places() -> Result<JsValue, JsValue> {
    to_js(&Place::all().flat_map(|place| [place.code(), place.name()]).collect::<Vec<_>>())
}

/// Returns name and title of every group of places.
#[wasm_bindgen]
pub fn atlas_groups() -> Result<JsValue, JsValue> {
    to_js(&Group::all().flat_map(|group| [group.name(), group.title()]).collect::<Vec<_>>())
}

/// Returns the codes of a group's members on a day; none where there is no such group or day.
#[wasm_bindgen]
pub fn atlas_members(group: &str, day: &str) -> Result<JsValue, JsValue> {
    let (Some(group), Some(day)) = (Group::from_name(group), Date::parse(day)) else {
        return to_js::<[&str; 0]>(&[]);
    };
    to_js(&group.members_on(day).iter().map(Place::code).collect::<Vec<_>>())
}

/// Returns for each region: id, place or group, label, key of the provider, name and seat of the newest operator (empty
/// where not known), and the seat of its parent.
#[wasm_bindgen]
pub fn atlas_regions() -> Result<JsValue, JsValue> {
    let mut fields = vec![];
    for region in regions() {
        let operator = provider(region.provider).last();
        let operator =
            operator.map_or(["", "", ""], |o| [o.name, o.seat.map_or("", Place::code), o.ultimate_parent.code()]);
        fields.extend([region.id, region.place.code(), region.label, region.provider]);
        fields.extend(operator);
    }
    to_js(&fields)
}
