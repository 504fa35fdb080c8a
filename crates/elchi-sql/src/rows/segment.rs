//! Segments as Arrow rows, and back.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, Float64Builder, Int32Array, Int32Builder, StringArray, StringBuilder, StructArray,
};
use arrow::datatypes::{DataType, Int32Type};
use datafusion::common::{Result, exec_err};
use elchi_extract::SegmentInput;
use elchi_langid::Detector;
use elchi_model::{CharIndex, Lang, NamedField, Segment, SegmentKind, Span};

use super::{fields_of, thousandths};

/// Grows the columns of `segments` without `doc_id`.
#[derive(Default)]
pub(crate) struct SegmentRows {
    segment_no: Int32Builder,
    paragraph_no: Int32Builder,
    kind: StringBuilder,
    quote_no: Int32Builder,
    rule: StringBuilder,
    char_start: Int32Builder,
    char_end: Int32Builder,
    text: StringBuilder,
    language: StringBuilder,
    confidence: Float64Builder,
    script: StringBuilder,
}

impl SegmentRows {
    /// Adds all segments of `text`; each gets its own language label, with `prior` as the document's.
    pub(crate) fn append(&mut self, text: &str, segments: &[Segment], detector: &Detector, prior: Lang) {
        let mut chars = CharIndex::new(text);
        for (number, segment) in (0..).zip(segments) {
            let words = segment.span.of(text);
            let (start, end) = chars.chars(segment.span);
            let guess = detector.detect_with_prior(words, prior);
            self.segment_no.append_value(number);
            self.paragraph_no.append_value(segment.paragraph_no);
            self.kind.append_value(segment.kind.as_str());
            self.quote_no.append_option(segment.quote_no);
            self.rule.append_option(segment.rule.as_deref());
            self.char_start.append_value(start);
            self.char_end.append_value(end);
            self.text.append_value(words);
            self.language.append_value(guess.lang.as_str());
            self.confidence.append_value(thousandths(guess.confidence));
            self.script.append_value(guess.script.as_str());
        }
    }

    /// The rows as one struct array.
    pub(crate) fn finish(mut self) -> Result<StructArray> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.segment_no.finish()),
            Arc::new(self.paragraph_no.finish()),
            Arc::new(self.kind.finish()),
            Arc::new(self.quote_no.finish()),
            Arc::new(self.rule.finish()),
            Arc::new(self.char_start.finish()),
            Arc::new(self.char_end.finish()),
            Arc::new(self.text.finish()),
            Arc::new(self.language.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.script.finish()),
        ];
        Ok(StructArray::try_new(fields_of("segments"), columns, None)?)
    }
}

/// Reads row `row` of a list of segments back, with offsets in bytes of `text`.
///
/// Segments that do not fit the text (offsets past its end, in disorder) are left out: a query may pass
/// any list. A segment without a language of its own takes `prior`; without a paragraph it is one of its own.
///
/// # Errors
/// Where a field is missing or has another type; that is a matter of types, not of content.
pub(crate) fn segments_of(list: &ArrayRef, row: usize, text: &str, prior: Lang) -> Result<Vec<SegmentInput>> {
    let Some(lists) = list.as_list_opt::<i32>() else {
        return exec_err!("segments must be a list, not {}", list.data_type());
    };
    if lists.is_null(row) {
        return Ok(Vec::new());
    }
    let items = lists.value(row);
    let Some(items) = items.as_struct_opt() else {
        return exec_err!("segments must be a list of structs");
    };
    let integers = |name: &str| match items.column_by_name(name).map(|c| (c.data_type(), c)) {
        Some((DataType::Int32, column)) => Ok(column.as_primitive::<Int32Type>()),
        _ => exec_err!("segments: the field {name} is missing or is no Int32"),
    };
    let strings = |name: &str| -> Result<&StringArray> {
        match items.column_by_name(name).and_then(|c| c.as_string_opt::<i32>()) {
            Some(column) => Ok(column),
            None => exec_err!("segments: the field {name} is missing or is no Utf8"),
        }
    };
    let (numbers, starts, ends) = (integers("segment_no")?, integers("char_start")?, integers("char_end")?);
    let (kinds, languages) = (strings("kind")?, strings("language")?);
    let optional = |name: &str| match items.column_by_name(name) {
        Some(_) => integers(name).map(Some),
        None => Ok(None),
    };
    let rules = match items.column_by_name("rule") {
        Some(_) => Some(strings("rule")?),
        None => None,
    };
    let (paragraphs, quotes) = (optional("paragraph_no")?, optional("quote_no")?);
    let value = |column: Option<&Int32Array>, item| column.filter(|c| c.is_valid(item)).map(|c| c.value(item));
    let mut bytes = ByteIndex::new(text);
    let mut result = Vec::with_capacity(items.len());
    for item in 0..items.len() {
        let Some(kind) = SegmentKind::parse(kinds.value(item)) else { continue };
        let (Some(start), Some(end)) = (bytes.byte_at(starts.value(item)), bytes.byte_at(ends.value(item))) else {
            continue;
        };
        if start > end {
            continue;
        }
        let lang = if languages.is_valid(item) { Lang::new(languages.value(item)).unwrap_or(prior) } else { prior };
        let segment_no = numbers.value(item);
        result.push(SegmentInput {
            segment_no,
            paragraph_no: value(paragraphs, item).unwrap_or(segment_no),
            kind,
            quote_no: value(quotes, item),
            names: rules.filter(|rules| rules.is_valid(item)).and_then(|rules| NamedField::of_rule(rules.value(item))),
            span: Span::new(start, end),
            lang,
        });
    }
    // An aggregate of SQL gives its items in any order.
    result.sort_by_key(|segment| segment.segment_no);
    Ok(result)
}

/// The inverse of [`CharIndex`]: code points to bytes, in one forward pass over ascending requests.
struct ByteIndex<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
}

impl<'t> ByteIndex<'t> {
    fn new(text: &'t str) -> Self {
        ByteIndex { text, byte: 0, chars: 0 }
    }

    fn byte_at(&mut self, chars: i32) -> Option<usize> {
        let wanted = usize::try_from(chars).ok()?;
        if wanted < self.chars {
            (self.byte, self.chars) = (0, 0);
        }
        let bytes = self.text.as_bytes();
        while self.chars < wanted {
            if self.byte >= bytes.len() {
                return None;
            }
            self.byte += 1;
            while self.byte < bytes.len() && !self.text.is_char_boundary(self.byte) {
                self.byte += 1;
            }
            self.chars += 1;
        }
        Some(self.byte)
    }
}
