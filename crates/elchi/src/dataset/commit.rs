//! The swap: a dataset is built whole in a folder beside the output and takes its place in one step.

use std::path::{Path, PathBuf};

use elchi_model::tables;

use super::manifest::FILE_NAME;
use super::{DatasetError, Manifest, files, io, sibling};

/// Folder of the reports in a dataset.
pub(crate) const REPORTS: &str = "reports";

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
        // The dataset is in place: what fails from here on is told, but fails no run.
        let parent = self.output.parent().filter(|parent| !parent.as_os_str().is_empty());
        let tidied = parent
            .map_or(Ok(()), files::sync_folder)
            // The folder aside now holds the dataset before this one.
            .and_then(|()| files::remove_folder(&self.folder));
        if let Err(error) = tidied {
            tracing::warn!("the dataset is in place, but: {error}; the next run tidies up");
        }
        Ok(())
    }
}

/// Refuses an output that is neither absent, nor empty, nor a dataset of ours.
pub(crate) fn check_output(output: &Path) -> Result<(), DatasetError> {
    if !output.exists() {
        return Ok(());
    }
    // A whole run replaces the folder: nothing may stand in it that a run did not write.
    let mut has_manifest = false;
    let mut others = 0;
    for entry in std::fs::read_dir(output).map_err(io("list", output))? {
        let name = entry.map_err(io("list", output))?.file_name();
        match name.to_str() {
            Some(FILE_NAME) => has_manifest = true,
            Some(name) if name == REPORTS || tables::table(name).is_some() => others += 1,
            _ => return Err(DatasetError::Foreign { path: output.join(name) }),
        }
    }
    if !has_manifest && others > 0 {
        return Err(DatasetError::Foreign { path: output.to_owned() });
    }
    Ok(())
}

/// Puts right what a crash between the two renames of [`two_renames`] left: the new dataset if it is whole, else
/// the old one.
pub(crate) fn recover(output: &Path) -> Result<(), DatasetError> {
    let (old, next) = (sibling(output, "old"), sibling(output, "next"));
    if !output.exists() && old.exists() {
        let whole = if next.join(FILE_NAME).is_file() { &next } else { &old };
        std::fs::rename(whole, output).map_err(io("put back", output))?;
    }
    if output.exists() { files::remove_folder(&old) } else { Ok(()) }
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
    if let Err(error) = std::fs::rename(next, output) {
        let _ = std::fs::rename(&old, output);
        return Err(io("put in place", output)(error));
    }
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
