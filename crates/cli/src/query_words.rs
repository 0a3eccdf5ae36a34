//! Which arguments of `search` are words of the query, and how they are joined.
//!
//! An argument that starts with one `-` is a word to keep out (`-nvidia`) unless it is exactly a short
//! flag (`-n`), before or after the flags. The usual reading of arguments cannot tell these apart, so
//! the arguments of `search` are put in order first: flags, then `--`, then the words.

use std::ffi::{OsStr, OsString};

use clap::Command;

/// Puts the arguments of `search` in order: flags with their values, `--`, words of the query.
///
/// `argv` starts with the name of the program; `cli` is built. Other commands' arguments stay as they are.
pub(crate) fn arrange(argv: Vec<OsString>, cli: &Command) -> Vec<OsString> {
    let Some(place) = place_of_command(&argv, cli) else { return argv };
    let Some(search) = cli.find_subcommand(&argv[place]) else { return argv };
    if search.get_name() != "search" {
        return argv;
    }
    let mut arranged: Vec<OsString> = argv[..=place].to_vec();
    let mut words = Vec::new();
    let mut rest = argv[place + 1..].iter();
    while let Some(argument) = rest.next() {
        match flag_of(argument, search) {
            Flag::EndOfFlags => {
                words.extend(rest.by_ref().cloned());
            }
            Flag::Alone => arranged.push(argument.clone()),
            Flag::LongWithValue => match rest.next() {
                // Joined, so that a value may start with `-`.
                Some(value) => {
                    let mut joined = argument.clone();
                    joined.push("=");
                    joined.push(value);
                    arranged.push(joined);
                }
                None => arranged.push(argument.clone()),
            },
            Flag::ShortWithValue => {
                arranged.push(argument.clone());
                arranged.extend(rest.next().cloned());
            }
            Flag::None => words.push(argument.clone()),
        }
    }
    arranged.push("--".into());
    arranged.extend(words);
    arranged
}

/// What an argument is to the command.
enum Flag {
    EndOfFlags,
    Alone,
    LongWithValue,
    ShortWithValue,
    None,
}

fn flag_of(argument: &OsStr, command: &Command) -> Flag {
    let Some(text) = argument.to_str() else { return Flag::None };
    if text == "--" {
        return Flag::EndOfFlags;
    }
    if let Some(long) = text.strip_prefix("--") {
        let takes_value = command.get_arguments().any(|known| {
            known.get_long_and_visible_aliases().is_some_and(|names| names.contains(&long))
                && known.get_action().takes_values()
        });
        return if takes_value { Flag::LongWithValue } else { Flag::Alone };
    }
    let mut letters = text.strip_prefix('-').unwrap_or_default().chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && let Some(known) = command.get_arguments().find(|known| known.get_short() == Some(letter))
    {
        return if known.get_action().takes_values() { Flag::ShortWithValue } else { Flag::Alone };
    }
    Flag::None
}

/// Finds the name of the command, past the flags that may stand before it.
fn place_of_command(argv: &[OsString], cli: &Command) -> Option<usize> {
    let mut place = 1;
    while place < argv.len() {
        match flag_of(&argv[place], cli) {
            Flag::EndOfFlags => return None,
            Flag::Alone => place += 1,
            Flag::LongWithValue | Flag::ShortWithValue => place += 2,
            Flag::None => return Some(place),
        }
    }
    None
}

/// Joins the words of a query by spaces. An argument of plain words holding spaces, beside others, was
/// quoted for a reason: it becomes a phrase.
pub(crate) fn join(words: &[String]) -> String {
    let beside_others = words.len() > 1;
    let mut query = String::new();
    for word in words {
        if !query.is_empty() {
            query.push(' ');
        }
        if beside_others && is_plain_phrase(word) {
            query.push('"');
            query.push_str(word.trim());
            query.push('"');
        } else {
            query.push_str(word);
        }
    }
    query
}

/// Tells whether an argument is several words and nothing that looks like an operator.
fn is_plain_phrase(argument: &str) -> bool {
    let mut words = 0;
    argument.split_whitespace().all(|word| {
        words += 1;
        is_plain_word(word)
    }) && words > 1
}

fn is_plain_word(word: &str) -> bool {
    let field = word.trim_end_matches(':').contains(':');
    let operator = matches!(word, "AND" | "OR" | "NOT")
        || word.starts_with(['-', '+'])
        || word.contains(['"', '\u{201c}', '\u{201d}', '(', ')', '*', '~', '^'])
        || ["near/", "atleast/"].iter().any(|name| word.starts_with(name));
    !field && !operator
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::CommandFactory;

    use super::{arrange, join};
    use crate::args::Cli;

    fn arranged(line: &[&str]) -> String {
        let mut cli = Cli::command();
        cli.build();
        let argv = std::iter::once("precis").chain(line.iter().copied()).map(OsString::from);
        let arranged = arrange(argv.collect(), &cli);
        arranged[1..].iter().map(|word| word.to_str().unwrap()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_to_keep_out_stand_before_and_after_flags() {
        assert_eq!(
            arranged(&["search", "openai", "-nvidia", "--since", "30d", "-n", "5"]),
            "search|--since=30d|-n|5|--|openai|-nvidia"
        );
        assert_eq!(
            arranged(&["search", "-n", "5", "-nvidia", "openai"]),
            "search|-n|5|--|-nvidia|openai"
        );
    }

    #[test]
    fn only_exactly_a_short_flag_is_one() {
        assert_eq!(arranged(&["search", "-n5", "-h"]), "search|-h|--|-n5");
        assert_eq!(arranged(&["search", "-", "-x"]), "search|--|-|-x");
    }

    #[test]
    fn two_dashes_end_the_flags() {
        assert_eq!(arranged(&["search", "a", "--", "-n", "--json"]), "search|--|a|-n|--json");
    }

    #[test]
    fn a_value_may_start_with_a_dash() {
        assert_eq!(arranged(&["search", "--source", "-x", "a"]), "search|--source=-x|--|a");
        assert_eq!(arranged(&["search", "--source=-x", "a"]), "search|--source=-x|--|a");
    }

    #[test]
    fn flags_before_the_command_do_not_hide_it() {
        assert_eq!(
            arranged(&["--library", "search", "search", "-a"]),
            "--library|search|search|--|-a"
        );
    }

    #[test]
    fn a_flag_nobody_knows_is_left_to_be_refused() {
        assert_eq!(arranged(&["search", "--sinec", "30d"]), "search|--sinec|--|30d");
    }

    #[test]
    fn other_commands_are_left_alone() {
        assert_eq!(arranged(&["show", "-x", "search"]), "show|-x|search");
    }

    #[test]
    fn arguments_are_joined_by_spaces() {
        assert_eq!(join(&[]), "");
        assert_eq!(join(&["openai microsoft deal".into()]), "openai microsoft deal");
        assert_eq!(join(&["openai".into(), "-nvidia".into()]), "openai -nvidia");
    }

    #[test]
    fn plain_words_in_one_argument_beside_others_are_a_phrase() {
        assert_eq!(join(&["revenue share".into(), "openai".into()]), r#""revenue share" openai"#);
        assert_eq!(join(&["a".into(), "$50 billion".into()]), r#"a "$50 billion""#);
        assert_eq!(join(&["Meta: the company".into(), "x".into()]), r#""Meta: the company" x"#);
    }

    #[test]
    fn an_argument_with_operators_is_left_as_it_is() {
        for operators in [
            "openai OR anthropic",
            r#""revenue share" x"#,
            "take:bedrock x",
            "a -b",
            "(a b)",
            "exclusiv* b",
            "a near/5 b",
        ] {
            assert_eq!(join(&[operators.into(), "x".into()]), format!("{operators} x"));
        }
    }
}
