//! `manifest.json`: what a dataset consists of. Nothing in it depends on the clock or the machine.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{DatasetError, files, io};

/// Name of the file.
pub(crate) const FILE_NAME: &str = "manifest.json";

/// The whole dataset.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Release that wrote it.
    pub(crate) elchi: String,
    /// Version of the contract of the tables.
    pub(crate) schema_version: String,
    /// BLAKE3 of all of `lang/` that was used.
    pub(crate) lang_hash: String,
    /// Models that had a say in any row.
    pub(crate) models: Vec<String>,
    /// Tables by name.
    pub(crate) tables: BTreeMap<String, TableEntry>,
    /// Files of reports by path below the dataset, with their BLAKE3.
    pub(crate) reports: BTreeMap<String, String>,
    /// BLAKE3 of this file with this value empty.
    pub(crate) blake3: String,
}

/// One table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TableEntry {
    /// Stage that made it.
    pub(crate) stage: String,
    /// Rows of all parts.
    pub(crate) rows: u64,
    /// Parts in order.
    pub(crate) parts: Vec<PartEntry>,
}

/// One part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PartEntry {
    /// Path below the dataset.
    pub(crate) path: String,
    /// BLAKE3 of the file.
    pub(crate) blake3: String,
    /// Its size.
    pub(crate) bytes: u64,
    /// Its rows.
    pub(crate) rows: u64,
    /// Hash of everything that went into it.
    pub(crate) run_key: String,
    /// BLAKE3 of the parts it was made from; for documents, of the records.
    pub(crate) parents: Vec<String>,
}

impl Manifest {
    /// Reads the manifest of the dataset in `folder`; `None` where there is none.
    pub(crate) fn read(folder: &Path) -> Result<Option<Manifest>, DatasetError> {
        let path = folder.join(FILE_NAME);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io("read", &path)(error)),
        };
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| DatasetError::Manifest { path, detail: error.to_string() })
    }

    /// Reads the manifest of `folder`, which must be a dataset.
    pub(crate) fn require(folder: &Path) -> Result<Manifest, DatasetError> {
        Manifest::read(folder)?.ok_or_else(|| DatasetError::NoDataset { path: folder.to_owned() })
    }

    /// Writes it into `folder`, whole.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), DatasetError> {
        let sealed = Manifest { blake3: self.seal(), ..self.clone() };
        files::write_whole(&folder.join(FILE_NAME), &sealed.bytes())
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        // Serialising plain maps and strings to memory cannot fail.
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The hash that the file must carry.
    pub(crate) fn seal(&self) -> String {
        let open = Manifest { blake3: String::new(), ..self.clone() };
        blake3::hash(&open.bytes()).to_hex().to_string()
    }
}
