//! Entity tags. Weak ones of searches: the same library, asked the same on the same day and by the same settings,
//! answers the same. Strong ones of articles and files, made of their bytes.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use jiff::Zoned;
use jiff::tz::TimeZone;
use precis_query::response::ArticleResponse;
use precis_query::{Library, SearchError};

use crate::problem::Problem;
use crate::routes::assets;
use crate::site::Site;
use crate::state::AppState;

/// An answer, or the news that the asker has it already.
#[derive(Debug)]
pub(crate) enum Tagged<T> {
    /// The asker has it.
    Known(EntityTag),
    /// Here it is.
    New(EntityTag, T),
}

/// An entity tag, as a header has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntityTag(String);

impl EntityTag {
    /// Makes the tag of what `asked` (path and query) finds in a library at a time, as a site shows it.
    fn new(library: &Library, site: &Site, asked: &str, now: &Zoned) -> Self {
        let (epoch, revision) = library.revision();
        let settings = (library.aliases().fingerprint(), site);
        Self::of(&epoch, revision, settings, asked, now)
    }

    /// Recency goes by the UTC day; relative dates (`since:30d`) by the day where the server stands.
    /// Another version of Précis may answer otherwise.
    fn of(epoch: &str, revision: u64, settings: impl Hash, asked: &str, now: &Zoned) -> Self {
        let day = now.with_time_zone(TimeZone::UTC).date();
        let mut hasher = DefaultHasher::new();
        (env!("CARGO_PKG_VERSION"), assets::fingerprint()).hash(&mut hasher);
        (settings, asked, now.date().to_string()).hash(&mut hasher);
        Self(format!("W/\"{epoch}-{revision}-{day}-{:016x}\"", hasher.finish()))
    }

    /// The tag without its mark of weakness.
    pub(crate) fn bare(&self) -> &str {
        self.0.trim_start_matches("W/")
    }

    /// The tag as a header has it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether `If-None-Match` names this tag.
    pub(crate) fn is_known(&self, headers: &HeaderMap) -> bool {
        let bare = self.bare();
        headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .any(|tag| tag.trim_start_matches("W/") == bare)
    }
}

/// Returns the tag of an article: of what is said of it, then of the revision that says so, because an answer names
/// that too.
pub(crate) fn article_tag(article: &ArticleResponse) -> EntityTag {
    let plain = ArticleResponse { epoch: String::new(), revision: 0, ..article.clone() };
    let hash = hash_of(serde_json::to_string(&plain).unwrap_or_default().as_bytes());
    EntityTag(format!("\"{hash}.{}-{}\"", article.epoch, article.revision))
}

/// Tells whether two tags of articles (without marks of weakness) are of the same article, whatever the revision: that
/// is what `If-Match` asks for, and it stays so when others come and go.
pub(crate) fn is_same_article(one: &str, other: &str) -> bool {
    one == other || one.split_once('.').zip(other.split_once('.')).is_some_and(|(a, b)| a.0 == b.0)
}

/// Returns the tag of a file by its bytes.
pub(crate) fn file_tag(bytes: &[u8]) -> EntityTag {
    EntityTag(format!("\"{}\"", hash_of(bytes)))
}

fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(32).collect()
}

impl AppState {
    /// Puts a question to the engine, unless the asker has the answer already.
    pub(crate) async fn ask_tagged<T: Send + 'static>(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        question: impl FnOnce(&Library, &Zoned) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<Tagged<T>, Problem> {
        let asked = uri.path_and_query().map_or_else(String::new, ToString::to_string);
        let headers = headers.clone();
        let site = self.site();
        self.ask(move |library, now| {
            // Made before the answer: should the library grow meanwhile, the tag is too old, never too new.
            let tag = EntityTag::new(library, &site, &asked, now);
            if tag.is_known(&headers) {
                return Ok(Tagged::Known(tag));
            }
            question(library, now).map(|answer| Tagged::New(tag, answer))
        })
        .await
    }
}

impl<T> Tagged<T> {
    /// Goes by another tag, one of the answer itself.
    pub(crate) fn tagged_by(self, headers: &HeaderMap, tag: impl FnOnce(&T) -> EntityTag) -> Self {
        match self {
            Self::New(_, answer) => {
                let tag = tag(&answer);
                if tag.is_known(headers) { Self::Known(tag) } else { Self::New(tag, answer) }
            }
            Self::Known(known) => Self::Known(known),
        }
    }

    /// Dresses the answer; `show` makes the body where there is one.
    pub(crate) fn respond(self, show: impl FnOnce(T) -> Response) -> Response {
        let (tag, mut response) = match self {
            Self::Known(tag) => (tag, StatusCode::NOT_MODIFIED.into_response()),
            Self::New(tag, answer) => (tag, show(answer)),
        };
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&tag.0) {
            headers.insert(header::ETAG, tag);
        }
        // To be kept, but asked about each time: the library may have grown.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Zoned {
        let time: jiff::civil::DateTime = time.parse().unwrap();
        time.to_zoned(TimeZone::UTC).unwrap()
    }

    #[test]
    fn the_tag_changes_with_epoch_revision_settings_question_and_day() {
        let noon = at("2026-04-27T12:00");
        let tag = EntityTag::of("k3", 57, 1, "/?q=openai", &noon);
        assert!(tag.0.starts_with("W/\"k3-57-2026-04-27-"), "{tag:?}");
        assert_eq!(tag, EntityTag::of("k3", 57, 1, "/?q=openai", &at("2026-04-27T23:59")));
        for other in [
            EntityTag::of("k4", 57, 1, "/?q=openai", &noon),
            EntityTag::of("k3", 58, 1, "/?q=openai", &noon),
            EntityTag::of("k3", 57, 2, "/?q=openai", &noon),
            EntityTag::of("k3", 57, 1, "/?q=nvidia", &noon),
            EntityTag::of("k3", 57, 1, "/?q=openai", &at("2026-04-28T00:00")),
        ] {
            assert_ne!(tag, other);
        }
    }

    #[test]
    fn a_tag_is_known_among_several_and_whether_weak_or_not() {
        let tag = EntityTag::of("k3", 57, 1, "/", &at("2026-04-27T12:00"));
        let mut headers = HeaderMap::new();
        assert!(!tag.is_known(&headers));
        let list = format!("\"other\", {}", tag.0.trim_start_matches("W/"));
        headers.insert(header::IF_NONE_MATCH, list.parse().unwrap());
        assert!(tag.is_known(&headers));
    }
}
