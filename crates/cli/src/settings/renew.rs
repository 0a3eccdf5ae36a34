//! Settings of a library that is held, taken up when somebody edits them.

use super::file::{ServerSettings, Settings};
use super::{FILE_NAME, Library, aliases, contents, file};
use crate::printer::Printer;

/// Names of the settings that differ from those in force.
#[derive(Debug, Default, PartialEq, Eq)]
struct Changes {
    /// In force from now on.
    now: Vec<&'static str>,
    /// Left as they were until the next start.
    later: Vec<&'static str>,
}

impl Library {
    /// Reads `precis.toml` and the aliases file again, and takes up what has changed. A file with a mistake in it changes
    /// nothing. Says on standard error what became of it, and returns whether anything is otherwise now.
    ///
    /// Of the table `[server]` nothing counts, unless this process `serves`.
    pub(crate) fn renew(&mut self, serves: bool, printer: &mut Printer) -> bool {
        // First the settings: they name the aliases file.
        let are_settings_changed = self.renew_settings(serves, printer);
        self.renew_aliases(printer) || are_settings_changed
    }

    fn renew_settings(&mut self, serves: bool, printer: &mut Printer) -> bool {
        let read = contents::of(&self.folder.join(FILE_NAME));
        if read == self.read {
            return false;
        }
        let understood = file::understand(&read);
        self.read = read;
        let (mut settings, unknown) = match understood {
            Ok(understood) => understood,
            Err(reason) => {
                printer.warning(&format!(
                    "{FILE_NAME} {reason}; what it said before holds until that is mended"
                ));
                return false;
            }
        };
        super::tell_unknown(&unknown, printer);
        if !serves {
            settings.server = self.settings.server.clone();
        }
        let Changes { now, later } = take_up(&mut self.settings, settings);
        if !now.is_empty() {
            let line = format!("{FILE_NAME} has changed: {} from now on", count(&now));
            printer.message(&line);
        }
        if !later.is_empty() {
            let line = format!("{FILE_NAME} has changed: {} from the next start on", count(&later));
            printer.warning(&line);
        }
        !now.is_empty()
    }

    fn renew_aliases(&mut self, printer: &mut Printer) -> bool {
        let read = aliases::read(&self.folder, self.settings.aliases.as_deref());
        if read == self.aliases_read {
            return false;
        }
        let understood = read.understand();
        let name = read.name.clone();
        self.aliases_read = read;
        let faults = match understood {
            Ok(said) if said.faults.is_empty() => {
                printer.message(&match said.file {
                    Some(_) => format!("{name} has changed: it counts from the next search on"),
                    None => format!("{name} is gone: only the built-in companies are known"),
                });
                self.aliases = said.file;
                return true;
            }
            Ok(said) => said.faults,
            Err(reason) => vec![reason],
        };
        for fault in faults {
            let line = format!("{fault}; the aliases before it hold until that is mended");
            printer.warning(&line);
        }
        false
    }
}

/// Puts new settings in force, as far as that can be done without a start.
fn take_up(old: &mut Settings, new: Settings) -> Changes {
    // Named one by one, so that a setting that is added has to be sorted here.
    let Settings { vocabulary, ignore, aliases, feeds, server } = new;
    let ServerSettings {
        listen,
        public_url,
        site_link,
        result_links,
        trusted_proxies,
        log_searches,
        cors,
        rate_limit,
        site_name,
        hosts,
        unknown: _,
    } = server;
    let mut changes = Changes::default();
    changes.now("aliases", &mut old.aliases, aliases);
    changes.now("ignore", &mut old.ignore, ignore);
    changes.later("vocabulary", &old.vocabulary, &vocabulary);
    changes.later("feeds", &old.feeds, &feeds);
    let old = &mut old.server;
    changes.now("site_name", &mut old.site_name, site_name);
    changes.now("site_link", &mut old.site_link, site_link);
    changes.now("result_links", &mut old.result_links, result_links);
    changes.now("rate_limit", &mut old.rate_limit, rate_limit);
    changes.now("log_searches", &mut old.log_searches, log_searches);
    changes.later("listen", &old.listen, &listen);
    changes.later("public_url", &old.public_url, &public_url);
    changes.later("hosts", &old.hosts, &hosts);
    changes.later("trusted_proxies", &old.trusted_proxies, &trusted_proxies);
    changes.later("cors", &old.cors, &cors);
    changes
}

impl Changes {
    fn now<T: PartialEq>(&mut self, name: &'static str, old: &mut T, new: T) {
        if *old != new {
            *old = new;
            self.now.push(name);
        }
    }

    fn later<T: PartialEq>(&mut self, name: &'static str, old: &T, new: &T) {
        if old != new {
            self.later.push(name);
        }
    }
}

/// Says that settings count: `` `hosts` counts ``, `` `hosts` and `cors` count ``.
fn count(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [one] => format!("{one} counts"),
        [first @ .., last] => format!("{} and {last} count", first.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        file::understand(&Ok(Some(text.to_owned()))).unwrap().0
    }

    #[test]
    fn what_needs_a_start_stays_and_is_told_each_time() {
        let mut old = settings("");
        let new = "ignore = [\"a\"]\n[server]\nsite_name = \"B\"\nhosts = [\"c.example\"]";
        let changes = take_up(&mut old, settings(new));
        assert_eq!(changes, Changes { now: vec!["ignore", "site_name"], later: vec!["hosts"] });
        assert_eq!((old.server.site_name.as_deref(), old.server.hosts.len()), (Some("B"), 0));
        assert_eq!(take_up(&mut old, settings(new)), Changes { now: vec![], later: vec!["hosts"] });
    }

    #[test]
    fn names_are_listed_as_people_do() {
        assert_eq!(count(&["hosts"]), "`hosts` counts");
        assert_eq!(count(&["hosts", "cors", "feeds"]), "`hosts`, `cors` and `feeds` count");
    }
}
