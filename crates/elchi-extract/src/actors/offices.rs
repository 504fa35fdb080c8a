//! Offices: which one, of what, held by whom.

use std::sync::Arc;

use elchi_lexicon::{Action, Analysis, Capture, Features, HitKind, Language, Match, OfficeMeaning, RuleSet, Unit};
use elchi_model::{Level, MentionKind, Office, Span};

use super::bodies::Body;
use super::groups::Group;
use super::{capital, entity_in, hits_in};
use crate::finder::Line;
use crate::people::scan::PersonMention;

/// An office in the text.
#[derive(Debug, Clone)]
pub(crate) struct OfficeHeld {
    pub(crate) segment_no: i32,
    /// The whole phrase.
    pub(crate) span: Span,
    pub(crate) office: Office,
    pub(crate) level: Option<Level>,
    pub(crate) office_text: Arc<str>,
    pub(crate) of: Option<Arc<str>>,
    /// The word is in the plural, without a name and with one state or body at most: it stands for several people.
    pub(crate) plural: bool,
    /// Nothing says of what it is.
    pub(crate) bare: bool,
    /// It stands for whoever of its state the document names.
    pub(crate) any: bool,
    /// It is the office of the one beside whom it is told.
    pub(crate) peer: bool,
    /// The word is one for whoever heads something: leader, head.
    pub(crate) head: bool,
    /// The word is one for whoever wears a crown.
    pub(crate) crown: bool,
    /// The state of which a head of state told without one is, in this language.
    pub(crate) home: Option<Arc<str>>,
    /// A person of the registry.
    pub(crate) person: Option<usize>,
    /// Bytes of the person's name.
    pub(crate) person_span: Option<Span>,
    pub(crate) rule_id: Arc<str>,
}

/// What was laid over the sentence before its offices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Laid<'l> {
    /// Names of the sentence at hand.
    pub(crate) persons: &'l [PersonMention],
    /// Groups of the document.
    pub(crate) groups: &'l [Group],
    /// Bodies of the document.
    pub(crate) bodies: &'l [Body],
}

/// Offices that were told together, with what their unit needs.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) offices: Vec<OfficeHeld>,
    pub(crate) features: Vec<Features>,
    pub(crate) tokens: std::ops::Range<u32>,
}

/// True for offices that states have, and no cities.
fn is_of_state(meaning: &OfficeMeaning) -> bool {
    !matches!(meaning.office, Office::RegionalHead | Office::OrganizationHead | Office::Other) || meaning.is_head
}

/// The offices of a match: one for each person, else for each state or body, else one.
///
/// None where the words that must agree do not. A person of whom `state_of_person` knows that another state is hers does
/// not hold the office of a state: she stands beside it by chance, as the object beside the subject.
pub(crate) fn offices_of(
    rules: &RuleSet,
    found: &Match,
    line: Line<'_>,
    laid: Laid<'_>,
    listed: impl Fn(&Arc<str>) -> Option<usize>,
    state_of_person: impl Fn(usize) -> Option<Arc<str>>,
) -> Option<Told> {
    let Line { language, analysis, segment, .. } = line;
    let Laid { persons, groups, bodies } = laid;
    let segment_no = segment.segment_no;
    let rule = rules.rule(found);
    let fixed = rule.text("office").map(|office| format!("office/{office}"));
    let offices: Vec<(&Capture, OfficeMeaning, Arc<str>)> = found
        .all("office")
        .filter_map(|capture| {
            let (id, text) = office_id(capture, language, analysis)?;
            Some((capture, language.schema().office(fixed.as_deref().unwrap_or(&id))?, text))
        })
        .collect();
    let (_, first_meaning, first_text) = offices.first()?;
    let mut features = features_in(offices.first()?.0, language, analysis);
    let mut people: Vec<(usize, Span, &[Features])> = found
        .all("person")
        .filter_map(|capture| {
            let at = capture.tokens.start;
            if let Some(mention) = persons.iter().find(|mention| mention.tokens.start == at) {
                return Some((mention.person, mention.span, mention.features.as_slice()));
            }
            let hit = analysis.outermost_at(at as usize)?;
            let id = language.entry(hit)?.id?;
            Some((listed(id)?, hit.span, language.features(analysis, hit)))
        })
        .collect();
    let ofs: Vec<(u32, Arc<str>)> = found
        .all("of")
        .flat_map(|capture| {
            let group = hits_in(capture, analysis).find(|hit| hit.kind == Some(HitKind::Group));
            match group.and_then(|hit| groups.get(hit.reference? as usize)) {
                Some(group) => group.of.iter().map(|of| (capture.tokens.start, of.clone())).collect(),
                None => {
                    let of = entity_in(capture, language, analysis, bodies);
                    // Whose capital is told is meant; but a city has a mayor of its own.
                    let of = of.map(|of| capital(&of, language).filter(|_| is_of_state(first_meaning)).unwrap_or(of));
                    of.map(|of| (capture.tokens.start, of)).into_iter().collect::<Vec<_>>()
                }
            }
        })
        .collect();
    let (mut tokens, mut span) = (found.tokens.clone(), found.span);
    if let ([(person, own, forms)], Some(capture)) = (people.as_slice(), found.capture("person"))
        && let Some(state) = state_of_person(*person)
        && {
            let other = |of: &Arc<str>| of.strip_prefix("country/").is_some_and(|of| !of.eq_ignore_ascii_case(&state));
            let bare = ofs.is_empty() && first_meaning.office == Office::HeadOfState && !first_meaning.is_crown;
            let opens = || opens_with(&tokens, forms, language, analysis);
            (!ofs.is_empty() && ofs.iter().all(|(_, of)| other(of)))
                || (bare && language.state().is_some_and(other) && opens())
        }
    {
        if capture.tokens.end == tokens.end {
            tokens.end = capture.tokens.start;
        } else if capture.tokens.start == tokens.start {
            tokens.start = capture.tokens.end;
        } else {
            return None;
        }
        let word = |at: u32| analysis.tokens.get(at as usize).is_some_and(|token| token.shape.is_word());
        while tokens.start < tokens.end && !word(tokens.end - 1) {
            tokens.end -= 1;
        }
        while tokens.start < tokens.end && !word(tokens.start) {
            tokens.start += 1;
        }
        let own = *own;
        people.clear();
        span = analysis.span_of(tokens.start as usize, tokens.end as usize);
        debug_assert!(!span.overlaps(own), "the name is left out");
    }
    if let Some(Action::List(agree)) = rule.actions.get("agree") {
        let person = agree.iter().any(|name| &**name == "person");
        if let Some((_, _, own)) = people.first().filter(|_| person) {
            features = agreeing(&features, own, people.len() > 1, language);
            if features.is_empty() {
                return None;
            }
        }
    }
    if let Some((_, _, own)) = people.last().filter(|_| rule.text("head") == Some("person")) {
        features = own.to_vec();
    }
    let schema = language.schema();
    let (singular, several) = (schema.feature("sg").unwrap_or_default(), schema.feature("pl").unwrap_or_default());
    let plural = people.is_empty()
        && ofs.len() < 2
        && !features.is_empty()
        && features.iter().all(|own| own.has_all(several) && !own.has_all(singular));
    // One person may hold several offices, each with what it belongs to behind it.
    let several = people.len() == 1 && offices.len() > 1;
    let count = match people.len() {
        0 => ofs.len().max(offices.len()).max(1),
        1 if several => offices.len(),
        people => people,
    };
    let mut made = Vec::with_capacity(count);
    for at in 0..count {
        let of = match several {
            true => {
                let behind = offices[at].0.tokens.end;
                let next = offices.get(at + 1).map_or(u32::MAX, |office| office.0.tokens.start);
                let own = ofs.iter().find(|(start, _)| (behind..next).contains(start));
                own.or_else(|| ofs.iter().find(|(start, _)| *start >= behind)).or(ofs.last())
            }
            false if ofs.len() == count => ofs.get(at),
            false => ofs.first(),
        };
        let of = of.map(|(_, of)| of);
        let (meaning, text) =
            if offices.len() == count { (&offices[at].1, &offices[at].2) } else { (first_meaning, first_text) };
        let body = of.is_some_and(|of| is_body(of));
        // The head of a ministry is a minister of its state; so are those of the states told beside it.
        let ministry = ofs
            .iter()
            .filter(|_| meaning.is_head || meaning.is_deputy)
            .find_map(|(_, of)| language.schema().head_of(of, meaning.is_deputy));
        let state = of.filter(|_| ministry.is_some()).and_then(|of| state_of(of, language));
        let (office, level, of) = match ministry.zip(state) {
            Some((meaning, state)) => (meaning.office, meaning.level, Some(state)),
            // A head of nothing in particular is no head of state.
            None if meaning.is_head && of.is_none() => {
                let held = if people.is_empty() { Office::Other } else { meaning.organization };
                (held, meaning.organization_level.filter(|_| !people.is_empty()), None)
            }
            None if body => (meaning.organization, meaning.organization_level, of.cloned()),
            None => (meaning.office, meaning.level, of.cloned()),
        };
        let person = people.get(if several { 0 } else { at });
        made.push(OfficeHeld {
            segment_no,
            span,
            office,
            level,
            office_text: text.clone(),
            bare: of.is_none(),
            of,
            plural,
            any: meaning.is_any,
            peer: meaning.is_peer,
            crown: meaning.is_crown,
            home: language.state().cloned(),
            head: meaning.is_head,
            person: person.map(|person| person.0),
            person_span: person.map(|person| person.1),
            rule_id: rule.id.clone(),
        });
    }
    Some(Told { offices: made, features, tokens })
}

/// True for an office before which nobody is told in the sentence, and behind which a name stands that is no subject: it is
/// the subject itself, «the head of state received X».
fn opens_with(tokens: &std::ops::Range<u32>, name: &[Features], language: &Language, analysis: &Analysis) -> bool {
    let subject = language.schema().feature("nom").unwrap_or_default();
    let oblique = !name.is_empty() && !name.iter().any(|own| own.has_all(subject));
    let actor = |kind: Option<HitKind>| {
        matches!(kind, Some(HitKind::Mention(MentionKind::Person | MentionKind::Country | MentionKind::Organization)))
    };
    oblique && !(0..tokens.start).any(|token| analysis.outermost_at(token as usize).is_some_and(|hit| actor(hit.kind)))
}

/// The unit of offices that were told together.
pub(crate) fn unit(told: &Told, number: usize) -> Unit {
    Unit {
        kind: HitKind::Office,
        tokens: told.tokens.clone(),
        features: told.features.clone(),
        reference: u32::try_from(number).unwrap_or(u32::MAX),
    }
}

/// True for what has a head of its own kind: an organisation, the European Union among them.
fn is_body(id: &str) -> bool {
    id.split_once('/')
        .and_then(|(kind, _)| MentionKind::parse(kind))
        .is_some_and(|kind| matches!(kind, MentionKind::Organization | MentionKind::Programme | MentionKind::Format))
}

/// The state of a body, as an entity.
fn state_of(id: &str, language: &Language) -> Option<Arc<str>> {
    let country = language.entity(id)?.country.as_ref()?;
    Some(format!("country/{}", country.to_ascii_lowercase()).into())
}

/// Id and nominative of the office that a capture names.
fn office_id(capture: &Capture, language: &Language, analysis: &Analysis) -> Option<(Arc<str>, Arc<str>)> {
    capture.tokens.clone().flat_map(|token| analysis.hits_at(token as usize)).find_map(|hit| {
        let hit = &analysis.hits[hit];
        let entry = language.entry(hit).filter(|_| hit.end_token() <= capture.tokens.end)?;
        (entry.list == OFFICES).then(|| Some((entry.id.cloned()?, entry.lemma.clone())))?
    })
}

/// The features of the first list entry inside a capture.
pub(crate) fn features_in(capture: &Capture, language: &Language, analysis: &Analysis) -> Vec<Features> {
    let hits = capture.tokens.clone().flat_map(|token| analysis.hits_at(token as usize)).map(|hit| &analysis.hits[hit]);
    let mut inside = hits.filter(|hit| hit.end_token() <= capture.tokens.end);
    inside.next().map(|hit| language.features(analysis, hit).to_vec()).unwrap_or_default()
}

const OFFICES: &str = "offices";

/// Every way in which an office and a name agree: in case, and in number where there is one name only. A woman may hold
/// an office whose word is masculine.
pub(crate) fn agreeing(left: &[Features], right: &[Features], several: bool, language: &Language) -> Vec<Features> {
    let schema = language.schema();
    if left.is_empty() || right.is_empty() {
        return if left.is_empty() { right.to_vec() } else { left.to_vec() };
    }
    let comparable = |features: Features| {
        let features = schema.without(features, "gender");
        if several { schema.without(features, "number") } else { features }
    };
    let mut all: Vec<Features> = left
        .iter()
        .flat_map(|left| right.iter().filter_map(move |right| schema.agree(comparable(*left), comparable(*right))))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
