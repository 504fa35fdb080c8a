//! Errors of the crate.

use std::path::PathBuf;

use crate::problem::Problem;

/// Why `lang/` could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// Data files with problems; all of them.
    #[error("lang/ has {} problem(s); the first: {}", .0.len(), first(.0))]
    Problems(Vec<Problem>),
    /// A folder or file that the operating system refused.
    #[error("cannot read {}", path.display())]
    Read {
        /// What was read.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A data file above the limit.
    #[error("{} has {size} bytes, above the limit of {limit}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
}

fn first(problems: &[Problem]) -> String {
    problems.first().map_or_else(String::new, Problem::to_string)
}
