//! From evidence to a language: the script of most letters, then the best of its languages and how far
//! the next one is behind.

use elchi_model::{Lang, Script};

use crate::letters::{COUNTED, MODELLED};
use crate::model::ScriptModel;
use crate::scan::Evidence;

/// Below this many letters a text has no language of its own.
/// Source: three letters are an abbreviation or an initial more often than a word.
pub(crate) const MIN_LETTERS: u32 = 4;
/// Letters of an alphabet that one Han character, kana or hangul syllable stands for.
const SYLLABLE: u32 = 2;

/// What a stretch of text was found to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) lang: Lang,
    pub(crate) script: Script,
    /// The next best language of the script.
    pub(crate) second: Lang,
    /// Hundredths of an order of magnitude between the two.
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
    /// Hundredths of an order of magnitude.
    pub(crate) bonus: i32,
}

/// Decides. `script_langs`: the language that each script of [`COUNTED`] stands for.
pub(crate) fn decide(
    evidence: &Evidence,
    models: &[ScriptModel; MODELLED.len()],
    script_langs: &[Lang; COUNTED.len()],
    prior: Option<Prior>,
) -> Verdict {
    let modelled = (0..MODELLED.len()).rev().max_by_key(|&script| evidence.letters[script]).unwrap_or(0);
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
    let mut scores = evidence.scores[modelled];
    for (score, start) in scores.iter_mut().zip(model.start) {
        *score = score.saturating_add(start);
    }
    if let Some(prior) = prior
        && let Some(place) = place_of(model, prior.lang)
    {
        scores[place] += prior.bonus;
    }
    let lanes = model.lanes.len() + 1;
    let best = best_of(&scores[..lanes], usize::MAX);
    let second = best_of(&scores[..lanes], best);
    let lang = |place: usize| model.lanes.get(place).copied().unwrap_or(Lang::UND);
    Verdict {
        lang: lang(best),
        script: model.script,
        second: lang(second),
        margin: scores[best] - scores[second],
        letters: evidence.letters[modelled],
    }
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
