//! Rows of `positions` and `quotes`.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Builder, Int32Builder, StringBuilder, StructArray};
use arrow::datatypes::Fields;
use datafusion::common::Result;
use elchi_model::{CharIndex, Facts, Level, SpeakerBasis};

use super::place::{Places, Spans};
use super::{FactRows, fields_of, thousandths};

/// Grows the columns of `positions` without `doc_id`.
#[derive(Default)]
pub(crate) struct PositionRows {
    places: Places,
    office: StringBuilder,
    level: StringBuilder,
    office_text: StringBuilder,
    of_entity_id: StringBuilder,
    person_mention_no: Int32Builder,
    person_entity_id: StringBuilder,
    method: StringBuilder,
    confidence: Float64Builder,
    rule_id: StringBuilder,
}

impl FactRows for PositionRows {
    fn fields() -> Fields {
        fields_of("positions")
    }

    fn append(&mut self, text: &str, facts: &Facts) -> usize {
        let mut chars = CharIndex::new(text);
        for (number, position) in (0..).zip(&facts.positions) {
            self.places.append(number, position.segment_no, position.span, text, &mut chars);
            self.office.append_value(position.office.as_str());
            self.level.append_option(position.level.map(Level::as_str));
            self.office_text.append_value(&position.office_text);
            self.of_entity_id.append_option(position.of_entity_id.as_deref());
            self.person_mention_no.append_option(position.person_mention);
            self.person_entity_id.append_option(position.person_entity_id.as_deref());
            self.method.append_value(position.method.as_str());
            self.confidence.append_option(position.confidence.map(thousandths));
            self.rule_id.append_value(&position.rule_id);
        }
        facts.positions.len()
    }

    fn finish(mut self) -> Result<StructArray> {
        let (numbers, spans) = self.places.finish();
        let mut columns: Vec<ArrayRef> = numbers.into_iter().chain(spans).collect();
        columns.extend([
            Arc::new(self.office.finish()) as ArrayRef,
            Arc::new(self.level.finish()),
            Arc::new(self.office_text.finish()),
            Arc::new(self.of_entity_id.finish()),
            Arc::new(self.person_mention_no.finish()),
            Arc::new(self.person_entity_id.finish()),
            Arc::new(self.method.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.rule_id.finish()),
        ]);
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
    }
}

/// Grows the columns of `quotes` without `doc_id`.
#[derive(Default)]
pub(crate) struct QuoteRows {
    places: Places,
    kind: StringBuilder,
    cue: StringBuilder,
    cue_spans: Spans,
    speaker_mention_no: Int32Builder,
    speaker_entity_id: StringBuilder,
    speaker_basis: StringBuilder,
    rule_id: StringBuilder,
}

impl FactRows for QuoteRows {
    fn fields() -> Fields {
        fields_of("quotes")
    }

    fn append(&mut self, text: &str, facts: &Facts) -> usize {
        let mut chars = CharIndex::new(text);
        for (number, quote) in (0..).zip(&facts.quotes) {
            self.places.append(number, quote.segment_no, quote.span, text, &mut chars);
            self.kind.append_value(quote.kind.as_str());
            self.cue.append_option(quote.cue.map(|cue| cue.of(text)));
            self.cue_spans.append(quote.cue, &mut chars);
            self.speaker_mention_no.append_option(quote.speaker_mention);
            self.speaker_entity_id.append_option(quote.speaker_entity_id.as_deref());
            self.speaker_basis.append_option(quote.speaker_basis.map(SpeakerBasis::as_str));
            self.rule_id.append_value(&quote.rule_id);
        }
        facts.quotes.len()
    }

    fn finish(mut self) -> Result<StructArray> {
        let ([number, segment_no], [char_start, char_end, surface]) = self.places.finish();
        let [cue_start, cue_end] = self.cue_spans.finish();
        let columns: Vec<ArrayRef> = vec![
            number,
            segment_no,
            Arc::new(self.kind.finish()),
            char_start,
            char_end,
            surface,
            Arc::new(self.cue.finish()),
            cue_start,
            cue_end,
            Arc::new(self.speaker_mention_no.finish()),
            Arc::new(self.speaker_entity_id.finish()),
            Arc::new(self.speaker_basis.finish()),
            Arc::new(self.rule_id.finish()),
        ];
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
    }
}
