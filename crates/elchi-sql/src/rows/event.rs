//! Rows of `events`, each with its participants and its evidence inside.

use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Builder, Float64Builder, Int32Builder, StringBuilder, StructArray};
use arrow::datatypes::{Field, Fields};
use datafusion::common::Result;
use elchi_model::{CharIndex, DatePrecision, Event, Facts, Level};

use super::evidence::EvidenceRows;
use super::participant::ParticipantRows;
use super::{FactRows, ListBuilder, fields_without, list_type, thousandths};

/// Grows the columns of `events` without the ids, and the lists `participants` and `evidence`.
#[derive(Default)]
pub(crate) struct EventRows {
    event_no: Int32Builder,
    /// `type` to `medium`: what is always the text of a closed list, or looked up.
    what: [StringBuilder; 7],
    level: StringBuilder,
    format_entity_id: StringBuilder,
    format_ordinal: Int32Builder,
    document_entity_id: StringBuilder,
    date_edtf: StringBuilder,
    date_start: Date32Builder,
    date_end: Date32Builder,
    date_precision: StringBuilder,
    date_basis: StringBuilder,
    candidates: (ListBuilder, Date32Builder),
    place_entity_id: StringBuilder,
    place_basis: StringBuilder,
    amount_nos: (ListBuilder, Int32Builder),
    topics: (ListBuilder, StringBuilder),
    attribution_entity_id: StringBuilder,
    language: StringBuilder,
    evidence_count: Int32Builder,
    confidence: Float64Builder,
    rule_id: StringBuilder,
    participants: (ListBuilder, ParticipantRows),
    evidence: (ListBuilder, EvidenceRows),
}

impl EventRows {
    fn append_event(&mut self, number: i32, event: &Event) {
        let codes = event.event_type.codes();
        self.event_no.append_value(number);
        let what = [
            Some(event.event_type.as_str()),
            Some(event.realis.as_str()),
            codes.plover_type,
            codes.plover_mode,
            codes.cameo_code,
            codes.quad_class,
            Some(event.medium.as_str()),
        ];
        self.what.iter_mut().zip(what).for_each(|(column, value)| column.append_option(value));
        self.level.append_option(event.level.map(Level::as_str));
        self.format_entity_id.append_option(event.format_entity_id.as_deref());
        self.format_ordinal.append_option(event.format_ordinal);
        self.document_entity_id.append_option(event.document_entity_id.as_deref());
        self.date_edtf.append_option(event.date_edtf.as_deref());
        self.date_start.append_option(event.date_start);
        self.date_end.append_option(event.date_end);
        self.date_precision.append_option(event.date_precision.map(DatePrecision::as_str));
        self.date_basis.append_value(event.date_basis.as_str());
        self.candidates.0.push(event.date_candidates.len());
        self.candidates.1.append_slice(&event.date_candidates);
        self.place_entity_id.append_option(event.place_entity_id.as_deref());
        self.place_basis.append_value(event.place_basis.as_str());
        self.amount_nos.0.push(event.amounts.len());
        self.amount_nos.1.append_slice(&event.amounts);
        self.topics.0.push(event.topics.len());
        event.topics.iter().for_each(|topic| self.topics.1.append_value(topic));
        self.attribution_entity_id.append_option(event.attribution_entity_id.as_deref());
        self.language.append_value(event.language.as_str());
        self.evidence_count.append_value(i32::try_from(event.evidence.len()).unwrap_or(i32::MAX));
        self.confidence.append_option(event.confidence.map(thousandths));
        self.rule_id.append_value(&event.rule_id);
    }
}

impl FactRows for EventRows {
    fn fields() -> Fields {
        let columns = fields_without("events", &["event_id", "doc_id"]);
        let nested = [
            Arc::new(Field::new("participants", list_type(ParticipantRows::fields()), false)),
            Arc::new(Field::new("evidence", list_type(EvidenceRows::fields()), false)),
        ];
        columns.iter().cloned().chain(nested).collect()
    }

    fn append(&mut self, text: &str, facts: &Facts) -> usize {
        let mut chars = CharIndex::new(text);
        for (number, event) in (0..).zip(&facts.events) {
            self.append_event(number, event);
            self.participants.0.push(event.participants.len());
            self.participants.1.append(text, &event.participants, &mut chars);
            self.evidence.0.push(event.evidence.len());
            self.evidence.1.append(text, &event.evidence, &mut chars);
        }
        facts.events.len()
    }

    fn finish(mut self) -> Result<StructArray> {
        let mut columns: Vec<ArrayRef> = vec![Arc::new(self.event_no.finish())];
        columns.extend(self.what.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        columns.extend([
            Arc::new(self.level.finish()) as ArrayRef,
            Arc::new(self.format_entity_id.finish()),
            Arc::new(self.format_ordinal.finish()),
            Arc::new(self.document_entity_id.finish()),
            Arc::new(self.date_edtf.finish()),
            Arc::new(self.date_start.finish()),
            Arc::new(self.date_end.finish()),
            Arc::new(self.date_precision.finish()),
            Arc::new(self.date_basis.finish()),
            self.candidates.0.finish_values(Arc::new(self.candidates.1.finish()))?,
            Arc::new(self.place_entity_id.finish()),
            Arc::new(self.place_basis.finish()),
            self.amount_nos.0.finish_values(Arc::new(self.amount_nos.1.finish()))?,
            self.topics.0.finish_values(Arc::new(self.topics.1.finish()))?,
            Arc::new(self.attribution_entity_id.finish()),
            Arc::new(self.language.finish()),
            Arc::new(self.evidence_count.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.rule_id.finish()),
            self.participants.0.finish(self.participants.1.finish()?)?,
            self.evidence.0.finish(self.evidence.1.finish()?)?,
        ]);
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
    }
}
