//! A program as bytes, and back: what a compiled policy's file holds.
//!
//! ```text
//! "lociprog" ─ format, two bytes ─ length of the rest, four bytes ─ its SHA-256 ─ the program, as postcard writes it
//! ```
//!
//! Numbers are little-endian. The digest proves that the file is as it was written: not cut short, not damaged. It proves
//! nothing of who wrote it, since it has no key: whoever changes the file can write the digest that fits. What bears the
//! right digest is therefore still checked (`sound`), so that no file can trap the interpreter or keep it busy for ever; it
//! may still be another policy. There is no signature yet.

use super::Program;
use sha2::{Digest, Sha256};
use std::fmt;

/// What every file begins with.
const MAGIC: &[u8; 8] = b"lociprog";
/// The format that is written and read. Any change to `Program` or to what it means is another one.
const FORMAT: u16 = 5;
/// Bytes of a digest.
const DIGEST: usize = 32;

/// Why bytes are no program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// They are something else.
    Foreign,
    /// They were written by another version of the engine.
    Format(u16),
    /// Some are missing.
    Truncated,
    /// They are not those that were written.
    Altered,
    /// They were compiled with another atlas: places, regions and operators may have other positions, or be others.
    Atlas,
    /// They are whole, but no policy compiles to this.
    Unsound(&'static str),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::Foreign => {
                f.write_str("this is not a compiled policy: pass the bytes that `lexloci compile` wrote")
            }
            DecodeError::Format(found) => {
                let which = if *found > FORMAT { "a newer" } else { "another" };
                write!(f, "the policy was compiled by {which} version (format {found}, this engine reads {FORMAT}): ")?;
                f.write_str("compile it again with the engine that is to load it, or load it with that one")
            }
            DecodeError::Truncated => {
                f.write_str("the compiled policy is not whole: copy it again, as bytes and not as text")
            }
            DecodeError::Altered => {
                f.write_str("the compiled policy was altered: its digest does not fit; compile it again")
            }
            DecodeError::Atlas => {
                f.write_str("the policy was compiled with another atlas than this engine's: ")?;
                f.write_str("compile it again with the engine that is to load it, or load it with that one")
            }
            DecodeError::Unsound(what) => {
                write!(f, "the compiled policy is unsound ({what}): compile it again from its text")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// Returns whether bytes begin as the file of a compiled policy does, of any format.
pub fn is_compiled(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

impl Program {
    /// Encodes the program as bytes.
    pub fn encode(&self) -> Vec<u8> {
        // Writing to memory cannot fail, and no map or sequence of unknown length is in it.
        let payload = postcard::to_allocvec(self).unwrap_or_default();
        let length = payload.len() as u32;
        let digest = Sha256::digest(&payload);
        [&MAGIC[..], &FORMAT.to_le_bytes(), &length.to_le_bytes(), &digest, &payload].concat()
    }

    /// Decodes the program that was written as these bytes.
    ///
    /// # Errors
    /// When they are not whole, not unaltered, of another version, or not what a policy compiles to.
    pub fn decode(bytes: &[u8]) -> Result<Program, DecodeError> {
        let payload = payload(bytes)?;
        let (program, rest) = postcard::take_from_bytes::<Program>(payload)
            .map_err(|_| DecodeError::Unsound("it does not have the form of its version"))?;
        if !rest.is_empty() {
            return Err(DecodeError::Unsound("something follows its end"));
        }
        if program.atlas != super::atlas() {
            return Err(DecodeError::Atlas);
        }
        super::sound::check(&program).map_err(DecodeError::Unsound)?;
        Ok(program)
    }
}

/// Returns what stands after the head, when the head fits it.
fn payload(bytes: &[u8]) -> Result<&[u8], DecodeError> {
    let compared = bytes.len().min(MAGIC.len());
    if bytes.get(..compared) != MAGIC.get(..compared) || bytes.is_empty() {
        return Err(DecodeError::Foreign);
    }
    let rest = bytes.get(MAGIC.len()..).unwrap_or_default();
    let (format, rest) = rest.split_first_chunk::<2>().ok_or(DecodeError::Truncated)?;
    let format = u16::from_le_bytes(*format);
    if format != FORMAT {
        return Err(DecodeError::Format(format));
    }
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(DecodeError::Truncated)?;
    let (digest, payload) = rest.split_first_chunk::<DIGEST>().ok_or(DecodeError::Truncated)?;
    match payload.len().cmp(&(u32::from_le_bytes(*length) as usize)) {
        std::cmp::Ordering::Less => Err(DecodeError::Truncated),
        std::cmp::Ordering::Equal if Sha256::digest(payload)[..] == digest[..] => Ok(payload),
        _ => Err(DecodeError::Altered),
    }
}
