//! Rows of the load stage.

use crate::ids::DocId;

/// What kind of file a record came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, one document a file.
    Txt,
    /// Markdown, one document a file.
    Md,
    /// JSON objects, one document a line.
    Jsonl,
}

impl Format {
    /// The value of `documents.format`.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Txt => "txt",
            Format::Md => "md",
            Format::Jsonl => "jsonl",
        }
    }
}

/// One document taken in; columns as in the table `documents`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Identity, see [`DocId`].
    pub doc_id: DocId,
    /// Path relative to the input, with `/`, or the URI a record names for its file.
    pub source_uri: String,
    /// The record's number in its source, from 0; broken records count too.
    pub record_index: i64,
    /// What it was read as.
    pub format: Format,
    /// Name of the encoding that decoded it, for example `utf-8`.
    pub charset: String,
    /// Address of the page, from metadata.
    pub url: Option<String>,
    /// Name of the outlet, from metadata.
    pub outlet: Option<String>,
    /// Title, from metadata only.
    pub title: Option<String>,
    /// Author, from metadata only.
    pub author: Option<String>,
    /// Section, from metadata only.
    pub section: Option<String>,
    /// Days since 1970-01-01, from metadata or the address only.
    pub published_on: Option<i32>,
    /// NFC, LF, no control characters other than tab and newline.
    pub text: String,
    /// Raw bytes of the record.
    pub byte_count: i64,
    /// BLAKE3-128 of `text`, 32 hex digits.
    pub content_hash: String,
    /// What cleaning took out, in order of position.
    pub removed: Vec<RemovedSpan>,
}

/// A piece of source text that is not in `documents.text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedSpan {
    /// Name of the rule that removed it.
    pub rule: &'static str,
    /// Byte of `documents.text` where it stood (code points in the table).
    pub position: u32,
    /// What stood there.
    pub text: String,
    /// What stands there now, if anything.
    pub replacement: Option<String>,
}

/// Why a record was refused: the closed list of `rejects.reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RejectReason {
    /// No byte, or nothing but blanks and control characters.
    Empty,
    /// More than 16 MiB in one document, or an archive that swells beyond its bound.
    TooLarge,
    /// Holds NUL bytes or too many control characters to be text.
    Binary,
    /// Bytes that are not UTF-8.
    InvalidUtf8,
    /// A line of JSONL that is not a JSON object.
    BrokenJson,
    /// A JSON object without its text field, or with one that is no string.
    MissingText,
    /// An archive that ends early, is damaged, has something else behind it, or is none.
    TruncatedArchive,
    /// A format that elchi does not read yet.
    UnsupportedFormat,
    /// A link that leads back to itself, to a folder above it, or to one that is read already.
    SymlinkLoop,
    /// The operating system refused to read it, or it is neither a file nor a folder.
    Unreadable,
}

impl RejectReason {
    /// Every reason, for documentation and tests.
    pub const ALL: [RejectReason; 10] = [
        RejectReason::Empty,
        RejectReason::TooLarge,
        RejectReason::Binary,
        RejectReason::InvalidUtf8,
        RejectReason::BrokenJson,
        RejectReason::MissingText,
        RejectReason::TruncatedArchive,
        RejectReason::UnsupportedFormat,
        RejectReason::SymlinkLoop,
        RejectReason::Unreadable,
    ];

    /// The value of `rejects.reason`.
    pub fn as_str(self) -> &'static str {
        match self {
            RejectReason::Empty => "empty",
            RejectReason::TooLarge => "too_large",
            RejectReason::Binary => "binary",
            RejectReason::InvalidUtf8 => "invalid_utf8",
            RejectReason::BrokenJson => "broken_json",
            RejectReason::MissingText => "missing_text",
            RejectReason::TruncatedArchive => "truncated_archive",
            RejectReason::UnsupportedFormat => "unsupported_format",
            RejectReason::SymlinkLoop => "symlink_loop",
            RejectReason::Unreadable => "unreadable",
        }
    }
}

/// One record refused; columns as in the table `rejects`, whose `stage` the caller knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// As in [`Document::source_uri`].
    pub source_uri: String,
    /// As in [`Document::record_index`].
    pub record_index: i64,
    /// Where an id was made before the record was refused.
    pub doc_id: Option<DocId>,
    /// From the closed list.
    pub reason: RejectReason,
    /// What was wrong, for a person.
    pub detail: String,
    /// First byte of the record in its (uncompressed) source, where known.
    pub byte_start: Option<i64>,
    /// The byte after its last, where known.
    pub byte_end: Option<i64>,
    /// The first bytes, made printable, at most 120 code points.
    pub sample: Option<String>,
}
