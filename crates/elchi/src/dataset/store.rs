//! Finished parts by their key: those of a run that was killed, and those of the last dataset.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{DatasetError, Manifest, PartInfo, files, io, part, sibling};

/// The work folder of a run, and the parts it can take over instead of making them again.
///
/// A finished part lies in `.NAME.work/<table>/<run key>.parquet`: a name that says all that went into it,
/// so a killed run's parts are found by the next one whatever number they will have.
pub(crate) struct Store {
    work: PathBuf,
    /// Run key → expected BLAKE3 and path of a part of the dataset that stands.
    standing: HashMap<(String, String), (String, PathBuf)>,
    taken: AtomicUsize,
}

impl Store {
    /// Opens the work folder beside `output` and lists what can be reused.
    pub(crate) fn open(output: &Path) -> Result<Store, DatasetError> {
        let work = sibling(output, "work");
        files::create_folder(&work)?;
        let mut standing = HashMap::new();
        // A manifest that cannot be read gives nothing to reuse: then everything is made again.
        if let Ok(Some(manifest)) = Manifest::read(output) {
            for (table, entry) in manifest.tables {
                for part in entry.parts {
                    standing.insert((table.clone(), part.run_key), (part.blake3, output.join(part.path)));
                }
            }
        }
        Ok(Store { work, standing, taken: AtomicUsize::new(0) })
    }

    /// Where the part of `table` with `run_key` is or will be.
    pub(crate) fn path(&self, table: &str, run_key: &str) -> Result<PathBuf, DatasetError> {
        let folder = self.work.join(table);
        files::create_folder(&folder)?;
        Ok(folder.join(format!("{run_key}.parquet")))
    }

    /// The finished part of `table` with `run_key`, if there is one whose bytes are what they should be.
    ///
    /// A part of the dataset that stands is taken from where it lies: a second name for it would hide damage done
    /// to it later.
    pub(crate) fn find(&self, table: &str, run_key: &str) -> Result<Option<PartInfo>, DatasetError> {
        let finished = self.path(table, run_key)?;
        if finished.exists() {
            match part::read_info(&finished) {
                Ok(info) if info.run_key == run_key => return Ok(Some(info)),
                _ => std::fs::remove_file(&finished).map_err(io("remove", &finished))?,
            }
        }
        let Some((blake3, standing)) = self.standing.get(&(table.to_owned(), run_key.to_owned())) else {
            return Ok(None);
        };
        match part::read_info(standing) {
            Ok(info) if info.blake3 == *blake3 && info.run_key == run_key => Ok(Some(info)),
            _ => {
                tracing::warn!("{} is damaged or gone and is made again", standing.display());
                Ok(None)
            }
        }
    }

    /// Counts parts that were taken over.
    pub(crate) fn take_over(&self, parts: usize) {
        self.taken.fetch_add(parts, Ordering::Relaxed);
    }

    /// Number of parts taken over so far.
    pub(crate) fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }

    /// Removes the work folder, once its parts stand in a dataset.
    pub(crate) fn clear(&self) -> Result<(), DatasetError> {
        files::remove_folder(&self.work)
    }
}
