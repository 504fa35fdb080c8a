//! From a match of a rule to what it says.

use std::sync::Arc;

use elchi_lexicon::{Analysis, Capture, Language, Match, RuleSet};
use elchi_model::{AmountKind, Span};

use crate::amounts::{Captured, Quantity, quantity};
use crate::dates::{Symbolic, resolve};
use crate::edtf::fill;
use crate::number::{continues_a_number, exact_hits, number_of};

/// The bytes of the date of a match: of its capture `when`, where words around it are only there to tell its sense.
pub(crate) fn date_span(found: &Match) -> Span {
    found.capture("when").map_or(found.span, |when| when.span)
}

/// The date of a match of the concept `dates`; none where its day in words begins before it, and where no calendar
/// has such a date.
pub(crate) fn date_of(rules: &RuleSet, found: &Match, language: &Language, analysis: &Analysis) -> Option<Symbolic> {
    let rule = rules.rule(found);
    let template = rule.text("edtf")?;
    let first = found.tokens.start;
    let in_words = analysis.tokens.get(first as usize).is_some_and(|token| token.shape.is_word());
    if in_words
        && found.captures.first().is_some_and(|capture| capture.tokens.start == first)
        && continues_a_number(first, language, analysis)
    {
        return None;
    }
    let number = |name: &str| found.capture(name).and_then(|capture| number_of(capture, language, analysis));
    Symbolic::of_rule(fill(template, number)?, rule, number).filter(|date| resolve(date, &[]).is_some())
}

/// Kind and quantity of a match of the concept `amounts`; none where its number begins before it.
pub(crate) fn amount_of(
    rules: &RuleSet,
    found: &Match,
    language: &Language,
    analysis: &Analysis,
) -> Option<(AmountKind, Quantity)> {
    let rule = rules.rule(found);
    let kind = AmountKind::parse(rule.text("kind")?)?;
    let mut captured = Captured {
        value: rule.number("value"),
        magnitude: rule.number("factor"),
        unit: rule.text("unit").map(Arc::from),
        ..Captured::default()
    };
    for capture in &found.captures {
        let number = || number_of(capture, language, analysis);
        match &*capture.name {
            "value" => captured.value = number(),
            "max" => captured.max = number(),
            "magnitude" => captured.magnitude = number(),
            "min_magnitude" => captured.min_magnitude = number(),
            "unit_word" => captured.unit = id_of(capture, language, analysis).or(captured.unit),
            _ => {}
        }
    }
    if continues_a_number(found.tokens.start, language, analysis) {
        return None;
    }
    Some((kind, quantity(kind, &captured)?))
}

fn id_of(capture: &Capture, language: &Language, analysis: &Analysis) -> Option<Arc<str>> {
    capture.id.clone().or_else(|| exact_hits(capture, analysis).find_map(|hit| language.entry(hit)?.id.cloned()))
}
