//! Finds the matches of a rule set in an analysed sentence.

use std::ops::Range;
use std::sync::Arc;

use elchi_model::Span;

use crate::analysis::Analysis;
use crate::language::Language;
use crate::pattern::matcher::{Event, Input, Machine, budget};
use crate::pattern::program::{Program, TRIGGER};
use crate::pattern::trigger::Key;
use crate::rules::rule::{Matcher, RuleIndex};
use crate::rules::set::RuleSet;

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
    /// The first capture of that name.
    pub fn capture(&self, name: &str) -> Option<&Capture> {
        self.captures.iter().find(|capture| &*capture.name == name)
    }
}

/// Buffers of the search, to be used again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) machine: Machine,
    /// First and last token of each rule's triggers.
    pub(crate) met: Vec<Option<(u32, u32)>>,
    /// Per token the number of the file whose match took it.
    taken: Vec<u32>,
}

impl RuleSet {
    /// Appends the matches in `analysis` (made by `language` of `text`), in text order, then by file.
    ///
    /// Files are independent. Inside a file the first rule takes all its matches, from left to right, then the next
    /// one those that do not overlap them.
    pub fn find(&self, language: &Language, text: &str, analysis: &Analysis, scratch: &mut Scratch, out: &mut Vec<Match>) {
        let input = Input { analysis, tables: language.tables() };
        self.meet(input, scratch);
        let first = out.len();
        scratch.taken.clear();
        scratch.taken.resize(analysis.tokens.len(), 0);
        for (file, (_, rules)) in self.files.iter().enumerate() {
            let mark = u32::try_from(file + 1).unwrap_or(u32::MAX);
            for rule in rules.clone() {
                match &self.rules[rule].matcher {
                    Matcher::Pattern(program) => self.find_pattern(rule, program, mark, input, scratch, out),
                    Matcher::Line(_) | Matcher::Tail(_) => out.extend(self.find_regex(rule, text, analysis)),
                }
            }
        }
        out[first..].sort_by_key(|found| (found.span.start, found.rule));
    }

    /// Notes, for each rule, between which tokens its triggers stand.
    pub(crate) fn meet(&self, input: Input<'_>, scratch: &mut Scratch) {
        scratch.met.clear();
        scratch.met.resize(self.rules.len(), None);
        let last_token = u32::try_from(input.analysis.tokens.len()).unwrap_or(u32::MAX).saturating_sub(1);
        for &rule in &self.always {
            scratch.met[rule as usize] = Some((0, last_token));
        }
        let mut note = |key: Key, token: u32| {
            for &rule in self.triggers.get(&key).map(Vec::as_slice).unwrap_or_default() {
                let met = &mut scratch.met[rule as usize];
                *met = Some(met.map_or((token, token), |(first, last)| (first.min(token), last.max(token))));
            }
        };
        for (at, token) in input.analysis.tokens.iter().enumerate() {
            let form = token.form.index();
            if self.trigger_forms.get(form / 64).is_some_and(|bits| bits >> (form % 64) & 1 == 1) {
                note(Key::Form(token.form), u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        for hit in &input.analysis.hits {
            note(Key::List(hit.list), hit.first_token);
            note(Key::Lemma(input.tables.entries[hit.entry.0 as usize].lemma_id), hit.first_token);
            if let Some(kind) = hit.kind.filter(|_| hit.outer.is_none()) {
                note(Key::Kind(kind), hit.first_token);
            }
        }
    }

    fn find_pattern(&self, rule: usize, program: &Program, mark: u32, input: Input<'_>, scratch: &mut Scratch, out: &mut Vec<Match>) {
        let Some(starts) = starts(program, scratch.met[rule]) else { return };
        scratch.machine.steps_left = budget(input.analysis.tokens.len());
        let mut start = starts.start;
        while start < starts.end.min(input.analysis.tokens.len()) && scratch.machine.steps_left > 0 {
            let found = scratch.machine.run(program, input, start).filter(|end| *end > start);
            let Some(end) = found else {
                start += 1;
                continue;
            };
            let made = make(RuleIndex(u32::try_from(rule).unwrap_or(u32::MAX)), program, input, start..end, &scratch.machine.events);
            let (found, trigger) = made;
            if scratch.taken[start..end].contains(&mark) {
                start += 1;
                continue;
            }
            let held = if self.overlap { trigger } else { start..end };
            scratch.taken[held.clone()].fill(mark);
            start = if self.overlap { start + 1 } else { end };
            out.push(found);
        }
    }

    pub(crate) fn find_regex(&self, rule: usize, text: &str, analysis: &Analysis) -> Option<Match> {
        let line = analysis.range.of(text);
        let start = analysis.range.start as usize + (line.len() - line.trim_start().len());
        let line = line.trim();
        let span = match &self.rules[rule].matcher {
            Matcher::Line(regex) => regex.get().filter(|regex| !line.is_empty() && regex.is_match(line)).map(|_| start..start + line.len()),
            Matcher::Tail(regex) => regex.get().and_then(|regex| regex.find(line)).map(|found| start + found.start()..start + found.end()),
            Matcher::Pattern(_) => None,
        }?;
        let span = Span::new(span.start, span.end);
        let rule = RuleIndex(u32::try_from(rule).unwrap_or(u32::MAX));
        Some(Match { rule, span, trigger: span, tokens: 0..0, captures: Vec::new() })
    }
}

/// Where matches of a program may begin, given where its triggers stand.
pub(crate) fn starts(program: &Program, met: Option<(u32, u32)>) -> Option<Range<usize>> {
    let (first, last) = met?;
    let (fewest, most) = if program.keys.is_none() { (0, 0) } else { program.before };
    let end = (last as usize + 1).checked_sub(fewest)?;
    Some((first as usize).saturating_sub(most)..end)
}

/// The match, and the tokens of its trigger.
fn make(rule: RuleIndex, program: &Program, input: Input<'_>, tokens: Range<usize>, events: &[Event]) -> (Match, Range<usize>) {
    let analysis = input.analysis;
    let mut trigger = None;
    let mut captures = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let Event::Open(name, first) = *event else { continue };
        let Some(end) = close_of(&events[at + 1..], name) else { continue };
        if name == TRIGGER {
            trigger = trigger.or(Some(first as usize..end as usize));
            continue;
        }
        let inside = &events[at + 1..];
        let hit = inside.iter().take_while(|event| **event != Event::Close(name, end)).find_map(|event| match event {
            Event::Hit(hit) => Some(*hit),
            _ => None,
        });
        let entry = hit.and_then(|hit| analysis.hits.get(hit as usize)).map(|hit| (hit.first_token, &input.tables.entries[hit.entry.0 as usize]));
        let numbers = analysis.tokens.get(first as usize..end as usize).unwrap_or_default();
        let token = numbers.iter().position(|token| token.number.is_some()).map(|place| (first as usize + place, numbers[place].number));
        let number = match (entry.and_then(|(at, entry)| Some((at, entry.number?))), token) {
            (Some((at, value)), Some((token, _))) if at as usize <= token => Some(value),
            (Some((_, value)), None) => Some(value),
            (_, Some((_, value))) => value,
            (None, None) => None,
        };
        let name = program.names.get(usize::from(name)).cloned().unwrap_or_default();
        let span = analysis.span_of(first as usize, end as usize);
        captures.push(Capture { name, span, tokens: first..end, number, id: entry.and_then(|(_, entry)| entry.id.clone()), hit });
    }
    let trigger = trigger.unwrap_or(tokens.clone());
    let found = Match {
        rule,
        span: analysis.span_of(tokens.start, tokens.end),
        trigger: analysis.span_of(trigger.start, trigger.end),
        tokens: u32::try_from(tokens.start).unwrap_or(u32::MAX)..u32::try_from(tokens.end).unwrap_or(u32::MAX),
        captures,
    };
    (found, trigger)
}

/// The token at which the capture opened just before `events` closes; captures of one name may be nested.
fn close_of(events: &[Event], name: u16) -> Option<u32> {
    let mut open = 0_usize;
    for event in events {
        match event {
            Event::Open(other, _) if *other == name => open += 1,
            Event::Close(other, end) if *other == name => match open {
                0 => return Some(*end),
                _ => open -= 1,
            },
            _ => {}
        }
    }
    None
}
