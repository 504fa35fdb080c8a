//! Tells which language a text is in: a linear model over runs of characters, with the marks and alphabets of `lang/`.
//!
//! In: a text; the model `models/langid.bin`; tables of `lang/` (`langid.tsv`, alphabets).
//! Out: a [`Guess`] for a text, a [`DocumentGuess`] with shares for a document.
//! Holds: the same text gives the same answer on every machine: weights and sums are whole numbers, confidences are
//! thousandths of a table; shares add up to 1000. The trainer reads texts by [`features`], as the detector does.
//! Rejects: nothing; a text without enough letters, or that suits no language, is `und`.
//!
//! What the model learned from, and how well it does, stands in `models/langid.md`. Words, endings and letters of
//! `langid.tsv` were written by hand: they lift languages that the model knows, and carry those that it does not.

mod chunks;
mod confidence;
mod decide;
mod detector;
mod document;
pub mod features;
mod from_lexicon;
mod lanes;
mod letters;
mod model;
mod names;
mod second_opinion;
mod spans;
mod tables;
pub mod weights;

pub use detector::{Detector, Guess};
pub use document::DocumentGuess;
pub use spans::LanguageSpan;
pub use tables::{LangidError, LanguageTables, Tables};
