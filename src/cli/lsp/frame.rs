//! Reads messages from a stream: headers, an empty line, and as many bytes as they say.

use std::io::{BufRead, Read};

/// The longest message, in bytes. Memory is taken as bytes arrive, and never because a header says so.
const LONGEST: u64 = 64 << 20;
/// The longest line of a header, and the most lines of one.
const LONGEST_LINE: u64 = 4 << 10;
const MOST_LINES: usize = 64;

/// A message, or why there is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Message(String),
    Unreadable(String),
    /// The stream does not say where the next message begins, so that nothing more can be read.
    Lost(String),
}

/// Reads the next message; `None` where the stream has ended.
pub(super) fn read(input: &mut impl BufRead) -> Option<Frame> {
    content(input).unwrap_or_else(|why| Some(Frame::Lost(why)))
}

/// Reads a message, headers first. Returns an error where the stream is no longer understood.
fn content(input: &mut impl BufRead) -> Result<Option<Frame>, String> {
    let Some(length) = header(input)? else { return Ok(None) };
    let ended = |read| format!("the input ended after {read} of the {length} bytes of a message");
    if length > LONGEST {
        let skipped = std::io::copy(&mut input.take(length), &mut std::io::sink()).map_err(unread)?;
        let why = format!("a message of {length} bytes is too long: at most {LONGEST} are read");
        return if skipped == length { Ok(Some(Frame::Unreadable(why))) } else { Err(ended(skipped)) };
    }
    let mut bytes = vec![];
    input.take(length).read_to_end(&mut bytes).map_err(unread)?;
    let read = bytes.len() as u64;
    if read != length {
        return Err(ended(read));
    }
    Ok(Some(match String::from_utf8(bytes) {
        Ok(text) => Frame::Message(text),
        Err(_) => Frame::Unreadable("a message is in UTF-8".to_owned()),
    }))
}

fn unread(error: std::io::Error) -> String {
    format!("the input cannot be read: {error}")
}

/// Reads the headers of a message, and returns its length; `None` where the stream ends before them.
fn header(input: &mut impl BufRead) -> Result<Option<u64>, String> {
    let mut length = None;
    let mut begun = false;
    for _ in 0..MOST_LINES {
        let mut line = vec![];
        input.take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(unread)?;
        if line.is_empty() && !begun {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let Some(content) = line.strip_suffix('\n') else {
            return Err("a header does not end: `Content-Length: 2`, an empty line and the message are expected".into());
        };
        let content = content.trim_end_matches('\r');
        match content.split_once(':') {
            None if content.is_empty() => match length {
                Some(length) => return Ok(Some(length)),
                // Empty lines between messages are passed over.
                None => continue,
            },
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                let value = value.trim();
                length = Some(value.parse().map_err(|_| format!("`Content-Length: {value}` is no number of bytes"))?);
            }
            _ => {}
        }
        begun = true;
    }
    Err(format!("{MOST_LINES} lines without a message: `Content-Length: 2` and an empty line are expected before one"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut input: &[u8]) -> Vec<Frame> {
        std::iter::from_fn(|| read(&mut input)).collect()
    }

    fn message(text: &str) -> Frame {
        Frame::Message(text.to_owned())
    }

    #[test]
    fn messages_are_read_one_after_the_other() {
        let stream =
            "Content-Length: 2\r\n\r\n{}content-type: x\r\ncontent-length: 3\r\n\r\né1\r\nContent-Length:2\n\n[]";
        assert_eq!(all(stream.as_bytes()), [message("{}"), message("é1"), message("[]")]);
    }

    #[test]
    fn a_message_that_is_no_text_does_not_end_the_stream() {
        let frames = all(b"Content-Length: 1\r\n\r\n\xffContent-Length: 2\r\n\r\n{}");
        assert!(matches!(frames.as_slice(), [Frame::Unreadable(_), Frame::Message(_)]), "{frames:?}");
    }

    /// Returns why a stream is no longer understood, which it is from its first message on.
    fn lost(stream: &[u8]) -> String {
        let mut input = stream;
        match read(&mut input) {
            Some(Frame::Lost(why)) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_stream_that_is_not_understood_is_reported() {
        for (stream, why) in [
            ("Content-Length: 9\r\n\r\n{}", "2 of the 9 bytes"),
            ("Content-Length: x\r\n\r\n{}", "`Content-Length: x` is no number"),
            ("Content-Length: -1\r\n\r\n{}", "`Content-Length: -1` is no number"),
            ("Content-Length: 2\r\n", "a header does not end"),
            ("{}", "a header does not end"),
            (&"x".repeat(10_000), "a header does not end"),
            (&"x\n".repeat(10_000), "64 lines without a message"),
            (&format!("Content-Length: {}\r\n\r\n{{}}", u64::MAX), "2 of the 18446744073709551615 bytes"),
        ] {
            assert!(lost(stream.as_bytes()).contains(why), "{stream}: {}", lost(stream.as_bytes()));
        }
    }

    #[test]
    fn a_stream_ends_between_messages() {
        for stream in ["", "\r\n", "\n\n"] {
            assert_eq!(all(stream.as_bytes()), [], "{stream:?}");
        }
    }

    #[test]
    fn a_message_that_is_too_long_is_passed_over() {
        let length = LONGEST + 1;
        let header = format!("Content-Length: {length}\r\n\r\n");
        let stream =
            header.as_bytes().chain(std::io::repeat(b' ').take(length)).chain(&b"Content-Length: 2\r\n\r\n{}"[..]);
        let mut input = std::io::BufReader::new(stream);
        assert!(matches!(read(&mut input), Some(Frame::Unreadable(why)) if why.contains("too long")));
        assert_eq!(read(&mut input), Some(message("{}")));
    }
}
