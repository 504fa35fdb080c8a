//! `segment_sentences`: the segments of one text.

use arrow::array::ArrayRef;
use arrow::datatypes::DataType;
use datafusion::common::Result;
use elchi_model::Segment;

use crate::definition::Definition;
use crate::engine::Engine;
use crate::facts::{TEXT_AND_LANGUAGE, TEXT_AND_LANGUAGE_NOTES, for_each_text};
use crate::rows::{ListBuilder, SegmentRows, fields_of, list_type};

pub(super) const DEFINITION: Definition = Definition {
    name: "segment_sentences",
    arguments: TEXT_AND_LANGUAGE,
    returns,
    summary: "Cuts a text into title, dateline, sentences, list items and residue of the page.",
    notes: TEXT_AND_LANGUAGE_NOTES,
    example: "SELECT s['kind'] AS kind, s['text'] AS text FROM (SELECT unnest(segment_sentences('Встреча прошла в г. Астане. Затем делегация уехала.', 'ru')) AS s)",
    evaluate,
};

fn returns() -> DataType {
    list_type(fields_of("segments"))
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let (mut lists, mut rows) = (ListBuilder::default(), SegmentRows::default());
    let mut segments: Vec<Segment> = Vec::new();
    engine.with_segmenter(|segmenter| {
        for_each_text(engine, args, |row| {
            let Some((text, lang)) = row else { return lists.push_null() };
            segments.clear();
            segmenter.document(text, lang, &mut segments);
            rows.append(text, &segments, engine.detector(), lang);
            lists.push(segments.len());
        });
    });
    lists.finish(rows.finish()?)
}
