//! What to ask where nothing was found, as commands.

use precis_query::response::Instead;

use super::number::counted;
use super::{Look, style};

/// Returns the searches that would find something, each with its count and as a command; nothing for none.
pub(super) fn instead(offers: &[Instead], look: Look) -> String {
    let mut text = String::new();
    for offer in offers {
        if text.is_empty() {
            text.push_str("\nThese would find something:\n");
        }
        let found = counted(offer.total, "article");
        text.push_str(&format!("  {}: {found}\n    ", offer.message));
        // Never broken into lines, so that it can be copied.
        text.push_str(&look.paint(style::SMALL, &command(offer)));
        text.push('\n');
    }
    text
}

/// The command that asks for an offered search.
fn command(offer: &Instead) -> String {
    let mut command = "precis search".to_owned();
    for parameter in &offer.parameters {
        command.push_str(&format!(" --{} {}", parameter.name, quoted(&parameter.value)));
    }
    if !offer.query.is_empty() {
        // A query that begins like a flag has to stand behind the end of flags.
        command.push_str(if offer.query.starts_with("--") { " -- " } else { " " });
        command.push_str(&quoted(&offer.query));
    }
    command
}

/// An argument as a shell reads it back whole.
fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | '+');
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use precis_query::response::{Instead, Parameter};

    use super::{instead, quoted};
    use crate::output::samples::NARROW;

    #[test]
    fn each_offer_has_its_count_and_a_command() {
        let offer = |message: &str, query: &str, parameters: &[(&str, &str)], total| Instead {
            reason: String::new(),
            message: message.into(),
            query: query.into(),
            parameters: parameters
                .iter()
                .map(|(name, value)| Parameter { name: (*name).into(), value: (*value).into() })
                .collect(),
            total,
        };
        let offers = [
            offer("with “openai”", "openai", &[("in", "take")], 1),
            offer("without -nvidia", "\"it's here\"", &[("source", "The Wire")], 1_204),
        ];
        insta::assert_snapshot!(instead(&offers, NARROW), @r#"

        These would find something:
          with “openai”: 1 article
            precis search --in take openai
          without -nvidia: 1,204 articles
            precis search --source 'The Wire' '"it'\''s here"'
        "#);
        assert_eq!(instead(&[], NARROW), "");
    }

    #[test]
    fn what_a_shell_would_change_is_quoted() {
        assert_eq!(quoted("2026-04"), "2026-04");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("a*"), "'a*'");
    }
}
