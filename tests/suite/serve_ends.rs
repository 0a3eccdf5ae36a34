//! How a server ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::harness::{Desk, Running};

const PATIENCE: Duration = Duration::from_secs(60);

/// A request that has begun before the signal is answered, then the process ends well.
#[test]
fn asked_to_end_it_answers_what_it_has_begun() {
    let desk = Desk::empty();
    desk.write("library/a.txt", "Quick Summary\nThe license ended.\n");
    desk.run(&["index", "."]);
    let mut server = Running::start(&desk);
    let address = server.address.trim_start_matches("http://").to_owned();

    let mut stream = TcpStream::connect(&address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let begun = format!("GET /api/v1/search?q=license HTTP/1.1\r\nHost: {address}\r\n");
    stream.write_all(begun.as_bytes()).unwrap();
    // A second connection that is answered shows that the first has been taken on.
    let mut other = TcpStream::connect(&address).unwrap();
    other.set_read_timeout(Some(PATIENCE)).unwrap();
    let whole = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    other.write_all(whole.as_bytes()).unwrap();
    let mut answer = String::new();
    other.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    // Who follows what arrives has not been told all yet; that never ends by itself.
    let mut following = TcpStream::connect(&address).unwrap();
    following.set_read_timeout(Some(PATIENCE)).unwrap();
    let follow = format!("GET /api/v1/arrivals HTTP/1.1\r\nHost: {address}\r\n\r\n");
    following.write_all(follow.as_bytes()).unwrap();
    let mut following = BufReader::new(following);
    let mut line = String::new();
    while !line.starts_with("id:") {
        line.clear();
        assert!(following.read_line(&mut line).unwrap() > 0, "the stream begins");
    }

    server.terminate();
    stream.write_all(b"Connection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("\"total\":1"), "{answer}");

    let mut rest = String::new();
    following.read_to_string(&mut rest).unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "the stream ends as one should: {rest:?}");

    assert_eq!(server.ended(), Some(0));
}
