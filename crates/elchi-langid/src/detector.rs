//! The detector: tables compiled once, texts answered for ever after.

use elchi_lexicon::models;
use elchi_model::{Lang, Script};

use crate::confidence::{self, confidence};
use crate::decide::{self, MIN_LETTERS, Prior, Verdict};
use crate::features::Reader;
use crate::lanes::{Evidence, Sum};
use crate::letters::{self, COUNTED, Kind, MODELLED};
use crate::model::{Builder, ScriptModel};
use crate::names::Names;
use crate::second_opinion::SecondOpinion;
use crate::tables::{self, LangidError, LanguageTables, Mark, MarkKind, Tables};
use crate::weights;

/// What the language of a document is worth for one of its segments, in parts of 256 of a unit of log-odds.
/// Source: the mixed development documents.
pub(crate) const SEGMENT_PRIOR: i32 = 600;
/// Letters that a part of a text needs to speak against the rest: below stand names and labels.
pub(crate) const AGAINST_LETTERS: u32 = 16;
/// Margins below this are open to a second opinion, in parts of 256 of a unit of log-odds.
const OPEN: i32 = 512;

/// Confidence that a text of one word, and one of two, needs to have a language of its own, in thousandths.
/// Source: below, such windows of the development sentences are wrong as often as right.
const ENOUGH: [u16; 2] = [680, 560];

/// The model of this crate, and that of the second opinion.
const MODELS: [&str; 2] =
    ["elchi langid 1, models/langid.bin", "lingua 1.8.0, high accuracy: be bg mk ru sr uk, de en es fr, ar fa"];

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
    reader: Reader,
    names: Names,
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
        let trained = weights::read(tables.model.unwrap_or(models::LANGID)).ok_or(LangidError::Model)?;
        let trained: [_; MODELLED.len()] = trained.try_into().map_err(|_| LangidError::Model)?;
        let [cyrillic, latin, arabic] = builders;
        let models = [cyrillic.build(&trained[0])?, latin.build(&trained[1])?, arabic.build(&trained[2])?];
        let (reader, mut names) = (Reader::default(), Names::default());
        for (list, each) in tables.languages.iter().flat_map(|language| &language.names) {
            names.add(&reader, list, 0, *each);
        }
        if let Some((list, column)) = tables.people {
            names.add(&reader, list, column, true);
        }
        Ok(Detector { models, reader, names, script_langs, second_opinion: Some(SecondOpinion::default()) })
    }

    /// The same detector without lingua: for measuring what it adds.
    #[must_use]
    pub fn without_second_opinion(mut self) -> Detector {
        self.second_opinion = None;
        self
    }

    /// Trained models that have a say in the answers, with their versions: for the manifest of a dataset.
    pub fn models(&self) -> &'static [&'static str] {
        if self.second_opinion.is_some() { &MODELS } else { &MODELS[..1] }
    }

    /// The language of a text: a sentence, a headline, a paragraph.
    pub fn detect(&self, text: &str) -> Guess {
        let guess = self.guess(text, self.verdict(text, None));
        if self.leaves_open(text, || guess) { Guess { lang: Lang::UND, confidence: 0, ..guess } } else { guess }
    }

    /// True for a whole text of nothing but names, and of a word or two that more than one language may have.
    pub(crate) fn is_open(&self, text: &str) -> bool {
        self.leaves_open(text, || self.guess(text, self.verdict(text, None)))
    }

    /// The same, where a guess at the text may be known.
    fn leaves_open(&self, text: &str, guess: impl FnOnce() -> Guess) -> bool {
        self.names.look(&self.reader, text).is_some_and(|short| {
            let enough = ENOUGH.get(short.words - 1);
            short.only_names || enough.is_some_and(|enough| guess().confidence < *enough)
        })
    }

    /// The language of a part of a text whose language is `prior`: a short part takes it unless its letters
    /// and words speak clearly against it.
    pub fn detect_with_prior(&self, text: &str, prior: Lang) -> Guess {
        if prior.is_undecided() {
            return self.detect(text);
        }
        let verdict = self.verdict(text, Some(Prior { lang: prior, bonus: SEGMENT_PRIOR }));
        if verdict.lang == prior && verdict.letters >= MIN_LETTERS {
            let Verdict { lang, script, margin, .. } = verdict;
            return Guess { lang, script, confidence: confidence(margin) };
        }
        if verdict.letters < AGAINST_LETTERS {
            return Guess { lang: prior, script: verdict.script, confidence: confidence::PRIOR };
        }
        self.guess(text, verdict)
    }

    fn verdict(&self, text: &str, prior: Option<Prior>) -> Verdict {
        self.decide(&self.evidence(text), prior)
    }

    /// What a text says.
    pub(crate) fn evidence(&self, text: &str) -> Evidence {
        let mut evidence = Evidence::new();
        self.read(text, &mut evidence);
        evidence
    }

    /// Adds what a text says.
    pub(crate) fn read(&self, text: &str, evidence: &mut Evidence) {
        self.reader.read(text, &mut Sum { models: &self.models, evidence });
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
        Guess { lang, script, confidence: confidence(margin) }
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
    Ok(())
}

const MARKS_HEADER: &str = "mark\tkind\tweight\ttag\tnote";

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
    Ok(())
}
