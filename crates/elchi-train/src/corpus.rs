//! The training texts: lines by class and source, those of another script left out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use elchi_langid::features::{MODELLED, Reader, Sink};

use crate::data::{self, SourceRow};
use crate::error::{TrainError, at};
use crate::languages::{self, Tag};
use crate::transliterate::{self, Transliteration};

/// Bytes read of one file for a transliteration: it stands in for a text that is not there.
const WRITTEN_BYTES: usize = 1_500_000;
/// A source without a row in `data/sources.tsv`.
const UNKNOWN_SOURCE: SourceRow = SourceRow { weight: 20, words: false };
/// Of ten letters of a line, so many must be of the script of its class.
const OWN_LETTERS: u32 = 7;

/// Texts of one class.
#[derive(Debug)]
pub(crate) struct Class {
    pub(crate) tag: Tag,
    pub(crate) sources: Vec<Source>,
    /// What a neighbour starts with; `None` for a language that has a folder in `lang/`.
    pub(crate) neighbour: Option<i32>,
}

/// A neighbour with fewer bytes of text than this is drawn less often: it knows little and would claim much.
const SMALL: usize = 500_000;

impl Class {
    /// How often the class is drawn, in quarters.
    pub(crate) fn draws(&self) -> u32 {
        let bytes: usize = self.sources.iter().flat_map(|source| &source.lines).map(String::len).sum();
        match (self.neighbour.is_none(), bytes < SMALL) {
            (true, _) => 8,
            (false, true) => 3,
            (false, false) => 4,
        }
    }
}

/// Lines of one file.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) row: SourceRow,
    pub(crate) lines: Vec<String>,
}

impl Source {
    /// How often it is drawn from among the sources of its class: larger ones more often, by the root of their size.
    pub(crate) fn weight(&self) -> u32 {
        let bytes: usize = self.lines.iter().map(String::len).sum();
        self.row.weight * u32::try_from(bytes.isqrt()).unwrap_or(u32::MAX)
    }
}

/// A folder of training texts.
pub(crate) struct Corpus<'a> {
    folder: &'a Path,
    /// Names of its files, sorted.
    names: Vec<String>,
    sources: BTreeMap<&'static str, SourceRow>,
    alphabets: BTreeMap<&'static str, Transliteration>,
    reader: Reader,
}

impl<'a> Corpus<'a> {
    pub(crate) fn open(folder: &'a Path) -> Result<Corpus<'a>, TrainError> {
        Ok(Corpus {
            folder,
            names: languages::names(folder)?,
            sources: data::sources()?,
            alphabets: transliterate::transliterations()?,
            reader: Reader::default(),
        })
    }

    /// The texts of `tag`; `neighbour`: what it starts with, if it is one.
    pub(crate) fn class(&self, tag: &Tag, neighbour: Option<i32>) -> Result<Class, TrainError> {
        let mut sources = Vec::new();
        for (name, source) in self.files(&tag.name) {
            let text = self.read(name)?;
            sources.push(self.source(source.to_owned(), source, text.lines().map(str::to_owned), tag));
        }
        if let Some(Transliteration { from, alphabets }) = self.alphabets.get(tag.name.as_str()) {
            for (name, source) in self.files(from) {
                let text = self.read(name)?;
                let head = &text[..text.floor_char_boundary(WRITTEN_BYTES)];
                for (alphabet, letters) in alphabets {
                    let lines = head.lines().map(|line| letters.write(line));
                    sources.push(self.source(format!("{from}.{source} {alphabet}"), source, lines, tag));
                }
            }
        }
        sources.retain(|source| !source.lines.is_empty());
        if sources.is_empty() {
            return Err(TrainError::NoTexts { folder: self.folder.to_owned(), tag: tag.name.clone() });
        }
        Ok(Class { tag: tag.clone(), sources, neighbour })
    }

    fn source(&self, name: String, source: &str, lines: impl Iterator<Item = String>, tag: &Tag) -> Source {
        let row = self.sources.get(source).copied().unwrap_or(UNKNOWN_SOURCE);
        Source { name, row, lines: lines.filter(|line| self.is_of_script(line, tag)).collect() }
    }

    /// True where most letters of a line are of the class's script.
    fn is_of_script(&self, line: &str, tag: &Tag) -> bool {
        let mut letters = Letters::default();
        self.reader.read(line, &mut letters);
        let own = letters.modelled[tag.script.0];
        let all = letters.modelled.iter().sum::<u32>() + letters.counted;
        own > 1 && own * 10 >= all * OWN_LETTERS
    }

    /// Files of the texts of `tag`, each with its source.
    fn files<'n>(&'n self, tag: &str) -> impl Iterator<Item = (&'n str, &'n str)> {
        self.names.iter().filter_map(move |name| {
            let source = name.strip_suffix(".txt")?.strip_prefix(tag)?.strip_prefix('.')?;
            Some((name.as_str(), source))
        })
    }

    fn read(&self, name: &str) -> Result<String, TrainError> {
        let path = self.folder.join(name);
        fs::read_to_string(&path).map_err(at(&path))
    }
}

/// Letters by script.
#[derive(Default)]
struct Letters {
    modelled: [u32; MODELLED.len()],
    counted: u32,
}

impl Sink for Letters {
    fn word(&mut self, script: usize, _: &[u8], letters: u32, _: bool) {
        self.modelled[script] += letters;
    }

    fn counted(&mut self, _: usize) {
        self.counted += 1;
    }
}
