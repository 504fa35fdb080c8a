//! One record each: what is text, what is refused, what is metadata, what was changed.
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod corpus;

use corpus::{Corpus, Outcome, check};
use elchi_load::{RemovedRule, restore};
use elchi_model::{Document, RemovedSpan};

fn document(name: &str, bytes: impl AsRef<[u8]>) -> Document {
    match Corpus::of(name, bytes).load().as_slice() {
        [Outcome::Document(document)] => (**document).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn bytes_that_are_no_text() {
    let many: Vec<u8> = b"abcdefgh\x01".repeat(20);
    let few: Vec<u8> = b"abcdefghij\x01".repeat(20);
    for (name, bytes, expected) in [
        ("a.txt", b"".as_slice(), "a.txt#0 empty 0..0 no bytes"),
        ("a.txt", b" \r\n\t\xc2\xa0\n", "a.txt#0 empty 0..7 nothing but white space"),
        ("a.txt", b"\xef\xbb\xbf", "a.txt#0 empty 0..3 nothing but white space"),
        ("a.md", b"---\ntitle: x\n---\n", "a.md#0 empty 0..17 nothing but white space"),
        ("a.txt", b"\xef\xbb\xbfx", "a.txt#0 \"x\""),
        ("a.txt", b"ab\xffc", "a.txt#0 invalid_utf8 0..4 0xFF at byte 2 is not UTF-8"),
        ("a.txt", b"ab\xd0", "a.txt#0 invalid_utf8 0..3 0xD0 at byte 2 is not UTF-8"),
        ("a.txt", b"\xed\xa0\x80", "a.txt#0 invalid_utf8 0..3 0xED at byte 0 is not UTF-8"),
        ("a.txt", b"\xcf\xf0\xe8\xe2\xe5\xf2", "a.txt#0 invalid_utf8 0..6 0xCF at byte 0 is not UTF-8"),
        (
            "a.txt",
            b"\xff\xfea\0",
            "a.txt#0 invalid_utf8 0..4 looks like UTF-16 (little-endian), which is not read yet; save it as UTF-8",
        ),
        ("a.txt", b"\xfe\xff\0a", "a.txt#0 invalid_utf8 0..4 looks like UTF-16 (big-endian), which …"),
        ("a.txt", b"\xff\xfe\0\0a\0\0\0", "a.txt#0 invalid_utf8 0..8 looks like UTF-32 (little-endian), …"),
        ("a.txt", b"a\0b", "a.txt#0 binary 0..3 NUL at byte 1"),
        ("a.md", b"a\0\xff", "a.md#0 binary 0..3 NUL at byte 1"),
        ("a.txt", b"\x89PNG\r\n\x1a\n....", "a.txt#0 binary 0..12 starts like a PNG image"),
        ("a.txt", b"\xff\xd8\xff\xe0", "a.txt#0 binary 0..4 starts like a JPEG image"),
        ("a.txt", b"%PDF-1.7\n", "a.txt#0 binary 0..9 starts like a PDF document"),
        ("a.txt", b"PK\x03\x04", "a.txt#0 binary 0..4 starts like a ZIP archive or an office document"),
        ("a.txt", b"\x7fELF\x02", "a.txt#0 binary 0..5 starts like a program"),
        ("a.txt", b"\x1f\x8b\x08", "a.txt#0 binary 0..3 starts like a gzip archive"),
        ("a.txt", &many, "a.txt#0 binary 0..180 20 control characters in 180 bytes of text"),
        ("a.txt", &few, "a.txt#0 \"abcdefghijabcdefghijabcdefghijabcdefghij\""),
        ("a.jsonl", br#"{"text":"a\u0000b and more of it"}"#, "a.jsonl#0 \"ab and more of it\""),
        ("a.jsonl", br#"{"text":"\u0000\u0001"}"#, "a.jsonl#0 binary 0..23 2 control characters in 2 bytes of text"),
        ("a.jsonl", br#"{"text":" \n"}"#, "a.jsonl#0 empty 0..14 nothing but white space"),
        ("a.jsonl", br#"{"text":"\ud800"}"#, "a.jsonl#0 broken_json 0..17 …"),
        ("a.jsonl", br#"{"text":"a"} x"#, "a.jsonl#0 broken_json 0..14 trailing characters at byte column 14"),
        ("a.jsonl", br#"{"text":null,"body":"b"}"#, "a.jsonl#0 \"b\""),
        ("a.jsonl", br#"{"text":" ","body":"b"}"#, "a.jsonl#0 \"b\""),
        ("a.jsonl", br#"{"text":"a","body":"b","text":"c"}"#, "a.jsonl#0 \"c\""),
        ("a.jsonl", br#"{"text":"a","text":null}"#, "a.jsonl#0 missing_text 0..24 none of the keys …"),
        ("a.jsonl", br#"{"text":["a"]}"#, "a.jsonl#0 missing_text 0..14 `text` is a list, not a string"),
        ("a.jsonl", br#"{"text":{"a":[{}]}}"#, "a.jsonl#0 missing_text 0..19 `text` is an object, not a string"),
        ("a.jsonl", br#"{"text":true}"#, "a.jsonl#0 missing_text 0..13 `text` is a boolean, not a string"),
        ("a.jsonl", b"{\"text\":\"a\x1b[0m\"}", "a.jsonl#0 broken_json 0..16 …"),
    ] {
        check(&Corpus::of(name, bytes).lines(), &[expected]);
    }
    let deep = format!("{{\"x\":{}{},\"text\":\"a\"}}", "[".repeat(100_000), "]".repeat(100_000));
    check(&Corpus::of("a.jsonl", &deep).lines(), &["a.jsonl#0 \"a\""]);
    let deep = format!("{{\"text\":{}", "[{\"text\":".repeat(100_000));
    check(&Corpus::of("a.jsonl", &deep).lines(), &["a.jsonl#0 broken_json 0..900008 …"]);
}

#[test]
fn metadata_of_json() {
    let document = document(
        "a.jsonl",
        r#"{"id":1,"title":" A\n b ","url":"https://a.kz/x","source":"Outlet","author":"","category":"World","date":1602720000,"text":"T"}"#,
    );
    assert_eq!(document.title.as_deref(), Some("A b"));
    assert_eq!(document.url.as_deref(), Some("https://a.kz/x"));
    assert_eq!(document.outlet.as_deref(), Some("Outlet"));
    assert_eq!(document.author, None);
    assert_eq!(document.section.as_deref(), Some("World"));
    assert_eq!(document.published_on, Some(18_550));
    assert_eq!((document.charset.as_str(), document.format.as_str()), ("utf-8", "jsonl"));
    assert_eq!(document.content_hash, &blake3::hash(b"T").to_hex()[..32]);
}

#[test]
fn dates_and_outlets_that_are_addresses() {
    for (fields, published, url, outlet) in [
        (r#""url":"https://a.kz/2020/10/15/x""#, Some(18_550), Some("https://a.kz/2020/10/15/x"), None),
        (
            r#""url":"https://a.kz/2020/10/15/x","date":"2020-10-16""#,
            Some(18_551),
            Some("https://a.kz/2020/10/15/x"),
            None,
        ),
        (r#""url":"https://a.kz/2020/10/15/x","date":"soon""#, Some(18_550), Some("https://a.kz/2020/10/15/x"), None),
        (r#""source":"https://a.kz/x""#, None, Some("https://a.kz/x"), None),
        (r#""source":"https://a.kz/x","url":"https://b.kz/y""#, None, Some("https://b.kz/y"), None),
        (r#""date":{"y":2020},"source":7"#, None, None, None),
        (r#""site":"A.kz","source":"""#, None, None, Some("A.kz")),
    ] {
        let document = document("a.jsonl", format!("{{\"text\":\"T\",{fields}}}"));
        assert_eq!(document.published_on, published, "{fields}");
        assert_eq!(document.url.as_deref(), url, "{fields}");
        assert_eq!(document.outlet.as_deref(), outlet, "{fields}");
    }
}

#[test]
fn front_matter_of_markdown() {
    let source = "\u{feff}---\r\ntitle: \"Встреча\"\r\ndate: 2020-10-15\r\nsite: A.kz\r\n---\r\n# Text\r\n**b**\r\n";
    let document = document("a.md", source);
    assert_eq!(document.text, "# Text\n**b**\n");
    assert_eq!(document.title.as_deref(), Some("Встреча"));
    assert_eq!((document.published_on, document.outlet.as_deref()), (Some(18_550), Some("A.kz")));
    let rules: Vec<&str> = document.removed.iter().map(|row| row.rule).collect();
    assert_eq!(rules, ["byte_order_mark", "front_matter", "line_endings_crlf"]);
    assert_eq!(restore(&document), source);
    let as_text = self::document("a.txt", source);
    assert!(as_text.text.starts_with("---\ntitle") && as_text.title.is_none());
}

#[test]
fn changes_are_logged_where_they_stand() {
    let row = |rule: RemovedRule, position, text: &str, replacement: &str| RemovedSpan {
        rule: rule.as_str(),
        position,
        text: text.to_owned(),
        replacement: (!replacement.is_empty()).then(|| replacement.to_owned()),
    };
    use RemovedRule::*;
    for (source, text, rows) in [
        ("и\u{306}", "й", vec![row(Nfc, 0, "и\u{306}", "й")]),
        ("краи\u{306}.", "край.", vec![row(Nfc, 6, "и\u{306}", "й")]),
        ("сло\u{ad}во", "слово", vec![row(SoftHyphen, 6, "\u{ad}", "")]),
        ("и\u{ad}\u{306}", "й", vec![row(Nfc, 0, "и\u{ad}\u{306}", "й")]),
        (
            "a\u{200b}\u{feff}b\u{2060}",
            "ab",
            vec![row(ZeroWidth, 1, "\u{200b}\u{feff}", ""), row(ZeroWidth, 2, "\u{2060}", "")],
        ),
        ("می\u{200c}خواهم", "می\u{200c}خواهم", vec![]),
        ("a long enough line\u{8}", "a long enough line", vec![row(ControlCharacter, 18, "\u{8}", "")]),
        ("a\r\nb\r\n", "a\nb\n", vec![row(LineEndingsCrlf, 0, "\r\n", "\n")]),
        ("a\rb\rc\n", "a\nb\nc\n", vec![row(LineEndingsCr, 0, "\r", "\n"), row(LineEnd, 5, "\n", "\n")]),
        ("a\r\nb\nc\n", "a\nb\nc\n", vec![row(LineEnd, 1, "\r\n", "\n")]),
        ("a\r\n\nb\r\n", "a\n\nb\n", vec![row(LineEndingsCrlf, 0, "\r\n", "\n"), row(LineEnd, 2, "\n", "\n")]),
        (
            "a\u{2028}b\u{c}c\u{85}d",
            "a\nb\nc\nd",
            vec![row(LineEnd, 1, "\u{2028}", "\n"), row(LineEnd, 3, "\u{c}", "\n"), row(LineEnd, 5, "\u{85}", "\n")],
        ),
        ("\u{feff}\u{feff}x", "x", vec![row(ByteOrderMark, 0, "\u{feff}", ""), row(ZeroWidth, 0, "\u{feff}", "")]),
        ("x\n\u{301}", "x\n\u{301}", vec![]),
        ("x\r\u{301}", "x\n\u{301}", vec![row(LineEndingsCr, 0, "\r", "\n")]),
        ("\u{212b}", "Å", vec![row(Nfc, 0, "\u{212b}", "Å")]),
    ] {
        let document = document("a.txt", source);
        assert_eq!(document.text, text, "{source:?}");
        assert_eq!(document.removed, rows, "{source:?}");
        assert_eq!(restore(&document), source, "{source:?}");
        assert_eq!(document.byte_count, source.len() as i64);
    }
}

#[test]
fn a_hundred_thousand_changes_fit_in_few_rows() {
    for unit in ["a\u{ad}b\n", "и\u{306}", "a\u{2028}b\u{ad}"] {
        let source = unit.repeat(100_000);
        let document = document("a.txt", &source);
        assert!(document.removed.len() <= 8192, "{unit:?}: {} rows", document.removed.len());
        let bytes: usize = document.removed.iter().map(|row| row.text.len()).sum();
        assert!(bytes <= source.len());
        assert!(restore(&document) == source, "{unit:?}");
    }
    let source = format!("a{}", "\u{301}\u{315}".repeat(200_000));
    assert!(restore(&document("a.txt", &source)) == source);
}

#[test]
fn fields_given_by_hand() {
    use elchi_load::{Input, Mapping, discover};
    let corpus =
        Corpus::of("a.jsonl", r#"{"meta":{"headline":"H","deep":{"x":1}},"story":"S","text":"T","meta":{"deep":2}}"#);
    let mut mapping = Mapping::embedded();
    mapping.override_fields("text=story,title=meta.headline").expect("valid");
    let found = discover(&Input::new(corpus.root()), &mapping).expect("found");
    let outcomes = corpus::load(&found);
    let [Outcome::Document(document)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
    assert_eq!(document.text, "S");
    // The second `meta` replaces the first, as everywhere.
    assert_eq!(document.title, None);
}

#[test]
fn the_same_record_has_the_same_identity_wherever_the_folder_lies() {
    let first = document("a.txt", "x");
    let second = document("a.txt", "x");
    assert_eq!(first, second);
    assert_ne!(first.doc_id, document("b.txt", "x").doc_id);
}

#[test]
fn real_documents_stay_as_they_are() {
    let seeds = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds"));
    if !seeds.is_dir() {
        println!("skipped: the real documents are not on this machine");
        return;
    }
    let found = elchi_load::discover(&elchi_load::Input::new(seeds), &elchi_load::Mapping::embedded()).expect("found");
    assert!(found.rejects.is_empty(), "{:?}", found.rejects);
    for (outcome, file) in corpus::load(&found).iter().zip(found.files.iter()) {
        let Outcome::Document(document) = outcome else { panic!("{outcome:?}") };
        let source = std::fs::read_to_string(&file.path).expect("read");
        assert_eq!(restore(document), source, "{}", file.uri);
    }
}
