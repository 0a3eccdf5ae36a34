//! When a path that was heard of is to be looked at: once nothing happens to it any more.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use notify::EventKind;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};

use crate::store::Store;

/// A file to which nothing has happened for so long is taken as whole.
const QUIET: Duration = Duration::from_millis(100);
/// A file that its writer closed, or that came under its name whole, is taken as whole.
const WHOLE: Duration = Duration::from_millis(10);
/// A file that never gets quiet is looked at after so long all the same.
const LONGEST: Duration = Duration::from_secs(5);
/// A new folder is looked at once more after so long: what was put in at once may not have been heard of.
const FOLDER_AGAIN: Duration = Duration::from_secs(1);
/// Paths from which on it is quicker to look at everything.
const MANY: usize = 10_000;

/// Paths that were heard of, and when each is to be looked at.
pub(super) struct Due {
    store: Arc<Store>,
    paths: HashMap<PathBuf, Times>,
    folders: Vec<(Instant, PathBuf)>,
    everything: bool,
}

struct Times {
    /// The path as the system names it.
    whole: PathBuf,
    first: Instant,
    due: Instant,
}

impl Due {
    pub(super) fn new(store: Arc<Store>) -> Self {
        Self { store, paths: HashMap::new(), folders: Vec::new(), everything: false }
    }

    pub(super) fn everything(&mut self) {
        self.everything = true;
    }

    /// Hears of a path (`inside` the library).
    pub(super) fn hear(&mut self, kind: &EventKind, path: &Path, inside: &Path, now: Instant) {
        let wait = match kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => WHOLE,
            EventKind::Access(_) => return,
            // An editor that writes a file anew removes the old one first.
            _ => QUIET,
        };
        if self.everything {
            return;
        }
        let may_be_folder = matches!(
            kind,
            EventKind::Create(CreateKind::Folder | CreateKind::Any)
                | EventKind::Modify(ModifyKind::Name(_))
        );
        if may_be_folder && path.is_dir() {
            self.folders.push((now + FOLDER_AGAIN, inside.to_owned()));
        }
        let times = self.paths.entry(inside.to_owned()).or_insert_with(|| Times {
            whole: path.to_owned(),
            first: now,
            due: now,
        });
        times.due = (now + wait).min(times.first + LONGEST);
        if self.paths.len() > MANY {
            self.everything = true;
        }
    }

    /// How long until something is to be looked at; none while there is nothing.
    pub(super) fn next(&self, now: Instant) -> Option<Duration> {
        if self.everything {
            return Some(Duration::ZERO);
        }
        let paths = self.paths.values().map(|times| times.due);
        let folders = self.folders.iter().map(|(due, _)| *due);
        paths.chain(folders).min().map(|due| due.saturating_duration_since(now))
    }

    /// Takes out what is to be looked at now; an empty path means everything.
    pub(super) fn take(&mut self, now: Instant) -> Vec<PathBuf> {
        if std::mem::take(&mut self.everything) {
            self.paths.clear();
            self.folders.clear();
            return vec![PathBuf::new()];
        }
        let mut due = Vec::new();
        self.paths.retain(|path, times| {
            let is_due = times.due <= now;
            // Asked now and not when it was heard of: a name is there before the store takes it down as its own.
            if is_due && !self.store.is_own(&times.whole) {
                due.push(path.clone());
            }
            !is_due
        });
        self.folders.retain(|(at, path)| {
            let is_due = *at <= now;
            if is_due {
                due.push(path.clone());
            }
            !is_due
        });
        due
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, RemoveKind};

    use super::*;

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const READ: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Read));
    const GONE: EventKind = EventKind::Remove(RemoveKind::File);

    fn due() -> Due {
        Due::new(Arc::new(Store::of(Path::new("library"))))
    }

    #[test]
    fn a_file_is_looked_at_once_it_is_quiet_and_sooner_once_it_is_closed() {
        let (mut due, start) = (due(), Instant::now());
        let ms = |ms| start + Duration::from_millis(ms);
        let path = Path::new("a.txt");
        let hear = |due: &mut Due, kind: &EventKind, at| due.hear(kind, path, path, ms(at));
        hear(&mut due, &WRITTEN, 0);
        hear(&mut due, &WRITTEN, 80);
        assert!(due.take(ms(150)).is_empty(), "it is still being written");
        assert_eq!(due.take(ms(180)), [path]);
        assert_eq!(due.next(ms(180)), None);
        hear(&mut due, &READ, 200);
        assert_eq!(due.next(ms(200)), None, "reading changes nothing");
        hear(&mut due, &WRITTEN, 300);
        hear(&mut due, &CLOSED, 310);
        assert_eq!(due.take(ms(320)), [path]);
        hear(&mut due, &GONE, 400);
        hear(&mut due, &WRITTEN, 450);
        assert!(due.take(ms(520)).is_empty(), "it was removed to be written anew");
        for at in (600..5600).step_by(50) {
            hear(&mut due, &WRITTEN, at);
        }
        assert_eq!(due.take(ms(5700)), [path], "it never gets quiet");
    }

    #[test]
    fn too_many_paths_are_everything() {
        let (mut due, now) = (due(), Instant::now());
        for n in 0..=MANY {
            let path = PathBuf::from(format!("{n}.txt"));
            due.hear(&WRITTEN, &path, &path, now);
        }
        assert_eq!(due.next(now), Some(Duration::ZERO));
        assert_eq!(due.take(now), [PathBuf::new()]);
        assert_eq!(due.next(now), None);
    }
}
