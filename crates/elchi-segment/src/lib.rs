//! Splits a document into segments: titles, datelines, bylines, sentences, list items, captions, residue of the page.
//!
//! In: text and its language. Out: [`elchi_model::Segment`] rows. Holds: every character that is no blank lies in
//! exactly one segment, in text order, on character boundaries; the same text and data give the same rows; cost is
//! linear in the text. Rejects: nothing; text that no rule knows is a sentence.

mod abbreviations;
mod boundaries;
mod error;
mod furniture;
mod header;
mod letters;
mod lines;
mod markup;
mod page;
mod parts;
mod quotes;
mod repeated;
mod segmenter;
mod sentence;

pub use boundaries::{check_boundaries, check_data};
pub use error::SegmentError;
pub use furniture::phrases::Phrases;
pub use furniture::score::{BUCKETS as FURNITURE_BUCKETS, PARTS as FURNITURE_PARTS, furniture_features};
pub use repeated::{line_hash, page_lines};
pub use segmenter::{Explanation, Segmenter};
pub use sentence::{Decision, Verdict};
