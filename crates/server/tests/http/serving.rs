//! A server with a socket: from its first line to its readiness, and what the routes never get to see.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use jiff::civil::date;
use jiff::tz::TimeZone;
use precis_briefing::Vocabulary;
use precis_indexer::{IndexError, Report, Settings};
use precis_server::{Clock, Events, Options, ServeError, serve};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// Passes on what a server does.
struct Heard(Mutex<mpsc::Sender<Event>>);

#[derive(Debug)]
enum Event {
    Listening(SocketAddr),
    Indexed(u64),
    Ended(Option<ServeError>),
}

impl Heard {
    fn say(&self, event: Event) {
        let _ = self.0.lock().unwrap().send(event);
    }
}

impl Events for Heard {
    fn listening(&self, address: SocketAddr) {
        self.say(Event::Listening(address));
    }

    fn indexed(&self, report: &Report) {
        self.say(Event::Indexed(report.added));
    }

    fn stale(&self, error: &IndexError) {
        panic!("{error}");
    }
}

fn settings(library: &Path) -> Settings {
    Settings {
        library: library.to_owned(),
        data: library.join(".precis"),
        vocabulary: Vocabulary::default(),
        ignore: Vec::new(),
        aliases: None,
        threads: 1,
    }
}

/// Starts a server on a thread of its own, where it stays until the tests end.
fn start(options: Options, settings: Settings) -> mpsc::Receiver<Event> {
    let (said, heard) = mpsc::channel();
    thread::spawn(move || {
        let events = Arc::new(Heard(Mutex::new(said.clone())));
        let noon = date(2026, 5, 1).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        let clock = Clock::new(move || noon.clone());
        let _ = said.send(Event::Ended(serve(&options, &settings, clock, events).err()));
    });
    heard
}

fn anywhere() -> Options {
    Options::new(SocketAddr::from(([127, 0, 0, 1], 0)))
}

fn listening(heard: &mpsc::Receiver<Event>) -> SocketAddr {
    match heard.recv_timeout(PATIENCE).unwrap() {
        Event::Listening(address) => address,
        other => panic!("{other:?}"),
    }
}

/// Sends bytes and returns all that comes back until the server closes.
fn exchange(address: SocketAddr, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // The server may have answered and closed before all is sent.
    let _ = stream.write_all(sent);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(address: SocketAddr, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    exchange(address, request.as_bytes())
}

#[test]
fn a_new_library_is_listened_for_then_indexed_then_searched() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), "Quick Summary\nThe license ended.\n").unwrap();
    let heard = start(anywhere(), settings(folder.path()));
    let address = listening(&heard);
    match heard.recv_timeout(PATIENCE).unwrap() {
        Event::Indexed(added) => assert_eq!(added, 1),
        other => panic!("{other:?}"),
    }
    assert!(get(address, "/readyz").starts_with("HTTP/1.1 200"), "ready once indexed");
    let found = get(address, "/api/v1/search?q=license");
    assert!(found.contains("\"total\":1"), "{found}");
}

#[test]
fn an_address_in_use_is_said_to_be() {
    let other = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let folder = TempDir::new().unwrap();
    let heard = start(Options::new(other.local_addr().unwrap()), settings(folder.path()));
    match heard.recv_timeout(PATIENCE).unwrap() {
        Event::Ended(Some(error @ ServeError::InUse { .. })) => {
            assert!(error.to_string().contains("--listen"), "{error}");
        }
        other => panic!("{other:?}"),
    }
    assert!(
        !folder.path().join(".precis").exists(),
        "nothing is indexed before the address is ours"
    );
}

#[test]
fn a_library_that_is_not_there_ends_the_server() {
    let folder = TempDir::new().unwrap();
    let heard = start(anywhere(), settings(&folder.path().join("missing")));
    listening(&heard);
    match heard.recv_timeout(PATIENCE).unwrap() {
        Event::Ended(Some(ServeError::Index(IndexError::Library { .. }))) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn headers_without_end_in_size_or_time_are_cut_off() {
    let folder = TempDir::new().unwrap();
    let mut options = anywhere();
    options.limits.header_time = Duration::from_millis(200);
    let heard = start(options, settings(folder.path()));
    let address = listening(&heard);
    let endless = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}", "x".repeat(64 * 1024));
    let answer = exchange(address, endless.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    // Returns because the server closes; a server without the limit would hold the connection.
    let answer = exchange(address, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
}
