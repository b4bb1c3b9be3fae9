//! Reads files and standard input as text, within limits.

use super::rejected::Rejected;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest policy or module, in bytes.
pub(crate) const POLICY_LIMIT: u64 = 1 << 20;
/// The largest file of flows or of golden cases, in bytes.
pub(crate) const FLOWS_LIMIT: u64 = 64 << 20;

/// A text and its name.
pub(crate) struct Text {
    /// The file's path as it was given, or `<stdin>`.
    pub(crate) name: String,
    /// The content.
    pub(crate) text: String,
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(path: &str, limit: u64) -> Result<Text, Rejected<'static>> {
    let name = if path == "-" { "<stdin>" } else { path };
    let bytes = read_bytes(path, limit)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { name: name.to_owned(), text }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = match is_utf16(error.as_bytes()) {
                true => "the file is in UTF-16: save it as UTF-8 (in PowerShell: `… | Out-File -Encoding utf8 FILE`)"
                    .to_owned(),
                false => format!("byte {at} of the file belongs to no character of UTF-8"),
            };
            Err(Rejected::without_position(name, "L0003", message))
        }
    }
}

/// Reads the bytes of a file, or of standard input for `-`.
pub(crate) fn read_bytes(path: &str, limit: u64) -> Result<Vec<u8>, Rejected<'static>> {
    let name = if path == "-" { "<stdin>" } else { path };
    let bytes = if path == "-" {
        bytes(std::io::stdin().lock(), limit)
    } else {
        open(Path::new(path)).and_then(|file| bytes(file, limit))
    };
    let bytes = bytes.map_err(|error| Rejected::without_position(name, "L0001", reason(&error)))?;
    if bytes.len() as u64 > limit {
        let message = format!("the file has more than {} KiB", limit >> 10);
        return Err(Rejected::without_position(name, "L0002", message));
    }
    Ok(bytes)
}

/// Opens a file. Systems differ in what they say of a folder.
fn open(path: &Path) -> std::io::Result<File> {
    if path.is_dir() {
        return Err(std::io::Error::other("this is a folder: name the files in it"));
    }
    File::open(path)
}

/// Returns the message of an error of the system without its number, which differs between platforms.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let message = error.to_string();
    match message.split_once(" (os error ") {
        Some((text, _)) => text.to_owned(),
        None => message,
    }
}

/// Returns whether bytes begin with the byte order mark of UTF-16, in either byte order.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// Reads at most one byte more than allowed, so that an endless input ends.
fn bytes(input: impl Read, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
