//! `langid_detect_all`: the stretches of different languages inside one text.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, Float64Builder, Int32Builder, StringBuilder, StructArray};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use elchi_model::CharIndex;

use crate::definition::{Argument, ArgumentKind, Definition};
use crate::engine::Engine;
use crate::rows::{ListBuilder, OptionalTexts, list_type, thousandths};

pub(super) const DEFINITION: Definition = Definition {
    name: "langid_detect_all",
    arguments: &[Argument { name: "text", kind: ArgumentKind::Text, doc: "Any text." }],
    returns,
    summary: "Finds the stretches of different languages inside one text, in order.",
    notes: "A null text gives null, a text without words an empty list. Positions count code points; the end is excluded. Some sixteen letters are needed to stand against the words around them.",
    example: "SELECT s['language'] AS language, s['text'] AS text FROM (SELECT unnest(langid_detect_all('Елші бұл туралы мәслихатта айтты: «Мы готовы открыть новый пункт пропуска на границе».')) AS s)",
    evaluate,
};

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("language", DataType::Utf8, false),
        Field::new("script", DataType::Utf8, false),
        Field::new("confidence", DataType::Float64, false),
        Field::new("char_start", DataType::Int32, false),
        Field::new("char_end", DataType::Int32, false),
        Field::new("text", DataType::Utf8, false),
    ])
}

fn returns() -> DataType {
    list_type(fields())
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let texts = OptionalTexts::new(&args[0]);
    let (mut language, mut script, mut words) = (StringBuilder::new(), StringBuilder::new(), StringBuilder::new());
    let (mut starts, mut ends, mut confidence) = (Int32Builder::new(), Int32Builder::new(), Float64Builder::new());
    let mut lists = ListBuilder::default();
    for row in 0..args[0].len() {
        let Some(text) = texts.get(row) else {
            lists.push_null();
            continue;
        };
        let stretches = engine.detector().detect_all(text);
        let mut index = CharIndex::new(text);
        for stretch in &stretches {
            let (start, end) = index.chars(stretch.span);
            language.append_value(stretch.guess.lang.as_str());
            script.append_value(stretch.guess.script.as_str());
            confidence.append_value(thousandths(stretch.guess.confidence));
            starts.append_value(start);
            ends.append_value(end);
            words.append_value(stretch.span.of(text));
        }
        lists.push(stretches.len());
    }
    let columns: Vec<ArrayRef> = vec![
        Arc::new(language.finish()),
        Arc::new(script.finish()),
        Arc::new(confidence.finish()),
        Arc::new(starts.finish()),
        Arc::new(ends.finish()),
        Arc::new(words.finish()),
    ];
    lists.finish(StructArray::try_new(fields(), columns, None)?)
}
