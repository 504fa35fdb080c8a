//! Rows of the stages as Arrow arrays: one file for each family of tables.

mod event;
mod evidence;
mod fact;
mod header;
mod list;
mod participant;
mod person;
mod place;
mod segment;
#[cfg(test)]
mod tests;
mod text;

use arrow::array::StructArray;
use arrow::datatypes::Fields;
use datafusion::common::Result;
use elchi_model::Facts;

pub(crate) use event::EventRows;
pub(crate) use fact::{AmountRows, DateRows, MentionRows, TopicRows};
pub(crate) use header::HeaderRows;
pub(crate) use list::{ListBuilder, list_type};
pub(crate) use person::{PositionRows, QuoteRows};
pub(crate) use segment::{SegmentRows, segments_of};
pub(crate) use text::{OptionalTexts, thousandths};

/// Grows the rows of one table of facts, without `doc_id`.
pub(crate) trait FactRows: Default {
    /// Type of a row.
    fn fields() -> Fields;

    /// Adds the rows of a text; gives their number.
    fn append(&mut self, text: &str, facts: &Facts) -> usize;

    /// All rows as one struct array.
    fn finish(self) -> Result<StructArray>;
}

/// The columns of `table` without the document's id: a row of a function over one text.
pub(crate) fn fields_of(table: &str) -> Fields {
    fields_without(table, &["doc_id"])
}

/// The columns of `table` less those in `without`.
fn fields_without(table: &str, without: &[&str]) -> Fields {
    elchi_model::tables::table(table).map(|table| table.fields_without(without)).unwrap_or_default()
}
