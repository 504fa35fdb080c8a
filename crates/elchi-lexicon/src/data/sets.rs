//! `sets.toml`: named sets of forms and lemmas for patterns.

use std::collections::BTreeMap;

use crate::data::list::check_words;
use crate::data::toml_file::TomlFile;
use crate::problem::{File, Problems};
use crate::schema::Schema;

/// One member of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Member {
    Form(String),
    Lemma(String),
}

/// A set and where it stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Set {
    pub(crate) at: usize,
    /// Members, each with its byte in the file.
    pub(crate) members: Vec<(usize, Member)>,
}

/// Reads `file`.
pub(crate) fn read(file: File<'_>, schema: &Schema, problems: &mut Problems) -> BTreeMap<String, Set> {
    let mut toml = TomlFile { file, problems };
    let root = toml.parse();
    let mut sets = BTreeMap::new();
    for (name, value) in &root {
        let at = name.span().start;
        let name = name.get_ref();
        if schema.list(name).is_some() {
            toml.problem(
                at,
                format!("the set '{name}' has the name of a list"),
                "choose another name: {name} in a pattern would be either",
            );
        }
        let mut set = Set { at, members: Vec::new() };
        for (at, text) in toml.texts(value) {
            let member = match text.strip_prefix('~') {
                Some(lemma) => Member::Lemma(lemma.to_owned()),
                None => Member::Form(text.clone()),
            };
            if text.trim_start_matches('~').trim().is_empty() {
                toml.problem(at, "an empty member", "delete it");
                continue;
            }
            check_words(file, at + 1, &text, toml.problems);
            set.members.push((at, member));
        }
        if set.members.is_empty() {
            toml.problem(at, format!("the set '{name}' is empty"), "give it forms (\"…\") or lemmas (\"~…\")");
        }
        sets.insert(name.to_string(), set);
    }
    sets
}
