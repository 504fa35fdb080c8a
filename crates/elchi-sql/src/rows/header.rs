//! The row of `headers`, as far as the text and its address tell it.

use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Builder, Int32Builder, StringBuilder, StructArray};
use arrow::datatypes::{DataType, Fields};
use datafusion::common::Result;
use elchi_model::Header;

use super::{ListBuilder, fields_without};

/// Grows the columns of `headers` without `doc_id`.
#[derive(Default)]
pub(crate) struct HeaderRows {
    title_segment_no: Int32Builder,
    published_edtf: StringBuilder,
    published_start: Date32Builder,
    published_end: Date32Builder,
    published_basis: StringBuilder,
    candidates: Date32Builder,
    candidate_lists: ListBuilder,
    dateline_entity_id: StringBuilder,
    outlet: StringBuilder,
    section: StringBuilder,
    author: StringBuilder,
}

impl HeaderRows {
    /// Type of the row.
    pub(crate) fn fields() -> Fields {
        fields_without("headers", &["doc_id"])
    }

    /// The same as a type.
    pub(crate) fn data_type() -> DataType {
        DataType::Struct(Self::fields())
    }

    /// Adds the row of one text.
    pub(crate) fn append(&mut self, header: &Header) {
        self.title_segment_no.append_option(header.title_segment_no);
        self.published_edtf.append_option(header.published_edtf.as_deref());
        self.published_start.append_option(header.published_start);
        self.published_end.append_option(header.published_end);
        self.published_basis.append_value(header.published_basis.as_str());
        self.candidates.append_slice(&header.published_candidates);
        self.candidate_lists.push(header.published_candidates.len());
        self.dateline_entity_id.append_option(header.dateline_entity_id.as_deref());
        self.outlet.append_option(header.outlet.as_deref());
        self.section.append_option(header.section.as_deref());
        self.author.append_option(header.author.as_deref());
    }

    /// The rows as one struct array.
    pub(crate) fn finish(mut self) -> Result<StructArray> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.title_segment_no.finish()),
            Arc::new(self.published_edtf.finish()),
            Arc::new(self.published_start.finish()),
            Arc::new(self.published_end.finish()),
            Arc::new(self.published_basis.finish()),
            self.candidate_lists.finish_values(Arc::new(self.candidates.finish()))?,
            Arc::new(self.dateline_entity_id.finish()),
            Arc::new(self.outlet.finish()),
            Arc::new(self.section.finish()),
            Arc::new(self.author.finish()),
        ];
        Ok(StructArray::try_new(Self::fields(), columns, None)?)
    }
}
