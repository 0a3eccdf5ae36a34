//! Very many articles, posted by several writers at once: how many a second, and whether each is there, once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};

use super::super::connection::Connection;
use super::super::served::Served;
use super::id;
use crate::generate::{Briefing, HEADINGS};
use crate::outcome::Outcome;

/// The tag that all that are posted have, and no other article.
const TAG: &str = "posted-at-once";

/// What came of it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Flood {
    /// Articles a second, from the first request to the last answer.
    pub(super) per_second: f64,
    /// How many more articles the library has than before.
    more: i64,
    posted: usize,
    /// Acknowledged, and not in the answer of a search.
    lost: usize,
    /// Ids that the answer of a search holds more than once.
    doubled: usize,
}

impl Flood {
    /// Tells whether each article is there, once.
    pub(super) fn is_whole(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && usize::try_from(self.more) == Ok(self.posted)
    }

    /// Says what is there.
    pub(super) fn told(&self) -> String {
        let Self { more, lost, doubled, .. } = self;
        format!("{more} more articles in the library; by their ids {lost} lost, {doubled} doubled")
    }
}

/// Posts every briefing, each writer waiting for its answer, and looks afterwards what a search finds of them.
pub(super) fn post(served: &Served, briefings: &[Briefing], writers: usize) -> Outcome<Flood> {
    let before = total(&mut served.connect()?)?;
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    // An error of ours does not go from thread to thread; its words do.
    let write = || post_on(served, briefings, &next).map_err(|error| error.to_string());
    thread::scope(|scope| {
        let writers: Vec<_> = (0..writers).map(|_| scope.spawn(write)).collect();
        let ended = writers
            .into_iter()
            .map(|writer| writer.join().unwrap_or_else(|_| Err("a writer panicked".to_owned())));
        ended.collect::<Result<(), String>>()
    })?;
    let per_second = briefings.len() as f64 / start.elapsed().as_secs_f64();
    // One that had waited all that time would be closed by now.
    let mut connection = served.connect()?;
    let more = total(&mut connection)? - before;
    let found = found(&mut connection)?;
    let expected = briefings.iter().map(posted_id);
    Ok(Flood { per_second, more, ..compared(expected, &found) })
}

fn post_on(served: &Served, briefings: &[Briefing], next: &AtomicUsize) -> Outcome {
    let mut connection = served.connect()?;
    let headers = [served.authorization(), ("Content-Type", "application/json")];
    while let Some(briefing) = briefings.get(next.fetch_add(1, Ordering::Relaxed)) {
        let article = article(briefing).to_string();
        let answer = connection.ask("POST", "/api/v1/articles", &headers, article.as_bytes())?;
        let status = &answer.json()?["status"];
        if status != "created" {
            return Err(format!("{} was answered with {status}", posted_id(briefing)).into());
        }
    }
    Ok(())
}

fn article(briefing: &Briefing) -> Value {
    let sections = HEADINGS.iter().zip(&briefing.sections);
    let sections: Vec<Value> =
        sections.map(|(heading, text)| json!({"heading": heading, "text": text})).collect();
    json!({
        "id": posted_id(briefing),
        "title": briefing.title,
        "tags": [TAG],
        "sections": sections,
    })
}

fn posted_id(briefing: &Briefing) -> String {
    format!("posted/{}", id(briefing))
}

/// Returns how many articles the library has.
fn total(connection: &mut Connection) -> Outcome<i64> {
    let answer = connection.get("/api/v1/search?unfold=true&limit=0")?.json()?;
    Ok(answer["total"].as_i64().ok_or("an answer without a total")?)
}

/// Returns the ids that a search for what was posted finds, page by page, and how often.
fn found(connection: &mut Connection) -> Outcome<BTreeMap<String, usize>> {
    let mut found = BTreeMap::new();
    let all = format!("/api/v1/search?tag={TAG}&unfold=true&limit=100");
    let mut target = all.clone();
    loop {
        let answer = connection.get(&target)?.json()?;
        for result in answer["results"].as_array().into_iter().flatten() {
            let id = result["id"].as_str().ok_or("a result without an id")?;
            *found.entry(id.to_owned()).or_default() += 1;
        }
        match answer["next"].as_str() {
            Some(cursor) => target = format!("{all}&cursor={cursor}"),
            None => return Ok(found),
        }
    }
}

fn compared(expected: impl Iterator<Item = String>, found: &BTreeMap<String, usize>) -> Flood {
    let mut flood = Flood::default();
    for id in expected {
        flood.posted += 1;
        flood.lost += usize::from(!found.contains_key(&id));
    }
    flood.doubled = found.values().filter(|times| **times > 1).count();
    flood
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[&str]) -> impl Iterator<Item = String> {
        ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>().into_iter()
    }

    fn found(times: &[(&str, usize)]) -> BTreeMap<String, usize> {
        times.iter().map(|(id, times)| ((*id).to_owned(), *times)).collect()
    }

    #[test]
    fn what_is_lost_or_doubled_is_counted() {
        let flood = compared(ids(&["a", "b", "c"]), &found(&[("a", 2), ("c", 1)]));
        assert_eq!((flood.posted, flood.lost, flood.doubled), (3, 1, 1));
        assert!(!flood.is_whole());
    }

    #[test]
    fn a_library_that_grew_by_another_number_is_not_whole() {
        let flood = compared(ids(&["a", "b"]), &found(&[("a", 1), ("b", 1)]));
        assert!(
            !Flood { more: 3, ..compared(ids(&["a", "b"]), &found(&[("a", 1), ("b", 1)])) }
                .is_whole()
        );
        assert!(Flood { more: 2, ..flood }.is_whole());
    }
}
