//! lingua as arbiter between close neighbours it has models for: Slavic, Western European, and Persian
//! beside Arabic. Never asked about a Turkic language or Tajik.
//!
//! lingua adds floats in the order of a hash set, so its last digits differ from run to run: only a clear
//! lead counts, and no number of it leaves this module.

use std::sync::OnceLock;

use elchi_model::Lang;
use lingua::{Language, LanguageDetector, LanguageDetectorBuilder};

/// Languages among which lingua may decide; each group is one detector.
const GROUPS: [&[(&str, Language)]; 3] = [
    &[
        ("ru", Language::Russian),
        ("uk", Language::Ukrainian),
        ("be", Language::Belarusian),
        ("bg", Language::Bulgarian),
        ("mk", Language::Macedonian),
        ("sr", Language::Serbian),
    ],
    &[("en", Language::English), ("de", Language::German), ("fr", Language::French), ("es", Language::Spanish)],
    &[("fa", Language::Persian), ("ar", Language::Arabic)],
];

/// Text that lingua gets to see, in bytes: about 500 letters settle the question.
const TEXT_BYTES: usize = 1024;
/// Its lead over the next language: the share of the first over that of the second.
const CLEAR: f64 = 4.0;

/// The detectors, each built on first use.
#[derive(Default)]
pub(crate) struct SecondOpinion {
    detectors: [OnceLock<LanguageDetector>; GROUPS.len()],
}

impl SecondOpinion {
    /// True where both languages stand in one group.
    pub(crate) fn has_say(first: Lang, second: Lang) -> bool {
        group(first).is_some_and(|place| group(second) == Some(place))
    }

    /// The language of `text` among the neighbours of `first`, where lingua is clear about it.
    pub(crate) fn ask(&self, text: &str, first: Lang) -> Option<Lang> {
        let place = group(first)?;
        let detector = self.detectors[place].get_or_init(|| {
            let languages: Vec<Language> = GROUPS[place].iter().map(|(_, language)| *language).collect();
            LanguageDetectorBuilder::from_languages(&languages).build()
        });
        let values = detector.compute_language_confidence_values(&text[..text.floor_char_boundary(TEXT_BYTES)]);
        let [(best, share), (_, next), ..] = values.as_slice() else { return None };
        if *share < CLEAR * next || *share == 0.0 {
            return None;
        }
        GROUPS[place].iter().find(|(_, language)| language == best).and_then(|(tag, _)| Lang::new(tag).ok())
    }
}

fn group(lang: Lang) -> Option<usize> {
    GROUPS.iter().position(|group| group.iter().any(|(tag, _)| *tag == lang.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turkic_languages_and_tajik_are_not_its_business() {
        let lang = |tag| Lang::new(tag).unwrap();
        assert!(SecondOpinion::has_say(lang("ru"), lang("uk")));
        assert!(!SecondOpinion::has_say(lang("ru"), lang("en")));
        for tag in ["kk", "ky", "tg", "tk", "az", "uz-Latn", "uz-Cyrl", "tt", "ba", "ug", "kaa", "tr", "und"] {
            assert!(!SecondOpinion::has_say(lang(tag), lang(tag)), "{tag}");
        }
    }

    #[test]
    fn it_answers_for_its_own() {
        let opinion = SecondOpinion::default();
        let answer =
            opinion.ask("The ministers met in the capital to discuss trade and transit.", Lang::new("de").unwrap());
        assert_eq!(answer, Lang::new("en").ok());
        assert_eq!(opinion.ask("", Lang::new("ru").unwrap()), None);
    }
}
