//! Speed of segments with and without kinds: `cargo run --release --example segment_speed -- FILE LANG`; documents of the file
//! are parted by form feeds.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]

use std::time::Instant;

use elchi_lexicon::Lexicon;
use elchi_model::Lang;
use elchi_segment::Segmenter;

/// So many seconds of work are measured.
const SECONDS: f64 = 3.0;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, lang] = arguments.as_slice() else {
        println!("usage: segment_speed FILE LANG");
        return;
    };
    let text = std::fs::read_to_string(file).unwrap();
    let documents: Vec<&str> = text.split('\u{c}').collect();
    let (mut segmenter, lang) = (Segmenter::new(Lexicon::embedded()), Lang::new(lang).unwrap());
    let mut found = Vec::new();
    // The tables of a language are made when they are first asked for.
    for document in documents.iter().take(200) {
        segmenter.document(document, lang, &mut found);
    }
    for kinds in [false, true] {
        let (mut bytes, mut segments, start) = (0, 0, Instant::now());
        while start.elapsed().as_secs_f64() < SECONDS {
            for document in &documents {
                if kinds {
                    segmenter.document(document, lang, &mut found);
                } else {
                    segmenter.sentences(document, lang, &mut found);
                }
                bytes += document.len();
                segments += found.len();
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        let name = if kinds { "document" } else { "sentences" };
        println!("{name:9} {:7.1} MB/s  {:9.0} segments/s", bytes as f64 / 1e6 / seconds, segments as f64 / seconds);
    }
}
