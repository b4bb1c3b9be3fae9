//! Addresses of documents. Clients write the same address in several ways, so documents are kept by a plain form.

/// Returns an address with its escapes decoded, to compare addresses by. What is no escape stays as it is.
pub fn plain(uri: &str) -> String {
    let mut bytes = vec![];
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let escaped = match byte {
            b'%' => hex(ahead.next()).zip(hex(ahead.next())),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| uri.to_owned())
}

fn hex(byte: Option<u8>) -> Option<u8> {
    (byte? as char).to_digit(16).map(|digit| digit as u8)
}

/// Returns the address of a file beside another.
pub(super) fn beside(uri: &str, name: &str) -> String {
    let folder = uri.rsplit_once('/').map_or("", |(folder, _)| folder);
    [folder, "/", name, ".loci"].concat()
}

/// Returns the name that `use` calls a file by: that of the file without `.loci`.
pub(super) fn stem(uri: &str) -> Option<&str> {
    let name = uri.rsplit(['/', ':']).next().unwrap_or(uri);
    name.strip_suffix(".loci").filter(|stem| is_name(stem))
}

/// Returns whether `use` can name it.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(plain("file:///c%3A/a%20b/%C3%A9.loci"), "file:///c:/a b/é.loci");
        assert_eq!(plain("file:///100%"), "file:///100%");
        assert_eq!(plain("file:///%zz%4"), "file:///%zz%4");
        assert_eq!(plain("file:///%ff"), "file:///%ff");
    }

    #[test]
    fn a_module_lies_beside_its_policy() {
        assert_eq!(beside("file:///a/p.loci", "house"), "file:///a/house.loci");
        assert_eq!(stem("file:///a/house.loci"), Some("house"));
        assert_eq!(stem("file:///a/my house.loci"), None);
        assert_eq!(stem("untitled:Untitled-1"), None);
    }
}
