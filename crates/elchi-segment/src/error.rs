//! What can be wrong in the data of this stage.

/// A problem of a data file below `lang/` that this stage reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// A row of `segment/abbreviations.tsv` is not one.
    #[error("{file}:{line}: {message}")]
    Abbreviation {
        /// File below `lang/`.
        file: String,
        /// Line, from 1.
        line: u32,
        /// What is wrong.
        message: String,
    },
    /// A row of `residue/furniture.tsv` is not one.
    #[error("{file}:{line}: {message}")]
    Furniture {
        /// File below `lang/`.
        file: String,
        /// Line, from 1.
        line: u32,
        /// What is wrong.
        message: String,
    },
}
