//! `If-Match` and `If-None-Match`: a write that holds only as long as the article is what its sender knows.

use axum::http::{HeaderMap, header};

use crate::ask::{article_tag, is_same_article};
use crate::problem::{Code, Problem};
use crate::state::AppState;

/// What must hold of an article for it to be written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// It is there.
    Exists,
    /// It is not there.
    IsNew,
    /// It is one of these versions, by entity tags without their marks of weakness.
    Is(Vec<String>),
}

impl Condition {
    /// Reads the headers of a write; none if it holds whatever is there.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Option<Self>, Problem> {
        let list = |name| -> Vec<String> {
            let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
            let tags = values.flat_map(|value| value.split(',')).map(str::trim);
            tags.filter(|tag| !tag.is_empty())
                .map(|tag| tag.trim_start_matches("W/").to_owned())
                .collect()
        };
        let (wanted, unwanted) = (list(header::IF_MATCH), list(header::IF_NONE_MATCH));
        match (wanted.as_slice(), unwanted.as_slice()) {
            ([], []) => Ok(None),
            ([any], []) if any == "*" => Ok(Some(Self::Exists)),
            ([], [any]) if any == "*" => Ok(Some(Self::IsNew)),
            (_, []) => Ok(Some(Self::Is(wanted))),
            _ => {
                let detail =
                    "A write takes `If-Match` with entity tags or `*`, or `If-None-Match: *`.";
                Err(Problem::new(Code::BadParameter, detail))
            }
        }
    }

    /// Looks whether it holds of an article as it is searched now.
    pub(crate) fn check(&self, state: &AppState, id: &str) -> Result<(), Problem> {
        let library = state.library().ok_or_else(|| Problem::not_ready(state.readiness()))?;
        let article = library.article(id, None, &state.clock().now())?;
        let holds = match (self, &article) {
            (Self::Exists, article) => article.is_some(),
            (Self::IsNew, article) => article.is_none(),
            (Self::Is(_), None) => false,
            (Self::Is(tags), Some(article)) => {
                let tag = article_tag(article);
                tags.iter().any(|known| is_same_article(known, tag.bare()))
            }
        };
        if holds {
            return Ok(());
        }
        let detail = match article {
            Some(_) => "The article is another version by now; nothing was changed. Read it again.",
            None => "There is no article of that id; nothing was changed.",
        };
        Err(Problem::new(Code::PreconditionFailed, detail))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_become_conditions() {
        let of = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(*name, value.parse().unwrap());
            }
            Condition::of(&headers).map_err(|problem| problem.body().code)
        };
        assert_eq!(of(&[]), Ok(None));
        assert_eq!(of(&[("if-match", "*")]), Ok(Some(Condition::Exists)));
        assert_eq!(of(&[("if-none-match", "*")]), Ok(Some(Condition::IsNew)));
        let tags = Condition::Is(vec!["\"a\"".to_owned(), "\"b\"".to_owned()]);
        assert_eq!(of(&[("if-match", "W/\"a\", \"b\"")]), Ok(Some(tags)));
        assert_eq!(of(&[("if-none-match", "\"a\"")]), Err(Code::BadParameter));
        assert_eq!(of(&[("if-match", "*"), ("if-none-match", "*")]), Err(Code::BadParameter));
    }
}
