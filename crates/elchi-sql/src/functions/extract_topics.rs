//! `extract_topics`: words that tell topics.

use crate::definition::Definition;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, facts_of, list_of};
use crate::rows::TopicRows;

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_topics",
    arguments: TEXT_AND_LANGUAGE,
    returns: list_of::<TopicRows>,
    summary: "Finds the words and terms of a text that tell a topic.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT t['topic'] AS topic, t['surface'] AS surface FROM (SELECT unnest(extract_topics('Стороны обсудили торговлю, водные ресурсы и борьбу с терроризмом.', 'ru')) AS t)",
    evaluate: facts_of::<TopicRows>,
};
