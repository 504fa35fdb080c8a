//! The tables of `lang/`, handed from the lexicon to the detector.

use elchi_lexicon::Lexicon;
use elchi_model::Lang;

use crate::detector::Detector;
use crate::tables::{LangidError, LanguageTables, Tables};

/// Lists of names in the folder of a language, and whether every word of a name is one.
const NAMES: [(&str, bool); 8] = [
    ("agencies.tsv", false),
    ("countries.tsv", false),
    ("family_names.tsv", false),
    ("given_names.tsv", false),
    ("organizations.tsv", false),
    ("persons.tsv", true),
    ("places.tsv", false),
    ("regions.tsv", false),
];
/// The list of people of all languages, and the column of their English names.
const PEOPLE: &str = "people.tsv";
const PEOPLE_COLUMN: usize = 1;

impl Detector {
    /// A detector for the languages of `lexicon` and their neighbours.
    ///
    /// # Errors
    /// [`LangidError`] where a table of language identification is not in order.
    pub fn new(lexicon: &Lexicon) -> Result<Detector, LangidError> {
        Detector::with_model(lexicon, None)
    }

    /// The same with another model than the one that is built in: for measuring what was trained.
    ///
    /// # Errors
    /// [`LangidError`] where a table of language identification, or `model`, is not in order.
    pub fn with_model(lexicon: &Lexicon, model: Option<&[u8]>) -> Result<Detector, LangidError> {
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
                    names: NAMES.iter().filter_map(|(file, each)| Some((language.file(file)?, *each))).collect(),
                }
            })
            .collect();
        let (neighbours, people) = (lexicon.shared_file("langid_neighbours.tsv"), lexicon.shared_file(PEOPLE));
        let people = people.map(|list| (list, PEOPLE_COLUMN));
        Detector::from_tables(&Tables { languages, model, neighbours, people })
    }
}
