//! `GET /api/v1/articles/{id}`

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use jiff::Zoned;
use precis_query::response::ArticleResponse;
use precis_query::{IdMatch, Library, SearchError, SearchRequest};

use crate::ask::{ArticleId, ArticleParameters, Strictness, Tagged, article_request, article_tag};
use crate::problem::{Code, Problem, ProblemBody};
use crate::state::AppState;

/// Returns one article, whole.
#[utoipa::path(
    get,
    path = "/api/v1/articles/{*id}",
    operation_id = "article",
    params(
        ("id" = String, Path, description = "Id of the article; slashes in it stay slashes."),
        ArticleParameters,
    ),
    responses(
        (status = 200, description = "The article.", body = ArticleResponse),
        (status = 304, description = "The article is as `If-None-Match` names it."),
        (status = 404, description = "There is no article of that id.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn article(
    State(state): State<AppState>,
    ArticleId(id): ArticleId,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let marks = article_request(&uri, Strictness::Refuse)?;
    let plain = marks.is_none();
    let mut answer = find_article(&state, id, &headers, &uri, marks).await?;
    if plain {
        // Without marks the tag is the article's own, good for `If-Match`.
        answer = answer.tagged_by(&headers, article_tag);
    }
    Ok(answer.respond(|article| Json(article).into_response()))
}

/// Finds an article; where there is none, the ids that may have been meant.
pub(crate) async fn find_article(
    state: &AppState,
    id: String,
    headers: &HeaderMap,
    uri: &Uri,
    marks: Option<SearchRequest>,
) -> Result<Tagged<ArticleResponse>, Problem> {
    ask_about(state, id, headers, uri, move |library, id, now| {
        library.article(id, marks.as_ref(), now)
    })
    .await
}

/// Asks something about an article; where there is none, the ids that may have been meant are said.
pub(crate) async fn ask_about<T: Send + 'static>(
    state: &AppState,
    id: String,
    headers: &HeaderMap,
    uri: &Uri,
    question: impl FnOnce(&Library, &str, &Zoned) -> Result<Option<T>, SearchError> + Send + 'static,
) -> Result<Tagged<T>, Problem> {
    let found = state
        .ask_tagged(uri, headers, move |library, now| match question(library, &id, now)? {
            Some(answer) => Ok(Ok(answer)),
            None => Ok(Err(library.find_id(&id)?)),
        })
        .await?;
    match found {
        Tagged::Known(tag) => Ok(Tagged::Known(tag)),
        Tagged::New(tag, Ok(answer)) => Ok(Tagged::New(tag, answer)),
        Tagged::New(_, Err(near)) => Err(no_such_article(near)),
    }
}

/// Says that there is no such article, and which may have been meant.
fn no_such_article(near: IdMatch) -> Problem {
    let detail = "There is no article of that id in the library.";
    let near = match near {
        IdMatch::One(id) => vec![id],
        IdMatch::Several(ids) => ids,
        IdMatch::None => Vec::new(),
    };
    Problem::new(Code::NoSuchArticle, detail).did_you_mean(near)
}
