//! Tables of the extract stage.

use super::Kind::{Date32, Float64, Int32, Utf8};
use super::event::{EVENT_EVIDENCE, EVENT_PARTICIPANTS, EVENTS};
use super::header::HEADERS;
use super::people::{POSITIONS, QUOTES};
use super::{CHAR_END, CHAR_START, CONFIDENCE, DOC_ID, RULE_ID, SEGMENT_NO, SURFACE, Scope, Table, may, must};

pub(super) const TABLES: &[Table] =
    &[HEADERS, MENTIONS, POSITIONS, DATES, AMOUNTS, QUOTES, EVENTS, EVENT_PARTICIPANTS, EVENT_EVIDENCE, TOPICS];

const MENTIONS: Table = Table {
    name: "mentions",
    stage: "extract",
    scope: Scope::Shard,
    grain: "one name found in a segment",
    key: &["doc_id", "mention_no"],
    columns: &[
        DOC_ID,
        must("mention_no", Int32, "Number of the mention in the document, from 0 in text order."),
        SEGMENT_NO,
        must(
            "kind",
            Utf8,
            "person, organization, country, region, place, nationality, format, programme, document, infrastructure.",
        ),
        CHAR_START,
        CHAR_END,
        SURFACE,
        may("normal", Utf8, "Nominative form in the text's language."),
        may(
            "entity_id",
            Utf8,
            "kind/slug, for example country/kz; an adjective of nationality points at its country; person/~… is provisional: someone whom no list knows, named in this document (entity_merges leads on).",
        ),
        must("language", Utf8, "BCP 47 tag of the language whose lists knew it."),
        must("method", Utf8, "lexicon, rule, model, metadata."),
        CONFIDENCE,
        may(
            "outer_mention_no",
            Int32,
            "The longer mention that covers this one (the country inside an organisation's name); null for outermost ones.",
        ),
        may("outer_kind", Utf8, "The kind of that longer mention."),
        may("rule_id", Utf8, "The rule that made the row; null where a list did."),
    ],
};

const DATES: Table = Table {
    name: "dates",
    stage: "extract",
    scope: Scope::Shard,
    grain: "one date found in a segment",
    key: &["doc_id", "date_no"],
    columns: &[
        DOC_ID,
        must("date_no", Int32, "Number of the date in the document, from 0 in text order."),
        SEGMENT_NO,
        CHAR_START,
        CHAR_END,
        SURFACE,
        must(
            "edtf",
            Utf8,
            "ISO 8601-2 (EDTF): 2020-06-12, XXXX-12-02, 2013, 2015-21 (spring), XXXX-21 (spring of an unknown year), 2024-05-10/.. (open at its end), XXXX (a time told by its distance from an unknown day).",
        ),
        may("start_on", Date32, "First day; null where the year is unknown or the interval open."),
        may("end_on", Date32, "Last day, included; null where the year is unknown or the interval open."),
        must("precision", Utf8, "day, week, month, quarter, season, year."),
        must(
            "basis",
            Utf8,
            "explicit (the words hold it all), document, relative, weekday (how a missing part was found), unresolved (parts are missing).",
        ),
        RULE_ID,
    ],
};

const AMOUNTS: Table = Table {
    name: "amounts",
    stage: "extract",
    scope: Scope::Shard,
    grain: "one amount found in a segment",
    key: &["doc_id", "amount_no"],
    columns: &[
        DOC_ID,
        must("amount_no", Int32, "Number of the amount in the document, from 0 in text order."),
        SEGMENT_NO,
        CHAR_START,
        CHAR_END,
        SURFACE,
        must("kind", Utf8, "money, percent, multiple, count, measure."),
        must("value", Float64, "The number with its scale word applied; the lower end of a range."),
        may("value_max", Float64, "The upper end of a range."),
        may("unit", Utf8, "ISO 4217 code of money, percent, times, symbol of a measure, what is counted."),
        RULE_ID,
    ],
};

const TOPICS: Table = Table {
    name: "topics",
    stage: "extract",
    scope: Scope::Shard,
    grain: "one word or term that tells a topic",
    key: &["doc_id", "topic_no"],
    columns: &[
        DOC_ID,
        must("topic_no", Int32, "Number of the term in the document, from 0 in text order."),
        SEGMENT_NO,
        must("topic", Utf8, super::event::TOPIC_NAMES),
        CHAR_START,
        CHAR_END,
        SURFACE,
    ],
};
