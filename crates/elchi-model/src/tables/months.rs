//! Tables of counts by month.

use super::Kind::{Int32, Int64, Utf8};
use super::event::{EVENT_TYPES, ROLES, TOPIC_NAMES};
use super::{Column, Scope, Table, may, must};

const MONTH: Column = may("month", Utf8, "YYYY-MM; null where no month is known.");
const MONTH_BASIS: Column = must(
    "month_basis",
    Utf8,
    "event (the text dates the event; its month, null where the date is wider than a month or has no year), published (it does not: the month of publication, null where that is unknown).",
);
const EVENT_TYPE: Column = must("event_type", Utf8, EVENT_TYPES);
const EVENT_COUNT: Column =
    must("event_count", Int64, "Events that occurred or are ongoing; one report of a cluster of duplicates counts.");
const DOCUMENT_COUNT: Column = must("document_count", Int64, "Documents that tell them.");
const EXAMPLE_EVENT_ID: Column =
    must("example_event_id", Utf8, "One of the events, the first by id; its evidence has the words.");

pub(super) const DYAD_MONTHS: Table = Table {
    name: "dyad_months",
    stage: "aggregate",
    scope: Scope::Dataset,
    grain: "one pair of countries that took part in one event, by month and type",
    key: &["country_a", "country_b", "month", "month_basis", "event_type"],
    columns: &[
        must("country_a", Utf8, "ISO 3166-1 alpha-2, or EU; the alphabetically first of the two."),
        must("country_b", Utf8, "The other country."),
        MONTH,
        MONTH_BASIS,
        EVENT_TYPE,
        EVENT_COUNT,
        DOCUMENT_COUNT,
        must(
            "from_collective_count",
            Int64,
            "Those of the events in which one of the two is there only as a member of a collective.",
        ),
        EXAMPLE_EVENT_ID,
    ],
};

pub(super) const ACTOR_MONTHS: Table = Table {
    name: "actor_months",
    stage: "aggregate",
    scope: Scope::Dataset,
    grain: "one actor in one role, by month and type of event",
    key: &["entity_id", "month", "month_basis", "event_type", "role"],
    columns: &[
        must(
            "entity_id",
            Utf8,
            "As in entities. A participant counts for each that it stands for: the person, the body and the country.",
        ),
        MONTH,
        MONTH_BASIS,
        EVENT_TYPE,
        must("role", Utf8, ROLES),
        EVENT_COUNT,
        DOCUMENT_COUNT,
        EXAMPLE_EVENT_ID,
    ],
};

pub(super) const TOPIC_MONTHS: Table = Table {
    name: "topic_months",
    stage: "aggregate",
    scope: Scope::Dataset,
    grain: "one topic with the countries named in the same segment, by month",
    key: &["topic", "country_a", "country_b", "month", "month_basis"],
    columns: &[
        must("topic", Utf8, TOPIC_NAMES),
        must("country_a", Utf8, "ISO 3166-1 alpha-2, or EU; the alphabetically first of the two."),
        may("country_b", Utf8, "The other country; null where the segment names one only."),
        MONTH,
        must("month_basis", Utf8, "published: the month of publication, null where that is unknown."),
        must("segment_count", Int64, "Segments; one report of a cluster of duplicates counts."),
        must("document_count", Int64, "Documents with such a segment."),
        must("example_doc_id", Utf8, "One of the documents, the first by id."),
        must("example_segment_no", Int32, "Its first such segment."),
    ],
};
