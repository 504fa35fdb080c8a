//! What the extractor reads.

use elchi_model::{Lang, NamedField, Segment, SegmentKind, Span};

/// A segment as the stages before gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentInput {
    /// Its number in the document.
    pub segment_no: i32,
    /// Number of its paragraph.
    pub paragraph_no: i32,
    /// What it is: boilerplate is not read.
    pub kind: SegmentKind,
    /// Segments of one quotation share it.
    pub quote_no: Option<i32>,
    /// The field of the header that the whole segment is.
    pub names: Option<NamedField>,
    /// Bytes of the text; cut to the text and to character boundaries where they are not.
    pub span: Span,
    /// Its language.
    pub lang: Lang,
}

impl SegmentInput {
    /// A sentence that is a paragraph of its own.
    pub fn sentence(segment_no: i32, span: Span, lang: Lang) -> SegmentInput {
        SegmentInput {
            segment_no,
            paragraph_no: segment_no,
            kind: SegmentKind::Sentence,
            quote_no: None,
            names: None,
            span,
            lang,
        }
    }

    /// The segment of that number, in that language.
    pub fn of(segment_no: i32, segment: &Segment, lang: Lang) -> SegmentInput {
        SegmentInput {
            paragraph_no: segment.paragraph_no,
            kind: segment.kind,
            quote_no: segment.quote_no,
            names: segment.rule.as_deref().and_then(NamedField::of_rule),
            ..SegmentInput::sentence(segment_no, segment.span, lang)
        }
    }
}

/// A document as the stages before gave it.
#[derive(Debug, Clone, Copy)]
pub struct DocumentInput<'d> {
    /// Its id; people whom no list knows get an id of their own in each document.
    pub doc_id: &'d str,
    /// Its text.
    pub text: &'d str,
    /// Its segments, in order of their numbers.
    pub segments: &'d [SegmentInput],
    /// The day of publication that came with the record, as days since 1970-01-01.
    pub published_on: Option<i32>,
    /// Its address.
    pub url: Option<&'d str>,
}

impl<'d> DocumentInput<'d> {
    /// A text of which nothing else is known.
    pub fn bare(text: &'d str, segments: &'d [SegmentInput]) -> DocumentInput<'d> {
        DocumentInput { doc_id: "", text, segments, published_on: None, url: None }
    }
}
