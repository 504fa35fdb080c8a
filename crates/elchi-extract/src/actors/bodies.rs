//! Bodies that no list knows: companies, offices of state, institutes, told by a word for their kind and a name.

use std::sync::Arc;

use elchi_lexicon::{Analysis, Features, HitKind, Language, Match, RuleSet, Unit};
use elchi_model::{Lang, MentionKind};

use super::offices::features_in;

/// A body in the text.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) tokens: std::ops::Range<u32>,
    /// Its name with the head in the nominative.
    pub(crate) normal: Arc<str>,
    /// An id of its own in each document.
    pub(crate) id: Arc<str>,
    pub(crate) features: Vec<Features>,
    pub(crate) rule_id: Arc<str>,
}

/// The body of a match.
pub(crate) fn body_of(
    rules: &RuleSet,
    found: &Match,
    lang: Lang,
    doc_id: &str,
    language: &Language,
    text: &str,
    analysis: &Analysis,
) -> Body {
    let (tokens, span) = found
        .capture("body")
        .map_or((found.tokens.clone(), found.span), |capture| (capture.tokens.clone(), capture.span));
    let surface = span.of(text);
    let head = found.capture("head").filter(|head| head.span.start == span.start);
    let lemma = head.and_then(|head| {
        let hits = analysis.hits_at(head.tokens.start as usize).map(|hit| &analysis.hits[hit]);
        let mut exact = hits.filter(|hit| hit.end_token() == head.tokens.end);
        exact.find_map(|hit| language.entry(hit)).map(|entry| (entry.lemma, head.span))
    });
    let normal: Arc<str> = match lemma {
        Some((lemma, head)) => format!("{lemma}{}", &text[head.end as usize..span.end as usize]).into(),
        None => surface.into(),
    };
    let features = found.capture("head").map(|head| features_in(head, language, analysis)).unwrap_or_default();
    let id = crate::people::registry::provisional("organization", lang, &normal, doc_id);
    Body { tokens, normal, id, features, rule_id: rules.rule(found).id.clone() }
}

/// The bodies as units; `first` is the number of the first among all of the document.
pub(crate) fn units(bodies: &[Body], first: usize, language: &Language) -> Vec<Unit> {
    let open = || vec![language.schema().open(Features::default())];
    (first..)
        .zip(bodies)
        .map(|(number, body)| Unit {
            kind: HitKind::Mention(MentionKind::Organization),
            tokens: body.tokens.clone(),
            features: if body.features.is_empty() { open() } else { body.features.clone() },
            reference: u32::try_from(number).unwrap_or(u32::MAX),
        })
        .collect()
}
