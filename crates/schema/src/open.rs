//! Index folders into the engine's index.

use std::path::Path;

use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, TantivyError};

use crate::directory::IndexDirectory;
use crate::packed::tokenizers;
use crate::{Layout, SchemaError, Stamp};

/// How stored text is packed: quick levels of zstd take as long as lz4 here and leave a third less.
const PACKING: Compressor = Compressor::Zstd(ZstdCompressor { compression_level: Some(1) });

/// Bytes of stored documents that are packed together: what is read for one result, or a little more.
const BLOCK_BYTES: usize = 8 * 1024;

/// Makes an index in an empty folder. Fails when the folder cannot be written.
pub fn create(folder: &Path, layout: &Layout) -> Result<Index, SchemaError> {
    let engine = |source| SchemaError::Engine { path: folder.to_owned(), source };
    let directory = IndexDirectory::open(folder).map_err(|e| engine(e.into()))?;
    let settings = IndexSettings {
        docstore_compression: PACKING,
        docstore_blocksize: BLOCK_BYTES,
        ..IndexSettings::default()
    };
    let mut index = Index::create(directory, layout.schema.clone(), settings).map_err(engine)?;
    index.set_tokenizers(tokenizers());
    Ok(index)
}

/// Opens an index, for reading or writing, and returns the stamp of its last commit.
/// Fails when it is of another version, was never committed, or cannot be read.
pub fn open(folder: &Path, layout: &Layout) -> Result<(Index, Stamp), SchemaError> {
    let index = open_unchecked(folder, layout)?;
    let stamp = stamp(folder, &index, layout)?;
    Ok((index, stamp))
}

/// Returns the stamp of the last commit to an open index, as the disk has it.
/// Fails as [`open`] does.
pub fn stamp(folder: &Path, index: &Index, layout: &Layout) -> Result<Stamp, SchemaError> {
    let metas = index
        .load_metas()
        .map_err(|source| SchemaError::Engine { path: folder.to_owned(), source })?;
    let stamp = metas.payload.as_deref().and_then(Stamp::from_payload);
    match stamp.filter(Stamp::is_ours) {
        Some(stamp) if index.schema() == layout.schema => Ok(stamp),
        _ => Err(SchemaError::Stale { path: folder.to_owned() }),
    }
}

/// Opens an index whatever its stamp says. Fails when it cannot be read.
pub fn open_unchecked(folder: &Path, _layout: &Layout) -> Result<Index, SchemaError> {
    let engine = |source: TantivyError| SchemaError::Engine { path: folder.to_owned(), source };
    let directory = IndexDirectory::open(folder).map_err(|e| engine(e.into()))?;
    let mut index = Index::open(directory).map_err(engine)?;
    index.set_tokenizers(tokenizers());
    Ok(index)
}
