//! The files of `lang/schema/`.

use elchi_model::MentionKind;
use toml::de::DeTable;

use crate::data::offices;
use crate::data::toml_file::TomlFile;
use crate::features::Features;
use crate::kind::HitKind;
use crate::problem::{File, Problems, suggest};
use crate::schema::{ActionType, Concept, Flags, Group, ListDef, Schema, Slug};

/// Paths of the vocabularies.
const FILES: [&str; 5] = [
    "schema/features.toml",
    "schema/lists.toml",
    "schema/vocabulary.toml",
    "schema/offices.toml",
    "schema/topics.toml",
];

impl Schema {
    /// Reads the files; `text` gives the text of a path.
    pub(crate) fn read<'t>(text: impl Fn(&str) -> Option<&'t str>, problems: &mut Problems) -> Schema {
        let mut schema = Schema::default();
        for path in FILES {
            let file = File { path, text: text(path).unwrap_or("") };
            if file.text.is_empty() {
                problems.add(&file, 0, "this file is missing", "the folder lang/schema/ holds five vocabularies");
                continue;
            }
            let mut toml = TomlFile { file, problems };
            let root = toml.parse();
            match path {
                "schema/features.toml" => schema.read_features(&root, &mut toml),
                "schema/lists.toml" => schema.read_lists(&root, &mut toml),
                "schema/offices.toml" => {
                    schema.offices = offices::read(&root, &mut toml);
                    schema.heads = offices::read_heads(&root, "head_of", &schema.offices, &mut toml);
                    schema.deputies = offices::read_heads(&root, "deputy_of", &schema.offices, &mut toml);
                }
                "schema/topics.toml" => {
                    toml.only_keys(&root, &["topics"]);
                    let topics = root.get("topics").map(|value| toml.texts(value)).unwrap_or_default();
                    schema.topics = topics.into_iter().map(|(_, topic)| topic).collect();
                }
                _ => schema.read_vocabulary(&root, &mut toml),
            }
        }
        schema
    }

    fn read_features(&mut self, root: &DeTable<'_>, toml: &mut TomlFile<'_, '_>) {
        toml.only_keys(root, &["group"]);
        for group in root.get("group").map(|value| toml.list(value)).unwrap_or_default() {
            let Some(table) = toml.table(group) else { continue };
            toml.only_keys(table, &["name", "agree", "values", "meaning"]);
            let name = table.get("name").and_then(|value| toml.text(value)).unwrap_or("").to_owned();
            let agree = table.get("agree").and_then(|value| toml.flag(value)).unwrap_or(false);
            let mut bits = Features::default();
            for (at, value) in table.get("values").map(|value| toml.texts(value)).unwrap_or_default() {
                if self.features.len() == 64 {
                    toml.problem(at, "more than 64 features", "take out a feature that no file uses");
                    break;
                }
                let bit = Features(1 << self.features.len());
                bits = bits.union(bit);
                self.features.push((value, bit));
            }
            self.groups.push(Group { name, agree, bits });
        }
        let flag = |name: &str| self.feature(name).unwrap_or_default();
        self.flags = Flags {
            base: flag("base"),
            not_initial: flag("not_initial"),
            compound: flag("compound"),
            exact: flag("exact"),
            upper: flag("upper"),
            participle: flag("part"),
            all: self
                .groups
                .iter()
                .filter(|group| group.name == "flag")
                .fold(Features::default(), |all, group| all.union(group.bits)),
        };
    }

    fn read_lists(&mut self, root: &DeTable<'_>, toml: &mut TomlFile<'_, '_>) {
        toml.only_keys(root, &["list"]);
        for list in root.get("list").map(|value| toml.list(value)).unwrap_or_default() {
            let Some(table) = toml.table(list) else { continue };
            toml.only_keys(table, &["name", "mention", "class", "ids", "values", "names", "nested", "meaning"]);
            let name = table.get("name").and_then(|value| toml.text(value)).unwrap_or("").to_owned();
            let mention = table.get("mention").and_then(|value| {
                let kind = MentionKind::parse(toml.text(value)?);
                if kind.is_none() {
                    let help = suggest("", MentionKind::ALL.iter().map(|kind| kind.as_str()));
                    toml.problem(value.span().start, "unknown kind of mention", help);
                }
                kind
            });
            let class = table.get("class").and_then(|value| {
                let class = self.feature(toml.text(value)?);
                if class.is_none() {
                    toml.problem(
                        value.span().start,
                        "unknown class",
                        "a class is a feature of lang/schema/features.toml",
                    );
                }
                class
            });
            let slug = table.get("values").and_then(|value| {
                let slug = parse_slug(toml.text(value)?);
                if slug.is_none() {
                    toml.problem(
                        value.span().start,
                        "unknown kind of values",
                        "write \"number\", \"currency\" or a range such as \"1..12\"",
                    );
                }
                slug
            });
            let nested = table.get("nested").and_then(|value| toml.flag(value)).unwrap_or(false);
            let names = table.get("names").and_then(|value| toml.flag(value)).unwrap_or(false);
            let ids = table.get("ids").map(|value| toml.texts(value)).unwrap_or_default();
            let ids = ids.into_iter().map(|(_, id)| id).collect();
            self.lists.push(ListDef {
                name,
                mention,
                class: class.unwrap_or_default(),
                ids,
                slug: slug.unwrap_or(Slug::Any),
                names,
                nested,
            });
        }
    }

    fn read_vocabulary(&mut self, root: &DeTable<'_>, toml: &mut TomlFile<'_, '_>) {
        toml.only_keys(root, &["sources", "raw", "registers", "kinds", "concept"]);
        let texts = |key: &str, toml: &mut TomlFile<'_, '_>| -> Vec<String> {
            root.get(key).map(|value| toml.texts(value)).unwrap_or_default().into_iter().map(|(_, text)| text).collect()
        };
        self.sources = texts("sources", toml);
        self.raw = texts("raw", toml);
        if let Some(table) = root.get("registers").and_then(|value| toml.table(value)) {
            for (name, kind) in table {
                let kind = toml.text(kind).unwrap_or("").to_owned();
                self.registers.insert(name.get_ref().to_string(), kind);
            }
        }
        if let Some(table) = root.get("kinds").and_then(|value| toml.table(value)) {
            for (name, kinds) in table {
                let kinds = toml.texts(kinds).iter().filter_map(|(_, kind)| HitKind::parse(kind)).collect();
                self.kinds.insert(name.get_ref().to_string(), kinds);
            }
        }
        if let Some(table) = root.get("concept").and_then(|value| toml.table(value)) {
            for (name, concept) in table {
                if let Some(concept) = toml.table(concept) {
                    let concept = read_concept(concept, toml);
                    self.concepts.insert(name.get_ref().to_string(), concept);
                }
            }
        }
    }
}

fn parse_slug(text: &str) -> Option<Slug> {
    match text {
        "number" => Some(Slug::Number),
        "currency" => Some(Slug::Currency),
        _ => {
            let (low, high) = text.split_once("..")?;
            Some(Slug::Range(low.parse().ok()?, high.parse().ok()?))
        }
    }
}

fn read_concept(table: &DeTable<'_>, toml: &mut TomlFile<'_, '_>) -> Concept {
    toml.only_keys(
        table,
        &["id", "id_from", "layered", "anchors", "overlap", "regex", "actions", "required", "expect"],
    );
    let mut concept = Concept {
        id: table.get("id").and_then(|value| toml.text(value)).map(str::to_owned),
        id_from: table.get("id_from").and_then(|value| toml.text(value)).map(str::to_owned),
        line_anchors: table.get("anchors").and_then(|value| toml.text(value)) == Some("line"),
        overlap: table.get("overlap").and_then(|value| toml.flag(value)).unwrap_or(false),
        layered: table.get("layered").and_then(|value| toml.flag(value)).unwrap_or(false),
        regex: table.get("regex").and_then(|value| toml.flag(value)).unwrap_or(false),
        ..Concept::default()
    };
    for (key, kind) in table.get("actions").and_then(|value| toml.table(value)).into_iter().flatten() {
        let kind = match toml.text(kind) {
            Some("number") => ActionType::Number,
            Some("flag") => ActionType::Flag,
            Some("list") => ActionType::List,
            _ => ActionType::Text,
        };
        concept.actions.insert(key.get_ref().to_string(), kind);
    }
    let mut texts = |key: &str| -> Vec<String> {
        table.get(key).map(|value| toml.texts(value)).unwrap_or_default().into_iter().map(|(_, text)| text).collect()
    };
    concept.required = texts("required");
    concept.expect = texts("expect");
    concept
}
