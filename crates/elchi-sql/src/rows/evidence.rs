//! Rows of `event_evidence`, as they lie inside an event.

use std::sync::Arc;

use arrow::array::{ArrayRef, StringBuilder, StructArray};
use arrow::datatypes::Fields;
use datafusion::common::Result;
use elchi_model::{CharIndex, Evidence};

use super::fields_without;
use super::place::{Places, Spans};

/// Grows the columns of `event_evidence` without those that tell the event.
#[derive(Default)]
pub(super) struct EvidenceRows {
    places: Places,
    trigger: StringBuilder,
    trigger_spans: Spans,
    cue: StringBuilder,
    negation: Spans,
    modality: Spans,
    rule_id: StringBuilder,
}

impl EvidenceRows {
    pub(super) fn fields() -> Fields {
        fields_without("event_evidence", &["event_id", "doc_id", "event_no"])
    }

    /// Adds all tellings of one event.
    pub(super) fn append(&mut self, text: &str, evidence: &[Evidence], chars: &mut CharIndex<'_>) {
        for (number, telling) in (0..).zip(evidence) {
            self.places.append(number, telling.segment_no, telling.span, text, chars);
            self.trigger.append_value(telling.trigger.of(text));
            self.trigger_spans.append(Some(telling.trigger), chars);
            self.cue.append_value(telling.cue.as_str());
            self.negation.append(telling.negation, chars);
            self.modality.append(telling.modality, chars);
            self.rule_id.append_value(&telling.rule_id);
        }
    }

    pub(super) fn finish(mut self) -> Result<StructArray> {
        let (numbers, spans) = self.places.finish();
        let mut columns: Vec<ArrayRef> = numbers.into_iter().chain(spans).collect();
        columns.push(Arc::new(self.trigger.finish()));
        columns.extend(self.trigger_spans.finish());
        columns.push(Arc::new(self.cue.finish()));
        columns.extend(self.negation.finish());
        columns.extend(self.modality.finish());
        columns.push(Arc::new(self.rule_id.finish()));
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
    }
}
