//! Nothing that stands in an input stops a run: every record becomes a document or a row that says why not.

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use support::{assert_same_bytes, elchi, files, path, run, run_summed_up, seeds, texts, verify};

/// A document in plain words, told apart by `number`.
fn article(number: u32) -> String {
    format!("Ministers of Uzbekistan and Kazakhstan met in Tashkent on Monday. This is report {number} on the talks.\n")
}

/// Files whose records are refused: name, bytes, record, reason.
fn refused() -> Vec<(&'static str, Vec<u8>, u32, &'static str)> {
    let gz = fs::read(seeds().join("kk/kazinform-orta-daliz.txt.gz")).expect("a compressed sample");
    let with = |head: &[u8], text: &str| [head, text.as_bytes()].concat();
    vec![
        ("bytes.txt", with(b"Minister \xc3\x28\xa0\xff ", &article(1)), 0, "invalid_utf8"),
        ("utf-16.txt", "\u{feff}Ministers met.".encode_utf16().flat_map(u16::to_le_bytes).collect(), 0, "invalid_utf8"),
        ("empty.txt", Vec::new(), 0, "empty"),
        ("blank.txt", b" \n\t\r\n \n".to_vec(), 0, "empty"),
        ("empty.jsonl", b"\n\n".to_vec(), 0, "empty"),
        ("picture.txt", with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "x"), 0, "binary"),
        ("zeros.txt", with(b"\0\0\0\0\0\0\0\0\0\0", "Ministers"), 0, "binary"),
        ("cut.txt.gz", gz[..gz.len() / 2].to_vec(), 0, "truncated_archive"),
        ("no-archive.txt.gz", article(2).into_bytes(), 0, "truncated_archive"),
        ("paper.pdf", b"%PDF-1.7\n".to_vec(), 0, "unsupported_format"),
        ("page.html", b"<html><body>Ministers met.</body></html>".to_vec(), 0, "unsupported_format"),
        ("no-ending", article(3).into_bytes(), 0, "unsupported_format"),
        ("long-line.jsonl", long_line(), 0, "too_large"),
        ("lines.jsonl", lines(), 1, "broken_json"),
        ("lines.jsonl", Vec::new(), 2, "missing_text"),
        ("lines.jsonl", Vec::new(), 3, "missing_text"),
        ("lines.jsonl", Vec::new(), 4, "broken_json"),
        ("lines.jsonl", Vec::new(), 5, "empty"),
    ]
}

/// A line above 16 MiB, and a good one.
fn long_line() -> Vec<u8> {
    let mut bytes = vec![b'x'; (16 << 20) + 10];
    bytes.push(b'\n');
    bytes.extend(record(&article(4)));
    bytes
}

/// Records 0 and 6 are good.
fn lines() -> Vec<u8> {
    let mut bytes = record(&article(5));
    bytes.extend(b"{\"text\": \"cut off\n{\"title\": \"no text\"}\n{\"text\": 7}\n[\"text\"]\n{\"text\": \"  \"}\n");
    bytes.extend(record(&article(6)));
    bytes
}

fn record(text: &str) -> Vec<u8> {
    format!("{}\n", serde_json::json!({ "text": text })).into_bytes()
}

/// Files that are documents in spite of their looks: name, text.
fn accepted() -> Vec<(String, String)> {
    vec![
        ("plain.txt".into(), article(10)),
        ("mark.txt".into(), format!("\u{feff}{}", article(11))),
        ("line\nend.txt".into(), article(12)),
        ("=cmd|'/c calc'!A0.txt".into(), article(13)),
        ("one-line.txt".into(), article(14).trim_end().repeat(2_000)),
        ("controls.txt".into(), format!("{}\u{1b}[31m\u{7}\u{202e}\u{200b}end\n", article(15))),
        ("deep/".to_owned() + &"d/".repeat(30) + "file.txt", article(16)),
        ("script.md".into(), format!("---\ntitle: '<script>alert(1)</script>'\n---\n{}", article(17))),
    ]
}

fn corpus(folder: &Path) -> PathBuf {
    let corpus = folder.join("hostile");
    fs::create_dir(&corpus).expect("a folder can be made");
    let write = |name: &str, bytes: &[u8]| {
        let file = corpus.join(name);
        fs::create_dir_all(file.parent().expect("below the folder")).expect("a folder can be made");
        fs::write(file, bytes).expect("a file can be written");
    };
    for (name, bytes, _, _) in refused().iter().filter(|(_, bytes, record, _)| !bytes.is_empty() || *record == 0) {
        write(name, bytes);
    }
    for (name, text) in accepted() {
        write(&name, text.as_bytes());
    }
    // 200 MiB of one line that take no room on the disk.
    File::create(corpus.join("huge.txt")).and_then(|file| file.set_len(200 << 20)).expect("a sparse file");
    corpus
}

#[cfg(unix)]
fn links(corpus: &Path) {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    symlink(".", corpus.join("loop")).expect("a link can be made");
    symlink("self.txt", corpus.join("self.txt")).expect("a link can be made");
    symlink("nowhere.txt", corpus.join("dangling.txt")).expect("a link can be made");
    let name = std::ffi::OsStr::from_bytes(b"name-\xff.txt");
    fs::write(corpus.join(name), article(20)).expect("a file can be written");
}

#[cfg(unix)]
#[test]
fn every_record_is_a_document_or_one_reject_with_its_reason() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (corpus(folder.path()), folder.path().join("out"));
    links(&input);
    run(&input, &output, &[]);
    let found = texts(&output, "SELECT source_uri AS a, record_index AS b, reason AS c FROM rejects");
    let mut wanted: BTreeMap<(String, String), &str> = refused()
        .into_iter()
        .map(|(name, _, record, reason)| ((name.to_owned(), record.to_string()), reason))
        .collect();
    for (name, reason) in [
        ("huge.txt", "too_large"),
        ("loop/", "symlink_loop"),
        ("self.txt", "symlink_loop"),
        ("dangling.txt", "unreadable"),
    ] {
        wanted.insert((name.to_owned(), "0".to_owned()), reason);
    }
    let found: BTreeMap<(String, String), &str> =
        found.iter().map(|row| ((row[0].clone(), row[1].clone()), row[2].as_str())).collect();
    assert_eq!(found, wanted);

    let documents = texts(&output, "SELECT source_uri AS a, record_index AS b FROM documents ORDER BY a, b");
    let named: Vec<(&str, &str)> = documents.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    for (name, _) in accepted() {
        assert!(named.contains(&(name.as_str(), "0")), "{name:?} is a document: {named:?}");
    }
    for place in [("lines.jsonl", "0"), ("lines.jsonl", "6"), ("long-line.jsonl", "1")] {
        assert!(named.contains(&place), "{place:?} is a document: {named:?}");
    }
    let odd: Vec<_> = named.iter().filter(|(name, _)| name.starts_with("name-")).collect();
    assert_eq!(odd.len(), 1, "a name that is not UTF-8 is changed, its file is read: {named:?}");
    assert_eq!(named.len(), accepted().len() + 4);
    verify(&output).ok();
    // Every stage took in every document.
    let stages = texts(&output, "SELECT DISTINCT input_count AS a FROM accounting WHERE stage <> 'load'");
    assert_eq!(stages, [[named.len().to_string()]]);
}

#[test]
fn what_a_document_contains_is_shown_and_never_run() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (corpus(folder.path()), folder.path().join("out"));
    run(&input, &output, &[]);
    let query = "SELECT source_uri, text, title FROM documents ORDER BY source_uri";
    let table = elchi(&["sql", query, "--data", path(&output)]).ok().stdout;
    assert!(!table.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{200b}']), "no control character reaches a terminal");
    let csv = elchi(&["sql", query, "--data", path(&output), "--format", "csv"]).ok().stdout;
    assert!(csv.contains("'=cmd|"), "a cell that a spreadsheet would run begins with an apostrophe:\n{csv}");
    for (name, bytes) in files(&output.join("reports")).into_iter().filter(|(name, _)| name.ends_with(".csv")) {
        let text = String::from_utf8(bytes).expect("reports are UTF-8");
        let formula = text.lines().find(|line| line.starts_with(['=', '+', '@']));
        assert_eq!(formula, None, "{name}");
    }
    elchi(&["report", "--data", path(&output)]).ok();
}

#[test]
fn too_many_rejects_fail_the_run_and_leave_the_output_alone() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let output = folder.path().join("out");
    run(&seeds().join("tk"), &output, &["--max-rejects", "0"]);
    let before = files(&output);
    let feeds = seeds().join("feeds");
    elchi(&["run", path(&feeds), path(&output), "--max-rejects", "0"])
        .with_code(1)
        .says("1 of 5 records were rejected")
        .says("The output is as it was");
    assert_same_bytes(&before, &files(&output), "an output whose run failed");
    let summary = run_summed_up(&feeds, &output, &["--max-rejects", "0.2"]);
    assert_eq!(summary["rejects_by_reason"]["broken_json"], 1, "a share of exactly one in five is allowed");
}

#[test]
fn an_input_that_is_not_there_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let output = folder.path().join("out");
    for (input, words) in [
        ("no-such-folder", "no file or folder is named `no-such-folder`"),
        ("seeds/*.docx", "no file matches `seeds/*.docx`"),
        ("seeds/[", "is no valid glob"),
    ] {
        elchi(&["run", input, path(&output)]).with_code(1).says(words);
        assert!(!output.exists(), "{input} makes no output");
    }
    elchi(&["run", "seeds"]).with_code(2).says("OUTPUT");
}

#[test]
fn an_input_without_a_record_gives_empty_tables() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (folder.path().join("nothing"), folder.path().join("out"));
    fs::create_dir(&input).expect("a folder can be made");
    let summary = run_summed_up(&input, &output, &[]);
    for pair in summary["rows_by_table"].as_array().expect("rows by table") {
        assert!(pair[1] == 0 || pair[0] == "accounting", "{pair}");
        assert!(output.join(pair[0].as_str().expect("a name")).join("part-00000.parquet").is_file(), "{pair}");
    }
    verify(&output).ok();
    elchi(&["report", "--data", path(&output)]).ok();
}
