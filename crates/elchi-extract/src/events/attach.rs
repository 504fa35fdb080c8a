//! What belongs to an event by nearness: place, date, format, document, amounts, medium.

use std::sync::Arc;

use elchi_lexicon::{Action, Analysis, HitKind, Language, Match, RuleSet};
use elchi_model::{Medium, MentionKind};

use crate::actors::entity_in;

/// Something in a sentence that an event may take.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Thing {
    Place(Arc<str>),
    Format(Arc<str>),
    Ordinal(i32),
    Document(Arc<str>),
    Medium(Medium),
    /// Index among the dates of the document.
    Date(usize),
    /// Index among the amounts of the document.
    Amount(usize),
}

/// A thing and its tokens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    pub(crate) tokens: std::ops::Range<u32>,
    pub(crate) thing: Thing,
}

/// Everything in the analysed sentence that events may take; `found` are the matches of the concept `attach`.
pub(crate) fn things(
    rules: Option<&RuleSet>,
    found: &[Match],
    language: &Language,
    analysis: &Analysis,
    into: &mut Vec<Placed>,
) {
    into.clear();
    let mut apart: Vec<std::ops::Range<u32>> = Vec::new();
    for (rules, found) in rules.into_iter().flat_map(|rules| found.iter().map(move |found| (rules, found))) {
        if let Some(medium) = rules.rule(found).text("medium").and_then(Medium::parse) {
            into.push(Placed { tokens: found.tokens.clone(), thing: Thing::Medium(medium) });
        }
        for capture in &found.captures {
            let capital = matches!(rules.rule(found).actions.get("capital"), Some(Action::Flag(true)));
            let entity = || {
                let id = entity_in(capture, language, analysis, &[])?;
                if capital { language.capital(&id).or(Some(id)) } else { Some(id) }
            };
            if &*capture.name == "other" {
                apart.push(capture.tokens.clone());
            }
            let thing = match &*capture.name {
                "place" => entity().map(Thing::Place),
                "format" => entity().map(Thing::Format),
                "document" => entity().map(Thing::Document),
                #[allow(clippy::cast_possible_truncation)]
                "ordinal" => capture
                    .number
                    .filter(|number| (1.0..=999.0).contains(number))
                    .map(|number| Thing::Ordinal(number as i32)),
                _ => None,
            };
            into.extend(thing.map(|thing| Placed { tokens: capture.tokens.clone(), thing }));
        }
    }
    // A place that belongs to something else is no event's, whichever rule found it.
    into.retain(|placed| {
        let taken = apart.iter().any(|other| other.contains(&placed.tokens.start));
        !(taken && matches!(placed.thing, Thing::Place(_)))
    });
    for hit in &analysis.hits {
        let reference = || hit.reference.map(|reference| reference as usize);
        let id = || language.entry(hit).and_then(|entry| entry.id.cloned());
        let thing = match hit.kind {
            Some(HitKind::Date) => reference().map(Thing::Date),
            Some(HitKind::Amount) => reference().map(Thing::Amount),
            Some(HitKind::Mention(MentionKind::Format)) => id().map(Thing::Format),
            Some(HitKind::Mention(MentionKind::Document)) => id().map(Thing::Document),
            _ => None,
        };
        let own = apart.iter().any(|other| other.contains(&hit.first_token));
        let own = own && matches!(hit.kind, Some(HitKind::Date | HitKind::Amount));
        let thing = thing.filter(|_| !own);
        into.extend(thing.map(|thing| Placed { tokens: hit.first_token..hit.end_token(), thing }));
    }
}

/// True where another trigger of the sentence stands nearer to a thing than its own.
pub(crate) fn is_anothers(placed: &Placed, trigger: &std::ops::Range<u32>, triggers: &[std::ops::Range<u32>]) -> bool {
    let own = distance(&placed.tokens, trigger);
    // Of one that stands halfway the words behind it are told: «welcomes the talks planned for May».
    let before = placed.tokens.start >= trigger.end;
    triggers.iter().any(|other| {
        let far = distance(&placed.tokens, other);
        other != trigger && (far < own || (far == own && before && other.start >= placed.tokens.end))
    })
}

/// True where a thing stands right beside another trigger, and far from its own.
pub(crate) fn is_beside_another(
    placed: &Placed,
    trigger: &std::ops::Range<u32>,
    triggers: &[std::ops::Range<u32>],
) -> bool {
    distance(&placed.tokens, trigger) > FAR
        && triggers.iter().any(|other| other != trigger && distance(&placed.tokens, other) <= BESIDE)
}

/// Tokens between a thing and the trigger beside it, at most.
const BESIDE: u32 = 1;
/// Tokens between a thing and a trigger that it need not belong to, at least.
const FAR: u32 = 6;

/// So many tokens further away counts what stands behind a verb that stands last.
const BEHIND_VERB: u32 = 2;

fn distance(one: &std::ops::Range<u32>, other: &std::ops::Range<u32>) -> u32 {
    if one.end <= other.start { other.start - one.end } else { one.start.saturating_sub(other.end) }
}

/// The nearest thing that `pick` wants: in the clause of the trigger first, then in the sentence; of equally near ones
/// the one behind the trigger, or before it where what belongs to a verb stands before it.
pub(crate) fn nearest<'t, T>(
    things: impl IntoIterator<Item = &'t Placed>,
    trigger: &std::ops::Range<u32>,
    clause: &std::ops::Range<u32>,
    verb_last: bool,
    pick: impl Fn(&'t Thing) -> Option<T>,
) -> Option<T> {
    let rank = |placed: &Placed| {
        let inside = placed.tokens.start >= clause.start && placed.tokens.start < clause.end;
        let before = placed.tokens.end <= trigger.start;
        let behind = if verb_last && !before { BEHIND_VERB } else { 0 };
        (!inside, distance(&placed.tokens, trigger) + behind, before != verb_last)
    };
    things
        .into_iter()
        .filter_map(|placed| Some((rank(placed), pick(&placed.thing)?)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, value)| value)
}
