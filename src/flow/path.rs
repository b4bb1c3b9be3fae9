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

/// The paths of what stands in an object or a list, one after the other in one text.
pub(super) struct Below {
    text: String,
    /// The length of the path of the object or list itself.
    base: usize,
}

impl Below {
    /// Begins with the path of the object or list; the root has none.
    pub(super) fn of(path: &str) -> Below {
        let mut text = String::with_capacity(path.len() + 32);
        text.push_str(path);
        Below { text, base: path.len() }
    }

    /// Returns the path of a fact whose name is one of the vocabulary or of the policy.
    pub(super) fn fact(&mut self, name: &str) -> &str {
        self.text.truncate(self.base);
        if self.base > 0 {
            self.text.push('.');
        }
        self.text.push_str(name);
        &self.text
    }

    /// Returns the path of an entry.
    pub(super) fn entry(&mut self, index: usize) -> &str {
        self.text.truncate(self.base);
        self.text.push('[');
        self.text.push_str(&index.to_string());
        self.text.push(']');
        &self.text
    }
}

/// The most characters of a key that a message shows.
const SHOWN: usize = 60;

/// Returns a key as a message shows it: short, and without control characters.
pub(crate) fn shown(key: &str) -> String {
    if key.len() <= SHOWN && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return key.to_owned();
    }
    let clean: String = key.chars().take(SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if key.chars().count() > SHOWN { format!("{clean}…") } else { clean }
}
