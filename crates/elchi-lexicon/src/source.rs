//! Where the files of `lang/` come from: the binary itself, a folder over it, or memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::error::LexiconError;
use crate::models;

// The build script puts the data there.
static EMBEDDED: Dir<'static> = include_dir!("$OUT_DIR/lang");

/// Data files above this many bytes are refused: a list of 100,000 forms has about 8 MB.
pub(crate) const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Folders below `lang/` deeper than this are not read.
const MAX_DEPTH: usize = 6;

/// The folder of a language that holds what its rules are measured with.
const GOLD: &str = "gold";

/// Bytes of each file, by its path below `lang/` (with `/`).
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// Gives all files of `lang/`.
pub trait Source {
    /// Every file by its path below `lang/`.
    ///
    /// # Errors
    /// [`LexiconError::Read`] and [`LexiconError::TooLarge`].
    fn files(&self) -> Result<Files, LexiconError>;
}

/// `lang/` as it was when the crate was built.
#[derive(Debug, Clone, Copy, Default)]
pub struct Embedded;

impl Source for Embedded {
    fn files(&self) -> Result<Files, LexiconError> {
        let mut files = Files::new();
        let mut folders = vec![&EMBEDDED];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                let path = file.path().to_string_lossy().replace('\\', "/");
                if is_data(&path) {
                    files.insert(path, Cow::Borrowed(file.contents()));
                }
            }
        }
        Ok(files)
    }
}

/// The embedded files, replaced one by one by those of a folder.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// The folder, laid out as `lang/` is.
    pub folder: PathBuf,
}

impl Source for Overlay {
    fn files(&self) -> Result<Files, LexiconError> {
        let mut files = Embedded.files()?;
        files.extend(Folder { folder: self.folder.clone() }.files()?);
        Ok(files)
    }
}

/// The files of a folder on disk and nothing else.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder, laid out as `lang/` is.
    pub folder: PathBuf,
}

impl Source for Folder {
    fn files(&self) -> Result<Files, LexiconError> {
        let mut files = Files::new();
        read_folder(&self.folder, "", 0, &mut files)?;
        Ok(files)
    }
}

/// Files held in memory, for tests and for editors.
impl Source for BTreeMap<String, String> {
    fn files(&self) -> Result<Files, LexiconError> {
        Ok(self.iter().map(|(path, text)| (path.clone(), Cow::Owned(text.clone().into_bytes()))).collect())
    }
}

fn read_folder(folder: &Path, below: &str, depth: usize, files: &mut Files) -> Result<(), LexiconError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| LexiconError::Read { path, source }
    };
    for item in std::fs::read_dir(folder).map_err(failed(folder))? {
        let item = item.map_err(failed(folder))?;
        let name = item.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let kind = item.file_type().map_err(failed(&item.path()))?;
        if kind.is_dir() && depth < MAX_DEPTH && is_data(&path) {
            read_folder(&item.path(), &path, depth + 1, files)?;
        } else if kind.is_file() && is_data(&path) {
            let size = item.metadata().map_err(failed(&item.path()))?.len();
            if size > MAX_FILE_BYTES {
                return Err(LexiconError::TooLarge { path: item.path(), size, limit: MAX_FILE_BYTES });
            }
            let bytes = std::fs::read(item.path()).map_err(failed(&item.path()))?;
            files.insert(path, Cow::Owned(bytes));
        }
    }
    Ok(())
}

/// Pages for people, annotated reports and the leftovers of editors are no data.
fn is_data(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !path.split('/').any(|folder| folder == GOLD)
        && !name.starts_with(['.', '#'])
        && !name.ends_with(['~', '#'])
        && !has_suffix(name, &["md", "swp", "tmp", "orig", "bak"])
}

fn has_suffix(name: &str, suffixes: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, suffix)| suffixes.contains(&suffix))
}

/// BLAKE3 over the sorted files and the trained models, in hex: each path and each content behind its length.
pub(crate) fn content_hash(files: &Files) -> String {
    let mut hasher = blake3::Hasher::new();
    let files = files.iter().map(|(path, bytes)| (path.as_bytes(), bytes.as_ref()));
    for (path, bytes) in files.chain(models::ALL.map(|(name, bytes)| (name.as_bytes(), bytes))) {
        for part in [path, bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_carries_the_schema() {
        let files = Embedded.files().unwrap();
        assert!(files.contains_key("schema/lists.toml"));
        assert!(!files.contains_key("README.md"), "pages for people are no data");
        assert!(!files.keys().any(|path| path.contains("/gold/")), "annotated reports are no data");
    }

    #[test]
    fn the_hash_sees_where_a_file_ends() {
        let hash = |pairs: &[(&str, &str)]| {
            let map: BTreeMap<String, String> = pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
            content_hash(&map.files().unwrap())
        };
        assert_ne!(hash(&[("a", "bc")]), hash(&[("ab", "c")]));
        assert_eq!(hash(&[("a", "b"), ("c", "d")]), hash(&[("c", "d"), ("a", "b")]));
    }
}
