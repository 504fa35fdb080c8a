//! `language.toml`: what a language is.

use std::collections::BTreeMap;
use std::sync::Arc;

use elchi_model::{Lang, Script};
use toml::de::DeTable;

use crate::data::toml_file::{TomlFile, Value};
use crate::problem::{File, Problems};
use crate::text::number::NumberMarks;

/// The settings of a language folder.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) name: String,
    pub(crate) endonym: String,
    pub(crate) tags: Vec<Lang>,
    pub(crate) scripts: BTreeMap<String, Script>,
    pub(crate) alphabets: Vec<(Script, String)>,
    pub(crate) folds: Vec<(char, Box<str>)>,
    pub(crate) marks: NumberMarks,
    pub(crate) glue: Vec<String>,
    pub(crate) clause: Vec<String>,
    /// Words that open a clause at the head of a sentence: its first comma ends it.
    pub(crate) opens: Vec<String>,
    /// Of the parts of a name only the last inflects.
    pub(crate) last_part_inflects: bool,
    /// The verb stands last: what belongs to it stands before it.
    pub(crate) verb_last: bool,
    /// The state whose press writes in it.
    pub(crate) state: Option<Arc<str>>,
}

const KEYS: [&str; 14] = [
    "name", "endonym", "tags", "scripts", "alphabet", "fold", "decimal", "group", "glue", "clause", "names", "state",
    "verb", "opens",
];

impl Settings {
    /// Reads `file`.
    pub(crate) fn read(file: File<'_>, problems: &mut Problems) -> Settings {
        let mut toml = TomlFile { file, problems };
        let root = toml.parse();
        toml.only_keys(&root, &KEYS);
        let mut settings = Settings::default();
        for (key, into) in [("name", &mut settings.name), ("endonym", &mut settings.endonym)] {
            match root.get(key) {
                Some(value) => *into = toml.text(value).unwrap_or("").to_owned(),
                None => toml.problem(0, format!("the key '{key}' is missing"), format!("add {key} = \"…\"")),
            }
        }
        settings.read_tags(&root, &mut toml);
        settings.read_alphabets(&root, &mut toml);
        settings.read_folds(&root, &mut toml);
        settings.last_part_inflects = is_second(&root, "names", ["all", "last"], &mut toml);
        settings.verb_last = is_second(&root, "verb", ["anywhere", "last"], &mut toml);
        settings.state = root.get("state").and_then(|value| toml.text(value)).map(Arc::from);
        settings.marks.decimal = marks(root.get("decimal"), &mut toml);
        settings.marks.group = marks(root.get("group"), &mut toml);
        let mut texts = |key: &str| -> Vec<String> {
            let texts = root.get(key).map(|value| toml.texts(value)).unwrap_or_default();
            texts.into_iter().map(|(_, text)| text).collect()
        };
        (settings.glue, settings.clause, settings.opens) = (texts("glue"), texts("clause"), texts("opens"));
        settings
    }

    /// The script of a tag: its own, or the one `scripts` gives.
    pub(crate) fn script(&self, tag: Lang) -> Option<Script> {
        tag.script().or_else(|| self.scripts.get(tag.as_str()).copied())
    }

    fn read_tags(&mut self, root: &DeTable<'_>, toml: &mut TomlFile<'_, '_>) {
        for (at, tag) in root.get("tags").map(|value| toml.texts(value)).unwrap_or_default() {
            match Lang::new(&tag) {
                Ok(lang) => self.tags.push(lang),
                Err(error) => toml.problem(at, error.to_string(), "write a BCP 47 tag"),
            }
        }
        if self.tags.is_empty() {
            toml.problem(0, "no tag says which language this is", "add tags = [\"…\"]");
        }
        for (tag, value) in root.get("scripts").and_then(|value| toml.table(value)).into_iter().flatten() {
            match toml.text(value).and_then(Script::new) {
                Some(script) => _ = self.scripts.insert(tag.get_ref().to_string(), script),
                None => toml.problem(value.span().start, "not a script code", "write four letters, as in Cyrl"),
            }
        }
        for tag in self.tags.clone() {
            if self.script(tag).is_none() {
                toml.problem(
                    0,
                    format!("no script is given for the tag {tag}"),
                    format!("add it to scripts = {{ {tag} = \"Latn\" }}"),
                );
            }
        }
    }

    fn read_alphabets(&mut self, root: &DeTable<'_>, toml: &mut TomlFile<'_, '_>) {
        for (script, value) in root.get("alphabet").and_then(|value| toml.table(value)).into_iter().flatten() {
            let (Some(code), Some(letters)) = (Script::new(script.get_ref()), toml.text(value)) else {
                toml.problem(script.span().start, "not a script code", "write four letters, as in Cyrl");
                continue;
            };
            if letters.chars().any(|c| c.is_uppercase()) {
                toml.problem(value.span().start, "capitals in an alphabet", "write its lower-case letters");
            }
            self.alphabets.push((code, letters.to_owned()));
        }
    }

    fn read_folds(&mut self, root: &DeTable<'_>, toml: &mut TomlFile<'_, '_>) {
        for (from, value) in root.get("fold").and_then(|value| toml.table(value)).into_iter().flatten() {
            let Some(to) = toml.text(value) else { continue };
            let mut letters = from.get_ref().chars();
            match (letters.next(), letters.next()) {
                (Some(one), None) if !one.is_uppercase() => self.folds.push((one, to.into())),
                _ => toml.problem(
                    from.span().start,
                    "a fold begins with one lower-case character",
                    "write it as in \"ё\" = \"е\"",
                ),
            }
        }
    }
}

/// The single characters of a text or of a list of texts.
fn marks(value: Option<&Value<'_>>, toml: &mut TomlFile<'_, '_>) -> Vec<char> {
    let mut marks = Vec::new();
    for (at, text) in value.map(|value| toml.texts(value)).unwrap_or_default() {
        let mut all = text.chars();
        match (all.next(), all.next()) {
            (Some(mark), None) => marks.push(mark),
            _ => toml.problem(at, "a mark inside numbers is one character", "write each mark as a text of its own"),
        }
    }
    marks
}

/// True where the text of `key` is the second of `known`; the first is the default.
fn is_second(root: &DeTable<'_>, key: &str, known: [&str; 2], toml: &mut TomlFile<'_, '_>) -> bool {
    let Some(value) = root.get(key) else { return false };
    let text = toml.text(value).unwrap_or(known[0]);
    if !known.contains(&text) {
        let help = format!("write \"{}\" (the default) or \"{}\"", known[0], known[1]);
        toml.problem(value.span().start, format!("'{text}' is no value of '{key}'"), help);
    }
    text == known[1]
}
