//! Identity of a document: the same record of the same source has the same id on every machine.

use std::fmt;

/// BLAKE3-128 of source URI, record index and raw bytes, written as 32 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId([u8; 16]);

impl DocId {
    /// The id of record `record_index` (from 0) of `source_uri`, whose bytes are `raw`.
    ///
    /// Lengths are hashed before the parts, so that no two different records share a stream of bytes.
    pub fn new(source_uri: &str, record_index: u64, raw: &[u8]) -> DocId {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(source_uri.len() as u64).to_le_bytes());
        hasher.update(source_uri.as_bytes());
        hasher.update(&record_index.to_le_bytes());
        hasher.update(raw);
        let mut id = [0; 16];
        id.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        DocId(id)
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocId({self})")
    }
}
