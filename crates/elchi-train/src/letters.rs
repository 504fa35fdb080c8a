//! The tables of letter pairs: `langid_letters.tsv` of each language and `shared/langid_neighbour_letters.tsv`.
//!
//! A number of a table is a fact about a language: by how many hundredths of an order of magnitude the second
//! letter is rare behind the first.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::counts::Counts;
use crate::data::{self, Transliteration};
use crate::error::{TrainError, at};
use crate::languages::{self, Tag};

/// Bytes read of one file: sources of one language weigh about the same.
const FILE_BYTES: usize = 1_000_000;
/// First line of a table.
const HEADER: &str = "first\tfollowing\ttag\n";
/// Table of the neighbours, below the folder of languages.
const NEIGHBOURS: &str = "shared/langid_neighbour_letters.tsv";

/// A table and where it belongs.
#[derive(Debug)]
pub(crate) struct Table {
    /// Path below the folder of languages.
    pub(crate) name: String,
    /// Bytes of the file.
    pub(crate) text: String,
}

impl Table {
    /// Writes the table below `lang_dir`.
    pub(crate) fn write(&self, lang_dir: &Path) -> Result<(), TrainError> {
        let path = lang_dir.join(&self.name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        fs::write(&path, &self.text).map_err(at(&path))
    }

    /// True where the same bytes stand below `lang_dir` already.
    pub(crate) fn stands_in(&self, lang_dir: &Path) -> bool {
        fs::read(lang_dir.join(&self.name)).is_ok_and(|bytes| bytes == self.text.as_bytes())
    }
}

/// All tables for the languages of `lang_dir`, counted in `texts`: one a folder, and that of the neighbours.
pub(crate) fn tables(texts: &Path, lang_dir: &Path) -> Result<Vec<Table>, TrainError> {
    let folders = languages::discover(lang_dir)?;
    let corpus = Corpus { folder: texts, names: languages::names(texts)?, alphabets: data::transliterations()? };
    let mut tables = Vec::with_capacity(folders.len() + 1);
    for folder in &folders {
        let name = format!("{}/langid_letters.tsv", folder.code);
        tables.push(Table { name, text: corpus.table(&folder.tags, folder.tags.len() > 1)? });
    }
    let ours: BTreeSet<&str> = folders.iter().flat_map(|folder| &folder.tags).map(|tag| tag.name.as_str()).collect();
    let mut neighbours = data::neighbours()?;
    neighbours.retain(|tag| !ours.contains(tag.name.as_str()));
    tables.push(Table { name: NEIGHBOURS.to_owned(), text: corpus.table(&neighbours, true)? });
    Ok(tables)
}

/// A folder of training texts.
struct Corpus<'a> {
    folder: &'a Path,
    /// Names of its files, sorted.
    names: Vec<String>,
    alphabets: BTreeMap<&'static str, Transliteration>,
}

impl Corpus<'_> {
    /// The table of `tags`, each row with its tag where `tagged`.
    fn table(&self, tags: &[Tag], tagged: bool) -> Result<String, TrainError> {
        let mut rows = Vec::new();
        for tag in tags {
            self.count(tag)?.rows(if tagged { &tag.name } else { "" }, &mut rows);
        }
        rows.sort();
        Ok(format!("{HEADER}{}", rows.concat()))
    }

    fn count(&self, tag: &Tag) -> Result<Counts, TrainError> {
        let mut counts = Counts::default();
        let mut seen = false;
        for name in self.files(&tag.name) {
            counts.add(head(&self.read(name)?, FILE_BYTES), tag.script);
            seen = true;
        }
        if let Some(transliteration) = self.alphabets.get(tag.name.as_str()) {
            for name in self.files(transliteration.from) {
                let text = self.read(name)?;
                for written in transliteration.write(head(&text, FILE_BYTES / transliteration.len())) {
                    counts.add(&written, tag.script);
                }
                seen = true;
            }
        }
        if seen {
            Ok(counts)
        } else {
            Err(TrainError::NoTexts { folder: self.folder.to_owned(), tag: tag.name.clone() })
        }
    }

    /// Files of the texts of `tag`.
    fn files<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a str> {
        let own = move |name: &&str| {
            name.ends_with(".txt") && name.strip_prefix(tag).is_some_and(|rest| rest.starts_with('.'))
        };
        self.names.iter().map(String::as_str).filter(own)
    }

    fn read(&self, name: &str) -> Result<String, TrainError> {
        let path = self.folder.join(name);
        fs::read_to_string(&path).map_err(at(&path))
    }
}

/// At most `bytes` bytes of `text`, whole characters.
fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}
