//! `GET /raw/{id}`: the file that an article was read from, as it lies in the library

use std::path::{Component, Path as FilePath, PathBuf};

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use precis_query::response::ArticleResponse;

use crate::ask::{ArticleId, Tagged, file_tag};
use crate::problem::{Code, Problem};
use crate::routes::api_article::find_article;
use crate::state::AppState;

pub(crate) async fn raw_file(
    State(state): State<AppState>,
    ArticleId(id): ArticleId,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let answer = match find_article(&state, id, &headers, &uri, None).await? {
        Tagged::Known(tag) => Tagged::Known(tag),
        Tagged::New(tag, article) => {
            let file = place(&state, &article).ok_or_else(|| {
                let detail = "The article is one of several in its file, which is not shown here.";
                Problem::new(Code::NoSuchRoute, detail)
            })?;
            let read = tokio::task::spawn_blocking(move || std::fs::read(file)).await;
            let bytes = read.map_err(|_| Problem::internal())?.map_err(|error| {
                tracing::warn!(%error, path = article.path, "a file of the library cannot be read");
                let detail = "The file cannot be read; it may have gone since it was indexed.";
                Problem::new(Code::NoSuchArticle, detail)
            })?;
            Tagged::New(tag, (article.path, bytes))
        }
    };
    let answer = answer.tagged_by(&headers, |(_, bytes)| file_tag(bytes));
    Ok(answer.respond(|(path, bytes)| show(&path, bytes)))
}

/// Where the file is. The path comes from the index, never from the asker, and leads nowhere but down.
fn place(state: &AppState, article: &ArticleResponse) -> Option<PathBuf> {
    article.place.is_none().then(|| file_at(state.files()?, &article.path))?
}

/// Where a path of the index is below the library's folder; none if it leads anywhere else.
pub(super) fn file_at(files: &FilePath, path: &str) -> Option<PathBuf> {
    let path = FilePath::new(path);
    let goes_down = path.components().all(|part| matches!(part, Component::Normal(_)));
    goes_down.then(|| files.join(path))
}

/// Text is shown as text whatever it looks like; what may be anything else is handed over to be kept.
fn show(path: &str, bytes: Vec<u8>) -> Response {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_text = matches!(ending.as_deref(), Some("txt" | "text" | "md" | "markdown" | "json"));
    let kind = match (is_text, std::str::from_utf8(&bytes)) {
        (true, Ok(_)) => "text/plain; charset=utf-8",
        (true, Err(_)) => "text/plain",
        (false, _) => "application/octet-stream",
    };
    let mut response =
        ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], bytes).into_response();
    if !is_text {
        let keep = HeaderValue::from_static("attachment");
        response.headers_mut().insert(header::CONTENT_DISPOSITION, keep);
    }
    response
}
