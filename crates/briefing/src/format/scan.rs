//! Bytes of a file that holds many articles, cut into members one at a time.

use std::io::{self, BufRead};
use std::ops::Range;

/// Cuts a stream into lines or JSON values, holding no more than one of them.
pub(crate) struct Scanner<'a> {
    input: &'a mut dyn BufRead,
    limit_bytes: u64,
    /// Bytes taken so far.
    offset: u64,
    /// Line of the next byte, from 1.
    line: u64,
}

/// One line or JSON value.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Scanned {
    /// Its bytes; none when it is over the limit.
    pub(crate) bytes: Vec<u8>,
    /// Half-open byte range in the stream.
    pub(crate) range: Range<u64>,
    /// Line of its first byte, from 1.
    pub(crate) line: u64,
    /// Whether it is over the limit.
    pub(crate) is_too_large: bool,
}

impl<'a> Scanner<'a> {
    /// Starts at the first byte; a member of more than `limit_bytes` is skipped.
    pub(crate) fn new(input: &'a mut dyn BufRead, limit_bytes: u64) -> Self {
        Self { input, limit_bytes, offset: 0, line: 1 }
    }

    /// Returns the line of the next byte, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Returns how many bytes were taken.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Returns the next byte without taking it; none at the end.
    pub(crate) fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.input.fill_buf() {
                Ok(buffer) => return Ok(buffer.first().copied()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Takes the byte that was peeked at, and looks no further.
    pub(crate) fn take(&mut self) -> io::Result<()> {
        if let Some(byte) = self.peek()? {
            self.input.consume(1);
            self.offset += 1;
            self.line += u64::from(byte == b'\n');
        }
        Ok(())
    }

    /// Takes white space, and returns the byte that follows.
    pub(crate) fn skip_space(&mut self) -> io::Result<Option<u8>> {
        self.take_while(false, |byte, _| byte.is_ascii_whitespace())?;
        self.peek()
    }

    /// Takes a byte order mark.
    pub(crate) fn skip_mark(&mut self) -> io::Result<()> {
        const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
        self.take_while(false, |byte, taken| MARK.get(taken as usize) == Some(&byte)).map(|_| ())
    }

    /// Takes a line and its end, which is not part of it; none at the end.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Scanned>> {
        if self.peek()?.is_none() {
            return Ok(None);
        }
        let scanned = self.take_while(true, |byte, _| byte != b'\n')?;
        if self.peek()?.is_some() {
            self.take()?;
        }
        Ok(Some(scanned))
    }

    /// Takes bytes as long as `goes_on(byte, how many were taken)` says so, and keeps them.
    pub(crate) fn take_piece(
        &mut self,
        goes_on: impl FnMut(u8, u64) -> bool,
    ) -> io::Result<Scanned> {
        self.take_while(true, goes_on)
    }

    /// Takes one JSON value: an object or list up to its closing bracket, anything else up to a comma, bracket or space.
    ///
    /// The value is cut by its brackets and strings alone; whether it parses is another question.
    pub(crate) fn next_value(&mut self) -> io::Result<Scanned> {
        let mut depth = 0_u64;
        let mut in_string = false;
        let mut escaped = false;
        let mut ended = false;
        self.take_while(true, |byte, _| {
            if ended {
                return false;
            }
            if in_string {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => in_string = false,
                    _ => {}
                }
                return true;
            }
            match byte {
                b'"' => in_string = true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 0 => return false,
                b'}' | b']' => {
                    depth -= 1;
                    ended = depth == 0;
                }
                b',' if depth == 0 => return false,
                _ if depth == 0 && byte.is_ascii_whitespace() => return false,
                _ => {}
            }
            true
        })
    }

    /// Takes bytes as long as `goes_on(byte, how many were taken)` says so, and keeps them if asked to.
    fn take_while(
        &mut self,
        keep: bool,
        mut goes_on: impl FnMut(u8, u64) -> bool,
    ) -> io::Result<Scanned> {
        let mut scanned =
            Scanned { line: self.line, range: self.offset..self.offset, ..Scanned::default() };
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let taken_before = self.offset - scanned.range.start;
            let mut lines = 0;
            let mut count = 0;
            for &byte in buffer {
                if !goes_on(byte, taken_before + count as u64) {
                    break;
                }
                lines += u64::from(byte == b'\n');
                count += 1;
            }
            let is_last = count < buffer.len() || buffer.is_empty();
            if keep && !scanned.is_too_large {
                if taken_before + count as u64 > self.limit_bytes {
                    scanned.is_too_large = true;
                    scanned.bytes = Vec::new();
                } else {
                    scanned.bytes.extend_from_slice(&buffer[..count]);
                }
            }
            self.input.consume(count);
            self.offset += count as u64;
            self.line += lines;
            if is_last {
                scanned.range.end = self.offset;
                return Ok(scanned);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn values_end_at_their_bracket_whatever_the_buffer() {
        let text = b"  {\"a\": \"}\\\"]\",\n\"b\": [1, {}]} , 12, [3]";
        for size in 1..20 {
            let mut input = BufReader::with_capacity(size, &text[..]);
            let mut scanner = Scanner::new(&mut input, 100);
            assert_eq!(scanner.skip_space().unwrap(), Some(b'{'));
            let object = scanner.next_value().unwrap();
            assert_eq!(object.bytes, b"{\"a\": \"}\\\"]\",\n\"b\": [1, {}]}");
            assert_eq!((object.range, object.line, scanner.line()), (2..29, 1, 2));
            assert_eq!(scanner.skip_space().unwrap(), Some(b','));
            scanner.take().unwrap();
            scanner.skip_space().unwrap();
            assert_eq!(scanner.next_value().unwrap().bytes, b"12");
        }
    }

    #[test]
    fn what_is_over_the_limit_is_taken_but_not_kept() {
        let mut input = BufReader::with_capacity(4, &b"\xef\xbb\xbf12345678\n1234567\n\nx"[..]);
        let mut scanner = Scanner::new(&mut input, 7);
        scanner.skip_mark().unwrap();
        let first = scanner.next_line().unwrap().unwrap();
        assert!(first.is_too_large && first.bytes.is_empty());
        assert_eq!(first.range, 3..11);
        let second = scanner.next_line().unwrap().unwrap();
        assert_eq!((second.bytes.as_slice(), second.line), (&b"1234567"[..], 2));
        assert_eq!(scanner.next_line().unwrap().unwrap().bytes, b"");
        assert_eq!(scanner.next_line().unwrap().unwrap().line, 4);
        assert_eq!(scanner.next_line().unwrap(), None);
    }
}
