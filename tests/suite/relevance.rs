//! What comes first in the example library, against what people who read it say should.

use std::collections::HashMap;

use serde::Deserialize;

use crate::harness::{Desk, Running};

/// What the mean of nDCG@10 must not fall below; `cargo test --test suite relevance -- --nocapture` prints where it is.
const FLOOR: f64 = 0.90;

#[derive(Deserialize)]
struct Judged {
    queries: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    query: String,
    best: Vec<String>,
    good: Vec<String>,
}

impl Query {
    /// What each relevant article is worth.
    fn gains(&self) -> HashMap<&str, f64> {
        let best = self.best.iter().map(|id| (id.as_str(), 3.0));
        best.chain(self.good.iter().map(|id| (id.as_str(), 1.0))).collect()
    }

    /// Normalized discounted cumulative gain of the first ten of some ids.
    fn ndcg(&self, ids: &[String]) -> f64 {
        let gains = self.gains();
        let sum = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
            gains.take(10).enumerate().map(|(at, gain)| gain / (at as f64 + 2.0).log2()).sum()
        };
        let mut ideal: Vec<f64> = gains.values().copied().collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let found = ids.iter().map(|id| gains.get(id.as_str()).copied().unwrap_or(0.0));
        sum(&mut found.into_iter()) / sum(&mut ideal.into_iter())
    }
}

#[test]
fn what_should_come_first_does() {
    let judged: Judged = serde_json::from_str(include_str!("relevance.json")).unwrap();
    assert_eq!(judged.queries.len(), 40);
    let desk = Desk::with_corpus();
    let outcome = desk.run(&["index", "."]);
    assert_eq!(outcome.status, 0, "{outcome}");
    let server = Running::start(&desk);
    let ids = |query: &str, limit: usize| -> Vec<String> {
        let encoded: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let answer = server.get(&format!("/api/v1/search?q={encoded}&limit={limit}"));
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let results = answer["results"].as_array().unwrap().iter();
        results.map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    };
    let all = ids("", 100);
    let mut sum = 0.0;
    for query in &judged.queries {
        let known = query.best.iter().chain(&query.good);
        known.for_each(|id| assert!(all.contains(id), "{id} is not in the library"));
        let found = ids(&query.query, 10);
        let ndcg = query.ndcg(&found);
        println!("{ndcg:.3}  {}", query.query);
        if ndcg < 0.8 {
            println!("       {}", found.join(" "));
        }
        sum += ndcg;
    }
    let mean = sum / judged.queries.len() as f64;
    println!("{mean:.3}  mean of {}", judged.queries.len());
    assert!(mean >= FLOOR, "nDCG@10 fell to {mean:.3}, below {FLOOR}");
}

#[test]
fn the_measure_is_one_for_the_ideal_order_and_less_for_any_other() {
    let ids = |ids: &[&str]| -> Vec<String> { ids.iter().map(|id| (*id).to_owned()).collect() };
    let query = Query { query: String::new(), best: ids(&["a", "b"]), good: ids(&["c"]) };
    assert!((query.ndcg(&ids(&["b", "a", "c", "x"])) - 1.0).abs() < 1e-12);
    assert!(query.ndcg(&ids(&["c", "a", "b"])) < 1.0);
    assert!(query.ndcg(&ids(&["a", "x", "b", "c"])) < query.ndcg(&ids(&["a", "b", "x", "c"])));
    assert_eq!(query.ndcg(&ids(&["x"])), 0.0);
}
