//! A server killed at any moment: what it acknowledged is there, once, and nothing is left behind.
//!
//! The moments come from a fixed seed, or from what is seen of the files: as soon as a file has its name and before
//! the index has it, as soon as the engine's list of segments changes, and so on. `cargo xtask kills` kills more often.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::harness::{Desk, Running};

const PATIENCE: Duration = Duration::from_secs(60);
/// Kills when nothing else is asked for.
const KILLS: u64 = 20;
/// Senders, each with ids of its own.
const SENDERS: u64 = 3;
const IDS_EACH: u64 = 4;

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// What was asked of one article, in order; a version's number, or none for its removal.
#[derive(Debug, Clone, Default)]
struct Asked {
    sent: Vec<Option<u64>>,
    /// How many of them were acknowledged: all before them as well, since each waits for the one before.
    acknowledged: usize,
}

type Book = Arc<Mutex<BTreeMap<String, Asked>>>;

/// When to kill.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After so many acknowledgements.
    Acknowledged(u64),
    /// As soon as the file of a new article has its name.
    Named,
    /// As soon as this file of the data folder is another.
    Changed(&'static str),
}

fn client() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .build();
    config.new_agent()
}

/// Sends one version, or removes the article. Returns whether it was acknowledged.
fn send(agent: &ureq::Agent, address: &str, token: &str, id: &str, version: Option<u64>) -> bool {
    let url = format!("{address}/api/v1/articles/{id}");
    let bearer = format!("Bearer {token}");
    let answer = match version {
        Some(version) => agent
            .put(&url)
            .header("Authorization", bearer)
            .header("Content-Type", "application/json")
            .send(format!(r#"{{"title":"About {id}","text":"version {version}"}}"#)),
        None => agent.delete(&url).header("Authorization", bearer).call(),
    };
    // What was not there to be removed is as good as removed.
    answer.is_ok_and(|it| it.status().is_success() || (version.is_none() && it.status() == 404))
}

/// Sends on and on until the server is gone.
fn keep_sending(address: &str, token: &str, book: &Book, ids: &[String], seed: u64) {
    let (agent, mut random) = (client(), Random(seed));
    loop {
        let id = &ids[random.below(ids.len() as u64) as usize];
        let removes = random.below(6) == 0;
        let (version, place) = {
            let mut book = book.lock().unwrap();
            let asked = book.entry(id.clone()).or_default();
            let last = asked.sent.iter().rev().find_map(|it| *it).unwrap_or(0);
            let version = (!removes).then_some(last + 1);
            asked.sent.push(version);
            (version, asked.sent.len())
        };
        if !send(&agent, address, token, id, version) {
            return;
        }
        book.lock().unwrap().get_mut(id).unwrap().acknowledged = place;
    }
}

fn acknowledged(book: &Book) -> u64 {
    book.lock().unwrap().values().map(|asked| asked.acknowledged as u64).sum()
}

/// Waits for the moment.
fn wait_for(moment: Moment, desk: &Desk, book: &Book, before: u64, fresh: &str) {
    let deadline = Instant::now() + PATIENCE;
    let data = desk.path("library/.precis");
    let look = |name: &str| -> Option<(SystemTime, u64)> {
        let index = std::fs::read_to_string(data.join("current")).unwrap_or_default();
        let whole = [data.join(name), data.join(index.trim()).join(name)];
        let metadata = whole.iter().find_map(|path| path.metadata().ok())?;
        Some((metadata.modified().unwrap(), metadata.len()))
    };
    let first = if let Moment::Changed(name) = moment { look(name) } else { None };
    let is_now = || match moment {
        Moment::Acknowledged(count) => acknowledged(book) >= before + count,
        Moment::Named => {
            names(&desk.path("library/incoming/undated")).iter().any(|name| name.starts_with(fresh))
        }
        Moment::Changed(name) => look(name) != first,
    };
    while !is_now() {
        assert!(Instant::now() < deadline, "{moment:?} never comes");
        thread::yield_now();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Compares what is searched with what was asked, and goes on from there.
#[track_caller]
fn assert_nothing_lost(server: &Running, book: &Book, moment: Moment) {
    let agent = client();
    let mut there = 0;
    for (id, asked) in book.lock().unwrap().iter_mut() {
        let url = format!("{}/api/v1/articles/{id}", server.address);
        let mut answer = agent.get(&url).call().unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        let article: serde_json::Value = serde_json::from_str(&text).unwrap();
        let found = (answer.status() == 200).then(|| {
            let text = article["sections"][0]["text"].as_str().unwrap();
            text.strip_prefix("version ").unwrap().parse::<u64>().unwrap()
        });
        // The last that was acknowledged, or what was asked after it and cut off.
        let from = asked.acknowledged.saturating_sub(1);
        let mut allowed = asked.sent[from..].to_vec();
        if asked.acknowledged == 0 {
            allowed.push(None);
        }
        assert!(allowed.contains(&found), "{id} {moment:?}: {found:?} of {asked:?}");
        there += u64::from(found.is_some());
        // Versions only grow, so that an old one is never taken for a new one.
        let last = asked.sent.iter().rev().find_map(|it| *it);
        asked.sent = match found {
            Some(version) => vec![last.filter(|last| *last != version), Some(version)],
            None => vec![last, None],
        };
        asked.acknowledged = asked.sent.len();
    }
    let answer: serde_json::Value =
        serde_json::from_str(&server.get("/api/v1/search?limit=0")).unwrap();
    assert_eq!(answer["total"], there, "an article is there twice, or is one too many");
}

/// Files that only a process that was killed leaves.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            found.extend(leftovers(&path));
        } else if name.starts_with(".precis-new-") || name.starts_with(".tmp") {
            found.push(path);
        }
    }
    found
}

#[test]
fn what_is_acknowledged_survives_every_kill() {
    let wanted = std::env::vars_os().find(|(name, _)| name == "PRECIS_KILLS");
    let kills = wanted.map_or(KILLS, |(_, count)| count.to_str().unwrap().parse().unwrap());
    let desk = Desk::empty();
    desk.write("library/precis.toml", "");
    desk.run(&["index"]);
    let book = Book::default();
    let mut random = Random(0x5eed_2026);
    let (mut named, mut caught, mut sent) = (0, 0, 0);
    let mut server = Running::ready(&desk);
    let mut last_kill = Moment::Acknowledged(0);
    for kill in 0..kills {
        assert_nothing_lost(&server, &book, last_kill);
        // The engine may be tidying up just now; what a killed process left would stay.
        let deadline = Instant::now() + PATIENCE;
        while let Some(left) = leftovers(&desk.path("library")).first() {
            assert!(Instant::now() < deadline, "{} is left behind", left.display());
            thread::yield_now();
        }
        let moment = match random.below(7) {
            0 => Moment::Changed("meta.json"),
            1 => Moment::Changed("ledger"),
            2 => Moment::Changed("state/revision.json"),
            3 => Moment::Changed("state/arrivals"),
            4 => Moment::Acknowledged(1 + random.below(12)),
            _ => Moment::Named,
        };
        let token = std::fs::read_to_string(desk.path("library/.precis/state/token")).unwrap();
        let token = token.trim();
        let fresh = format!("fresh-{kill}");
        let before = acknowledged(&book);
        let address = server.address.clone();
        thread::scope(|scope| {
            for sender in 0..SENDERS {
                let (book, address, seed) = (&book, &address, random.below(u64::MAX - 1) + 1);
                let ids: Vec<String> = (0..IDS_EACH).map(|n| format!("id-{sender}-{n}")).collect();
                scope.spawn(move || keep_sending(address, token, book, &ids, seed));
            }
            if let Moment::Named = moment {
                book.lock().unwrap().entry(fresh.clone()).or_default().sent.push(Some(1));
                let (book, address, fresh) = (&book, &address, &fresh);
                scope.spawn(move || {
                    if send(&client(), address, token, fresh, Some(1)) {
                        book.lock().unwrap().get_mut(fresh).unwrap().acknowledged = 1;
                    }
                });
            }
            wait_for(moment, &desk, &book, before, &format!("{fresh}-"));
            server.kill();
        });
        sent += acknowledged(&book) - before;
        if let Moment::Named = moment {
            named += 1;
            caught += u64::from(book.lock().unwrap()[&fresh].acknowledged == 0);
        }
        last_kill = moment;
        server = Running::ready(&desk);
    }
    assert_nothing_lost(&server, &book, last_kill);
    println!(
        "{kills} kills, {caught} of {named} between name and commit, {sent} changes acknowledged"
    );
    assert!(sent > kills, "hardly anything was sent: {sent}");
    assert!(caught > 0 && 3 * caught >= named, "{caught} of {named} between name and commit");
    drop(server);
    // An index made from nothing holds the same.
    let ids = |desk: &Desk| desk.run(&["search", "", "--all", "--format", "ids"]).stdout;
    assert_eq!(desk.run(&["index"]).status, 0);
    let kept = ids(&desk);
    assert_eq!(desk.run(&["check"]).status, 0);
    assert_eq!(desk.run(&["index", "--rebuild"]).status, 0);
    assert_eq!(ids(&desk), kept);
}
