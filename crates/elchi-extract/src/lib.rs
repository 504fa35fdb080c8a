//! From segments of a text to its facts: header, mentions, dates and amounts.
//!
//! In: a text, its segments with their languages, the lexicon. Out: [`elchi_model::Facts`].
//! Holds: rows are in text order; each span lies in its segment on character boundaries; no row overlaps another
//! of its table, nested mentions excepted; the same text gives the same rows. Rejects: nothing; a segment of
//! boilerplate, or of a language that `lang/` does not have, gives no rows.

mod actors;
mod amounts;
pub mod calendar;
mod check;
mod check_layers;
mod dates;
mod edtf;
mod events;
mod extractor;
mod finder;
mod finish;
mod found;
mod header;
mod input;
mod layers;
mod number;
mod overlap;
mod people;
mod quotes;

pub use amounts::{Captured, Quantity, quantity};
pub use check::check_examples;
pub use dates::{Direction, Symbolic, Unit, resolve};
pub use edtf::{Interpreted, fill, interpret};
pub use extractor::Extractor;
pub use finder::Explained;
pub use input::{DocumentInput, SegmentInput};
