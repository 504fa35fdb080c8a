//! `page_lines`: the short lines of a page, by which the furniture of its site is known.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, StringBuilder, StructArray};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;

use crate::definition::{Argument, ArgumentKind, Definition};
use crate::engine::Engine;
use crate::rows::{ListBuilder, OptionalTexts, list_type};

pub(super) const DEFINITION: Definition = Definition {
    name: "page_lines",
    arguments: &[Argument { name: "text", kind: ArgumentKind::Text, doc: "The text of a page." }],
    returns,
    summary: "The short lines of a page, each once: line_hash (16 hex digits of its letters and digits, whatever the case, blanks and signs) and line.",
    notes: "A null text gives null. Left out are lines of more than 420 bytes and those with fewer than three letters.",
    example: "SELECT l['line_hash'] AS line_hash, l['line'] AS line FROM (SELECT unnest(page_lines('Share this: Telegram')) AS l)",
    evaluate,
};

fn fields() -> Fields {
    ["line_hash", "line"].into_iter().map(|name| Field::new(name, DataType::Utf8, false)).collect()
}

fn returns() -> DataType {
    list_type(fields())
}

fn evaluate(_: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let texts = OptionalTexts::new(&args[0]);
    let (mut lists, mut hashes, mut lines) = (ListBuilder::default(), StringBuilder::new(), StringBuilder::new());
    for row in 0..args[0].len() {
        let Some(text) = texts.get(row) else {
            lists.push_null();
            continue;
        };
        let found = elchi_segment::page_lines(text);
        for (hash, line) in &found {
            hashes.append_value(format!("{hash:016x}"));
            lines.append_value(line);
        }
        lists.push(found.len());
    }
    lists.finish(StructArray::try_new(fields(), vec![Arc::new(hashes.finish()), Arc::new(lines.finish())], None)?)
}
