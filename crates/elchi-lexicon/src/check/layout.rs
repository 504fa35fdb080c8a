//! Which files may stand where, and what holds of every file: NFC, no stray control characters.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::lexicon::{Lexicon, TEMPLATE};
use crate::problem::{File, Problem, Problems, suggest};
use crate::schema::Schema;

/// Checks the place and the characters of every file.
pub(crate) fn check(lexicon: &Lexicon) -> Vec<Problem> {
    let mut problems = Problems::default();
    let (schema, languages) = (&*lexicon.schema, &lexicon.languages);
    for (path, text) in lexicon.texts.iter() {
        let file = File { path, text };
        check_characters(file, &mut problems);
        let (folder, inside) = path.split_once('/').unwrap_or(("", path));
        match folder {
            "schema" => {}
            "shared" => check_shared(file, inside, schema, &mut problems),
            _ if languages.iter().any(|language| language.code == folder) => {
                check_language(file, inside, schema, &mut problems)
            }
            "" => problems.add(
                &file,
                0,
                "a file outside the folder of a language",
                "put it into the folder of its language, such as ru/",
            ),
            _ => problems.add(
                &file,
                0,
                format!("the folder {folder} has no language.toml"),
                "copy it from _template/ and fill it in",
            ),
        }
    }
    for language in languages.iter().filter(|language| language.code != TEMPLATE) {
        for other in languages.iter().filter(|other| other.code < language.code) {
            if let Some(tag) = language.tags().iter().find(|tag| other.tags().contains(tag)) {
                let path = format!("{}/language.toml", language.code);
                let message = format!("the tag {tag} is served by {} too", other.code);
                problems.add(&File { path: &path, text: "" }, 0, message, "a tag has one folder");
            }
        }
    }
    problems.into_sorted()
}

fn check_shared(file: File<'_>, inside: &str, schema: &Schema, problems: &mut Problems) {
    let register = inside.strip_suffix(".tsv").is_some_and(|name| schema.registers.contains_key(name));
    if !(register || is_raw(inside, schema) || in_concept(inside, schema)) {
        let known: Vec<&str> = schema.registers.keys().map(String::as_str).chain(schema.concept_names()).collect();
        let name = inside.split(['/', '.']).next().unwrap_or(inside);
        problems.add(&file, 0, format!("'{inside}' is no register and no folder of rules"), suggest(name, known));
    }
}

fn check_language(file: File<'_>, inside: &str, schema: &Schema, problems: &mut Problems) {
    let known = matches!(inside, "language.toml" | "inflection.tsv" | "sets.toml")
        || is_raw(inside, schema)
        || in_concept(inside, schema);
    if known {
        return;
    }
    if inside.contains('/') {
        let folder = inside.split('/').next().unwrap_or(inside);
        problems.add(
            &file,
            0,
            format!("'{inside}' is in no folder of rules"),
            suggest(folder, schema.concept_names().collect::<Vec<_>>()),
        );
        return;
    }
    match inside.strip_suffix(".tsv") {
        Some(list) if schema.list(list).is_some() => {}
        Some(list) => problems.add(&file, 0, format!("unknown list '{list}'"), suggest(list, schema.list_names())),
        None => problems.add(
            &file,
            0,
            format!("unknown file '{inside}'"),
            "a language folder holds language.toml, inflection.tsv, sets.toml, lists and folders of rules",
        ),
    }
}

fn is_raw(inside: &str, schema: &Schema) -> bool {
    schema.raw.iter().any(|raw| inside.starts_with(raw.as_str()))
}

fn in_concept(inside: &str, schema: &Schema) -> bool {
    inside.split_once('/').is_some_and(|(folder, name)| {
        schema.concepts.contains_key(folder) && name.ends_with(".toml") && !name.contains('/')
    })
}

fn check_characters(file: File<'_>, problems: &mut Problems) {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    if !normalizer.is_normalized(file.text) {
        let (good, _) = normalizer.split_normalized(file.text);
        problems.add(
            &file,
            good.len(),
            "this text is not in NFC: a letter and its mark are two characters",
            "run `elchi check lang --fix`",
        );
    }
    if let Some(at) = file.text.find(|c: char| c == '\r' || (c.is_control() && c != '\n' && c != '\t')) {
        problems.add(&file, at, "a control character", "end lines with LF only, and run `elchi check lang --fix`");
    }
    if let Some(at) = file.text.find('\u{feff}') {
        problems.add(&file, at, "a byte order mark", "save the file as UTF-8 without one");
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        problems.add(&file, file.text.len(), "the last line has no end", "run `elchi check lang --fix`");
    }
}
