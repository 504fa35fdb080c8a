//! Rows of the tables `events`, `event_participants` and `event_evidence`.

use std::sync::Arc;

use crate::event_type::EventType;
use crate::facts::DatePrecision;
use crate::lang::Lang;
use crate::office::Level;
use crate::span::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Whether it happened: the closed list of `events.realis`.
    Realis {
        /// It happened.
        Occurred = "occurred",
        /// It is going on.
        Ongoing = "ongoing",
        /// It is to happen.
        Scheduled = "scheduled",
        /// Someone proposes it.
        Proposed = "proposed",
        /// It might happen.
        Hypothetical = "hypothetical",
        /// It did not happen.
        Negated = "negated",
        /// It was to happen and will not.
        Cancelled = "cancelled",
        /// It happened long before what the document tells.
        Historical = "historical",
    }
}

vocabulary! {
    /// By which way: the closed list of `events.medium`.
    Medium {
        /// Face to face.
        InPerson = "in_person",
        /// By video.
        Video = "video",
        /// By telephone.
        Phone = "phone",
        /// In writing.
        Written = "written",
        /// The text does not say.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Where an event's date came from: the closed list of `events.date_basis`.
    EventDateBasis {
        /// A whole date in the event's own sentence.
        InSentence = "in_sentence",
        /// A date elsewhere in the document, or one completed from there.
        InDocument = "in_document",
        /// Counted from the date of publication.
        Relative = "relative",
        /// The dateline.
        Dateline = "dateline",
        /// Metadata.
        Metadata = "metadata",
        /// Through the day of the week.
        Weekday = "weekday",
        /// The text does not say.
        None = "none",
    }
}

vocabulary! {
    /// Where an event's place came from: the closed list of `events.place_basis`.
    PlaceBasis {
        /// The event's own sentence.
        InSentence = "in_sentence",
        /// Another sentence that tells the event.
        InDocument = "in_document",
        /// The text does not say.
        None = "none",
    }
}

vocabulary! {
    /// What kind of word tells an event: the closed list of `event_evidence.cue`.
    Cue {
        /// A verb.
        Verb = "verb",
        /// A noun.
        Noun = "noun",
    }
}

/// One event of a document, however often it is told; columns as in the table `events`.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What was done.
    pub event_type: EventType,
    /// Whether it happened.
    pub realis: Realis,
    /// By which way.
    pub medium: Medium,
    /// The highest level of those who took part.
    pub level: Option<Level>,
    /// Its format.
    pub format_entity_id: Option<Arc<str>>,
    /// Which session of the format.
    pub format_ordinal: Option<i32>,
    /// The document signed or adopted.
    pub document_entity_id: Option<Arc<str>>,
    /// ISO 8601-2.
    pub date_edtf: Option<String>,
    /// First day, as days since 1970-01-01, where the year is known.
    pub date_start: Option<i32>,
    /// Last day (included), as days since 1970-01-01, where the year is known.
    pub date_end: Option<i32>,
    /// How exact the date is.
    pub date_precision: Option<DatePrecision>,
    /// Where the date came from.
    pub date_basis: EventDateBasis,
    /// Every day that the text allows, as days since 1970-01-01, ascending; empty where the date is certain.
    pub date_candidates: Vec<i32>,
    /// Where it took place; never the dateline's place.
    pub place_entity_id: Option<Arc<str>>,
    /// Where the place came from.
    pub place_basis: PlaceBasis,
    /// Indices among the amounts, ascending.
    pub amounts: Vec<i32>,
    /// Topics, sorted.
    pub topics: Vec<Arc<str>>,
    /// Who tells of it, where the text says so.
    pub attribution_entity_id: Option<Arc<str>>,
    /// Language of the first telling.
    pub language: Lang,
    /// Thousandths; none where rules decided alone.
    pub confidence: Option<u16>,
    /// The rule of the first telling.
    pub rule_id: Arc<str>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Each telling, in text order; one at least.
    pub evidence: Vec<Evidence>,
}

/// Someone who took part in an event; columns as in the table `event_participants`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// One of [`EventType::roles`].
    pub role: Arc<str>,
    /// The most exact actor known: a person, else a body, else a state.
    pub entity_id: Option<Arc<str>>,
    /// Index among the mentions.
    pub mention: Option<i32>,
    /// ISO 3166-1 alpha-2, or `EU`.
    pub country: Option<Arc<str>>,
    /// The body it belongs to.
    pub organization_entity_id: Option<Arc<str>>,
    /// The person.
    pub person_entity_id: Option<Arc<str>>,
    /// The office, as in the table `positions`.
    pub office: Option<crate::office::Office>,
    /// The level.
    pub level: Option<Level>,
    /// True for members that a collective was expanded to, and for the collective itself.
    pub is_collective: bool,
    /// The collective that this member comes from.
    pub expanded_from_entity_id: Option<Arc<str>>,
    /// Number of the segment that names it.
    pub segment_no: i32,
    /// Bytes of the text; those of the collective for its members.
    pub span: Span,
    /// Thousandths; none where rules decided alone.
    pub confidence: Option<u16>,
}

/// One telling of an event; columns as in the table `event_evidence`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Number of its segment.
    pub segment_no: i32,
    /// Bytes of what the rule matched.
    pub span: Span,
    /// Bytes of the word that tells the event.
    pub trigger: Span,
    /// What kind of word.
    pub cue: Cue,
    /// Bytes of the words that negate it.
    pub negation: Option<Span>,
    /// Bytes of the words that make it planned, proposed or possible.
    pub modality: Option<Span>,
    /// The rule that decided.
    pub rule_id: Arc<str>,
}
