//! `PUT` and `DELETE /api/v1/articles/{id}`

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use precis_briefing::{ARTICLE_LIMIT_BYTES, Article};

use crate::ask::{ArticleId, article_tag, switches};
use crate::encode::in_path;
use crate::guard::MayWrite;
use crate::media;
use crate::problem::{Code, Problem, ProblemBody};
use crate::state::AppState;
use crate::writing::{self, Condition, Fate, WriteResponse, Writing, fate, not_indexed};

/// Version of the answers' shape.
const VERSION: u32 = 1;

/// Stores one article under its id, in place of the one that was sent before.
#[utoipa::path(
    put,
    path = "/api/v1/articles/{*id}",
    operation_id = "put_article",
    params(
        ("id" = String, Path, description = "Id of the article; slashes in it stay slashes."),
        ("wait" = Option<bool>, Query, description = "`false`: answer once it is stored. Default: once a search finds it."),
        ("If-Match" = Option<String>, Header, description = "Only in place of these versions (`ETag` of the article), or `*`."),
        ("If-None-Match" = Option<String>, Header, description = "`*`: only if there is no such article."),
    ),
    request_body(description = "One article, in any format that a library's files come in.", content(
        ("application/json"), ("text/markdown"), ("text/plain"), ("text/html"),
    )),
    responses(
        (status = 200, description = "Another version was replaced, or the same was there.", body = WriteResponse),
        (status = 201, description = "A new article.", body = WriteResponse),
        (status = 202, description = "Stored; the index follows.", body = WriteResponse),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(crate) async fn put(
    State(state): State<AppState>,
    _: MayWrite,
    ArticleId(id): ArticleId,
    headers: HeaderMap,
    uri: Uri,
    body: Body,
) -> Result<Response, Problem> {
    let [wait] = switches(&uri, [("wait", true)])?;
    let ending = media::ending(&headers)?;
    let condition = Condition::of(&headers)?;
    let body = whole(body).await?;
    state
        .write(move |writing, state| {
            let article = writing::named(&id, ending, &body, &writing.vocabulary)?;
            store(writing, state, &article, condition.as_ref(), wait)
        })
        .await
}

/// Removes an article that was sent.
#[utoipa::path(
    delete,
    path = "/api/v1/articles/{*id}",
    operation_id = "delete_article",
    params(
        ("id" = String, Path, description = "Id of the article; slashes in it stay slashes."),
        ("wait" = Option<bool>, Query, description = "`false`: answer once its file is gone. Default: once no search finds it."),
        ("If-Match" = Option<String>, Header, description = "Only these versions (`ETag` of the article)."),
    ),
    responses(
        (status = 200, description = "It is gone.", body = WriteResponse),
        (status = 202, description = "Its file is gone; the index follows.", body = WriteResponse),
        (status = 404, description = "There is no article of that id.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "A file that was not sent here holds the id; nothing was removed.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(crate) async fn delete(
    State(state): State<AppState>,
    _: MayWrite,
    ArticleId(id): ArticleId,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let [wait] = switches(&uri, [("wait", true)])?;
    let condition = Condition::of(&headers)?;
    state
        .write(move |writing, state| {
            let mut check = || condition.as_ref().map_or(Ok(()), |it| it.check(state, &id));
            let Some(ticket) = writing.keeper.remove::<Problem>(&id, Some(&mut check))? else {
                let detail = "There is no article of that id in the library.";
                return Err(Problem::new(Code::NoSuchArticle, detail));
            };
            let answer = |status, seen: Option<(String, u64)>| {
                let (epoch, revision) = seen.unzip();
                WriteResponse {
                    version: VERSION,
                    id: id.clone(),
                    status,
                    path: None,
                    epoch,
                    revision,
                }
            };
            if !wait {
                let body = Json(answer(Fate::Accepted, None));
                return Ok((StatusCode::ACCEPTED, body).into_response());
            }
            let landed = ticket.wait().map_err(|error| not_indexed(&error))?.landed;
            let seen = (landed.epoch.clone(), landed.revision);
            Ok(Json(answer(Fate::Removed, Some(seen))).into_response())
        })
        .await
}

/// Stores an article and answers.
pub(super) fn store(
    writing: &Writing,
    state: &AppState,
    article: &Article,
    condition: Option<&Condition>,
    wait: bool,
) -> Result<Response, Problem> {
    let id = &article.id;
    let mut check = || condition.map_or(Ok(()), |condition| condition.check(state, id));
    let check: Option<&mut dyn FnMut() -> Result<(), Problem>> =
        if condition.is_some() { Some(&mut check) } else { None };
    let (stored, ticket) = writing.keeper.put::<Problem>(std::slice::from_ref(article), check)?;
    let Some(stored) = stored.into_iter().next() else { return Err(Problem::internal()) };
    let answer = WriteResponse {
        version: VERSION,
        id: id.clone(),
        status: Fate::Accepted,
        path: Some(stored.path.clone()),
        epoch: None,
        revision: None,
    };
    if !wait {
        return Ok((StatusCode::ACCEPTED, Json(answer)).into_response());
    }
    let landed = ticket.wait().map_err(|error| not_indexed(&error))?.landed;
    let answer = WriteResponse {
        status: fate(&landed, &stored),
        epoch: Some(landed.epoch.clone()),
        revision: Some(landed.revision),
        ..answer
    };
    let status = if answer.status == Fate::Created { StatusCode::CREATED } else { StatusCode::OK };
    let mut response = (status, Json(&answer)).into_response();
    let headers = response.headers_mut();
    if let Ok(location) =
        HeaderValue::from_str(&format!("{}/api/v1/articles/{}", state.base(), in_path(id)))
    {
        headers.insert(header::LOCATION, location);
    }
    // The version that `If-Match` may name from now on.
    let now = state.clock().now();
    let seen = state.library().and_then(|library| library.article(id, None, &now).ok().flatten());
    if let Some(tag) = seen.and_then(|it| HeaderValue::from_str(article_tag(&it).as_str()).ok()) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// Takes a body in whole, up to the size of one article.
pub(super) async fn whole(body: Body) -> Result<Bytes, Problem> {
    let limit = usize::try_from(ARTICLE_LIMIT_BYTES).unwrap_or(usize::MAX);
    to_bytes(body, limit).await.map_err(|_| {
        let detail = format!("The body is over {limit} bytes, or broke off.");
        Problem::new(Code::BodyTooLarge, detail)
    })
}
