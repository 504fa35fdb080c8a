//! Measures how fast a language compiles and reads: `cargo run --release -p elchi-lexicon --example speed -- ru FILE…`.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use elchi_lexicon::{Analysis, Lexicon, Scratch};
use elchi_model::{Lang, Span};

/// Texts are repeated up to so many bytes.
const BYTES: usize = 32 * 1024 * 1024;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let tag = arguments.next().unwrap_or_else(|| "ru".to_owned());
    let text: String = arguments.filter_map(|path| std::fs::read_to_string(path).ok()).collect::<Vec<_>>().join("\n");
    let start = Instant::now();
    let lexicon = Lexicon::embedded();
    println!("read lang/: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    let Some(language) = Lang::new(&tag).ok().and_then(|lang| lexicon.language(lang)) else { return };
    let start = Instant::now();
    let forms = language.form_count();
    println!("compile {tag}: {forms} forms, {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let (mut analysis, mut scratch, mut matches) = (Analysis::new(), Scratch::default(), Vec::new());
    for rules in [false, true] {
        let (mut bytes, mut hits, mut found) = (0, 0, 0);
        let start = Instant::now();
        while bytes < BYTES && !lines.is_empty() {
            for line in &lines {
                language.analyse(line, Span::new(0, line.len()), &mut analysis);
                (bytes, hits) = (bytes + line.len(), hits + analysis.hits.len());
                for concept in ["dates", "amounts"].into_iter().filter(|_| rules) {
                    matches.clear();
                    if let Some(set) = language.rules(concept) {
                        set.find(language, line, &analysis, &mut scratch, &mut matches);
                    }
                    found += matches.len();
                }
            }
        }
        let speed = bytes as f64 / 1e6 / start.elapsed().as_secs_f64();
        println!(
            "{}: {speed:.1} MB/s, {hits} hits, {found} matches",
            if rules { "analyse and rules" } else { "analyse" }
        );
    }
}
