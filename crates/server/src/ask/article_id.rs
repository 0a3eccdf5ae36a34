//! The id in a path.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::problem::{Code, Problem};

/// Id of an article, as a path names it; slashes in it stay slashes.
#[derive(Debug)]
pub(crate) struct ArticleId(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for ArticleId {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(id)) => Ok(Self(id)),
            Err(_) => {
                let detail = "The id in the path is not valid UTF-8 once decoded.";
                Err(Problem::new(Code::BadPath, detail))
            }
        }
    }
}
