//! `extract_positions`: offices named in a text, and who holds them.

use crate::definition::Definition;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, facts_of, list_of};
use crate::rows::PositionRows;

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_positions",
    arguments: TEXT_AND_LANGUAGE,
    returns: list_of::<PositionRows>,
    summary: "Finds offices in a text, what they are offices of, and who holds them.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT p['office'] AS office, p['of_entity_id'] AS of_entity_id, p['surface'] AS surface FROM (SELECT unnest(extract_positions('Глава МИД Узбекистана Бахтиёр Саидов встретился с послом Японии.', 'ru')) AS p)",
    evaluate: facts_of::<PositionRows>,
};
