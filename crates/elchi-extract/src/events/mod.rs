//! Events: tellings found by rules, then one row for each event however often it is told.

pub(crate) mod arguments;
pub(crate) mod attach;
pub(crate) mod formats;
pub(crate) mod inherit;
pub(crate) mod merge;
pub(crate) mod realis;
pub(crate) mod rows;
pub(crate) mod sides;
pub(crate) mod tell;
pub(crate) mod when;

use std::sync::Arc;

use elchi_model::{Cue, EventType, Lang, Medium, Realis, Span};

use crate::actors::Actor;

/// One telling of an event, in one sentence.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub(crate) segment_no: i32,
    pub(crate) paragraph_no: i32,
    pub(crate) lang: Lang,
    pub(crate) event_type: EventType,
    pub(crate) cue: Cue,
    pub(crate) rule_id: Arc<str>,
    pub(crate) span: Span,
    pub(crate) trigger: Span,
    pub(crate) realis: Realis,
    /// The words say that it is done: no date makes it to come.
    pub(crate) settled: bool,
    pub(crate) negation: Option<Span>,
    pub(crate) modality: Option<Span>,
    pub(crate) medium: Option<Medium>,
    pub(crate) participants: Vec<(Arc<str>, Actor)>,
    pub(crate) place: Option<Arc<str>>,
    pub(crate) format: Option<Arc<str>>,
    pub(crate) ordinal: Option<i32>,
    pub(crate) document: Option<Arc<str>>,
    /// Index among the dates of the document.
    pub(crate) date: Option<usize>,
    /// Indices among the amounts of the document.
    pub(crate) amounts: Vec<usize>,
}
