//! What mails say of themselves, before and below their text.

/// Said above the text, by those who wish that it is read elsewhere.
const ABOVE: &[&str] = &[
    "view in browser",
    "view in your browser",
    "view it in your browser",
    "view this email in",
    "view this message in",
    "view online",
    "view web version",
    "view as a web page",
    "view the web version",
    "read in browser",
    "read online",
    "read in app",
    "open in browser",
    "open in app",
    "trouble viewing this",
    "not displaying correctly",
    "forwarded this email?",
    "forwarded this message?",
];
/// Said below the text, of the subscription.
const BELOW: &[&str] = &[
    "to unsubscribe",
    "unsubscribe here",
    "unsubscribe from",
    "unsubscribe at any time",
    "unsubscribe |",
    "| unsubscribe",
    "unsubscribe •",
    "unsubscribe ·",
    "unsubscribe:",
    "unsubscribe <",
    "unsubscribe (",
    "unsubscribe\n",
    "manage your subscription",
    "manage your preferences",
    "manage preferences",
    "manage subscription",
    "update your preferences",
    "update your email preferences",
    "update your profile",
    "email preferences",
    "opt out of these",
    "opt out here",
    "you are receiving this",
    "you're receiving this",
    "you’re receiving this",
    "you received this",
    "you have received this",
    "you are subscribed to",
    "you are currently subscribed",
    "this email was sent to",
    "this message was sent to",
    "was sent to you because",
    "why did i get this",
    "mailing list\nhttp",
];
/// Longest piece that can be said above, in bytes.
const ABOVE_LIMIT_BYTES: usize = 160;
/// How many pieces from the top can be above the text.
const ABOVE_PIECES: usize = 6;
/// Longest piece that speaks of the subscription, in bytes.
const BELOW_LIMIT_BYTES: usize = 700;
/// How much can follow such a piece and still belong to it: an address, a notice of rights.
const REST_LIMIT_BYTES: usize = 1200;

/// Leaves out what stands above the text on how to read it, and what stands below on how to end the subscription.
///
/// A mail that is nothing else keeps all of it.
pub(super) fn without_boilerplate<T>(pieces: Vec<T>, text: impl Fn(&T) -> &str) -> Vec<T> {
    let lower: Vec<String> = pieces.iter().map(|piece| text(piece).to_lowercase()).collect();
    let end = end_of_text(&lower);
    let is_above = |at: usize| {
        at < ABOVE_PIECES
            && lower[at].len() <= ABOVE_LIMIT_BYTES
            && ABOVE.iter().any(|said| lower[at].contains(said))
    };
    if (0..end).all(is_above) {
        return pieces;
    }
    let pieces = pieces.into_iter().enumerate().take(end);
    pieces.filter(|(at, _)| !is_above(*at)).map(|(_, piece)| piece).collect()
}

/// Returns where the text ends and what is said of the subscription begins.
fn end_of_text(pieces: &[String]) -> usize {
    let mut rest = 0;
    let mut end = pieces.len();
    for (at, piece) in pieces.iter().enumerate().rev() {
        let is_below = piece.len() <= BELOW_LIMIT_BYTES
            && (piece.trim() == "unsubscribe" || BELOW.iter().any(|said| piece.contains(said)));
        if is_below {
            (end, rest) = (at, 0);
        } else {
            rest += piece.len();
            if rest > REST_LIMIT_BYTES {
                break;
            }
        }
    }
    if end < pieces.len() {
        while end > 0 && is_notice(&pieces[end - 1]) {
            end -= 1;
        }
    }
    end
}

/// Tells whether a piece is what stands between the text and the rest: a notice of rights, or a line of signs.
fn is_notice(piece: &str) -> bool {
    let piece = piece.trim();
    (piece.len() <= ABOVE_LIMIT_BYTES && (piece.starts_with('©') || piece.starts_with("copyright")))
        || !piece.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept<'a>(pieces: &[&'a str]) -> Vec<&'a str> {
        without_boilerplate(pieces.to_vec(), |piece| piece)
    }

    #[test]
    fn only_the_ends_are_cut() {
        let long = "word ".repeat(300);
        let pieces = [
            "View this email in your browser",
            "News",
            "Users can unsubscribe from the service with one click now.",
            &long,
            "© 2026 Deal Notes",
            "Unsubscribe | Manage preferences",
            "Street 1, Town",
        ];
        assert_eq!(kept(&pieces), pieces[1..4]);
    }

    #[test]
    fn a_mail_that_is_nothing_else_stays() {
        for pieces in [&["Unsubscribe"][..], &["Read online", "Unsubscribe"], &["Read online"], &[]]
        {
            assert_eq!(kept(pieces), pieces);
        }
    }

    #[test]
    fn text_that_speaks_of_it_in_passing_stays() {
        let pieces = ["News", "The rule makes it easy to cancel; most people never unsubscribe."];
        assert_eq!(kept(&pieces), pieces);
    }
}
