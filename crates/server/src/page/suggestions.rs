//! What to ask where nothing was found.

use precis_query::response::Instead;

use super::Link;
use super::address::Address;
use super::wording::{counted, sentence};

/// Lists the searches near the one asked that find something, each with its count.
pub(super) fn suggestions(offers: &[Instead], address: &Address) -> Vec<Link> {
    offers
        .iter()
        .map(|offer| {
            let found = counted(offer.total, "article", "articles");
            let message = sentence(&offer.message);
            let text = format!("{}: {found}", message.trim_end_matches('.'));
            Link::new(text, address.to(&offer.request()).results())
        })
        .collect()
}
