//! What every crate of elchi agrees on: languages, spans, ids, rows and the schemas of the tables.
//!
//! In: nothing. Out: types. Holds: no I/O, no clock, no SQL engine; a row type has one meaning, written
//! once, in [`tables`]. Rejects: nothing.

pub mod document;
pub mod event;
pub mod event_type;
pub mod facts;
pub mod header;
pub mod ids;
pub mod lang;
pub mod office;
pub mod quote;
pub mod segment;
pub mod span;
pub mod tables;
mod vocabulary;

pub use document::{Document, Format, Reject, RejectReason, RemovedSpan};
pub use event::{Cue, Event, EventDateBasis, Evidence, Medium, Participant, PlaceBasis, Realis};
pub use event_type::{Codes, EventType};
pub use facts::{
    Amount, AmountKind, DateBasis, DateMention, DatePrecision, Facts, Mention, MentionKind, Method, TopicMention,
};
pub use header::{Header, PublishedBasis};
pub use ids::DocId;
pub use lang::{Lang, LangError, Script};
pub use office::{Level, Office, Position};
pub use quote::{Quote, QuoteKind, SpeakerBasis};
pub use segment::{AUTHOR_NAME_RULE, NamedField, SECTION_NAME_RULE, Segment, SegmentKind};
pub use span::{CharIndex, Span};
