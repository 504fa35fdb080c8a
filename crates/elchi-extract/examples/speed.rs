//! Megabytes per second and core, and the slowest sentence: `cargo run --profile pipeline -p elchi-extract --example speed -- LANG FILE`.

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::Lexicon;
use elchi_model::{Lang, Span};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let lang = Lang::new(&arguments.next().ok_or("a language is missing")?)?;
    let text = std::fs::read_to_string(arguments.next().ok_or("a file is missing")?)?;
    let mut segments = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(". ") {
        let span = Span::new(start, start + sentence.len());
        start += sentence.len();
        segments.push(SegmentInput::sentence(i32::try_from(segments.len())?, span, lang));
    }
    let mut extractor = Extractor::new(Lexicon::embedded());
    let mut facts = extractor.document(&DocumentInput::bare(&text, &segments));
    let (begin, mut bytes) = (Instant::now(), 0_u32);
    while begin.elapsed().as_secs() < 3 {
        facts = extractor.document(&DocumentInput::bare(&text, &segments));
        bytes += u32::try_from(text.len())?;
    }
    let speed = f64::from(bytes) / 1e6 / begin.elapsed().as_secs_f64();
    let mut slowest = (0.0, 0);
    for segment in &segments {
        let begin = Instant::now();
        extractor.document(&DocumentInput::bare(&text, std::slice::from_ref(segment)));
        let milliseconds = begin.elapsed().as_secs_f64() * 1e3;
        if milliseconds > slowest.0 {
            slowest = (milliseconds, segment.span.len());
        }
    }
    let (mentions, dates, amounts) = (facts.mentions.len(), facts.dates.len(), facts.amounts.len());
    writeln!(
        std::io::stdout(),
        "{speed:.1} MB/s; {mentions} mentions, {dates} dates, {amounts} amounts, {} events in {} kB; the slowest sentence took {:.2} ms for {} bytes",
        facts.events.len(),
        text.len() / 1000,
        slowest.0,
        slowest.1
    )?;
    Ok(())
}
