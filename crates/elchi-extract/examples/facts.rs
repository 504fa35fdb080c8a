//! Prints the facts of a text, line by line: `cargo run -p elchi-extract --example facts -- LANG FILE [LANG_FOLDER]`.
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
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let span = Span::new(start, start + line.len());
        start += line.len();
        let segments = [SegmentInput::sentence(i32::try_from(number)?, span, lang)];
        let facts = extractor.document(&DocumentInput::bare(&text, &segments));
        for date in &facts.dates {
            writeln!(out, "{number}\tdate\t{}\t{}\t{}", date.span.of(&text), date.edtf, date.rule_id)?;
        }
        for amount in &facts.amounts {
            let (kind, unit, max) = (amount.kind.as_str(), amount.unit.as_deref().unwrap_or("-"), amount.value_max);
            writeln!(
                out,
                "{number}\t{kind}\t{}\t{} {max:?} {unit}\t{}",
                amount.span.of(&text),
                amount.value,
                amount.rule_id
            )?;
        }
        for mention in &facts.mentions {
            let id = mention.entity_id.as_deref().unwrap_or("-");
            writeln!(out, "{number}\t{}\t{}\t{id}", mention.kind.as_str(), mention.span.of(&text))?;
        }
    }
    Ok(())
}
