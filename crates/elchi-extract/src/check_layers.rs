//! Runs the examples of rules over people, groups, offices, events and quotations, with all layers below them.

use std::sync::Arc;

use elchi_lexicon::{Action, Example, Language, Lexicon, Match, Outcome, Problem, Rule};
use elchi_model::{Event, Facts, Span};

use crate::check::add;
use crate::extractor::Extractor;
use crate::finder::Explained;
use crate::input::{DocumentInput, SegmentInput};

/// Problems of the examples of all concepts that need the layers.
pub(crate) fn check(extractor: &mut Extractor, lexicon: &Arc<Lexicon>, problems: &mut Vec<Problem>) {
    for language in lexicon.languages() {
        let concepts = lexicon.schema().concept_names().filter(|concept| lexicon.schema().is_layered(concept));
        for rule in concepts.filter_map(|concept| language.rules(concept)).flat_map(|set| set.rules()) {
            for example in &rule.yes {
                check_yes(extractor, language, rule, example, problems);
            }
            for example in &rule.no {
                let (facts, explained) = explain(extractor, language, &example.text);
                if rule.actions.contains_key("roles") {
                    // The word may well be there: it tells no such event.
                    if events_of(&facts, rule).next().is_some() {
                        let message = format!("this should tell no event, but {} does", rule.id);
                        add(problems, rule, example, message, "narrow the pattern, or say what it needs");
                    }
                } else if let Some(found) = matches(&explained, rule).first() {
                    let message =
                        format!("this should not match, but {} matches '{}'", rule.id, found.span.of(&example.text));
                    add(problems, rule, example, message, "narrow the pattern, or correct the example");
                }
            }
        }
    }
}

/// Events that a rule tells.
fn events_of<'f>(facts: &'f Facts, rule: &'f Rule) -> impl Iterator<Item = &'f Event> {
    facts.events.iter().filter(|event| event.evidence.iter().any(|told| told.rule_id == rule.id))
}

/// Events of the type of a rule: where a pattern tells the same by the same word, a frame completes its event.
fn events_like<'f>(facts: &'f Facts, rule: &'f Rule) -> impl Iterator<Item = &'f Event> {
    facts.events.iter().filter(|event| rule.text("event") == Some(event.event_type.as_str()))
}

fn explain(extractor: &mut Extractor, language: &Language, text: &str) -> (Facts, Vec<Explained>) {
    let Some(&lang) = language.tags().first() else { return Default::default() };
    let segments = [SegmentInput::sentence(0, Span::new(0, text.len()), lang)];
    extractor.explain(&DocumentInput::bare(text, &segments))
}

fn matches(explained: &[Explained], rule: &Rule) -> Vec<Match> {
    let traces = explained.iter().filter(|one| *one.concept == *rule.concept).flat_map(|one| &one.traces);
    traces
        .filter(|trace| trace.id == rule.id)
        .flat_map(|trace| match &trace.outcome {
            Outcome::Matched(matches) => matches.clone(),
            _ => Vec::new(),
        })
        .collect()
}

fn check_yes(
    extractor: &mut Extractor,
    language: &Language,
    rule: &Rule,
    example: &Example,
    problems: &mut Vec<Problem>,
) {
    let text = &*example.text;
    let (facts, explained) = explain(extractor, language, text);
    let found = matches(&explained, rule);
    let wanted = example.span.as_deref();
    let fits = |found: &&Match| wanted.is_none_or(|wanted| found.span.of(text) == wanted);
    let Some(best) = found.iter().find(fits).or(found.first()) else {
        let (message, help) = why_not(&explained, rule, text);
        add(problems, rule, example, message, &help);
        return;
    };
    if let Some(wanted) = wanted.filter(|_| !fits(&best)) {
        let message = format!("{} matches '{}', not '{wanted}'", rule.id, best.span.of(text));
        add(problems, rule, example, message, "correct the pattern or the span");
    }
    if rule.actions.contains_key("roles") && events_like(&facts, rule).next().is_none() {
        let message = format!("{} matches this, but no such event is told", rule.id);
        add(problems, rule, example, message, "see with `elchi try` whether it has the actors it needs");
    }
    for (name, expected) in &example.expect {
        let found: Vec<String> = if rule.captures.contains(name) {
            best.all(name).map(|capture| capture.span.of(text).to_owned()).collect()
        } else {
            says(&facts, rule, name, text)
        };
        let expected: Vec<String> = expected_texts(expected);
        if found != expected && !expected.is_empty() {
            let message = format!("{name} is '{}', not '{}'", found.join("', '"), expected.join("', '"));
            add(problems, rule, example, message, "correct the rule or the example");
        }
    }
}

fn expected_texts(expected: &Action) -> Vec<String> {
    expected.texts().into_iter().map(str::to_owned).collect()
}

/// What the rows that the rule made say under a key of the concept.
fn says(facts: &Facts, rule: &Rule, key: &str, text: &str) -> Vec<String> {
    let owned = |text: &Arc<str>| text.to_string();
    let normal_of = |mention: Option<i32>| {
        let mention = mention.and_then(|at| facts.mentions.get(usize::try_from(at).ok()?));
        mention.and_then(|mention| mention.normal.as_ref()).map(owned)
    };
    let positions = || facts.positions.iter().filter(|row| row.rule_id == rule.id);
    let quotes = || facts.quotes.iter().filter(|row| row.rule_id == rule.id);
    let events = || facts.events.iter().filter(|row| row.rule_id == rule.id);
    match (&*rule.concept, key) {
        ("persons" | "bodies", "normal") => {
            let rows = facts.mentions.iter().filter(|row| row.rule_id.as_ref() == Some(&rule.id));
            rows.filter_map(|row| row.normal.as_ref()).map(owned).collect()
        }
        ("positions" | "holders", "holds") => positions().map(|row| row.office.as_str().to_owned()).collect(),
        ("positions" | "holders", "of_id") => {
            positions().filter_map(|row| row.of_entity_id.as_ref()).map(owned).collect()
        }
        ("positions" | "holders", "normal") => positions().filter_map(|row| normal_of(row.person_mention)).collect(),
        ("quotes", "said") => quotes().map(|row| row.span.of(text).to_owned()).collect(),
        ("quotes", "speaker_normal") => quotes().filter_map(|row| normal_of(row.speaker_mention)).collect(),
        ("realis", "realis") => facts.events.iter().map(|row| row.realis.as_str().to_owned()).collect(),
        ("attach", "medium") => facts.events.iter().map(|row| row.medium.as_str().to_owned()).collect(),
        ("attach", "place_id") => {
            facts.events.iter().filter_map(|row| row.place_entity_id.as_ref()).map(owned).collect()
        }
        ("events", "roles") => {
            let rows = events_like(facts, rule).flat_map(|event| &event.participants);
            let rows = rows.filter(|one| one.expanded_from_entity_id.is_none());
            rows.map(|one| format!("{}: {}", one.role, one.span.of(text))).collect()
        }
        ("events", "realis") => events().map(|row| row.realis.as_str().to_owned()).collect(),
        ("events", "medium") => events().map(|row| row.medium.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}

fn why_not(explained: &[Explained], rule: &Rule, text: &str) -> (String, String) {
    let mut traces = explained.iter().filter(|one| *one.concept == *rule.concept).flat_map(|one| &one.traces);
    match traces.find(|trace| trace.id == rule.id).map(|trace| &trace.outcome) {
        Some(Outcome::Taken { by, span }) => (
            format!("{by} takes this first ('{}')", span.of(text)),
            format!("put {} before it in the file, or narrow {by}", rule.id),
        ),
        Some(Outcome::Stopped { element, token }) => {
            let there = match token {
                Some(token) => format!("stops at token {token}"),
                None => "the text ends".to_owned(),
            };
            (
                format!("{} does not match this: where it wants {element} it {there}", rule.id),
                "run `elchi try` on the sentence to see its tokens and layers".to_owned(),
            )
        }
        _ => (
            format!("{} does not match this: no trigger of the rule is in the text", rule.id),
            "the trigger is the element behind !, or else the first word, list or set".to_owned(),
        ),
    }
}
