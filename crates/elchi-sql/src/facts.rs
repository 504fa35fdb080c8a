//! Facts of one text alone: segments it and extracts, as the pipeline does.

use arrow::array::{Array, ArrayRef};
use arrow::datatypes::DataType;
use datafusion::common::Result;
use elchi_extract::{DocumentInput, SegmentInput};
use elchi_model::{Facts, Lang, Segment};

use crate::definition::{Argument, ArgumentKind};
use crate::engine::Engine;
use crate::rows::{FactRows, ListBuilder, OptionalTexts, list_type};

/// The arguments of every function over one text and its language.
pub(crate) const TEXT_AND_LANGUAGE: &[Argument] = &[
    Argument { name: "text", kind: ArgumentKind::Text, doc: "Any text; offsets count its code points." },
    Argument {
        name: "language",
        kind: ArgumentKind::Text,
        doc: "BCP 47 tag, for example ru or uz-Latn; null to have it detected.",
    },
];

/// What these functions do with nulls and strangers.
pub(crate) const TEXT_AND_LANGUAGE_NOTES: &str = "A null text gives null. A null language is detected. A language \
without data gives what its shared rules find.";

/// Calls `visit` for each row with its text and language, or with `None` where the text is null.
pub(crate) fn for_each_text(engine: &Engine, args: &[ArrayRef], mut visit: impl FnMut(Option<(&str, Lang)>)) {
    let (texts, languages) = (OptionalTexts::new(&args[0]), OptionalTexts::new(&args[1]));
    for row in 0..args[0].len() {
        visit(texts.get(row).map(|text| (text, engine.language_of(text, languages.get(row)))));
    }
}

/// The result of a function that gives the rows of one table of facts.
pub(crate) fn list_of<R: FactRows>() -> DataType {
    list_type(R::fields())
}

/// The rows of one table of facts of each text; null where the text is.
pub(crate) fn facts_of<R: FactRows>(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let (mut lists, mut rows) = (ListBuilder::default(), R::default());
    for_each_facts(engine, args, |row| match row {
        Some((text, facts)) => lists.push(rows.append(text, facts)),
        None => lists.push_null(),
    });
    lists.finish(rows.finish()?)
}

/// Facts of each text; `visit` gets `None` where the text is null.
fn for_each_facts(engine: &Engine, args: &[ArrayRef], mut visit: impl FnMut(Option<(&str, &Facts)>)) {
    let mut segments: Vec<Segment> = Vec::new();
    engine.with_segmenter(|segmenter| {
        engine.with_extractor(|extractor| {
            for_each_text(engine, args, |row| {
                let Some((text, lang)) = row else { return visit(None) };
                segments.clear();
                segmenter.document(text, lang, &mut segments);
                let inputs: Vec<SegmentInput> = (0..)
                    .zip(&segments)
                    .map(|(segment_no, segment)| {
                        let lang = engine.detector().detect_with_prior(segment.span.of(text), lang).lang;
                        SegmentInput::of(segment_no, segment, lang)
                    })
                    .collect();
                visit(Some((text, &extractor.document(&DocumentInput::bare(text, &inputs)))));
            });
        });
    });
}
