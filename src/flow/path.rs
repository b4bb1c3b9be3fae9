//! Paths of facts, as diagnostics and missing facts show them.

/// Returns `path.key`; the root has no path.
#[inline(never)]
pub(super) fn join(path: &str, key: &str) -> String {
    let key = shown(key);
    if path.is_empty() { key } else { [path, ".", &key].concat() }
}

/// Returns `path[index]`.
#[inline(never)]
pub(super) fn indexed(path: &str, index: usize) -> String {
    [path, "[", &index.to_string(), "]"].concat()
}

/// How many characters of a key a message shows.
const SHOWN: usize = 60;

/// Returns a key as a message shows it: short, and without control characters.
pub(crate) fn shown(key: &str) -> String {
    if key.len() <= SHOWN && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return key.to_owned();
    }
    let clean: String = key.chars().take(SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if key.chars().count() > SHOWN { format!("{clean}…") } else { clean }
}
