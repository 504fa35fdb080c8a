//! Tables of the segment stage.

use super::Kind::{Float64, Int32, Utf8};
use super::{CHAR_END, CHAR_START, DOC_ID, SEGMENT_NO, Scope, Table, may, must};

pub(super) const TABLES: &[Table] = &[Table {
    name: "segments",
    stage: "segment",
    scope: Scope::Shard,
    grain: "one piece of a document; together they cover every non-blank code point exactly once",
    key: &["doc_id", "segment_no"],
    columns: &[
        DOC_ID,
        SEGMENT_NO,
        must("paragraph_no", Int32, "Number of the paragraph, from 0 in text order."),
        must(
            "kind",
            Utf8,
            "title, lead, dateline, byline, sentence, list_item, caption, boilerplate (residue of the page and markup characters, ignored by every later stage).",
        ),
        may("quote_no", Int32, "Segments of one quotation share it; null outside quotations that span segments."),
        may("rule", Utf8, "The rule that decided; null for plain sentences."),
        CHAR_START,
        CHAR_END,
        must("text", Utf8, "The segment's words: text[char_start:char_end] of the document."),
        must("language", Utf8, "BCP 47 tag, with the document's language as prior; und when undecided."),
        must("language_confidence", Float64, "In [0, 1], a multiple of 1/1000."),
        must("script", Utf8, "ISO 15924 code; Zyyy for a segment without letters."),
    ],
}];
