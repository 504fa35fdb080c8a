//! Tells which language a text is in, by script, pairs of letters, function words and endings.
//!
//! In: a text; tables of `lang/` (`langid.tsv`, `langid_letters.tsv`, alphabets).
//! Out: a [`Guess`] for a text, a [`DocumentGuess`] with shares for a document.
//! Holds: the same text gives the same answer on every machine; confidences are thousandths of a table;
//! shares add up to 1000. Rejects: nothing; a text without enough letters is `und`.
//!
//! Source of the letter pairs: counted by `elchi-train letters` in the texts that `models/README.md` lists:
//! Tatoeba, Common Voice, MediaWiki and GNOME translations, web news (fitrat, KazNERD, NEREL, factRuEval),
//! treebank texts, and word lists of Tesseract, tajiknlp and the Turkmen hunspell dictionary; Kazakh in Latin
//! letters also from Kazakh texts transliterated by the alphabets of 2018 and 2021. Words and endings were
//! written by hand.

mod chunks;
mod confidence;
mod decide;
mod detector;
mod document;
mod from_lexicon;
mod letters;
mod model;
mod scan;
mod second_opinion;
mod tables;

pub use detector::{Detector, Guess};
pub use document::DocumentGuess;
pub use tables::{LangidError, LanguageTables, Tables};

/// Trained models of others that have a say in some answers, with their versions: for the manifest of a dataset.
pub fn models() -> &'static [&'static str] {
    &["lingua 1.8.0, high accuracy: be bg mk ru sr uk, de en es fr, ar fa"]
}
