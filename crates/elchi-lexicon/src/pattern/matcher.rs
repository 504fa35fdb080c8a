//! Runs a program over the tokens of a sentence.
//!
//! The program is a non-deterministic automaton whose ways are tried in order of preference; a state (instruction and
//! token) that failed once is never entered again in the same attempt, and attempts share a budget of steps, so that
//! cost is linear in the sentence whatever the pattern.

use std::ops::Range;

use crate::analysis::{Analysis, Hit};
use crate::features::Asked;
use crate::pattern::ast::{MAX_MATCH_TOKENS, ShapeTest};
use crate::pattern::program::{HitTest, Inst, Program};
use crate::tables::Tables;
use crate::text::token::{FormId, Shape, Token};

/// What a program runs over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) tables: &'a Tables,
}

/// What happened on the way to a match, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    Open(u16, u32),
    Close(u16, u32),
    /// An entry was taken: its index among the hits.
    Hit(u32),
}

#[derive(Debug, Clone, Copy)]
struct Job {
    pc: u32,
    at: u32,
    events: u32,
    /// The entry this way takes first, or [`NO_HIT`].
    hit: u32,
}

const NO_HIT: u32 = u32::MAX;

/// How far a failed attempt came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Furthest {
    /// The token that did not fit.
    pub(crate) at: u32,
    /// The element that asked for another one.
    pub(crate) element: u16,
}

/// Buffers of the matcher, to be used again and again.
#[derive(Debug, Default)]
pub(crate) struct Machine {
    visited: Vec<u32>,
    stamp: u32,
    stack: Vec<Job>,
    pub(crate) events: Vec<Event>,
    pub(crate) steps_left: u64,
    pub(crate) furthest: Furthest,
}

/// Steps one rule may take: a share for each token and some to begin with.
pub(crate) fn budget(tokens: usize) -> u64 {
    10_000 + 64 * tokens as u64
}

impl Machine {
    /// The token behind the preferred match that begins at token `start`; what it went through is in `events`.
    pub(crate) fn run(&mut self, program: &Program, input: Input<'_>, start: usize) -> Option<usize> {
        self.begin(program);
        self.stack.push(Job { pc: 0, at: number(start), events: 0, hit: NO_HIT });
        while let Some(job) = self.stack.pop() {
            self.events.truncate(job.events as usize);
            if job.hit != NO_HIT {
                self.events.push(Event::Hit(job.hit));
            }
            let (mut pc, mut at) = (job.pc as usize, job.at as usize);
            loop {
                if self.steps_left == 0 || !self.enter(pc, at - start) {
                    break;
                }
                self.steps_left -= 1;
                match &program.code[pc] {
                    Inst::Match => return Some(at),
                    Inst::Jump(to) => pc = *to as usize,
                    Inst::Split(first, second) => {
                        self.later(*second, at);
                        pc = *first as usize;
                    }
                    Inst::Open(name) => {
                        self.events.push(Event::Open(*name, number(at)));
                        pc += 1;
                    }
                    Inst::Close(name) => {
                        self.events.push(Event::Close(*name, number(at)));
                        pc += 1;
                    }
                    Inst::Start(element) => match starts(program, input.analysis, at) {
                        true => pc += 1,
                        false => break self.fail(at, *element),
                    },
                    Inst::End(element) => match ends(program, input.analysis, at) {
                        true => pc += 1,
                        false => break self.fail(at, *element),
                    },
                    Inst::Forms(forms, element) => match input.analysis.tokens.get(at) {
                        Some(token) if forms.binary_search(&token.form).is_ok() => (pc, at) = (pc + 1, at + 1),
                        _ => break self.fail(at, *element),
                    },
                    Inst::Ahead(forms, element) => match input.analysis.tokens.get(at) {
                        Some(token) if forms.binary_search(&token.form).is_ok() => pc += 1,
                        _ => break self.fail(at, *element),
                    },
                    Inst::Shape(shape, element) => match input.analysis.tokens.get(at) {
                        Some(token) if fits(token, *shape) && around(input.tables, input.analysis, at, *shape) => {
                            (pc, at) = (pc + 1, at + 1)
                        }
                        _ => break self.fail(at, *element),
                    },
                    Inst::AheadShape(shape, element) => match input.analysis.tokens.get(at) {
                        Some(token) if fits(token, *shape) && around(input.tables, input.analysis, at, *shape) => {
                            pc += 1
                        }
                        _ => break self.fail(at, *element),
                    },
                    Inst::Step(element) => match input.analysis.tokens.get(at) {
                        Some(_) if !(program.clauses && input.analysis.clause_ends[at]) => {
                            (pc, at) = (pc + 1, input.analysis.next[at] as usize)
                        }
                        _ => break self.fail(at, *element),
                    },
                    Inst::Glue => {
                        self.glue(program, input.analysis, pc + 1, at);
                        break;
                    }
                    Inst::Hit(test, asked, element) => {
                        let (test, asked, element) = (test, *asked, *element);
                        if !self.hits(input, test, asked, pc + 1, at) {
                            self.fail(at, element);
                        }
                        break;
                    }
                }
            }
        }
        None
    }

    fn begin(&mut self, program: &Program) {
        if self.visited.len() < program.states() {
            self.visited.resize(program.states(), 0);
        }
        if self.stamp == u32::MAX {
            self.visited.fill(0);
            self.stamp = 0;
        }
        self.stamp += 1;
        self.stack.clear();
        self.events.clear();
    }

    /// True where the state is new; `taken` counts the tokens of the match so far.
    fn enter(&mut self, pc: usize, taken: usize) -> bool {
        if taken > MAX_MATCH_TOKENS {
            return false;
        }
        let state = &mut self.visited[pc * (MAX_MATCH_TOKENS + 1) + taken];
        std::mem::replace(state, self.stamp) != self.stamp
    }

    fn later(&mut self, pc: u32, at: usize) {
        self.stack.push(Job { pc, at: number(at), events: number(self.events.len()), hit: NO_HIT });
    }

    fn fail(&mut self, at: usize, element: u16) {
        self.furthest = self.furthest.max(Furthest { at: number(at), element });
    }

    /// Queues the ways over entries that begin at token `at`, the longest to be tried first.
    fn hits(&mut self, input: Input<'_>, test: &HitTest, asked: Asked, pc: usize, at: usize) -> bool {
        let mut found = false;
        for index in input.analysis.hits_at(at).rev() {
            let hit = &input.analysis.hits[index];
            if takes(input, hit, test, asked) {
                let events = number(self.events.len());
                self.stack.push(Job { pc: number(pc), at: hit.end_token(), events, hit: number(index) });
                found = true;
            }
        }
        found
    }

    /// Queues the ways over nothing, one or two pieces of glue, the most first.
    fn glue(&mut self, program: &Program, analysis: &Analysis, pc: usize, at: usize) {
        self.later(number(pc), at);
        let mut here = at;
        for _ in 0..2 {
            if program.clauses && analysis.opening_end == Some(here) {
                break;
            }
            let Some(forms) = program.glue.iter().find(|forms| stands(forms, analysis, here)) else { break };
            here += forms.len();
            self.later(number(pc), here);
        }
    }
}

/// The first token of `range` at which a match may begin: a glance at each, cheaper than an attempt.
pub(crate) fn first_begin(program: &Program, input: Input<'_>, range: Range<usize>) -> Option<usize> {
    if program.first.is_empty() {
        return Some(range.start);
    }
    let (marks, kinds) = (&input.analysis.marks[range.clone()], &input.analysis.kinds[range.clone()]);
    let mut from = 0;
    loop {
        let glance =
            |(marks, kinds): (&u64, &u32)| marks & program.first_marks != 0 || kinds & program.first_kinds != 0;
        from += marks[from..].iter().zip(&kinds[from..]).position(glance)?;
        if may_begin(program, input, range.start + from) {
            return Some(range.start + from);
        }
        from += 1;
    }
}

/// False where no match can begin at token `start`.
fn may_begin(program: &Program, input: Input<'_>, start: usize) -> bool {
    let token = &input.analysis.tokens[start];
    program.first.iter().any(|pc| match &program.code[*pc as usize] {
        Inst::Start(_) => starts(program, input.analysis, start),
        Inst::Forms(forms, _) | Inst::Ahead(forms, _) => forms.binary_search(&token.form).is_ok(),
        Inst::Hit(HitTest::Kinds(bits), ..) if input.analysis.kinds[start] & bits == 0 => false,
        Inst::Hit(test, asked, _) => {
            let mut hits = input.analysis.hits_at(start).map(|hit| &input.analysis.hits[hit]);
            hits.any(|hit| takes(input, hit, test, *asked))
        }
        Inst::Shape(shape, _) | Inst::AheadShape(shape, _) => fits(token, *shape),
        _ => true,
    })
}

/// What a shape asks of the tokens around its own.
fn around(tables: &Tables, analysis: &Analysis, at: usize, shape: ShapeTest) -> bool {
    match shape {
        ShapeTest::Name => {
            let foreign = tables.latin_is_foreign && analysis.tokens.get(at).is_some_and(|token| token.latin);
            analysis.may_be_name(at) && !foreign
        }
        ShapeTest::Hyphen => {
            let touch = |first: usize, second: usize| match (analysis.tokens.get(first), analysis.tokens.get(second)) {
                (Some(first), Some(second)) => first.span.end == second.span.start,
                _ => false,
            };
            at > 0 && touch(at - 1, at) && touch(at, at + 1)
        }
        _ => true,
    }
}

/// True where `forms` stand from token `at` on.
fn stands(forms: &[FormId], analysis: &Analysis, at: usize) -> bool {
    let tokens = analysis.tokens.get(at..at + forms.len());
    tokens.is_some_and(|tokens| tokens.iter().map(|token| token.form).eq(forms.iter().copied()))
}

/// True where one of `sequences` begins at token `at`.
pub(crate) fn begins(sequences: &[Vec<FormId>], analysis: &Analysis, at: usize) -> bool {
    sequences.iter().any(|forms| stands(forms, analysis, at))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn takes(input: Input<'_>, hit: &Hit, test: &HitTest, asked: Asked) -> bool {
    let tables = input.tables;
    let entry = match test {
        HitTest::List(list) => hit.list == Some(*list),
        HitTest::Lemmas(lemmas) => {
            hit.entry.is_some_and(|entry| lemmas.binary_search(&tables.entries[entry.0 as usize].lemma_id).is_ok())
        }
        HitTest::Kinds(bits) => hit.outer.is_none() && hit.kind.is_some_and(|kind| bits & kind.bit() != 0),
    };
    entry && asked.fits(input.analysis.features_in(&tables.features, hit))
}

fn starts(program: &Program, analysis: &Analysis, at: usize) -> bool {
    at == 0 || (program.line_anchors && analysis.tokens.get(at).is_some_and(|token| token.line_start))
}

fn ends(program: &Program, analysis: &Analysis, at: usize) -> bool {
    at == analysis.tokens.len()
        || (program.line_anchors && at.checked_sub(1).is_some_and(|last| analysis.tokens[last].line_end))
}

fn fits(token: &Token, shape: ShapeTest) -> bool {
    let is_number = token.shape == Shape::Number;
    match shape {
        ShapeTest::Number => is_number,
        ShapeTest::Range(low, high) => {
            is_number && token.integer && token.number.is_some_and(|value| (low..=high).contains(&value))
        }
        ShapeTest::Year => {
            is_number && token.plain_digits == 4 && token.number.is_some_and(|value| (1000.0..=2100.0).contains(&value))
        }
        ShapeTest::Roman => token.roman,
        ShapeTest::Cap => token.shape.is_word() && token.upper_prefix > 0,
        ShapeTest::Upper => token.shape == Shape::Upper,
        ShapeTest::TitleCase => token.shape.is_word() && token.upper_prefix > 0 && token.shape != Shape::Upper,
        ShapeTest::Word => token.shape.is_word(),
        ShapeTest::Latin => token.latin,
        ShapeTest::Punct => token.shape == Shape::Punct,
        ShapeTest::Any => true,
        ShapeTest::Initial => token.initial,
        ShapeTest::Hyphen => token.shape == Shape::Punct && token.dash,
        // Capitals throughout are an abbreviation, or a line that shouts.
        ShapeTest::Name => {
            token.shape.is_word() && token.upper_prefix > 0 && !token.initial && token.shape != Shape::Upper
        }
    }
}
