//! A file that `main.rs` does not name is not compiled, so its tests pass for ever.

use std::fs;
use std::path::Path;

#[test]
fn every_file_here_is_a_module_of_the_suite() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite");
    let main = fs::read_to_string(folder.join("main.rs")).unwrap();
    let mut files = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let module = path.is_dir() || path.extension().is_some_and(|ending| ending == "rs");
        if module && name != "main" {
            files += 1;
            assert!(main.lines().any(|line| line == format!("mod {name};")), "{name} is left out");
        }
    }
    assert!(files > 1);
}
