//! The binary as a person uses it: a model written, checked, and refused.
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const LANG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lang");
const TEXTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/langid-train");
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/langid.bin");
const NEIGHBOURS: &str = include_str!("../data/neighbours.tsv");

fn langid(check: bool, draws: Option<u32>, out: &Path, texts: &Path, lang: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_elchi-train"));
    command.arg("langid").args(check.then_some("--check")).arg("--out").arg(out);
    command.args(draws.map(|draws| format!("--draws={draws}"))).arg(texts).arg(lang).output().unwrap()
}

/// A folder of languages with one invented language, and a folder with a text of it and of each neighbour.
fn invented() -> (tempfile::TempDir, tempfile::TempDir) {
    let (texts, lang) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir(lang.path().join("qaa")).unwrap();
    fs::write(lang.path().join("qaa/language.toml"), "tags = [\"qaa\"]\nscripts = { qaa = \"Latn\" }\n").unwrap();
    fs::write(texts.path().join("qaa.own.txt"), "elva ti elva\n".repeat(10)).unwrap();
    // Turkmen, Uzbek and others are written over from texts of languages that have a folder in the project.
    for tag in ["az", "kk", "tk", "uz-Latn"].into_iter().chain(tags()) {
        fs::write(texts.path().join(format!("{tag}.own.txt")), "sample words\nобразец слов\nنموذج كلمات\n").unwrap();
    }
    (texts, lang)
}

fn tags() -> impl Iterator<Item = &'static str> {
    NEIGHBOURS.lines().skip(1).filter_map(|line| line.split('\t').next())
}

#[test]
fn a_model_is_written_and_then_stands() {
    let (texts, lang) = invented();
    let out = lang.path().join("langid.bin");
    let written = langid(false, Some(20), &out, texts.path(), lang.path());
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    let model = fs::read(&out).unwrap();
    let scripts = elchi_langid::weights::read(&model).unwrap();
    assert!(scripts[1].tags.iter().any(|tag| tag == "qaa"));
    assert!(langid(true, Some(20), &out, texts.path(), lang.path()).status.success());
    fs::write(texts.path().join("qaa.more.txt"), "oti oti\n".repeat(10)).unwrap();
    let changed = langid(true, Some(20), &out, texts.path(), lang.path());
    assert_eq!(changed.status.code(), Some(1));
    assert_eq!(fs::read(&out).unwrap(), model);
}

#[test]
fn a_language_without_texts_stops_before_anything_is_written() {
    let (texts, lang) = invented();
    fs::remove_file(texts.path().join("uk.own.txt")).unwrap();
    let out = lang.path().join("langid.bin");
    let output = langid(false, Some(20), &out, texts.path(), lang.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("uk.SOURCE.txt"));
    assert!(!out.exists());
}

/// A minute or two in a release build: run by hand after a change of texts, features or trainer.
#[test]
#[ignore = "trains the whole model"]
fn the_model_of_the_project_is_what_the_training_texts_give() {
    let texts = Path::new(TEXTS);
    if !texts.is_dir() {
        println!("skipped: no training texts in shared/data/langid-train");
        return;
    }
    let output = langid(true, None, Path::new(MODEL), texts, Path::new(LANG));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
