//! A small real library behind a router.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, Method, Request, Response, StatusCode, header};
use jiff::civil::date;
use jiff::tz::TimeZone;
use precis_briefing::Vocabulary;
use precis_indexer::{Heard, IndexError, Keeper, Landed, Mode, Settings, Silent, index};
use precis_query::Library;
use precis_server::{AppState, Clock, Limits, Options, Token, router};
use tempfile::TempDir;
use tower::ServiceExt;

/// Three briefings that differ in every way the page shows.
pub(crate) const BRIEFINGS: &[(&str, &str)] = &[
    (
        "2026/2026-04-27-cloud-license.txt",
        "Cloud license opened\n\nQuick Summary\nThe exclusive cloud license ended. Others may host the models.\n\n\
         Key Points\n- The license is non-exclusive until 2032.\n- Bedrock gets the models.\n\n\
         My Take\nA license that binds nobody is worth less to everybody.\n\n\
         What to Watch Next\n- Whether prices fall.\n",
    ),
    (
        "2026/2026-03-02-chips.md",
        "---\ntitle: Chips sold out\nsource: Morning Wire\nauthor: R. Doe\ntags: [chips, supply]\n\
         url: https://news.example/chips\nmood: calm\n---\n\n## Summary\n\nEvery wafer is sold. A license helps nobody.\n\n\
         ## Crate of the week\n\nA very small crate.\n",
    ),
    (
        "odd.json",
        r#"{"id":"odd/what? #1 \"<é>","title":"<script>alert('t')</script> & more",
            "source":"<img src=x onerror=alert(1)>","tags":["a&b=c","<b>"],"url":"javascript:alert(1)",
            "sections":[{"heading":"My Take","text":"Words </mark><script>alert(2)</script> hostile license."}]}"#,
    ),
];

pub(crate) struct Site {
    router: Router,
    token: Option<Token>,
    folder: TempDir,
}

/// Opens the library anew at each commit.
struct Reopen {
    state: AppState,
    data: PathBuf,
}

impl Heard for Reopen {
    fn committed(&mut self, _: &Arc<Landed>) {
        self.state.open_with(Library::open(&self.data, &Vocabulary::default()).unwrap());
    }

    fn failed(&mut self, error: &IndexError) {
        panic!("{error}");
    }
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::with(BRIEFINGS)
    }

    pub(crate) fn with(briefings: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let state = state();
        state.show_files_of(folder.path());
        state.open_with(library(folder.path(), briefings));
        Self { router: router(state), token: None, folder }
    }

    /// A server of the usual library with other options.
    pub(crate) fn set(change: impl FnOnce(&mut Options)) -> Self {
        let folder = TempDir::new().unwrap();
        let mut options = options();
        change(&mut options);
        let state = AppState::new(&options, Clock::new(noon)).unwrap();
        state.show_files_of(folder.path());
        state.open_with(library(folder.path(), BRIEFINGS));
        Self { router: router(state), token: None, folder }
    }

    /// A server whose library is not indexed yet.
    pub(crate) fn without_library() -> Self {
        Self { router: router(state()), token: None, folder: TempDir::new().unwrap() }
    }

    /// A server that takes articles in.
    pub(crate) fn writable() -> Self {
        Self::writable_within(Limits::default())
    }

    /// A server that takes articles in, with limits of its own.
    pub(crate) fn writable_within(limits: Limits) -> Self {
        let folder = TempDir::new().unwrap();
        let state = state_within(limits);
        state.open_with(library(folder.path(), BRIEFINGS));
        let settings = settings(folder.path());
        let reopen = Reopen { state: state.clone(), data: settings.data.clone() };
        let keeper = Keeper::start(&settings, || noon().timestamp(), reopen).unwrap();
        let token = Token::read_or_make(&settings.data).unwrap();
        state.write_with(keeper, settings.vocabulary, token.clone());
        Self { router: router(state), token: Some(token), folder }
    }

    /// Sends a request whose answer is read as it comes.
    pub(crate) async fn open(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Where a file of the library is.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A request that may write.
    pub(crate) fn writing(
        &self,
        method: Method,
        address: &str,
        kind: &str,
        body: impl Into<Body>,
    ) -> Request<Body> {
        let token = self.token.as_ref().unwrap().as_str();
        Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "localhost:7878")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, kind)
            .body(body.into())
            .unwrap()
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(asking(Method::GET, address)).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        read(self.open(request).await).await
    }
}

/// Reads an answer to its end.
pub(crate) async fn read(response: Response<Body>) -> Answer {
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: head.status,
        headers: head.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Checks status and type of an error and returns its code and detail.
    pub(crate) fn problem(&self, status: u16) -> (String, String) {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: serde_json::Value = self.json();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], "about:blank");
        let text = |name: &str| problem[name].as_str().unwrap().to_owned();
        (text("code"), text("detail"))
    }

    /// The body without the one script that the page has.
    pub(crate) fn without_own_script(&self) -> String {
        self.body.replacen("<script type=\"module\" src=\"/static/", "", 1)
    }

    #[track_caller]
    pub(crate) fn has(&self, part: &str) {
        assert!(self.body.contains(part), "`{part}` is missing in:\n{}", self.body);
    }

    #[track_caller]
    pub(crate) fn has_not(&self, part: &str) {
        assert!(!self.body.contains(part), "`{part}` is in:\n{}", self.body);
    }
}

pub(crate) fn asking(method: Method, address: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(address)
        .header(header::HOST, "localhost:7878")
        .body(Body::empty())
        .unwrap()
}

fn state() -> AppState {
    state_within(Limits::default())
}

fn state_within(limits: Limits) -> AppState {
    AppState::new(&Options { limits, ..options() }, Clock::new(noon)).unwrap()
}

/// Has somebody listen to what is logged, to all of it, before anything is. Whoever is first to log at a place while
/// nobody listens, and while another thread begins to, can leave that place off for good.
fn heed_logging() {
    static HEEDED: Once = Once::new();
    HEEDED.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry()).unwrap();
    });
}

fn options() -> Options {
    heed_logging();
    let mut options = Options::new(SocketAddr::from(([127, 0, 0, 1], 7878)));
    options.hosts = vec!["briefings.example".to_owned()];
    options.site_name = Some("Example <Briefings>".to_owned());
    options
}

/// A request as it comes in over a connection from an address.
pub(crate) fn from(peer: &str, address: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = asking(Method::GET, address);
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        request.headers_mut().append(name, value.parse().unwrap());
    }
    request
}

fn noon() -> jiff::Zoned {
    date(2026, 5, 1).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap()
}

fn settings(folder: &Path) -> Settings {
    Settings {
        library: folder.to_owned(),
        data: folder.join(".precis"),
        vocabulary: Vocabulary::default(),
        ignore: Vec::new(),
        aliases: None,
        threads: 1,
    }
}

fn library(folder: &Path, briefings: &[(&str, &str)]) -> Library {
    for (path, text) in briefings {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let settings = settings(folder);
    let now = date(2026, 5, 1).to_zoned(TimeZone::UTC).unwrap().timestamp();
    let report = index(&settings, Mode::Update, now, &Silent).unwrap();
    assert_eq!(report.refused, [], "the fixture is sound");
    Library::open(&settings.data, &settings.vocabulary).unwrap()
}
