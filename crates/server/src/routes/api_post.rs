//! `POST /api/v1/articles`

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt as _;
use http_body_util::channel::Channel;
use tokio::sync::mpsc;

use super::api_write::{store, whole};
use crate::ask::switches;
use crate::guard::MayWrite;
use crate::media;
use crate::problem::{Problem, ProblemBody};
use crate::state::AppState;
use crate::writing::{self, Bulk, BulkLine, WriteResponse};

/// Pieces of a body that wait to be read.
const PIECES: usize = 16;
/// Answers that wait for a sender who does not read them while he sends; a few megabytes.
const ANSWERS: usize = 65_536;
/// Longest pause of a sender, and of a reader of answers.
const PAUSE: Duration = Duration::from_secs(30);

/// Stores articles: one, or many as JSON Lines with an answer a line.
#[utoipa::path(
    post,
    path = "/api/v1/articles",
    operation_id = "post_articles",
    params(
        ("wait" = Option<bool>, Query, description = "`false`: answer once it is stored. Default: once a search finds it."),
    ),
    request_body(description = "One article in any format that a library's files come in, or one a line. Without an \
        id, an article gets one of its title and contents.", content(
        ("application/json"), ("application/x-ndjson"), ("text/markdown"), ("text/plain"), ("text/html"),
        ("message/rfc822"),
    )),
    responses(
        (status = 200, description = "One article: another version was replaced, or the same was there. Many: a \
            `BulkLine` a line, in the order of the lines.", body = WriteResponse),
        (status = 201, description = "A new article.", body = WriteResponse),
        (status = 202, description = "Stored; the index follows.", body = WriteResponse),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(crate) async fn post(
    State(state): State<AppState>,
    _: MayWrite,
    headers: HeaderMap,
    uri: Uri,
    body: Body,
) -> Result<Response, Problem> {
    let [wait] = switches(&uri, [("wait", true)])?;
    let ending = media::ending(&headers)?;
    if ending == media::LINES {
        return many(&state, body, wait).await;
    }
    let body = whole(body).await?;
    state
        .write(move |writing, state| {
            let article = writing::nameless(ending, &body, &writing.vocabulary)?;
            store(writing, state, &article, None, wait)
        })
        .await
}

/// Takes in an article a line, and answers while more of them come.
async fn many(state: &AppState, body: Body, wait: bool) -> Result<Response, Problem> {
    if state.writing().is_none() {
        return Err(Problem::not_ready(state.readiness()));
    }
    let (pieces_in, pieces) = mpsc::channel::<io::Result<Bytes>>(PIECES);
    let (answers_in, answers) = mpsc::channel::<BulkLine>(ANSWERS);
    tokio::spawn(take_in(body, pieces_in));
    let state = state.clone();
    tokio::spawn(async move {
        let done = state.write(move |writing, _| {
            Bulk::run(writing, pieces, wait, answers_in);
            Ok(())
        });
        if let Err(problem) = done.await {
            tracing::error!(detail = problem.body().detail, "articles were not taken in");
        }
    });
    let (out, body) = Channel::<Bytes, io::Error>::new(PIECES);
    tokio::spawn(answer(answers, out));
    let mut response = Body::new(body).into_response();
    let kind = HeaderValue::from_static("application/x-ndjson");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Hands a body on piece by piece.
async fn take_in(mut body: Body, pieces: mpsc::Sender<io::Result<Bytes>>) {
    loop {
        let piece = match tokio::time::timeout(PAUSE, body.frame()).await {
            Ok(None) => return,
            Ok(Some(Ok(frame))) => match frame.into_data() {
                Ok(data) => Ok(data),
                Err(_) => continue,
            },
            Ok(Some(Err(error))) => Err(io::Error::other(error.to_string())),
            Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "nothing came for 30 seconds")),
        };
        let is_last = piece.is_err();
        if pieces.send(piece).await.is_err() || is_last {
            return;
        }
    }
}

/// Writes answers out, a line each.
async fn answer(
    mut answers: mpsc::Receiver<BulkLine>,
    mut out: http_body_util::channel::Sender<Bytes, io::Error>,
) {
    while let Some(line) = answers.recv().await {
        let Ok(mut text) = serde_json::to_vec(&line) else { continue };
        text.push(b'\n');
        let sent = tokio::time::timeout(PAUSE, out.send_data(Bytes::from(text))).await;
        if !matches!(sent, Ok(Ok(()))) {
            return;
        }
    }
}
