//! With which words the lines begin that rules over lines match: a glance at a line spares the analysis of nearly all.

use elchi_model::Span;
use rustc_hash::FxHashSet;

use crate::analysis::Analysis;
use crate::language::Language;
use crate::pattern::ast::ShapeTest;
use crate::pattern::program::{Inst, Program};
use crate::pattern::trigger::Key;
use crate::rules::rule::{Matcher, Rule};
use crate::text::token::{FormId, Shape};

/// Longest first word that is looked at, in bytes.
const GLANCE_BYTES: usize = 64;
/// Longest line, in bytes, of a rule whose lines may begin with any name.
const NAME_BYTES: usize = 180;

/// What the lines hold that rules of some concepts of a language match.
#[derive(Debug, Default)]
pub struct LineStarts {
    /// First words.
    forms: FxHashSet<FormId>,
    /// A number may stand first.
    number: bool,
    /// Short lines with a digit may begin with any name.
    digit: bool,
    /// Short lines with one of these may.
    words: FxHashSet<FormId>,
    /// Any line may be matched.
    any: bool,
}

/// How the lines of one rule begin.
enum Start {
    /// With one of these words, or a number.
    Known(Vec<FormId>, bool),
    /// With any name, and a digit in the line.
    Digit,
    /// With any name, and one of these words in the line.
    Words(Vec<FormId>),
    /// With anything.
    Any,
}

impl LineStarts {
    /// Those of all patterns of `concepts`; regular expressions are looked up in another way.
    pub fn of(language: &Language, concepts: &[&str]) -> LineStarts {
        let mut starts = LineStarts::default();
        let sets = concepts.iter().filter_map(|concept| language.rules(concept));
        for rule in sets.flat_map(|set| set.rules.iter()) {
            let Matcher::Pattern(program) = &rule.matcher else { continue };
            match start_of(program) {
                Start::Known(forms, number) => {
                    starts.forms.extend(forms);
                    starts.number |= number;
                }
                Start::Digit => starts.digit = true,
                Start::Words(words) => starts.words.extend(words),
                Start::Any => starts.any = true,
            }
        }
        starts
    }

    /// Whether a rule may match the line that `range` of `text` is.
    pub fn allow(&self, language: &Language, text: &str, range: Span, analysis: &mut Analysis) -> bool {
        let line = range.of(text);
        if self.any || (self.digit && line.len() <= NAME_BYTES && line.bytes().any(|byte| byte.is_ascii_digit())) {
            return true;
        }
        if !self.words.is_empty() && line.len() <= NAME_BYTES {
            let tokens = language.tokens(text, range, analysis);
            if tokens.iter().any(|token| self.words.contains(&token.form)) {
                return true;
            }
        }
        let ends = |(at, c): &(usize, char)| c.is_whitespace() || *at >= GLANCE_BYTES;
        let length = line.char_indices().find(ends).map_or(line.len(), |(at, _)| at);
        let start = range.start as usize;
        let first = language.tokens(text, Span::new(start, start + length), analysis).first();
        first.is_some_and(|first| (self.number && first.shape == Shape::Number) || self.forms.contains(&first.form))
    }
}

impl Rule {
    /// True for a pattern over lines of which nothing tells the lines it may match: every line would be analysed for it.
    pub fn starts_anywhere(&self) -> bool {
        matches!(&self.matcher, Matcher::Pattern(program) if matches!(start_of(program), Start::Any))
    }
}

fn start_of(program: &Program) -> Start {
    let (mut forms, mut number, mut name) = (Vec::new(), false, false);
    let (mut open, mut seen) = (vec![0_u32], vec![false; program.code.len()]);
    while let Some(pc) = open.pop() {
        if std::mem::replace(&mut seen[pc as usize], true) {
            continue;
        }
        match &program.code[pc as usize] {
            Inst::Jump(to) => open.push(*to),
            Inst::Split(one, other) => open.extend([*one, *other]),
            Inst::Open(_) | Inst::Close(_) | Inst::Start(_) => open.push(pc + 1),
            Inst::Forms(first, _) | Inst::Ahead(first, _) => forms.extend_from_slice(first),
            Inst::Shape(ShapeTest::Number | ShapeTest::Range(..) | ShapeTest::Year, _) => number = true,
            Inst::Shape(..) | Inst::AheadShape(..) | Inst::Hit(..) => name = true,
            Inst::Step(_) | Inst::Glue | Inst::End(_) | Inst::Match => name = true,
        }
    }
    if !name {
        return Start::Known(forms, number);
    }
    if program.digit {
        return Start::Digit;
    }
    let word = |key: &Key| match key {
        Key::Form(form) => Some(*form),
        _ => None,
    };
    let words = program.keys.as_ref().and_then(|keys| keys.iter().map(word).collect::<Option<Vec<FormId>>>());
    words.filter(|words| !words.is_empty()).map_or(Start::Any, Start::Words)
}
