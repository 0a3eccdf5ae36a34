//! Mailboxes (mbox): messages one after the other, each below a line `From …`.

use std::borrow::Cow;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

use super::message;
use crate::format::{Scanned, Scanner};
use crate::read::Sink;
use crate::{Fault, FaultCode, Member, Reading};

/// Reads every message of a mailbox, holding no more than one of them. Fails only when reading the bytes fails.
pub(crate) fn read(
    reading: &Reading<'_>,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let mut messages = Messages {
        scanner: Scanner::new(input, reading.limit_bytes),
        limit_bytes: reading.limit_bytes,
        ahead: None,
    };
    match messages.first()? {
        Start::Nothing => {
            let _ = sink(Err(Fault::new(FaultCode::Empty, "there is no text in it")), &[]);
            return Ok(());
        }
        Start::Other => {
            let detail = "a mailbox begins with a line `From`, an address and a time";
            let _ = sink(Err(Fault::new(FaultCode::Mail, detail).at_line(1)), &[]);
            return Ok(());
        }
        Start::Message => {}
    }
    let mut place = 0;
    while let Some(raw) = messages.next()? {
        place += 1;
        let result = article(reading, &raw, place)
            .map_err(|fault| fault.at_line(raw.line).of_member(Some(place), raw.range.clone()));
        if sink(result, &raw.bytes) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

fn article(reading: &Reading<'_>, raw: &Scanned, place: u64) -> Result<Member, Fault> {
    if raw.is_too_large {
        return Err(reading.too_large());
    }
    let mut notes = Vec::new();
    let Reading { path, vocabulary, .. } = *reading;
    let article =
        message::article(&unquoted(&raw.bytes), path, Some(place), vocabulary, &mut notes)?;
    let notes =
        notes.into_iter().map(|note| note.of_member(Some(place), raw.range.clone())).collect();
    Ok(Member { place: Some(place), range: raw.range.clone(), article, notes })
}

/// How a file begins.
enum Start {
    Nothing,
    Message,
    Other,
}

/// Cuts a mailbox into its messages.
struct Messages<'a> {
    scanner: Scanner<'a>,
    limit_bytes: u64,
    /// The line that begins the next message.
    ahead: Option<Scanned>,
}

impl Messages<'_> {
    /// Passes over blank lines to the first message.
    fn first(&mut self) -> io::Result<Start> {
        while let Some(line) = self.scanner.next_line()? {
            if !line.bytes.trim_ascii().is_empty() || line.is_too_large {
                let begins = begins_message(&line.bytes);
                self.ahead = Some(line);
                return Ok(if begins { Start::Message } else { Start::Other });
            }
        }
        Ok(Start::Nothing)
    }

    /// Returns the next message, the line that begins it included.
    fn next(&mut self) -> io::Result<Option<Scanned>> {
        let Some(first) = self.ahead.take() else { return Ok(None) };
        let start = first.range.start;
        let mut message = first;
        message.bytes.push(b'\n');
        let mut after_blank = false;
        while let Some(line) = self.scanner.next_line()? {
            if after_blank && begins_message(&line.bytes) {
                self.ahead = Some(line);
                break;
            }
            after_blank = line.bytes.trim_ascii().is_empty() && !line.is_too_large;
            message.is_too_large |= line.is_too_large || line.range.end - start > self.limit_bytes;
            if message.is_too_large {
                message.bytes = Vec::new();
            } else {
                message.bytes.extend_from_slice(&line.bytes);
                message.bytes.push(b'\n');
            }
        }
        let end = self.ahead.as_ref().map_or(self.scanner.offset(), |next| next.range.start);
        message.range = start..end;
        // The last line of the file may have no end.
        message.bytes.truncate((end - start) as usize);
        Ok(Some(message))
    }
}

/// Tells whether a line begins a message: `From`, an address, and a time of day somewhere.
fn begins_message(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let has_time = rest.windows(4).any(|four| {
        four[0].is_ascii_digit()
            && four[1] == b':'
            && four[2].is_ascii_digit()
            && four[3].is_ascii_digit()
    });
    !rest.starts_with(b" ") && has_time
}

/// Returns a message without the line that begins it, and without the `>` before its own lines `From …`.
fn unquoted(message: &[u8]) -> Cow<'_, [u8]> {
    let start = message.iter().position(|&byte| byte == b'\n').map_or(message.len(), |at| at + 1);
    let message = &message[start..];
    let is_quoted = |line: &[u8]| {
        let signs = line.iter().take_while(|&&byte| byte == b'>').count();
        signs > 0 && line[signs..].starts_with(b"From ")
    };
    if !message.split(|&byte| byte == b'\n').any(is_quoted) {
        return Cow::Borrowed(message);
    }
    let mut out = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|&byte| byte == b'\n') {
        out.extend_from_slice(if is_quoted(line) { &line[1..] } else { line });
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_begin_below_a_blank_line() {
        for line in ["From a@b.example Mon Apr 27 10:00:00 2026", "From - Mon Apr 27 10:00:00 2026"]
        {
            assert!(begins_message(line.as_bytes()), "{line}");
        }
        for line in [
            "From here on it is easy",
            "from a@b.example Mon 10:00:00",
            ">From a 10:00:00",
            "From: a",
        ] {
            assert!(!begins_message(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn lines_that_look_like_a_beginning_lose_one_sign() {
        assert_eq!(
            &*unquoted(b"From a 1:00\nA: b\n\n>From c\n>>From d\n> From e\n"),
            b"A: b\n\nFrom c\n>From d\n> From e\n"
        );
    }
}
