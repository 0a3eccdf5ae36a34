//! A server that runs for as long as a test needs it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::time::{Duration, Instant};

use super::Desk;

/// How long a server may take to say where it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running `precis serve`, ended when it goes out of use.
pub(crate) struct Running {
    child: Child,
    /// The address of its page, without the slash at the end.
    pub(crate) address: String,
    log: Arc<Log>,
}

/// What a server wrote to standard error.
#[derive(Default)]
struct Log {
    lines: Mutex<Vec<String>>,
    grown: Condvar,
}

impl Running {
    /// Starts a server on the library of a place, on any free port, and waits until it says where it listens.
    pub(crate) fn start(desk: &Desk) -> Self {
        let mut child = desk
            .command_in("library", &["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (said, saying) = mpsc::channel();
        // What it prints is read to the end, so that it never waits for a reader.
        let out = child.stdout.take().unwrap();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let address = line.split_whitespace().find(|word| word.starts_with("http://"));
                if let Some(address) = address {
                    let _ = said.send(address.trim_end_matches('/').to_owned());
                }
            }
        });
        let err = child.stderr.take().unwrap();
        let log = Arc::new(Log::default());
        let writing = log.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(err).lines().map_while(Result::ok) {
                eprintln!("serve: {line}");
                writing.lines.lock().unwrap().push(line);
                writing.grown.notify_all();
            }
        });
        match saying.recv_timeout(PATIENCE) {
            Ok(address) => Self { child, address, log },
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                panic!("the server does not say where it listens: {error}");
            }
        }
    }

    /// Starts a server as [`Running::start`] does, and waits until it holds the library and has looked at all of it.
    pub(crate) fn ready(desk: &Desk) -> Self {
        let server = Self::start(desk);
        let deadline = Instant::now() + PATIENCE;
        let is_ready = || {
            // An address that a killed server left is of no use: it is this one that has to answer.
            let token = std::fs::read_to_string(desk.path("library/.precis/state/token"));
            ureq::post(format!("{}/api/v1/reconcile", server.address))
                .header("Authorization", format!("Bearer {}", token.unwrap_or_default().trim()))
                .send_empty()
                .is_ok()
        };
        while !is_ready() {
            assert!(Instant::now() < deadline, "the server never holds the library");
            std::thread::yield_now();
        }
        server
    }

    /// Waits until it has written a line with these words to its log.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) {
        let lines = self.log.lines.lock().unwrap();
        let waits = |lines: &mut Vec<String>| !lines.iter().any(|line| line.contains(words));
        let (lines, waited) = self.log.grown.wait_timeout_while(lines, PATIENCE, waits).unwrap();
        assert!(!waited.timed_out(), "it never says `{words}`, but {lines:#?}");
    }

    /// Kills the server, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks the server to end.
    pub(crate) fn terminate(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits until the server has ended by itself, and returns its exit status.
    pub(crate) fn ended(&mut self) -> Option<i32> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(Instant::now() < deadline, "the server ends when asked to");
            std::thread::yield_now();
        }
    }

    /// Returns the body of a page.
    pub(crate) fn get(&self, path: &str) -> String {
        let mut response = ureq::get(format!("{}{path}", self.address)).call().unwrap();
        response.body_mut().read_to_string().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
