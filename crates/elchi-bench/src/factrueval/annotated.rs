//! The annotated documents: texts with the gold facts and every name that a value of theirs may be given by.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use serde_json::Value;

use super::align::{Argument, Fact, Kind, Role};

/// A document of the half asked for.
pub(super) struct Annotated {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) facts: Vec<Fact>,
}

/// Reads the documents that have facts, of one half: `dev` is an even first byte of BLAKE3 of the document's id.
pub(super) fn read(path: &Path, half: &str) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let parity = match half {
        "dev" => 0,
        "test" => 1,
        _ => return Err(format!("the half is dev or test, not {half}").into()),
    };
    let bytes = zstd::decode_all(std::fs::File::open(path)?)?;
    let mut all = Vec::new();
    for line in std::str::from_utf8(&bytes)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let id = row["id"].as_str().ok_or("a document without id")?.to_owned();
        let own = blake3::hash(id.as_bytes()).as_bytes()[0] % 2 == parity;
        // The track leaves out documents whose facts nobody annotated: here those without one.
        if own && list(&row, "facts").next().is_some() {
            let text = row["text"].as_str().unwrap_or("").to_owned();
            let facts = Document::new(&row, &text).facts();
            all.push(Annotated { id, text, facts });
        }
    }
    Ok(all)
}

struct Document<'r> {
    row: &'r Value,
    letters: Vec<char>,
    spans: HashMap<&'r str, &'r Value>,
    entities: HashMap<&'r str, &'r Value>,
    /// Bodies that are a part of another, both ways.
    parts: Vec<(&'r str, &'r str)>,
}

impl<'r> Document<'r> {
    fn new(row: &'r Value, text: &str) -> Document<'r> {
        let by_id = |key: &str| list(row, key).filter_map(|one| Some((one["id"].as_str()?, one))).collect();
        let mut parts = Vec::new();
        for fact in list(row, "facts").filter(|fact| fact["type"] == "isPartOf") {
            let ids: Vec<&str> = pairs(fact, "args").filter_map(|(_, value)| object(value)).collect();
            if let [one, other] = ids[..] {
                parts.extend([(one, other), (other, one)]);
            }
        }
        Document { row, letters: text.chars().collect(), spans: by_id("spans"), entities: by_id("coref"), parts }
    }

    fn facts(&self) -> Vec<Fact> {
        list(self.row, "facts").filter_map(|fact| self.fact(fact)).collect()
    }

    fn fact(&self, row: &'r Value) -> Option<Fact> {
        let kind = match row["type"].as_str()? {
            "Occupation" => Kind::Occupation,
            "Meeting" => Kind::Meeting,
            _ => return None,
        };
        let mut fact = Fact { kind, arguments: Vec::new(), modal: false, difficult: false, label: String::new() };
        let (mut label, mut sentence) = (Vec::new(), None);
        for (name, value) in pairs(row, "args") {
            let name = name.to_lowercase();
            let role = match name.as_str() {
                "who" => Role::Who,
                "where" => Role::Where,
                "position" | "job" => Role::Position,
                "participant" => Role::Participant,
                own if own == label_of("phase") => Role::Phase,
                own if own == label_of("modality") => {
                    fact.modal |= ["possible", "future", "negated"].map(label_of).contains(&value);
                    label.push(value.to_owned());
                    continue;
                }
                own if own == label_of("difficulty") => {
                    fact.difficult = value == label_of("difficult");
                    label.push("difficult".to_owned());
                    continue;
                }
                _ => continue,
            };
            label.push(format!("{}={}", name, words_of(value)));
            let start = match object(value) {
                Some(id) => self.mentions(id).next().and_then(|mention| mention["start"].as_u64()),
                None => self.span_of(value).and_then(|span| span["start"].as_u64()),
            };
            if sentence.is_none() || role == Role::Position {
                sentence = start.map(|start| self.sentence(start));
            }
            fact.arguments.push(Argument::new(role, self.values(value, role)));
        }
        fact.label = format!("{}\t{}", label.join("; "), sentence.unwrap_or_default());
        Some(fact)
    }

    /// Every way to give a value.
    fn values(&self, value: &'r str, role: Role) -> Vec<String> {
        let Some(id) = object(value) else {
            let spans = value.split('|').filter_map(|part| self.span_of(part)).map(|span| self.words(span));
            let mut values: Vec<String> = spans.collect();
            values.extend(value.split('|').map(|part| words_of(part).to_owned()));
            return values;
        };
        let mut values: Vec<String> = words_of(value).split('|').map(str::to_owned).collect();
        values.extend(self.mentions(id).map(|mention| self.words(mention)));
        values.extend(self.mentions(id).map(|mention| {
            let ids = mention["spans"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let words: Vec<String> = ids.filter_map(|id| self.spans.get(id)).map(|span| self.words(span)).collect();
            words.join(" ")
        }));
        if matches!(role, Role::Who | Role::Participant) {
            values.extend(self.person_names(id));
        }
        values.extend(self.names(id));
        if role == Role::Where {
            let others = self.parts.iter().filter(|(one, _)| *one == id);
            values.extend(others.flat_map(|(_, other)| self.names(other)));
        }
        values
    }

    /// Names of a place or body, alone and with its descriptors before and behind.
    fn names(&self, id: &str) -> Vec<String> {
        let descriptors = self.attributes(id, "descr");
        let mut all = Vec::new();
        for name in self.attributes(id, "name") {
            for descriptor in descriptors.iter().filter(|descriptor| !name.contains(*descriptor)) {
                all.extend([format!("{name} {descriptor}"), format!("{descriptor} {name}")]);
            }
            all.push(name.to_owned());
        }
        all
    }

    /// Given and family name, patronymic and nickname in the orders that the track allows; one of them may do.
    fn person_names(&self, id: &str) -> Vec<String> {
        let [given, family, patronymic, nickname] =
            ["firstname", "lastname", "patronymic", "nickname"].map(|key| self.attributes(id, key));
        let orders: [&[&Vec<&str>]; 10] = [
            &[&family, &given, &patronymic],
            &[&given, &patronymic, &family],
            &[&given, &patronymic],
            &[&given, &family],
            &[&family, &given],
            &[&nickname],
            &[&given],
            &[&patronymic],
            &[&family],
            &[&given, &nickname],
        ];
        let mut all = Vec::new();
        for order in orders.iter().filter(|order| order.iter().all(|part| !part.is_empty())) {
            let mut made = vec![String::new()];
            for part in *order {
                made = made.iter().flat_map(|head| part.iter().map(move |name| format!("{head} {name}"))).collect();
            }
            all.extend(made);
        }
        all
    }

    /// Values of the attributes whose name is `key` but for digits, or begins with it where it is `descr`.
    fn attributes(&self, id: &str, key: &str) -> Vec<&'r str> {
        let Some(entity) = self.entities.get(id) else { return Vec::new() };
        let wanted = |name: &str| match key {
            "descr" => name.starts_with("descr"),
            _ => name.trim_end_matches(|letter: char| letter.is_ascii_digit()) == key,
        };
        pairs(entity, "attrs").filter(|(name, _)| wanted(name)).map(|(_, value)| value).collect()
    }

    fn mentions(&self, id: &str) -> impl Iterator<Item = &'r Value> {
        let ids = self.entities.get(id).and_then(|entity| entity["mentions"].as_array());
        let ids: Vec<&str> = ids.into_iter().flatten().filter_map(Value::as_str).collect();
        list(self.row, "objects").filter(move |object| object["id"].as_str().is_some_and(|id| ids.contains(&id)))
    }

    fn span_of(&self, value: &str) -> Option<&'r Value> {
        let id = value.trim().strip_prefix("span")?.split(' ').next()?;
        self.spans.get(id).copied()
    }

    fn words(&self, row: &Value) -> String {
        let at = |key: &str| row[key].as_u64().and_then(|at| usize::try_from(at).ok());
        let range = at("start").zip(at("end")).and_then(|(start, end)| self.letters.get(start..end));
        range.unwrap_or_default().iter().collect()
    }

    /// The annotated sentence of a letter.
    fn sentence(&self, letter: u64) -> String {
        let two = |row: &Value| Some((row[0].as_u64()?, row[1].as_u64()?));
        let tokens: Vec<(u64, u64)> = list(self.row, "tokens").filter_map(two).collect();
        let token = |at: u64| usize::try_from(at).ok().and_then(|at| tokens.get(at));
        let range = list(self.row, "sents").filter_map(two).find_map(|(first, end)| {
            let (start, end) = (token(first)?.0, token(end.checked_sub(1)?)?.1);
            let range = usize::try_from(start).ok()?..usize::try_from(end).ok()?;
            (start..end).contains(&letter).then_some(range)
        });
        let letters = range.and_then(|range| self.letters.get(range)).unwrap_or_default();
        letters.iter().collect::<String>().replace(['\n', '\t'], " ")
    }
}

/// Number of the entity in `obj48 Лужков Юрий`.
fn object(value: &str) -> Option<&str> {
    value.trim().strip_prefix("obj")?.split(' ').next()
}

/// A value without the number before it.
fn words_of(value: &str) -> &str {
    let value = value.trim();
    match value.split_once(' ') {
        Some((head, rest)) if head.starts_with("obj") || head.starts_with("span") => rest,
        _ => value,
    }
}

fn list<'r>(row: &'r Value, key: &str) -> impl Iterator<Item = &'r Value> {
    row[key].as_array().into_iter().flatten()
}

fn pairs<'r>(row: &'r Value, key: &str) -> impl Iterator<Item = (&'r str, &'r str)> {
    list(row, key).filter_map(|pair| Some((pair[0].as_str()?, pair[1].as_str()?)))
}

/// A word of the annotation scheme, by its English name.
pub(crate) fn label_of(name: &str) -> &'static str {
    let labels = include_str!("labels.txt").lines().filter_map(|line| line.split_once('='));
    labels.filter(|(key, _)| *key == name).map(|(_, label)| label).next().unwrap_or_default()
}
