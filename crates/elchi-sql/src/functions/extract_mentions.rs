//! `extract_mentions`: names of countries, regions, organisations, formats, programmes and places in a text.

use crate::definition::Definition;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, facts_of, list_of};
use crate::rows::MentionRows;

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_mentions",
    arguments: TEXT_AND_LANGUAGE,
    returns: list_of::<MentionRows>,
    summary: "Finds the names of countries, regions, organisations, formats, programmes and places in a text.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT m['entity_id'] AS entity_id, m['surface'] AS surface FROM (SELECT unnest(extract_mentions('Ministers of Kazakhstan and Japan met.', 'en')) AS m)",
    evaluate: facts_of::<MentionRows>,
};
