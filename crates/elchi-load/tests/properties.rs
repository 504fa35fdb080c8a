//! What holds for any bytes.

mod corpus;

use std::sync::{Arc, LazyLock};

use corpus::Corpus;
use elchi_load::{Cursor, Input, Mapping, RawRecord, SourceFile, discover, parse, restore};
use elchi_model::{Document, Reject};
use icu_normalizer::ComposingNormalizerBorrowed;
use proptest::collection::vec;
use proptest::prelude::*;

static FILES: LazyLock<Arc<[SourceFile]>> = LazyLock::new(|| {
    let corpus = Corpus::new();
    for name in ["a.jsonl", "a.md", "a.txt"] {
        corpus.write(name, "x");
    }
    discover(&Input::new(corpus.root()), &Mapping::embedded()).expect("found").files
});

fn read(file: usize, bytes: &[u8]) -> Result<Document, Box<Reject>> {
    parse(&RawRecord { cursor: Cursor::default(), source: &FILES[file], bytes })
}

fn check_document(document: &Document) {
    let text = &document.text;
    assert!(ComposingNormalizerBorrowed::new_nfc().is_normalized(text), "{text:?} is not NFC");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{text:?} has control characters");
    assert!(!text.contains(['\u{2028}', '\u{2029}', '\u{ad}', '\u{feff}']), "{text:?}");
    let mut before = 0;
    for row in &document.removed {
        assert!(row.position >= before, "{:?} is not in order", document.removed);
        before = row.position;
        let replacement = row.replacement.as_deref().unwrap_or("");
        if !row.rule.starts_with("line_endings") {
            assert!(text[row.position as usize..].starts_with(replacement), "{row:?}");
        }
        assert!(row.replacement.as_deref() != Some(""), "an empty string says nothing");
        assert!(elchi_load::RemovedRule::ALL.iter().any(|rule| rule.as_str() == row.rule));
    }
}

/// Pieces that meet in interesting ways.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\r\n"),
        Just("\n"),
        Just("\r"),
        Just("\u{2028}"),
        Just("\u{85}"),
        Just("\u{c}"),
        Just("\u{ad}"),
        Just("\u{200b}"),
        Just("\u{feff}"),
        Just("\u{200d}"),
        Just("\u{306}"),
        Just("\u{315}"),
        Just("\u{345}"),
        Just("\u{1}"),
        Just("и"),
        Just("й"),
        Just("е"),
        Just("ғ"),
        Just("a"),
        Just("A"),
        Just("\u{30a}"),
        Just("\u{212b}"),
        Just(" "),
        Just("ا"),
        Just("\u{653}"),
        Just("\u{1100}"),
        Just("\u{1161}"),
        Just("\u{11a8}"),
        Just("😀"),
        Just("---\n"),
        Just("title: x\n"),
        Just("a line of plain text long enough to carry a few control characters"),
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_restored(source in prop_oneof![pieces(), any::<String>()], file in 1..3_usize) {
        if let Ok(document) = read(file, source.as_bytes()) {
            check_document(&document);
            prop_assert_eq!(restore(&document), source);
        }
    }

    #[test]
    fn any_text_in_json_can_be_restored(source in prop_oneof![pieces(), any::<String>()]) {
        let line = serde_json::json!({ "text": source, "title": source, "url": source, "date": source }).to_string();
        if let Ok(document) = read(0, line.as_bytes()) {
            check_document(&document);
            prop_assert_eq!(restore(&document), source);
            for value in [&document.title, &document.url] {
                prop_assert!(value.as_deref() != Some(""));
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..200), file in 0..3_usize) {
        if let Ok(document) = read(file, &bytes) {
            check_document(&document);
        }
    }

    #[test]
    fn nothing_like_json_makes_it_panic(line in r#"[{}\[\]",:a-c0-9\\u \-]{0,80}"#, key in "text|url|date|published") {
        for line in [line.clone(), format!("{{\"text\":\"a\",\"{key}\":{line}}}"), format!("{{\"text\":\"a\",\"{key}\":\"{line}\"}}")] {
            let _ = read(0, line.as_bytes());
        }
    }

    #[test]
    fn no_file_makes_the_reader_panic(bytes in vec(any::<u8>(), 0..300), cut in 0..300_usize, flip in 0..300_usize) {
        let corpus = Corpus::of("raw.jsonl.gz", &bytes);
        corpus.write("raw.txt.zst", &bytes);
        for (name, packed) in [("a.jsonl.gz", corpus::gzip(&bytes)), ("a.jsonl.zst", corpus::zstd(&bytes))] {
            corpus.write(name, &packed[..cut.min(packed.len())]);
            let mut flipped = packed.clone();
            let at = flip % flipped.len();
            flipped[at] ^= 0x55;
            corpus.write(&format!("flipped.{name}"), flipped);
        }
        prop_assert!(corpus.load().len() >= 6);
    }
}
