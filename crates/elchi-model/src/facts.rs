//! Rows of the extract stage.

use std::sync::Arc;

use crate::event::Event;
use crate::header::Header;
use crate::lang::Lang;
use crate::office::Position;
use crate::quote::Quote;
use crate::span::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a mention names: the closed list of `mentions.kind`.
    MentionKind {
        /// A person.
        Person = "person",
        /// A state body, company or international organisation.
        Organization = "organization",
        /// A state.
        Country = "country",
        /// A region of the world or of a state.
        Region = "region",
        /// A city or another place.
        Place = "place",
        /// An adjective or noun of nationality, pointing at its country.
        Nationality = "nationality",
        /// A format of talks, such as the Central Asia + Russia one.
        Format = "format",
        /// A programme or project.
        Programme = "programme",
        /// A document.
        Document = "document",
        /// A road, port, pipeline or corridor.
        Infrastructure = "infrastructure",
    }
}

vocabulary! {
    /// What decided a row: the closed list of `method`.
    Method {
        /// A list of `lang/`.
        Lexicon = "lexicon",
        /// A rule of `lang/`.
        Rule = "rule",
        /// A trained model.
        Model = "model",
        /// Metadata that came with the record.
        Metadata = "metadata",
    }
}

vocabulary! {
    /// How exact a date is: the closed list of `dates.precision`.
    DatePrecision {
        /// One day, its year known or not.
        Day = "day",
        /// A week, as an interval.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter.
        Quarter = "quarter",
        /// A season.
        Season = "season",
        /// A year, or a longer interval of years.
        Year = "year",
    }
}

vocabulary! {
    /// Where a date's missing parts came from: the closed list of `dates.basis`.
    DateBasis {
        /// The words hold the whole date.
        Explicit = "explicit",
        /// A part was taken from another date of the document.
        Document = "document",
        /// Counted from the publication date.
        Relative = "relative",
        /// Found through the day of the week.
        Weekday = "weekday",
        /// Parts are still missing.
        Unresolved = "unresolved",
    }
}

vocabulary! {
    /// What an amount counts: the closed list of `amounts.kind`.
    AmountKind {
        /// Money; the unit is an ISO 4217 code.
        Money = "money",
        /// Per cent.
        Percent = "percent",
        /// So many times.
        Multiple = "multiple",
        /// A number of things or people.
        Count = "count",
        /// A physical measure.
        Measure = "measure",
    }
}

/// A name found in a text; columns as in the table `mentions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Number of its segment.
    pub segment_no: i32,
    /// What it names.
    pub kind: MentionKind,
    /// Bytes of the text.
    pub span: Span,
    /// Nominative form in the text's language.
    pub normal: Option<Arc<str>>,
    /// `kind/slug`.
    pub entity_id: Option<Arc<str>>,
    /// Language of the list or model that knew it.
    pub language: Lang,
    /// What decided.
    pub method: Method,
    /// Thousandths; none where a list or a rule decided alone.
    pub confidence: Option<u16>,
    /// Index, in the same list, of the longer mention that covers this one.
    pub outer: Option<i32>,
    /// The rule that decided, where one did.
    pub rule_id: Option<Arc<str>>,
}

/// A date found in a text; columns as in the table `dates`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Number of its segment.
    pub segment_no: i32,
    /// Bytes of the text.
    pub span: Span,
    /// ISO 8601-2, `XXXX` for an unknown year; `XXXX-21` is a season of an unknown year, `XXXX` alone a time that its
    /// distance from an unknown day tells.
    pub edtf: String,
    /// First day, as days since 1970-01-01, where the year is known.
    pub start_on: Option<i32>,
    /// Last day (included), as days since 1970-01-01, where the year is known.
    pub end_on: Option<i32>,
    /// How exact.
    pub precision: DatePrecision,
    /// Where missing parts came from.
    pub basis: DateBasis,
    /// The rule that decided.
    pub rule_id: Arc<str>,
}

/// An amount found in a text; columns as in the table `amounts`.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Number of its segment.
    pub segment_no: i32,
    /// Bytes of the text.
    pub span: Span,
    /// What is counted.
    pub kind: AmountKind,
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// ISO 4217 code, `percent`, `times`, a unit's symbol, or what is counted.
    pub unit: Option<Arc<str>>,
    /// The rule that decided.
    pub rule_id: Arc<str>,
}

/// A word that tells a topic; columns as in the table `topics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicMention {
    /// Number of its segment.
    pub segment_no: i32,
    /// Bytes of the text.
    pub span: Span,
    /// One of `lang/schema/topics.toml`.
    pub topic: Arc<str>,
}

/// All facts of one document, each list in text order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// The row of the table `headers`.
    pub header: Header,
    /// Table `positions`.
    pub positions: Vec<Position>,
    /// Table `quotes`.
    pub quotes: Vec<Quote>,
    /// Tables `events`, `event_participants`, `event_evidence`.
    pub events: Vec<Event>,
    /// Table `topics`.
    pub topics: Vec<TopicMention>,
    /// Table `mentions`.
    pub mentions: Vec<Mention>,
    /// Table `dates`.
    pub dates: Vec<DateMention>,
    /// Table `amounts`.
    pub amounts: Vec<Amount>,
}
