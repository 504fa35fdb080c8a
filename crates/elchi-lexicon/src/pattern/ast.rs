//! What a pattern says, before names are looked up.

use std::ops::Range;

/// An element and the bytes of the pattern where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) at: Range<usize>,
    pub(crate) kind: NodeKind,
    /// Marked with `!`.
    pub(crate) trigger: bool,
    /// Fewest and most tokens of a word, list or mention, once data were looked at.
    pub(crate) tokens: Option<(usize, usize)>,
}

/// One element.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NodeKind {
    /// `"form"`
    Literal(String),
    /// `~lemma`
    Lemma(String, Vec<String>),
    /// `{list_or_set}`
    Named(String, Vec<String>),
    /// `<kind>`
    Mention(String, Vec<String>),
    /// `#shape`
    Shape(ShapeTest),
    /// `&#shape`
    Ahead(ShapeTest),
    /// `^`
    Start,
    /// `$`
    End,
    /// `..6`
    Gap(u8),
    /// Elements one after the other.
    Sequence(Vec<Node>),
    /// `( a | b )`
    Choice(Vec<Node>),
    /// `x?`
    Optional(Box<Node>),
    /// `x+`
    Plus(Box<Node>),
    /// `name:x`
    Capture(String, Box<Node>),
}

/// What `#…` asks of one token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ShapeTest {
    /// A number in digits.
    Number,
    /// A whole number in digits, both ends included.
    Range(f64, f64),
    /// Four digits from 1000 to 2100.
    Year,
    /// A Roman numeral.
    Roman,
    /// A word that begins with a capital.
    Cap,
    /// A word of two letters or more, all capitals.
    Upper,
    /// A word that begins with a capital and is not all capitals.
    TitleCase,
    /// Any word.
    Word,
    /// A word of Latin letters.
    Latin,
    /// A punctuation character.
    Punct,
    /// Any token.
    Any,
    /// A single capital letter.
    Initial,
    /// A hyphen or dash that touches the words on both sides.
    Hyphen,
    /// A word with a capital that no list but those of name parts knows, and that lies in no mention.
    Name,
}

/// Names of shapes, for messages.
pub(crate) const SHAPES: [&str; 13] = [
    "number",
    "year",
    "roman",
    "cap",
    "upper",
    "titlecase",
    "word",
    "latin",
    "punct",
    "any",
    "initial",
    "hyphen",
    "name",
];

impl ShapeTest {
    /// The shape of that name: one of [`SHAPES`].
    pub(crate) fn named(name: &str) -> Option<ShapeTest> {
        Some(match name {
            "number" => ShapeTest::Number,
            "year" => ShapeTest::Year,
            "roman" => ShapeTest::Roman,
            "cap" => ShapeTest::Cap,
            "upper" => ShapeTest::Upper,
            "titlecase" => ShapeTest::TitleCase,
            "word" => ShapeTest::Word,
            "latin" => ShapeTest::Latin,
            "punct" => ShapeTest::Punct,
            "any" => ShapeTest::Any,
            "initial" => ShapeTest::Initial,
            "hyphen" => ShapeTest::Hyphen,
            "name" => ShapeTest::Name,
            _ => return None,
        })
    }
}

/// A mention or a list entry may have so many tokens.
pub(crate) const MAX_HIT_TOKENS: usize = 24;

/// No match is longer than this many tokens.
pub(crate) const MAX_MATCH_TOKENS: usize = 256;

impl Node {
    /// Fewest and most tokens the element takes.
    pub(crate) fn length(&self) -> (usize, usize) {
        if let Some(tokens) = self.tokens {
            return tokens;
        }
        match &self.kind {
            NodeKind::Literal(text) => {
                let words = text.split_whitespace().count().max(1);
                (words, text.chars().count().max(1))
            }
            NodeKind::Lemma(..) | NodeKind::Named(..) | NodeKind::Mention(..) => (1, MAX_HIT_TOKENS),
            NodeKind::Shape(_) => (1, 1),
            NodeKind::Start | NodeKind::End | NodeKind::Ahead(_) => (0, 0),
            // A mention inside the gap counts once.
            NodeKind::Gap(tokens) => (0, usize::from(*tokens) * MAX_HIT_TOKENS),
            NodeKind::Sequence(nodes) => nodes
                .iter()
                .map(Node::length)
                .fold((0, 0), |sum, one| (sum.0 + one.0, (sum.1 + one.1).min(MAX_MATCH_TOKENS))),
            NodeKind::Choice(nodes) => {
                nodes.iter().map(Node::length).fold((usize::MAX, 0), |all, one| (all.0.min(one.0), all.1.max(one.1)))
            }
            NodeKind::Optional(node) => (0, node.length().1),
            NodeKind::Plus(node) => (node.length().0, MAX_MATCH_TOKENS),
            NodeKind::Capture(_, node) => node.length(),
        }
    }

    /// True where every match holds a number in digits.
    pub(crate) fn holds_number(&self) -> bool {
        match &self.kind {
            NodeKind::Shape(shape) => matches!(shape, ShapeTest::Number | ShapeTest::Range(..) | ShapeTest::Year),
            NodeKind::Sequence(nodes) => nodes.iter().any(Node::holds_number),
            NodeKind::Choice(nodes) => nodes.iter().all(Node::holds_number),
            NodeKind::Plus(node) | NodeKind::Capture(_, node) => node.holds_number(),
            _ => false,
        }
    }

    /// Names of all captures, in order, each once.
    pub(crate) fn captures(&self, into: &mut Vec<String>) {
        match &self.kind {
            NodeKind::Capture(name, node) => {
                if !into.contains(name) {
                    into.push(name.clone());
                }
                node.captures(into);
            }
            NodeKind::Sequence(nodes) | NodeKind::Choice(nodes) => nodes.iter().for_each(|node| node.captures(into)),
            NodeKind::Optional(node) | NodeKind::Plus(node) => node.captures(into),
            _ => {}
        }
    }

    /// True where the element or one inside it is marked with `!`.
    pub(crate) fn has_trigger(&self) -> bool {
        self.trigger
            || match &self.kind {
                NodeKind::Sequence(nodes) | NodeKind::Choice(nodes) => nodes.iter().any(Node::has_trigger),
                NodeKind::Optional(node) | NodeKind::Plus(node) | NodeKind::Capture(_, node) => node.has_trigger(),
                _ => false,
            }
    }
}
