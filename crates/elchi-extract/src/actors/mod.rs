//! Those who act: people, offices, bodies, states, and what stands for them.

pub(crate) mod bodies;
mod colleagues;
pub(crate) mod groups;
mod heads;
pub(crate) mod holders;
pub(crate) mod listed;
pub(crate) mod offices;
pub(crate) mod resolve;

use std::sync::Arc;

use self::bodies::Body;

use elchi_lexicon::{Analysis, Capture, Features, Hit, HitKind, Language};
use elchi_model::{MentionKind, Span};

/// An actor as the words say it, before the document is known to its end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ActorRef {
    /// A person of the registry.
    Person(usize),
    /// An entity of the lists.
    Entity(Arc<str>),
    /// Offices told in one phrase: indices among the document's offices.
    Offices(std::ops::Range<usize>),
    /// A group: its index among the document's.
    Group(usize),
    /// A pronoun, with what it says of whom it stands for.
    Pronoun(Vec<Features>),
}

/// An actor and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Actor {
    pub(crate) who: ActorRef,
    pub(crate) segment_no: i32,
    pub(crate) span: Span,
}

/// The numbers under which units of the document are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers<'d> {
    /// Person of each mention of a person that a rule found.
    pub(crate) persons: &'d [usize],
    /// Offices of each office unit.
    pub(crate) offices: &'d [std::ops::Range<usize>],
    /// Bodies that no list knows.
    pub(crate) bodies: &'d [Body],
}

/// The actor of a hit; none where the hit is none, or no list knows it.
pub(crate) fn actor_of(
    hit: &Hit,
    language: &Language,
    analysis: &Analysis,
    numbers: Numbers<'_>,
    person_of: impl Fn(&Arc<str>) -> Option<usize>,
) -> Option<ActorRef> {
    let reference = hit.reference.map(|reference| reference as usize);
    match hit.kind? {
        HitKind::Mention(MentionKind::Person) => match reference {
            Some(reference) => numbers.persons.get(reference).copied().map(ActorRef::Person),
            None => person_of(language.entry(hit)?.id?).map(ActorRef::Person),
        },
        HitKind::Mention(MentionKind::Place) => capital(language.entry(hit)?.id?, language).map(ActorRef::Entity),
        HitKind::Mention(_) => entity_of(hit, language, numbers.bodies).map(ActorRef::Entity),
        HitKind::Office => numbers.offices.get(reference?).cloned().map(ActorRef::Offices),
        HitKind::Group => reference.map(ActorRef::Group),
        HitKind::Pronoun => Some(ActorRef::Pronoun(language.features(analysis, hit).to_vec())),
        HitKind::Date | HitKind::Amount | HitKind::Quote => None,
    }
}

/// The state that the press calls by its capital, where the place is one.
pub(crate) fn capital(id: &str, language: &Language) -> Option<Arc<str>> {
    language.entity(id)?.capital_of.clone()
}

/// The outermost mentions and units that begin inside a capture, in text order.
pub(crate) fn hits_in<'a>(capture: &Capture, analysis: &'a Analysis) -> impl Iterator<Item = &'a Hit> {
    let (tokens, end) = (capture.tokens.clone(), capture.tokens.end);
    tokens.filter_map(|token| analysis.outermost_at(token as usize)).filter(move |hit| hit.end_token() <= end)
}

/// The entity of a mention: that of its list, or the body that a rule found.
pub(crate) fn entity_of(hit: &Hit, language: &Language, bodies: &[Body]) -> Option<Arc<str>> {
    match (hit.kind, hit.reference) {
        (Some(HitKind::Mention(MentionKind::Organization)), Some(body)) => {
            bodies.get(body as usize).map(|body| body.id.clone())
        }
        _ => language.entry(hit)?.id.cloned(),
    }
}

/// The entity of a capture: that of the first mention in it, or of the first entry the pattern took.
pub(crate) fn entity_in(
    capture: &Capture,
    language: &Language,
    analysis: &Analysis,
    bodies: &[Body],
) -> Option<Arc<str>> {
    let mention = hits_in(capture, analysis).find_map(|hit| entity_of(hit, language, bodies));
    mention.or_else(|| capture.id.clone())
}
