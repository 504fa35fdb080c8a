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
    example: "SELECT e['type'] AS type, e['realis'] AS realis, e['date_edtf'] AS date, e['participants'][1]['country'] AS one, e['participants'][2]['country'] AS other FROM (SELECT unnest(extract_events('Глава МИД Узбекистана 12 июня 2020 года встретился в Ташкенте с послом Японии.', 'ru')) AS e)",
    evaluate: facts_of::<EventRows>,
};
