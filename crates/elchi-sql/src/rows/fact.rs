//! Rows of `mentions`, `dates`, `amounts` and `topics`.

use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Builder, Float64Builder, Int32Builder, StringBuilder, StructArray};
use arrow::datatypes::Fields;
use datafusion::common::Result;
use elchi_model::{CharIndex, Facts};

use super::place::Places;
use super::{FactRows, fields_of, thousandths};

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

impl FactRows for MentionRows {
    fn fields() -> Fields {
        fields_of("mentions")
    }

    fn append(&mut self, text: &str, facts: &Facts) -> usize {
        let mentions = &facts.mentions;
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
        mentions.len()
    }

    fn finish(mut self) -> Result<StructArray> {
        let ([number, segment_no], [char_start, char_end, surface]) = self.places.finish();
        let columns: Vec<ArrayRef> = vec![
            number,
            segment_no,
            Arc::new(self.kind.finish()),
            char_start,
            char_end,
            surface,
            Arc::new(self.normal.finish()),
            Arc::new(self.entity_id.finish()),
            Arc::new(self.language.finish()),
            Arc::new(self.method.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.outer.finish()),
            Arc::new(self.outer_kind.finish()),
            Arc::new(self.rule_id.finish()),
        ];
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
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

impl FactRows for DateRows {
    fn fields() -> Fields {
        fields_of("dates")
    }

    fn append(&mut self, text: &str, facts: &Facts) -> usize {
        let dates = &facts.dates;
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
        dates.len()
    }

    fn finish(mut self) -> Result<StructArray> {
        let mut columns = place_columns(&mut self.places);
        columns.extend([
            Arc::new(self.edtf.finish()) as ArrayRef,
            Arc::new(self.start_on.finish()),
            Arc::new(self.end_on.finish()),
            Arc::new(self.precision.finish()),
            Arc::new(self.basis.finish()),
            Arc::new(self.rule_id.finish()),
        ]);
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
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

impl FactRows for AmountRows {
    fn fields() -> Fields {
        fields_of("amounts")
    }

    fn append(&mut self, text: &str, facts: &Facts) -> usize {
        let amounts = &facts.amounts;
        let mut chars = CharIndex::new(text);
        for (number, amount) in (0..).zip(amounts) {
            self.places.append(number, amount.segment_no, amount.span, text, &mut chars);
            self.kind.append_value(amount.kind.as_str());
            self.value.append_value(amount.value);
            self.value_max.append_option(amount.value_max);
            self.unit.append_option(amount.unit.as_deref());
            self.rule_id.append_value(&amount.rule_id);
        }
        amounts.len()
    }

    fn finish(mut self) -> Result<StructArray> {
        let mut columns = place_columns(&mut self.places);
        columns.extend([
            Arc::new(self.kind.finish()) as ArrayRef,
            Arc::new(self.value.finish()),
            Arc::new(self.value_max.finish()),
            Arc::new(self.unit.finish()),
            Arc::new(self.rule_id.finish()),
        ]);
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
    }
}

/// Grows the columns of `topics` without `doc_id`.
#[derive(Default)]
pub(crate) struct TopicRows {
    places: Places,
    topic: StringBuilder,
}

impl FactRows for TopicRows {
    fn fields() -> Fields {
        fields_of("topics")
    }

    fn append(&mut self, text: &str, facts: &Facts) -> usize {
        let mut chars = CharIndex::new(text);
        for (number, topic) in (0..).zip(&facts.topics) {
            self.places.append(number, topic.segment_no, topic.span, text, &mut chars);
            self.topic.append_value(&topic.topic);
        }
        facts.topics.len()
    }

    fn finish(mut self) -> Result<StructArray> {
        let ([number, segment_no], [char_start, char_end, surface]) = self.places.finish();
        let columns = vec![number, segment_no, Arc::new(self.topic.finish()), char_start, char_end, surface];
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
    }
}

/// Number, segment, both offsets and the surface, in the order that `dates` and `amounts` have.
fn place_columns(places: &mut Places) -> Vec<ArrayRef> {
    let (numbers, spans) = places.finish();
    numbers.into_iter().chain(spans).collect()
}
