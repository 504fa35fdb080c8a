//! The swap: a dataset is built whole in a folder beside the output and takes its place in one step.

use std::path::{Path, PathBuf};

use super::manifest::FILE_NAME;
use super::{DatasetError, Manifest, files, io, sibling};

/// A dataset in the making, in `.NAME.next`.
pub(crate) struct Next {
    folder: PathBuf,
    output: PathBuf,
}

impl Next {
    /// Starts an empty one beside `output`; what a killed run left there is removed.
    pub(crate) fn create(output: &Path) -> Result<Next, DatasetError> {
        let folder = sibling(output, "next");
        files::remove_folder(&folder)?;
        files::create_folder(&folder)?;
        Ok(Next { folder, output: output.to_owned() })
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Links a finished part in under its final name.
    pub(crate) fn link(&self, part: &Path, name: &str) -> Result<(), DatasetError> {
        let target = self.folder.join(name);
        if let Some(folder) = target.parent() {
            files::create_folder(folder)?;
        }
        files::link(part, &target)
    }

    /// Writes the manifest, syncs all of it, and swaps it with the output.
    ///
    /// A reader sees the old dataset or the new one, never both and never a part of one.
    pub(crate) fn commit(self, manifest: &Manifest) -> Result<(), DatasetError> {
        manifest.write(&self.folder)?;
        sync_tree(&self.folder)?;
        if self.output.exists() {
            exchange(&self.folder, &self.output)?;
        } else {
            std::fs::rename(&self.folder, &self.output).map_err(io("put in place", &self.output))?;
        }
        if let Some(parent) = self.output.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            files::sync_folder(parent)?;
        }
        // The folder aside now holds the dataset before this one.
        files::remove_folder(&self.folder)
    }
}

/// Refuses an output that is neither absent, nor empty, nor a dataset of ours.
pub(crate) fn check_output(output: &Path) -> Result<(), DatasetError> {
    if !output.exists() {
        return Ok(());
    }
    if output.join(FILE_NAME).is_file() {
        return Ok(());
    }
    let mut entries = std::fs::read_dir(output).map_err(io("list", output))?;
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(DatasetError::Foreign { path: output.to_owned() }),
    }
}

#[cfg(target_os = "linux")]
fn exchange(next: &Path, output: &Path) -> Result<(), DatasetError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, next, CWD, output, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // A file system without the exchange (some network ones): two renames, as elsewhere.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => two_renames(next, output),
        Err(error) => Err(io("swap the new dataset with", output)(error.into())),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(next: &Path, output: &Path) -> Result<(), DatasetError> {
    two_renames(next, output)
}

/// Old dataset aside, new one in. A crash between the two leaves the new one in `.NAME.next`, whole, and
/// the old one in `.NAME.old`.
fn two_renames(next: &Path, output: &Path) -> Result<(), DatasetError> {
    let old = sibling(output, "old");
    files::remove_folder(&old)?;
    std::fs::rename(output, &old).map_err(io("move aside", output))?;
    std::fs::rename(next, output).map_err(io("put in place", output))?;
    files::remove_folder(&old)
}

fn sync_tree(folder: &Path) -> Result<(), DatasetError> {
    for entry in std::fs::read_dir(folder).map_err(io("list", folder))? {
        let path = entry.map_err(io("list", folder))?.path();
        if path.is_dir() {
            sync_tree(&path)?;
        } else {
            files::sync_file(&path)?;
        }
    }
    files::sync_folder(folder)
}
