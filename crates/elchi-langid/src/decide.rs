//! From evidence to a language: the script of most letters, then the best of its languages and how far
//! the next one is behind.

use elchi_model::{Lang, Script};

use crate::lanes::{Evidence, LANES};
use crate::letters::{COUNTED, LATN, MODELLED};
use crate::model::ScriptModel;

/// Below this many letters a text has no language of its own.
/// Source: three letters are an abbreviation or an initial more often than a word.
pub(crate) const MIN_LETTERS: u32 = 4;
/// Letters of an alphabet that one Han character, kana or hangul syllable stands for.
pub(crate) const SYLLABLE: u32 = 2;

/// So many letters of capitalised Latin words weigh as much as one other letter where scripts are mixed: names of
/// firms and stations stand in Latin letters inside texts of other scripts, seldom the other way round.
const NAMES: u32 = 3;

/// So many letters of another script weigh as much as one of the script that is expected: a quotation is seldom longer than
/// that in a sentence of its host.
const EXPECTED_SCRIPT: u32 = 2;

/// What the letters that belong to a language can add at most, in parts of 256 of a unit of log-odds.
const MOST_BONUS: i32 = 8 * 256;

/// Rows from which on it can be said that a text suits no language: some fifty letters.
const FIT_ROWS: u32 = 200;
/// Below this mean of its rows, in parts of 65,536 of a unit of log-odds, a language does not suit a text.
/// Source: one in a thousand development sentences stays below.
const FIT: i64 = 18_000;
/// The same where the next language is close.
const UNSURE_FIT: i64 = 32_000;
/// How close that is, in parts of 256 of a unit of log-odds.
const FIT_MARGIN: i32 = 256;

/// What a stretch of text was found to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) lang: Lang,
    pub(crate) script: Script,
    /// The next best language of the script.
    pub(crate) second: Lang,
    /// Between the two, in parts of 256 of a unit of log-odds.
    pub(crate) margin: i32,
    /// Letters of the winning script.
    pub(crate) letters: u32,
}

impl Verdict {
    fn nothing() -> Verdict {
        Verdict { lang: Lang::UND, script: Script::ZYYY, second: Lang::UND, margin: 0, letters: 0 }
    }
}

/// A language expected before the text is read, and what that is worth.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prior {
    pub(crate) lang: Lang,
    /// In parts of 256 of a unit of log-odds.
    pub(crate) bonus: i32,
}

/// Decides. `script_langs`: the language that each script of [`COUNTED`] stands for.
pub(crate) fn decide(
    evidence: &Evidence,
    models: &[ScriptModel; MODELLED.len()],
    script_langs: &[Lang; COUNTED.len()],
    prior: Option<Prior>,
) -> Verdict {
    let weight = |script: usize| {
        let names = if script == LATN { evidence.names.min(evidence.letters[LATN]) } else { 0 };
        let letters = NAMES * evidence.letters[script] - names * (NAMES - 1);
        let expected = prior.is_some_and(|prior| models[script].place(prior.lang).is_some());
        if expected { letters * EXPECTED_SCRIPT } else { letters }
    };
    let modelled = (0..MODELLED.len()).rev().max_by_key(|&script| weight(script)).unwrap_or(0);
    if let Some((counted, letters)) = most_counted(evidence)
        && letters > evidence.letters[modelled]
    {
        let script = Script::new(COUNTED[counted]).unwrap_or(Script::ZYYY);
        return Verdict { lang: script_langs[counted], script, second: Lang::UND, margin: i32::MAX, letters };
    }
    if evidence.letters[modelled] == 0 {
        return Verdict::nothing();
    }
    let model = &models[modelled];
    let mut scores = odds(evidence, modelled, model);
    if let Some(prior) = prior
        && let Some(place) = place_of(model, prior.lang)
    {
        scores[place] += prior.bonus;
    }
    let lanes = model.lanes.len();
    let best = best_of(&scores[..lanes], usize::MAX);
    let second = best_of(&scores[..lanes], best);
    let lang = |place: usize| {
        let unknown = place == best && suits_none(evidence, modelled, model, place, scores[best] - scores[second]);
        model.lanes.get(place).copied().filter(|_| !unknown).unwrap_or(Lang::UND)
    };
    Verdict {
        lang: lang(best),
        script: model.script,
        second: lang(second),
        margin: scores[best] - scores[second],
        letters: evidence.letters[modelled],
    }
}

/// Log-odds of each lane: its sum over the square root of the number of rows, as in training.
fn odds(evidence: &Evidence, script: usize, model: &ScriptModel) -> [i32; LANES] {
    // In parts of 256.
    let root = i64::from((u64::from(evidence.rows[script].max(1)) << 16).isqrt() as u32);
    let scores = &evidence.scores[script];
    std::array::from_fn(|lane| {
        let odds = i64::from(scores[lane]) * i64::from(model.unit) / root;
        let bonus = evidence.bonus[script][lane].min(MOST_BONUS);
        model.start[lane].saturating_add(i32::try_from(odds).unwrap_or(i32::MAX / 2)).saturating_add(bonus)
    })
}

/// True where even the best language suits the text badly: it is in one that nobody trained.
fn suits_none(evidence: &Evidence, script: usize, model: &ScriptModel, lane: usize, margin: i32) -> bool {
    let rows = evidence.rows[script];
    if lane >= model.trained || rows < FIT_ROWS {
        return false;
    }
    let fit = i64::from(evidence.scores[script][lane]) * i64::from(model.unit) / i64::from(rows);
    fit < if margin < FIT_MARGIN { UNSURE_FIT } else { FIT }
}

/// The lane of `lang`, or of the same language in this script.
fn place_of(model: &ScriptModel, lang: Lang) -> Option<usize> {
    model.place(lang).or_else(|| model.lanes.iter().position(|lane| lane.base() == lang.base()))
}

/// The best lane but `without`; of equals the first.
fn best_of(scores: &[i32], without: usize) -> usize {
    let mut best = usize::from(without == 0);
    for lane in 0..scores.len() {
        if lane != without && scores[lane] > scores[best] {
            best = lane;
        }
    }
    best
}

/// The counted script with most letters, kana taking the Han characters beside it.
fn most_counted(evidence: &Evidence) -> Option<(usize, u32)> {
    let index = |code| COUNTED.binary_search(&code).ok();
    let (han, hiragana, katakana) = (index("Hani")?, index("Hira")?, index("Kana")?);
    let mut counted = evidence.counted;
    let kana = counted[hiragana] + counted[katakana];
    if kana * 10 >= counted[han] && kana > 0 {
        counted[hiragana] = kana + counted[han];
        (counted[han], counted[katakana]) = (0, 0);
    }
    for script in [han, hiragana, index("Hang")?] {
        counted[script] *= SYLLABLE;
    }
    (0..COUNTED.len()).rev().max_by_key(|&script| counted[script]).map(|script| (script, counted[script]))
}
