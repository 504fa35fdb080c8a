//! Finished parts by their key: those of a run that was killed, and those of the last dataset.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::{DatasetError, Manifest, PartInfo, files, io, part, sibling};

/// The work folder of a run, and the parts it can take over instead of making them again.
///
/// A finished part lies in `.NAME.work/<table>/<run key>.parquet`: a name that says all that went into it,
/// so a killed run's parts are found by the next one whatever number they will have.
pub(crate) struct Store {
    work: PathBuf,
    /// Run key → expected BLAKE3 and path of a part of the dataset that stands.
    standing: HashMap<(String, String), (String, PathBuf)>,
    taken: Mutex<usize>,
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
        Ok(Store { work, standing, taken: Mutex::new(0) })
    }

    /// Where the part of `table` with `run_key` is or will be.
    pub(crate) fn path(&self, table: &str, run_key: &str) -> Result<PathBuf, DatasetError> {
        let folder = self.work.join(table);
        files::create_folder(&folder)?;
        Ok(folder.join(format!("{run_key}.parquet")))
    }

    /// The finished part of `table` with `run_key`, if there is one whose bytes are what they should be.
    pub(crate) fn find(&self, table: &str, run_key: &str) -> Result<Option<PartInfo>, DatasetError> {
        let path = self.path(table, run_key)?;
        if !path.exists() {
            let Some((blake3, standing)) = self.standing.get(&(table.to_owned(), run_key.to_owned())) else {
                return Ok(None);
            };
            match files::hash(standing) {
                Ok(found) if found == *blake3 => files::link(standing, &path)?,
                _ => {
                    tracing::warn!("{} is damaged or gone and is made again", standing.display());
                    return Ok(None);
                }
            }
        }
        match part::read_info(&path) {
            Ok(info) if info.run_key == run_key => {
                if let Ok(mut taken) = self.taken.lock() {
                    *taken += 1;
                }
                Ok(Some(info))
            }
            _ => {
                std::fs::remove_file(&path).map_err(io("remove", &path))?;
                Ok(None)
            }
        }
    }

    /// Number of parts taken over so far.
    pub(crate) fn taken(&self) -> usize {
        self.taken.lock().map(|taken| *taken).unwrap_or_default()
    }

    /// Removes the work folder, once its parts stand in a dataset.
    pub(crate) fn clear(&self) -> Result<(), DatasetError> {
        files::remove_folder(&self.work)
    }
}
