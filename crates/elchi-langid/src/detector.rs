//! The detector: tables compiled once, texts answered for ever after.

use elchi_model::{Lang, Script};

use crate::confidence::{self, confidence};
use crate::decide::{self, MIN_LETTERS, Prior, Verdict};
use crate::letters::{self, COUNTED, Kind, MODELLED};
use crate::model::{Builder, ScriptModel};
use crate::scan::{Evidence, Scanner};
use crate::second_opinion::SecondOpinion;
use crate::tables::{self, LangidError, LanguageTables, Mark, MarkKind, Tables};

/// What the language of a document is worth for one of its segments, in hundredths of an order of
/// magnitude. Source: the mixed development documents.
pub(crate) const SEGMENT_PRIOR: i32 = 250;
/// Letters that a part of a text needs to speak against the rest: below stand names and labels.
pub(crate) const AGAINST_LETTERS: u32 = 16;
/// Margins below this are open to a second opinion, in hundredths of an order of magnitude.
const OPEN: i32 = 300;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    /// The language; `und` where the text does not say.
    pub lang: Lang,
    /// The script of most letters; `Zyyy` without letters.
    pub script: Script,
    /// Probability that `lang` is right, in thousandths; 0 for `und`.
    pub confidence: u16,
}

/// Tells languages apart. Build it once and share it: it has no state that a text could change.
pub struct Detector {
    pub(crate) models: [ScriptModel; MODELLED.len()],
    pub(crate) scanner: Scanner,
    script_langs: [Lang; COUNTED.len()],
    second_opinion: Option<SecondOpinion>,
}

impl Detector {
    /// A detector from raw tables.
    ///
    /// # Errors
    /// [`LangidError`] where a table is not in order.
    pub fn from_tables(tables: &Tables<'_>) -> Result<Detector, LangidError> {
        let mut builders: [Builder; MODELLED.len()] =
            std::array::from_fn(|index| Builder::new(index, Script::new(MODELLED[index]).unwrap_or(Script::ZYYY)));
        let mut script_langs = [Lang::UND; COUNTED.len()];
        for language in &tables.languages {
            add_language(&mut builders, language)?;
        }
        add_neighbours(&mut builders, &mut script_langs, tables)?;
        let [cyrillic, latin, arabic] = builders;
        let models = [cyrillic.build()?, latin.build()?, arabic.build()?];
        let scanner = Scanner::new(&models);
        Ok(Detector { models, scanner, script_langs, second_opinion: Some(SecondOpinion::default()) })
    }

    /// The same detector without lingua: for measuring what it adds.
    #[must_use]
    pub fn without_second_opinion(mut self) -> Detector {
        self.second_opinion = None;
        self
    }

    /// The language of a text: a sentence, a headline, a paragraph.
    pub fn detect(&self, text: &str) -> Guess {
        self.guess(text, self.verdict(text, None))
    }

    /// The language of a part of a text whose language is `prior`: a short part takes it unless its letters
    /// and words speak clearly against it.
    pub fn detect_with_prior(&self, text: &str, prior: Lang) -> Guess {
        if prior.is_undecided() {
            return self.detect(text);
        }
        let verdict = self.verdict(text, Some(Prior { lang: prior, bonus: SEGMENT_PRIOR }));
        if verdict.lang == prior && verdict.letters >= MIN_LETTERS {
            let Verdict { lang, script, margin, letters, .. } = verdict;
            return Guess { lang, script, confidence: confidence(margin, letters) };
        }
        if verdict.letters < AGAINST_LETTERS {
            return Guess { lang: prior, script: verdict.script, confidence: confidence::PRIOR };
        }
        self.guess(text, verdict)
    }

    fn verdict(&self, text: &str, prior: Option<Prior>) -> Verdict {
        let mut evidence = Evidence::new();
        self.scanner.scan(text, &self.models, &mut evidence);
        self.decide(&evidence, prior)
    }

    pub(crate) fn decide(&self, evidence: &Evidence, prior: Option<Prior>) -> Verdict {
        decide::decide(evidence, &self.models, &self.script_langs, prior)
    }

    /// The guess that follows from a verdict on `text`, after a second opinion where it is open.
    pub(crate) fn guess(&self, text: &str, verdict: Verdict) -> Guess {
        let Verdict { lang, script, second, margin, letters } = verdict;
        if letters < MIN_LETTERS || lang.is_undecided() {
            return Guess { lang: Lang::UND, script, confidence: 0 };
        }
        if margin < OPEN
            && SecondOpinion::has_say(lang, second)
            && let Some(other) = self.second_opinion.as_ref().and_then(|opinion| opinion.ask(text, lang))
        {
            return Guess { lang: other, script, confidence: confidence::SECOND_OPINION };
        }
        Guess { lang, script, confidence: confidence(margin, letters) }
    }
}

fn script_index(script: Script) -> Option<usize> {
    MODELLED.iter().position(|&modelled| modelled == script.as_str())
}

/// The script a mark is written in.
fn script_of(mark: &str) -> Option<usize> {
    mark.chars().find_map(|c| match letters::kind(c) {
        Kind::Letter(script, _) => Some(script),
        _ => None,
    })
}

fn add_language(builders: &mut [Builder; MODELLED.len()], language: &LanguageTables<'_>) -> Result<(), LangidError> {
    let mut places: Vec<(Lang, usize, usize)> = Vec::new();
    for &(tag, script, alphabet) in &language.tags {
        if let Some(index) = script_index(script) {
            places.push((tag, index, builders[index].lane(tag, true, alphabet)));
        }
    }
    let wanted = |tag: Option<Lang>, script: Option<usize>| {
        let fits = move |&&(lang, index, _): &&(Lang, usize, usize)| {
            tag.is_none_or(|tag| tag == lang) && Some(index) == script
        };
        places.iter().filter(fits).copied().collect::<Vec<_>>()
    };
    let file = format!("{}/langid.tsv", language.code);
    for mark in tables::marks(&file, language.marks.unwrap_or(MARKS_HEADER))? {
        for (_, index, place) in wanted(mark.tag, script_of(mark.mark)) {
            builders[index].mark(place, mark.kind, mark.mark, mark.weight);
        }
    }
    let file = format!("{}/langid_letters.tsv", language.code);
    for row in tables::pairs(&file, language.letters.unwrap_or(PAIRS_HEADER))? {
        let script = script_of(row.following);
        for (_, index, place) in wanted(row.tag, script) {
            builders[index].pairs(place, &row);
        }
    }
    Ok(())
}

const MARKS_HEADER: &str = "mark\tkind\tweight\ttag\tnote";
const PAIRS_HEADER: &str = "first\tfollowing\ttag";

fn add_neighbours(
    builders: &mut [Builder; MODELLED.len()],
    script_langs: &mut [Lang; COUNTED.len()],
    tables: &Tables<'_>,
) -> Result<(), LangidError> {
    let marks = tables::marks("shared/langid_neighbours.tsv", tables.neighbours.unwrap_or(MARKS_HEADER))?;
    let (alphabets, others): (Vec<Mark<'_>>, Vec<_>) =
        marks.into_iter().partition(|mark| mark.kind == MarkKind::Alphabet);
    for mark in alphabets {
        if let (Some(tag), Some(script)) = (mark.tag, script_of(mark.mark)) {
            builders[script].lane(tag, false, mark.mark);
        }
    }
    for Mark { mark, kind, weight, tag } in others {
        let Some(tag) = tag else { continue };
        if kind == MarkKind::Script {
            if let Ok(index) = COUNTED.binary_search(&mark) {
                script_langs[index] = tag;
            }
        } else if let Some(script) = script_of(mark)
            && let Some(place) = builders[script].place(tag)
        {
            builders[script].mark(place, kind, mark, weight);
        }
    }
    let file = "shared/langid_neighbour_letters.tsv";
    for row in tables::pairs(file, tables.neighbour_letters.unwrap_or(PAIRS_HEADER))? {
        if let (Some(tag), Some(script)) = (row.tag, script_of(row.following))
            && let Some(place) = builders[script].place(tag)
        {
            builders[script].pairs(place, &row);
        }
    }
    Ok(())
}
