//! What every crate of elchi agrees on: languages, spans, ids, rows and the schemas of the tables.
//!
//! In: nothing. Out: types. Holds: no I/O, no clock, no SQL engine; a row type has one meaning, written
//! once, in [`tables`]. Rejects: nothing.

pub mod document;
pub mod facts;
pub mod ids;
pub mod lang;
pub mod segment;
pub mod span;
pub mod tables;

pub use document::{Document, Format, Reject, RejectReason, RemovedSpan};
pub use facts::{Amount, AmountKind, DateBasis, DateMention, DatePrecision, Facts, Mention, MentionKind, Method};
pub use ids::DocId;
pub use lang::{Lang, LangError, Script};
pub use segment::{Segment, SegmentKind};
pub use span::{CharIndex, Span};
