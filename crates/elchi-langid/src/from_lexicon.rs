//! The tables of `lang/`, handed from the lexicon to the detector.

use elchi_lexicon::Lexicon;
use elchi_model::Lang;

use crate::detector::Detector;
use crate::tables::{LangidError, LanguageTables, Tables};

impl Detector {
    /// A detector for the languages of `lexicon` and their neighbours.
    ///
    /// # Errors
    /// [`LangidError`] where a table of language identification is not in order.
    pub fn new(lexicon: &Lexicon) -> Result<Detector, LangidError> {
        let languages = lexicon
            .languages()
            .map(|language| {
                let of_tag = |&tag: &Lang| {
                    let script = language.script(tag)?;
                    Some((tag, script, language.alphabet(script).unwrap_or("")))
                };
                LanguageTables {
                    code: language.code(),
                    tags: language.tags().iter().filter_map(of_tag).collect(),
                    marks: language.file("langid.tsv"),
                    letters: language.file("langid_letters.tsv"),
                }
            })
            .collect();
        Detector::from_tables(&Tables {
            languages,
            neighbours: lexicon.shared_file("langid_neighbours.tsv"),
            neighbour_letters: lexicon.shared_file("langid_neighbour_letters.tsv"),
        })
    }
}
