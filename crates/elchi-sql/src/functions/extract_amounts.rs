//! `extract_amounts`: amounts in a text.

use crate::definition::Definition;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, facts_of, list_of};
use crate::rows::AmountRows;

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_amounts",
    arguments: TEXT_AND_LANGUAGE,
    returns: list_of::<AmountRows>,
    summary: "Finds the amounts in a text: money, percent, multiples, counts and measures.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT a['kind'] AS kind, a['value'] AS value, a['unit'] AS unit FROM (SELECT unnest(extract_amounts('Банк выделит 45 млн евро.', 'ru')) AS a)",
    evaluate: facts_of::<AmountRows>,
};
