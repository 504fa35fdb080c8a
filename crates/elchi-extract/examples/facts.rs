//! Prints the facts of a text whose lines are its segments: `cargo run -p elchi-extract --example facts -- LANG FILE [LANG_FOLDER]`.
//!
//! With a third argument `lang/` is read from there and not from the binary, so a rule is tried without a build.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use elchi_extract::{DocumentInput, Extractor, SegmentInput, check_examples};
use elchi_lexicon::{Folder, Lexicon};
use elchi_model::{Lang, Span};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (lang, file) = (arguments.next().ok_or("a language is missing")?, arguments.next().ok_or("a file is missing")?);
    let lexicon = match arguments.next() {
        Some(folder) => Arc::new(Lexicon::read(&Folder { folder: Path::new(&folder).to_owned() })?),
        None => Lexicon::embedded(),
    };
    let mut out = std::io::stdout().lock();
    if lang == "check" {
        for problem in check_examples(&lexicon) {
            writeln!(out, "{}:{}:{} {}", problem.file, problem.line, problem.column, problem.message)?;
        }
        return Ok(());
    }
    let lang = Lang::new(&lang)?;
    let text = std::fs::read_to_string(file)?;
    let mut extractor = Extractor::new(lexicon);
    let mut segments = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let span = Span::new(start, start + line.len());
        start += line.len();
        segments.push(SegmentInput::sentence(i32::try_from(number)?, span, lang));
    }
    let facts = extractor.document(&DocumentInput::bare(&text, &segments));
    let header = &facts.header;
    writeln!(
        out,
        "published\t{}\t{}\t{}",
        header.published_edtf.as_deref().unwrap_or("-"),
        header.published_basis.as_str(),
        header.dateline_entity_id.as_deref().unwrap_or("-")
    )?;
    for date in &facts.dates {
        let (number, basis) = (date.segment_no, date.basis.as_str());
        writeln!(out, "{number}\tdate\t{}\t{}\t{basis}\t{}", date.span.of(&text), date.edtf, date.rule_id)?;
    }
    for amount in &facts.amounts {
        let (kind, unit, max) = (amount.kind.as_str(), amount.unit.as_deref().unwrap_or("-"), amount.value_max);
        writeln!(
            out,
            "{}\t{kind}\t{}\t{} {max:?} {unit}\t{}",
            amount.segment_no,
            amount.span.of(&text),
            amount.value,
            amount.rule_id
        )?;
    }
    for mention in &facts.mentions {
        let id = mention.entity_id.as_deref().unwrap_or("-");
        writeln!(out, "{}\t{}\t{}\t{id}", mention.segment_no, mention.kind.as_str(), mention.span.of(&text))?;
    }
    Ok(())
}
