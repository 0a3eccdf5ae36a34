//! Briefings read from end to end: cases as files, and laws over generated ones.

mod cases;
mod door;
mod expected;
mod invariants;
mod laws;
mod markup;
mod packed;
