//! A feed that is followed, as a person asked for it.

use std::time::Duration;

use jiff::{Span, SpanRelativeTo, Unit};
use serde::{Deserialize, Serialize};

use crate::{FetchError, address};

/// Time between two fetches where nothing else is said.
pub const USUAL_EVERY: Duration = Duration::from_secs(60 * 60);
/// Shortest time between two fetches.
const LEAST_EVERY: Duration = Duration::from_secs(60);
/// Longest time between two fetches.
const MOST_EVERY: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A feed that is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// Its address, in the one form that all of its spellings have.
    pub url: String,
    /// Its name, for those who speak of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Time between two fetches, in seconds.
    #[serde(rename = "every_s", with = "seconds", default = "usual")]
    pub every: Duration,
    /// Whether its host may be in a private network.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
}

impl Feed {
    /// Makes a feed of an address. Fails when it is none that is fetched.
    pub fn new(url: &str) -> Result<Self, FetchError> {
        let url = address::parse(url)?.to_string();
        Ok(Self { url, name: None, every: USUAL_EVERY, private: false })
    }
}

/// Reads a time between fetches (`30m`, `1h`, `1 day`), from a minute to thirty days. Fails with a sentence.
pub fn parse_every(text: &str) -> Result<Duration, String> {
    let span: Span = text
        .parse()
        .map_err(|_| format!("`{text}` is not a length of time; write it as 30m, 1h or 1d"))?;
    let days = SpanRelativeTo::days_are_24_hours();
    let seconds = span
        .total((Unit::Second, days))
        .map_err(|_| format!("`{text}` has no fixed length; write it in days, hours or minutes"))?;
    let every = Duration::try_from_secs_f64(seconds).unwrap_or_default();
    if (LEAST_EVERY..=MOST_EVERY).contains(&every) {
        Ok(every)
    } else {
        Err(format!("`{text}` is not between 1 minute and 30 days"))
    }
}

fn usual() -> Duration {
    USUAL_EVERY
}

mod seconds {
    use std::time::Duration;

    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(every: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(every.as_secs())
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minutes) in
            [("1h", 60), ("30m", 30), ("90 minutes", 90), ("1d", 1440), ("1h 30m", 90)]
        {
            assert_eq!(parse_every(text), Ok(Duration::from_secs(60 * minutes)), "{text}");
        }
        for bad in ["", "often", "10s", "31d", "1 month", "-1h", "5"] {
            assert!(parse_every(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_feed_comes_back_as_it_was_saved() {
        let feed = Feed { name: Some("Wire".to_owned()), ..Feed::new("http://A.example").unwrap() };
        let text = serde_json::to_string(&feed).unwrap();
        assert_eq!(text, r#"{"url":"http://a.example/","name":"Wire","every_s":3600}"#);
        assert_eq!(serde_json::from_str::<Feed>(&text).unwrap(), feed);
    }
}
