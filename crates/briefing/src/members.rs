//! Files of JSON: one object, a list of them, or one a line.

use std::io;

use crate::decode::decode;
use crate::format::{Format, Scanned, Scanner, json};
use crate::read::{Sink, encoding_note};
use crate::{Fault, FaultCode, Member, Reading};

/// Reads every article of a JSON file. Fails only when reading the bytes fails.
pub(crate) fn read(
    reading: &Reading<'_>,
    format: Format,
    input: &mut dyn io::BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let mut members =
        Members { reading, scanner: Scanner::new(input, reading.limit_bytes), sink, ended: false };
    members.scanner.skip_mark()?;
    if format == Format::JsonLines {
        return members.lines(true);
    }
    match members.scanner.skip_space()? {
        None => members.fault(Fault::new(FaultCode::Empty, "there is no text in it")),
        Some(b'[') => members.list()?,
        Some(b'{') => members.objects()?,
        Some(_) => {
            let line = members.scanner.line();
            members.fault(
                Fault::new(FaultCode::Json, "an article or a list of them begins with `{` or `[`")
                    .at_line(line),
            );
        }
    }
    Ok(())
}

struct Members<'a, 'b> {
    reading: &'a Reading<'a>,
    scanner: Scanner<'a>,
    sink: &'a mut Sink<'b>,
    ended: bool,
}

impl Members<'_, '_> {
    /// Reads an object a line from here on.
    fn lines(&mut self, from_top: bool) -> io::Result<()> {
        let mut is_empty = from_top;
        while !self.ended
            && let Some(line) = self.scanner.next_line()?
        {
            if line.is_too_large || !line.bytes.trim_ascii().is_empty() {
                is_empty = false;
                self.member(&line, Some(line.line));
            }
        }
        if is_empty && !self.ended {
            self.fault(Fault::new(FaultCode::Empty, "there is no text in it"));
        }
        Ok(())
    }

    /// Reads one object, or several one after the other.
    fn objects(&mut self) -> io::Result<()> {
        let first = self.scanner.next_value()?;
        let is_one_line = self.scanner.line() == first.line;
        match self.scanner.skip_space()? {
            None => self.member(&first, None),
            Some(b'{') => {
                self.member(&first, Some(first.line));
                drop(first);
                // Lines are told apart even where one of them is broken.
                if is_one_line {
                    return self.lines(false);
                }
                while !self.ended
                    && let Some(byte) = self.scanner.skip_space()?
                {
                    let next = if byte == b'{' {
                        Some(self.scanner.next_value()?)
                    } else {
                        self.scanner.next_line()?
                    };
                    if let Some(next) = next {
                        self.member(&next, Some(next.line));
                    }
                }
            }
            Some(_) => {
                self.member(&first, None);
                let line = self.scanner.line();
                self.fault(
                    Fault::new(FaultCode::Json, "something follows the article that is none")
                        .at_line(line),
                );
            }
        }
        Ok(())
    }

    /// Reads a list, its first bracket still ahead.
    fn list(&mut self) -> io::Result<()> {
        self.scanner.take()?;
        let mut place = 0;
        let mut next = self.scanner.skip_space()?;
        if next == Some(b']') {
            self.fault(Fault::new(FaultCode::Empty, "the list holds no article"));
            return Ok(());
        }
        while !self.ended {
            if matches!(next, None | Some(b',' | b']' | b'}')) {
                self.broken_list(place, next);
                return Ok(());
            }
            place += 1;
            let scanned = self.scanner.next_value()?;
            self.member(&scanned, Some(place));
            drop(scanned);
            match self.scanner.skip_space()? {
                Some(b',') => {
                    self.scanner.take()?;
                    next = self.scanner.skip_space()?;
                }
                Some(b']') => {
                    self.scanner.take()?;
                    if self.scanner.skip_space()?.is_some() {
                        let line = self.scanner.line();
                        self.fault(
                            Fault::new(FaultCode::Json, "something follows the list").at_line(line),
                        );
                    }
                    return Ok(());
                }
                other => {
                    self.broken_list(place, other);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn broken_list(&mut self, place: u64, found: Option<u8>) {
        let detail = match found {
            None => format!("the list ends after article {place} without its closing bracket"),
            Some(_) => format!("the list breaks off after article {place}"),
        };
        let line = self.scanner.line();
        self.fault(Fault::new(FaultCode::Json, detail).at_line(line));
    }

    /// Hands on a fault of the file.
    fn fault(&mut self, fault: Fault) {
        let offset = self.scanner.offset();
        if !self.ended {
            self.ended = (self.sink)(Err(fault.of_member(None, 0..offset)), &[]).is_break();
        }
    }

    /// Reads one member and hands it on.
    fn member(&mut self, scanned: &Scanned, place: Option<u64>) {
        if self.ended {
            return;
        }
        let result = self
            .article(scanned, place)
            .map_err(|fault| fault.of_member(place, scanned.range.clone()));
        self.ended = (self.sink)(result, &scanned.bytes).is_break();
    }

    fn article(&self, scanned: &Scanned, place: Option<u64>) -> Result<Member, Fault> {
        if scanned.is_too_large {
            return Err(self.reading.too_large().at_line(scanned.line));
        }
        let Some(decoded) = decode(&scanned.bytes) else {
            return Err(Fault::new(FaultCode::Binary, "it is not text").at_line(scanned.line));
        };
        let mut notes: Vec<Fault> = encoding_note(decoded.mended_from).into_iter().collect();
        let Reading { path, vocabulary, .. } = *self.reading;
        let article =
            json::article(&decoded.text, scanned.line, path, place, vocabulary, &mut notes)?;
        let notes =
            notes.into_iter().map(|note| note.of_member(place, scanned.range.clone())).collect();
        Ok(Member { place, range: scanned.range.clone(), article, notes })
    }
}
