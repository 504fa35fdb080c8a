//! `extract_dates`: dates in a text.

use arrow::array::ArrayRef;
use arrow::datatypes::DataType;
use datafusion::common::Result;

use crate::definition::Definition;
use crate::engine::Engine;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, for_each_facts};
use crate::rows::{ListBuilder, DateRows, fields_of, list_type};

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_dates",
    arguments: TEXT_AND_LANGUAGE,
    returns,
    summary: "Finds the dates in a text, with what the words leave open kept open.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT d['surface'] AS surface, d['edtf'] AS edtf FROM (SELECT unnest(extract_dates('Встреча прошла 12 июня 2020 года.', 'ru')) AS d)",
    evaluate,
};

fn returns() -> DataType {
    list_type(fields_of("dates"))
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let (mut lists, mut rows) = (ListBuilder::default(), DateRows::default());
    for_each_facts(engine, args, |row| match row {
        Some((text, facts)) => {
            rows.append(text, &facts.dates);
            lists.push(facts.dates.len());
        }
        None => lists.push_null(),
    });
    lists.finish(rows.finish()?)
}
