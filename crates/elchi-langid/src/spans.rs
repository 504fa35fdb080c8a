//! Stretches of different languages inside one text: a quotation, a motto, a paragraph in translation.
//!
//! Words between blanks are read one by one; the cheapest way through them is found, where each word costs what the
//! language says worse of it than the best one would, and each change of language costs something, less behind marks.
//! Stretches that are too short or too unsure to stand against their neighbours are given to them.

use elchi_model::{Lang, Span};

use crate::decide::{MIN_LETTERS, SYLLABLE, Verdict};
use crate::detector::{AGAINST_LETTERS, Detector, Guess};
use crate::lanes::{Evidence, LANES};
use crate::letters::MODELLED;

/// What a change of language costs, in parts of 256 of a unit of log-odds; behind a mark, and behind other words.
const CHANGE: [i32; 2] = [1100, 1900];
/// What a word of another script costs a language, for each letter, in the same unit.
const OTHER_SCRIPT: i32 = 160;
/// Rows of the stretch that a word is taken to stand in, for its share of the log-odds.
const STRETCH_ROWS: i64 = 100;
/// A stretch keeps its language from this confidence on, in thousandths.
const SURE: u16 = 925;
/// Words that are looked at together.
const WORDS: usize = 4096;
/// The state of words in a script that names its language itself.
const COUNTED_STATE: usize = LANES * MODELLED.len();
/// States: the lanes of all modelled scripts, and that one.
const STATES: usize = COUNTED_STATE + 1;

/// A stretch of a text in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LanguageSpan {
    /// Bytes of the text, without blanks at either end.
    pub span: Span,
    /// Its language.
    pub guess: Guess,
}

/// A word between blanks.
struct Word {
    start: usize,
    end: usize,
    /// True where a mark or the end of a line stands in front.
    marked: bool,
    evidence: Evidence,
}

/// Words that were taken together.
struct Stretch {
    first: usize,
    last: usize,
    evidence: Evidence,
    verdict: Verdict,
}

impl Detector {
    /// The stretches of different languages in a text, in order. Together they hold all its words; a text in one language
    /// is one stretch, one of blanks has none.
    pub fn detect_all(&self, text: &str) -> Vec<LanguageSpan> {
        let mut words = Words { rest: text, at: 0 }.peekable();
        let mut spans: Vec<LanguageSpan> = Vec::new();
        while words.peek().is_some() {
            let batch: Vec<Word> = words.by_ref().take(WORDS).map(|word| self.word(text, word)).collect();
            let found = self.stretches(text, &batch);
            for one in found {
                match spans.last_mut() {
                    Some(last) if last.guess.lang == one.guess.lang => {
                        last.span = Span::new(last.span.start as usize, one.span.end as usize);
                        last.guess.confidence = last.guess.confidence.max(one.guess.confidence);
                    }
                    _ => spans.push(one),
                }
            }
        }
        spans
    }

    fn word(&self, text: &str, (start, end): (usize, usize)) -> Word {
        let before = text[..start].trim_end_matches([' ', '\t', '\u{a0}']);
        let mark = |c: char| matches!(c, '.' | '!' | '?' | ':' | ';' | ',' | '\n' | '-' | '(' | '\u{2026}');
        let quote = |c: char| matches!(c, '"' | '(' | '\u{ab}' | '\u{201c}' | '\u{201e}' | '\u{2018}');
        let closed = |c: char| matches!(c, '"' | ')' | '\u{bb}' | '\u{201d}' | '\u{2013}' | '\u{2014}');
        let marked =
            before.is_empty() || before.ends_with(|c| mark(c) || closed(c)) || text[start..end].starts_with(quote);
        Word { start, end, marked, evidence: self.evidence(&text[start..end]) }
    }

    /// The stretches of some words.
    fn stretches(&self, text: &str, words: &[Word]) -> Vec<LanguageSpan> {
        let path = self.path(words);
        let mut stretches: Vec<Stretch> = Vec::new();
        for (at, (word, state)) in words.iter().zip(&path).enumerate() {
            match stretches.last_mut() {
                Some(last) if path[last.first] == *state => {
                    last.last = at;
                    last.evidence.add(&word.evidence);
                }
                _ => {
                    let (evidence, verdict) = (word.evidence.clone(), self.decide(&word.evidence, None));
                    stretches.push(Stretch { first: at, last: at, evidence, verdict });
                }
            }
        }
        for stretch in &mut stretches {
            stretch.verdict = self.decide(&stretch.evidence, None);
        }
        self.join(&mut stretches);
        let language = |stretch: &Stretch| {
            let (start, end) = (words[stretch.first].start, words[stretch.last].end);
            let guess = self.guess(&text[start..end], stretch.verdict);
            LanguageSpan { span: Span::new(start, end), guess }
        };
        stretches.iter().map(language).collect()
    }

    /// Gives stretches that do not stand against their neighbours to the longer one of these.
    fn join(&self, stretches: &mut Vec<Stretch>) {
        while stretches.len() > 1 {
            let weak = |stretch: &Stretch| {
                let Verdict { margin, letters, lang, .. } = stretch.verdict;
                letters < AGAINST_LETTERS || lang.is_undecided() || crate::confidence::confidence(margin) < SURE
            };
            let same = (1..stretches.len()).find(|&at| stretches[at - 1].verdict.lang == stretches[at].verdict.lang);
            let weakest = (0..stretches.len()).filter(|&at| weak(&stretches[at]));
            let at = match same.or_else(|| weakest.min_by_key(|&at| stretches[at].verdict.letters)) {
                Some(at) => at,
                None => return,
            };
            let letters = |at: usize| stretches.get(at).map_or(0, |stretch| stretch.verdict.letters);
            let before = same.is_some() || (at > 0 && letters(at - 1) >= letters(at + 1));
            let into = if before { at - 1 } else { at + 1 };
            let gone = stretches.remove(at);
            let into = if into > at { at } else { into };
            let stretch = &mut stretches[into];
            stretch.first = stretch.first.min(gone.first);
            stretch.last = stretch.last.max(gone.last);
            stretch.evidence.add(&gone.evidence);
            // A few words of another language do not change what the rest is.
            if same.is_some() || stretch.verdict.letters < MIN_LETTERS {
                stretch.verdict = self.decide(&stretch.evidence, None);
            } else {
                stretch.verdict.letters += gone.verdict.letters;
            }
        }
    }

    /// The cheapest way through the words: a state for each.
    fn path(&self, words: &[Word]) -> Vec<usize> {
        let mut cost = [0_i32; STATES];
        let mut from: Vec<[u8; STATES]> = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let best = (0..STATES).min_by_key(|&state| cost[state]).unwrap_or(0);
            let change = cost[best] + if at == 0 { 0 } else { CHANGE[usize::from(!word.marked)] };
            let mut came = [0_u8; STATES];
            for state in 0..STATES {
                let stays = cost[state] <= change;
                came[state] = if stays { state as u8 } else { best as u8 };
                cost[state] = cost[state].min(change);
            }
            from.push(came);
            self.add_costs(&word.evidence, &mut cost);
            // Only differences count.
            let least = cost.iter().copied().min().unwrap_or(0);
            cost.iter_mut().for_each(|cost| *cost -= least);
        }
        let mut state = (0..STATES).min_by_key(|&state| cost[state]).unwrap_or(0);
        let mut path = vec![0; words.len()];
        for at in (0..words.len()).rev() {
            path[at] = state;
            state = usize::from(from[at][state]);
        }
        path
    }

    /// Adds what each state says worse of a word than the best of its script.
    fn add_costs(&self, evidence: &Evidence, cost: &mut [i32; STATES]) {
        let root = i64::from((STRETCH_ROWS as u64 * 65_536).isqrt() as u32);
        let counted = evidence.counted.iter().sum::<u32>() * SYLLABLE;
        let letters = evidence.letters.iter().sum::<u32>() as i32;
        cost[COUNTED_STATE] = cost[COUNTED_STATE].saturating_add(letters.saturating_mul(OTHER_SCRIPT));
        for (script, model) in self.models.iter().enumerate() {
            let lanes = model.lanes.len();
            let odds = |lane: usize| {
                let sum = i64::from(evidence.scores[script][lane]) * i64::from(model.unit) / root;
                i32::try_from(sum).unwrap_or(i32::MAX / 4)
            };
            let best = (0..lanes).map(odds).max().unwrap_or(0);
            let foreign: u32 =
                (0..MODELLED.len()).filter(|&other| other != script).map(|other| evidence.letters[other]).sum();
            let foreign = ((foreign + counted) as i32).saturating_mul(OTHER_SCRIPT);
            for lane in 0..LANES {
                let state = script * LANES + lane;
                let worse = match model.lanes.get(lane) {
                    Some(lang) if *lang != Lang::UND => best - odds(lane) + foreign,
                    _ => i32::MAX / 8,
                };
                cost[state] = cost[state].saturating_add(worse);
            }
        }
    }
}

/// The words of a text between blanks, as bytes.
struct Words<'t> {
    rest: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let start = self.rest.find(|c: char| !c.is_whitespace())?;
        let word = &self.rest[start..];
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        let found = (self.at + start, self.at + start + length);
        self.rest = &word[length..];
        self.at = found.1;
        Some(found)
    }
}
