//! `langid_document`: the languages of a whole document.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, BooleanBuilder, Float64Builder, StringBuilder, StructArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Fields};
use datafusion::common::Result;

use crate::definition::{Argument, ArgumentKind, Definition};
use crate::engine::Engine;
use crate::rows::{ListBuilder, OptionalTexts, fields_of, thousandths};

pub(super) const DEFINITION: Definition = Definition {
    name: "langid_document",
    arguments: &[Argument { name: "text", kind: ArgumentKind::Text, doc: "The text of a document." }],
    returns,
    summary: "Names the main language of a document and the share of each, from a vote over its lines.",
    notes: "A null text gives null. The result has the columns of the table languages.",
    example: "SELECT langid_document('Wezirler Aşgabatda duşuşdylar we hyzmatdaşlygy ara alyp maslahatlaşdylar.')['language'] AS language",
    evaluate,
};

fn returns() -> DataType {
    DataType::Struct(fields_of("languages"))
}

/// The fields of one share, as the table `languages` declares them.
fn share_fields(fields: &Fields) -> Fields {
    match fields.find("shares").map(|(_, field)| field.data_type()) {
        Some(DataType::List(item)) => match item.data_type() {
            DataType::Struct(fields) => fields.clone(),
            _ => Fields::empty(),
        },
        _ => Fields::empty(),
    }
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let texts = OptionalTexts::new(&args[0]);
    let (mut language, mut script) = (StringBuilder::new(), StringBuilder::new());
    let (mut confidence, mut is_mixed) = (Float64Builder::new(), BooleanBuilder::new());
    let (mut share_language, mut share) = (StringBuilder::new(), Float64Builder::new());
    let mut shares = ListBuilder::default();
    let mut valid = Vec::with_capacity(args[0].len());
    for row in 0..args[0].len() {
        let text = texts.get(row);
        let guess = engine.detector().detect_document(text.unwrap_or_default());
        language.append_value(guess.lang.as_str());
        script.append_value(guess.script.as_str());
        confidence.append_value(thousandths(guess.confidence));
        is_mixed.append_value(guess.is_mixed);
        for (lang, part) in &guess.shares {
            share_language.append_value(lang.as_str());
            share.append_value(thousandths(*part));
        }
        shares.push(guess.shares.len());
        valid.push(text.is_some());
    }
    let fields = fields_of("languages");
    let items: Vec<ArrayRef> = vec![Arc::new(share_language.finish()), Arc::new(share.finish())];
    let columns: Vec<ArrayRef> = vec![
        Arc::new(language.finish()),
        Arc::new(script.finish()),
        Arc::new(confidence.finish()),
        Arc::new(is_mixed.finish()),
        shares.finish(StructArray::try_new(share_fields(&fields), items, None)?)?,
    ];
    Ok(Arc::new(StructArray::try_new(fields, columns, Some(NullBuffer::from(valid)))?))
}
