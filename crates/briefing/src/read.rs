//! The one door: the bytes of a file in, its articles out.

use std::io::BufRead;
use std::ops::{ControlFlow, Range};

use crate::{Article, Fault, Vocabulary};

/// Largest article that is read, in bytes.
pub const ARTICLE_LIMIT_BYTES: u64 = 32 * 1024 * 1024;

/// What reading depends on besides the bytes.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// Path inside the library, with `/` between folders: gives id, and date and source where the text has none.
    pub path: &'a str,
    /// Headings that tell what a section is.
    pub vocabulary: &'a Vocabulary,
    /// Largest article that is read, in bytes.
    pub limit_bytes: u64,
}

/// One article of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Line (JSON Lines) or place in the list (JSON array), from 1; none for a file that is one article.
    pub place: Option<u64>,
    /// Half-open byte range in the file, before decoding.
    pub range: Range<u64>,
    /// The article.
    pub article: Article,
    /// What was mended or kept out on the way; the article is read all the same.
    pub notes: Vec<Fault>,
}

/// Tells whether files of this name are read as briefings, by their ending.
#[must_use]
pub fn is_known_ending(_path: &str) -> bool {
    false
}

/// Reads a file and hands over each of its articles, or the fault that kept one out, with the raw bytes it was read from.
///
/// A fault of one member does not end the reading; the sink ends it by breaking.
/// Fails only when reading the bytes fails.
pub fn read(
    _reading: &Reading<'_>,
    _input: &mut dyn BufRead,
    _sink: &mut dyn FnMut(Result<Member, Fault>, &[u8]) -> ControlFlow<()>,
) -> std::io::Result<()> {
    Ok(())
}
