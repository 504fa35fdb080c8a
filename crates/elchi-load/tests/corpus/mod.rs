//! Folders of input made for one test, and what loading gives for them, in one line each.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use elchi_load::{Cursor, Discovery, Input, Item, Mapping, RecordReader, discover, parse};
use elchi_model::{Document, Reject};
use tempfile::TempDir;

pub(crate) struct Corpus(TempDir);

impl Corpus {
    pub(crate) fn new() -> Corpus {
        Corpus(tempfile::tempdir().expect("a folder"))
    }

    /// A corpus of one file.
    pub(crate) fn of(name: &str, bytes: impl AsRef<[u8]>) -> Corpus {
        let corpus = Corpus::new();
        corpus.write(name, bytes);
        corpus
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    pub(crate) fn discover(&self) -> Discovery {
        discover(&Input::new(self.root()), &Mapping::embedded()).expect("found")
    }

    pub(crate) fn load(&self) -> Vec<Outcome> {
        load(&self.discover())
    }

    /// One line each: `uri#index text` or `uri#index reason start..end detail`.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.load().iter().map(Outcome::line).collect()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Document(Box<Document>),
    Reject(Box<Reject>),
}

impl Outcome {
    pub(crate) fn line(&self) -> String {
        match self {
            Outcome::Document(document) => {
                let text: String = document.text.chars().take(40).collect();
                format!("{}#{} {text:?}", document.source_uri, document.record_index)
            }
            Outcome::Reject(reject) => {
                let byte = |byte: Option<i64>| byte.map_or("?".to_owned(), |byte| byte.to_string());
                let (start, end) = (byte(reject.byte_start), byte(reject.byte_end));
                let (uri, index, reason) = (&reject.source_uri, reject.record_index, reject.reason.as_str());
                format!("{uri}#{index} {reason} {start}..{end} {}", reject.detail)
            }
        }
    }
}

/// Rejects of the names first, then all records.
pub(crate) fn load(found: &Discovery) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> =
        found.rejects.iter().cloned().map(|reject| Outcome::Reject(Box::new(reject))).collect();
    let mut reader = RecordReader::new(found.files.clone());
    while let Some((_, outcome)) = next(&mut reader) {
        outcomes.push(outcome);
    }
    outcomes
}

pub(crate) fn next(reader: &mut RecordReader) -> Option<(Cursor, Outcome)> {
    let item = reader.next_item()?;
    let cursor = item.cursor();
    let outcome = match item {
        Item::Record(record) => match parse(&record) {
            Ok(document) => Outcome::Document(Box::new(document)),
            Err(reject) => Outcome::Reject(reject),
        },
        Item::Reject { reject, .. } => Outcome::Reject(Box::new(reject)),
    };
    Some((cursor, outcome))
}

pub(crate) fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes.as_ref()).expect("packed");
    encoder.finish().expect("packed")
}

pub(crate) fn zstd(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    zstd::encode_all(bytes.as_ref(), 1).expect("packed")
}

/// Compares lines with what is expected, where a final `…` stands for any rest.
#[track_caller]
pub(crate) fn check(found: &[String], expected: &[&str]) {
    let fits = |(found, expected): (&String, &&str)| match expected.strip_suffix('…') {
        Some(start) => found.starts_with(start),
        None => found == expected,
    };
    let is_same = found.len() == expected.len() && found.iter().zip(expected).all(fits);
    assert!(is_same, "found\n{found:#?}\nexpected\n{expected:#?}");
}
