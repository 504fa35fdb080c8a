//! Rows of `event_participants`, as they lie inside an event.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanBuilder, Float64Builder, Int32Builder, StringBuilder, StructArray};
use arrow::datatypes::Fields;
use datafusion::common::Result;
use elchi_model::{CharIndex, Level, Office, Participant};

use super::place::Places;
use super::{fields_without, thousandths};

/// Grows the columns of `event_participants` without those that tell the event.
#[derive(Default)]
pub(super) struct ParticipantRows {
    places: Places,
    role: StringBuilder,
    entity_id: StringBuilder,
    mention_no: Int32Builder,
    country: StringBuilder,
    organization_entity_id: StringBuilder,
    person_entity_id: StringBuilder,
    office: StringBuilder,
    level: StringBuilder,
    is_collective: BooleanBuilder,
    expanded_from_entity_id: StringBuilder,
    confidence: Float64Builder,
}

impl ParticipantRows {
    pub(super) fn fields() -> Fields {
        fields_without("event_participants", &["event_id", "doc_id", "event_no"])
    }

    /// Adds those who took part in one event.
    pub(super) fn append(&mut self, text: &str, participants: &[Participant], chars: &mut CharIndex<'_>) {
        for (number, participant) in (0..).zip(participants) {
            self.places.append(number, participant.segment_no, participant.span, text, chars);
            self.role.append_value(&participant.role);
            self.entity_id.append_option(participant.entity_id.as_deref());
            self.mention_no.append_option(participant.mention);
            self.country.append_option(participant.country.as_deref());
            self.organization_entity_id.append_option(participant.organization_entity_id.as_deref());
            self.person_entity_id.append_option(participant.person_entity_id.as_deref());
            self.office.append_option(participant.office.map(Office::as_str));
            self.level.append_option(participant.level.map(Level::as_str));
            self.is_collective.append_value(participant.is_collective);
            self.expanded_from_entity_id.append_option(participant.expanded_from_entity_id.as_deref());
            self.confidence.append_option(participant.confidence.map(thousandths));
        }
    }

    pub(super) fn finish(mut self) -> Result<StructArray> {
        let ([number, segment_no], [char_start, char_end, surface]) = self.places.finish();
        let columns: Vec<ArrayRef> = vec![
            number,
            Arc::new(self.role.finish()),
            Arc::new(self.entity_id.finish()),
            Arc::new(self.mention_no.finish()),
            Arc::new(self.country.finish()),
            Arc::new(self.organization_entity_id.finish()),
            Arc::new(self.person_entity_id.finish()),
            Arc::new(self.office.finish()),
            Arc::new(self.level.finish()),
            Arc::new(self.is_collective.finish()),
            Arc::new(self.expanded_from_entity_id.finish()),
            segment_no,
            char_start,
            char_end,
            surface,
            Arc::new(self.confidence.finish()),
        ];
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
    }
}
