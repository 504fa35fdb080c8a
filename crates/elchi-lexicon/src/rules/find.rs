//! Finds the matches of a rule set in an analysed sentence.

use std::ops::Range;
use std::sync::Arc;

use elchi_model::Span;

use crate::analysis::Analysis;
use crate::language::Language;
use crate::pattern::matcher::{Input, Machine, budget, first_begin};
use crate::pattern::needs::Keys;
use crate::pattern::program::Program;
use crate::pattern::trigger::Key;
use crate::rules::captures::make;
use crate::rules::lines::LineBytes;
use crate::rules::rule::{Matcher, RuleIndex};
use crate::rules::set::{Due, RuleSet};
use crate::rules::starts::Starts;

/// A place where a rule matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which rule.
    pub rule: RuleIndex,
    /// Bytes of the text.
    pub span: Span,
    /// Bytes of the trigger.
    pub trigger: Span,
    /// Indices of its tokens, half-open; empty for regular expressions.
    pub tokens: Range<u32>,
    /// Indices of the tokens of the trigger, half-open; empty for regular expressions.
    pub trigger_tokens: Range<u32>,
    /// Captures in text order.
    pub captures: Vec<Capture>,
}

/// A named part of a match.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// Its name in the pattern.
    pub name: Arc<str>,
    /// Bytes of the text.
    pub span: Span,
    /// Indices of its tokens, half-open.
    pub tokens: Range<u32>,
    /// Value of its first number: in digits, Roman, or behind the slash of an entry's id.
    pub number: Option<f64>,
    /// Id of the first entry the pattern took in it.
    pub id: Option<Arc<str>>,
    /// Index of that entry in [`Analysis::hits`].
    pub hit: Option<u32>,
}

impl Match {
    /// All captures of that name, in text order.
    pub fn all<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m Capture> {
        self.captures.iter().filter(move |capture| &*capture.name == name)
    }

    /// The first capture of that name.
    pub fn capture(&self, name: &str) -> Option<&Capture> {
        self.captures.iter().find(|capture| &*capture.name == name)
    }
}

/// Buffers of the search, to be used again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) machine: Machine,
    /// Rules and the tokens of their triggers, sorted.
    pub(crate) met: Vec<(u32, u32)>,
    /// Rules to be tried.
    due: Vec<Due>,
    /// Per token the number of the file whose match took it.
    taken: Vec<u32>,
}

impl RuleSet {
    /// Appends the matches in `analysis` (made by `language` of `text`), in text order, then by file.
    ///
    /// Files are independent. Inside a file the first rule takes all its matches, from left to right, then the next
    /// one those that do not overlap them.
    pub fn find(
        &self,
        language: &Language,
        text: &str,
        analysis: &Analysis,
        scratch: &mut Scratch,
        out: &mut Vec<Match>,
    ) {
        let input = Input { analysis, tables: language.tables() };
        let held = self.held(input);
        self.meet(input, scratch, |rule| self.may_match(rule, &held));
        let first = out.len();
        scratch.taken.clear();
        scratch.taken.resize(analysis.tokens.len(), 0);
        let mut due = std::mem::take(&mut scratch.due);
        self.due(&scratch.met, &mut due);
        for Due { rule, triggers } in due.drain(..) {
            match &self.rules[rule].matcher {
                Matcher::Pattern(program) if program.keys.is_none() && !self.may_match(rule, &held) => {}
                Matcher::Pattern(program) => self.find_pattern(rule, program, triggers, input, scratch, out),
                Matcher::Line(_) => {}
                Matcher::Tail(_) => out.extend(self.find_regex(rule, text, analysis)),
            }
        }
        scratch.due = due;
        let (line, start) = trimmed(text, analysis);
        let span = Span::new(start, start + line.len());
        let whole =
            |rule| Match { rule, span, trigger: span, tokens: 0..0, trigger_tokens: 0..0, captures: Vec::new() };
        if !line.is_empty() && !self.line_rules().is_empty() {
            out.extend(self.line_rules().all(line, LineBytes::of(line)).map(whole));
        }
        out[first..].sort_by_key(|found| (found.span.start, found.rule));
    }

    /// All that stands in the sentence.
    fn held(&self, input: Input<'_>) -> Keys {
        let mut held = Keys::default();
        each_key(input, |key, _| held.add(key));
        held
    }

    /// Notes for each rule that is `wanted` where its triggers stand.
    pub(crate) fn meet(&self, input: Input<'_>, scratch: &mut Scratch, wanted: impl Fn(usize) -> bool) {
        let met = &mut scratch.met;
        met.clear();
        each_key(input, |key, token| {
            if let Key::Form(form) = key
                && !self.is_trigger(form)
            {
                return;
            }
            let rules = self.triggers.get(&key).map(Vec::as_slice).unwrap_or_default();
            let wanted = rules.iter().filter(|rule| wanted(**rule as usize));
            met.extend(wanted.map(|&rule| (rule, u32::try_from(token).unwrap_or(u32::MAX))));
        });
        met.sort_unstable();
        met.dedup();
    }

    fn find_pattern(
        &self,
        rule: usize,
        program: &Program,
        triggers: Range<usize>,
        input: Input<'_>,
        scratch: &mut Scratch,
        out: &mut Vec<Match>,
    ) {
        let mark = self.file_of(rule).saturating_add(1);
        let mut starts = Starts::of(program, input, triggers);
        scratch.machine.steps_left = budget(input.analysis.tokens.len());
        let begins = |range| first_begin(program, input, range);
        while let Some(start) = starts.next(&scratch.met, begins).filter(|_| scratch.machine.steps_left > 0) {
            let Some(end) = scratch.machine.run(program, input, start).filter(|end| *end > start) else { continue };
            let index = RuleIndex(u32::try_from(rule).unwrap_or(u32::MAX));
            let (found, trigger) = make(index, program, input, start..end, &scratch.machine.events);
            let held = if self.overlap { trigger } else { start..end };
            if scratch.taken[held.clone()].contains(&mark) {
                continue;
            }
            scratch.taken[held].fill(mark);
            if !self.overlap {
                starts.skip_to(end);
            }
            out.push(found);
        }
    }

    pub(crate) fn find_regex(&self, rule: usize, text: &str, analysis: &Analysis) -> Option<Match> {
        let (line, start) = trimmed(text, analysis);
        let span = match &self.rules[rule].matcher {
            Matcher::Line(regex) => {
                regex.get().filter(|regex| !line.is_empty() && regex.is_match(line)).map(|_| start..start + line.len())
            }
            Matcher::Tail(regex) => {
                regex.get().and_then(|regex| regex.find(line)).map(|found| start + found.start()..start + found.end())
            }
            Matcher::Pattern(_) => None,
        }?;
        let span = Span::new(span.start, span.end);
        let rule = RuleIndex(u32::try_from(rule).unwrap_or(u32::MAX));
        Some(Match { rule, span, trigger: span, tokens: 0..0, trigger_tokens: 0..0, captures: Vec::new() })
    }
}

/// The words of the analysis without the blanks around them, and the byte where they begin.
fn trimmed<'t>(text: &'t str, analysis: &Analysis) -> (&'t str, usize) {
    let line = analysis.range.of(text);
    (line.trim(), analysis.range.start as usize + (line.len() - line.trim_start().len()))
}

/// Every word, and every list, lemma and kind of mention that begins at a token, with the token.
fn each_key(input: Input<'_>, mut note: impl FnMut(Key, usize)) {
    for (at, token) in input.analysis.tokens.iter().enumerate() {
        note(Key::Form(token.form), at);
    }
    for hit in &input.analysis.hits {
        let at = hit.first_token as usize;
        if let Some(list) = hit.list {
            note(Key::List(list), at);
        }
        if let Some(entry) = hit.entry {
            note(Key::Lemma(input.tables.entries[entry.0 as usize].lemma_id), at);
        }
        if let Some(kind) = hit.kind.filter(|_| hit.outer.is_none()) {
            note(Key::Kind(kind), at);
        }
    }
}
