//! What is true of a dataset as a whole and plain SQL cannot say.
//!
//! In: counts of the stages. Out: whether nothing was lost. Holds: a balanced account means that every document
//! that came in went out, was refused with a row, or is an exact duplicate. Rejects: an account that does not
//! balance, by the name of its stage.
//!
//! Entities and profiles are plain SQL and stand in `pipelines/5_aggregate.sql`.

pub mod accounting;

pub use accounting::{Imbalance, StageCount, balance};
