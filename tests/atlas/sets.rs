//! Sets of places.

use super::*;

#[test]
fn algebra() {
    let of = |codes: &str| -> PlaceSet { codes.split(' ').map(place).collect() };
    let (a, b) = (of("AD FR ZW"), of("FR US"));
    assert_eq!(a.union(b), of("AD FR US ZW"));
    assert_eq!(a.intersection(b), PlaceSet::of(place("FR")));
    assert_eq!(a.difference(b), of("AD ZW"));
    assert_eq!(a.len(), 3);
    let codes: Vec<_> = a.iter().map(Place::code).collect();
    assert_eq!(codes, ["AD", "FR", "ZW"]);
    assert!(PlaceSet::empty().is_empty() && PlaceSet::default().is_empty());
    assert_eq!(PlaceSet::all().len(), 256);
    assert!(PlaceSet::all().iter().eq(Place::all()));
    assert!(Place::all().all(|p| PlaceSet::all().contains(p)));
    assert!(!PlaceSet::all().is_empty() && a.is_subset(PlaceSet::all()));
}
