//! `langid_detect`: the language of one text.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, Float64Builder, StringBuilder, StructArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;

use crate::definition::{Argument, ArgumentKind, Definition};
use crate::engine::Engine;
use crate::rows::{OptionalTexts, thousandths};

pub(super) const DEFINITION: Definition = Definition {
    name: "langid_detect",
    arguments: &[Argument { name: "text", kind: ArgumentKind::Text, doc: "Any text." }],
    returns,
    summary: "Names the language and the script of a text.",
    notes: "A null text gives null. A text that does not decide (digits, a few letters) gives the language und.",
    example: "SELECT langid_detect('Қазақстан мен Өзбекстан келісімге қол қойды.')['language'] AS language",
    evaluate,
};

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("language", DataType::Utf8, false),
        Field::new("script", DataType::Utf8, false),
        Field::new("confidence", DataType::Float64, false),
    ])
}

fn returns() -> DataType {
    DataType::Struct(fields())
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let texts = OptionalTexts::new(&args[0]);
    let (mut language, mut script) = (StringBuilder::new(), StringBuilder::new());
    let mut confidence = Float64Builder::new();
    let mut valid = Vec::with_capacity(args[0].len());
    for row in 0..args[0].len() {
        let text = texts.get(row);
        let guess = engine.detector().detect(text.unwrap_or_default());
        language.append_value(guess.lang.as_str());
        script.append_value(guess.script.as_str());
        confidence.append_value(thousandths(guess.confidence));
        valid.push(text.is_some());
    }
    let columns: Vec<ArrayRef> =
        vec![Arc::new(language.finish()), Arc::new(script.finish()), Arc::new(confidence.finish())];
    Ok(Arc::new(StructArray::try_new(fields(), columns, Some(NullBuffer::from(valid)))?))
}
