//! Facts found in marked texts, counted: how many of those marked are found, and how many of those found are marked.
//!
//! A mention counts as found when its place and its value are both exactly those marked.

mod figures;
mod laws;
mod marked;

use figures::Figures;

/// The set that was written before the code was tuned on it.
const MARKED: &str = include_str!("marked.txt");

#[test]
fn marked_facts_are_found() {
    let figures = Figures::of(&marked::read(MARKED));
    println!("marked.txt\n{figures}");
    assert!(figures.marked() >= 200);
    figures.hold("amount", 0.95);
    figures.hold("percent", 0.95);
    figures.hold("date", 0.90);
}

#[test]
fn facts_marked_after_the_freeze_are_found() {
    let figures = Figures::of(&marked::read(include_str!("fresh.txt")));
    println!("fresh.txt\n{figures}");
    assert!(figures.marked() >= 150);
    figures.hold("amount", 0.95);
    figures.hold("percent", 0.95);
    figures.hold("date", 0.90);
}
