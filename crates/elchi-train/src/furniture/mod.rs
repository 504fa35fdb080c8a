//! Weighs the words of page furniture: what tells a line of the page from a line of the article where no phrase of
//! `lang/` knows it.
//!
//! In: the labelled pages (`gold/lines.tsv`), the phrases (`residue/furniture.tsv`), and as texts the examples and
//! annotated reports of `lang/`. Out: `models/furniture.bin`. Pages that nobody reads are not among them.

mod examples;
mod fit;

use std::path::Path;

use crate::error::TrainError;

/// The trained file.
pub(crate) struct Trained {
    /// The bytes of the file, as the segmenter reads it.
    pub(crate) bytes: Vec<u8>,
    /// Lines it was trained on.
    pub(crate) lines: usize,
    /// Those that are furniture.
    pub(crate) furniture: usize,
}

/// Trains on the data of `lang_dir`: the same data give the same bytes.
pub(crate) fn train(lang_dir: &Path) -> Result<Trained, TrainError> {
    let examples = examples::read(lang_dir)?;
    let furniture = examples.iter().filter(|one| one.furniture).count();
    let bytes = fit::fit(&examples);
    Ok(Trained { bytes, lines: examples.len(), furniture })
}
