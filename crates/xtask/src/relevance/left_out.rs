//! How much of what a ranking gains is tuning: weights chosen on all collections but one, measured on that one.

use std::collections::HashMap;
use std::path::Path;

use precis_query::Weights;
use tempfile::TempDir;

use super::metrics::measure;
use super::ours::Ours;
use super::sets::{self, Question};
use crate::outcome::Outcome;

/// Results that nDCG@10 looks at.
const DEPTH: usize = 10;
/// Times that each weight is chosen anew beside the others.
const ROUNDS: usize = 2;

/// A weight: its name, where it is kept, and the values tried. The first one is what is known before any query was
/// judged: nothing is added, and texts are marked down alike however many words are asked for.
struct Dial(&'static str, fn(&mut Weights) -> &mut f32, [f32; 4]);

/// What is chosen. Recency is not: questions that were judged once and for all say nothing of today.
const DIALS: [Dial; 8] = [
    Dial("b", |w| &mut w.b, [0.6, 0.4, 0.2, 0.1]),
    Dial("b-per-word", |w| &mut w.b_per_word, [0.0, 0.02, 0.04, 0.08]),
    Dial("title", |w| &mut w.title, [0.0, 0.1, 0.2, 0.4]),
    Dial("section", |w| &mut w.section, [0.0, 0.1, 0.2, 0.4]),
    Dial("closeness", |w| &mut w.closeness, [0.0, 0.25, 0.5, 1.0]),
    Dial("typed", |w| &mut w.typed, [0.0, 0.15, 0.3, 0.6]),
    Dial("named", |w| &mut w.named, [0.0, 0.3, 0.6, 1.2]),
    Dial("opening", |w| &mut w.opening, [0.0, 0.15, 0.3, 0.6]),
];

/// Which value each dial stands on.
type Setting = [usize; DIALS.len()];

fn weights(setting: &Setting) -> Weights {
    let mut weights = Weights::default();
    for (Dial(_, weight, values), at) in DIALS.iter().zip(setting) {
        *weight(&mut weights) = values[*at];
    }
    weights
}

fn in_words(setting: &Setting) -> String {
    let each = |(Dial(name, _, values), at): (&Dial, &usize)| format!("{name} {}", values[*at]);
    DIALS.iter().zip(setting).map(each).collect::<Vec<_>>().join(", ")
}

/// A collection, and the lists of queries that were judged on it: it is left out with all of them.
struct Collection {
    name: String,
    lists: Vec<(String, Vec<Question>)>,
    ours: Ours,
    _library: TempDir,
}

impl Collection {
    fn new(folder: &Path) -> Outcome<Self> {
        let library = tempfile::tempdir()?;
        Ok(Self {
            name: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            lists: sets::questions(folder)?,
            ours: Ours::new(&sets::documents(folder)?, library.path())?,
            _library: library,
        })
    }

    /// nDCG@10 of each list.
    fn measured(&self, weights: Weights) -> Outcome<Vec<f64>> {
        let ours = self.ours.weighed(weights)?;
        let mut means = Vec::with_capacity(self.lists.len());
        for (_, questions) in &self.lists {
            let mut values = Vec::with_capacity(questions.len());
            for question in questions {
                let found = ours.search(&question.text, DEPTH)?;
                values.extend(measure(&found, &question.grades).map(|one| one.ndcg_10));
            }
            means.push(mean(values.iter().copied()));
        }
        Ok(means)
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}

/// nDCG@10 by collection and list.
type Values = Vec<Vec<f64>>;

/// The mean over the lists of all collections but one, each list counting the same.
fn mean_without(values: &Values, left_out: Option<usize>) -> f64 {
    let kept = values.iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
    let lists: Vec<f64> = kept.flat_map(|(_, lists)| lists.iter().copied()).collect();
    mean(lists.into_iter())
}

/// Chooses one dial after the other, each by the mean over all collections but one beside what the others stand on, from
/// what is known before. Of values that measure the same, the earlier stays.
fn choose(
    left_out: Option<usize>,
    values_of: &mut dyn FnMut(&Setting) -> Outcome<Values>,
) -> Outcome<Setting> {
    let mut best = [0; DIALS.len()];
    let mut most = mean_without(&values_of(&best)?, left_out);
    for _ in 0..ROUNDS {
        let before = best;
        for dial in 0..DIALS.len() {
            for at in 0..DIALS[dial].2.len() {
                let mut tried = best;
                tried[dial] = at;
                let value = mean_without(&values_of(&tried)?, left_out);
                if value > most {
                    (best, most) = (tried, value);
                }
            }
        }
        if best == before {
            break;
        }
    }
    Ok(best)
}

/// Prints for each collection what the weights come to that were chosen without it.
pub(super) fn run(folders: &[&Path]) -> Outcome {
    let collections = folders.iter().map(|it| Collection::new(it)).collect::<Outcome<Vec<_>>>()?;
    let measured = |weights: Weights| -> Outcome<Values> {
        collections.iter().map(|collection| collection.measured(weights)).collect()
    };
    let mut known: HashMap<Setting, Values> = HashMap::new();
    let mut values_of = |setting: &Setting| -> Outcome<Values> {
        if let Some(values) = known.get(setting) {
            return Ok(values.clone());
        }
        let values = measured(weights(setting))?;
        known.insert(*setting, values.clone());
        Ok(values)
    };
    let nothing = values_of(&[0; DIALS.len()])?;
    let usual = measured(Weights::default())?;
    let on_all = choose(None, &mut values_of)?;
    let chosen_on_all = values_of(&on_all)?;
    println!("nDCG@10 with weights of 0 and b {}, with those chosen", DIALS[0].2[0]);
    println!(
        "{:<28} {:>8} {:>8} {:>8} {:>8}",
        "collection", "before", "without", "on all", "usual"
    );
    let mut rows: Vec<[f64; 4]> = Vec::new();
    let mut chosen = vec![format!("on all: {}", in_words(&on_all))];
    for (at, collection) in collections.iter().enumerate() {
        let setting = choose(Some(at), &mut values_of)?;
        let without = values_of(&setting)?;
        for (list, (name, _)) in collection.lists.iter().enumerate() {
            let row = [&nothing, &without, &chosen_on_all, &usual].map(|values| values[at][list]);
            let name = [collection.name.as_str(), name.as_str()].join(" ");
            print_row(name.trim_end(), &row);
            rows.push(row);
        }
        chosen.push(format!("without {}: {}", collection.name, in_words(&setting)));
    }
    print_row("mean", &[0, 1, 2, 3].map(|column| mean(rows.iter().map(|row| row[column]))));
    println!("\nweights chosen");
    chosen.iter().for_each(|line| println!("  {line}"));
    Ok(())
}

fn print_row(name: &str, row: &[f64; 4]) {
    let [before, without, on_all, usual] = row;
    println!("{name:<28} {before:>8.3} {without:>8.3} {on_all:>8.3} {usual:>8.3}");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two collections: the first wants the second value of the first dial, the other one its third.
    fn values(setting: &Setting) -> Outcome<Values> {
        let first = [0.1, 0.9, 0.2, 0.1][setting[0]];
        let other = [0.1, 0.2, 0.8, 0.1][setting[0]];
        Ok(vec![vec![first], vec![other, other]])
    }

    #[test]
    fn what_is_left_out_has_no_say() {
        let chosen = |left_out| choose(left_out, &mut values).expect("chosen")[0];
        assert_eq!(chosen(Some(1)), 1);
        assert_eq!(chosen(Some(0)), 2);
        assert_eq!(chosen(None), 2, "each list counts the same");
    }

    #[test]
    fn what_makes_no_difference_stays() {
        let chosen = choose(None, &mut values).expect("chosen");
        assert_eq!(chosen[1..], [0; DIALS.len() - 1]);
        assert_eq!(weights(&[0; DIALS.len()]).title, 0.0);
    }

    #[test]
    fn the_usual_weights_are_among_what_is_tried() {
        let mut usual = Weights::default();
        for Dial(name, weight, values) in &DIALS {
            assert!(values.contains(weight(&mut usual)), "{name}");
        }
    }
}
