//! Answers as text: a file for each shape, each a function from a library's value to what is printed.

pub(crate) mod article_markdown;
pub(crate) mod article_text;
pub(crate) mod check_text;
pub(crate) mod facets_text;
pub(crate) mod feeds_text;
pub(crate) mod hit_text;
mod instead_text;
pub(crate) mod json;
mod look;
pub(crate) mod number;
mod paragraph;
pub(crate) mod provenance;
pub(crate) mod report_text;
pub(crate) mod rows;
pub(crate) mod search_text;
pub(crate) mod stats_text;
pub(crate) mod style;
pub(crate) mod suggest_text;

#[cfg(test)]
mod samples;

pub(crate) use look::Look;
