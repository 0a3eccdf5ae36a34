//! A server in a process of its own, for as long as it is measured.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::connection::Connection;
use crate::outcome::Outcome;

/// How long a server may take until it answers everything.
const PATIENCE: Duration = Duration::from_secs(600);

/// A process that said where it listens; killed when it goes out of use.
pub(super) struct Listening {
    child: Child,
    /// Host and port.
    pub(super) address: String,
}

/// A running `precis serve` that answers searches and takes articles.
pub(super) struct Served {
    process: Listening,
    authorization: String,
}

impl Listening {
    /// Starts a program that prints its address, beginning with `http://`, and waits until it does.
    pub(super) fn start(command: &mut Command) -> Outcome<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take();
        let mut process = Self { child, address: String::new() };
        let (said, saying) = mpsc::channel();
        // Read to the end, so that the program never waits for a reader.
        thread::spawn(move || {
            for line in BufReader::new(out?).lines().map_while(Result::ok) {
                if let Some(address) = address(&line) {
                    let _ = said.send(address.to_owned());
                }
            }
            Some(())
        });
        process.address = saying.recv_timeout(PATIENCE).map_err(|_| "a server never listened")?;
        Ok(process)
    }

    /// Returns the number of the process.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// Serves a library and waits until the server holds it.
    pub(super) fn start(precis: &Path, library: &Path, data: &Path) -> Outcome<Self> {
        let mut command = Command::new(precis);
        command.arg("serve").arg(library).arg("--data").arg(data);
        let process = Listening::start(command.args(["--listen", "127.0.0.1:0"]))?;
        let mut served = Self { process, authorization: String::new() };
        let deadline = Instant::now() + PATIENCE;
        loop {
            // What wrote the token is the server that holds the library.
            let token = std::fs::read_to_string(data.join("state/token")).unwrap_or_default();
            served.authorization = format!("Bearer {}", token.trim());
            if served.holds_the_library()? {
                return Ok(served);
            }
            if Instant::now() > deadline {
                return Err("the server never held its library".into());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Tells whether the server looks at the whole library when it is asked to: then it searches it, and writes to it.
    fn holds_the_library(&self) -> Outcome<bool> {
        let headers = [self.authorization()];
        let mut connection = self.connect()?;
        Ok(connection.ask("POST", "/api/v1/reconcile", &headers, b"")?.status == 200)
    }

    /// Opens a connection.
    pub(super) fn connect(&self) -> Outcome<Connection> {
        Connection::open(self.address())
    }

    /// Returns host and port.
    pub(super) fn address(&self) -> &str {
        &self.process.address
    }

    /// Returns the header that writing needs.
    pub(super) fn authorization(&self) -> (&str, &str) {
        ("Authorization", &self.authorization)
    }

    /// Returns the number of the process.
    pub(super) fn process(&self) -> u32 {
        self.process.process()
    }
}

/// Finds host and port in a line that a server prints.
fn address(line: &str) -> Option<&str> {
    let address = line.split_whitespace().find_map(|word| word.strip_prefix("http://"))?;
    Some(address.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_address_is_found_in_what_is_printed() {
        let line = "serving 12 articles on http://127.0.0.1:41357/ until it ends";
        assert_eq!(super::address(line), Some("127.0.0.1:41357"));
        assert_eq!(super::address("indexing"), None);
    }
}
