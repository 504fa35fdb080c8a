//! `extract_quotes`: words that someone said.

use crate::definition::Definition;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, facts_of, list_of};
use crate::rows::QuoteRows;

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_quotes",
    arguments: TEXT_AND_LANGUAGE,
    returns: list_of::<QuoteRows>,
    summary: "Finds quoted and told words in a text, and who said them.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT q['kind'] AS kind, q['speaker_entity_id'] AS speaker, q['surface'] AS surface FROM (SELECT unnest(extract_quotes('«Мы готовы к этой работе», — заявил Бахтиёр Саидов.', 'ru')) AS q)",
    evaluate: facts_of::<QuoteRows>,
};
