//! Runs the examples of every date and amount rule through the whole stage.

use std::collections::BTreeMap;
use std::sync::Arc;

use elchi_lexicon::{Action, Example, Language, Lexicon, Problem, Rule};
use elchi_model::{Facts, Span};

use crate::edtf::interpret;
use crate::extractor::Extractor;
use crate::input::{DocumentInput, SegmentInput};

/// Problems of the examples in `dates/` and `amounts/` of all languages, sorted by place.
///
/// The text of an example is read as one sentence, of a text published on the day that the example names, if it does.
/// Of a `yes` example the rule must make a row, with the span, EDTF
/// form, precision, kind, value and unit that the example names; of a `no` example it must make none. A row that
/// another rule's longer match puts aside is none.
pub fn check_examples(lexicon: &Arc<Lexicon>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut extractor = Extractor::new(lexicon.clone());
    for language in lexicon.languages() {
        for rule in
            ["dates", "amounts"].iter().filter_map(|concept| language.rules(concept)).flat_map(|set| set.rules())
        {
            for example in &rule.yes {
                check_yes(&mut extractor, language, rule, example, &mut problems);
            }
            for example in &rule.no {
                let facts = facts_of(&mut extractor, language, &example.text, None);
                if let Some(row) = rows(&facts, &example.text).find(|row| row.rule_id == &rule.id) {
                    let message = format!("this should give no row, but {} finds '{}'", rule.id, row.surface);
                    add(&mut problems, rule, example, message, "narrow the pattern, or correct the example");
                }
            }
        }
    }
    crate::check_layers::check(&mut extractor, lexicon, &mut problems);
    problems.sort();
    problems
}

/// What a row says, by the names that examples use.
struct Row<'f> {
    rule_id: &'f Arc<str>,
    surface: &'f str,
    says: BTreeMap<&'static str, Action>,
}

fn rows<'f>(facts: &'f Facts, text: &'f str) -> impl Iterator<Item = Row<'f>> {
    let word = |word: &str| Action::Text(word.into());
    let dates = facts.dates.iter().map(move |date| {
        let says = BTreeMap::from([
            ("edtf", word(&date.edtf)),
            ("precision", word(date.precision.as_str())),
            ("basis", word(date.basis.as_str())),
        ]);
        Row { rule_id: &date.rule_id, surface: date.span.of(text), says }
    });
    let amounts = facts.amounts.iter().map(move |amount| {
        let mut says = BTreeMap::from([("kind", word(amount.kind.as_str())), ("value", Action::Number(amount.value))]);
        says.extend(amount.value_max.map(|max| ("value_max", Action::Number(max))));
        says.extend(amount.unit.as_ref().map(|unit| ("unit", Action::Text(unit.clone()))));
        Row { rule_id: &amount.rule_id, surface: amount.span.of(text), says }
    });
    dates.chain(amounts)
}

fn check_yes(
    extractor: &mut Extractor,
    language: &Language,
    rule: &Rule,
    example: &Example,
    problems: &mut Vec<Problem>,
) {
    let published = example.expect.get("published").map(|day| {
        day.as_text()
            .and_then(|day| interpret(day.to_owned(), false))
            .and_then(|day| day.start_on.filter(|_| day.start_on == day.end_on))
    });
    if published == Some(None) {
        add(problems, rule, example, "published is no day".to_owned(), "write published = \"2024-05-17\"");
    }
    let facts = facts_of(extractor, language, &example.text, published.flatten());
    let wanted = example.span.as_deref();
    let found = rows(&facts, &example.text)
        .find(|row| row.rule_id == &rule.id && wanted.is_none_or(|wanted| row.surface == wanted));
    let Some(row) = found else {
        let others: Vec<String> =
            rows(&facts, &example.text).map(|row| format!("{} '{}'", row.rule_id, row.surface)).collect();
        let others = if others.is_empty() { "nothing".to_owned() } else { others.join(", ") };
        let message = format!("{} gives no row '{}' here; found: {others}", rule.id, wanted.unwrap_or(""));
        add(
            problems,
            rule,
            example,
            message,
            "the longest match wins among all files, and a date must be in the calendar",
        );
        return;
    };
    for name in ["edtf", "precision", "basis", "kind", "value", "value_max", "unit"] {
        if let Some(expected) = example.expect.get(name).filter(|expected| row.says.get(name) != Some(expected)) {
            let found = row.says.get(name).map_or("nothing".to_owned(), show);
            add(
                problems,
                rule,
                example,
                format!("{name} of '{}' is {found}, not {}", row.surface, show(expected)),
                "correct the rule or the example",
            );
        }
    }
    // A range that nobody expects is a wrong reading, so its absence is an expectation too.
    if !example.expect.contains_key("value_max") && row.says.contains_key("value_max") {
        add(
            problems,
            rule,
            example,
            format!("'{}' is read as a range", row.surface),
            "name its value_max, or narrow the pattern",
        );
    }
}

fn facts_of(extractor: &mut Extractor, language: &Language, text: &str, published_on: Option<i32>) -> Facts {
    let Some(&lang) = language.tags().first() else { return Facts::default() };
    let segments = [SegmentInput::sentence(0, Span::new(0, text.len()), lang)];
    extractor.document(&DocumentInput { published_on, ..DocumentInput::bare(text, &segments) })
}

fn show(action: &Action) -> String {
    match action {
        Action::Number(number) => number.to_string(),
        other => other.texts().join(", "),
    }
}

pub(crate) fn add(problems: &mut Vec<Problem>, rule: &Rule, example: &Example, message: String, help: &str) {
    problems.push(Problem {
        file: rule.file.to_string(),
        line: example.line,
        column: example.column,
        message,
        help: help.to_owned(),
    });
}
