//! Groups: a delegation of a country, the sides, the heads of the states of a region.

use std::sync::Arc;

use elchi_lexicon::{Action, Analysis, Features, HitKind, Language, Match, RuleSet, Unit};

use super::bodies::Body;
use super::offices::{agreeing, features_in};
use super::{capital, entity_of, hits_in};

/// A group in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The states or bodies it acts for.
    pub(crate) of: Vec<Arc<str>>,
    /// Its members act, not it alone.
    pub(crate) collective: bool,
    /// A colleague: whoever holds in these states the office of the one who acts.
    pub(crate) peer: bool,
}

/// The group of a match with the features of its head.
pub(crate) fn group_of(
    rules: &RuleSet,
    found: &Match,
    language: &Language,
    analysis: &Analysis,
    bodies: &[Body],
) -> (Group, Vec<Features>) {
    let mut of = Vec::new();
    for capture in found.all("of") {
        let before = of.len();
        of.extend(hits_in(capture, analysis).filter_map(|hit| {
            let id = entity_of(hit, language, bodies)?;
            Some(capital(&id, language).unwrap_or(id))
        }));
        if of.len() == before {
            of.extend(capture.id.clone());
        }
    }
    let flag = |key: &str| matches!(rules.rule(found).actions.get(key), Some(Action::Flag(true)));
    let (collective, peer) = (flag("collective"), flag("peer"));
    let features = found.capture("head").and_then(|head| {
        let hits = head.tokens.clone().flat_map(|token| analysis.hits_at(token as usize));
        hits.map(|hit| &analysis.hits[hit]).find(|hit| hit.end_token() <= head.tokens.end)
    });
    let mut features = features.map(|hit| language.features(analysis, hit).to_vec()).unwrap_or_default();
    if let Some(Action::List(agree)) = rules.rule(found).actions.get("agree") {
        for capture in agree.iter().filter_map(|name| found.capture(name)) {
            let own = features_in(capture, language, analysis);
            let both = agreeing(&features, &own, false, language);
            // Words that agree in nothing say nothing of each other.
            features = if both.is_empty() { features } else { both };
        }
    }
    (
        Group { of, collective, peer },
        if features.is_empty() { vec![language.schema().open(Features::default())] } else { features },
    )
}

/// The unit of a group.
pub(crate) fn unit(found: &Match, features: Vec<Features>, number: usize) -> Unit {
    Unit {
        kind: HitKind::Group,
        // With a capture group the rest is context.
        tokens: found.capture("group").map_or(found.tokens.clone(), |group| group.tokens.clone()),
        features,
        reference: u32::try_from(number).unwrap_or(u32::MAX),
    }
}
