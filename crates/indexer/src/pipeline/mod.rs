//! Files in, articles out: read, parsed and analyzed by several threads, handed over in the order asked for.
//!
//! Memory is bounded by what is under way, whatever the library's size: files are grouped into jobs of limited size,
//! only so many jobs are handed out before the oldest is through, and each job's results wait in a short queue.

mod hashing;
mod meter;
mod read;
mod task;

use std::ops::ControlFlow;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};
use precis_schema::{Encoder, Layout};

pub(crate) use hashing::Hashing;
pub(crate) use meter::Meter;
use read::Reader;
pub(crate) use task::{End, Parsed, Piece, Task, Want};

use crate::{IndexError, Settings};

/// Files of a job, at most.
const JOB_FILES: usize = 32;
/// Bytes of a job, at least, unless it is full or the last; and bytes read per message of results.
const JOB_BYTES: u64 = 256 * 1024;
/// Messages of results that wait for a job's turn.
const WAITING: usize = 2;

/// Results of one job, in order: which task, and a piece of it.
type Message<'t> = Vec<(&'t Task<'t>, Piece)>;

/// Reads all tasks and hands over what comes of them, in the order of the tasks, on this thread.
/// Ends early when `consume` fails.
pub(crate) fn run<'t>(
    settings: &Settings,
    layout: &Layout,
    tasks: &'t [Task<'t>],
    meter: &Meter<'_>,
    consume: &mut dyn FnMut(&'t Task<'t>, Piece) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    let reader = || {
        let encoder = Encoder::new(layout.clone()).with_aliases(settings.aliases());
        Reader { settings, meter, encoder }
    };
    if into_jobs(tasks).nth(1).is_none() {
        return here(&mut reader(), tasks, consume);
    }
    let threads = settings.thread_count().min(tasks.len()).max(1);
    let (turns_in, turns) = bounded::<Receiver<Message<'t>>>(2 * threads);
    let (jobs_in, jobs) = bounded::<(&'t [Task<'t>], Sender<Message<'t>>)>(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (jobs, mut reader) = (jobs.clone(), reader());
            scope.spawn(move || {
                for (tasks, out) in jobs {
                    // A job that nobody listens to ends; so does the hand-out of others, soon.
                    let _ = work(&mut reader, tasks, &out);
                }
            });
        }
        drop(jobs);
        scope.spawn(move || {
            for job in into_jobs(tasks) {
                let (out, results) = bounded(WAITING);
                // The turn is queued first, so that turns follow the order of the tasks.
                if turns_in.send(results).is_err() || jobs_in.send((job, out)).is_err() {
                    return;
                }
            }
        });
        for results in turns {
            for message in results {
                for (task, piece) in message {
                    consume(task, piece)?;
                }
            }
        }
        Ok(())
    })
}

/// Does a single job on this thread: what arrives by itself is read sooner than threads are started.
fn here<'t>(
    reader: &mut Reader<'_>,
    tasks: &'t [Task<'t>],
    consume: &mut dyn FnMut(&'t Task<'t>, Piece) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    let mut consumed = Ok(());
    for task in tasks {
        let read = reader.read(task, &mut |piece| {
            consumed = consume(task, piece);
            if consumed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if read.is_break() {
            break;
        }
    }
    consumed
}

fn work<'t>(
    reader: &mut Reader<'_>,
    tasks: &'t [Task<'t>],
    out: &Sender<Message<'t>>,
) -> ControlFlow<()> {
    let mut message = Vec::new();
    let mut weight = 0;
    for task in tasks {
        reader.read(task, &mut |piece| {
            if let Piece::Article(parsed) = &piece {
                weight += parsed.member.range.end.saturating_sub(parsed.member.range.start);
            }
            message.push((task, piece));
            if weight < JOB_BYTES {
                return ControlFlow::Continue(());
            }
            weight = 0;
            send(out, std::mem::take(&mut message))
        })?;
    }
    send(out, message)
}

fn send<'t>(out: &Sender<Message<'t>>, message: Message<'t>) -> ControlFlow<()> {
    match out.send(message) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    }
}

/// Groups small files, so that handing them over does not cost more than reading them.
fn into_jobs<'t>(tasks: &'t [Task<'t>]) -> impl Iterator<Item = &'t [Task<'t>]> {
    let mut rest = tasks;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let count = rest
            .iter()
            .take(JOB_FILES)
            .take_while(|task| {
                let full = bytes >= JOB_BYTES;
                bytes += task.found.stat.size_bytes;
                !full
            })
            .count();
        let (job, later) = rest.split_at(count);
        rest = later;
        (!job.is_empty()).then_some(job)
    })
}
