//! A dataset on disk: parts, their keys, the manifest, and the one step that swaps a whole run in.

pub(crate) mod commit;
pub(crate) mod files;
pub(crate) mod lock;
pub(crate) mod manifest;
pub(crate) mod part;
pub(crate) mod provider;
pub(crate) mod store;

pub(crate) use lock::Lock;
pub(crate) use manifest::{Manifest, PartEntry, TableEntry};
pub(crate) use part::{PartInfo, PartWriter};
pub(crate) use store::Store;

use std::path::{Path, PathBuf};

/// Why a dataset cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DatasetError {
    #[error("cannot {action} {path}")]
    Io { action: &'static str, path: PathBuf, source: std::io::Error },
    #[error("{path} is no Parquet file that elchi can use")]
    Parquet { path: PathBuf, source: parquet::errors::ParquetError },
    #[error("{path} is no manifest that this release understands: {detail}")]
    Manifest { path: PathBuf, detail: String },
    #[error("{path} holds no elchi dataset: there is no manifest.json in it")]
    NoDataset { path: PathBuf },
    #[error("{path} was not written by elchi, so the folder it stands in is left alone")]
    Foreign { path: PathBuf },
    #[error("{path} is not as it was written")]
    Damaged { path: PathBuf },
    #[error("{path} was made with other language data or models, or by another release")]
    OtherOrigin { path: PathBuf },
    #[error("{path} is the root of a file system, so no folder beside it can take its place in one step")]
    MountPoint { path: PathBuf },
    #[error("another elchi run is writing {path}")]
    Locked { path: PathBuf },
    #[error("the rows of the table {table} break its contract: {detail}")]
    Contract { table: String, detail: String },
}

/// Adds what was being done, and on which path, to an error of the operating system.
pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> DatasetError {
    let path = path.to_owned();
    move |source| DatasetError::Io { action, path, source }
}

/// A hidden folder or file beside `output`: `.NAME.suffix`.
pub(crate) fn sibling(output: &Path, suffix: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(output.file_name().unwrap_or("output".as_ref()));
    name.push(".");
    name.push(suffix);
    output.with_file_name(name)
}

/// Name of part `number` of a table.
pub(crate) fn part_name(number: usize) -> String {
    format!("part-{number:05}.parquet")
}
