//! Facts as Arrow rows.

use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Builder, Float64Builder, Int32Builder, StringBuilder, StructArray};
use datafusion::common::Result;
use elchi_model::{Amount, CharIndex, DateMention, Mention, Span};

use super::{fields_of, thousandths};

/// Where a fact stands: the columns that all fact tables share.
#[derive(Default)]
struct Places {
    number: Int32Builder,
    segment_no: Int32Builder,
    char_start: Int32Builder,
    char_end: Int32Builder,
    surface: StringBuilder,
}

impl Places {
    fn append(&mut self, number: i32, segment_no: i32, span: Span, text: &str, chars: &mut CharIndex<'_>) {
        let (start, end) = chars.chars(span);
        self.number.append_value(number);
        self.segment_no.append_value(segment_no);
        self.char_start.append_value(start);
        self.char_end.append_value(end);
        self.surface.append_value(span.of(text));
    }
}

/// Grows the columns of `mentions` without `doc_id`.
#[derive(Default)]
pub(crate) struct MentionRows {
    places: Places,
    kind: StringBuilder,
    normal: StringBuilder,
    entity_id: StringBuilder,
    language: StringBuilder,
    method: StringBuilder,
    confidence: Float64Builder,
    outer: Int32Builder,
    outer_kind: StringBuilder,
    rule_id: StringBuilder,
}

impl MentionRows {
    /// Adds all mentions of `text`.
    pub(crate) fn append(&mut self, text: &str, mentions: &[Mention]) {
        let mut chars = CharIndex::new(text);
        for (number, mention) in (0..).zip(mentions) {
            self.places.append(number, mention.segment_no, mention.span, text, &mut chars);
            self.kind.append_value(mention.kind.as_str());
            self.normal.append_option(mention.normal.as_deref());
            self.entity_id.append_option(mention.entity_id.as_deref());
            self.language.append_value(mention.language.as_str());
            self.method.append_value(mention.method.as_str());
            self.confidence.append_option(mention.confidence.map(thousandths));
            self.outer.append_option(mention.outer);
            let outer = mention.outer.and_then(|outer| mentions.get(usize::try_from(outer).ok()?));
            self.outer_kind.append_option(outer.map(|outer| outer.kind.as_str()));
            self.rule_id.append_option(mention.rule_id.as_deref());
        }
    }

    /// The rows as one struct array.
    pub(crate) fn finish(mut self) -> Result<StructArray> {
        let places = &mut self.places;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(places.number.finish()),
            Arc::new(places.segment_no.finish()),
            Arc::new(self.kind.finish()),
            Arc::new(places.char_start.finish()),
            Arc::new(places.char_end.finish()),
            Arc::new(places.surface.finish()),
            Arc::new(self.normal.finish()),
            Arc::new(self.entity_id.finish()),
            Arc::new(self.language.finish()),
            Arc::new(self.method.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.outer.finish()),
            Arc::new(self.outer_kind.finish()),
            Arc::new(self.rule_id.finish()),
        ];
        Ok(StructArray::try_new(fields_of("mentions"), columns, None)?)
    }
}

/// Grows the columns of `dates` without `doc_id`.
#[derive(Default)]
pub(crate) struct DateRows {
    places: Places,
    edtf: StringBuilder,
    start_on: Date32Builder,
    end_on: Date32Builder,
    precision: StringBuilder,
    basis: StringBuilder,
    rule_id: StringBuilder,
}

impl DateRows {
    /// Adds all dates of `text`.
    pub(crate) fn append(&mut self, text: &str, dates: &[DateMention]) {
        let mut chars = CharIndex::new(text);
        for (number, date) in (0..).zip(dates) {
            self.places.append(number, date.segment_no, date.span, text, &mut chars);
            self.edtf.append_value(&date.edtf);
            self.start_on.append_option(date.start_on);
            self.end_on.append_option(date.end_on);
            self.precision.append_value(date.precision.as_str());
            self.basis.append_value(date.basis.as_str());
            self.rule_id.append_value(&date.rule_id);
        }
    }

    /// The rows as one struct array.
    pub(crate) fn finish(mut self) -> Result<StructArray> {
        let mut columns = place_columns(&mut self.places);
        columns.extend([
            Arc::new(self.edtf.finish()) as ArrayRef,
            Arc::new(self.start_on.finish()),
            Arc::new(self.end_on.finish()),
            Arc::new(self.precision.finish()),
            Arc::new(self.basis.finish()),
            Arc::new(self.rule_id.finish()),
        ]);
        Ok(StructArray::try_new(fields_of("dates"), columns, None)?)
    }
}

/// Grows the columns of `amounts` without `doc_id`.
#[derive(Default)]
pub(crate) struct AmountRows {
    places: Places,
    kind: StringBuilder,
    value: Float64Builder,
    value_max: Float64Builder,
    unit: StringBuilder,
    rule_id: StringBuilder,
}

impl AmountRows {
    /// Adds all amounts of `text`.
    pub(crate) fn append(&mut self, text: &str, amounts: &[Amount]) {
        let mut chars = CharIndex::new(text);
        for (number, amount) in (0..).zip(amounts) {
            self.places.append(number, amount.segment_no, amount.span, text, &mut chars);
            self.kind.append_value(amount.kind.as_str());
            self.value.append_value(amount.value);
            self.value_max.append_option(amount.value_max);
            self.unit.append_option(amount.unit.as_deref());
            self.rule_id.append_value(&amount.rule_id);
        }
    }

    /// The rows as one struct array.
    pub(crate) fn finish(mut self) -> Result<StructArray> {
        let mut columns = place_columns(&mut self.places);
        columns.extend([
            Arc::new(self.kind.finish()) as ArrayRef,
            Arc::new(self.value.finish()),
            Arc::new(self.value_max.finish()),
            Arc::new(self.unit.finish()),
            Arc::new(self.rule_id.finish()),
        ]);
        Ok(StructArray::try_new(fields_of("amounts"), columns, None)?)
    }
}

/// Number, segment, both offsets and the surface, in the order that `dates` and `amounts` have.
fn place_columns(places: &mut Places) -> Vec<ArrayRef> {
    vec![
        Arc::new(places.number.finish()),
        Arc::new(places.segment_no.finish()),
        Arc::new(places.char_start.finish()),
        Arc::new(places.char_end.finish()),
        Arc::new(places.surface.finish()),
    ]
}
