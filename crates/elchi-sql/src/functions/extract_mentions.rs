//! `extract_mentions`: names of countries, regions, organisations, formats, programmes and places in a text.

use arrow::array::ArrayRef;
use arrow::datatypes::DataType;
use datafusion::common::Result;

use crate::definition::Definition;
use crate::engine::Engine;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, for_each_facts};
use crate::rows::{ListBuilder, MentionRows, fields_of, list_type};

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_mentions",
    arguments: TEXT_AND_LANGUAGE,
    returns,
    summary: "Finds the names of countries, regions, organisations, formats, programmes and places in a text.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT m['entity_id'] AS entity_id, m['surface'] AS surface FROM (SELECT unnest(extract_mentions('Ministers of Kazakhstan and Japan met.', 'en')) AS m)",
    evaluate,
};

fn returns() -> DataType {
    list_type(fields_of("mentions"))
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let (mut lists, mut rows) = (ListBuilder::default(), MentionRows::default());
    for_each_facts(engine, args, |row| match row {
        Some((text, facts)) => {
            rows.append(text, &facts.mentions);
            lists.push(facts.mentions.len());
        }
        None => lists.push_null(),
    });
    lists.finish(rows.finish()?)
}
