//! `extract_document`: all facts of a document in one pass.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StructArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Date32Type, Field, Fields};
use datafusion::common::Result;
use elchi_extract::DocumentInput;
use elchi_model::{Facts, Lang};

use crate::definition::{Argument, ArgumentKind, Definition};
use crate::engine::Engine;
use crate::facts::list_of;
use crate::rows::{
    AmountRows, DateRows, EventRows, FactRows, HeaderRows, ListBuilder, MentionRows, OptionalTexts, PositionRows,
    QuoteRows, TopicRows, segments_of,
};

pub(super) const DEFINITION: Definition = Definition {
    name: "extract_document",
    arguments: &[
        Argument { name: "text", kind: ArgumentKind::Text, doc: "The text of a document." },
        Argument { name: "language", kind: ArgumentKind::Text, doc: "Its BCP 47 tag; null counts as und." },
        Argument {
            name: "segments",
            kind: ArgumentKind::Segments,
            doc: "Its segments, as segment_sentences gives them, in any order; without paragraph_no each is a paragraph of its own.",
        },
        Argument {
            name: "doc_id",
            kind: ArgumentKind::Text,
            doc: "Its id, which the ids of people whom no list knows carry; or null.",
        },
        Argument {
            name: "published_on",
            kind: ArgumentKind::Day,
            doc: "The day of publication that came with it, or null.",
        },
        Argument { name: "url", kind: ArgumentKind::Text, doc: "Its address, or null." },
    ],
    returns,
    summary: "Finds all facts of a document at once: a struct of its header and the lists mentions, positions, dates, amounts, quotes, events (with participants and evidence inside) and topics.",
    notes: "A null text gives null. Boilerplate segments are not read. Each segment is read in its own language.",
    example: "SELECT array_length(extract_document(t, 'en', segment_sentences(t, 'en'), NULL, NULL, NULL)['mentions']) AS mentions FROM (SELECT 'Kazakhstan and Japan met in Tashkent.' AS t)",
    evaluate,
};

/// Rows of one table, and how many of them each document has.
#[derive(Default)]
struct Lists<R> {
    rows: R,
    lists: ListBuilder,
}

impl<R: FactRows> Lists<R> {
    fn append(&mut self, text: &str, facts: &Facts) {
        self.lists.push(self.rows.append(text, facts));
    }

    fn finish(self) -> Result<ArrayRef> {
        self.lists.finish(self.rows.finish()?)
    }
}

fn fields() -> Fields {
    [
        ("header", HeaderRows::data_type()),
        ("mentions", list_of::<MentionRows>()),
        ("positions", list_of::<PositionRows>()),
        ("dates", list_of::<DateRows>()),
        ("amounts", list_of::<AmountRows>()),
        ("quotes", list_of::<QuoteRows>()),
        ("events", list_of::<EventRows>()),
        ("topics", list_of::<TopicRows>()),
    ]
    .into_iter()
    .map(|(name, kind)| Field::new(name, kind, false))
    .collect()
}

fn returns() -> DataType {
    DataType::Struct(fields())
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let [texts, languages, doc_ids, urls] = [0, 1, 3, 5].map(|argument| OptionalTexts::new(&args[argument]));
    let published = args[4].as_primitive_opt::<Date32Type>();
    let mut headers = HeaderRows::default();
    let (mut mentions, mut positions) = (Lists::<MentionRows>::default(), Lists::<PositionRows>::default());
    let (mut dates, mut amounts) = (Lists::<DateRows>::default(), Lists::<AmountRows>::default());
    let (mut quotes, mut events) = (Lists::<QuoteRows>::default(), Lists::<EventRows>::default());
    let mut topics = Lists::<TopicRows>::default();
    let mut valid = Vec::with_capacity(args[0].len());
    engine.with_extractor(|extractor| -> Result<()> {
        for row in 0..args[0].len() {
            let text = texts.get(row);
            valid.push(text.is_some());
            let text = text.unwrap_or_default();
            let prior = languages.get(row).and_then(|tag| Lang::new(tag).ok()).unwrap_or(Lang::UND);
            let facts = extractor.document(&DocumentInput {
                doc_id: doc_ids.get(row).unwrap_or_default(),
                text,
                segments: &segments_of(&args[2], row, text, prior)?,
                published_on: published.filter(|days| days.is_valid(row)).map(|days| days.value(row)),
                url: urls.get(row),
            });
            headers.append(&facts.header);
            mentions.append(text, &facts);
            positions.append(text, &facts);
            dates.append(text, &facts);
            amounts.append(text, &facts);
            quotes.append(text, &facts);
            events.append(text, &facts);
            topics.append(text, &facts);
        }
        Ok(())
    })?;
    let columns: Vec<ArrayRef> = vec![
        Arc::new(headers.finish()?),
        mentions.finish()?,
        positions.finish()?,
        dates.finish()?,
        amounts.finish()?,
        quotes.finish()?,
        events.finish()?,
        topics.finish()?,
    ];
    Ok(Arc::new(StructArray::try_new(fields(), columns, Some(NullBuffer::from(valid)))?))
}
