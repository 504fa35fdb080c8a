//! Sentence ends of texts, for comparison with other splitters: `tools/bench/segment.py` puts them beside.
//!
//! In: texts as JSON Lines with `text`, perhaps zstd-compressed. Out: for each text one line, the ends of its sentences
//! in code points; the time that it took goes to the error stream.

use std::error::Error;
use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use elchi_lexicon::Lexicon;
use elchi_model::{Lang, Segment};
use elchi_segment::Segmenter;

/// Ends of the sentences of all texts of a file. Texts are split again and again for `seconds` to measure the speed.
pub(crate) fn ends(tag: &str, path: &Path, seconds: f64) -> Result<String, Box<dyn Error>> {
    let lang = Lang::new(tag)?;
    let bytes = std::fs::read(path)?;
    let zstd = path.extension().is_some_and(|extension| extension == "zst");
    let bytes = if zstd { zstd::decode_all(bytes.as_slice())? } else { bytes };
    let mut texts = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let value: serde_json::Value = serde_json::from_slice(line)?;
        texts.push(value["text"].as_str().ok_or("a line without text")?.to_owned());
    }
    let mut segmenter = Segmenter::new(Lexicon::embedded());
    let mut segments: Vec<Segment> = Vec::new();
    // Languages are loaded when a text first asks for them.
    segmenter.document(texts.first().map_or("", String::as_str), lang, &mut segments);
    let mut out = String::new();
    for text in &texts {
        segmenter.sentences(text, lang, &mut segments);
        let (mut at, mut count) = (0, 0);
        let ends = segments.iter().map(|segment| {
            let end = segment.span.end as usize;
            count += text[at..end].chars().count();
            at = end;
            count.to_string()
        });
        let ends: Vec<String> = ends.collect();
        let _ = writeln!(out, "[{}]", ends.join(","));
    }
    let size: usize = texts.iter().map(String::len).sum();
    for (name, whole) in [("sentences", false), ("document", true)] {
        let (begin, mut read) = (Instant::now(), 0);
        while begin.elapsed().as_secs_f64() < seconds {
            for text in &texts {
                if whole {
                    segmenter.document(text, lang, &mut segments);
                } else {
                    segmenter.sentences(text, lang, &mut segments);
                }
            }
            read += size;
        }
        #[allow(clippy::cast_precision_loss)]
        let speed = read as f64 / 1e6 / begin.elapsed().as_secs_f64();
        if seconds > 0.0 {
            writeln!(std::io::stderr(), "{name} {speed:.1}")?;
        }
    }
    Ok(out)
}
