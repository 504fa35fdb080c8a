//! The phrases of page furniture: `lang/<code>/residue/furniture.tsv`.

use std::sync::Arc;

use elchi_lexicon::Lexicon;
use rustc_hash::FxHashMap;

use super::words::{Piece, Pieces};
use crate::SegmentError;
use crate::page::also_tried;

/// Path of the phrases in the folder of a language.
pub(crate) const FURNITURE: &str = "residue/furniture.tsv";

/// What a phrase does to the line it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Stands anywhere: the line is residue.
    Holds,
    /// Stands first: the line is residue, whatever follows.
    Opens,
    /// Stands first, and a colon, dash, number, link or the end of the line follows.
    Label,
    /// Is the line, alone or with others, numbers, links and signs.
    Whole,
    /// As `whole`; what follows is a list of other texts.
    Heads,
    /// The name of a section: two of them are a menu, one counts at the edges of a page.
    Section,
    /// May stand among the others.
    Neutral,
    /// What kind of outlet a name is of (newspaper, radio, blog), first or last in it: such a line is no title.
    Outlet,
}

impl Class {
    /// Every class with its name in the file.
    pub(crate) const NAMES: [(&'static str, Class); 8] = [
        ("heads", Class::Heads),
        ("holds", Class::Holds),
        ("label", Class::Label),
        ("neutral", Class::Neutral),
        ("opens", Class::Opens),
        ("outlet", Class::Outlet),
        ("section", Class::Section),
        ("whole", Class::Whole),
    ];
}

/// A phrase at a place of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) class: Class,
    /// The files that have it: a bit for each index among the codes.
    pub(crate) files: u32,
    /// Index of the first piece, and behind the last.
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// All phrases of all languages: pages carry furniture of several. Segmenters share them.
#[derive(Debug)]
pub struct Phrases {
    words: FxHashMap<Box<str>, u32>,
    /// Words that may go on, as `word*` in the file says, by their first bytes.
    stems: FxHashMap<[u8; STEM_BYTES], Vec<(Box<str>, u32)>>,
    stem_count: u32,
    steps: FxHashMap<(u32, u32), u32>,
    /// For each node, what ends there, and in which files.
    ends: Vec<Vec<(Class, u32)>>,
    /// Code of each file.
    pub(crate) codes: Vec<Arc<str>>,
    /// The files whose phrases stand on pages of every language: those that `residue/order.toml` names.
    pub(crate) common: u32,
}

impl Default for Phrases {
    /// No phrases: one node, at which all of them begin.
    fn default() -> Phrases {
        Phrases {
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
            stem_count: 0,
            steps: FxHashMap::default(),
            ends: vec![Vec::new()],
            codes: Vec::new(),
            common: 0,
        }
    }
}

/// Shortest stem, in bytes.
const STEM_BYTES: usize = 4;

impl Phrases {
    /// The phrases of all languages of `lexicon`; bad rows are left out here and told by the checks.
    pub fn of(lexicon: &Lexicon) -> Phrases {
        let mut phrases = Phrases::default();
        let also = also_tried(lexicon.shared_file("residue/order.toml").unwrap_or_default());
        for (code, file) in files(lexicon) {
            let bit = phrases.next_bit();
            if also.iter().any(|lang| lexicon.language(*lang).is_some_and(|language| language.code() == code)) {
                phrases.common |= bit;
            }
            phrases.add(code, file);
        }
        phrases
    }

    /// Adds the rows of a file; each bad one is an error.
    pub(crate) fn add(&mut self, code: &str, file: &str) -> Vec<SegmentError> {
        let (mut errors, mut previous) = (Vec::new(), ("", ""));
        let source = self.next_bit();
        self.codes.push(code.into());
        for (index, line) in file.lines().enumerate() {
            let problem = |message: &str| SegmentError::Furniture {
                file: format!("{code}/{FURNITURE}"),
                line: u32::try_from(index + 1).unwrap_or(u32::MAX),
                message: message.to_owned(),
            };
            if index == 0 {
                if line != "form\tclass\tnote" {
                    errors.push(problem("the first line must be: form, class, note, with tabs between"));
                }
                continue;
            }
            let mut cells = line.split('\t');
            let (form, class) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            if cells.next().is_none() || cells.next().is_some() {
                errors.push(problem("three cells are wanted: form, class, note"));
                continue;
            }
            if (form, class) <= previous {
                errors.push(problem("rows are sorted by form, then class, each once"));
            }
            previous = (form, class);
            let Some((_, class)) = Class::NAMES.iter().find(|(name, _)| *name == class) else {
                errors
                    .push(problem("the class is none of: heads, holds, label, neutral, opens, outlet, section, whole"));
                continue;
            };
            if !self.phrase(form, *class, source) {
                errors.push(problem(
                    "a form is words with blanks between, each perhaps with * behind it if it has four bytes",
                ));
            }
        }
        errors
    }

    /// The bit of the file that is added next.
    fn next_bit(&self) -> u32 {
        1 << self.codes.len().min(31)
    }

    /// Adds one phrase; false where it holds no word.
    fn phrase(&mut self, form: &str, class: Class, source: u32) -> bool {
        let (mut node, mut pieces, mut any) = (0, Pieces::default(), false);
        for chunk in form.split(' ') {
            let (chunk, stem) = chunk.strip_suffix('*').map_or((chunk, false), |chunk| (chunk, true));
            pieces.read(chunk);
            let count = pieces.words();
            let mut number = 0;
            for piece in &pieces.pieces {
                let Piece::Word(start, end) = *piece else { continue };
                number += 1;
                any = true;
                let word = pieces.word(start, end);
                let Some(id) = (if stem && number == count { self.stem(word) } else { Some(self.word(word)) }) else {
                    return false;
                };
                let fresh = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
                node = *self.steps.entry((node, id)).or_insert(fresh);
                if node == fresh {
                    self.ends.push(Vec::new());
                }
            }
        }
        let ends = &mut self.ends[node as usize];
        match ends.iter_mut().find(|(known, _)| *known == class) {
            Some((_, files)) => *files |= source,
            None if any => ends.push((class, source)),
            None => {}
        }
        any
    }

    /// The id of a word: an even number.
    fn word(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX / 2) * 2;
        *self.words.entry(word.into()).or_insert(next)
    }

    /// The id of a stem: an odd number; none where it is too short to be one.
    fn stem(&mut self, stem: &str) -> Option<u32> {
        let known = self.stems.entry(*stem.as_bytes().first_chunk()?).or_default();
        if let Some((_, id)) = known.iter().find(|(other, _)| **other == *stem) {
            return Some(*id);
        }
        let id = self.stem_count * 2 + 1;
        self.stem_count += 1;
        known.push((stem.into(), id));
        Some(id)
    }

    /// The phrases of a line: at each word the longest that begins there, in each class; words inside a longer phrase
    /// begin none but those that make the line furniture by themselves (`holds`; `opens` and `label` at the same word).
    pub(crate) fn find(&self, pieces: &Pieces, into: &mut Vec<Found>) {
        into.clear();
        let (mut at, mut covered) = (0, 0);
        while at < pieces.pieces.len() {
            let first = into.len();
            self.longest(pieces, at, 0, at, into);
            let end = into[first..].iter().map(|found| found.end as usize).max();
            let inside = at < covered;
            let stays = |one: &Found| {
                let main = match one.class {
                    Class::Holds => true,
                    Class::Opens | Class::Label => !inside,
                    _ => false,
                };
                main || (!inside && Some(one.end as usize) == end)
            };
            let mut index = 0;
            into.retain(|one| {
                index += 1;
                index <= first || stays(one)
            });
            if !inside {
                covered = end.unwrap_or(at + 1);
            }
            at += 1;
        }
    }

    fn longest(&self, pieces: &Pieces, start: usize, node: u32, at: usize, into: &mut Vec<Found>) {
        let ends = &self.ends[node as usize];
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        into.extend(ends.iter().map(|&(class, files)| Found { class, files, start: number(start), end: number(at) }));
        let mut next = at;
        // Hyphens, dots, colons and other signs between the words of a phrase do not matter.
        while node > 0
            && matches!(
                pieces.pieces.get(next),
                Some(Piece::Sign | Piece::Dash | Piece::Stop | Piece::Inner | Piece::Colon)
            )
            && next < at + 2
        {
            next += 1;
        }
        let Some(Piece::Word(from, to)) = pieces.pieces.get(next) else { return };
        let word = pieces.word(*from, *to);
        if let Some(node) = self.words.get(word).and_then(|id| self.steps.get(&(node, *id))) {
            self.longest(pieces, start, *node, next + 1, into);
        }
        let stems = word.as_bytes().first_chunk().and_then(|first| self.stems.get(first));
        for (stem, id) in stems.into_iter().flatten() {
            if let Some(node) = self.steps.get(&(node, *id)).filter(|_| word.starts_with(&**stem)) {
                self.longest(pieces, start, *node, next + 1, into);
            }
        }
    }
}

/// The file of each language that has one, with its code.
pub(crate) fn files(lexicon: &Lexicon) -> impl Iterator<Item = (&str, &str)> {
    let own = lexicon.languages().filter_map(|language| Some((language.code(), language.file(FURNITURE)?)));
    own.chain(lexicon.shared_file(FURNITURE).map(|file| ("shared", file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &str, line: &str) -> Vec<(Class, u32, u32)> {
        let mut phrases = Phrases::default();
        let errors = phrases.add("xx", &format!("form\tclass\tnote\n{rows}"));
        assert!(errors.is_empty(), "{errors:?}");
        let (mut pieces, mut into) = (Pieces::default(), Vec::new());
        pieces.read(line);
        phrases.find(&pieces, &mut into);
        into.iter().map(|found| (found.class, found.start, found.end)).collect()
    }

    #[test]
    fn the_longest_phrase_counts_and_stems_go_on() {
        let rows = "all rights\twhole\t\nall rights reserved\tholds\t\nsubscri* to\topens\t\n";
        assert_eq!(found(rows, "All rights reserved."), [(Class::Holds, 0, 3)]);
        assert_eq!(found(rows, "All-rights"), [(Class::Whole, 0, 3)]);
        assert_eq!(found(rows, "Please subscribe to news"), [(Class::Opens, 1, 3)]);
        assert_eq!(found(rows, "All right"), []);
    }

    #[test]
    fn bad_rows_are_told() {
        let mut phrases = Phrases::default();
        let errors =
            phrases.add("xx", "form\tclass\tnote\nb\twhole\t\na\twhole\t\nc\tnothing\t\n12\twhole\t\nd\twhole\n");
        assert_eq!(errors.len(), 5, "{errors:?}");
    }
}
