//! `pipelines/sources.toml`: which keys of which files hold what, and which files are left out.

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use crate::error::LoadError;
use crate::fields::FieldPlan;
use crate::name;

/// A column that a key can be mapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The document's text.
    Text,
    /// `documents.title`.
    Title,
    /// `documents.url`.
    Url,
    /// `documents.outlet`.
    Outlet,
    /// `documents.author`.
    Author,
    /// `documents.section`.
    Section,
    /// `documents.published_on`.
    Published,
}

impl Field {
    /// Every field, in the order of the columns.
    pub const ALL: [Field; 7] =
        [Field::Text, Field::Title, Field::Url, Field::Outlet, Field::Author, Field::Section, Field::Published];

    /// Its name in `sources.toml` and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Text => "text",
            Field::Title => "title",
            Field::Url => "url",
            Field::Outlet => "outlet",
            Field::Author => "author",
            Field::Section => "section",
            Field::Published => "published",
        }
    }
}

/// The mapping file, compiled.
#[derive(Debug, Clone)]
pub struct Mapping {
    exclude: GlobSet,
    sections: Vec<Section>,
    /// What decides for files that no section matches.
    fallback: Vec<Section>,
    source: String,
    overrides: Vec<(Field, String)>,
}

#[derive(Debug, Clone)]
struct Section {
    files: GlobSet,
    keys: [Vec<String>; 7],
    plan: Arc<FieldPlan>,
}

const EMBEDDED: &str = include_str!("../../../pipelines/sources.toml");
const EMBEDDED_NAME: &str = "pipelines/sources.toml";

impl Mapping {
    /// The mapping that comes with the binary.
    pub fn embedded() -> Mapping {
        // A test reads the same text, so that this cannot fail in a released binary.
        Mapping::parse(EMBEDDED_NAME, EMBEDDED).unwrap_or_else(|_| Mapping::bare())
    }

    /// The mapping in a file. Files that none of its sections match are read by the embedded one.
    ///
    /// Errors: the file cannot be read, or is not as it should be (file, line and column say where).
    pub fn load(path: &Path) -> Result<Mapping, LoadError> {
        let text = fs::read_to_string(path)
            .map_err(|source| LoadError::MappingUnreadable { path: path.to_owned(), source })?;
        let mut mapping = Mapping::parse(&path.to_string_lossy(), &text)?;
        mapping.fallback = Mapping::embedded().sections;
        Ok(mapping)
    }

    /// The mapping in `text`; `file` is its name in errors.
    ///
    /// Errors: as [`Mapping::load`].
    pub fn parse(file: &str, text: &str) -> Result<Mapping, LoadError> {
        let invalid = |span: Option<std::ops::Range<usize>>, message: String| {
            let before = text.get(..span.map_or(0, |span| span.start)).unwrap_or(text);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            LoadError::MappingInvalid { file: file.to_owned(), line, column, message }
        };
        let toml: TomlFile = toml::from_str(text).map_err(|error| invalid(error.span(), error.message().to_owned()))?;
        let compile = |globs: &toml::Spanned<OneOrMany>| {
            globs_of(&globs.get_ref().0)
                .map_err(|error| invalid(Some(globs.span()), format!("no valid glob: {}", error.kind())))
        };
        let exclude = toml.exclude.as_ref().map_or(Ok(GlobSet::empty()), compile)?;
        let mut sections = Vec::new();
        for section in toml.source {
            let fields = section.fields;
            let keys = [fields.text, fields.title, fields.url, fields.outlet, fields.author, fields.section]
                .into_iter()
                .chain([fields.published])
                .map(|keys| keys.map_or_else(Vec::new, |keys| keys.0))
                .collect::<Vec<_>>();
            let keys: [Vec<String>; 7] = keys.try_into().unwrap_or_default();
            let plan = Arc::new(FieldPlan::new(&keys));
            sections.push(Section { files: compile(&section.files)?, keys, plan });
        }
        Ok(Mapping { exclude, sections, source: text.to_owned(), ..Mapping::bare() })
    }

    /// Nothing mapped, nothing excluded.
    fn bare() -> Mapping {
        Mapping {
            exclude: GlobSet::empty(),
            sections: Vec::new(),
            fallback: Vec::new(),
            source: String::new(),
            overrides: Vec::new(),
        }
    }

    /// Maps fields by hand: `text=body,title=meta.headline`. A field named here is looked for under these keys
    /// alone, in every file; one named twice has two keys, the first before the second.
    ///
    /// Errors: [`LoadError::FieldInvalid`].
    pub fn override_fields(&mut self, given: &str) -> Result<(), LoadError> {
        for part in given.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let invalid = || LoadError::FieldInvalid {
                given: part.to_owned(),
                allowed: Field::ALL.map(Field::as_str).join(", "),
            };
            let (name, key) = part.split_once('=').ok_or_else(invalid)?;
            let (name, key) = (name.trim(), key.trim());
            let field = Field::ALL.into_iter().find(|field| field.as_str() == name).ok_or_else(invalid)?;
            if key.split('.').any(str::is_empty) {
                return Err(invalid());
            }
            self.overrides.push((field, key.to_owned()));
        }
        for section in self.sections.iter_mut().chain(&mut self.fallback) {
            for field in Field::ALL {
                let given = self.overrides.iter().filter(|(named, _)| *named == field);
                let keys: Vec<String> = given.map(|(_, key)| key.clone()).collect();
                if !keys.is_empty() {
                    section.keys[field as usize] = keys;
                }
            }
            section.plan = Arc::new(FieldPlan::new(&section.keys));
        }
        Ok(())
    }

    /// BLAKE3 hex of all that this mapping says: where it is the same, so is what is read.
    pub fn content_hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for text in [EMBEDDED, &self.source] {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        for (field, key) in &self.overrides {
            hasher.update(format!("{}={key}\n", field.as_str()).as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// True where the file or folder at this path below the input is left out.
    pub(crate) fn excludes(&self, relative: &Path) -> bool {
        !self.exclude.is_empty() && self.exclude.is_match(name::uri(relative).0)
    }

    /// The keys for the file at this address.
    pub(crate) fn fields(&self, uri: &str) -> Arc<FieldPlan> {
        let mut sections = self.sections.iter().chain(&self.fallback);
        sections
            .find(|section| section.files.is_match(uri))
            .map_or_else(Default::default, |section| section.plan.clone())
    }
}

/// A pattern without `/` matches a file's name in any folder.
fn globs_of(patterns: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let anywhere = if pattern.contains('/') { pattern.clone() } else { format!("**/{pattern}") };
        set.add(GlobBuilder::new(&anywhere).literal_separator(true).case_insensitive(true).build()?);
    }
    set.build()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TomlFile {
    exclude: Option<toml::Spanned<OneOrMany>>,
    #[serde(default)]
    source: Vec<TomlSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TomlSource {
    files: toml::Spanned<OneOrMany>,
    fields: TomlFields,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TomlFields {
    text: Option<OneOrMany>,
    title: Option<OneOrMany>,
    url: Option<OneOrMany>,
    outlet: Option<OneOrMany>,
    author: Option<OneOrMany>,
    section: Option<OneOrMany>,
    published: Option<OneOrMany>,
}

/// `"a"` or `["a", "b"]`.
struct OneOrMany(Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Strings;
        impl<'de> Visitor<'de> for Strings {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a list of strings")
            }

            fn visit_str<E>(self, one: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![one.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut many: A) -> Result<OneOrMany, A::Error> {
                let mut strings = Vec::new();
                while let Some(string) = many.next_element()? {
                    strings.push(string);
                }
                Ok(OneOrMany(strings))
            }
        }
        deserializer.deserialize_any(Strings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_mapping_is_valid_and_leaves_hidden_files_out() {
        let mapping = Mapping::parse(EMBEDDED_NAME, EMBEDDED).expect("valid");
        assert!(!mapping.sections.is_empty());
        for (path, excluded) in [
            (".git", true),
            ("a/.DS_Store", true),
            ("a/sources.md", true),
            ("a.b/c.txt", false),
            ("a/SOURCES.md.txt", false),
        ] {
            assert_eq!(mapping.excludes(Path::new(path)), excluded, "{path}");
        }
    }

    #[test]
    fn mistakes_name_their_place_and_what_is_allowed() {
        for (text, line, part) in [
            ("exclud = []", 1, "expected `exclude` or `source`"),
            ("[[source]]\nfiles = '*'\n[source.fields]\nbody = 'x'", 4, "`text`, `title`, `url`"),
            ("\n[[source]]\nfiles = 3\n", 3, "a string or a list of strings"),
            ("exclude = ['a[']", 1, "no valid glob"),
            ("[[source]]\nfiles = '*'", 1, "missing field `fields`"),
            ("x = ", 1, ""),
        ] {
            match Mapping::parse("m.toml", text) {
                Err(LoadError::MappingInvalid { line: at, message, .. }) => {
                    assert_eq!(at, line, "{text}: {message}");
                    assert!(message.contains(part), "{text}: {message}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn fields_given_by_hand_replace_the_mapping_and_change_its_hash() {
        let mut mapping = Mapping::embedded();
        let before = mapping.content_hash();
        mapping.override_fields("text=body, title=meta.headline,text=story").expect("valid");
        assert_ne!(mapping.content_hash(), before);
        assert_eq!(mapping.sections[0].keys[0], ["body", "story"]);
        assert_eq!(mapping.sections[0].keys[1], ["meta.headline"]);
        for bad in ["body", "words=body", "text=", "text=a..b"] {
            assert!(matches!(mapping.override_fields(bad), Err(LoadError::FieldInvalid { .. })), "{bad}");
        }
    }
}
