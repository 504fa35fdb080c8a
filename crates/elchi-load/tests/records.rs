//! Where records begin and end: lines, archives, damage, limits; and that reading can start anywhere.

mod corpus;

use std::io::Write;

use corpus::{Corpus, Outcome, check, gzip, load, next, zstd};
use elchi_load::{Cursor, MAX_RECORD_BYTES, RecordReader};

fn lines_of(count: usize) -> String {
    (0..count).map(|number| format!("{{\"text\":\"number {number} {}\"}}\n", "ж".repeat(number % 97))).collect()
}

#[test]
fn lines_of_json() {
    let corpus = Corpus::of(
        "a.jsonl",
        "\u{feff}{\"text\":\"a\"}\r\n\r\n  \n[1]\n{\"text\":\"b\"}\n{\"text\":1}\n{\"no\":1}\n{\"text\":\"c\"",
    );
    check(
        &corpus.lines(),
        &[
            "a.jsonl#0 \"a\"",
            "a.jsonl#1 broken_json 22..25 invalid type: sequence, expected a JSON object",
            "a.jsonl#2 \"b\"",
            "a.jsonl#3 missing_text 39..49 `text` is a number, not a string",
            "a.jsonl#4 missing_text 50..58 none of the keys `text`, `content`, …",
            "a.jsonl#5 broken_json 59..70 EOF while parsing an object at byte column 11",
        ],
    );
    for (bytes, expected) in [
        ("", "a.ndjson#0 empty 0..0 no line that is not blank"),
        ("\n \r\n", "a.ndjson#0 empty 0..4 no line that is not blank"),
        ("\u{feff}", "a.ndjson#0 empty 0..3 no line that is not blank"),
        ("\u{feff}{\"text\":\"a\"}", "a.ndjson#0 \"a\""),
        ("PK\u{3}\u{4}rest\nlines\n", "a.ndjson#0 binary 0..? starts like a ZIP archive or an office document"),
    ] {
        check(&Corpus::of("a.ndjson", bytes).lines(), &[expected]);
    }
    let corpus = Corpus::of("u.jsonl", b"\xff\xfe{\0\"\0\n\0");
    check(
        &corpus.lines(),
        &["u.jsonl#0 invalid_utf8 0..? looks like UTF-16 (little-endian), which is not read yet; …"],
    );
    let corpus = Corpus::of("u.jsonl", b"{\"text\":\"\xe6\"}\n{\"text\":\"a\"}\n");
    check(&corpus.lines(), &["u.jsonl#0 invalid_utf8 0..12 0xE6 at byte 9 is not UTF-8", "u.jsonl#1 \"a\""]);
}

#[test]
fn archives_are_read_like_what_they_hold() {
    let lines = lines_of(5000);
    let plain = Corpus::of("a.jsonl", &lines).load();
    let mut members = gzip(&lines[..lines.len() / 2]);
    members.extend(gzip(&lines[lines.len() / 2..]));
    let mut frames = zstd(&lines[..lines.len() / 2]);
    frames.extend(zstd(&lines[lines.len() / 2..]));
    for (name, bytes) in [("a.jsonl.gz", members), ("a.jsonl.zst", frames), ("a.JSONL.GZ", gzip(&lines))] {
        let packed = Corpus::of(name, bytes).load();
        let text = |outcome: &Outcome| match outcome {
            Outcome::Document(document) => (document.record_index, document.text.clone(), document.byte_count),
            Outcome::Reject(reject) => panic!("{reject:?}"),
        };
        assert!(plain.iter().map(text).eq(packed.iter().map(text)), "{name}");
    }
    check(&Corpus::of("a.txt.gz", gzip("жж")).lines(), &["a.txt.gz#0 \"жж\""]);
    check(&Corpus::of("a.md.zst", zstd("# жж")).lines(), &["a.md.zst#0 \"# жж\""]);
}

#[test]
fn damaged_archives_give_what_stands_before_the_damage() {
    let lines = lines_of(20_000);
    let whole = gzip(&lines);
    for (name, packed) in [("a.jsonl.gz", whole.clone()), ("a.jsonl.zst", zstd(&lines))] {
        let outcomes = Corpus::of(name, &packed[..packed.len() * 2 / 3]).load();
        let (last, records) = outcomes.split_last().expect("some");
        assert!(records.len() > 1000, "{name}: {}", records.len());
        let Outcome::Reject(reject) = last else { panic!("{name}: {last:?}") };
        assert_eq!(reject.reason.as_str(), "truncated_archive", "{name}");
        assert_eq!(reject.detail, "the archive ends early", "{name}");
        assert_eq!(reject.record_index, records.len() as i64);
        // The offset is the first byte that is in no record: the start of a line.
        let start = usize::try_from(reject.byte_start.expect("known")).expect("in range");
        assert_eq!(lines[..start].matches('\n').count(), records.len(), "{name}");
        assert!(lines[..start].ends_with('\n'), "{name}");
    }
    let with = |mut bytes: Vec<u8>, tail: &[u8]| {
        bytes.extend(tail);
        bytes
    };
    let one = "{\"text\":\"a\"}\n";
    let mut flipped = gzip(one);
    let checksum = flipped.len() - 6;
    flipped[checksum] ^= 1;
    for (name, bytes, expected) in [
        (
            "a.jsonl.gz",
            with(gzip(one), b"garbage that is no archive"),
            vec![
                "a.jsonl.gz#0 \"a\"",
                "a.jsonl.gz#1 truncated_archive 13..? the archive is damaged, or something else follows it: …",
            ],
        ),
        (
            "a.jsonl.zst",
            with(zstd(one), b"garbage that is no archive"),
            vec![
                "a.jsonl.zst#0 \"a\"",
                "a.jsonl.zst#1 truncated_archive 13..? the archive is damaged, or something else follows it: …",
            ],
        ),
        (
            "a.jsonl.gz",
            flipped,
            vec!["a.jsonl.gz#0 \"a\"", "a.jsonl.gz#1 truncated_archive 13..? the archive is damaged, …"],
        ),
        (
            "a.txt.gz",
            whole[..whole.len() / 2].to_vec(),
            vec!["a.txt.gz#0 truncated_archive 0..? the archive ends early"],
        ),
        ("a.txt.gz", with(gzip("x"), b"tail"), vec!["a.txt.gz#0 truncated_archive 0..? …"]),
        ("a.txt.gz", Vec::new(), vec!["a.txt.gz#0 empty 0..0 no bytes"]),
        ("a.jsonl.gz", Vec::new(), vec!["a.jsonl.gz#0 empty 0..0 no line that is not blank"]),
        ("a.txt.zst", Vec::new(), vec!["a.txt.zst#0 empty 0..0 no bytes"]),
        ("a.txt.gz", gzip(""), vec!["a.txt.gz#0 empty 0..0 no bytes"]),
        ("a.txt.gz", gzip(gzip("x")), vec!["a.txt.gz#0 binary 0..21 starts like a gzip archive"]),
        ("a.jsonl.gz", gzip(gzip("x")), vec!["a.jsonl.gz#0 binary 0..? starts like a gzip archive"]),
        (
            "a.txt.gz",
            b"plain text under a wrong name".to_vec(),
            vec!["a.txt.gz#0 truncated_archive 0..? is not the archive its name says: …"],
        ),
        (
            "a.jsonl.zst",
            b"plain text under a wrong name".to_vec(),
            vec!["a.jsonl.zst#0 truncated_archive 0..? is not the archive its name says: …"],
        ),
    ] {
        check(&Corpus::of(name, bytes).lines(), &expected);
    }
}

#[test]
fn a_record_may_have_16_mib_and_not_a_byte_more() {
    let corpus = Corpus::new();
    let exact = "a".repeat(MAX_RECORD_BYTES);
    corpus.write("a.txt", &exact);
    corpus.write("b.txt", format!("{exact}a"));
    corpus.write("c.txt.gz", gzip(format!("{exact}a")));
    let line = format!("{{\"text\":\"{}\"}}", "a".repeat(MAX_RECORD_BYTES - 11));
    let lines = format!("{line}\r\n{line} \n{{\"text\":\"x\"}}\n{line} ");
    corpus.write("d.jsonl", &lines);
    corpus.write("e.jsonl.zst", zstd(&lines));
    let shown: Vec<String> = corpus.lines();
    let size = MAX_RECORD_BYTES;
    let text = format!("\"{}\"", "a".repeat(40));
    let second = format!("too_large {}..{} more than 16777216 bytes in one document", size + 2, 2 * size + 3);
    let last = format!("too_large {}..{} more than 16777216 bytes in one document", 2 * size + 17, 3 * size + 18);
    check(
        &shown,
        &[
            &format!("a.txt#0 {text}"),
            &format!("b.txt#0 too_large 0..{} more than 16777216 bytes in one document", size + 1),
            "c.txt.gz#0 too_large 0..? more than 16777216 bytes in one document",
            &format!("d.jsonl#0 {text}"),
            &format!("d.jsonl#1 {second}"),
            "d.jsonl#2 \"x\"",
            &format!("d.jsonl#3 {last}"),
            &format!("e.jsonl.zst#0 {text}"),
            &format!("e.jsonl.zst#1 {second}"),
            "e.jsonl.zst#2 \"x\"",
            &format!("e.jsonl.zst#3 {last}"),
        ],
    );
}

/// Two gigabytes of blanks in two files of a few kilobytes.
#[test]
fn archives_that_swell_are_read_no_further() {
    let corpus = Corpus::new();
    let mut bomb = zstd::Encoder::new(Vec::new(), 1).expect("made");
    for _ in 0..2048 {
        bomb.write_all(&[b' '; 1 << 20]).expect("packed");
    }
    corpus.write("a.jsonl.zst", bomb.finish().expect("packed"));
    check(
        &corpus.lines(),
        &["a.jsonl.zst#0 too_large 0..? more than 16777216 bytes in one document", "a.jsonl.zst#1 too_large 1073741…"],
    );
}

#[test]
fn a_sparse_file_of_200_mb_is_refused_unread() {
    let corpus = Corpus::new();
    for name in ["a.txt", "b.jsonl"] {
        let file = std::fs::File::create(corpus.path(name)).expect("made");
        file.set_len(200_000_000).expect("grown");
    }
    check(
        &corpus.lines(),
        &[
            "a.txt#0 too_large 0..200000000 more than 16777216 bytes in one document",
            "b.jsonl#0 too_large 0..200000000 more than 16777216 bytes in one document",
        ],
    );
}

#[test]
fn reading_can_start_and_end_at_any_record() {
    let corpus = Corpus::new();
    let lines = format!("\u{feff}{}\n\n[]\n{}", lines_of(40), lines_of(3));
    corpus.write("a.jsonl", &lines);
    corpus.write("b.jsonl.gz", gzip(&lines));
    corpus.write("c.txt", "one");
    let packed = zstd(lines_of(20_000));
    corpus.write("d.jsonl.zst", &packed[..packed.len() * 2 / 3]);
    corpus.write("e.txt", "");
    corpus.write("f.jsonl", "");
    corpus.write("g.md", "last");
    let found = corpus.discover();
    let mut reader = RecordReader::new(found.files.clone());
    let mut all = Vec::new();
    let mut behind = vec![reader.cursor()];
    while let Some(item) = next(&mut reader) {
        all.push(item);
        behind.push(reader.cursor());
    }
    assert_eq!(all.len(), load(&found).len());
    assert!(all.windows(2).all(|pair| pair[0].0 < pair[1].0), "cursors ascend");
    let read = |start: Cursor, end: Option<Cursor>| {
        let mut reader = RecordReader::between(found.files.clone(), start, end);
        std::iter::from_fn(|| next(&mut reader)).collect::<Vec<_>>()
    };
    for at in (0..all.len()).step_by(701).chain(40..100).chain(all.len() - 6..all.len()) {
        let until = (at + 9).min(all.len());
        let end = all.get(until).map(|item| item.0);
        assert_eq!(read(all[at].0, end), all[at..until], "from item {at}");
        assert_eq!(read(behind[at], end), all[at..until], "from behind item {at}");
        assert_eq!(read(all[at].0, Some(all[at].0)), [], "nothing from {at}");
    }
    assert_eq!(read(behind[all.len()], None), []);
}

#[test]
fn a_file_that_shrinks_between_two_shards_is_refused() {
    let corpus = Corpus::of("a.jsonl", lines_of(10));
    let found = corpus.discover();
    let mut reader = RecordReader::new(found.files.clone());
    for _ in 0..5 {
        next(&mut reader).expect("a record");
    }
    corpus.write("a.jsonl", lines_of(2));
    let mut reader = RecordReader::between(found.files.clone(), reader.cursor(), None);
    let (_, outcome) = next(&mut reader).expect("a reject");
    assert_eq!(outcome.line(), "a.jsonl#5 unreadable ?..? has become shorter since it was listed");
    assert!(next(&mut reader).is_none());
}
