//! `segment_page`: the segments of one page of an outlet whose repeated lines are known.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::DataType;
use datafusion::common::Result;
use elchi_model::Segment;

use crate::definition::{Argument, ArgumentKind, Definition};
use crate::engine::Engine;
use crate::facts::for_each_text;
use crate::rows::{ListBuilder, SegmentRows, fields_of, list_type};

pub(super) const DEFINITION: Definition = Definition {
    name: "segment_page",
    arguments: &[
        Argument { name: "text", kind: ArgumentKind::Text, doc: "The text of a page." },
        Argument {
            name: "language",
            kind: ArgumentKind::Text,
            doc: "BCP 47 tag, for example ru or uz-Latn; null to have it detected.",
        },
        Argument {
            name: "repeated",
            kind: ArgumentKind::Texts,
            doc: "line_hash of the lines that stand on many pages of its outlet, as in the table repeated_lines; or null.",
        },
    ],
    returns,
    summary: "Cuts a page into segments as segment_sentences does; lines that stand on many pages of its outlet are residue.",
    notes: "A null text gives null. A null language is detected. What is no line_hash in the list is not looked at.",
    example: "SELECT s['kind'] AS kind, s['text'] AS text FROM (SELECT unnest(segment_page(t, 'en', make_array(page_lines('Example Daily, your morning paper.')[1]['line_hash']))) AS s FROM (SELECT 'The talks ended in Astana.' || chr(10) || 'Example Daily, your morning paper.' AS t))",
    evaluate,
};

fn returns() -> DataType {
    list_type(fields_of("segments"))
}

fn evaluate(engine: &Engine, args: &[ArrayRef]) -> Result<ArrayRef> {
    let (mut lists, mut rows) = (ListBuilder::default(), SegmentRows::default());
    let (mut segments, mut repeated): (Vec<Segment>, Vec<u64>) = (Vec::new(), Vec::new());
    let known = args[2].as_list::<i32>();
    let mut row = 0;
    engine.with_segmenter(|segmenter| {
        for_each_text(engine, args, |page| {
            repeated.clear();
            if known.is_valid(row) {
                let hashes = known.value(row);
                let hashes = hashes.as_string::<i32>();
                repeated.extend(hashes.iter().flatten().filter_map(|hash| u64::from_str_radix(hash, 16).ok()));
                repeated.sort_unstable();
            }
            row += 1;
            let Some((text, lang)) = page else { return lists.push_null() };
            segments.clear();
            segmenter.page(text, lang, &repeated, &mut segments);
            rows.append(text, &segments, engine.detector(), lang);
            lists.push(segments.len());
        });
    });
    lists.finish(rows.finish()?)
}
