//! Where a fact stands: columns that tables of facts share.

use std::sync::Arc;

use arrow::array::{ArrayRef, Int32Builder, StringBuilder};
use elchi_model::{CharIndex, Span};

/// Number, segment, both offsets and the surface.
#[derive(Default)]
pub(super) struct Places {
    number: Int32Builder,
    segment_no: Int32Builder,
    spans: Spans,
    surface: StringBuilder,
}

impl Places {
    pub(super) fn append(&mut self, number: i32, segment_no: i32, span: Span, text: &str, chars: &mut CharIndex<'_>) {
        self.number.append_value(number);
        self.segment_no.append_value(segment_no);
        self.spans.append(Some(span), chars);
        self.surface.append_value(span.of(text));
    }

    /// The row's number and its segment; then both offsets and the surface.
    pub(super) fn finish(&mut self) -> ([ArrayRef; 2], [ArrayRef; 3]) {
        let [start, end] = self.spans.finish();
        (
            [Arc::new(self.number.finish()), Arc::new(self.segment_no.finish())],
            [start, end, Arc::new(self.surface.finish())],
        )
    }
}

/// First code point, and the one after the last.
#[derive(Default)]
pub(super) struct Spans {
    start: Int32Builder,
    end: Int32Builder,
}

impl Spans {
    pub(super) fn append(&mut self, span: Option<Span>, chars: &mut CharIndex<'_>) {
        let (start, end) = span.map(|span| chars.chars(span)).unzip();
        self.start.append_option(start);
        self.end.append_option(end);
    }

    pub(super) fn finish(&mut self) -> [ArrayRef; 2] {
        [Arc::new(self.start.finish()), Arc::new(self.end.finish())]
    }
}
