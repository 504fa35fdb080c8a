//! What stops loading before the first record: the caller's own input or settings.

use std::io;
use std::path::PathBuf;

/// A mistake in what was asked for. Trouble inside the input is a row of `rejects`, never one of these.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// INPUT names nothing.
    #[error(
        "no file or folder is named `{input}`; give a file, a folder, or a glob in quotes such as 'crawl/**/*.txt'"
    )]
    InputMissing {
        /// As given.
        input: String,
    },
    /// INPUT is there but cannot be looked at.
    #[error("`{}` cannot be read; check its permissions and those of the folders above it", path.display())]
    InputUnreadable {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A glob that no file matches.
    #[error("no file matches `{pattern}`; `*` stops at `/`, `**` goes into folders, and the fixed part must exist")]
    NoMatch {
        /// As given.
        pattern: String,
    },
    /// A glob with a mistake in it.
    #[error("`{pattern}` is no valid glob; wildcards are `*`, `**`, `?`, `[…]` and `{{a,b}}`")]
    BadGlob {
        /// As given.
        pattern: String,
        /// What is wrong with it.
        source: globset::Error,
    },
    /// The mapping file cannot be read.
    #[error("the mapping of sources `{}` cannot be read", path.display())]
    MappingUnreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The mapping file is not as it should be.
    #[error("{file}:{line}:{column}: {message}")]
    MappingInvalid {
        /// The file.
        file: String,
        /// From 1.
        line: usize,
        /// From 1, in code points.
        column: usize,
        /// What is wrong, with the allowed keys where one is unknown.
        message: String,
    },
    /// A field given by hand that cannot be understood.
    #[error(
        "`{given}` names no field; write COLUMN=KEY, for example text=body,title=meta.headline; columns: {allowed}"
    )]
    FieldInvalid {
        /// The part that could not be read.
        given: String,
        /// The columns there are.
        allowed: String,
    },
}
