//! Parts of a mail that are plain text.

use super::boilerplate;
use crate::lines::lines;

/// Joins the lines of text that flows (RFC 3676): a line that ends in a space goes on in the next one.
pub(super) fn unfolded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut goes_on: Option<usize> = None;
    for line in lines(text) {
        let quotes = line.text.bytes().take_while(|&byte| byte == b'>').count();
        let rest = &line.text[quotes..];
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        if goes_on != Some(quotes) {
            if goes_on.is_some() {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n('>', quotes));
            if quotes > 0 {
                out.push(' ');
            }
        }
        out.push_str(rest);
        // Two dashes and a space are the line above a signature.
        let is_soft = rest.ends_with(' ') && rest != "-- ";
        goes_on = is_soft.then_some(quotes);
        if !is_soft {
            out.push('\n');
        }
    }
    out
}

/// Leaves out the paragraphs that say how to read or end a subscription.
pub(super) fn without_boilerplate(text: &str) -> String {
    let mut paragraphs: Vec<std::ops::Range<usize>> = Vec::new();
    let mut open = None;
    for line in lines(text) {
        if line.is_blank() {
            paragraphs.extend(open.take());
        } else {
            open = Some(open.map_or(line.start, |it: std::ops::Range<usize>| it.start)..line.end());
        }
    }
    paragraphs.extend(open);
    let texts: Vec<_> = paragraphs.into_iter().map(|range| (range.clone(), &text[range])).collect();
    let kept = boilerplate::without_boilerplate(texts, |(_, text)| text);
    match (kept.first(), kept.last()) {
        (Some((first, _)), Some((last, _))) => text[first.start..last.end].to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_flows_is_joined() {
        assert_eq!(
            unfolded("One \nline.\n> said \n> so\n\n From here\n-- \nName\n"),
            "One line.\n> said so\n\nFrom here\n-- \nName\n"
        );
        assert_eq!(unfolded("a \n> b"), "a \n> b\n");
    }

    #[test]
    fn how_to_end_a_subscription_is_no_text() {
        let text = "View this email in your browser\n\nNews.\n\nMore news.\n\n--\nTo unsubscribe, write to us.\n\nStreet 1\n";
        assert_eq!(without_boilerplate(text), "News.\n\nMore news.");
        assert_eq!(without_boilerplate("News of a button.\n"), "News of a button.");
    }
}
