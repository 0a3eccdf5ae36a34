//! Articles that are put over HTTP one after the other, and searches beside them.

use std::time::Instant;

use super::super::questions::Question;
use super::super::served::Served;
use super::id;
use crate::generate::Briefing;
use crate::outcome::Outcome;

/// Puts each briefing under an id of its own, and returns how long each took until it was acknowledged, in milliseconds.
pub(super) fn times_ms(served: &Served, briefings: &[Briefing]) -> Outcome<Vec<f64>> {
    let mut connection = served.connect()?;
    let mut times_ms = Vec::with_capacity(briefings.len());
    for briefing in briefings {
        let target = format!("/api/v1/articles/{}", id(briefing));
        let kind = if briefing.path.ends_with(".md") { "text/markdown" } else { "text/plain" };
        let headers = [served.authorization(), ("Content-Type", kind)];
        let text = briefing.render();
        let start = Instant::now();
        let answer = connection.ask("PUT", &target, &headers, text.as_bytes())?;
        times_ms.push(start.elapsed().as_secs_f64() * 1e3);
        if answer.json()?["status"] != "created" {
            return Err(format!("{target} was there before").into());
        }
    }
    Ok(times_ms)
}

/// Returns what asks the server the question of a number, over a connection of its own.
pub(super) fn asker(
    served: &Served,
    questions: &[Question],
) -> Outcome<impl FnMut(usize) -> Outcome> {
    let mut connection = served.connect()?;
    Ok(move |number: usize| {
        let question = &questions[number % questions.len()];
        connection.get(&question.target())?.json().map(drop)
    })
}
