//! Who may use whom, and which crates from outside stand in which rooms.

use super::graph::{Crate, Need};

/// Each room with the rooms below it. `docs/architecture.md` draws the same picture.
const ROOMS: &[(&str, &[&str])] = &[
    ("precis-analysis", &[]),
    ("precis-briefing", &[]),
    ("precis-schema", &["precis-analysis", "precis-briefing"]),
    ("precis-indexer", &["precis-schema", "precis-analysis", "precis-briefing"]),
    ("precis-query", &["precis-schema", "precis-analysis", "precis-briefing"]),
    ("precis-fetch", &["precis-indexer", "precis-briefing"]),
    (
        "precis-server",
        &[
            "precis-fetch",
            "precis-query",
            "precis-indexer",
            "precis-schema",
            "precis-analysis",
            "precis-briefing",
        ],
    ),
    (
        "precis",
        &[
            "precis-server",
            "precis-fetch",
            "precis-query",
            "precis-indexer",
            "precis-schema",
            "precis-analysis",
            "precis-briefing",
        ],
    ),
    (
        "xtask",
        &["precis-query", "precis-indexer", "precis-schema", "precis-analysis", "precis-briefing"],
    ),
];

/// Needs that tests alone may have: room, crate, and why.
const TESTS_MAY: &[(&str, &str, &str)] = &[
    ("precis-query", "precis-indexer", "its tests search libraries that were really indexed"),
    ("precis", "tokio", "its browser tests drive an asynchronous client"),
];

/// Families of crates with the rooms they may stand in. A name ending in `*` means every name that starts so.
const PLACES: &[(&[&str], &[&str])] = &[
    (
        &["tantivy", "tantivy-*", "tantivy_*"],
        &["precis-schema", "precis-indexer", "precis-query", "xtask"],
    ),
    (
        &["axum", "axum-*", "hyper", "hyper-*", "tokio", "tokio-*", "tower", "tower-*"],
        &["precis-server"],
    ),
    (&["clap", "clap_*"], &["precis", "xtask"]),
    (&["ureq", "url"], &["precis-fetch", "precis"]),
    (&["rustls-native-certs"], &["precis-fetch"]),
];

/// Names each dependency between rooms that points the wrong way, and each crate of ours that is no room.
pub(super) fn wrong_ways(crates: &[Crate]) -> Vec<String> {
    let mut findings = Vec::new();
    for one in crates.iter().filter(|one| one.ours) {
        let Some((_, below)) = ROOMS.iter().find(|(room, _)| *room == one.name) else {
            findings.push(format!("{} is no room; add it to the list of rooms", one.name));
            continue;
        };
        for need in &one.needs {
            let is_ours = crates.iter().any(|other| other.ours && other.name == need.name);
            if is_ours && !below.contains(&need.name.as_str()) && !tests_may(&one.name, need) {
                findings.push(format!("{} must not use {}", one.name, need.name));
            }
        }
    }
    findings
}

/// Names each crate from outside that stands in a room where it must not.
pub(super) fn misplaced(crates: &[Crate]) -> Vec<String> {
    let mut findings = Vec::new();
    for one in crates.iter().filter(|one| one.ours) {
        for need in &one.needs {
            let Some((_, rooms)) = PLACES.iter().find(|(family, _)| belongs(family, &need.name))
            else {
                continue;
            };
            if !rooms.contains(&one.name.as_str()) && !tests_may(&one.name, need) {
                findings.push(format!(
                    "{} must not use {}; its place is {}",
                    one.name,
                    need.name,
                    rooms.join(", ")
                ));
            }
        }
    }
    findings
}

fn belongs(family: &[&str], name: &str) -> bool {
    family.iter().any(|member| match member.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == *member,
    })
}

fn tests_may(room: &str, need: &Need) -> bool {
    need.tests_only && TESTS_MAY.iter().any(|(one, name, _)| *one == room && *name == need.name)
}

#[cfg(test)]
mod tests {
    use super::super::graph::made_up::{foreign, ours};
    use super::*;

    #[test]
    fn a_tree_as_it_should_be_passes() {
        let crates = [
            ours("precis-analysis", &["frostem"]),
            ours("precis-briefing", &["jiff"]),
            ours("precis-schema", &["precis-analysis", "precis-briefing", "tantivy"]),
            ours("precis-indexer", &["precis-schema", "tantivy"]),
            ours("precis-query", &["precis-schema", "tantivy", "test:precis-indexer"]),
            ours("precis-fetch", &["precis-indexer", "ureq"]),
            ours("precis-server", &["precis-fetch", "precis-indexer", "axum", "tokio"]),
            ours("precis", &["precis-server", "precis-query", "clap", "test:tokio"]),
            ours("xtask", &["precis-query", "precis-indexer", "tantivy", "clap"]),
            foreign("tantivy", Some("MIT")),
        ];
        assert!(wrong_ways(&crates).is_empty());
        assert!(misplaced(&crates).is_empty());
    }

    #[test]
    fn every_arrow_that_is_not_drawn_is_refused() {
        for (room, below) in ROOMS {
            for (other, _) in ROOMS.iter().filter(|(other, _)| !below.contains(other)) {
                let crates = [ours(room, &[other]), ours(other, &[])];
                let found = wrong_ways(&crates);
                assert_eq!(found, [format!("{room} must not use {other}")]);
            }
        }
    }

    #[test]
    fn nothing_points_back() {
        for (place, (room, below)) in ROOMS.iter().enumerate() {
            for other in *below {
                let other_place = ROOMS.iter().position(|(name, _)| name == other);
                assert!(other_place.is_some_and(|it| it < place), "{room} stands before {other}");
            }
        }
    }

    #[test]
    fn tests_have_only_the_exceptions_that_are_listed() {
        let indexer = ours("precis-indexer", &["test:precis-query"]);
        let found = wrong_ways(&[indexer, ours("precis-query", &[])]);
        assert_eq!(found, ["precis-indexer must not use precis-query"]);
        let query = ours("precis-query", &["precis-indexer"]);
        let found = wrong_ways(&[query, ours("precis-indexer", &[])]);
        assert_eq!(found, ["precis-query must not use precis-indexer"]);
    }

    #[test]
    fn a_crate_without_a_room_is_refused() {
        let found = wrong_ways(&[ours("precis-misc", &[])]);
        assert_eq!(found, ["precis-misc is no room; add it to the list of rooms"]);
    }

    #[test]
    fn engine_web_and_arguments_stay_where_they_belong() {
        for (room, need) in [
            ("precis-server", "tantivy"),
            ("precis-briefing", "tantivy-common"),
            ("precis-query", "tokio"),
            ("precis", "axum"),
            ("precis-indexer", "tower-http"),
            ("precis-server", "clap"),
            ("precis-indexer", "test:tokio"),
            ("precis", "tokio"),
            ("precis-indexer", "ureq"),
        ] {
            assert_eq!(misplaced(&[ours(room, &[need])]).len(), 1, "{room} with {need}");
        }
    }
}
