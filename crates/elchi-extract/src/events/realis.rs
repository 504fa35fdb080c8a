//! Whether what a telling tells did happen, by its cues, else by the form of its word.

use elchi_lexicon::{Analysis, Features, Language, Match, RuleSet};
use elchi_model::{Cue, Realis, Span};

/// What was decided, and by which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) realis: Realis,
    /// The words themselves say that it is done: a verb in the past, a cue, or the rule.
    pub(crate) settled: bool,
    /// The words that negate.
    pub(crate) negation: Option<Span>,
    /// The words that make it planned, proposed, possible.
    pub(crate) modality: Option<Span>,
}

/// A cue of scope `next` reaches so many tokens behind it.
const NEXT: u32 = 4;

/// Decides for the event whose word is at `trigger`, from the cues of its sentence.
pub(crate) fn decide(
    rules: Option<&RuleSet>,
    cues: &[Match],
    trigger: &std::ops::Range<u32>,
    stated: Option<Realis>,
    cue: Cue,
    language: &Language,
    analysis: &Analysis,
) -> Decision {
    let clause = language.clause(analysis, trigger.start);
    let best = rules.and_then(|rules| {
        let applied = cues.iter().filter_map(|cue| {
            let rule = rules.rule(cue);
            let realis = Realis::parse(rule.text("realis")?)?;
            let bond = bond(rule.text("scope").unwrap_or("clause"), cue, trigger, &clause)?;
            let distance = distance(&cue.tokens, trigger);
            Some(((bond, strength(realis), distance), realis, cue.span))
        });
        applied.min_by_key(|(rank, ..)| *rank)
    });
    if let Some((_, realis, span)) = best {
        let negates = matches!(realis, Realis::Negated | Realis::Cancelled);
        let modal = matches!(realis, Realis::Scheduled | Realis::Proposed | Realis::Hypothetical);
        let settled = realis == Realis::Occurred;
        return Decision { realis, settled, negation: negates.then_some(span), modality: modal.then_some(span) };
    }
    // A noun of action may look like an infinitive: only verbs say by their form whether it happened.
    let form = if cue == Cue::Verb { by_form(trigger, language, analysis) } else { None };
    let told = form.or(stated);
    let settled = told == Some(Realis::Occurred);
    Decision { realis: told.unwrap_or(Realis::Occurred), settled, negation: None, modality: None }
}

/// How closely a cue is bound to the trigger, the least the closest; none where it does not reach it.
fn bond(scope: &str, cue: &Match, trigger: &std::ops::Range<u32>, clause: &std::ops::Range<u32>) -> Option<u8> {
    let covers = cue.tokens.start <= trigger.start && trigger.end <= cue.tokens.end;
    match scope {
        "over" => covers.then_some(0),
        "word" => (cue.trigger_tokens.start < trigger.end && trigger.start < cue.trigger_tokens.end).then_some(0),
        "next" => (cue.tokens.end <= trigger.start && trigger.start - cue.tokens.end <= NEXT).then_some(0),
        "sentence" => Some(2),
        _ => (cue.tokens.start < clause.end && cue.tokens.end > clause.start && !covers).then_some(1),
    }
}

/// What counts first among cues that are bound alike.
fn strength(realis: Realis) -> u8 {
    match realis {
        Realis::Negated => 0,
        Realis::Cancelled => 1,
        Realis::Proposed => 2,
        Realis::Hypothetical => 3,
        Realis::Scheduled => 4,
        Realis::Historical => 5,
        Realis::Ongoing => 6,
        Realis::Occurred => 7,
    }
}

fn distance(cue: &std::ops::Range<u32>, trigger: &std::ops::Range<u32>) -> u32 {
    if cue.end <= trigger.start { trigger.start - cue.end } else { cue.start.saturating_sub(trigger.end) }
}

/// What tense and mood of the word say; none where they leave it open, as nouns do.
fn by_form(trigger: &std::ops::Range<u32>, language: &Language, analysis: &Analysis) -> Option<Realis> {
    let schema = language.schema();
    let bit = |name: &str| schema.feature(name).unwrap_or_default();
    let hits = trigger.clone().flat_map(|token| analysis.hits_at(token as usize)).map(|hit| &analysis.hits[hit]);
    let forms: Vec<Features> = hits
        .filter(|hit| hit.kind.is_none() && hit.end_token() <= trigger.end)
        .flat_map(|hit| language.features(analysis, hit))
        .filter(|features| features.has_all(bit("verb")))
        .copied()
        .collect();
    if forms.is_empty() {
        return None;
    }
    let every = |name: &str| forms.iter().all(|features| !bit(name).is_empty() && features.has_all(bit(name)));
    let some = |name: &str| forms.iter().any(|features| !bit(name).is_empty() && features.has_all(bit(name)));
    if every("neg") {
        Some(Realis::Negated)
    } else if some("past") || some("part") {
        Some(Realis::Occurred)
    } else if every("fut") || some("intent") {
        Some(Realis::Scheduled)
    } else if every("inf") || every("cond") {
        Some(Realis::Hypothetical)
    } else if every("pres") {
        Some(Realis::Ongoing)
    } else {
        None
    }
}
