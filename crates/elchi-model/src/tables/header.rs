//! The table `headers`: what a document says of itself.

use super::Kind::{Date32, Int32, Utf8, Values};
use super::{DOC_ID, Scope, Table, may, must};

pub(super) const HEADERS: Table = Table {
    name: "headers",
    stage: "extract",
    scope: Scope::Shard,
    grain: "one document, exact duplicates left out",
    key: &["doc_id"],
    columns: &[
        DOC_ID,
        may("title_segment_no", Int32, "The segment that is the title."),
        may(
            "published_edtf",
            Utf8,
            "Day of publication, ISO 8601-2 (EDTF): 2020-10-15; XXXX-03-11 where the year is unknown.",
        ),
        may("published_start", Date32, "First day of it; null where the year is unknown."),
        may("published_end", Date32, "Last day of it, included; the same day where one day is meant."),
        must(
            "published_basis",
            Utf8,
            "metadata (came with the record), url (the address of the page), header_line (a line of the page that holds a date), dateline (it holds the date, with or without a year), weekday (the day of the week gives the possible years), none (the text does not say).",
        ),
        must(
            "published_candidates",
            Values(&Date32),
            "Every day that the text allows, ascending, for example the years in which 11 March is a Wednesday; empty where one day is certain or nothing narrows it.",
        ),
        may("dateline_entity_id", Utf8, "The place of the dateline; never silently the place of an event."),
        may("outlet", Utf8, "Name of the outlet: as in documents, or else the agency or paper of the dateline."),
        may(
            "section",
            Utf8,
            "Section of the outlet: as in documents, or else that of a line above the text, beside the date.",
        ),
        may(
            "author",
            Utf8,
            "Who wrote the text: as in documents, or else the name in an author line or in the dateline, as the text writes it.",
        ),
    ],
};
