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
}

/// Reads the next message; `None` where the stream has ended, or where it cannot be told where a message begins.
pub(super) fn read(input: &mut impl BufRead) -> Option<Frame> {
    let length = header(input)?;
    if length > LONGEST {
        let skipped = std::io::copy(&mut input.take(length), &mut std::io::sink()).ok()?;
        let why = format!("a message of {length} bytes is too long: at most {LONGEST} are read");
        return (skipped == length).then_some(Frame::Unreadable(why));
    }
    let mut bytes = vec![];
    input.take(length).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 != length {
        return None;
    }
    Some(match String::from_utf8(bytes) {
        Ok(text) => Frame::Message(text),
        Err(_) => Frame::Unreadable("a message is in UTF-8".to_owned()),
    })
}

/// Reads the headers of a message, and returns its length.
fn header(input: &mut impl BufRead) -> Option<u64> {
    let mut length = None;
    for _ in 0..MOST_LINES {
        let mut line = vec![];
        input.take(LONGEST_LINE).read_until(b'\n', &mut line).ok()?;
        let line = String::from_utf8_lossy(&line);
        let content = line.strip_suffix('\n')?.trim_end_matches('\r');
        match content.split_once(':') {
            None if content.is_empty() => match length {
                Some(length) => return Some(length),
                // Empty lines between messages are passed over.
                None => continue,
            },
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = Some(value.trim().parse().ok()?);
            }
            _ => {}
        }
    }
    None
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

    #[test]
    fn a_length_that_is_not_kept_ends_the_stream() {
        for stream in
            ["Content-Length: 9\r\n\r\n{}", "Content-Length: x\r\n\r\n{}", "Content-Length: -1\r\n\r\n{}", "{}", ""]
        {
            assert_eq!(all(stream.as_bytes()), [], "{stream}");
        }
        let huge = format!("Content-Length: {}\r\n\r\n{{}}", u64::MAX);
        assert_eq!(all(huge.as_bytes()), []);
        assert_eq!(all("x".repeat(10_000).as_bytes()), []);
        assert_eq!(all("x\n".repeat(10_000).as_bytes()), []);
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
