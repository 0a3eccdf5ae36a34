//! Files that are dropped into the folder, until a search finds them.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::super::served::Served;
use crate::generate::Briefing;
use crate::outcome::Outcome;

/// How often it is asked whether a file is found yet.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// A file that is not found after so long never will be.
const PATIENCE: Duration = Duration::from_secs(60);

/// Drops each briefing into `dropped` in the library, with a word that no other has, and returns how long it took until
/// that word found it, in milliseconds.
pub(super) fn times_ms(
    served: &Served,
    library: &Path,
    briefings: &[Briefing],
) -> Outcome<Vec<f64>> {
    let mut connection = served.connect()?;
    let mut times_ms = Vec::with_capacity(briefings.len());
    for briefing in briefings {
        let name = briefing.path.rsplit('/').next().unwrap_or(&briefing.path);
        let mark = mark(name);
        let text = format!("{}\n{mark}\n", briefing.render());
        // Forgiving, the search would take the mark for another one that is there.
        let target = format!("/api/v1/search?q={mark}&match=all&limit=1");
        let start = Instant::now();
        fs::write(library.join("dropped").join(name), text)?;
        while connection.get(&target)?.json()?["total"] != 1 {
            if start.elapsed() > PATIENCE {
                return Err(format!("{name} was dropped and never found").into());
            }
            thread::sleep(LOOK_EVERY);
        }
        times_ms.push(start.elapsed().as_secs_f64() * 1e3);
    }
    Ok(times_ms)
}

/// Makes a word of letters alone, which nothing else has, of a name that ends in a number and an ending.
fn mark(name: &str) -> String {
    let number = name.rsplit('-').next().unwrap_or(name);
    let digits = number.bytes().filter(u8::is_ascii_digit);
    digits.fold("zqx".to_owned(), |mark, digit| {
        mark + char::from(digit - b'0' + b'b').to_string().as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn marks_are_words_of_their_own() {
        assert_eq!(mark("2019-03-04-cloud-deal-won-100207.txt"), "zqxcbbdbi");
        assert_ne!(mark("2019-03-04-a-12.md"), mark("2019-03-04-a-21.md"));
    }
}
