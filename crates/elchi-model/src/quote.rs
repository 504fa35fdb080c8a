//! Rows of the table `quotes`: who said what.

use std::sync::Arc;

use crate::span::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How words are quoted: the closed list of `quotes.kind`.
    QuoteKind {
        /// Word for word, between marks.
        Direct = "direct",
        /// Told in the writer's words.
        Indirect = "indirect",
        /// Told, with pieces between marks.
        Mixed = "mixed",
    }
}

vocabulary! {
    /// How the speaker was found: the closed list of `quotes.speaker_basis`.
    SpeakerBasis {
        /// By name.
        Name = "name",
        /// By office.
        Office = "office",
        /// By a pronoun, or by no word at all where the speaker goes on.
        Pronoun = "pronoun",
        /// A body or an outlet speaks.
        Outlet = "outlet",
    }
}

/// Words that someone said; columns as in the table `quotes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Number of the segment in which the words begin.
    pub segment_no: i32,
    /// How they are quoted.
    pub kind: QuoteKind,
    /// Bytes of the words said, without the marks around them.
    pub span: Span,
    /// Bytes of the words that tell of the speaking.
    pub cue: Option<Span>,
    /// Index, among the mentions, of the speaker.
    pub speaker_mention: Option<i32>,
    /// Who speaks.
    pub speaker_entity_id: Option<Arc<str>>,
    /// How the speaker was found; none where there is none.
    pub speaker_basis: Option<SpeakerBasis>,
    /// The rule that decided.
    pub rule_id: Arc<str>,
}
