//! The twin: the engine used bare, one document an article, six stored text fields.

use std::fs;
use std::path::Path;
use std::time::Instant;

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, TantivyDocument};
use walkdir::WalkDir;

use super::stemming;
use crate::generate::HEADINGS;
use crate::outcome::Outcome;

/// Threads that index, and memory that all of them may fill before they write a segment.
const THREADS: usize = 2;
const BUDGET_BYTES: usize = 200_000_000;

/// The six fields: title, then the sections in the order of their headings.
pub(super) type Fields = [Field; 6];

/// Indexes every briefing below a folder into an empty folder, and returns the seconds until all is written and merged.
pub(super) fn index(library: &Path, folder: &Path) -> Outcome<f64> {
    fs::create_dir_all(folder)?;
    let start = Instant::now();
    let (schema, fields) = schema();
    let index = Index::create_in_dir(folder, schema)?;
    register(&index);
    let mut writer = index.writer_with_num_threads(THREADS, BUDGET_BYTES)?;
    for entry in WalkDir::new(library) {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let text = fs::read_to_string(entry.path())?;
        writer.add_document(document(fields, &text))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(start.elapsed().as_secs_f64())
}

/// Opens the twin's index.
pub(super) fn open(folder: &Path) -> Outcome<(Index, Fields)> {
    let index = Index::open_in_dir(folder)?;
    register(&index);
    Ok((index, schema().1))
}

/// Makes the twin's document of a made-up briefing.
pub(super) fn document(fields: Fields, text: &str) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    for (field, part) in fields.into_iter().zip(split(text)) {
        document.add_text(field, part);
    }
    document
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let options = TextOptions::default().set_stored().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("stems")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let names = ["title", "summary", "points", "context", "take", "watch"];
    let fields = names.map(|name| schema.add_text_field(name, options.clone()));
    (schema.build(), fields)
}

fn register(index: &Index) {
    index.tokenizers().register("stems", stemming::analyzer());
}

/// Cuts a made-up briefing into title and sections.
fn split(text: &str) -> [String; 6] {
    let mut parts: [String; 6] = Default::default();
    let mut part = 0;
    for line in text.lines() {
        let heading = line.strip_prefix("## ").unwrap_or(line);
        if let Some(place) = HEADINGS.iter().position(|one| *one == heading) {
            part = place + 1;
        } else if part > 0 {
            parts[part].push_str(line);
            parts[part].push('\n');
        } else if let Some(title) = line.strip_prefix("title: ") {
            title.trim_matches('"').clone_into(&mut parts[0]);
        } else if parts[0].is_empty() && !line.contains("---") && !line.contains(": ") {
            line.clone_into(&mut parts[0]);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::generate::Library;

    #[test]
    fn the_twin_reads_what_the_generator_wrote() {
        let library = Library::new(1);
        for number in 0..200 {
            let briefing = library.briefing(number);
            let parts = split(&briefing.render());
            assert_eq!(parts[0], briefing.title.clone().unwrap_or_default());
            for (part, section) in parts[1..].iter().zip(&briefing.sections) {
                assert_eq!(part.trim(), section);
            }
        }
    }
}
