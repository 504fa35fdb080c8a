//! All of `lang/`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use elchi_model::Lang;

use crate::data::calendar;
use crate::data::register::{self, Entity};
use crate::data::settings::Settings;
use crate::error::LexiconError;
use crate::language::{Language, Texts};
use crate::problem::{File, Problem, Problems};
use crate::rules::set::RuleSet;
use crate::schema::Schema;
use crate::source::{Embedded, Overlay, Source, content_hash};

/// The folder of the invented language.
pub(crate) const TEMPLATE: &str = "_template";

/// All of `lang/`: languages, registers, shared files.
#[derive(Debug)]
pub struct Lexicon {
    hash: String,
    pub(crate) schema: Arc<Schema>,
    pub(crate) texts: Arc<Texts>,
    pub(crate) entities: Arc<BTreeMap<Arc<str>, Entity>>,
    pub(crate) languages: Vec<Language>,
    pub(crate) shared_rules: BTreeMap<String, RuleSet>,
    years: RangeInclusive<i32>,
    /// Problems met while reading: files, vocabularies, registers, settings, shared rules.
    pub(crate) problems: Vec<Problem>,
}

impl Lexicon {
    /// `lang/` as it was when the crate was built, read once; a language is compiled when it is first used.
    pub fn embedded() -> Arc<Lexicon> {
        static LEXICON: OnceLock<Arc<Lexicon>> = OnceLock::new();
        // The embedded files were checked by tests; reading them from memory cannot fail.
        LEXICON.get_or_init(|| Arc::new(Lexicon::read(&Embedded).unwrap_or_else(|_| Lexicon::empty()))).clone()
    }

    /// The embedded files, those of the folder `overlay` in their place where there are any, all checked.
    ///
    /// # Errors
    /// [`LexiconError::Problems`] with every problem of the files (rule examples are run by
    /// [`crate::check_all`] only); [`LexiconError::Read`] and [`LexiconError::TooLarge`] for the folder.
    pub fn load(overlay: Option<&Path>) -> Result<Arc<Lexicon>, LexiconError> {
        match overlay {
            None => Ok(Lexicon::embedded()),
            Some(folder) => Lexicon::from_source(&Overlay { folder: folder.to_owned() }),
        }
    }

    /// The files of `source` alone, all checked.
    ///
    /// # Errors
    /// As [`Lexicon::load`].
    pub fn from_source(source: &dyn Source) -> Result<Arc<Lexicon>, LexiconError> {
        let lexicon = Lexicon::read(source)?;
        let problems = lexicon.structure_problems();
        if problems.is_empty() { Ok(Arc::new(lexicon)) } else { Err(LexiconError::Problems(problems)) }
    }

    /// Reads as much as can be read, whatever problems there are.
    ///
    /// # Errors
    /// Those of the source.
    pub fn read(source: &dyn Source) -> Result<Lexicon, LexiconError> {
        let files = source.files()?;
        let hash = content_hash(&files);
        let mut problems = Problems::default();
        let mut texts = Texts::new();
        for (path, bytes) in files {
            match to_text(bytes) {
                Ok(text) => _ = texts.insert(path, text),
                Err(at) => problems.add(
                    &File { path: &path, text: "" },
                    0,
                    format!("byte {at} is not UTF-8"),
                    "save the file as UTF-8",
                ),
            }
        }
        let schema = Arc::new(Schema::read(|path| texts.get(path).map(Cow::as_ref), &mut problems));
        let entities = Arc::new(read_registers(&texts, &schema, &mut problems));
        let texts = Arc::new(texts);
        let mut languages = Vec::new();
        for (path, text) in texts.iter() {
            let Some(code) = path.strip_suffix("/language.toml").filter(|code| !code.contains('/')) else { continue };
            let settings = Settings::read(File { path, text }, &mut problems);
            languages.push(Language {
                code: code.to_owned(),
                settings,
                schema: schema.clone(),
                texts: texts.clone(),
                entities: entities.clone(),
                tables: OnceLock::new(),
            });
        }
        let shared_rules = crate::rules::compile::compile_shared(&texts, &schema, &mut problems);
        let years = match texts.get(calendar::PATH) {
            Some(text) => calendar::read(File { path: calendar::PATH, text }, &mut problems),
            None => calendar::NO_YEARS,
        };
        Ok(Lexicon { hash, schema, texts, entities, languages, shared_rules, years, problems: problems.into_sorted() })
    }

    fn empty() -> Lexicon {
        Lexicon {
            hash: String::new(),
            schema: Arc::default(),
            texts: Arc::default(),
            entities: Arc::default(),
            languages: Vec::new(),
            shared_rules: BTreeMap::new(),
            years: calendar::NO_YEARS,
            problems: Vec::new(),
        }
    }

    /// Every problem that shows without running examples, sorted by place.
    pub(crate) fn structure_problems(&self) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        problems.extend(crate::check::check_layout(self));
        for language in &self.languages {
            problems.extend(language.problems());
        }
        problems.extend(crate::check::check_regexes(self));
        problems.sort();
        problems
    }

    /// BLAKE3 of all files in the order of their paths, in hex.
    pub fn content_hash(&self) -> &str {
        &self.hash
    }

    /// The language whose folder serves `lang`, by its whole tag or else by its base.
    pub fn language(&self, lang: Lang) -> Option<&Language> {
        let exact = self.languages().find(|language| language.tags().contains(&lang));
        exact.or_else(|| self.languages().find(|language| language.code == lang.base()))
    }

    /// All languages but the invented one, by code.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.languages.iter().filter(|language| language.code != TEMPLATE)
    }

    /// The invented language that tests use.
    pub fn template(&self) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == TEMPLATE)
    }

    /// The register row of an id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.get(id)
    }

    /// All registered entities, by id.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.values()
    }

    /// Raw text of the file at `path` below `lang/shared/`.
    pub fn shared_file(&self, path: &str) -> Option<&str> {
        self.texts.get(&format!("shared/{path}")).map(Cow::as_ref)
    }

    /// Rules of a concept that hold in every language (`lang/shared/<concept>/`, regular expressions only).
    pub fn shared_rules(&self, concept: &str) -> Option<&RuleSet> {
        self.shared_rules.get(concept)
    }

    /// The years that a publication may be of, the horizon included (`lang/schema/calendar.toml`).
    pub fn years(&self) -> RangeInclusive<i32> {
        self.years.clone()
    }

    /// The vocabularies of `lang/schema/`.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }
}

fn to_text(bytes: Cow<'static, [u8]>) -> Result<Cow<'static, str>, usize> {
    match bytes {
        Cow::Borrowed(bytes) => str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| error.valid_up_to()),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| error.utf8_error().valid_up_to()),
    }
}

fn read_registers(texts: &Texts, schema: &Schema, problems: &mut Problems) -> BTreeMap<Arc<str>, Entity> {
    let mut entities = BTreeMap::new();
    let mut members = Vec::new();
    for (name, kind) in &schema.registers {
        let path = format!("shared/{name}.tsv");
        let Some(text) = texts.get(&path) else { continue };
        let file = File { path: &path, text };
        let mut own = Vec::new();
        register::read(file, kind, schema, &mut entities, &mut own, problems);
        members.extend(own.into_iter().map(|(at, member)| (path.clone(), at, member)));
    }
    for (path, at, member) in members {
        if !entities.contains_key(&member) {
            let file = File { path: &path, text: texts.get(&path).map_or("", Cow::as_ref) };
            problems.add(
                &file,
                at,
                format!("unknown member '{member}'"),
                "a member is the id of a row in some register",
            );
        }
    }
    entities
}
