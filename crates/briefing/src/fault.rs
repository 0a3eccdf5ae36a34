//! What can be wrong with an input, and what to do about it.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Something wrong with a file or with one article of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What is wrong.
    pub code: FaultCode,
    /// Line (JSON Lines) or place in the list, from 1, of the article; none where the whole file is meant.
    pub place: Option<u64>,
    /// Line in the file, from 1, where it is known.
    pub line: Option<u64>,
    /// Half-open byte range in the file, where it is known.
    pub range: Option<Range<u64>>,
    /// What exactly: one clause, no full stop.
    pub detail: String,
}

/// What is wrong with an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// Refused: no text in it.
    Empty,
    /// Refused: not text.
    Binary,
    /// Refused: over the size limit.
    TooLarge,
    /// Refused: JSON that does not parse, or not of the shape of an article.
    Json,
    /// Refused: HTML that would make a page without bounds.
    Html,
    /// Refused: a mail without headers, or a mailbox that begins with no message.
    Mail,
    /// Refused: XML that is no feed, or a feed that breaks off.
    Feed,
    /// Refused: packed bytes that cannot be unpacked.
    Packed,
    /// Refused: the given id cannot be one.
    Id,
    /// Noted: decoded from another encoding than UTF-8.
    Encoding,
    /// Noted: front matter that does not parse; its simple lines were kept.
    FrontMatter,
    /// Noted: a given value that could not be used (a date that is none, say); it is kept as an extra field.
    Value,
}

impl Fault {
    /// Makes a fault that names no place yet.
    pub(crate) fn new(code: FaultCode, detail: impl Into<String>) -> Self {
        Self { code, place: None, line: None, range: None, detail: detail.into() }
    }

    /// Names the line of the file, from 1.
    pub(crate) fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// Names the member of a file that holds many.
    pub(crate) fn of_member(mut self, place: Option<u64>, range: Range<u64>) -> Self {
        self.place = place;
        self.range.get_or_insert(range);
        self
    }
}

impl FaultCode {
    /// Tells whether the fault keeps the article out.
    #[must_use]
    pub fn is_refusal(self) -> bool {
        match self {
            Self::Empty
            | Self::Binary
            | Self::TooLarge
            | Self::Json
            | Self::Html
            | Self::Mail
            | Self::Feed
            | Self::Packed
            | Self::Id => true,
            Self::Encoding | Self::FrontMatter | Self::Value => false,
        }
    }

    /// Returns what a person can do about it, as a sentence without full stop.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::Empty => "write something in it, or leave it out with an ignore pattern",
            Self::Binary => "save it as text, or leave it out with an ignore pattern",
            Self::TooLarge => "cut it into articles of at most 32 MB",
            Self::Json => "mend the JSON at the place named",
            Self::Html => "leave it out with an ignore pattern; it may be meant to do harm",
            Self::Mail => "save the mail with its headers, or leave it out with an ignore pattern",
            Self::Feed => "save the feed anew, or leave it out with an ignore pattern",
            Self::Packed => "pack it anew with gzip or zstd",
            Self::Id => "give it an id without `..` and control characters, at most 512 bytes long",
            Self::Encoding => "save it as UTF-8 to be sure of every character",
            Self::FrontMatter => {
                "mend the front matter; until then its plain `key: value` lines count"
            }
            Self::Value => "mend the value named; until then it is kept as it is",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)?;
        if let Some(line) = self.line {
            write!(f, " (line {line})")?;
        }
        Ok(())
    }
}
