//! Every span gives back its surface, and segments cover the text exactly once.

use std::collections::HashMap;
use std::path::Path;

use arrow::array::{Array, RecordBatch};
use elchi_model::tables;

use super::Findings;
use super::rows::{integers, read, strings};
use crate::dataset::Manifest;

/// Columns of one span: first code point, the one after the last, and the words where a column has them.
type SpanColumns = (&'static str, &'static str, Option<&'static str>);

/// Where a fact stands, in every table of facts.
const SURFACE: SpanColumns = ("char_start", "char_end", Some("surface"));

/// The tables with spans; segments first.
const SPANS: [(&str, &[SpanColumns]); 9] = [
    ("segments", &[("char_start", "char_end", Some("text"))]),
    ("mentions", &[SURFACE]),
    ("positions", &[SURFACE]),
    ("dates", &[SURFACE]),
    ("amounts", &[SURFACE]),
    ("quotes", &[SURFACE, ("cue_start", "cue_end", Some("cue"))]),
    ("event_participants", &[SURFACE]),
    (
        "event_evidence",
        &[
            SURFACE,
            ("trigger_start", "trigger_end", Some("trigger")),
            ("negation_start", "negation_end", None),
            ("modality_start", "modality_end", None),
        ],
    ),
    ("topics", &[SURFACE]),
];

/// A document's text with the byte of each code point that is asked for.
struct Text {
    text: String,
    /// Byte of every 64th code point.
    marks: Vec<u32>,
    chars: usize,
}

/// Code points between two marks.
const STRIDE: usize = 64;

impl Text {
    fn new(text: &str) -> Text {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut chars = 0;
        for (byte, _) in text.char_indices() {
            if chars % STRIDE == 0 {
                marks.push(u32::try_from(byte).unwrap_or(u32::MAX));
            }
            chars += 1;
        }
        Text { text: text.to_owned(), marks, chars }
    }

    fn byte(&self, char_offset: i32) -> Option<usize> {
        let offset = usize::try_from(char_offset).ok().filter(|offset| *offset <= self.chars)?;
        if offset == self.chars {
            return Some(self.text.len());
        }
        let mark = *self.marks.get(offset / STRIDE)? as usize;
        self.text[mark..].char_indices().nth(offset % STRIDE).map(|(byte, _)| mark + byte)
    }

    fn slice(&self, start: i32, end: i32) -> Option<&str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }
}

pub(super) fn check(folder: &Path, manifest: &Manifest, findings: &mut Findings) {
    let parts = |name: &str| manifest.tables.get(name).map(|table| table.parts.as_slice()).unwrap_or_default();
    let Some(documents) = tables::table("documents") else { return };
    for (shard, part) in parts("documents").iter().enumerate() {
        // A part that cannot be read is a finding of the check of keys already.
        let Ok(batches) = read(&folder.join(&part.path), documents) else { continue };
        let texts = texts(&batches);
        let mut segments = Borders::new();
        for (name, spans) in SPANS {
            let (Some(table), Some(part)) = (tables::table(name), parts(name).get(shard)) else { continue };
            let Ok(batches) = read(&folder.join(&part.path), table) else { continue };
            for batch in &batches {
                spans.iter().for_each(|columns| surfaces(&part.path, batch, *columns, &texts, findings));
            }
            if name == "segments" {
                coverage(&part.path, &batches, &texts, findings);
                segments = borders(&batches);
            } else {
                // A quote begins in the segment that its row names and may reach further.
                let begins = name == "quotes";
                batches.iter().for_each(|batch| inside(&part.path, batch, begins, &segments, findings));
            }
        }
    }
}

/// First code point of each segment of a document and the one after its last, by its number.
type Borders = HashMap<String, Vec<(i32, i32)>>;

fn borders(batches: &[RecordBatch]) -> Borders {
    let mut borders = Borders::new();
    for batch in batches {
        let columns = (strings(batch, "doc_id"), integers(batch, "char_start"), integers(batch, "char_end"));
        let (Some(ids), Some(starts), Some(ends)) = columns else { continue };
        for row in 0..batch.num_rows() {
            let span = (starts.value(row), ends.value(row));
            match borders.get_mut(ids.value(row)) {
                Some(spans) => spans.push(span),
                None => drop(borders.insert(ids.value(row).to_owned(), vec![span])),
            }
        }
    }
    borders
}

/// The segment that a row names holds its span, or the beginning of it.
fn inside(path: &str, batch: &RecordBatch, begins: bool, segments: &Borders, findings: &mut Findings) {
    let spans = (integers(batch, "char_start"), integers(batch, "char_end"));
    let keys = (strings(batch, "doc_id"), integers(batch, "segment_no"));
    let ((Some(starts), Some(ends)), (Some(ids), Some(numbers))) = (spans, keys) else { return };
    for row in 0..batch.num_rows() {
        let (id, number) = (ids.value(row), numbers.value(row));
        let segment = usize::try_from(number).ok().and_then(|number| segments.get(id)?.get(number));
        let (start, end) = (starts.value(row), ends.value(row));
        let holds = |&(first, last): &(i32, i32)| first <= start && (end <= last || (begins && start <= last));
        if !segment.is_some_and(holds) {
            findings.add(path, format!("document {id}: the span {start}..{end} is not in its segment {number}"));
        }
    }
}

fn texts(batches: &[RecordBatch]) -> HashMap<String, Text> {
    let mut texts = HashMap::new();
    for batch in batches {
        let (Some(ids), Some(values)) = (strings(batch, "doc_id"), strings(batch, "text")) else { continue };
        for row in 0..batch.num_rows() {
            texts.insert(ids.value(row).to_owned(), Text::new(values.value(row)));
        }
    }
    texts
}

fn surfaces(
    path: &str,
    batch: &RecordBatch,
    (start, end, words): SpanColumns,
    texts: &HashMap<String, Text>,
    findings: &mut Findings,
) {
    let columns = (strings(batch, "doc_id"), integers(batch, start), integers(batch, end));
    let (Some(ids), Some(starts), Some(ends)) = columns else { return };
    let words = words.and_then(|words| strings(batch, words));
    for row in 0..batch.num_rows() {
        let id = ids.value(row);
        let words = words.filter(|words| words.is_valid(row)).map(|words| words.value(row));
        if starts.is_null(row) && ends.is_null(row) && words.is_none() {
            continue;
        }
        findings.checked.spans += 1;
        let Some(text) = texts.get(id) else {
            findings.add(path, format!("document {id} is not in the same shard of documents"));
            continue;
        };
        if starts.is_null(row) || ends.is_null(row) {
            findings.add(path, format!("document {id}: words without a whole span"));
            continue;
        }
        let (start, end) = (starts.value(row), ends.value(row));
        match (text.slice(start, end), words) {
            (Some(found), Some(words)) if found == words => {}
            (Some(found), None) if !found.is_empty() => {}
            _ => findings.add(path, format!("document {id}: the span {start}..{end} does not give back its words")),
        }
    }
}

/// Segments do not overlap, and between them there are only blanks.
fn coverage(path: &str, batches: &[RecordBatch], texts: &HashMap<String, Text>, findings: &mut Findings) {
    let mut ends: HashMap<String, i32> = HashMap::new();
    let gap = |text: &Text, from: i32, to: i32| match text.slice(from, to) {
        Some(between) => between.chars().all(char::is_whitespace),
        None => false,
    };
    for batch in batches {
        let columns = (strings(batch, "doc_id"), integers(batch, "char_start"), integers(batch, "char_end"));
        let (Some(ids), Some(starts), Some(stops)) = columns else { return };
        for row in 0..batch.num_rows() {
            let id = ids.value(row);
            let Some(text) = texts.get(id) else { continue };
            let end = ends.entry(id.to_owned()).or_insert(0);
            if !gap(text, *end, starts.value(row)) {
                findings
                    .add(path, format!("document {id}: text before {} is in no segment, or in two", starts.value(row)));
            }
            *end = stops.value(row);
        }
    }
    // Documents without any segment are exact duplicates, which the accounting counts.
    for (id, end) in &ends {
        if let Some(text) = texts.get(id)
            && !gap(text, *end, i32::try_from(text.chars).unwrap_or(i32::MAX))
        {
            findings.add(path, format!("document {id}: text after {end} is in no segment"));
        }
    }
}
