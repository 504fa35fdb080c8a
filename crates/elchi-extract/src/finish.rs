//! A document at its end: what its layers hold becomes rows.

use std::sync::Arc;

use elchi_lexicon::Lexicon;
use elchi_model::{
    AmountKind, Cue, DateMention, DatePrecision, Event, EventType, Facts, MentionKind, Method, Position, Quote, Realis,
    Span, SpeakerBasis,
};

use crate::actors::resolve::Resolved;
use crate::actors::{Actor, ActorRef};
use crate::events::Telling;
use crate::events::formats::fill_formats;
use crate::events::inherit::{established, inherit};
use crate::events::merge::{Known, merge, same_actor};
use crate::events::rows::{Published, event};
use crate::events::sides::seat;
use crate::events::tell::is_side;
use crate::input::DocumentInput;
use crate::layers::Layers;
use crate::quotes::Said;

impl Layers {
    /// The document is read: people, offices, quotations and events become rows.
    pub(crate) fn finish(&mut self, document: &DocumentInput<'_>, lexicon: &Lexicon, facts: &mut Facts) {
        self.cast.seat_holders(lexicon.schema());
        self.cast.fill_offices(lexicon);
        self.cast.name_holders();
        for (mention, person) in facts.mentions.iter_mut().zip(&self.mention_persons) {
            if let Some(person) = *person {
                mention.entity_id = Some(self.cast.registry.id(person, document.doc_id));
                // A name that can be read in several ways is read in one.
                let agreed = mention.normal.as_deref().filter(|_| mention.method == Method::Rule);
                if let Some(normal) = agreed.and_then(|normal| self.cast.registry.agreed(person, normal)) {
                    mention.normal = Some(normal.into());
                }
            }
        }
        facts.positions = self.positions(document, facts);
        // What goes on after a quotation in its paragraph, without a speaker of its own, is said by the same.
        let mut speaker: Option<(i32, Actor)> = None;
        for said in &mut self.said {
            match (&said.speaker, &speaker) {
                (Some(own), _) => speaker = Some((said.paragraph_no, own.clone())),
                (None, Some((paragraph_no, last))) if *paragraph_no == said.paragraph_no => {
                    said.speaker = Some(last.clone());
                }
                _ => {}
            }
        }
        let quotes: Vec<Quote> = self.said.iter().map(|said| self.quote(said, document, lexicon, facts)).collect();
        facts.quotes = without_overlaps(quotes);
        let header = &facts.header;
        let published = Published {
            on: header.published_start.filter(|_| header.published_start == header.published_end),
            earliest: header.published_candidates.first().copied(),
        };
        let mut known: Vec<Known> = self
            .tellings
            .drain(..)
            .map(|mut telling| {
                let participants = self.cast.resolve_all(&telling.participants, lexicon);
                let date = telling.date.and_then(|date| facts.dates.get(date));
                if date.is_some_and(|date| is_of_something_else(date, &telling, published)) {
                    telling.date = None;
                }
                let date = telling.date.and_then(|date| facts.dates.get(date));
                let days = date.and_then(|date| date.start_on.zip(date.end_on));
                let sums = telling.amounts.iter().filter_map(|&amount| facts.amounts.get(amount));
                let sums = sums.filter(|amount| amount.kind == AmountKind::Money);
                let money = sums.map(|amount| (amount.value, amount.unit.clone())).collect();
                Known { participants, days, money, telling }
            })
            .collect();
        visits_of_invited(&mut known);
        let cast = &self.cast;
        let mut merged = merge(known);
        seat(&mut merged);
        inherit(&mut merged);
        established(&mut merged);
        fill_formats(&mut merged, lexicon);
        let events: Vec<_> =
            merged.into_iter().filter_map(|merged| event(merged, cast, facts, document.doc_id, published)).collect();
        facts.events = events;
        for event in &mut facts.events {
            event.attribution_entity_id = attribution(event, &facts.quotes);
        }
    }

    /// Offices of which more is known than the word.
    fn positions(&self, document: &DocumentInput<'_>, facts: &Facts) -> Vec<Position> {
        let known = self.cast.offices.iter().filter(|held| held.of.is_some() || held.person.is_some());
        known
            .map(|held| Position {
                segment_no: held.segment_no,
                span: held.span,
                office: held.office,
                level: held.level,
                office_text: held.office_text.clone(),
                of_entity_id: held.of.clone(),
                person_mention: held.person_span.and_then(|span| mention_at(facts, span)),
                person_entity_id: held.person.map(|person| self.cast.registry.id(person, document.doc_id)),
                method: Method::Rule,
                confidence: None,
                rule_id: held.rule_id.clone(),
            })
            .collect()
    }

    fn quote(&self, said: &Said, document: &DocumentInput<'_>, lexicon: &Lexicon, facts: &Facts) -> Quote {
        let resolved = said.speaker.as_ref().and_then(|actor| self.cast.speaker(actor, lexicon));
        let person = resolved.as_ref().and_then(|one| one.person);
        let basis = said.speaker.as_ref().zip(resolved.as_ref()).map(|(actor, _)| match &actor.who {
            ActorRef::Person(_) => SpeakerBasis::Name,
            ActorRef::Pronoun(_) => SpeakerBasis::Pronoun,
            ActorRef::Offices(range) => match self.cast.offices[range.clone()].first() {
                Some(held) if held.person_span.is_some() => SpeakerBasis::Name,
                _ => SpeakerBasis::Office,
            },
            ActorRef::Entity(_) | ActorRef::Group(_) => SpeakerBasis::Outlet,
        });
        let id = person.map(|person| self.cast.registry.id(person, document.doc_id));
        Quote {
            segment_no: said.segment_no,
            kind: said.kind,
            span: said.span,
            cue: said.cue,
            speaker_mention: said.speaker.as_ref().and_then(|actor| first_mention(facts, actor.span)),
            speaker_entity_id: id.or_else(|| resolved.and_then(|one| one.of)),
            speaker_basis: basis,
            rule_id: said.rule_id.clone(),
        }
    }
}

/// Who is invited to come is the visitor of the visit proposed with the invitation, not who invites.
fn visits_of_invited(known: &mut [Known]) {
    for at in 0..known.len() {
        let visit = &known[at];
        if visit.telling.event_type != EventType::Visit || visit.telling.realis != Realis::Proposed {
            continue;
        }
        let invites = known.iter().filter(|other| {
            other.telling.event_type == EventType::Invite && other.telling.segment_no == visit.telling.segment_no
        });
        let nearest = invites.min_by_key(|other| other.telling.trigger.start.abs_diff(visit.telling.trigger.start));
        let Some(invite) = nearest else { continue };
        let of = |role: &str, one: &Known| -> Vec<Resolved> {
            let own = one.participants.iter().filter(|(own, _)| &**own == role);
            own.map(|(_, one)| one.clone()).collect()
        };
        let (inviters, invitees, visitors) = (of("inviter", invite), of("invitee", invite), of("visitor", visit));
        let inviting = |one: &Resolved| one.is_nobody() || inviters.iter().any(|inviter| same_actor(one, inviter));
        if !invitees.is_empty() && visitors.iter().all(inviting) {
            let participants = &mut known[at].participants;
            participants.retain(|(role, _)| &**role != "visitor");
            participants.extend(invitees.into_iter().map(|one| ("visitor".into(), one)));
        }
    }
}

/// True for a date that cannot be that of the telling: what is done is not to come, and what is agreed or proposed in
/// words is not what a month or year behind those words is said of.
fn is_of_something_else(date: &DateMention, telling: &Telling, published: Published) -> bool {
    let to_come = || published.on.zip(date.start_on).is_some_and(|(published, start)| start > published + 1);
    let content = is_side(telling.event_type)
        && date.precision != DatePrecision::Day
        && date.span.start >= telling.trigger.end
        && telling.cue == Cue::Verb;
    // Who is ready for something next year is ready today.
    let said = is_side(telling.event_type) && telling.realis == Realis::Occurred;
    (telling.settled || said) && (to_come() || content)
}

/// Who tells of an event: the one speaker whose words tell it, wherever the document does. None where the outlet tells it
/// in its own words too.
fn attribution(event: &Event, quotes: &[Quote]) -> Option<Arc<str>> {
    let speaker_of = |trigger: Span| {
        let behind = quotes.partition_point(|quote| quote.span.start <= trigger.start);
        let quote = quotes[..behind].last().filter(|quote| quote.span.contains(trigger))?;
        quote.speaker_entity_id.as_ref()
    };
    let first = speaker_of(event.evidence.first()?.trigger)?;
    event.evidence.iter().all(|one| speaker_of(one.trigger) == Some(first)).then(|| first.clone())
}

/// In text order; of two that share words the longer stays.
fn without_overlaps(mut quotes: Vec<Quote>) -> Vec<Quote> {
    crate::overlap::keep_longest(&mut quotes, |quote| quote.span);
    quotes
}

/// Index of the mention of exactly these bytes.
fn mention_at(facts: &Facts, span: Span) -> Option<i32> {
    let first = facts.mentions.partition_point(|mention| mention.span.start < span.start);
    let found = facts.mentions[first..]
        .iter()
        .take_while(|mention| mention.span.start == span.start)
        .position(|mention| mention.span == span);
    found.and_then(|at| i32::try_from(first + at).ok())
}

/// Index of the first person named inside `span`, else of the first mention there.
fn first_mention(facts: &Facts, span: Span) -> Option<i32> {
    let first = facts.mentions.partition_point(|mention| mention.span.start < span.start);
    let inside =
        || facts.mentions.iter().enumerate().skip(first).take_while(|(_, mention)| mention.span.start < span.end);
    let person = inside().find(|(_, mention)| mention.kind == MentionKind::Person);
    person.or_else(|| inside().next()).and_then(|(at, _)| i32::try_from(at).ok())
}
