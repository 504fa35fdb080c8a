//! Compiles the rule files of a language, and those that all languages share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::data::list::check_words;
use crate::data::sets::{self, Member};
use crate::data::settings::Settings;
use crate::data::toml_file::TomlFile;
use crate::language::Texts;
use crate::pattern::parse::{self, PatternError};
use crate::pattern::resolve::{self, Names};
use crate::problem::{File, Problems, suggest};
use crate::rules::file::{self, Block, PatternKind};
use crate::rules::rule::{Action, LazyRegex, Matcher, Rule};
use crate::rules::set::RuleSet;
use crate::schema::{Concept, Schema};
use crate::tables::build::{Builder, Folder};
use crate::tables::intern_tokens;

/// Compiles all rules of `folder`.
pub(crate) fn compile(
    builder: &mut Builder<'_>,
    folder: &Folder<'_>,
    settings: &Settings,
) -> BTreeMap<String, RuleSet> {
    let schema = builder.schema.clone();
    let sets_file = folder.file("sets.toml");
    let sets = sets_file.map(|file| sets::read(file, &schema, builder.problems)).unwrap_or_default();
    let mut names = Names {
        sets,
        glue: sequences(builder, &settings.glue),
        clause: sequences(builder, &settings.clause),
        used: BTreeSet::new(),
    };
    builder.clause = names.clause.clone();
    builder.opens = sequences(builder, &settings.opens);
    let mut seen = BTreeMap::new();
    let mut compiled = BTreeMap::new();
    for (name, concept) in &schema.concepts {
        let mut rules = Vec::new();
        for file in folder.files.iter().filter(|file| is_rule_file(folder.inside(file), name, &schema)) {
            for block in file::read(*file, &prefixes(folder.code, name, concept), concept, builder.problems) {
                note_id(*file, &block, &mut seen, builder.problems);
                rules.extend(compile_block(*file, name, concept, block, builder, &mut names));
            }
        }
        if !rules.is_empty() {
            compiled.insert(name.clone(), RuleSet::new(rules, concept.overlap));
        }
    }
    if let Some(file) = sets_file {
        check_sets(file, &names, builder);
    }
    compiled
}

/// Compiles the regular expressions of `lang/shared/<concept>/`.
pub(crate) fn compile_shared(texts: &Texts, schema: &Schema, problems: &mut Problems) -> BTreeMap<String, RuleSet> {
    let mut compiled = BTreeMap::new();
    let mut seen = BTreeMap::new();
    for (name, concept) in &schema.concepts {
        let mut rules = Vec::new();
        for (path, text) in texts.iter() {
            let file = File { path, text };
            let Some(inside) = path.strip_prefix("shared/").filter(|inside| is_rule_file(inside, name, schema)) else {
                continue;
            };
            let _ = inside;
            let any = Concept { regex: true, ..concept.clone() };
            for block in file::read(file, &prefixes("shared", name, concept), &any, problems) {
                note_id(file, &block, &mut seen, problems);
                if block.pattern.0 == PatternKind::Match {
                    let help = "a pattern belongs to a language: write regex or tail";
                    problems.add(
                        &file,
                        block.pattern.2.start,
                        "a pattern among the rules that all languages share",
                        help,
                    );
                    continue;
                }
                rules.push(regex_rule(file, name, block));
            }
        }
        if !rules.is_empty() {
            compiled.insert(name.clone(), RuleSet::new(rules, concept.overlap));
        }
    }
    compiled
}

/// True for `<concept>/<name>.toml`, unless it is a file that a stage reads by itself.
fn is_rule_file(inside: &str, concept: &str, schema: &Schema) -> bool {
    let name = inside.strip_prefix(concept).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| name.ends_with(".toml") && !name.contains('/'))
        && !schema.raw.iter().any(|raw| inside.starts_with(raw.as_str()))
}

fn prefixes(code: &str, concept: &str, definition: &Concept) -> Vec<String> {
    let code = code.trim_start_matches('_');
    let names = definition.id.iter().map(String::as_str).chain([concept]);
    names.map(|name| format!("{code}.{name}.")).collect()
}

/// The forms of each text, longest first.
fn sequences(builder: &mut Builder<'_>, texts: &[String]) -> Arc<[Vec<crate::FormId>]> {
    let mut glue: Vec<Vec<crate::FormId>> = Vec::new();
    for text in texts {
        let tokens = intern_tokens(&builder.tokeniser, &mut builder.forms, text, &mut String::new());
        glue.push(tokens.iter().map(|token| token.form).collect());
    }
    glue.sort_by_key(|forms| std::cmp::Reverse(forms.len()));
    glue.into()
}

fn note_id(file: File<'_>, block: &Block, seen: &mut BTreeMap<String, String>, problems: &mut Problems) {
    let place = format!("{}:{}", file.path, file.position(block.at).0);
    if let Some(other) = seen.get(&block.id).filter(|_| !block.id.is_empty()) {
        problems.add(
            &file,
            block.at,
            format!("the id '{}' is taken by the rule at {other}", block.id),
            "every rule has its own id",
        );
    }
    seen.entry(block.id.clone()).or_insert(place);
}

fn compile_block(
    file: File<'_>,
    name: &str,
    concept: &Concept,
    block: Block,
    builder: &mut Builder<'_>,
    names: &mut Names,
) -> Option<Rule> {
    if block.pattern.0 != PatternKind::Match {
        return Some(regex_rule(file, name, block));
    }
    let (_, pattern, span) = &block.pattern;
    let program = parse::parse(pattern).map_err(|error| vec![error]).and_then(|mut node| {
        let mut program = resolve::resolve(&mut node, concept.line_anchors, builder, names)?;
        if !concept.layered {
            // Where lines and figures are read there are no clauses.
            program.clauses = false;
        }
        let mut captures = Vec::new();
        node.captures(&mut captures);
        Ok((program, captures))
    });
    let (program, captures) = match program {
        Ok(compiled) => compiled,
        Err(errors) => {
            for PatternError { at, message, help } in errors {
                let toml = TomlFile { file, problems: builder.problems };
                let at = toml.inside_string(span.clone(), at);
                builder.problems.add(&file, at, message, help);
            }
            return None;
        }
    };
    check_words(file, span.start, file.text.get(span.clone()).unwrap_or(""), builder.problems);
    check_templates(file, &block, &captures, builder.problems);
    check_expectations(file, &block, &captures, concept, builder.problems);
    Some(rule(file, name, block, captures, Matcher::Pattern(Box::new(program))))
}

fn regex_rule(file: File<'_>, name: &str, block: Block) -> Rule {
    let (kind, text, _) = &block.pattern;
    let regex = LazyRegex::new(text, *kind == PatternKind::Regex);
    let matcher = if *kind == PatternKind::Regex { Matcher::Line(regex) } else { Matcher::Tail(regex) };
    rule(file, name, block, Vec::new(), matcher)
}

fn rule(file: File<'_>, concept: &str, block: Block, captures: Vec<String>, matcher: Matcher) -> Rule {
    Rule {
        id: Arc::from(block.id),
        because: Arc::from(block.because),
        concept: Arc::from(concept),
        file: Arc::from(file.path),
        line: file.position(block.at).0,
        pattern_at: file.position(block.pattern.2.start),
        pattern: Arc::from(block.pattern.1),
        actions: block.actions,
        captures: captures.into_iter().map(Arc::from).collect(),
        yes: block.yes,
        no: block.no,
        matcher,
    }
}

/// `{name}` inside a text action names a capture.
fn check_templates(file: File<'_>, block: &Block, captures: &[String], problems: &mut Problems) {
    for (key, action) in &block.actions {
        let Action::Text(text) = action else { continue };
        for name in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name) {
            if !captures.iter().any(|capture| capture == name) {
                let at = block.action_at.get(key).copied().unwrap_or(block.at);
                let help = suggest(name, captures.iter().map(String::as_str));
                problems.add(&file, at, format!("'{{{name}}}' in {key} names no capture of the pattern"), help);
            }
        }
    }
}

fn check_expectations(file: File<'_>, block: &Block, captures: &[String], concept: &Concept, problems: &mut Problems) {
    for example in &block.yes {
        for key in example.expect.keys() {
            let known = || captures.iter().chain(&concept.expect).map(String::as_str);
            if !known().any(|name| name == &**key) {
                let at = offset(file, example.line, example.column);
                let help = suggest(key, known().collect::<Vec<_>>());
                problems.add(
                    &file,
                    at,
                    format!("'{key}' is neither a capture of the pattern nor a key of the concept"),
                    help,
                );
            }
        }
    }
}

/// The byte at a line and column.
fn offset(file: File<'_>, line: u32, column: u32) -> usize {
    let start: usize = file.text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    start + file.text[start..].chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
}

fn check_sets(file: File<'_>, names: &Names, builder: &mut Builder<'_>) {
    for (name, set) in &names.sets {
        if !names.used.contains(name) {
            builder.problems.add(
                &file,
                set.at,
                format!("no pattern uses the set '{name}'"),
                format!("write {{{name}}} in a pattern, or delete the set"),
            );
        }
        for (at, member) in &set.members {
            let Member::Lemma(lemma) = member else { continue };
            if resolve::find_lemma(builder, lemma).is_none() {
                let help = "add a row with its paradigm to a list, such as words.tsv, or write forms without ~";
                builder.problems.add(&file, *at, format!("no list has the lemma '{lemma}'"), help);
            }
        }
    }
}
