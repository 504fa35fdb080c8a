//! The binary as a person uses it: tables written, checked, and refused.
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const LANG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lang");
const TEXTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/langid-train");
const NEIGHBOURS: &str = include_str!("../data/neighbours.tsv");

fn letters(check: bool, texts: &Path, lang: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_elchi-train"));
    command.arg("letters").args(check.then_some("--check")).arg(texts).arg(lang);
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A folder of languages with one invented language, and a folder with a text of it and of each neighbour.
fn invented() -> (tempfile::TempDir, tempfile::TempDir) {
    let (texts, lang) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir(lang.path().join("qaa")).unwrap();
    fs::write(lang.path().join("qaa/language.toml"), "tags = [\"qaa\"]\nscripts = { qaa = \"Latn\" }\n").unwrap();
    fs::write(texts.path().join("qaa.own.txt"), "elva ti elva\n".repeat(10)).unwrap();
    for tag in NEIGHBOURS.lines().skip(1).filter_map(|line| line.split('\t').next()) {
        fs::write(texts.path().join(format!("{tag}.own.txt")), "sample образец نموذج\n").unwrap();
    }
    (texts, lang)
}

#[test]
fn tables_are_written_and_then_stand() {
    let (texts, lang) = invented();
    let missing = letters(true, texts.path(), lang.path());
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(stdout(&missing), "qaa/langid_letters.tsv\nshared/langid_neighbour_letters.tsv\n");
    assert!(letters(false, texts.path(), lang.path()).status.success());
    let table = fs::read_to_string(lang.path().join("qaa/langid_letters.tsv")).unwrap();
    assert_eq!(table.lines().next(), Some("first\tfollowing\ttag"));
    assert_eq!(table.lines().nth(1), Some("_\te18 t48\t"));
    assert!(letters(true, texts.path(), lang.path()).status.success());
    fs::write(texts.path().join("qaa.more.txt"), "oti oti\n".repeat(10)).unwrap();
    let changed = letters(true, texts.path(), lang.path());
    assert_eq!((changed.status.code(), stdout(&changed).as_str()), (Some(1), "qaa/langid_letters.tsv\n"));
    assert_eq!(fs::read_to_string(lang.path().join("qaa/langid_letters.tsv")).unwrap(), table);
}

#[test]
fn a_language_without_texts_stops_before_anything_is_written() {
    let (texts, lang) = invented();
    fs::remove_file(texts.path().join("uk.own.txt")).unwrap();
    let output = letters(false, texts.path(), lang.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("uk.SOURCE.txt"));
    assert!(!lang.path().join("qaa/langid_letters.tsv").exists());
}

#[test]
fn the_tables_of_the_project_are_what_the_training_texts_give() {
    let texts = Path::new(TEXTS);
    if !texts.is_dir() {
        println!("skipped: no training texts in shared/data/langid-train");
        return;
    }
    let output = letters(true, texts, Path::new(LANG));
    assert!(output.status.success(), "{}{}", stdout(&output), String::from_utf8_lossy(&output.stderr));
}
