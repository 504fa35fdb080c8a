//! Arguments: what stands to the word of an event as its subject, object and so on, by form alone; and frames, which say
//! which of them plays which role.

use std::ops::Range;
use std::sync::Arc;

use elchi_lexicon::{Action, Analysis, Hit, HitKind, Language, Match, Rule, RuleSet};
use elchi_model::MentionKind;

use crate::actors::{capital, hits_in};

/// What may be an argument of the words of its clause.
#[derive(Debug, Clone)]
pub(crate) struct Argument {
    function: Arc<str>,
    /// All tokens of the match, and of the first to the last actor.
    tokens: Range<u32>,
    actors: Range<u32>,
    /// Tokens of each actor.
    each: Vec<Range<u32>>,
    side: Option<Side>,
    prefers: Option<Side>,
    near: Option<u32>,
    opens: bool,
    carries: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl Side {
    fn of(rule: &Rule, key: &str) -> Option<Side> {
        match rule.text(key) {
            Some("before") => Some(Side::Before),
            Some("after") => Some(Side::After),
            _ => None,
        }
    }
}

/// The word of an event, its clause, and the words of the other events of the sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) trigger: &'a Range<u32>,
    pub(crate) clause: &'a Range<u32>,
    pub(crate) triggers: &'a [Range<u32>],
    /// Those of them that are verbs.
    pub(crate) verbs: &'a [Range<u32>],
}

/// Puts the arguments of a sentence into `into`; `found` are the matches of the concept `arguments`.
pub(crate) fn arguments(
    rules: Option<&RuleSet>,
    found: &[Match],
    language: &Language,
    analysis: &Analysis,
    into: &mut Vec<Argument>,
) {
    into.clear();
    for (rules, found) in rules.into_iter().flat_map(|rules| found.iter().map(move |found| (rules, found))) {
        let rule = rules.rule(found);
        let Some(function) = rule.text("function") else { continue };
        let hits = found.all("actor").flat_map(|capture| hits_in(capture, analysis));
        // Of towns only capitals act, for their states.
        let acts = |hit: &&Hit| {
            hit.kind != Some(HitKind::Mention(MentionKind::Place))
                || language.entry(hit).and_then(|entry| entry.id).is_some_and(|id| capital(id, language).is_some())
        };
        let hits = hits.filter(acts);
        let each: Vec<Range<u32>> = hits.map(|hit| hit.first_token..hit.end_token()).collect();
        let Some((first, last)) = each.first().zip(each.last()) else { continue };
        let flag = |key: &str| matches!(rule.actions.get(key), Some(Action::Flag(true)));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let near = rule.number("near").map(|near| near.clamp(0.0, 1000.0) as u32);
        into.push(Argument {
            function: function.into(),
            tokens: found.tokens.clone(),
            actors: first.start..last.end,
            each: each.clone(),
            side: Side::of(rule, "side"),
            prefers: Side::of(rule, "prefers"),
            near,
            opens: flag("opens"),
            carries: flag("carries"),
        });
    }
    // "With the minister": what follows a word is its argument, not one that stands alone.
    let mut governed: Vec<Range<u32>> =
        into.iter().filter(|one| one.tokens.start < one.actors.start).map(|one| one.actors.clone()).collect();
    governed.sort_by_key(|one| (one.start, one.end));
    into.retain(|one| {
        let alone = one.tokens.start == one.actors.start && !one.opens;
        !(alone && overlaps_any(&governed, &one.actors))
    });
    // In a coordination the match that has all of it stands for those that have its end.
    into.sort_by_key(|one| (one.actors.start, std::cmp::Reverse(one.actors.end)));
}

/// True where one of `ranges`, which are in text order, shares a token with `range`.
fn overlaps_any(ranges: &[Range<u32>], range: &Range<u32>) -> bool {
    let first = ranges.partition_point(|one| one.end <= range.start);
    ranges.get(first).is_some_and(|one| one.start < range.end)
}

/// The actors, by their tokens, that `functions` (`object, head` or `subject + with`) names: those of the first
/// alternative that gives as many as are `wanted`, else of the one that gives most. `taken` are the tokens of those that
/// have a role already.
pub(crate) fn pick(
    functions: &str,
    wanted: usize,
    arguments: &[Argument],
    around: Around<'_>,
    taken: &[Range<u32>],
) -> Vec<Range<u32>> {
    let mut most: Vec<Range<u32>> = Vec::new();
    for alternative in functions.split(',') {
        let mut all: Vec<Range<u32>> = Vec::new();
        for function in alternative.split('+') {
            let free = |one: &&Argument| {
                !taken.iter().chain(&all).any(|taken| taken.start < one.actors.end && one.actors.start < taken.end)
            };
            let best = arguments
                .iter()
                .filter(|one| *one.function == *function.trim())
                .filter(free)
                .filter_map(|one| Some((one.rank(around)?, one)))
                .min_by_key(|(rank, _)| *rank);
            if let Some((_, best)) = best {
                all.extend(best.each.iter().cloned());
            }
        }
        if all.len() > most.len() {
            most = all;
        }
        if most.len() >= wanted.max(1) {
            break;
        }
    }
    most
}

/// How far on the wrong side counts as one token on the right one.
const WRONG_SIDE: u32 = 8;

impl Argument {
    /// The first token of its first actor.
    pub(crate) fn start(&self) -> u32 {
        self.actors.start
    }

    /// How well it goes with a word, the least best: whether it stands outside the clause, and the distance. None where it
    /// does not.
    fn rank(&self, around: Around<'_>) -> Option<(bool, u32)> {
        let Around { trigger, clause, triggers, verbs } = around;
        if self.actors.start < trigger.end && trigger.start < self.actors.end {
            return None;
        }
        if self.opens {
            let own = self.tokens.start < trigger.end && trigger.start < self.tokens.end;
            let opens = self.tokens.contains(&clause.start) && self.actors.end <= clause.start;
            return (own || opens).then_some((false, 0));
        }
        let side = if self.actors.start >= trigger.end { Side::After } else { Side::Before };
        if self.side.is_some_and(|wanted| wanted != side) {
            return None;
        }
        let inside = clause.contains(&self.actors.start);
        let carried = self.carries && self.actors.end <= clause.start;
        if !inside && !carried {
            return None;
        }
        let distance = match side {
            Side::After => self.tokens.start.saturating_sub(trigger.end),
            Side::Before => trigger.start.saturating_sub(self.tokens.end),
        };
        if self.near.is_some_and(|near| distance > near) {
            return None;
        }
        // Between it and the word stands that of another event, to which it belongs: a verb, or a noun right beside it. A
        // subject may have several.
        let between = |other: &Range<u32>| match side {
            Side::After => other.start >= trigger.end && other.end <= self.tokens.start,
            Side::Before => other.end <= trigger.start && other.start >= self.tokens.end,
        };
        let beside = |other: &&Range<u32>| other.start == self.tokens.end || other.end == self.tokens.start;
        if !self.carries && (verbs.iter().any(between) || triggers.iter().filter(beside).any(between)) {
            return None;
        }
        let penalty = if self.prefers.is_some_and(|wanted| wanted != side) { WRONG_SIDE } else { 0 };
        Some((!inside, distance + penalty))
    }
}

/// The roles of a frame with the functions that fill them, in the order of the rule.
pub(crate) fn roles(rule: &Rule) -> impl Iterator<Item = (&str, &str)> {
    let list = match rule.actions.get("roles") {
        Some(Action::List(list)) => list.as_slice(),
        _ => &[],
    };
    list.iter().filter_map(|one| one.split_once(':')).map(|(role, functions)| (role.trim(), functions.trim()))
}

/// True for rules that fill roles by functions.
pub(crate) fn is_frame(rule: &Rule) -> bool {
    rule.actions.contains_key("roles")
}

/// How many actors of a role the frame needs.
pub(crate) fn needed(rule: &Rule, role: &str) -> usize {
    match rule.actions.get("needs") {
        Some(Action::List(needs)) => needs.iter().filter(|need| &***need == role).count(),
        _ => 0,
    }
}

/// True where each role that the frame needs is filled as often as it is named; a collective counts for many.
pub(crate) fn has_needed<'r>(rule: &Rule, filled: impl Iterator<Item = (&'r str, bool)> + Clone) -> bool {
    let Some(Action::List(needs)) = rule.actions.get("needs") else { return true };
    needs.iter().all(|role| {
        let wanted = needs.iter().filter(|other| *other == role).count();
        let found: usize = filled
            .clone()
            .filter(|(own, _)| *own == &**role)
            .map(|(_, several)| if several { wanted } else { 1 })
            .sum();
        found >= wanted
    })
}
