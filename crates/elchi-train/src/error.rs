//! Why a model could not be made.

use std::path::{Path, PathBuf};

/// Why a model could not be made; every message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TrainError {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A `language.toml` is not in order.
    #[error("{path}: {source}")]
    Settings {
        /// The file.
        path: PathBuf,
        /// What the parser said, with the line.
        source: Box<toml::de::Error>,
    },
    /// No folder holds a `language.toml`.
    #[error("{0}: no folder with a language.toml; name the folder lang/ of the project")]
    NoLanguages(PathBuf),
    /// A tag without a text to learn from.
    #[error("{folder}: no text of {tag}; put one there, named {tag}.SOURCE.txt")]
    NoTexts {
        /// The folder of texts.
        folder: PathBuf,
        /// The tag.
        tag: String,
    },
    /// A script whose letters are not known.
    #[error("{place}: the script '{script}' of {tag} is not one whose languages are told apart")]
    Script {
        /// The file that names the script.
        place: String,
        /// The script named, empty for none.
        script: String,
        /// The tag.
        tag: String,
    },
    /// A table of this crate is not in order.
    #[error("{file}, line {line}: expected the columns {columns}")]
    Row {
        /// The file.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// The columns of the file.
        columns: String,
    },
}

/// Adds the path to an error of the operating system.
pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> TrainError {
    let path = path.to_owned();
    move |source| TrainError::Io { path, source }
}
