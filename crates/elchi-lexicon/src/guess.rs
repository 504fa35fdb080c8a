//! `guess.tsv`: how a part of a name that no list knows is led back to its citation form.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::data::inflection::{self, Inflection};
use crate::data::tsv::Table;
use crate::features::Features;
use crate::problem::{File, Problems};

/// Which part of a name a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NamePart {
    /// Given name.
    Given,
    /// Patronymic.
    Patronymic,
    /// Family name.
    Family,
}

/// A citation form that a word may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The nominative.
    pub citation: String,
    /// What the word is then; empty where the form does not tell.
    pub features: Features,
    /// Bytes of the ending in `guess.tsv` that led here: the more, the surer.
    pub evidence: usize,
}

/// One way from a form to its citation form.
#[derive(Debug, Clone)]
struct Way {
    /// Bytes to take off.
    strip: usize,
    /// What to add.
    add: Box<str>,
    /// The ending of the row.
    ending: Box<str>,
    features: Features,
    row: u32,
}

/// All rows of `guess.tsv`, by the end of the form in the text.
#[derive(Debug, Default)]
pub(crate) struct Guesser {
    ways: FxHashMap<(NamePart, Box<str>), Vec<Way>>,
    endings: BTreeSet<(NamePart, Box<str>)>,
    longest: usize,
}

const COLUMNS: [&str; 4] = ["part", "ending", "paradigm", "note"];

impl Guesser {
    /// Reads `file`.
    pub(crate) fn read(file: File<'_>, inflection: &Inflection, problems: &mut Problems) -> Guesser {
        let table = Table::read(file, &COLUMNS, problems);
        let column = |name: &str| table.column(name);
        let (part, ending, paradigm) = (column("part"), column("ending"), column("paradigm"));
        let mut guesser = Guesser::default();
        for (number, row) in (0..).zip(&table.rows) {
            let ((part_at, part), (ending_at, ending)) = (row.cell(part), row.cell(ending));
            let (paradigm_at, paradigm) = row.cell(paradigm);
            let part = match part {
                "given" => NamePart::Given,
                "patronymic" => NamePart::Patronymic,
                "family" => NamePart::Family,
                _ => {
                    problems.add(&file, part_at, format!("unknown part '{part}'"), "write given, patronymic or family");
                    continue;
                }
            };
            if ending.chars().any(char::is_uppercase) {
                problems.add(&file, ending_at, "capitals in an ending", "write it in lower case");
            }
            match inflection.ways(paradigm, ending) {
                Ok(ways) if ways.is_empty() => problems.add(
                    &file,
                    ending_at,
                    format!("no word in -{ending} has a base ending of {paradigm}"),
                    "choose another paradigm, or write the ending of the citation form",
                ),
                Ok(ways) => guesser.add(part, ending, number, ways),
                Err(error) => {
                    let (message, help) = inflection::explain(&error, inflection);
                    problems.add(&file, paradigm_at, message, help);
                }
            }
        }
        guesser
    }

    fn add(&mut self, part: NamePart, ending: &str, row: u32, ways: Vec<inflection::Way>) {
        self.endings.insert((part, ending.into()));
        for way in ways {
            self.longest = self.longest.max(way.form_end.len());
            let made =
                Way { strip: way.strip, add: way.add.into(), ending: ending.into(), features: way.features, row };
            self.ways.entry((part, way.form_end.into())).or_default().push(made);
        }
    }

    /// Appends what `form` may be, the likeliest first.
    pub(crate) fn guess(&self, part: NamePart, form: &str, into: &mut Vec<Guess>) {
        let first = into.len();
        let lower = form.to_lowercase();
        if lower.len() != form.len() {
            return;
        }
        let shouted = form.chars().count() > 1 && form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let mut rows: Vec<(usize, u32, usize, Guess)> = Vec::new();
        let starts = lower.char_indices().map(|(at, _)| at).chain([lower.len()]);
        for start in starts.filter(|start| lower.len() - start <= self.longest) {
            // A stem of one letter is no name.
            if lower[..start].chars().count() < 1 {
                continue;
            }
            for way in self.ways.get(&(part, lower[start..].into())).into_iter().flatten() {
                let stem = form.len() - way.strip;
                let folded = format!("{}{}", &lower[..stem], way.add);
                if self.has_longer(part, &folded, way.ending.len()) {
                    continue;
                }
                let add = if shouted { way.add.to_uppercase() } else { way.add.to_string() };
                let citation = format!("{}{add}", &form[..stem]);
                let evidence = way.ending.len();
                let guess = Guess { citation, features: way.features, evidence };
                rows.push((usize::MAX - evidence, way.row, way.strip, guess));
            }
        }
        // On equal evidence the shorter citation form: an ending is likelier to be one than to belong to the stem.
        rows.sort_by(|a, b| {
            let key = |(evidence, row, strip, guess): &(usize, u32, usize, Guess)| {
                (*evidence, guess.citation.len(), *row, *strip)
            };
            key(a).cmp(&key(b)).then_with(|| a.3.citation.cmp(&b.3.citation))
        });
        into.extend(rows.into_iter().map(|(.., guess)| guess));
        let mut seen: Vec<Guess> = Vec::new();
        for guess in into.drain(first..) {
            if !seen.iter().any(|other| other.citation == guess.citation && other.features == guess.features) {
                seen.push(guess);
            }
        }
        into.extend(seen);
    }

    /// True where a longer ending than one of `length` bytes fits the citation form.
    fn has_longer(&self, part: NamePart, citation: &str, length: usize) -> bool {
        let starts = citation.char_indices().map(|(at, _)| at);
        starts
            .take_while(|start| citation.len() - start > length)
            .filter(|start| citation.len() - start <= self.longest + 8)
            .any(|start| self.endings.contains(&(part, citation[start..].into())))
    }
}
