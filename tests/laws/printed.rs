//! Law 6: a printed module decides in Node as the explaining evaluator does, at every level and of every part.

use super::printed_modules::{Folder, ask_all};
use super::run::{FLOWS, law, note_answer, was_tried};
use super::world;
use std::cell::RefCell;

#[test]
fn printed_modules_agree_with_explaining() {
    let folder = RefCell::new(Folder::new("emit-laws"));
    let seen = law(200, |case, seen| {
        for _ in 0..FLOWS {
            let flow = case.flow();
            note_answer(&case.judge(&flow), seen);
            ask_all(&mut folder.borrow_mut(), "law", &case.policy, &world::text(&flow), None);
        }
        Ok(())
    });
    was_tried(&seen);
    let (compared, left) = folder.borrow().compare();
    let knows_no_vendors = |why: &serde_json::Value| why.as_str().is_some_and(|why| why.contains("knows no vendors"));
    assert!(compared > 1_000, "only {compared} were compared");
    assert!(left.iter().all(knows_no_vendors) && left.len() < 200, "left: {left:?}");
}
