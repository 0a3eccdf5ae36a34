//! A reader that goes away has what it wanted.

use std::fmt::Write as _;
use std::io::Read;
use std::process::Stdio;

use crate::harness::Desk;

#[test]
fn a_closed_pipe_is_not_an_error() {
    let desk = Desk::empty();
    // More than a pipe holds, so that writing cannot end before the reader goes.
    let mut lines = String::new();
    for number in 0..3_000 {
        writeln!(lines, r#"{{"id":"{number}","title":"Piece {number}","text":"Words of it."}}"#)
            .unwrap();
    }
    desk.write("library/many.jsonl", lines);
    desk.run(&["index", "."]);
    let mut child = desk
        .command_in("library", &["search", "--all", "--format", "jsonl", "--library", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0; 10];
    out.read_exact(&mut first).unwrap();
    drop(out);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}
