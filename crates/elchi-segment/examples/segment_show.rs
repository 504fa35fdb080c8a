//! Prints the segments of a file: `cargo run --example segment_show -- FILE LANG`.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use elchi_lexicon::Lexicon;
use elchi_model::Lang;
use elchi_segment::Segmenter;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, lang] = arguments.as_slice() else {
        println!("usage: segment_show FILE LANG");
        return;
    };
    let text = std::fs::read_to_string(file).unwrap();
    let explanation = Segmenter::new(Lexicon::embedded()).explain(&text, Lang::new(lang).unwrap());
    for segment in &explanation.segments {
        let (quote, rule) = (
            segment.quote_no.map_or(String::new(), |number| format!("q{number}")),
            segment.rule.as_deref().unwrap_or(""),
        );
        println!(
            "{:3} {:11} {quote:3} {rule:34} {}",
            segment.paragraph_no,
            segment.kind.as_str(),
            segment.span.of(&text).replace('\n', "⏎")
        );
    }
}
