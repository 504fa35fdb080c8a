//! Rows of the stages as Arrow arrays.

mod fact;
mod list;
mod segment;
mod text;

pub(crate) use fact::{AmountRows, DateRows, MentionRows};
pub(crate) use list::{ListBuilder, list_type};
pub(crate) use segment::{SegmentRows, segments_of};
pub(crate) use text::{OptionalTexts, thousandths};

/// The columns of `table` without the document's id: a row of a function over one text.
pub(crate) fn fields_of(table: &str) -> arrow::datatypes::Fields {
    elchi_model::tables::table(table).map(|table| table.fields_without(&["doc_id"])).unwrap_or_default()
}
