//! A made-up library of any size: the same seed gives the same bytes.

mod briefing;
mod names;
mod prose;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

pub(crate) use briefing::{Briefing, HEADINGS, Library};
pub(crate) use names::{common_word, company};

use crate::outcome::Outcome;

/// What to make, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Number of briefings.
    #[arg(long, default_value_t = 1000)]
    articles: usize,
    /// Seed: another one gives another library.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder to write to; it must not exist, or be empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Writes a library and says how large it is.
pub(crate) fn run(args: &Args) -> Outcome {
    if fs::read_dir(&args.out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{} is not empty", args.out.display()).into());
    }
    let start = Instant::now();
    let bytes = write(&Library::new(args.seed), args.articles, &args.out)?;
    println!(
        "{} briefings, {:.1} MB, in {:.1} s",
        args.articles,
        bytes as f64 / 1e6,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Writes the first `articles` briefings of a library below a folder, and returns their size in bytes.
pub(crate) fn write(library: &Library, articles: usize, folder: &Path) -> Outcome<u64> {
    let next = AtomicUsize::new(0);
    let bytes = AtomicU64::new(0);
    let work = || -> std::io::Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= articles {
                return Ok(());
            }
            let briefing = library.briefing(number);
            let path = folder.join(&briefing.path);
            let text = briefing.render();
            if fs::write(&path, &text).is_err() {
                fs::create_dir_all(path.parent().unwrap_or(folder))?;
                fs::write(&path, &text)?;
            }
            bytes.fetch_add(text.len() as u64, Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker.join().map_err(|_| "a writing thread panicked")??;
        }
        Outcome::Ok(())
    })?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use walkdir::WalkDir;

    fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .map(|entry| entry.expect("the folder can be listed"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let inside = entry.path().strip_prefix(folder).expect("it is below").to_owned();
                (inside, fs::read(entry.path()).expect("it can be read"))
            })
            .collect()
    }

    #[test]
    fn one_seed_gives_one_library() {
        let folders = [1, 1, 2].map(|seed| {
            let folder = tempfile::tempdir().expect("a folder can be made");
            let bytes = write(&Library::new(seed), 60, folder.path()).expect("it can be written");
            (folder, bytes)
        });
        let [first, again, other] = folders.each_ref().map(|(folder, _)| files(folder.path()));
        assert_eq!(first.len(), 60);
        assert_eq!(folders[0].1, first.iter().map(|(_, text)| text.len() as u64).sum::<u64>());
        assert!(first == again);
        assert!(first != other);
    }
}
