//! `GET /api/v1/arrivals`

use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use precis_query::SearchRequest;
use precis_query::response::ArrivalsResponse;
use serde::Serialize;
use tokio::sync::{mpsc, watch};
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::ReceiverStream;

use crate::ask::{ArrivalsParameters, QuestionParameters, arrivals_request};
use crate::follow::Told;
use crate::problem::{Code, Problem, ProblemBody};
use crate::state::AppState;

/// How often to look for what another process indexed, which nobody tells of; and when to try again what failed.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Follows what arrives and is found by a search, as server-sent events: one a commit, with the articles that it
/// brought. `Last-Event-ID` goes on where a stream was cut off, without loss or doubling.
#[utoipa::path(
    get,
    path = "/api/v1/arrivals",
    operation_id = "arrivals",
    params(
        QuestionParameters,
        ArrivalsParameters,
        ("Last-Event-ID" = Option<String>, Header, description = "Id of the last event that was seen."),
    ),
    responses(
        (status = 200, description = "Events `arrival`, whose data are of this shape and whose ids are \
            EPOCH-REVISION; and `restarted`, where the count of revisions began anew.",
            body = ArrivalsResponse, content_type = "text/event-stream"),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn arrivals(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let (request, after) = arrivals_request(&uri)?;
    let place = state.follow().take_place().ok_or_else(|| {
        Problem::new(Code::Busy, "Too many follow the library; try again in a few seconds.")
    })?;
    // Asked once beforehand: what is wrong with the search is said before the stream begins.
    let probe = SearchRequest { limit: 0, ..request.clone() };
    let stands = state.ask(move |library, now| library.search(&probe, now)).await?;
    let here = Position { epoch: stands.epoch, revision: stands.revision };
    let seen = headers.get("last-event-id").map(|id| Position::read(id, &here.epoch));
    let (start, is_restarted) = match (seen, after) {
        (Some(Some(revision)), _) | (None, Some(revision)) => (here.at(revision), false),
        (Some(None), _) => (here, true),
        (None, None) => (here, false),
    };
    let (send, events) = mpsc::channel(1);
    let (told, keep_alive) = (state.follow().listen(), state.limits().keep_alive);
    let follower = Follower { end: told.clone(), state, request, position: start, send };
    tokio::spawn(async move {
        let _place = place;
        follower.run(told, is_restarted).await;
    });
    let alive = KeepAlive::new().interval(keep_alive);
    let mut response = Sse::new(ReceiverStream::new(events).map(Ok::<_, axum::Error>))
        .keep_alive(alive)
        .into_response();
    // Proxies that gather an answer before they pass it on would hold back the events.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// Up to where everything has been told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Position {
    epoch: String,
    revision: u64,
}

impl Position {
    /// Reads the revision of an event's id; none if it is of another count, or none of ours.
    fn read(id: &HeaderValue, epoch: &str) -> Option<u64> {
        let (of, revision) = id.to_str().ok()?.rsplit_once('-')?;
        revision.parse().ok().filter(|_| of == epoch)
    }

    /// The same, not further on than here.
    fn at(self, revision: u64) -> Self {
        Self { revision: revision.min(self.revision), ..self }
    }

    fn id(&self) -> String {
        format!("{}-{}", self.epoch, self.revision)
    }
}

/// One who follows, and what he has been told.
struct Follower {
    state: AppState,
    request: SearchRequest,
    position: Position,
    send: mpsc::Sender<Event>,
    end: watch::Receiver<Told>,
}

/// Nobody listens any more, or the server ends.
struct Over;

impl Follower {
    /// Tells all that arrives until the listener goes or the server ends.
    async fn run(mut self, mut told: watch::Receiver<Told>, is_restarted: bool) {
        let began = if is_restarted { self.restarted().await } else { self.position().await };
        if began.is_err() {
            return;
        }
        loop {
            // What is told from here on counts as news for the wait below.
            if told.borrow_and_update().is_ending {
                return;
            }
            let is_behind = match self.catch_up().await {
                Ok(is_behind) => is_behind,
                Err(Over) => return,
            };
            let nobody_tells = is_behind || self.state.writing().is_none();
            tokio::select! {
                told = told.changed() => if told.is_err() { return },
                () = self.send.closed() => return,
                () = tokio::time::sleep(LOOK_EVERY), if nobody_tells => {}
            }
        }
    }

    /// Tells all that arrived since. Returns whether that has to be tried again.
    async fn catch_up(&mut self) -> Result<bool, Over> {
        loop {
            let (request, after) = (self.request.clone(), self.position.revision);
            let answer =
                self.state.ask(move |library, now| library.arrivals(&request, after, now)).await;
            let Ok(arrivals) = answer else { return Ok(true) };
            if arrivals.epoch != self.position.epoch {
                self.position = Position { epoch: arrivals.epoch, revision: arrivals.revision };
                self.restarted().await?;
                return Ok(false);
            }
            for commit in arrivals.commits {
                self.position.revision = commit.revision;
                self.event("arrival", &commit).await?;
            }
            if self.position.revision < arrivals.revision {
                self.position.revision = arrivals.revision;
                self.position().await?;
            }
            if !arrivals.is_more {
                return Ok(false);
            }
        }
    }

    /// Says where one would go on, and nothing else: no event comes of it.
    async fn position(&mut self) -> Result<(), Over> {
        let event = Event::default().id(self.position.id());
        self.pass_on(event).await
    }

    async fn restarted(&mut self) -> Result<(), Over> {
        let position = self.position.clone();
        self.event("restarted", &position).await
    }

    async fn event(&mut self, name: &str, data: &impl Serialize) -> Result<(), Over> {
        let event = Event::default().event(name).id(self.position.id());
        // Shapes of answers always serialize.
        let event = event.json_data(data).map_err(|_| Over)?;
        self.pass_on(event).await
    }

    /// Waits until there is room for it: who reads slowly is told slowly.
    async fn pass_on(&mut self, event: Event) -> Result<(), Over> {
        tokio::select! {
            sent = self.send.send(event) => sent.map_err(|_| Over),
            _ = self.end.wait_for(|told| told.is_ending) => Err(Over),
        }
    }
}
