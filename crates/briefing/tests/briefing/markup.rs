//! Generated Markdown, and its markup removed by means that know nothing of the parser.

use proptest::prelude::*;

/// Generates a document: headings, paragraphs, lists, quotes, tables, code, HTML.
pub(crate) fn document() -> impl Strategy<Value = String> {
    let front = prop_oneof![
        2 => Just(""),
        1 => Just("\u{feff}"),
        1 => Just("---\ntitle: Überblick\n---\n"),
        1 => Just("\u{feff}+++\r\ntitle = \"Überblick\"\r\n+++\r\n"),
    ];
    (front, prop::collection::vec(block(), 0..10)).prop_map(|(front, blocks)| {
        format!("{front}{}\n\n[ref]: https://example.com/ref\n", blocks.join("\n\n"))
    })
}

fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => (1..5_usize, words(1..4)).prop_map(|(level, words)| format!("{} {words}", "#".repeat(level))),
        1 => paragraph().prop_map(|text| format!("Öffnet\n**Key Points**\n{text}")),
        1 => paragraph().prop_map(|text| format!("**Our Take:**\n{text}\n__Outlook__:")),
        4 => paragraph(),
        3 => list(),
        1 => paragraph().prop_map(|text| prefixed(&text, "> ", "> ")),
        1 => prop::collection::vec((words(1..3), words(1..3)), 1..4).prop_map(|rows| {
            let rows: Vec<_> = rows.into_iter().map(|(a, b)| format!("| {a} | {b} |\n")).collect();
            format!("| Name | Count |\n|---|---:|\n{}", rows.concat())
        }),
        1 => prop::collection::vec(words(1..4), 1..4).prop_map(|lines| format!("```sh\n{}\n```", lines.join("\n"))),
        1 => (words(1..4), words(1..4)).prop_map(|(a, b)| format!("<div class=\"x\">\n<p>{a} <b>{b}</b> &amp; so</p>\n</div>")),
        1 => Just("{% include x.md %}\n{: .wide}".to_owned()),
    ]
}

fn list() -> impl Strategy<Value = String> {
    let item = (
        paragraph(),
        prop::option::of(paragraph()),
        prop::collection::vec(words(1..4), 0..3),
        any::<bool>(),
    );
    prop::collection::vec(item, 1..4).prop_map(|items| {
        let mut text = String::new();
        for (first, more, nested, numbered) in items {
            let marker = if numbered { "1. " } else { "-  " };
            text.push_str(&prefixed(&first, marker, "   "));
            text.push('\n');
            if let Some(more) = more {
                text.push('\n');
                text.push_str(&prefixed(&more, "   ", "   "));
                text.push('\n');
            }
            for line in nested {
                text.push_str(&format!("   * {line}\n"));
            }
        }
        text
    })
}

fn prefixed(text: &str, first: &str, other: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{}{line}", if at == 0 { first } else { other }))
        .collect();
    lines.join("\n")
}

fn paragraph() -> impl Strategy<Value = String> {
    let end = prop_oneof![4 => Just(" "), 1 => Just("\n"), 1 => Just(". "), 1 => Just(".\n"), 1 => Just("? "), 1 => Just("  \n")];
    prop::collection::vec((inline(), end), 1..12).prop_map(|parts| {
        let text: String =
            parts.into_iter().flat_map(|(inline, end)| [inline, end.to_owned()]).collect();
        text.trim_end().to_owned()
    })
}

fn inline() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => words(1..4),
        1 => words(1..3).prop_map(|words| format!("*{words}*")),
        1 => words(1..3).prop_map(|words| format!("**{words}. {words}**")),
        1 => words(1..3).prop_map(|words| format!("`{words}`")),
        1 => words(1..3).prop_map(|words| format!("[{words}](https://example.com/{{{{base}}}}1)")),
        1 => words(1..3).prop_map(|words| format!("[{words}][ref]")),
        1 => words(1..3).prop_map(|words| format!("[{words}][lies elsewhere]")),
        1 => words(1..3).prop_map(|words| format!("**[{words}](x)**")),
        1 => words(1..3).prop_map(|words| format!("![{words}](chart.png)")),
        1 => words(1..2).prop_map(|words| format!("<span class=\"a\">{words}</span>")),
        1 => words(1..2).prop_map(|words| format!("{words} &amp; {words}")),
        1 => words(1..2).prop_map(|words| format!("{words}\\*")),
        1 => words(1..2).prop_map(|words| format!("~~{words}~~")),
        1 => words(1..2).prop_map(|words| format!("{words} {{{{ base }}}} {words}")),
    ]
}

fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec("[A-Z]?[a-zé]{1,7}", count).prop_map(|words| words.join(" "))
}

/// Removes the markup of generated documents; whitespace becomes single spaces.
pub(crate) fn without_markup(slice: &str) -> String {
    let mut text = String::new();
    let mut rest = slice;
    let mut at_line_start = false;
    while let Some(c) = rest.chars().next() {
        let tail = &rest[c.len_utf8()..];
        let skipped = match c {
            '>' if at_line_start => Some(tail),
            '\\' => {
                text.extend(tail.chars().next());
                Some(&tail[tail.chars().next().map_or(0, char::len_utf8)..])
            }
            ']' if tail.starts_with('(') => after(tail, ')'),
            ']' if tail.starts_with('[') => after(tail, ']'),
            '<' => after(tail, '>'),
            '{' => after(tail, '}').and_then(|rest| after(rest, '}')),
            '&' if tail.starts_with("amp;") => {
                text.push('&');
                Some(&tail[4..])
            }
            '*' | '`' | '~' | '[' | ']' | '!' | '|' => Some(tail),
            _ => None,
        };
        if skipped.is_none() {
            text.push(c);
        }
        at_line_start = c == '\n' || (at_line_start && c == ' ');
        rest = skipped.unwrap_or(tail);
    }
    on_one_line(&text)
}

/// Brings a unit's text into the form that `without_markup` gives.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '|')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn after(text: &str, end: char) -> Option<&str> {
    text.find(end).map(|at| &text[at + end.len_utf8()..])
}
