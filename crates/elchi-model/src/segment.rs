//! Rows of the segment stage.

use std::sync::Arc;

use crate::span::Span;

/// What a piece of a document is: the closed list of `segments.kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SegmentKind {
    /// Headline, without its markup; a repeated one too.
    Title,
    /// The paragraph under the headline that sums the news up.
    Lead,
    /// Place, date, section or agency in front of or above the text.
    Dateline,
    /// Who wrote it.
    Byline,
    /// A sentence.
    Sentence,
    /// An item of a list.
    ListItem,
    /// Text under a picture.
    Caption,
    /// Residue of the page and markup characters: no later stage reads it.
    Boilerplate,
}

impl SegmentKind {
    /// Every kind, for documentation and tests.
    pub const ALL: [SegmentKind; 8] = [
        SegmentKind::Title,
        SegmentKind::Lead,
        SegmentKind::Dateline,
        SegmentKind::Byline,
        SegmentKind::Sentence,
        SegmentKind::ListItem,
        SegmentKind::Caption,
        SegmentKind::Boilerplate,
    ];

    /// The value of `segments.kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            SegmentKind::Title => "title",
            SegmentKind::Lead => "lead",
            SegmentKind::Dateline => "dateline",
            SegmentKind::Byline => "byline",
            SegmentKind::Sentence => "sentence",
            SegmentKind::ListItem => "list_item",
            SegmentKind::Caption => "caption",
            SegmentKind::Boilerplate => "boilerplate",
        }
    }

    /// The kind that a value of `segments.kind` names.
    pub fn parse(value: &str) -> Option<SegmentKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == value)
    }
}

/// One segment; together the segments of a text cover each of its non-blank characters exactly once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Bytes of the text, without blanks at either end.
    pub span: Span,
    /// Number of its paragraph, from 0.
    pub paragraph_no: i32,
    /// Number of the quotation it belongs to, from 0.
    pub quote_no: Option<i32>,
    /// The rule that decided; none for a plain sentence.
    pub rule: Option<Arc<str>>,
}

/// The rule of a line above the text that is the name of a section of the outlet.
pub const SECTION_NAME_RULE: &str = "shared.residue.section-name";

/// The rule of a line beside the title or below the text that is the name of who wrote it.
pub const AUTHOR_NAME_RULE: &str = "shared.byline.name-alone";

/// A field of the header that a whole segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedField {
    /// The section of the outlet.
    Section,
    /// Who wrote the text.
    Author,
}

impl NamedField {
    /// The field whose name the segments of `rule` are.
    pub fn of_rule(rule: &str) -> Option<NamedField> {
        match rule {
            SECTION_NAME_RULE => Some(NamedField::Section),
            AUTHOR_NAME_RULE => Some(NamedField::Author),
            _ => None,
        }
    }
}
