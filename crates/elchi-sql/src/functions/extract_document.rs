//! `extract_document`: all facts of a document in one pass.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, StructArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use elchi_extract::DocumentInput;
use elchi_model::Lang;

use crate::definition::{Argument, ArgumentKind, Definition};
use crate::engine::Engine;
use crate::rows::{
    AmountRows, DateRows, ListBuilder, MentionRows, OptionalTexts, fields_of, list_type, segments_of,
};

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_document",
    arguments: &[
        Argument { name: "text", kind: ArgumentKind::Text, doc: "The text of a document." },
        Argument { name: "language", kind: ArgumentKind::Text, doc: "Its BCP 47 tag; null counts as und." },
        Argument {
            name: "segments",
            kind: ArgumentKind::Segments,
            doc: "Its segments, as segment_sentences gives them, in any order.",
        },
    ],
    returns,
    summary: "Finds all facts of a document at once: a struct of the lists mentions, dates and amounts.",
    notes: "A null text gives null. Boilerplate segments are not read. Each segment is read in its own language.",
    example: "SELECT array_length(extract_document(t, 'en', segment_sentences(t, 'en'))['mentions']) AS mentions FROM (SELECT 'Kazakhstan and Japan met in Tashkent.' AS t)",
    evaluate,
};

const TABLES: [&str; 3] = ["mentions", "dates", "amounts"];

fn fields() -> Fields {
    TABLES.iter().map(|table| Field::new(*table, list_type(fields_of(table)), false)).collect()
}

fn returns() -> DataType {
    DataType::Struct(fields())
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let (texts, languages) = (OptionalTexts::new(&args[0]), OptionalTexts::new(&args[1]));
    let (mut mentions, mut dates, mut amounts) =
        (MentionRows::default(), DateRows::default(), AmountRows::default());
    let mut lists: [ListBuilder; 3] = Default::default();
    let mut valid = Vec::with_capacity(args[0].len());
    engine.with_extractor(|extractor| -> Result<()> {
        for row in 0..args[0].len() {
            let text = texts.get(row);
            valid.push(text.is_some());
            let text = text.unwrap_or_default();
            let prior = languages.get(row).and_then(|tag| Lang::new(tag).ok()).unwrap_or(Lang::UND);
            let facts = extractor.document(&DocumentInput::bare(text, &segments_of(&args[2], row, text, prior)?));
            mentions.append(text, &facts.mentions);
            dates.append(text, &facts.dates);
            amounts.append(text, &facts.amounts);
            lists[0].push(facts.mentions.len());
            lists[1].push(facts.dates.len());
            lists[2].push(facts.amounts.len());
        }
        Ok(())
    })?;
    let items = [mentions.finish()?, dates.finish()?, amounts.finish()?];
    let columns = lists.into_iter().zip(items).map(|(list, items)| list.finish(items)).collect::<Result<Vec<_>>>()?;
    Ok(Arc::new(StructArray::try_new(fields(), columns, Some(NullBuffer::from(valid)))?))
}
