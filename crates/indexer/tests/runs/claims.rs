//! Several files that claim one id.

use crate::library::{Library, counts};

fn claim(library: &Library, path: &str, text: &str) {
    library.write(path, format!("{{\"id\": \"same\", \"text\": \"{text}\"}}"));
}

#[test]
fn incoming_wins_then_the_smallest_path_and_the_rest_are_listed() {
    let library = Library::new();
    claim(&library, "b.json", "from b");
    claim(&library, "c.json", "from c");
    let report = library.update();
    assert_eq!(counts(&report), (1, 0, 0, 0));
    assert_eq!(library.text("same").unwrap().1, "from b");

    claim(&library, "incoming/z.json", "from incoming");
    let report = library.update();
    assert_eq!(counts(&report), (0, 1, 0, 0));
    assert_eq!(library.text("same").unwrap().1, "from incoming");
    let hidden: Vec<_> = report.shadowed.iter().map(|it| (&*it.hidden, &*it.shown)).collect();
    assert_eq!(hidden, [("b.json", "incoming/z.json"), ("c.json", "incoming/z.json")]);
    assert_eq!(library.update().shadowed, report.shadowed);

    claim(&library, "a.json", "from a");
    assert_eq!(counts(&library.update()), (0, 0, 0, 1));
    library.assert_is_as_if_fresh();
}

#[test]
fn a_hidden_article_comes_out_when_the_better_one_goes() {
    let library = Library::new();
    for path in ["a.json", "b.json", "c.json"] {
        claim(&library, path, path);
    }
    library.update();
    library.remove("a.json");
    let report = library.update();
    assert_eq!(counts(&report), (0, 1, 0, 0));
    assert_eq!(library.text("same").unwrap(), ("b.json".to_owned(), "b.json".to_owned()));
    assert_eq!(report.shadowed.len(), 1);

    // The better one takes another id, instead of going.
    library.write("b.json", r#"{"id": "other", "text": "b"}"#);
    assert_eq!(counts(&library.update()), (1, 1, 0, 0));
    assert_eq!(library.text("same").unwrap().0, "c.json");

    library.remove("c.json");
    assert_eq!(counts(&library.update()), (0, 0, 1, 1));
    assert_eq!(library.ids(), ["other"]);
    library.assert_is_as_if_fresh();
}

#[test]
fn a_hidden_article_is_edited_unseen() {
    let library = Library::new();
    claim(&library, "a.json", "from a");
    claim(&library, "b.json", "from b");
    let first = library.update();
    claim(&library, "b.json", "from b, edited");
    let second = library.update();
    assert_eq!((counts(&second), second.revision), ((0, 0, 0, 1), first.revision));
    library.remove("a.json");
    library.update();
    assert_eq!(library.text("same").unwrap().1, "from b, edited");
}

#[test]
fn members_of_one_file_claim_by_their_place() {
    let library = Library::new();
    library.write("a.jsonl", "{\"id\":\"x\",\"text\":\"1\"}\n{\"id\":\"x\",\"text\":\"2\"}\n");
    let report = library.update();
    assert_eq!(library.text("x").unwrap().1, "1");
    assert_eq!(report.shadowed[0].hidden, "a.jsonl@2");
    assert_eq!(report.shadowed[0].shown, "a.jsonl@1");
    library.write("a.jsonl", "{\"text\":\"1\"}\n{\"id\":\"x\",\"text\":\"2\"}\n");
    library.update();
    assert_eq!(library.text("x").unwrap().1, "2");
    library.assert_is_as_if_fresh();
}

#[test]
fn one_name_with_two_endings_is_one_id() {
    let library = Library::new();
    library.article("story.txt", "plain");
    library.article("story.md", "marked");
    let report = library.update();
    assert_eq!(library.text("story").unwrap().0, "story.md");
    assert_eq!(report.shadowed.len(), 1);
}
