//! Where a page ends, so that the next one starts there.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::SearchError;
use crate::request::SearchRequest;

/// Where a page ends. Opaque to those who carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cursor {
    /// Name of the revision count.
    #[serde(rename = "e")]
    pub(crate) epoch: String,
    /// Revision that was searched.
    #[serde(rename = "r")]
    pub(crate) revision: u64,
    /// Day of the search, so that `since:30d` means the same on every page.
    #[serde(rename = "d")]
    pub(crate) day: Date,
    /// Its day in UTC, from which recency counts.
    #[serde(rename = "u")]
    pub(crate) utc_day: i64,
    /// Results on the pages before.
    #[serde(rename = "o")]
    pub(crate) offset: usize,
    /// Id of the last of them.
    #[serde(rename = "i")]
    pub(crate) last: String,
    /// Which search it belongs to.
    #[serde(rename = "q")]
    pub(crate) search: u64,
}

impl Cursor {
    pub(crate) fn encode(&self) -> String {
        // Strings and numbers always serialize.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a cursor of this search. Fails when it is of another one, or none at all.
    pub(crate) fn decode(text: &str, request: &SearchRequest) -> Result<Self, SearchError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| SearchError::BadCursor)?;
        let cursor: Self = serde_json::from_slice(&bytes).map_err(|_| SearchError::BadCursor)?;
        if cursor.search == search_name(request) { Ok(cursor) } else { Err(SearchError::BadCursor) }
    }
}

/// A number for all of a request that decides which articles come in which order (FNV-1a, 64 bits).
pub(crate) fn search_name(request: &SearchRequest) -> u64 {
    let text = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        request.query,
        request.match_mode,
        request.sections,
        request.fields,
        request.expand,
        request.sort,
        request.unfold
    );
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(query: &str) -> SearchRequest {
        SearchRequest { query: query.to_owned(), ..SearchRequest::default() }
    }

    #[test]
    fn a_cursor_is_good_for_its_own_search_alone() {
        let asked = request("openai");
        let cursor = Cursor {
            epoch: "k3".to_owned(),
            revision: 57,
            day: jiff::civil::date(2026, 4, 27),
            utc_day: 20_570,
            offset: 10,
            last: "2026/ünder".to_owned(),
            search: search_name(&asked),
        };
        let text = cursor.encode();
        assert_eq!(Cursor::decode(&text, &asked).unwrap(), cursor);
        assert!(matches!(Cursor::decode(&text, &request("aws")), Err(SearchError::BadCursor)));
        for bad in ["", "x", "e30", "💥", &text[1..]] {
            assert!(matches!(Cursor::decode(bad, &asked), Err(SearchError::BadCursor)), "{bad}");
        }
        // The size of a page may change on the way.
        assert!(Cursor::decode(&text, &SearchRequest { limit: 50, ..asked }).is_ok());
    }
}
