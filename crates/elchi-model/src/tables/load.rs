//! Tables of the load stage.

use super::Kind::{Date32, Float64, Int32, Int64, Utf8};
use super::{DOC_ID, Scope, Table, may, must};

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "documents",
        stage: "load",
        scope: Scope::Shard,
        grain: "one document taken in",
        key: &["doc_id"],
        columns: &[
            DOC_ID,
            must(
                "source_uri",
                Utf8,
                "Path relative to INPUT with / between folders; for a record of a larger file, the path of that file.",
            ),
            must("record_index", Int64, "Number of the record in its source, from 0; refused records count too."),
            must("format", Utf8, "What it was read as: txt, md, jsonl."),
            must("charset", Utf8, "The encoding that decoded it."),
            may("url", Utf8, "Address of the page, from metadata."),
            may("outlet", Utf8, "Name of the outlet, from metadata."),
            may("title", Utf8, "Title, from metadata; a title in the text is a segment."),
            may("author", Utf8, "Author, from metadata."),
            may("section", Utf8, "Section of the outlet, from metadata."),
            may("published_on", Date32, "Day of publication, from metadata or the address only."),
            must("text", Utf8, "The text in NFC with LF line ends and no control characters; all spans point into it."),
            must("byte_count", Int64, "Bytes of the raw record."),
            must("char_count", Int64, "Code points of text."),
            must("content_hash", Utf8, "BLAKE3-128 of text, 32 hex digits; equal for exact duplicates."),
        ],
    },
    Table {
        name: "removed_spans",
        stage: "load",
        scope: Scope::Shard,
        grain: "one piece of source text that cleaning took out of a document that was kept",
        key: &["doc_id", "removed_no"],
        columns: &[
            DOC_ID,
            must("removed_no", Int32, "Number of the piece in the document, from 0 in text order."),
            must("rule", Utf8, "The rule that took it out."),
            must("char_position", Int32, "Code point of documents.text where it stood."),
            must("text", Utf8, "What stood there; enough, with replacement, to put the source text back."),
            may("replacement", Utf8, "What stands there now; null where nothing does."),
        ],
    },
    Table {
        name: "rejects",
        stage: "load",
        scope: Scope::Shard,
        grain: "one record refused; nothing disappears without a row here",
        key: &["source_uri", "record_index"],
        columns: &[
            must("source_uri", Utf8, "The source, as in documents."),
            must("record_index", Int64, "The source, as in documents."),
            may("doc_id", Utf8, "As in documents; null where none was made."),
            must("stage", Utf8, "The stage that refused it: load."),
            must(
                "reason",
                Utf8,
                "One of: empty, too_large, binary, invalid_utf8, broken_json, missing_text, truncated_archive, unsupported_format, symlink_loop, unreadable.",
            ),
            must("detail", Utf8, "What was wrong, for a person."),
            may("byte_start", Int64, "First byte of the record in its source, after decompression."),
            may("byte_end", Int64, "The byte after its last."),
            may("sample", Utf8, "The first bytes, made printable."),
        ],
    },
    Table {
        name: "duplicates",
        stage: "load",
        scope: Scope::Dataset,
        grain: "one document whose text stands in an earlier one",
        key: &["doc_id"],
        columns: &[
            DOC_ID,
            must("duplicate_of", Utf8, "doc_id of the cluster's first document in key order."),
            must(
                "kind",
                Utf8,
                "exact: the normalised texts are equal; near: they resemble each other (not computed yet).",
            ),
            may("score", Float64, "Likeness in [0, 1] of near duplicates; null for exact ones."),
        ],
    },
];
