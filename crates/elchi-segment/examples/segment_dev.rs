//! Measures sentence ends on the development parts beside the repository: `cargo run --release --example segment_dev`.
//!
//! With an argument, prints the errors of the files whose names contain it. With `--speed FILE`, prints MB/s.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use elchi_lexicon::Lexicon;
use elchi_model::Lang;
use elchi_segment::Segmenter;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, file, lang, ..] = arguments.as_slice()
        && flag == "--speed"
    {
        return speed(Path::new(file), lang);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/segment");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let mut files: Vec<_> =
        entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "zst")).collect();
    files.sort();
    let mut segmenter = Segmenter::new(Lexicon::embedded());
    for file in files {
        measure(&file, &mut segmenter, arguments.first().map(String::as_str));
    }
}

fn measure(file: &Path, segmenter: &mut Segmenter, show: Option<&str>) {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let lang = match &name[..2] {
        "uz" => "uz-Latn",
        code => code,
    };
    let lang = Lang::new(lang).unwrap();
    let data = zstd::decode_all(std::fs::File::open(file).unwrap()).unwrap();
    let (mut hits, mut wrong, mut missed) = (0_u32, 0_u32, 0_u32);
    let mut segments = Vec::new();
    for line in data.split(|&b| b == b'\n').filter(|line| !line.is_empty()) {
        let value: serde_json::Value = serde_json::from_slice(line).unwrap();
        let text = value["text"].as_str().unwrap();
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let offset = |value: &serde_json::Value| bytes[usize::try_from(value.as_u64().unwrap()).unwrap()];
        let sentences = value["sents"].as_array().unwrap().iter().map(|pair| (offset(&pair[0]), offset(&pair[1])));
        let mut gold: BTreeSet<usize> =
            sentences.map(|(start, end)| start + text[start..end].trim_end().len()).collect();
        segmenter.sentences(text, lang, &mut segments);
        let mut own: BTreeSet<usize> = segments.iter().map(|segment| segment.span.end as usize).collect();
        let last = text.trim_end().len();
        gold.remove(&last);
        own.remove(&last);
        hits += u32::try_from(gold.intersection(&own).count()).unwrap();
        wrong += u32::try_from(own.difference(&gold).count()).unwrap();
        missed += u32::try_from(gold.difference(&own).count()).unwrap();
        if show.is_some_and(|part| name.contains(part)) {
            own.difference(&gold).for_each(|&at| print_error("wrong", text, at));
            gold.difference(&own).for_each(|&at| print_error("missed", text, at));
        }
    }
    let (precision, recall) = (f64::from(hits) / f64::from(hits + wrong), f64::from(hits) / f64::from(hits + missed));
    println!("{name:36} P {precision:.4}  R {recall:.4}  F1 {:.4}", 2.0 * precision * recall / (precision + recall));
}

fn print_error(what: &str, text: &str, at: usize) {
    let left: String = text[..at].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    let right: String = text[at..].chars().take(40).collect();
    println!("{what:6} {left:?} | {right:?}");
}

fn speed(file: &Path, lang: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let lang = Lang::new(lang).unwrap();
    let mut segmenter = Segmenter::new(Lexicon::embedded());
    let mut segments = Vec::new();
    segmenter.document("Warm.", lang, &mut segments);
    let megabytes = text.len() as f64 / 1e6;
    let start = Instant::now();
    segmenter.document(&text, lang, &mut segments);
    println!("document:  {:.1} MB/s, {} segments", megabytes / start.elapsed().as_secs_f64(), segments.len());
    let start = Instant::now();
    segmenter.sentences(&text, lang, &mut segments);
    println!("sentences: {:.1} MB/s, {} segments", megabytes / start.elapsed().as_secs_f64(), segments.len());
}
