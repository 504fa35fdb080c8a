//! Tables of the langid stage.

use super::Kind::{Boolean, Float64, List, Utf8};
use super::{Column, DOC_ID, Scope, Table, must};

/// Fields of `languages.shares`.
const SHARES: &[Column] = &[
    must("language", Utf8, "BCP 47 tag."),
    must("share", Float64, "Share of the code points that a language decided, a multiple of 1/1000."),
];

pub(super) const TABLES: &[Table] = &[Table {
    name: "languages",
    stage: "langid",
    scope: Scope::Shard,
    grain: "one document that is no exact duplicate",
    key: &["doc_id"],
    columns: &[
        DOC_ID,
        must("language", Utf8, "BCP 47 tag of the main language, und when undecided."),
        must("script", Utf8, "ISO 15924 code of the main script; Zyyy for a text without letters."),
        must("confidence", Float64, "In [0, 1], a multiple of 1/1000."),
        must("is_mixed", Boolean, "A second language holds a real share of the text."),
        must(
            "shares",
            List(SHARES),
            "Languages by share of code points, largest first, from a vote over lines and long sentences.",
        ),
    ],
}];
