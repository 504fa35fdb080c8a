//! Names of people in an analysed sentence.

use std::sync::Arc;

use elchi_lexicon::{Action, Analysis, Features, HitKind, Language, Match, NamePart, Unit};
use elchi_model::Span;

use super::name::{Reading, guesses, pieces, readings};
use super::registry::Registry;
use crate::actors::offices::{agreeing, features_in};
use crate::finder::{Finder, Line};

/// A name in the text.
#[derive(Debug, Clone)]
pub(crate) struct PersonMention {
    /// Which person of the document.
    pub(crate) person: usize,
    pub(crate) tokens: std::ops::Range<u32>,
    pub(crate) span: Span,
    /// Nominative of these words.
    pub(crate) normal: Arc<str>,
    pub(crate) features: Vec<Features>,
    pub(crate) rule_id: Arc<str>,
}

/// A whole name that a rule found, before people are told apart.
#[derive(Debug)]
struct Found {
    tokens: std::ops::Range<u32>,
    span: Span,
    readings: Vec<Reading>,
    rule_id: Arc<str>,
}

/// Looks for names; holds buffers.
#[derive(Debug, Default)]
pub(crate) struct PersonScan {
    matches: Vec<Match>,
}

impl PersonScan {
    /// Appends the names of the sentence, and makes their people known to `registry`; people of lists too.
    pub(crate) fn whole_names(
        &mut self,
        line: Line<'_>,
        finder: &mut Finder,
        registry: &mut Registry,
        out: &mut Vec<PersonMention>,
    ) {
        let Line { language, text, analysis, segment } = line;
        let lang = segment.lang;
        for hit in analysis
            .hits
            .iter()
            .filter(|hit| hit.kind.and_then(HitKind::mention) == Some(elchi_model::MentionKind::Person))
        {
            if let Some((entry, id)) = language.entry(hit).and_then(|entry| Some((entry, entry.id?))) {
                let schema = language.schema();
                let gender = |own: &Features| schema.without(schema.without(*own, "case"), "number");
                let features = language.features(analysis, hit).iter().map(gender).collect();
                registry.add_listed(id, entry.lemma, features, lang);
            }
        }
        let Some(rules) = finder.run("persons", language, text, analysis, &mut self.matches) else { return };
        for found in &self.matches {
            let (tokens, span) = found
                .capture("person")
                .map_or((found.tokens.clone(), found.span), |capture| (capture.tokens.clone(), capture.span));
            let pieces = pieces(found);
            if pieces.is_empty() || cut_or_known(analysis, &tokens) {
                continue;
            }
            let rule = rules.rule(found);
            let mut readings = readings(&pieces, language, text, analysis);
            if let Some(Action::List(agree)) = rule.actions.get("agree") {
                // The words around it tell the case.
                let context = agree.iter().filter_map(|name| found.capture(name));
                let context: Vec<Features> =
                    context.flat_map(|capture| features_in(capture, language, analysis)).collect();
                readings.retain(|reading| !agreeing(&context, &[reading.features], false, language).is_empty());
            }
            let found = Found { tokens, span, readings, rule_id: rule.id.clone() };
            let Some(best) = found.readings.first() else { continue };
            let normal: Arc<str> = best.normal.as_str().into();
            let person = registry.add(&found.readings, found.span.of(text), lang);
            let mut features: Vec<Features> = found.readings.iter().map(|reading| reading.features).collect();
            features.dedup();
            out.push(PersonMention {
                person,
                tokens: found.tokens,
                span: found.span,
                normal,
                features,
                rule_id: found.rule_id,
            });
        }
    }

    /// Appends words that are the family name of someone the document names in full.
    pub(crate) fn family_names(
        &mut self,
        language: &Language,
        text: &str,
        analysis: &Analysis,
        registry: &mut Registry,
        out: &mut Vec<PersonMention>,
    ) {
        if registry.is_empty() {
            return;
        }
        let rule_id: Arc<str> = FAMILY_NAME.into();
        for (at, token) in (0..).zip(&analysis.tokens) {
            if !analysis.may_be_name(at as usize) || token.upper_prefix == 0 || token.initial {
                continue;
            }
            let surface = token.span.of(text);
            if !registry.may_know(&surface.to_lowercase()) {
                continue;
            }
            let mut known = guesses(NamePart::Family, surface, language);
            known.push((surface.to_owned(), language.schema().open(Features::default()), 0));
            let mut found: Option<PersonMention> = None;
            for (citation, features, _) in known {
                let Some(person) = registry.by_family(&citation.to_lowercase()) else { continue };
                let mention = found.get_or_insert_with(|| PersonMention {
                    person,
                    tokens: at..at + 1,
                    span: token.span,
                    normal: citation.as_str().into(),
                    features: Vec::new(),
                    rule_id: rule_id.clone(),
                });
                if mention.person == person && mention.normal.to_lowercase() == citation.to_lowercase() {
                    mention.features.push(features);
                }
            }
            if let Some(found) = found {
                registry.support_family(found.person, &found.normal.to_lowercase());
                out.push(found);
            }
        }
    }
}

/// True where a mention covers the tokens, or reaches over an end of them.
pub(crate) fn cut_or_known(analysis: &Analysis, tokens: &std::ops::Range<u32>) -> bool {
    let mut around =
        (tokens.start.saturating_sub(LONGEST)..tokens.end).filter_map(|token| analysis.outermost_at(token as usize));
    around.any(|hit| {
        let inside = tokens.start <= hit.first_token && hit.end_token() <= tokens.end;
        hit.end_token() > tokens.start && (!inside || hit.token_count == tokens.end - tokens.start)
    })
}

/// No mention of a list has more tokens.
const LONGEST: u32 = 24;

/// The rule id of a family name that stands for the full name elsewhere in the document.
pub(crate) const FAMILY_NAME: &str = "elchi.person.family-name";

/// The names as units of the analysis; `first` is the number of the first among all of the document.
pub(crate) fn units(mentions: &[PersonMention], first: usize) -> Vec<Unit> {
    (first..)
        .zip(mentions)
        .map(|(number, mention)| Unit {
            kind: HitKind::Mention(elchi_model::MentionKind::Person),
            tokens: mention.tokens.clone(),
            features: mention.features.clone(),
            reference: u32::try_from(number).unwrap_or(u32::MAX),
        })
        .collect()
}
