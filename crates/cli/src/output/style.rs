//! The styles of the command line, each named for what it marks.

use anstyle::{AnsiColor, Effects, Style};

/// Titles of articles.
pub(crate) const TITLE: Style = Style::new().effects(Effects::BOLD);
/// Words that matched.
pub(crate) const MATCH: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).effects(Effects::BOLD);
/// Words that matched in a title.
pub(crate) const TITLE_MATCH: Style = MATCH;
/// Headings of an article.
pub(crate) const HEADING: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan))).effects(Effects::BOLD);
/// Names of sections.
pub(crate) const SECTION: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
/// Dates, sources, ids and other small print.
pub(crate) const SMALL: Style = Style::new().effects(Effects::DIMMED);
/// Notes and warnings.
pub(crate) const WARNING: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
/// The label of a failure.
pub(crate) const ERROR: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).effects(Effects::BOLD);
/// The label of what to do.
pub(crate) const HINT: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
/// Running text.
pub(crate) const PLAIN: Style = Style::new();
