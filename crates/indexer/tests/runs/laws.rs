//! Whatever is done to a library, its index is the one that would be made from nothing.

use proptest::prelude::*;

use crate::library::{Library, later};

#[derive(Debug, Clone)]
enum Edit {
    /// An article in plain text, whose id is its path.
    Plain(u8, u8),
    /// One article with an id of its own.
    Own(u8, u8, u8),
    /// Several articles, with ids of their own or none.
    Lines(u8, Vec<(Option<u8>, u8)>),
    Broken(u8),
    Remove(u8),
    Move(u8, u8),
    Update,
    Rebuild,
}

const PATHS: [&str; 7] = [
    "a.txt",
    "b.md",
    "incoming/a.txt",
    "z/c.json",
    "incoming/d.json",
    "many.jsonl",
    "incoming/m.jsonl",
];

fn edit() -> impl Strategy<Value = Edit> {
    let path = 0..PATHS.len() as u8;
    let (id, text) = (0..4_u8, 0..3_u8);
    let lines =
        prop::collection::vec((prop::option::weighted(0.8, id.clone()), text.clone()), 0..4);
    prop_oneof![
        3 => (path.clone(), text.clone()).prop_map(|(path, text)| Edit::Plain(path, text)),
        3 => (path.clone(), id, text).prop_map(|(path, id, text)| Edit::Own(path, id, text)),
        3 => (path.clone(), lines).prop_map(|(path, lines)| Edit::Lines(path, lines)),
        1 => path.clone().prop_map(Edit::Broken),
        2 => path.clone().prop_map(Edit::Remove),
        2 => (path.clone(), path).prop_map(|(from, to)| Edit::Move(from, to)),
        5 => Just(Edit::Update),
        1 => Just(Edit::Rebuild),
    ]
}

fn json(id: Option<u8>, text: u8) -> String {
    let id = id.map(|id| format!("\"id\":\"id{id}\",")).unwrap_or_default();
    format!("{{{id}\"title\":\"Title {text}\",\"text\":\"words {text}\"}}")
}

fn carry_out(library: &Library, edit: &Edit) {
    let name = |path: &u8| PATHS[usize::from(*path)];
    match edit {
        Edit::Plain(path, text) => library.article(name(path), &format!("text {text}")),
        Edit::Own(path, id, text) => library.write(name(path), json(Some(*id), *text)),
        Edit::Lines(path, lines) => {
            let lines: Vec<_> = lines.iter().map(|(id, text)| json(*id, *text)).collect();
            library.write(name(path), lines.join("\n"));
        }
        Edit::Broken(path) => library.write(name(path), [0, 159, 146, 150]),
        Edit::Remove(path) => drop(std::fs::remove_file(library.path(name(path)))),
        Edit::Move(from, to) => {
            if from != to && library.path(name(from)).exists() {
                library.rename(name(from), name(to));
            }
        }
        Edit::Update => drop(library.update()),
        Edit::Rebuild => drop(library.run(precis_indexer::Mode::Rebuild).unwrap()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn an_index_kept_up_is_the_index_made_from_nothing(edits in prop::collection::vec(edit(), 1..24)) {
        let library = Library::new();
        let mut articles = 0;
        let mut revision = 0;
        for edit in &edits {
            carry_out(&library, edit);
            if matches!(edit, Edit::Update) {
                let report = library.update();
                prop_assert!(report.revision >= revision);
                revision = report.revision;
            }
        }
        let before = library.settings.data.exists().then(|| library.held().len());
        if let Some(before) = before {
            articles = before as u64;
        }
        let report = library.update();
        prop_assert_eq!(report.same + report.added + report.replaced, library.held().len() as u64);
        prop_assert_eq!(articles + report.added - report.removed, library.held().len() as u64);
        library.assert_is_as_if_fresh();
    }

    #[test]
    fn an_index_kept_up_path_by_path_is_the_index_made_from_nothing(
        edits in prop::collection::vec(edit(), 1..24),
        first in prop::collection::vec(edit(), 0..8),
    ) {
        let library = Library::new();
        let edits_of = |edits: Vec<Edit>| {
            edits.into_iter().filter(|edit| !matches!(edit, Edit::Update | Edit::Rebuild))
        };
        edits_of(first).for_each(|edit| carry_out(&library, &edit));
        let keeper = precis_indexer::Keeper::start(&library.settings, later, Deaf).unwrap();
        keeper.everything(precis_indexer::Mode::Update).unwrap();
        for edit in edits_of(edits) {
            carry_out(&library, &edit);
            keeper.look(touched(&edit)).wait().unwrap();
            prop_assert_eq!(library.held(), library.held_afresh(), "{:?}", edit);
        }
        drop(keeper);
        library.assert_is_as_if_fresh();
    }
}

/// Hears nothing.
struct Deaf;

impl precis_indexer::Heard for Deaf {
    fn committed(&mut self, _: &std::sync::Arc<precis_indexer::Landed>) {}
    fn failed(&mut self, error: &precis_indexer::IndexError) {
        panic!("{error}");
    }
}

/// The paths that an edit touches.
fn touched(edit: &Edit) -> Vec<std::path::PathBuf> {
    let paths = match edit {
        Edit::Plain(path, _)
        | Edit::Own(path, _, _)
        | Edit::Lines(path, _)
        | Edit::Broken(path)
        | Edit::Remove(path) => vec![path],
        Edit::Move(from, to) => vec![from, to],
        Edit::Update | Edit::Rebuild => Vec::new(),
    };
    paths.into_iter().map(|path| PATHS[usize::from(*path)].into()).collect()
}
