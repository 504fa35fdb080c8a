//! Rule files: `[[rule]]` blocks of TOML.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::data::toml_file::{TomlFile, Value};
use crate::problem::{File, Problems, suggest};
use crate::rules::rule::{Action, Example};
use crate::schema::{ActionType, Concept};

/// A block before its pattern is compiled.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) at: usize,
    pub(crate) id: String,
    pub(crate) because: String,
    /// Text and place of the one among `match`, `regex` and `tail` that is there.
    pub(crate) pattern: (PatternKind, String, Range<usize>),
    pub(crate) actions: BTreeMap<Arc<str>, Action>,
    /// Where each action stands.
    pub(crate) action_at: BTreeMap<Arc<str>, usize>,
    pub(crate) yes: Vec<Example>,
    pub(crate) no: Vec<Example>,
}

/// Which key holds the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PatternKind {
    Match,
    Regex,
    Tail,
}

const KEYS: [&str; 7] = ["id", "because", "match", "regex", "tail", "yes", "no"];

/// Reads the blocks of `file`; `prefix` is what its ids begin with.
pub(crate) fn read(file: File<'_>, prefixes: &[String], concept: &Concept, problems: &mut Problems) -> Vec<Block> {
    let mut toml = TomlFile { file, problems };
    let root = toml.parse();
    toml.only_keys(&root, &["rule"]);
    let Some(rules) = root.get("rule") else {
        toml.problem(0, "no rule in this file", "begin each rule with [[rule]]");
        return Vec::new();
    };
    let mut blocks = Vec::new();
    for rule in toml.list(rules) {
        if let Some(table) = toml.table(rule) {
            blocks.extend(read_block(rule.span().start, table, prefixes, concept, &mut toml));
        }
    }
    blocks
}

fn read_block(
    at: usize,
    table: &DeTable<'_>,
    prefixes: &[String],
    concept: &Concept,
    toml: &mut TomlFile<'_, '_>,
) -> Option<Block> {
    let id = required_text(table, "id", at, toml);
    let id_at = table.get("id").map_or(at, |value| value.span().start);
    let named = concept.id_from.as_ref().and_then(|key| toml.text(table.get(key.as_str())?)).map(|name| {
        let code = prefixes.first().and_then(|prefix| prefix.split('.').next()).unwrap_or_default();
        vec![format!("{code}.{}.", name.replace('_', "-"))]
    });
    check_id(id_at, &id, named.as_deref().unwrap_or(prefixes), toml);
    let because = required_text(table, "because", at, toml);
    let pattern = read_pattern(at, table, concept, toml);
    let (mut actions, mut action_at) = (BTreeMap::new(), BTreeMap::new());
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if KEYS.contains(&name) {
            continue;
        }
        let Some(kind) = concept.actions.get(name) else {
            let known: Vec<&str> = KEYS.iter().copied().chain(concept.actions.keys().map(String::as_str)).collect();
            toml.problem(key.span().start, format!("unknown key '{name}'"), suggest(name, known));
            continue;
        };
        if let Some(action) = read_action(value, Some(*kind), toml) {
            action_at.insert(Arc::from(name), value.span().start);
            actions.insert(Arc::from(name), action);
        }
    }
    for key in &concept.required {
        if !actions.contains_key(key.as_str()) {
            toml.problem(
                at,
                format!("the rule {id} has no '{key}'"),
                format!("add {key} = …: it says what a match means"),
            );
        }
    }
    let yes = read_examples(table.get("yes"), false, toml);
    let no = read_examples(table.get("no"), true, toml);
    if yes.len() < 2 || no.is_empty() {
        let message = format!("the rule {id} has {} yes and {} no", yes.len(), no.len());
        toml.problem(
            at,
            message,
            "a rule has two yes and one no at least: yes = [ { text = \"…\", from = \"invented\" }, … ]",
        );
    }
    Some(Block { at, id, because, pattern: pattern?, actions, action_at, yes, no })
}

fn required_text(table: &DeTable<'_>, key: &str, at: usize, toml: &mut TomlFile<'_, '_>) -> String {
    match table.get(key).map(|value| toml.text(value)) {
        Some(Some(text)) if !text.trim().is_empty() => text.to_owned(),
        Some(None) => String::new(),
        _ => {
            toml.problem(at, format!("this rule has no '{key}'"), format!("add {key} = \"…\""));
            String::new()
        }
    }
}

fn read_pattern(
    at: usize,
    table: &DeTable<'_>,
    concept: &Concept,
    toml: &mut TomlFile<'_, '_>,
) -> Option<(PatternKind, String, Range<usize>)> {
    let kinds = [("match", PatternKind::Match), ("regex", PatternKind::Regex), ("tail", PatternKind::Tail)];
    let present: Vec<_> = kinds.into_iter().filter_map(|(key, kind)| Some((kind, table.get(key)?))).collect();
    let [(kind, value)] = present.as_slice() else {
        let wanted = if concept.regex { "one of match, regex and tail" } else { "match" };
        toml.problem(at, "what does this rule match?", format!("write {wanted}, once"));
        return None;
    };
    if *kind != PatternKind::Match && !concept.regex {
        toml.problem(
            value.span().start,
            "a regular expression in a concept without them",
            "write a pattern: match = '…'",
        );
        return None;
    }
    Some((*kind, toml.text(value)?.to_owned(), value.span()))
}

fn check_id(at: usize, id: &str, prefixes: &[String], toml: &mut TomlFile<'_, '_>) {
    let rest = prefixes.iter().find_map(|prefix| id.strip_prefix(prefix.as_str()));
    let example = format!("{}what-it-catches", prefixes.first().map_or("", String::as_str));
    match rest {
        _ if id.is_empty() => {}
        None => toml.problem(
            at,
            format!("the id '{id}' does not begin with its language and concept"),
            format!("write {example}"),
        ),
        Some(name) if name.bytes().any(|b| b.is_ascii_digit()) => {
            toml.problem(
                at,
                format!("the id '{id}' is numbered"),
                format!("name what the rule catches in words: {example}"),
            );
        }
        Some(name)
            if name.is_empty()
                || !name.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase())) =>
        {
            toml.problem(at, format!("the id '{id}' is not words with hyphens"), format!("write {example}"));
        }
        Some(_) => {}
    }
}

fn read_action(value: &Value<'_>, kind: Option<ActionType>, toml: &mut TomlFile<'_, '_>) -> Option<Action> {
    let texts = |value: &Value<'_>, toml: &mut TomlFile<'_, '_>| {
        toml.texts(value).into_iter().map(|(_, text)| Arc::from(text)).collect()
    };
    match (kind, value.get_ref()) {
        (Some(ActionType::Number), _) | (None, DeValue::Integer(_) | DeValue::Float(_)) => {
            toml.number(value).map(Action::Number)
        }
        (Some(ActionType::Flag), _) | (None, DeValue::Boolean(_)) => toml.flag(value).map(Action::Flag),
        (Some(ActionType::List), _) | (None, DeValue::Array(_)) => Some(Action::List(texts(value, toml))),
        _ => toml.text(value).map(|text| Action::Text(Arc::from(text))),
    }
}

fn read_examples(value: Option<&Value<'_>>, no: bool, toml: &mut TomlFile<'_, '_>) -> Vec<Example> {
    let mut examples = Vec::new();
    for member in value.map(|value| toml.list(value)).unwrap_or_default() {
        let Some(table) = toml.table(member) else { continue };
        let at = member.span().start;
        let text = required_text(table, "text", at, toml);
        let (line, column) = toml.file.position(table.get("text").map_or(at, |value| value.span().start));
        let mut example =
            Example { text: Arc::from(text), span: None, because: None, expect: BTreeMap::new(), line, column };
        let mut from = None;
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match name {
                "text" => {}
                "span" => example.span = toml.text(value).map(Arc::from),
                "because" => example.because = toml.text(value).map(Arc::from),
                "from" => from = toml.text(value).map(|text| (value.span().start, text.to_owned())),
                _ if no => toml.problem(
                    key.span().start,
                    format!("'{name}' in a no example"),
                    "a no example has text and because",
                ),
                _ => {
                    if let Some(action) = read_action(value, None, toml) {
                        example.expect.insert(Arc::from(name), action);
                    }
                }
            }
        }
        match &from {
            Some((at, from)) if !matches!(from.as_str(), "invented" | "attested") => {
                toml.problem(
                    *at,
                    format!("unknown origin '{from}'"),
                    "write from = \"invented\" or from = \"attested\"",
                );
            }
            None if !no => {
                toml.problem(at, "where is this example from?", "add from = \"invented\" or from = \"attested\"")
            }
            _ => {}
        }
        if no && example.because.is_none() {
            toml.problem(at, "why should this not match?", "add because = \"…\"");
        }
        examples.push(example);
    }
    examples
}
