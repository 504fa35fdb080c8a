//! The trigger of a rule: the element that must be there for the rule to be tried.

use std::ops::Range;

use crate::kind::HitKind;
use crate::pattern::ast::{MAX_MATCH_TOKENS, Node, NodeKind};
use crate::schema::ListId;
use crate::tables::LemmaId;
use crate::text::token::FormId;

/// What must stand in a sentence for a pattern to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    Form(FormId),
    Lemma(LemmaId),
    List(ListId),
    Kind(HitKind),
}

/// The chosen trigger.
#[derive(Debug)]
pub(crate) struct Chosen<'n> {
    pub(crate) node: &'n Node,
    pub(crate) at: Range<usize>,
    /// Fewest and most tokens that may stand in a match before the word or entry by which it is looked up.
    pub(crate) before: (usize, usize),
}

/// The element marked with `!`, or else the first required literal, lemma, set or list, or else the first required
/// mention, or else the first element.
pub(crate) fn choose(pattern: &Node) -> Chosen<'_> {
    let node = marked(pattern).or_else(|| best_of(pattern)).unwrap_or(pattern);
    let (outer, inner) = (before(pattern, &node.at).unwrap_or((0, MAX_MATCH_TOKENS)), key_offset(node));
    Chosen { node, at: node.at.clone(), before: (outer.0 + inner.0, outer.1 + inner.1) }
}

/// Fewest and most tokens of `node` before the word or entry by which it is looked up.
fn key_offset(node: &Node) -> (usize, usize) {
    match &node.kind {
        NodeKind::Sequence(_) => key_of(node).map_or((0, 0), |best| {
            let (outer, inner) = (before(node, &best.at).unwrap_or((0, MAX_MATCH_TOKENS)), key_offset(best));
            (outer.0 + inner.0, outer.1 + inner.1)
        }),
        NodeKind::Choice(branches) => {
            branches.iter().map(key_offset).fold((usize::MAX, 0), |all, one| (all.0.min(one.0), all.1.max(one.1)))
        }
        NodeKind::Capture(_, inner) | NodeKind::Plus(inner) | NodeKind::Optional(inner) => key_offset(inner),
        _ => (0, 0),
    }
}

/// The element marked with `!`, where every match must hold it; else the required element around it.
fn marked(node: &Node) -> Option<&Node> {
    if node.trigger {
        return Some(node);
    }
    match &node.kind {
        NodeKind::Sequence(nodes) => nodes.iter().find(|node| node.has_trigger()).and_then(marked),
        NodeKind::Capture(_, inner) | NodeKind::Plus(inner) | NodeKind::Optional(inner) => marked(inner),
        // Which branch matches is open: the choice as a whole is the trigger.
        NodeKind::Choice(_) => node.has_trigger().then_some(node),
        _ => None,
    }
}

/// The element inside a sequence by which it is looked up: the one marked in it, or else the most telling one.
pub(crate) fn key_of(sequence: &Node) -> Option<&Node> {
    let marked = if sequence.trigger { None } else { marked(sequence) };
    marked.or_else(|| best_of(sequence))
}

/// The most telling element that every match of `node` holds.
fn best_of(node: &Node) -> Option<&Node> {
    let mut required = Vec::new();
    collect(node, &mut required);
    let best = required.iter().copied().find(|node| rank(node) == 0);
    best.or_else(|| required.iter().copied().find(|node| rank(node) == 1)).or_else(|| required.first().copied())
}

fn collect<'n>(node: &'n Node, into: &mut Vec<&'n Node>) {
    match &node.kind {
        NodeKind::Sequence(nodes) => nodes.iter().for_each(|node| collect(node, into)),
        NodeKind::Capture(_, inner) | NodeKind::Plus(inner) => collect(inner, into),
        NodeKind::Optional(_) | NodeKind::Gap(_) | NodeKind::Ahead(_) | NodeKind::Start | NodeKind::End => {}
        _ => into.push(node),
    }
}

/// 0: words; 1: mentions; 2: anything.
fn rank(node: &Node) -> u8 {
    match &node.kind {
        NodeKind::Literal(_) | NodeKind::Lemma(..) | NodeKind::Named(..) => 0,
        NodeKind::Mention(..) => 1,
        NodeKind::Choice(branches) => branches.iter().map(|branch| best_of(branch).map_or(2, rank)).max().unwrap_or(2),
        NodeKind::Sequence(_) | NodeKind::Capture(..) | NodeKind::Plus(_) => best_of(node).map_or(2, rank),
        _ => 2,
    }
}

/// Fewest and most tokens before the element at `target`; none where it is not inside `node`.
fn before(node: &Node, target: &Range<usize>) -> Option<(usize, usize)> {
    if node.at == *target {
        return Some((0, 0));
    }
    match &node.kind {
        NodeKind::Sequence(nodes) => {
            let mut sum = (0, 0);
            for node in nodes {
                if let Some(inner) = before(node, target) {
                    return Some((sum.0 + inner.0, (sum.1 + inner.1).min(MAX_MATCH_TOKENS)));
                }
                let length = node.length();
                sum = (sum.0 + length.0, (sum.1 + length.1).min(MAX_MATCH_TOKENS));
            }
            None
        }
        NodeKind::Choice(nodes) => nodes.iter().find_map(|node| before(node, target)),
        NodeKind::Plus(inner) => before(inner, target).map(|inner| (inner.0, MAX_MATCH_TOKENS)),
        NodeKind::Optional(inner) | NodeKind::Capture(_, inner) => before(inner, target),
        _ => None,
    }
}
