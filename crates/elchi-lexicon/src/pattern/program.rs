//! Resolved elements as instructions of one automaton.

use std::ops::Range;
use std::sync::Arc;

use crate::features::Asked;
use crate::pattern::ast::{MAX_MATCH_TOKENS, ShapeTest};
use crate::pattern::needs::Keys;
use crate::pattern::trigger::Key;
use crate::schema::ListId;
use crate::tables::LemmaId;
use crate::text::token::FormId;

/// Which entries of lists an instruction takes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum HitTest {
    /// Any of these, sorted.
    Lemmas(Box<[LemmaId]>),
    List(ListId),
    /// An outermost mention or unit, by the bits of its kinds.
    Kinds(u32),
}

/// One instruction; those that take tokens name their element for traces.
#[derive(Debug, Clone)]
pub(crate) enum Inst {
    /// A token of one of these forms, sorted.
    Forms(Box<[FormId]>, u16),
    /// A token of one of these forms, sorted, stands here; takes none.
    Ahead(Box<[FormId]>, u16),
    /// An entry of a list, with features.
    Hit(HitTest, Asked, u16),
    /// A token of a shape.
    Shape(ShapeTest, u16),
    /// A token of a shape stands here; takes none.
    AheadShape(ShapeTest, u16),
    /// One step of a gap: a token or a mention.
    Step(u16),
    /// What the language puts between members of a coordination, if it stands there.
    Glue,
    /// Both ways, the first preferred.
    Split(u32, u32),
    Jump(u32),
    /// Start and end of the sentence or line.
    Start(u16),
    End(u16),
    /// Begin and end of a capture; the trigger is [`TRIGGER`].
    Open(u16),
    Close(u16),
    Match,
}

/// The capture that holds the trigger.
pub(crate) const TRIGGER: u16 = u16::MAX;

/// A compiled pattern.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub(crate) code: Vec<Inst>,
    /// Bytes of the pattern where each element stands.
    pub(crate) elements: Vec<Range<usize>>,
    /// Names of captures.
    pub(crate) names: Vec<Arc<str>>,
    /// Keys of the trigger; none where the rule must always be tried.
    pub(crate) keys: Option<Vec<Key>>,
    /// Every match holds a number in digits.
    pub(crate) digit: bool,
    /// What else must stand in the sentence.
    pub(crate) needs: Box<[Keys]>,
    /// The instructions that may take the first token of a match; none where it may begin in another way.
    pub(crate) first: Vec<u32>,
    /// What a token must have one of for them: marks, or bits of kinds.
    pub(crate) first_marks: u64,
    pub(crate) first_kinds: u32,
    /// Fewest and most tokens before the trigger.
    pub(crate) before: (usize, usize),
    /// `^` and `$` mean the line.
    pub(crate) line_anchors: bool,
    /// Glue between members of a coordination, longest first.
    pub(crate) glue: Arc<[Vec<FormId>]>,
    /// No gap reaches over the end of a clause.
    pub(crate) clauses: bool,
}

/// A bit for a form, list or lemma: two may share one, so it only tells what is not there.
pub(crate) fn mark(salt: u32, id: u32) -> u64 {
    1 << (spread(salt, id) % 64)
}

/// A number below 2^16 for a form, list or lemma, evenly spread.
pub(crate) fn spread(salt: u32, id: u32) -> u32 {
    (id ^ salt).wrapping_mul(0x9E37_79B1) >> 16
}

pub(crate) const FORM: u32 = 0;
pub(crate) const LIST: u32 = 0x5bd1_0000;
pub(crate) const LEMMA: u32 = 0x2c1b_0000;

/// The longest program; a choice of a hundred words is one instruction.
pub(crate) const MAX_CODE: usize = 2000;

impl Program {
    /// Finds the instructions that may come first.
    pub(crate) fn find_first(&mut self) {
        let (mut first, mut open, mut seen) = (Vec::new(), vec![0_u32], vec![false; self.code.len()]);
        while let Some(pc) = open.pop() {
            if std::mem::replace(&mut seen[pc as usize], true) {
                continue;
            }
            match &self.code[pc as usize] {
                Inst::Jump(to) => open.push(*to),
                Inst::Split(one, other) => open.extend([*one, *other]),
                Inst::Open(_) | Inst::Close(_) => open.push(pc + 1),
                Inst::Forms(..)
                | Inst::Ahead(..)
                | Inst::Hit(..)
                | Inst::Shape(..)
                | Inst::AheadShape(..)
                | Inst::Start(_) => first.push(pc),
                Inst::Step(_) | Inst::Glue | Inst::End(_) | Inst::Match => return,
            }
        }
        first.sort_unstable();
        self.first = first;
        for pc in &self.first {
            match &self.code[*pc as usize] {
                Inst::Forms(forms, _) | Inst::Ahead(forms, _) => {
                    self.first_marks |= forms.iter().fold(0, |marks, form| marks | mark(FORM, form.0));
                }
                Inst::Hit(HitTest::List(list), ..) => self.first_marks |= mark(LIST, u32::from(list.0)),
                Inst::Hit(HitTest::Lemmas(lemmas), ..) => {
                    self.first_marks |= lemmas.iter().fold(0, |marks, lemma| marks | mark(LEMMA, lemma.0));
                }
                Inst::Hit(HitTest::Kinds(kinds), ..) => self.first_kinds |= kinds,
                _ => self.first_marks = u64::MAX,
            }
        }
    }

    /// States a match may be in: instructions by tokens.
    pub(crate) fn states(&self) -> usize {
        self.code.len() * (MAX_MATCH_TOKENS + 1)
    }
}
