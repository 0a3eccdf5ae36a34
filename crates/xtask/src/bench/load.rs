//! As many requests as a server answers, over connections that stay open.

use std::thread;
use std::time::{Duration, Instant};

use super::connection::Connection;
use super::table::percentile;
use crate::outcome::Outcome;

/// What came of it.
#[derive(Debug)]
pub(super) struct Load {
    /// Answers a second, of all connections together.
    pub(super) per_second: f64,
    /// Time of each answer, in milliseconds.
    times_ms: Vec<f64>,
}

impl Load {
    /// Returns the time that the given share of the answers took at most, in milliseconds.
    pub(super) fn percentile_ms(&self, share: f64) -> f64 {
        percentile(&self.times_ms, share)
    }
}

/// Asks for the targets in turn over so many connections at once, each of which waits for its answer, for so long.
pub(super) fn measure(
    address: &str,
    targets: &[String],
    connections: usize,
    lasting: Duration,
) -> Outcome<Load> {
    let start = Instant::now();
    // An error of ours does not go from thread to thread; its words do.
    let ask_on = |first: usize| -> Result<Vec<f64>, String> {
        let mut connection = Connection::open(address).map_err(|error| error.to_string())?;
        let mut times_ms = Vec::new();
        let turn = targets.iter().cycle().skip(first * targets.len() / connections);
        for target in turn {
            let asked = Instant::now();
            if asked.duration_since(start) >= lasting {
                break;
            }
            let answer = connection.get(target).map_err(|error| error.to_string())?;
            if answer.status != 200 {
                return Err(format!("{target} was answered with status {}", answer.status));
            }
            times_ms.push(asked.elapsed().as_secs_f64() * 1e3);
        }
        Ok(times_ms)
    };
    let times = thread::scope(|scope| {
        let askers: Vec<_> =
            (0..connections).map(|first| scope.spawn(move || ask_on(first))).collect();
        let joined = askers
            .into_iter()
            .map(|asker| asker.join().unwrap_or_else(|_| Err("an asker panicked".to_owned())));
        joined.collect::<Result<Vec<_>, String>>()
    })?;
    let times_ms = times.concat();
    Ok(Load { per_second: times_ms.len() as f64 / start.elapsed().as_secs_f64(), times_ms })
}
