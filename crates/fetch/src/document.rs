//! What was fetched: which format it is in, and in which encoding.

use encoding_rs::{Encoding, UTF_8};
use precis_briefing::{ending_of_beginning, ending_of_content_type, is_known_ending};
use url::Url;

/// A document from the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Address that it came from in the end.
    pub url: String,
    /// Address to ask from now on, where the one that was asked has moved for good.
    pub moved: Option<String>,
    /// What the server says that it is.
    pub content_type: Option<String>,
    /// Entity tag of this version.
    pub etag: Option<String>,
    /// Date of this version, as the server wrote it.
    pub last_modified: Option<String>,
    /// What it holds, unpacked.
    pub bytes: Vec<u8>,
}

impl Document {
    /// Returns the ending of files in its format (`html`, `xml`, `md`); none if it is in none that articles come in.
    ///
    /// A feed or page is one whatever the server says, for many say `text/plain` or `text/html` to everything.
    #[must_use]
    pub fn ending(&self) -> Option<&str> {
        if let Some(ending) = ending_of_beginning(&self.bytes) {
            return Some(ending);
        }
        let essence = self.content_type.as_deref().map(essence);
        let says_nothing =
            matches!(essence.as_deref(), None | Some("text/plain" | "application/octet-stream"));
        let by_name = says_nothing.then(|| self.ending_of_name()).flatten();
        by_name.or_else(|| ending_of_content_type(self.content_type.as_deref()?))
    }

    /// Returns the ending of its address, if files that end so are read.
    fn ending_of_name(&self) -> Option<&str> {
        let path = self.url.split(['?', '#']).next()?;
        let name = path.rsplit('/').next()?;
        // Whole, for a packed file has two.
        name.split_once('.').map(|(_, ending)| ending).filter(|_| is_known_ending(name))
    }

    /// Writes it anew in UTF-8 where the server alone says in which encoding it is.
    pub(crate) fn in_utf8(mut self) -> Self {
        let label = self.content_type.as_deref().and_then(charset);
        let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
        if let Some(named) = named.filter(|named| *named != UTF_8)
            && std::str::from_utf8(&self.bytes).is_err()
            && Encoding::for_bom(&self.bytes).is_none()
        {
            let (text, had_mistakes) = named.decode_without_bom_handling(&self.bytes);
            if !had_mistakes {
                self.bytes = text.into_owned().into_bytes();
            }
        }
        self
    }
}

fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Returns the value of `charset` in a content type.
fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// Returns the name of the host of an address, as ids begin; empty if it has none.
pub(crate) fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
    host.trim_start_matches("www.").trim_matches(['[', ']', '.']).replace("..", ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(url: &str, content_type: Option<&str>, bytes: &[u8]) -> Document {
        Document {
            url: url.to_owned(),
            moved: None,
            content_type: content_type.map(str::to_owned),
            etag: None,
            last_modified: None,
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn what_it_is_comes_before_what_the_server_says() {
        let ending = |url: &str, content_type, bytes: &[u8]| {
            document(url, content_type, bytes).ending().map(str::to_owned)
        };
        let rss = b"<?xml version='1.0'?><rss></rss>";
        assert_eq!(ending("https://a.example/", Some("text/html"), rss).as_deref(), Some("xml"));
        let page = b"<!doctype html><p>x";
        assert_eq!(ending("https://a.example/", None, page).as_deref(), Some("html"));
        let words = b"# Words\n";
        let markdown = "https://a.example/x.md?raw=1";
        assert_eq!(
            ending(markdown, Some("text/plain; charset=utf-8"), words).as_deref(),
            Some("md")
        );
        assert_eq!(
            ending("https://a.example/x", Some("text/plain"), words).as_deref(),
            Some("txt")
        );
        assert_eq!(
            ending("https://a.example/x", Some("text/markdown"), words).as_deref(),
            Some("md")
        );
        assert_eq!(ending("https://a.example/x.txt", Some("application/pdf"), b"%PDF"), None);
        assert_eq!(ending("https://a.example/", None, words), None);
    }

    #[test]
    fn an_encoding_that_the_server_alone_names_counts() {
        let page = b"<p>Caf\xe9</p>";
        let made = document("https://a.example/", Some("text/html; Charset=\"iso-8859-1\""), page);
        assert_eq!(made.in_utf8().bytes, "<p>Café</p>".as_bytes());
        let made =
            document("https://a.example/", Some("text/html; charset=iso-8859-1"), "é".as_bytes());
        assert_eq!(made.in_utf8().bytes, "é".as_bytes());
    }

    #[test]
    fn hosts_are_names_that_ids_can_begin_with() {
        assert_eq!(host("https://www.a.example:8080/x"), "a.example");
        assert_eq!(host("http://[::1]/x"), "::1");
    }
}
