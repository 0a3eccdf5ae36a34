//! The folder of an index, as the engine is to see it. It differs from the engine's own in four things.
//!
//! *Others may read it.* The engine puts its lists in place with files that their owner alone may read; here they get
//! the rights that any new file gets, like the segments beside them.
//!
//! *Those can use it who may only read.* Opening a reader takes the engine's lock file, which it creates; a user who may
//! not write there could never search. The lock keeps segment files from being collected between reading the
//! list and opening them, so going without means that opening can fail while somebody writes; it is then tried again.
//!
//! *Files are forced to disk together.* The engine forces each file of a segment when it is written, though nothing
//! needs it before the list of segments that names it. Here they wait for that and go side by side.
//!
//! *What lies there is what is managed.* The engine keeps a list of the files that it may have to collect, and
//! forces it to disk anew for each file of each segment. The folder itself is that list.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use tantivy::{Directory, Result};

/// The engine's name for the list of the files that are its own.
const MANAGED: &str = ".managed.json";
/// The engine's name for the list of segments, which it counts among them.
const META: &str = "meta.json";
/// Files that are forced to disk side by side, at most.
const SIDE_BY_SIDE: usize = 8;

#[derive(Debug, Clone)]
pub(crate) struct IndexDirectory {
    files: MmapDirectory,
    folder: PathBuf,
    unforced: Arc<Mutex<Unforced>>,
}

/// Files that are written and not forced to disk yet.
#[derive(Debug, Default)]
struct Unforced {
    files: Vec<File>,
    /// Whether forcing one failed: nobody can tell what is on the disk from then on.
    failed: bool,
}

impl IndexDirectory {
    pub(crate) fn open(folder: &Path) -> std::result::Result<Self, OpenDirectoryError> {
        let files = MmapDirectory::open(folder)?;
        Ok(Self { files, folder: folder.to_owned(), unforced: Arc::default() })
    }

    /// Forces to disk what has been written.
    fn force(&self) -> io::Result<()> {
        // Who comes meanwhile waits: what was taken off the list must not be missed before it is forced.
        let mut unforced = self.unforced.lock().unwrap_or_else(PoisonError::into_inner);
        if unforced.failed {
            return Err(io::Error::other("a file of the index could not be forced to disk before"));
        }
        let forced = all_to_disk(&std::mem::take(&mut unforced.files));
        unforced.failed = forced.is_err();
        forced
    }

    /// The engine's files in the folder, as its list of them.
    fn managed(&self) -> io::Result<Vec<u8>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            names.extend(name.to_str().filter(|name| is_engines(name)).map(str::to_owned));
        }
        Ok(serde_json::to_vec(&names)?)
    }
}

/// Tells whether a name is one that the engine gives: the list of segments, or a segment's number and an ending.
fn is_engines(name: &str) -> bool {
    let is_number = |stem: &str| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    name == META || name.split('.').next().is_some_and(is_number)
}

fn all_to_disk(files: &[File]) -> io::Result<()> {
    for files in files.chunks(SIDE_BY_SIDE) {
        std::thread::scope(|scope| {
            let Some((here, others)) = files.split_first() else { return Ok(()) };
            let others: Vec<_> =
                others.iter().map(|file| scope.spawn(|| file.sync_data())).collect();
            let mut forced = here.sync_data();
            for other in others {
                let other = other.join();
                forced = forced.and(other.unwrap_or_else(|_| Err(io::Error::other("a panic"))));
            }
            forced
        })?;
    }
    Ok(())
}

/// A new file, which is put to those that are to be forced to disk when it is whole.
struct NewFile {
    file: Option<File>,
    unforced: Arc<Mutex<Unforced>>,
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Err(io::Error::other("the file is finished")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for NewFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let mut unforced = self.unforced.lock().unwrap_or_else(PoisonError::into_inner);
        unforced.files.extend(self.file.take());
        Ok(())
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(
        &self,
        path: &Path,
    ) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        let file = OpenOptions::new().write(true).create_new(true).open(self.folder.join(path));
        let file = file.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        let file = NewFile { file: Some(file), unforced: self.unforced.clone() };
        Ok(BufWriter::new(Box::new(file)))
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) {
            let managed = self.managed();
            return managed.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()));
        }
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(MANAGED) {
            return Ok(());
        }
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(&self.folder)?;
        file.write_all(data)?;
        file.as_file().sync_data()?;
        file.persist(self.folder.join(path)).map_err(|error| error.error)?;
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.force()?;
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> Result<WatchHandle> {
        self.files.watch(callback)
    }

    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(_)) => Ok(DirectoryLock::from(Box::new(()))),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{STORED, STRING, Schema};
    use tantivy::{Index, IndexWriter, TantivyDocument, doc};

    use super::*;

    #[test]
    fn what_a_crash_left_is_collected_and_what_is_ours_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut schema = Schema::builder();
        let name = schema.add_text_field("name", STRING | STORED);
        let open = || IndexDirectory::open(folder.path()).unwrap();
        let index = Index::create(open(), schema.build(), <_>::default()).unwrap();
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.add_document(doc!(name => "a")).unwrap();
        writer.commit().unwrap();
        drop((writer, index));
        let left = "0123456789abcdef0123456789abcdef.store";
        for name in [left, "ledger", "notes.txt"] {
            std::fs::write(folder.path().join(name), "whatever").unwrap();
        }

        let index = Index::open(open()).unwrap();
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.add_document(doc!(name => "b")).unwrap();
        writer.commit().unwrap();
        writer.wait_merging_threads().unwrap();

        let there = |name: &str| folder.path().join(name).exists();
        assert!(!there(left));
        assert!(there("ledger") && there("notes.txt"));
        let searcher = index.reader().unwrap().searcher();
        assert_eq!(searcher.num_docs(), 2);
        let first = searcher.segment_readers()[0].get_store_reader(1).unwrap();
        assert!(first.get::<TantivyDocument>(0).is_ok());
    }

    #[test]
    fn nothing_waits_to_be_forced_once_the_folder_is() {
        let folder = tempfile::tempdir().unwrap();
        let directory = IndexDirectory::open(folder.path()).unwrap();
        let waiting = || directory.unforced.lock().unwrap().files.len();
        for number in 0..20 {
            let mut file = directory.open_write(Path::new(&format!("{number}"))).unwrap();
            file.write_all(b"text").unwrap();
            file.terminate().unwrap();
        }
        assert_eq!(waiting(), 20);
        directory.sync_directory().unwrap();
        assert_eq!(waiting(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn after_a_file_could_not_be_forced_nothing_counts_as_forced() {
        let folder = tempfile::tempdir().unwrap();
        let directory = IndexDirectory::open(folder.path()).unwrap();
        // A pipe has no disk to be forced to.
        let (_reader, pipe) = std::io::pipe().unwrap();
        let pipe = File::from(std::os::fd::OwnedFd::from(pipe));
        directory.unforced.lock().unwrap().files.push(pipe);
        assert!(directory.sync_directory().is_err());
        assert!(directory.sync_directory().is_err(), "it cannot be made good by asking again");
    }
}
