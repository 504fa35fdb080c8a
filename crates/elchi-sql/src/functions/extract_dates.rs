//! `extract_dates`: dates in a text.

use crate::definition::Definition;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, facts_of, list_of};
use crate::rows::DateRows;

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_dates",
    arguments: TEXT_AND_LANGUAGE,
    returns: list_of::<DateRows>,
    summary: "Finds the dates in a text, with what the words leave open kept open.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT d['surface'] AS surface, d['edtf'] AS edtf FROM (SELECT unnest(extract_dates('Встреча прошла 12 июня 2020 года.', 'ru')) AS d)",
    evaluate: facts_of::<DateRows>,
};
