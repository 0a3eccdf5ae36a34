//! How output looks: colours, links, width.

use std::path::Path;

use anstyle::Style;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// What the place that is printed to can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Whether a person looks at it, rather than a file or another program.
    pub(crate) terminal: bool,
    /// Whether colours and bold are shown.
    pub(crate) colour: bool,
    /// Whether links (OSC 8) are shown.
    pub(crate) links: bool,
    /// Columns.
    pub(crate) width: usize,
}

/// Most columns that lists are set over: longer lines are hard to read.
const WIDEST_LIST: usize = 120;
/// Most columns that running text is set over.
const WIDEST_PROSE: usize = 84;

impl Look {
    /// Returns the columns to set a list over.
    pub(crate) fn list_width(self) -> usize {
        self.width.min(WIDEST_LIST)
    }

    /// Returns the columns to set running text over.
    pub(crate) fn prose_width(self) -> usize {
        self.width.min(WIDEST_PROSE)
    }

    /// Returns text in a style, where colours are shown.
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() && style != Style::new() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// Returns text as a link to a file, where links are shown.
    pub(crate) fn link(self, file: &Path, text: &str) -> String {
        match file_address(file) {
            Some(address) if self.links => {
                format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
            }
            _ => text.to_owned(),
        }
    }
}

/// What is escaped in the address of a file: all but the unreserved characters of RFC 3986 and slashes.
const IN_ADDRESS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the `file:` address of an absolute path.
fn file_address(file: &Path) -> Option<String> {
    if !file.is_absolute() {
        return None;
    }
    Some(format!("file://{}", percent_encode(file.as_os_str().as_encoded_bytes(), IN_ADDRESS)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::file_address;

    #[test]
    fn addresses_escape_what_could_end_them() {
        let address = file_address(Path::new("/a b/\u{1b}é.txt")).unwrap();
        assert_eq!(address, "file:///a%20b/%1B%C3%A9.txt");
        assert_eq!(file_address(Path::new("a.txt")), None);
    }
}
