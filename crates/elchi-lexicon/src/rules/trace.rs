//! Why each rule matched or did not: for `elchi try` and for the messages about examples.

use std::ops::Range;
use std::sync::Arc;

use elchi_model::Span;

use crate::analysis::Analysis;
use crate::language::Language;
use crate::pattern::matcher::{Furthest, Input, budget};
use crate::rules::find::{Match, Scratch};
use crate::rules::rule::{Matcher, Rule, RuleIndex};
use crate::rules::set::{Due, RuleSet};
use crate::rules::starts::Starts;

/// What became of one rule on one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// Which rule.
    pub rule: RuleIndex,
    /// Its id.
    pub id: Arc<str>,
    /// What became of it.
    pub outcome: Outcome,
}

/// How a rule fared.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It matched; its matches.
    Matched(Vec<Match>),
    /// It would have matched these bytes, but a rule before it in the file holds words of them.
    Taken {
        /// Bytes it would have matched.
        span: Span,
        /// Id of the rule that took them.
        by: Arc<str>,
    },
    /// Its trigger is there; the attempt that came furthest stopped.
    Stopped {
        /// The element that was not found, as the pattern writes it.
        element: String,
        /// Index of the token that stands there instead; none at the end of the text.
        token: Option<u32>,
    },
}

impl RuleSet {
    /// What became of every rule whose trigger stands in the text, in rule order.
    pub fn explain(&self, language: &Language, text: &str, analysis: &Analysis, scratch: &mut Scratch) -> Vec<Trace> {
        let mut matches = Vec::new();
        self.find(language, text, analysis, scratch, &mut matches);
        let input = Input { analysis, tables: language.tables() };
        self.meet(input, scratch, |_| true);
        let (mut traces, mut due) = (Vec::new(), Vec::new());
        self.due(&scratch.met, &mut due);
        for Due { rule: number, triggers } in due {
            let rule = &self.rules[number];
            let index = RuleIndex(u32::try_from(number).unwrap_or(u32::MAX));
            let own: Vec<Match> = matches.iter().filter(|found| found.rule == index).cloned().collect();
            let outcome = if own.is_empty() {
                self.failure(rule, triggers, input, scratch, &matches)
            } else {
                Some(Outcome::Matched(own))
            };
            traces.extend(outcome.map(|outcome| Trace { rule: index, id: rule.id.clone(), outcome }));
        }
        traces
    }

    fn failure(
        &self,
        rule: &Rule,
        triggers: Range<usize>,
        input: Input<'_>,
        scratch: &mut Scratch,
        matches: &[Match],
    ) -> Option<Outcome> {
        let Matcher::Pattern(program) = &rule.matcher else { return None };
        let mut starts = Starts::of(program, input, triggers);
        if starts.is_empty() {
            return None;
        }
        let machine = &mut scratch.machine;
        machine.steps_left = budget(input.analysis.tokens.len());
        machine.furthest = Furthest::default();
        while let Some(start) = starts.next(&scratch.met, |range| Some(range.start)) {
            let Some(end) = machine.run(program, input, start) else { continue };
            let span = input.analysis.span_of(start, end);
            let rival = matches.iter().find(|found| {
                let other = &self.rules[found.rule.0 as usize];
                other.file == rule.file && found.span.overlaps(span)
            });
            if let Some(rival) = rival {
                return Some(Outcome::Taken { span, by: self.rule(rival).id.clone() });
            }
        }
        let Furthest { at, element } = machine.furthest;
        let range = program.elements.get(usize::from(element)).cloned().unwrap_or_default();
        let element = rule.pattern.get(range).unwrap_or_default().to_owned();
        let token = ((at as usize) < input.analysis.tokens.len()).then_some(at);
        Some(Outcome::Stopped { element, token })
    }
}
