//! The languages of one script: lanes of trained weights, and the marks of `lang/` as bonuses in the same rows.

use elchi_model::{Lang, Script};

use crate::features::{self, BORDER};
use crate::lanes::{LANES, OwnLetters, Rows, ZERO};
use crate::letters::{self, Kind};
use crate::tables::{LangidError, MarkKind};
use crate::weights::ScriptWeights;

/// What a neighbour must be better by than a language with a folder, in parts of 256 of a unit of log-odds.
const NEIGHBOUR: i32 = 160;
/// The same for text that is no language.
const NOISE: i32 = 256;
/// A deciban of a letter that belongs to a language, in parts of 256 of a unit of log-odds.
const DECIBAN: i32 = 59;
/// Weight of a deciban of a mark, for a trained language: it knows its words, a mark only lifts them.
const MARK_TRAINED: i32 = 2;
/// Weight of a deciban of a mark, for a language that was not trained: a word of 20 fills its row.
const MARK: i32 = 6;
/// Weight of a letter of the alphabet of a language that was not trained.
/// Source: Turkmen and Kyrgyz taken out of the model and known by their marks alone; the other languages keep theirs.
const INSIDE: i8 = 36;
/// Weight of a letter from outside that alphabet.
const OUTSIDE: i8 = -120;

/// Everything known of one script's languages.
pub(crate) struct ScriptModel {
    pub(crate) script: Script,
    /// Languages with their place in rows; `und` for noise.
    pub(crate) lanes: Vec<Lang>,
    /// Lanes that were trained; those of languages known by marks alone follow.
    pub(crate) trained: usize,
    /// What each lane starts with, in parts of 256 of a unit of log-odds.
    pub(crate) start: [i32; LANES],
    /// What a weight of one is worth, in parts of 65,536 of a unit of log-odds.
    pub(crate) unit: u32,
    pub(crate) bits: u32,
    pub(crate) rows: Rows,
    pub(crate) letters: OwnLetters,
}

impl ScriptModel {
    /// The place of a language among the lanes.
    pub(crate) fn place(&self, lang: Lang) -> Option<usize> {
        self.lanes.iter().position(|&lane| lane == lang)
    }
}

/// Builds a [`ScriptModel`].
pub(crate) struct Builder {
    script: Script,
    script_index: usize,
    /// Language, whether it has a folder, its alphabet.
    lanes: Vec<(Lang, bool, String)>,
    marks: Vec<(usize, MarkKind, String, i32)>,
}

impl Builder {
    pub(crate) fn new(script_index: usize, script: Script) -> Builder {
        Builder { script, script_index, lanes: Vec::new(), marks: Vec::new() }
    }

    /// Adds a language, or gives back the place it has. `own`: it has a folder.
    pub(crate) fn lane(&mut self, lang: Lang, own: bool, alphabet: &str) -> usize {
        if let Some(place) = self.place(lang) {
            self.lanes[place].2.push_str(alphabet);
            return place;
        }
        self.lanes.push((lang, own, alphabet.to_owned()));
        self.lanes.len() - 1
    }

    /// The place of a language.
    pub(crate) fn place(&self, lang: Lang) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.0 == lang)
    }

    pub(crate) fn mark(&mut self, place: usize, kind: MarkKind, mark: &str, weight: i32) {
        self.marks.push((place, kind, mark.to_owned(), weight));
    }

    /// Compiles.
    ///
    /// # Errors
    /// [`LangidError::TooManyLanguages`].
    pub(crate) fn build(self, trained: &ScriptWeights<'_>) -> Result<ScriptModel, LangidError> {
        let classes = trained.tags.len();
        let mut lanes: Vec<Lang> = (0..classes).map(|class| trained.lang(class).unwrap_or(Lang::UND)).collect();
        let untrained: Vec<usize> = (0..self.lanes.len()).filter(|&at| !lanes.contains(&self.lanes[at].0)).collect();
        lanes.extend(untrained.iter().map(|&at| self.lanes[at].0));
        if lanes.len() > LANES {
            return Err(LangidError::TooManyLanguages { script: self.script, limit: LANES });
        }
        let bits = u32::from(trained.bits);
        let mut rows = Rows::new(lanes.len(), bits);
        rows.fill(&trained.weights, classes);
        let mut start = [i32::MIN / 4; LANES];
        for (place, &lang) in lanes.iter().enumerate() {
            let own = self.lanes.iter().any(|lane| lane.0 == lang && lane.1);
            start[place] = trained.bias.get(place).copied().unwrap_or(0);
            start[place] -= if lang.is_undecided() {
                NOISE
            } else if own {
                0
            } else {
                NEIGHBOUR
            };
        }
        for at in untrained {
            let (lang, _, alphabet) = &self.lanes[at];
            let lane = lanes.iter().position(|other| other == lang).unwrap_or(0);
            let inside: Vec<u8> = symbols(self.script_index, alphabet).collect();
            for symbol in BORDER + 1..=u8::MAX {
                let weight = if inside.contains(&symbol) { INSIDE } else { OUTSIDE };
                rows.row(features::run_bucket(u32::from(symbol), 1, bits))[lane] = ZERO.saturating_add_signed(weight);
            }
        }
        let place_of = |at: usize| lanes.iter().position(|&lang| lang == self.lanes[at].0).unwrap_or(0);
        for (at, kind, mark, weight) in &self.marks {
            let lane = place_of(*at);
            let weight = weight * if lane < classes { MARK_TRAINED } else { MARK };
            let weight = i8::try_from(weight).unwrap_or(i8::MAX);
            mark_buckets(*kind, &symbols(self.script_index, mark).collect::<Vec<u8>>(), bits, |bucket| {
                let row = rows.row(bucket);
                row[lane] = row[lane].saturating_add_signed(weight);
            });
        }
        let letters = self.marks.iter().filter(|mark| mark.1 == MarkKind::Letters);
        let worth = letters.flat_map(|(at, _, mark, weight)| {
            symbols(self.script_index, mark).map(move |symbol| (symbol, place_of(*at), weight * DECIBAN))
        });
        let letters = OwnLetters::new(worth.collect());
        Ok(ScriptModel { script: self.script, lanes, trained: classes, start, unit: trained.unit, bits, rows, letters })
    }
}

/// The buckets that a mark gives its weight to: those which only a text with the mark fills.
fn mark_buckets(kind: MarkKind, symbols: &[u8], bits: u32, mut each: impl FnMut(usize)) {
    let run = |symbols: &[u8]| symbols.iter().fold(0_u32, |run, &symbol| run << 8 | u32::from(symbol));
    let mut whole = |symbols: &[u8]| each(features::run_bucket(run(symbols), symbols.len() as u64, bits));
    match kind {
        MarkKind::Letters => {}
        MarkKind::Prefix => whole(&[&[BORDER], &symbols[..symbols.len().min(3)]].concat()),
        MarkKind::Suffix => whole(&[&symbols[symbols.len().saturating_sub(3)..], &[BORDER]].concat()),
        _ if symbols.len() < 3 => whole(&[&[BORDER], symbols, &[BORDER]].concat()),
        _ => {
            let hash = symbols.iter().fold(features::WORD_SEED, |hash, &symbol| features::word_hash(hash, symbol));
            each(features::word_bucket(hash, bits));
        }
    }
}

/// The symbols of a table's letters, folded as the letters of a text are.
fn symbols(script: usize, mark: &str) -> impl Iterator<Item = u8> {
    mark.chars().filter_map(move |c| match letters::kind(c) {
        Kind::Letter(of, lower) => Some(letters::symbol(of, lower)).filter(|_| of == script),
        Kind::Apostrophe => Some(letters::APOSTROPHE_SYMBOL),
        _ => None,
    })
}
