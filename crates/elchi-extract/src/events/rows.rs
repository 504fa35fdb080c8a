//! Merged events as rows of the tables.

use std::collections::BTreeSet;
use std::sync::Arc;

use elchi_model::{
    DateBasis, Event, EventDateBasis, EventType, Evidence, Facts, Level, Medium, MentionKind, Office, Participant,
    PlaceBasis, Realis,
};

use super::merge::{Merged, same_actor};
use super::when::completed;
use crate::actors::resolve::{Cast, Resolved};
use crate::calendar::date_of;

/// An event more than this many days before the document's own date is no news of it: on annotated reports, of what lies
/// 5 to 7 days back a third is told as news, of what lies further back nearly nothing.
const HISTORICAL_AFTER: i32 = 7;

/// What is told to this many days, or more, is told by its month or season.
const LONG: i32 = 20;

/// A visit this many days before the document's own date is part of its news.
const OF_THESE_DAYS: i32 = 2;

/// When the document was published, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Published {
    /// The day.
    pub(crate) on: Option<i32>,
    /// The first of several days that it may be.
    pub(crate) earliest: Option<i32>,
}

/// The row of an event; none where nobody takes part in it and nothing else makes it one.
pub(crate) fn event(merged: Merged, cast: &Cast, facts: &Facts, doc_id: &str, published: Published) -> Option<Event> {
    let first = merged.tellings.first()?.clone();
    let format_entity_id = merged.format.clone();
    let participants = participants(&merged, cast, facts, doc_id);
    // Who is appointed has no office yet.
    let public = merged.event_type == EventType::Appoint
        || is_contract(&merged)
        || merged.participants.iter().any(|(_, one)| is_public(one, cast));
    if !participants.is_empty() && !public {
        return None;
    }
    let located = (merged.place.is_some() && merged.date.is_some()) || merged.ordinal.is_some();
    // What is to happen is news although nobody is named, where day and place are told.
    let to_come = merged.realis == Realis::Scheduled && merged.date.is_some() && merged.place.is_some();
    let session = (merged.event_type == EventType::MultilateralSession && located)
        || (to_come && matches!(merged.event_type, EventType::Meet | EventType::Negotiate | EventType::Visit));
    if participants.is_empty() && format_entity_id.is_none() && !session && !stands_alone(&merged) {
        return None;
    }
    let dated = merged.date.or(merged.inherited_date);
    // An open distance alone says nothing of the day.
    let date = dated.and_then(|date| facts.dates.get(date)).filter(|date| date.edtf != "XXXX");
    let completed = date.and_then(|date| completed(date, merged.realis, published.on));
    let days = match &completed {
        Some(found) => found.start_on.zip(found.end_on),
        None => date.and_then(|date| date.start_on.zip(date.end_on)),
    };
    let told = match merged.realis {
        // Who had come in these days has come for what the story tells.
        Realis::Historical if merged.event_type == EventType::Visit && of_these_days(days, published) => {
            Realis::Occurred
        }
        told => told,
    };
    let realis = realis(told, days, published);
    let own = |date: usize| merged.tellings.first().is_some_and(|telling| telling.date == Some(date));
    let date_candidates = match &completed {
        None => date.map(|date| same_day(&date.edtf, &facts.header.published_candidates)).unwrap_or_default(),
        Some(_) => Vec::new(),
    };
    let date_basis = match (dated, date.map(|date| date.basis)) {
        (None, _) | (_, None) => EventDateBasis::None,
        _ if completed.is_some() => EventDateBasis::InDocument,
        (_, Some(DateBasis::Relative)) => EventDateBasis::Relative,
        (_, Some(DateBasis::Weekday)) => EventDateBasis::Weekday,
        (_, Some(DateBasis::Document)) => EventDateBasis::InDocument,
        (Some(at), _) if own(at) => EventDateBasis::InSentence,
        _ => EventDateBasis::InDocument,
    };
    let place_basis = match &merged.place {
        None => PlaceBasis::None,
        Some(place) if first.place.as_ref() == Some(place) => PlaceBasis::InSentence,
        Some(_) => PlaceBasis::InDocument,
    };
    let mut amounts: Vec<i32> = merged
        .tellings
        .iter()
        .flat_map(|telling| &telling.amounts)
        .filter_map(|&amount| i32::try_from(amount).ok())
        .collect();
    amounts.sort_unstable();
    amounts.dedup();
    let segments: Vec<i32> = merged.tellings.iter().map(|telling| telling.segment_no).collect();
    let topics_of = |segment: &i32| {
        let first = facts.topics.partition_point(|topic| topic.segment_no < *segment);
        let segment = *segment;
        facts.topics[first..].iter().take_while(move |topic| topic.segment_no == segment)
    };
    let mut topics: Vec<Arc<str>> = segments.iter().flat_map(topics_of).map(|topic| topic.topic.clone()).collect();
    topics.sort_unstable();
    topics.dedup();
    let mut told = BTreeSet::new();
    Some(Event {
        event_type: merged.event_type,
        realis,
        medium: merged.tellings.iter().find_map(|telling| telling.medium).unwrap_or(medium(merged.event_type)),
        level: participants.iter().filter_map(|participant| participant.level).min_by_key(|level| rank(*level)),
        format_entity_id,
        format_ordinal: merged.ordinal,
        document_entity_id: merged.document.clone(),
        date_edtf: completed.map(|found| found.edtf).or_else(|| date.map(|date| date.edtf.clone())),
        date_start: days.map(|days| days.0).or_else(|| date.and_then(|date| date.start_on)),
        date_end: days.map(|days| days.1).or_else(|| date.and_then(|date| date.end_on)),
        date_precision: date.map(|date| date.precision),
        date_basis,
        date_candidates,
        place_entity_id: merged.place.clone(),
        place_basis,
        amounts,
        topics,
        attribution_entity_id: None,
        language: first.lang,
        confidence: None,
        rule_id: first.rule_id,
        participants,
        evidence: merged
            .tellings
            .into_iter()
            // Two rules may tell of it by one word.
            .filter(|telling| told.insert((telling.trigger.start, telling.trigger.end)))
            .map(|telling| Evidence {
                segment_no: telling.segment_no,
                span: telling.span,
                trigger: telling.trigger,
                cue: telling.cue,
                negation: telling.negation,
                modality: telling.modality,
                rule_id: telling.rule_id,
            })
            .collect(),
    })
}

/// True where two bodies sign a document of their own: a contract of firms.
fn is_contract(merged: &Merged) -> bool {
    let bodies = merged.participants.iter().filter(|(_, one)| one.person.is_none() && one.of.is_some()).count();
    merged.event_type == EventType::Sign && merged.document.is_some() && bodies > 1
}

/// True for those who act for a state or a body of note: states and bodies of the lists, holders of offices, people whom
/// lists know, and collectives that name nobody. Private people who meet and sign are no diplomacy.
fn is_public(one: &Resolved, cast: &Cast) -> bool {
    let listed = |id: &Arc<str>| !id.contains("/~");
    one.is_nobody() && one.collective
        || one.country.is_some()
        || one.of.as_ref().is_some_and(listed)
        || one.office.is_some_and(|office| office != Office::Other)
        || one.person.is_some_and(|person| cast.registry.people[person].listed.is_some())
}

/// Those of the days on which the document may have been published that are the day `edtf` of an unknown year.
fn same_day(edtf: &str, published: &[i32]) -> Vec<i32> {
    let Some(rest) = edtf.strip_prefix("XXXX-").filter(|rest| rest.len() == 5) else { return Vec::new() };
    let is_it = |day: &i32| date_of(*day).is_some_and(|(_, month, day)| format!("{month:02}-{day:02}") == rest);
    published.iter().copied().filter(is_it).collect()
}

/// True for a day, or two, just before the document's own.
fn of_these_days(days: Option<(i32, i32)>, published: Published) -> bool {
    let near = |((start, end), on): ((i32, i32), i32)| end + OF_THESE_DAYS >= on && start <= on && end - start <= 1;
    days.zip(published.on).is_some_and(near)
}

/// What the date adds to the words: nothing that is still to come has occurred, and what is long past is history.
fn realis(told: Realis, days: Option<(i32, i32)>, published: Published) -> Realis {
    let Some((start, end)) = days.filter(|_| matches!(told, Realis::Occurred | Realis::Ongoing)) else { return told };
    if published.on.is_some_and(|published| start > published + 1) {
        return Realis::Scheduled;
    }
    let past = |published: i32| {
        let month = |day: i32| date_of(day).map(|(year, month, _)| (year, month));
        end + HISTORICAL_AFTER < published || (end - start >= LONG && month(end) < month(published))
    };
    if published.on.or(published.earliest).is_some_and(past) { Realis::Historical } else { told }
}

fn medium(event_type: EventType) -> Medium {
    match event_type {
        EventType::Call => Medium::Phone,
        EventType::Correspond => Medium::Written,
        _ => Medium::Unknown,
    }
}

/// Types that are told without saying who.
fn stands_alone(merged: &Merged) -> bool {
    let document = merged.event_type == EventType::Ratify && merged.document.is_some();
    (document || matches!(merged.event_type, EventType::AdoptDocument | EventType::Sign))
        && merged.realis != Realis::Hypothetical
}

fn rank(level: Level) -> usize {
    let order = [
        Level::HeadOfState,
        Level::HeadOfGovernment,
        Level::Minister,
        Level::DeputyMinister,
        Level::Parliament,
        Level::OrganizationHead,
        Level::SpecialEnvoy,
        Level::Ambassador,
        Level::Regional,
        Level::Expert,
    ];
    order.iter().position(|known| *known == level).unwrap_or(order.len())
}

fn participants(merged: &Merged, cast: &Cast, facts: &Facts, doc_id: &str) -> Vec<Participant> {
    let mut rows: Vec<Participant> = Vec::new();
    let mut kept: Vec<(Arc<str>, &Resolved)> = Vec::new();
    let roles = merged.event_type.roles();
    for (role, one) in &merged.participants {
        // A collective that names nobody, where somebody is named in its place, adds nothing.
        if one.is_nobody()
            && one.collective
            && merged.participants.iter().any(|(other, two)| other == role && !two.is_nobody())
        {
            continue;
        }
        // A body whose members sit there by name is no member of its own.
        let seated = |(_, other): &&(Arc<str>, Resolved)| other.country.is_some() && other.expanded_from.is_none();
        if merged.event_type == EventType::MultilateralSession
            && one.person.is_none()
            && one.country.is_none()
            && one.of.as_ref().is_some_and(|of| of.starts_with("organization/"))
            && merged.participants.iter().filter(seated).count() > 1
        {
            continue;
        }
        // Someone with a job and nothing else is nobody who acts for a state or body.
        if one.is_nobody() && one.office == Some(Office::Other) && !one.collective {
            continue;
        }
        let role: Arc<str> = if roles.contains(&&**role) {
            role.clone()
        } else {
            roles.first().copied().unwrap_or("participant").into()
        };
        // A state of which someone acts in the same role says no more than he does.
        let acts = |(other_role, other): &(Arc<str>, Resolved)| {
            *other_role == role && other.person.is_some() && same_actor(one, other)
        };
        if one.person.is_none() && one.office.is_none() && merged.participants.iter().any(acts) {
            continue;
        }
        let twin = kept.iter().any(|(other_role, other)| {
            *other_role == role && same_actor(one, other) && (one.person.is_none() || one.person == other.person)
        });
        if twin {
            continue;
        }
        kept.push((role.clone(), one));
        let person = one.person.map(|person| cast.registry.id(person, doc_id));
        let organization = one.of.clone().filter(|of| of.starts_with("organization/"));
        rows.push(Participant {
            role,
            entity_id: person.clone().or_else(|| one.of.clone()),
            mention: mention_in(facts, one, person.is_some()),
            country: one.country.clone(),
            organization_entity_id: organization,
            person_entity_id: person,
            office: one.office,
            level: one.level,
            is_collective: one.collective,
            expanded_from_entity_id: one.expanded_from.clone(),
            segment_no: one.segment_no,
            span: one.span,
            confidence: None,
        });
    }
    rows
}

/// Index of the mention that names a participant: the person inside its words, else the first mention in them.
fn mention_in(facts: &Facts, one: &Resolved, person: bool) -> Option<i32> {
    let first = facts.mentions.partition_point(|mention| mention.span.start < one.span.start);
    let inside = || {
        facts
            .mentions
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, mention)| mention.span.start < one.span.end)
            .filter(|(_, mention)| one.span.contains(mention.span))
    };
    let named = inside().find(|(_, mention)| person && mention.kind == MentionKind::Person);
    let own = || inside().find(|(_, mention)| one.of.is_some() && mention.entity_id == one.of);
    named.or_else(own).or_else(|| inside().next()).and_then(|(at, _)| i32::try_from(at).ok())
}
