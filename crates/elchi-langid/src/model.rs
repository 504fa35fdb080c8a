//! What tells the languages of one script apart, compiled for speed: a score per pair of letters and
//! language, and marks found by hash.
//!
//! Scores are hundredths of an order of magnitude (a score of 100 for one language over another means odds
//! of ten to one), whole numbers throughout, so that no machine adds them up differently.

use elchi_model::{Lang, Script};
use rustc_hash::FxHashMap;

use crate::letters::{self, APOSTROPHE, Kind};
use crate::tables::{LangidError, MarkKind, Pairs};

/// Languages of one script that fit into a row of scores, the unknown language included.
pub(crate) const LANES: usize = 32;
/// Scores of one pair of letters, one per language.
pub(crate) type Row = [i16; LANES];
/// The border of a word among symbols.
pub(crate) const BORDER: u8 = 0;
/// A letter of the script that stands in no table.
const STRANGE: u8 = 1;
/// Letters of one word that are looked at.
pub(crate) const WORD_LETTERS: usize = 48;

/// Score of a pair that a language's table does not hold though its alphabet has both letters.
const UNSEEN: i16 = -340;
/// Score of a pair with a letter from outside the alphabet.
const FOREIGN: i16 = -420;
/// Score of any pair in a language without a table of pairs: a little worse than a wrong language.
const UNIFORM: i16 = -165;
/// Score of any pair in the unknown language, per script of [`letters::MODELLED`].
/// Source: between the mean of right and of wrong languages on the project's development texts.
const UNKNOWN: [i16; 3] = [-155, -147, -165];
/// What a neighbour must be better by than a language with a folder.
const NEIGHBOUR: i32 = 60;
/// How far one word can set one language back behind the best: names prove little.
const WORD_CAP: i32 = 900;

/// Everything known of one script's languages.
pub(crate) struct ScriptModel {
    pub(crate) script: Script,
    /// Languages with their place in rows; the unknown language follows them.
    pub(crate) lanes: Vec<Lang>,
    /// What each lane starts with.
    pub(crate) start: [i32; LANES],
    symbols: FxHashMap<char, u8>,
    width: usize,
    rows: Vec<Row>,
    marks: FxHashMap<u64, Vec<(u8, i16)>>,
    prefix_lengths: u16,
    suffix_lengths: u16,
}

/// Builds a [`ScriptModel`].
pub(crate) struct Builder {
    script: Script,
    script_index: usize,
    lanes: Vec<(Lang, bool, String)>,
    symbols: Vec<char>,
    pairs: Vec<(usize, char, char, i16)>,
    with_pairs: Vec<bool>,
    marks: Vec<(usize, MarkKind, String, i32)>,
}

impl Builder {
    pub(crate) fn new(script_index: usize, script: Script) -> Builder {
        let (lanes, symbols, pairs, with_pairs, marks) = Default::default();
        Builder { script, script_index, lanes, symbols, pairs, with_pairs, marks }
    }

    /// Adds a language, or gives back the place it has. `own`: it has a folder.
    pub(crate) fn lane(&mut self, lang: Lang, own: bool, alphabet: &str) -> usize {
        if let Some(place) = self.place(lang) {
            self.lanes[place].2.push_str(alphabet);
            return place;
        }
        self.lanes.push((lang, own, alphabet.to_owned()));
        self.with_pairs.push(false);
        self.lanes.len() - 1
    }

    /// The place of a language.
    pub(crate) fn place(&self, lang: Lang) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.0 == lang)
    }

    pub(crate) fn pairs(&mut self, place: usize, row: &Pairs<'_>) {
        self.with_pairs[place] = true;
        for (second, cost) in row.iter() {
            self.symbols.extend([row.first, second].iter().filter(|&&c| c != '_'));
            self.pairs.push((place, row.first, second, -cost));
        }
    }

    pub(crate) fn mark(&mut self, place: usize, kind: MarkKind, mark: &str, weight: i32) {
        let folded: String = folded(mark).collect();
        self.symbols.extend(folded.chars());
        self.marks.push((place, kind, folded, weight));
    }

    /// Compiles.
    ///
    /// # Errors
    /// [`LangidError::TooManyLanguages`].
    pub(crate) fn build(mut self) -> Result<ScriptModel, LangidError> {
        if self.lanes.len() >= LANES {
            return Err(LangidError::TooManyLanguages { script: self.script, limit: LANES - 1 });
        }
        for (_, _, alphabet) in &self.lanes {
            self.symbols.extend(folded(alphabet));
        }
        self.symbols.push(APOSTROPHE);
        self.symbols.sort_unstable();
        self.symbols.dedup();
        // Tables hold some hundred letters; what would not fit into a byte stays a strange letter.
        let symbols: FxHashMap<char, u8> =
            self.symbols.iter().zip(STRANGE + 1..u8::MAX).map(|(&letter, symbol)| (letter, symbol)).collect();
        let width = symbols.len() + 2;
        let symbol = |letter: char| match letter {
            '_' => BORDER,
            _ => symbols.get(&letter).copied().unwrap_or(STRANGE),
        };

        let mut rows = vec![[0_i16; LANES]; width * width];
        for (place, (_, _, alphabet)) in self.lanes.iter().enumerate() {
            let mut inside = vec![false; width];
            inside[usize::from(BORDER)] = true;
            inside[usize::from(symbol(APOSTROPHE))] = true;
            folded(alphabet).for_each(|letter| inside[usize::from(symbol(letter))] = true);
            let common = if self.with_pairs[place] { UNSEEN } else { UNIFORM };
            for (at, row) in rows.iter_mut().enumerate() {
                row[place] = if inside[at / width] && inside[at % width] { common } else { FOREIGN };
            }
        }
        let place_of = |first, second| usize::from(symbol(first)) * width + usize::from(symbol(second));
        for &(place, first, second, score) in &self.pairs {
            // Texts that pairs were counted in hold foreign names: letters from outside stay foreign.
            let row = &mut rows[place_of(first, second)];
            if row[place] != FOREIGN || self.lanes[place].2.is_empty() {
                row[place] = score.max(UNSEEN);
            }
        }
        for row in &mut rows {
            row[self.lanes.len()] = UNKNOWN[self.script_index];
        }

        let mut marks: FxHashMap<u64, Vec<(u8, i16)>> = FxHashMap::default();
        let (mut prefix_lengths, mut suffix_lengths) = (0, 0);
        for (place, kind, mark, weight) in &self.marks {
            let score = i16::try_from(weight * 10).unwrap_or(i16::MAX);
            let symbols: Vec<u8> = mark.chars().map(symbol).collect();
            let length = symbols.len().min(15);
            match kind {
                MarkKind::Letters => {
                    for second in symbols {
                        for first in 0..width {
                            rows[first * width + usize::from(second)][*place] += score;
                        }
                    }
                    continue;
                }
                MarkKind::Prefix => prefix_lengths |= 1_u16 << length,
                MarkKind::Suffix => suffix_lengths |= 1_u16 << length,
                _ => {}
            }
            let key = hash(symbols[..length.min(symbols.len())].iter().copied(), seed(*kind));
            let key = if *kind == MarkKind::Word { hash(symbols.into_iter(), seed(*kind)) } else { key };
            marks.entry(key).or_default().push((u8::try_from(*place).unwrap_or(0), score));
        }

        let mut start = [i32::MIN / 4; LANES];
        for (place, (_, own, _)) in self.lanes.iter().enumerate() {
            start[place] = if *own { 0 } else { -NEIGHBOUR };
        }
        start[self.lanes.len()] = -NEIGHBOUR;
        let lanes = self.lanes.iter().map(|lane| lane.0).collect();
        Ok(ScriptModel {
            script: self.script,
            lanes,
            start,
            symbols,
            width,
            rows,
            marks,
            prefix_lengths,
            suffix_lengths,
        })
    }
}

/// Letters of a table, folded as the letters of a text are.
pub(crate) fn folded(mark: &str) -> impl Iterator<Item = char> {
    mark.chars().filter_map(|c| match letters::kind(c) {
        Kind::Letter(_, lower) => Some(lower),
        Kind::Apostrophe => Some(APOSTROPHE),
        _ => None,
    })
}

fn seed(kind: MarkKind) -> u64 {
    match kind {
        MarkKind::Prefix => 0x9E37_79B9_7F4A_7C15,
        MarkKind::Suffix => 0xC2B2_AE3D_27D4_EB4F,
        _ => 0xCBF2_9CE4_8422_2325,
    }
}

fn hash(symbols: impl Iterator<Item = u8>, seed: u64) -> u64 {
    symbols.fold(seed, |hash, symbol| (hash ^ u64::from(symbol)).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23))
}

impl ScriptModel {
    /// The symbol of a lower-cased letter.
    pub(crate) fn symbol(&self, letter: char) -> u8 {
        self.symbols.get(&letter).copied().unwrap_or(STRANGE)
    }

    /// The place of a language among the lanes.
    pub(crate) fn place(&self, lang: Lang) -> Option<usize> {
        self.lanes.iter().position(|&lane| lane == lang)
    }

    /// Adds what one word says to `scores`, one per lane.
    pub(crate) fn add_word(&self, word: &[u8], scores: &mut [i32; LANES]) {
        let word = &word[..word.len().min(WORD_LETTERS)];
        let mut sum: Row = [0; LANES];
        let mut before = BORDER;
        for &symbol in word.iter().chain(&[BORDER]) {
            let row = &self.rows[usize::from(before) * self.width + usize::from(symbol)];
            for lane in 0..LANES {
                sum[lane] += row[lane];
            }
            before = symbol;
        }
        let mut total = sum.map(i32::from);
        self.add_marks(word, &mut total);
        let lanes = self.lanes.len() + 1;
        let floor = total[..lanes].iter().copied().max().unwrap_or(0) - WORD_CAP;
        for lane in 0..LANES {
            scores[lane] += total[lane].max(floor);
        }
    }

    fn add_marks(&self, word: &[u8], total: &mut [i32; LANES]) {
        let mut look_up = |key: u64| {
            if let Some(found) = self.marks.get(&key) {
                for &(place, score) in found {
                    total[usize::from(place)] += i32::from(score);
                }
            }
        };
        look_up(hash(word.iter().copied(), seed(MarkKind::Word)));
        // An ending needs a stem: at least two letters.
        for length in 1..word.len().saturating_sub(1).min(16) {
            if self.prefix_lengths & (1 << length) != 0 {
                look_up(hash(word[..length].iter().copied(), seed(MarkKind::Prefix)));
            }
            if self.suffix_lengths & (1 << length) != 0 {
                look_up(hash(word[word.len() - length..].iter().copied(), seed(MarkKind::Suffix)));
            }
        }
    }
}
