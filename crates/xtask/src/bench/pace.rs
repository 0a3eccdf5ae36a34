//! Searches at a steady pace beside some work, as if people were asking meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::outcome::Outcome;

/// Those who ask, each at its share of the pace: one answer that takes long does not keep the others back.
const ASKERS: u32 = 4;

/// Does some work while so many questions a second are asked, each by its number; every asker is made in its thread.
/// Returns the work's result, and how many questions were answered a second.
pub(super) fn beside<T, A: FnMut(usize) -> Outcome>(
    per_second: u32,
    asker: impl Fn() -> Outcome<A> + Sync,
    work: impl FnOnce() -> Outcome<T>,
) -> Outcome<(T, f64)> {
    let done = AtomicBool::new(false);
    let every = Duration::from_secs(1) / per_second.max(1);
    let start = Instant::now();
    // An error of ours does not go from thread to thread; its words do.
    let ask_on = |first: u32| -> Result<u32, String> {
        let mut ask = asker().map_err(|error| error.to_string())?;
        let mut answered = 0;
        loop {
            let number = first + answered * ASKERS;
            let due = start + every * number;
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if done.load(Ordering::Relaxed) {
                return Ok(answered);
            }
            ask(number as usize).map_err(|error| error.to_string())?;
            answered += 1;
        }
    };
    let (result, answered) = thread::scope(|scope| {
        let askers: Vec<_> = (0..ASKERS).map(|first| scope.spawn(move || ask_on(first))).collect();
        let result = work();
        done.store(true, Ordering::Relaxed);
        let answered = askers
            .into_iter()
            .map(|asker| asker.join().unwrap_or_else(|_| Err("an asker panicked".to_owned())));
        (result, answered.sum::<Result<u32, String>>())
    });
    let result = result?;
    let answered = answered.map_err(|error| format!("a search beside the work: {error}"))?;
    Ok((result, f64::from(answered) / start.elapsed().as_secs_f64()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Mutex;
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn questions_are_asked_in_turn_while_there_is_work() {
        let asked = Mutex::new(BTreeSet::new());
        let (tell, told) = mpsc::channel();
        let asker = || {
            let (tell, asked) = (tell.clone(), &asked);
            Ok(move |number| {
                asked.lock().expect("nobody panics").insert(number);
                tell.send(number).map_err(Into::into)
            })
        };
        let work = || {
            for _ in 0..20 {
                told.recv_timeout(Duration::from_secs(60))?;
            }
            Ok(7)
        };
        let (result, rate) = beside(2000, asker, work).expect("all goes well");
        assert_eq!(result, 7);
        assert!(rate > 0.0 && rate <= 2000.0 + 1.0, "{rate}");
        assert!(asked.into_inner().expect("nobody panics").len() >= 20);
    }

    #[test]
    fn a_question_that_fails_is_not_passed_over() {
        let (tell, told) = mpsc::channel();
        let asker = || {
            let tell = tell.clone();
            Ok(move |number| {
                tell.send(number)?;
                Err("no answer".into())
            })
        };
        let work = || Ok(told.recv_timeout(Duration::from_secs(60))?);
        let error = beside(1000, asker, work).expect_err("it fails");
        assert!(error.to_string().contains("no answer"), "{error}");
    }
}
