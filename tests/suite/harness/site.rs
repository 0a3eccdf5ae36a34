//! A site of a test's own: answers over HTTP that the test has written, in their order.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// How long a request is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer of a site.
#[derive(Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    hangs: bool,
}

impl Reply {
    /// Makes an answer with a status and nothing else.
    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), hangs: false }
    }

    /// Makes an answer with a document.
    pub(crate) fn document(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..Self::status(200) }.header("Content-Type", content_type)
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Makes it one that never ends.
    pub(crate) fn hanging(self) -> Self {
        Self { hangs: true, ..self }
    }
}

#[derive(Default)]
struct Shared {
    replies: Mutex<HashMap<String, VecDeque<Reply>>>,
    asked: Mutex<Vec<String>>,
    heard: Condvar,
}

/// A site on a port of its own. It answers as long as the tests run.
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

impl Site {
    pub(crate) fn start() -> Self {
        Self::through(Some)
    }

    /// Starts one that speaks through what is made of each connection; none cuts it off.
    pub(crate) fn through<S: Read + Write>(
        layer: impl Fn(TcpStream) -> Option<S> + Clone + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Self { address: listener.local_addr().unwrap(), shared: Arc::default() };
        let shared = site.shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (shared, layer) = (shared.clone(), layer.clone());
                thread::spawn(move || answer(layer(stream)?, &shared));
            }
        });
        site
    }

    /// Returns the address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Answers a path so, once those before have been given; the last one is given again and again.
    pub(crate) fn answers(&self, path: &str, reply: Reply) {
        self.shared.replies.lock().unwrap().entry(path.to_owned()).or_default().push_back(reply);
    }

    /// Returns the heads of all requests until now, in lower case.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// Waits until there were so many requests.
    pub(crate) fn wait_for(&self, count: usize) {
        let asked = self.shared.asked.lock().unwrap();
        let waited =
            self.shared.heard.wait_timeout_while(asked, PATIENCE, |asked| asked.len() < count);
        assert!(!waited.unwrap().1.timed_out(), "nobody asked");
    }
}

fn answer(stream: impl Read + Write, shared: &Shared) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let lines = reader.by_ref().lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let mut stream = reader.into_inner();
    let path = head.first()?.split(' ').nth(1)?.to_owned();
    let reply = {
        let mut replies = shared.replies.lock().ok()?;
        match replies.get_mut(&path) {
            Some(waiting) if waiting.len() > 1 => waiting.pop_front(),
            Some(waiting) => waiting.front().cloned(),
            None => None,
        }
    };
    let Reply { status, headers, body, hangs } = reply.unwrap_or_else(|| Reply::status(404));
    shared.asked.lock().ok()?.push(head.join("\n").to_ascii_lowercase());
    shared.heard.notify_all();
    let mut text = format!("HTTP/1.1 {status} It is so\r\nConnection: close\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    let length = body.len() + usize::from(hangs);
    text.push_str(&format!("Content-Length: {length}\r\n\r\n"));
    stream.write_all(text.as_bytes()).ok()?;
    stream.write_all(&body).ok()?;
    if hangs {
        // Until the other side has enough of it.
        let _ = stream.read(&mut [0]);
    }
    Some(())
}
