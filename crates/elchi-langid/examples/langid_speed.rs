//! Speed of language identification on one core, without the second opinion:
//! `cargo run --release -p elchi-langid --example langid_speed -- DATA [MODEL]`.
//!
//! Prints sentences a second over `sent_ntrex.tsv` and megabytes a second over `doc_ntrex.tsv`, the best of nine passes,
//! and on Linux how much memory the detector took when it was made and used.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use elchi_langid::Detector;
use elchi_lexicon::Lexicon;

/// Tags of the languages that texts of the dataset are mostly in.
const CORE: [&str; 9] = ["ru", "kk", "uz-Latn", "uz-Cyrl", "ky", "tg", "tk", "az", "en"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let data = Path::new(arguments.first().map_or("../shared/data/langid", String::as_str));
    let model = arguments.get(1).and_then(|path| fs::read(path).ok());
    let lexicon = Lexicon::embedded();
    let before = resident();
    let detector = match Detector::with_model(&lexicon, model.as_deref()) {
        Ok(detector) => detector.without_second_opinion(),
        Err(error) => return eprintln!("{error}"),
    };
    let sentences = texts(&data.join("sent_ntrex.tsv"));
    let seconds = best(|| sentences.iter().for_each(|text| _ = black_box(detector.detect(text))));
    println!("{:.0} sentences a second, {:.1} MB/s", sentences.len() as f64 / seconds, bytes(&sentences) / seconds);
    let documents = texts(&data.join("doc_ntrex.tsv"));
    let seconds = best(|| documents.iter().for_each(|text| _ = black_box(detector.detect_document(text))));
    println!("documents: {:.1} MB/s", bytes(&documents) / seconds);
    drop((sentences, documents));
    if let (Some(before), Some(now)) = (before, resident()) {
        println!("memory of the detector: {:.1} MB", now.saturating_sub(before) as f64 / 1024.0);
    }
}

/// Texts of the nine.
fn texts(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let rows = text.lines().filter_map(|line| line.split_once('\t'));
    rows.filter(|(code, _)| CORE.contains(code)).map(|(_, text)| text.to_owned()).collect()
}

/// Resident memory of the process, in kilobytes.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}

fn bytes(texts: &[String]) -> f64 {
    texts.iter().map(String::len).sum::<usize>() as f64 / 1e6
}

fn best(mut pass: impl FnMut()) -> f64 {
    let mut time = || {
        let started = Instant::now();
        pass();
        started.elapsed().as_secs_f64()
    };
    (0..9).map(|_| time()).fold(f64::MAX, f64::min)
}
