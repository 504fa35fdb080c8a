//! `extract_events`: what was done, by whom, and which words tell it.

use crate::definition::Definition;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, facts_of, list_of};
use crate::rows::EventRows;

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_events",
    arguments: TEXT_AND_LANGUAGE,
    returns: list_of::<EventRows>,
    summary: "Finds the events of a text; each has its participants and its evidence (the tellings) as lists inside.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT e['type'] AS type, e['participants'][1]['country'] AS country FROM (SELECT unnest(extract_events('The weather was fine.', 'en')) AS e)",
    evaluate: facts_of::<EventRows>,
};
