//! Runs the examples of every rule through the engine.

use elchi_model::Span;

use crate::analysis::Analysis;
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use crate::rules::find::{Match, Scratch};
use crate::rules::rule::{Example, Matcher, Rule};
use crate::rules::set::RuleSet;
use crate::rules::trace::Outcome;
use crate::schema::Schema;

/// Problems of all examples.
pub(crate) fn check(lexicon: &Lexicon) -> Vec<Problem> {
    let mut problems = Vec::new();
    for language in &lexicon.languages {
        // Rules that see units of other rules are tried by the stage that makes the units.
        let own = language.tables().rules.iter().filter(|(concept, _)| !lexicon.schema.is_layered(concept));
        for (_, set) in own {
            Checker::new(lexicon, Some(language), set).run(&mut problems);
        }
    }
    for set in lexicon.shared_rules.values() {
        Checker::new(lexicon, None, set).run(&mut problems);
    }
    problems
}

struct Checker<'c> {
    schema: &'c Schema,
    language: Option<&'c Language>,
    set: &'c RuleSet,
    analysis: Analysis,
    scratch: Scratch,
}

impl<'c> Checker<'c> {
    fn new(lexicon: &'c Lexicon, language: Option<&'c Language>, set: &'c RuleSet) -> Checker<'c> {
        Checker { schema: &lexicon.schema, language, set, analysis: Analysis::new(), scratch: Scratch::default() }
    }

    fn run(&mut self, problems: &mut Vec<Problem>) {
        let set = self.set;
        for rule in &set.rules {
            for example in &rule.yes {
                self.check_yes(rule, example, problems);
            }
            for example in &rule.no {
                if let Some(found) = self.matches(rule, &example.text).first() {
                    let span = found.span.of(&example.text).to_owned();
                    add(
                        problems,
                        rule,
                        example,
                        format!("this should not match, but {} matches '{span}'", rule.id),
                        "narrow the pattern, or correct the example",
                    );
                }
            }
        }
    }

    fn check_yes(&mut self, rule: &Rule, example: &Example, problems: &mut Vec<Problem>) {
        let found = self.matches(rule, &example.text);
        let wanted = example.span.as_deref();
        let fits = |found: &&Match| wanted.is_none_or(|wanted| found.span.of(&example.text) == wanted);
        let Some(best) = found.iter().find(fits).or(found.first()) else {
            let (message, help) = self.why_not(rule, &example.text);
            add(problems, rule, example, message, &help);
            return;
        };
        if let Some(wanted) = wanted.filter(|_| !fits(&best)) {
            let span = best.span.of(&example.text);
            add(
                problems,
                rule,
                example,
                format!("{} matches '{span}', not '{wanted}'", rule.id),
                "correct the pattern or the span",
            );
        }
        // What the concept makes of its captures is checked by the stage that owns it.
        let of_concept =
            self.schema.concepts.get(&*rule.concept).map(|concept| concept.expect.as_slice()).unwrap_or_default();
        for name in rule.captures.iter().filter(|name| !of_concept.iter().any(|key| *key == ***name)) {
            let expected = example.expect.get(name).map(|expected| expected.texts()).unwrap_or_default();
            if expected.is_empty() {
                continue;
            }
            let captured: Vec<&str> =
                best.captures.iter().filter(|c| c.name == *name).map(|c| c.span.of(&example.text)).collect();
            if captured != expected {
                let message = format!("{name} is '{}', not '{}'", captured.join("', '"), expected.join("', '"));
                add(problems, rule, example, message, "correct the pattern or the example");
            }
        }
    }

    /// Matches of `rule` among those of its file.
    fn matches(&mut self, rule: &Rule, text: &str) -> Vec<Match> {
        let Some(language) = self.language else {
            return regex_match(self.set, rule, text).into_iter().collect();
        };
        let mut found = Vec::new();
        language.analyse(text, Span::new(0, text.len()), &mut self.analysis);
        self.set.find(language, text, &self.analysis, &mut self.scratch, &mut found);
        found.retain(|found| std::ptr::eq(self.set.rule(found), rule));
        found
    }

    fn why_not(&mut self, rule: &Rule, text: &str) -> (String, String) {
        let plain = || (format!("{} does not match this", rule.id), "correct the pattern or the example".to_owned());
        let (Some(language), Matcher::Pattern(_)) = (self.language, &rule.matcher) else { return plain() };
        language.analyse(text, Span::new(0, text.len()), &mut self.analysis);
        let traces = self.set.explain(language, text, &self.analysis, &mut self.scratch);
        match traces.iter().find(|trace| trace.id == rule.id).map(|trace| &trace.outcome) {
            Some(Outcome::Taken { by, span }) => (
                format!("{by} takes this first ('{}')", span.of(text)),
                format!("put {} before it in the file, or narrow {by}", rule.id),
            ),
            Some(Outcome::Stopped { element, token }) => {
                let there = match token.and_then(|token| self.analysis.tokens.get(token as usize)) {
                    Some(token) => format!("finds '{}'", token.span.of(text)),
                    None => "the text ends".to_owned(),
                };
                (
                    format!("{} does not match this: where it wants {element} {there}", rule.id),
                    "correct the pattern or the example".to_owned(),
                )
            }
            Some(Outcome::Matched(_)) => plain(),
            None => {
                let (message, _) = plain();
                (
                    format!("{message}: no trigger of the rule is in the text"),
                    "the trigger is the element behind !, or else the first word, list or set".to_owned(),
                )
            }
        }
    }
}

fn regex_match(set: &RuleSet, rule: &Rule, text: &str) -> Option<Match> {
    let index = set.rules.iter().position(|other| std::ptr::eq(other, rule))?;
    let analysis = Analysis { range: Span::new(0, text.len()), ..Analysis::default() };
    set.find_regex(index, text, &analysis)
}

fn add(problems: &mut Vec<Problem>, rule: &Rule, example: &Example, message: String, help: &str) {
    problems.push(Problem {
        file: rule.file.to_string(),
        line: example.line,
        column: example.column,
        message,
        help: help.to_owned(),
    });
}
