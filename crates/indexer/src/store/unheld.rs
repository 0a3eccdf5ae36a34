//! Articles stored by somebody who does not hold the library.

use std::io;

use precis_briefing::Article;
use precis_schema::Home;

use super::{Store, Stored};
use crate::{Settings, StoreError, ledger};

/// How often storing is tried again when somebody tidied up meanwhile.
const TRIES: usize = 3;

/// Stores articles durably below `incoming/` as [`crate::Keeper::put`] does, without holding the library: the index
/// has them once somebody looks at their paths. Of several with one id, the last is kept.
///
/// Fails when a file cannot be written, or with [`StoreError::Held`]; others may have been written then.
pub fn store_articles(
    settings: &Settings,
    articles: &[Article],
) -> Result<Vec<Stored>, StoreError> {
    let store = Store::new(settings);
    // Where those lie that are there. Without an index, the places that follow from id and date are looked at.
    if let Ok(Some(folder)) = Home::new(&settings.data).current()
        && let Ok(Some(ledger)) = ledger::load(&folder)
    {
        store.learn(&ledger, None);
    }
    let locked = store.lock(articles.iter().map(|article| article.id.as_str()));
    for _ in 1..TRIES {
        match store.put(articles, &locked) {
            // Who takes the library removes what seems left over, and that may be a file that was about to get its name.
            Err(StoreError::Disk { source, .. }) if source.kind() == io::ErrorKind::NotFound => {}
            done => return done,
        }
    }
    store.put(articles, &locked)
}
