//! Small steps on files that must survive a crash: hash, link, sync, write whole.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{DatasetError, io};

/// BLAKE3 of a file, as hex.
pub(crate) fn hash(path: &Path) -> Result<String, DatasetError> {
    let mut hasher = blake3::Hasher::new();
    let file = File::open(path).map_err(io("open", path))?;
    hasher.update_reader(file).map_err(io("read", path))?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// Hard link, or a copy where the file system has no links.
pub(crate) fn link(from: &Path, to: &Path) -> Result<(), DatasetError> {
    if std::fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    std::fs::copy(from, to).map_err(io("copy a part to", to))?;
    sync_file(to)
}

/// Writes a file whole: beside its name first, synced, then renamed.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), DatasetError> {
    let aside = aside(path);
    let mut file = File::create(&aside).map_err(io("create", &aside))?;
    file.write_all(bytes).map_err(io("write", &aside))?;
    file.sync_all().map_err(io("sync", &aside))?;
    std::fs::rename(&aside, path).map_err(io("rename a file to", path))
}

/// A hidden name beside `path`, for a file that is not whole yet.
pub(crate) fn aside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or("file".as_ref()));
    name.push(".tmp");
    path.with_file_name(name)
}

/// Makes the bytes of a file durable.
pub(crate) fn sync_file(path: &Path) -> Result<(), DatasetError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(io("sync", path))
}

/// Makes the entries of a folder durable.
pub(crate) fn sync_folder(path: &Path) -> Result<(), DatasetError> {
    // Some file systems refuse to sync a folder; then there is nothing more to be done.
    match File::open(path) {
        Ok(folder) => {
            let _ = folder.sync_all();
            Ok(())
        }
        Err(error) => Err(io("open the folder", path)(error)),
    }
}

/// Creates a folder and those above it.
pub(crate) fn create_folder(path: &Path) -> Result<(), DatasetError> {
    std::fs::create_dir_all(path).map_err(io("create the folder", path))
}

/// Removes a folder with all it holds; one that is not there is fine.
pub(crate) fn remove_folder(path: &Path) -> Result<(), DatasetError> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io("remove the folder", path)(error)),
        _ => Ok(()),
    }
}
