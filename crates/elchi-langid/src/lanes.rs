//! Rows of weights, one lane a language, and their sums: the inner loop of the detector.
//!
//! Sums are whole numbers, so that no machine adds them up differently.

use crate::features::{self, Sink, WORD_LETTERS};
use crate::letters::{COUNTED, MODELLED};
use crate::model::ScriptModel;

/// Languages of one script that fit into a row of weights.
pub(crate) const LANES: usize = 32;
/// Rows of one word at most: runs of one to four symbols, with the borders, and the whole.
const WORD_ROWS: usize = 4 * (WORD_LETTERS + 1);
/// Lanes of a narrow row: a script of few languages keeps more of its rows in the cache.
const NARROW: usize = 16;

/// What stands for a weight of zero: bytes without a sign are widened faster.
pub(crate) const ZERO: u8 = 128;

/// A row of weights, each plus [`ZERO`]. It never straddles two lines of the cache.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(crate) struct WideRow([u8; LANES]);

/// The same for a script of few languages.
#[derive(Clone, Copy)]
#[repr(align(16))]
pub(crate) struct NarrowRow([u8; NARROW]);

/// The rows of one script.
pub(crate) enum Rows {
    Narrow(Vec<NarrowRow>),
    Wide(Vec<WideRow>),
}

impl Rows {
    /// Rows for so many lanes, all zero.
    pub(crate) fn new(lanes: usize, bits: u32) -> Rows {
        if lanes <= NARROW {
            Rows::Narrow(vec![NarrowRow([ZERO; NARROW]); 1 << bits])
        } else {
            Rows::Wide(vec![WideRow([ZERO; LANES]); 1 << bits])
        }
    }

    /// Takes over the weights of a model with so many classes, bucket by bucket.
    pub(crate) fn fill(&mut self, weights: &[u8], classes: usize) {
        fn copy<'r>(rows: impl Iterator<Item = &'r mut [u8]>, weights: &[u8], classes: usize) {
            for (row, weights) in rows.zip(weights.chunks_exact(classes)) {
                for (lane, weight) in row.iter_mut().zip(weights) {
                    *lane = weight.wrapping_add(ZERO);
                }
            }
        }
        match self {
            _ if classes == 0 => {}
            Rows::Narrow(rows) => copy(rows.iter_mut().map(|row| &mut row.0[..]), weights, classes),
            Rows::Wide(rows) => copy(rows.iter_mut().map(|row| &mut row.0[..]), weights, classes),
        }
    }

    /// The row of a bucket.
    pub(crate) fn row(&mut self, bucket: usize) -> &mut [u8] {
        match self {
            Rows::Narrow(rows) => &mut rows[bucket].0,
            Rows::Wide(rows) => &mut rows[bucket].0,
        }
    }

    /// Adds the rows of a word to `scores`; gives back their number.
    #[inline]
    fn add(&self, symbols: &[u8], bits: u32, scores: &mut [i32; LANES]) -> u32 {
        match self {
            Rows::Narrow(rows) => add(rows, |row| &row.0, symbols, bits, scores),
            Rows::Wide(rows) => add(rows, |row| &row.0, symbols, bits, scores),
        }
    }
}

#[inline]
fn add<R, const N: usize>(
    rows: &[R],
    weights: impl Fn(&R) -> &[u8; N],
    symbols: &[u8],
    bits: u32,
    scores: &mut [i32; LANES],
) -> u32 {
    // First the places, then the rows: loads that wait for nothing overlap.
    let mut places = [0_u32; WORD_ROWS];
    let mut count = 0;
    features::buckets(symbols, bits, |bucket| {
        if let Some(place) = places.get_mut(count) {
            *place = bucket as u32;
            count += 1;
        }
    });
    // At most WORD_ROWS rows, each weight at most 255: the sum fits into sixteen bits.
    let mut sum = [0_u16; N];
    for &place in &places[..count] {
        let row = weights(&rows[place as usize]);
        sum = std::array::from_fn(|lane| sum[lane].wrapping_add(u16::from(row[lane])));
    }
    let count = count as u32;
    let zero = count as i32 * i32::from(ZERO);
    for lane in 0..N {
        scores[lane] += i32::from(sum[lane]) - zero;
    }
    count
}

/// Letters that belong to one language or a few, and what a word with one of them is worth.
pub(crate) struct OwnLetters {
    is_own: [bool; 256],
    /// Letter, lane, worth in parts of 256 of a unit of log-odds.
    worth: Vec<(u8, usize, i32)>,
}

impl OwnLetters {
    pub(crate) fn new(worth: Vec<(u8, usize, i32)>) -> OwnLetters {
        let mut is_own = [false; 256];
        worth.iter().for_each(|&(symbol, ..)| is_own[usize::from(symbol)] = true);
        OwnLetters { is_own, worth }
    }

    #[inline]
    fn has(&self, symbol: u8) -> bool {
        self.is_own[usize::from(symbol)]
    }

    /// A word counts once for a letter: a name says no more than another word.
    fn add(&self, symbols: &[u8], bonus: &mut [i32; LANES]) {
        for &(symbol, lane, worth) in &self.worth {
            if symbols.contains(&symbol) {
                bonus[lane] = bonus[lane].saturating_add(worth);
            }
        }
    }
}

/// What a stretch of text says, to be decided on by [`crate::decide`].
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    /// Sums of weights per modelled script and lane.
    pub(crate) scores: [[i32; LANES]; MODELLED.len()],
    /// What letters that belong to one language add, in parts of 256 of a unit of log-odds.
    pub(crate) bonus: [[i32; LANES]; MODELLED.len()],
    /// Rows that went into the sums, per modelled script.
    pub(crate) rows: [u32; MODELLED.len()],
    /// Letters per modelled script.
    pub(crate) letters: [u32; MODELLED.len()],
    /// Letters of words with a Latin capital.
    pub(crate) names: u32,
    /// Letters per counted script.
    pub(crate) counted: [u32; COUNTED.len()],
}

impl Evidence {
    pub(crate) fn new() -> Evidence {
        Evidence {
            scores: [[0; LANES]; MODELLED.len()],
            bonus: [[0; LANES]; MODELLED.len()],
            rows: [0; MODELLED.len()],
            letters: [0; MODELLED.len()],
            names: 0,
            counted: [0; COUNTED.len()],
        }
    }

    /// Adds the evidence of another stretch.
    pub(crate) fn add(&mut self, other: &Evidence) {
        let sums = self.scores.iter_mut().chain(&mut self.bonus).flatten();
        for (sum, more) in sums.zip(other.scores.iter().chain(&other.bonus).flatten()) {
            *sum = sum.saturating_add(*more);
        }
        self.names += other.names;
        let counts = self.rows.iter_mut().chain(&mut self.letters).chain(&mut self.counted);
        for (count, more) in counts.zip(other.rows.iter().chain(&other.letters).chain(&other.counted)) {
            *count += more;
        }
    }
}

/// Adds the words of a text to evidence.
pub(crate) struct Sum<'a> {
    pub(crate) models: &'a [ScriptModel; MODELLED.len()],
    pub(crate) evidence: &'a mut Evidence,
}

impl Sink for Sum<'_> {
    #[inline]
    fn word(&mut self, script: usize, symbols: &[u8], letters: u32, is_capital: bool) {
        let model = &self.models[script];
        self.evidence.rows[script] += model.rows.add(symbols, model.bits, &mut self.evidence.scores[script]);
        self.evidence.letters[script] += letters;
        if is_capital {
            self.evidence.names += letters;
        }
        if symbols.iter().any(|&symbol| model.letters.has(symbol)) {
            model.letters.add(symbols, &mut self.evidence.bonus[script]);
        }
    }

    #[inline]
    fn counted(&mut self, script: usize) {
        self.evidence.counted[script] += 1;
    }
}
