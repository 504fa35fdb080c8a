//! `extract_amounts`: amounts in a text.

use arrow::array::ArrayRef;
use arrow::datatypes::DataType;
use datafusion::common::Result;

use crate::definition::Definition;
use crate::engine::Engine;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, for_each_facts};
use crate::rows::{ListBuilder, AmountRows, fields_of, list_type};

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_amounts",
    arguments: TEXT_AND_LANGUAGE,
    returns,
    summary: "Finds the amounts in a text: money, percent, multiples, counts and measures.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT a['kind'] AS kind, a['value'] AS value, a['unit'] AS unit FROM (SELECT unnest(extract_amounts('Банк выделит 45 млн евро.', 'ru')) AS a)",
    evaluate,
};

fn returns() -> DataType {
    list_type(fields_of("amounts"))
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let (mut lists, mut rows) = (ListBuilder::default(), AmountRows::default());
    for_each_facts(engine, args, |row| match row {
        Some((text, facts)) => {
            rows.append(text, &facts.amounts);
            lists.push(facts.amounts.len());
        }
        None => lists.push_null(),
    });
    lists.finish(rows.finish()?)
}
