//! A library folder in, an index out: sources, ledger, writer.
//!
//! [`index`] compares the folder with what is known of it, reads what differs and brings the index in line.
//! The folder is the truth: whatever happens to the index, the next run makes it right from the files alone.
//! [`pending`], [`standing`] and [`check`] only look. [`Keeper`] holds a library open for articles as they arrive.
//!
//! ```
//! use precis_indexer::{Mode, Settings, Silent, index};
//!
//! let library = tempfile::tempdir()?;
//! let article = "Chip maker buys design house\n\nMy Take\nIt fits.\n";
//! std::fs::write(library.path().join("chip-deal.txt"), article)?;
//! let settings = Settings {
//!     library: library.path().to_owned(),
//!     data: library.path().join(".precis"),
//!     vocabulary: precis_briefing::Vocabulary::default(),
//!     ignore: Vec::new(),
//!     aliases: None,
//!     threads: 0,
//! };
//! let report = index(&settings, Mode::Update, jiff::Timestamp::now(), &Silent)?;
//! assert_eq!((report.added, report.revision), (1, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arrivals;
mod check;
mod claims;
mod durable;
mod error;
mod frame;
mod keeper;
mod known;
mod ledger;
mod lock;
mod pending;
mod pipeline;
mod progress;
mod reading;
mod report;
mod rules;
mod run;
mod scan;
mod settings;
mod standing;
mod stat;
mod state;
mod state_folder;
mod store;
mod watch;
mod writer;

pub use check::{CheckReport, Problem, check};
pub use error::{IndexError, StoreError};
pub use keeper::{Heard, Holder, Keeper, Landed, Looked, LookedAt, Ticket};
pub use known::known;
pub use pending::{Pending, pending};
pub use progress::{Progress, Silent};
pub use report::{Changes, Refused, Report, Shadowed, SkipRule, Unreadable};
pub use run::{index, serving};
pub use settings::{AliasesFile, Mode, Settings, Settled};
pub use standing::standing;
pub use state_folder::{StateFolder, StateLock};
pub use store::{Stored, id_of_content, remove_file, slug, store_articles, store_file};
pub use watch::Watched;
