//! One keep-alive connection that asks and reads, and does no more: the cores belong to the server that is measured.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::outcome::Outcome;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// Headers that an answer may have.
const HEADERS: usize = 64;

/// A connection to a server.
pub(super) struct Connection {
    stream: TcpStream,
    address: String,
    buffer: Vec<u8>,
}

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

/// The beginning of an answer.
#[derive(Debug, PartialEq, Eq)]
struct Head {
    status: u16,
    body_at: usize,
    body_bytes: usize,
}

impl Connection {
    /// Connects to `host:port`.
    pub(super) fn open(address: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream, address: address.to_owned(), buffer: vec![0; 1 << 16] })
    }

    /// Asks for what is at a path, with its query.
    pub(super) fn get(&mut self, target: &str) -> Outcome<Answer> {
        self.ask("GET", target, &[], b"")
    }

    /// Sends a request with headers and a body, and reads the whole answer.
    pub(super) fn ask(
        &mut self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Outcome<Answer> {
        let mut request = format!("{method} {target} HTTP/1.1\r\nHost: {}\r\n", self.address);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        let mut request = request.into_bytes();
        request.extend_from_slice(body);
        self.stream.write_all(&request)?;
        self.read()
    }

    fn read(&mut self) -> Outcome<Answer> {
        let mut filled = 0;
        let mut head = None;
        loop {
            if filled == self.buffer.len() {
                self.buffer.resize(2 * filled, 0);
            }
            let bytes = self.stream.read(&mut self.buffer[filled..])?;
            if bytes == 0 {
                return Err("the server ended the connection within an answer".into());
            }
            filled += bytes;
            if head.is_none() {
                head = parse(&self.buffer[..filled])?;
            }
            if let Some(Head { status, body_at, body_bytes }) = head
                && filled >= body_at + body_bytes
            {
                let body = self.buffer[body_at..body_at + body_bytes].to_vec();
                return Ok(Answer { status, body });
            }
        }
    }
}

impl Answer {
    /// Returns the body as JSON. Fails unless the status says that all went well.
    pub(super) fn json(&self) -> Outcome<serde_json::Value> {
        if (200..300).contains(&self.status) {
            return Ok(serde_json::from_slice(&self.body)?);
        }
        Err(format!("status {}: {}", self.status, String::from_utf8_lossy(&self.body)).into())
    }
}

/// Reads the beginning of an answer, once it is there whole.
fn parse(bytes: &[u8]) -> Outcome<Option<Head>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(body_at) = response.parse(bytes)? else {
        return Ok(None);
    };
    let status = response.code.unwrap_or(0);
    let length = response
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"))
        .ok_or("an answer does not say its length")?;
    let body_bytes = std::str::from_utf8(length.value)?.trim().parse()?;
    Ok(Some(Head { status, body_at, body_bytes }))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    #[test]
    fn a_head_is_read_once_it_is_whole() {
        let text = b"HTTP/1.1 201 Created\r\ncontent-length: 3\r\n\r\nabc";
        let head = Head { status: 201, body_at: text.len() - 3, body_bytes: 3 };
        assert_eq!(parse(text).expect("it can be read"), Some(head));
        assert_eq!(parse(&text[..30]).expect("it can be read"), None);
        assert!(parse(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }

    #[test]
    fn an_answer_in_pieces_is_read_whole() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address").to_string();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a client comes");
            let mut request = [0; 1024];
            for body in ["first", "the second"] {
                let read = stream.read(&mut request).expect("a request comes");
                assert!(request[..read].starts_with(b"GET /a?q=b HTTP/1.1\r\nHost: 127.0.0.1:"));
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n", body.len());
                for piece in [&*head, "\r\n", &body[..2], &body[2..]] {
                    stream.write_all(piece.as_bytes()).expect("it can be sent");
                }
            }
        });
        let mut connection = Connection::open(&address).expect("it connects");
        for body in ["first", "the second"] {
            let answer = connection.get("/a?q=b").expect("it is answered");
            assert_eq!((answer.status, &*answer.body), (200, body.as_bytes()));
        }
        server.join().expect("the server ends well");
    }
}
