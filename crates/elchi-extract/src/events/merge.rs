//! Tellings of one event become one event.

use std::sync::Arc;

use elchi_model::{Cue, EventType, Realis};

use super::Telling;
use super::sides::stand_in;
use crate::actors::resolve::Resolved;

/// A telling with its participants resolved.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) telling: Telling,
    pub(crate) participants: Vec<(Arc<str>, Resolved)>,
    /// First and last day of its date, where it is known.
    pub(crate) days: Option<(i32, i32)>,
    /// Sums of money: value and currency.
    pub(crate) money: Vec<(f64, Option<Arc<str>>)>,
}

/// An event: its tellings, the first of which names its type.
#[derive(Debug, Clone)]
pub(crate) struct Merged {
    pub(crate) event_type: EventType,
    pub(crate) realis: Realis,
    pub(crate) participants: Vec<(Arc<str>, Resolved)>,
    pub(crate) days: Option<(i32, i32)>,
    pub(crate) money: Vec<(f64, Option<Arc<str>>)>,
    pub(crate) place: Option<Arc<str>>,
    /// What the tellings so far say of format, session and document.
    pub(crate) format: Option<Arc<str>>,
    pub(crate) ordinal: Option<i32>,
    pub(crate) document: Option<Arc<str>>,
    /// The date, among those of the document, that the tellings give.
    pub(crate) date: Option<usize>,
    /// The date, among those of the document, of the gathering at which it happened.
    pub(crate) inherited_date: Option<usize>,
    pub(crate) tellings: Vec<Telling>,
}

/// A telling is compared with so many events before it.
pub(super) const MOST_EVENTS: usize = 64;

/// So many sentences further the document still tells who was at a session.
const SESSION_REACH: i32 = 6;

/// More days than a gathering takes: a month, a season.
const MANY_DAYS: i32 = 6;

/// Title and lead are the first sentences.
pub(super) const LAST_OF_HEAD: i32 = 1;

/// The events of a document, in order of their first tellings.
pub(crate) fn merge(known: Vec<Known>) -> Vec<Merged> {
    let mut events: Vec<Merged> = Vec::new();
    for mut known in known {
        stand_in(&mut known, &events);
        let recent = events.len().saturating_sub(MOST_EVENTS);
        let home = events[recent..].iter().rposition(|event| event.takes(&known)).map(|at| recent + at);
        match home {
            Some(home) => events[home].add(known),
            None => events.push(Merged {
                event_type: known.telling.event_type,
                realis: known.telling.realis,
                participants: known.participants,
                days: known.days,
                money: known.money,
                place: known.telling.place.clone(),
                format: known.telling.format.clone(),
                ordinal: known.telling.ordinal,
                document: known.telling.document.clone(),
                date: known.telling.date,
                inherited_date: None,
                tellings: vec![known.telling],
            }),
        }
    }
    events
}

impl Merged {
    /// True for events at which people are together.
    pub(super) fn is_gathering(&self) -> bool {
        matches!(
            self.event_type,
            EventType::Meet
                | EventType::Negotiate
                | EventType::MultilateralSession
                | EventType::Host
                | EventType::Call
                | EventType::Visit
        )
    }

    /// True where a telling may be another one of this event.
    fn takes(&self, known: &Known) -> bool {
        same_kind(self.event_type, known.telling.event_type)
            && (same_realis(self.realis, known.telling.realis) || self.is_headline(known.telling.realis))
            && self.days.zip(known.days).is_none_or(|(own, other)| own.0 <= other.1 && other.0 <= own.1)
            && self.place.as_ref().zip(known.telling.place.as_ref()).is_none_or(|(own, other)| same_place(own, other))
            && self.same_document(&known.telling)
            && self.same_session(&known.telling)
            && self.same_money(&known.money)
            && self.same_act(&known.telling)
            && self.same_people(known)
    }

    /// True where only a title tells of it so far, in the present tense, which in titles stands for what was or will be.
    fn is_headline(&self, other: Realis) -> bool {
        let title = matches!(self.tellings.as_slice(), [only] if only.segment_no == 0 && only.cue == Cue::Verb);
        title && self.realis == Realis::Ongoing && matches!(other, Realis::Occurred | Realis::Scheduled)
    }

    fn same_document(&self, telling: &Telling) -> bool {
        let both = self.document.as_ref().zip(telling.document.as_ref());
        both.is_none_or(|(own, other)| own == other || general(own) || general(other))
    }

    /// Sessions of two formats, or of two numbers, are two.
    fn same_session(&self, telling: &Telling) -> bool {
        let format = self.format.as_ref().zip(telling.format.as_ref()).is_none_or(|(own, other)| own == other);
        format && self.ordinal.zip(telling.ordinal).is_none_or(|(own, other)| own == other)
    }

    /// Two sums in one currency are two grants.
    fn same_money(&self, other: &[(f64, Option<Arc<str>>)]) -> bool {
        let differ = |(value, unit): &(f64, Option<Arc<str>>)| {
            let mut same_unit = other.iter().filter(|(_, other)| other == unit).peekable();
            same_unit.peek().is_some() && same_unit.all(|(other, _)| (other - value).abs() > f64::EPSILON * value.abs())
        };
        !self.money.iter().any(differ) || self.money.iter().any(|sum| other.contains(sum))
    }

    /// What is agreed, offered or asked is told again only where the first telling stands at the head of the document:
    /// elsewhere the next sentence tells the next thing agreed, offered or asked.
    fn same_act(&self, telling: &Telling) -> bool {
        let act = matches!(
            self.event_type,
            EventType::AgreeIntent
                | EventType::Propose
                | EventType::Request
                | EventType::Endorse
                | EventType::Criticise
        );
        let first = self.tellings.first().map_or(0, |first| first.segment_no);
        !act || first <= LAST_OF_HEAD || first == telling.segment_no
    }

    /// Participants speak for one event where one telling's are among the other's. A telling without any joins the
    /// event told last.
    fn same_people(&self, known: &Known) -> bool {
        let last = self.tellings.last().map_or(0, |telling| telling.segment_no);
        let near = known.telling.segment_no - last <= 2;
        let session = |kind: EventType| kind == EventType::MultilateralSession;
        if session(self.event_type) != session(known.telling.event_type) {
            return self.is_sitting(known);
        }
        let nobody = |participants: &[(Arc<str>, Resolved)]| participants.iter().all(|(_, one)| one.is_nobody());
        if nobody(&known.participants) || nobody(&self.participants) {
            return near;
        }
        // One telling names the giver, the next the receiver.
        let role_of_both =
            known.participants.iter().any(|(role, _)| self.participants.iter().any(|(own, _)| own == role));
        if !role_of_both && near && self.event_type == known.telling.event_type {
            return true;
        }
        // Who chairs a session, who is its guest, who speaks there is told one after the other.
        let both = (self.event_type, known.telling.event_type);
        if both == (EventType::MultilateralSession, EventType::MultilateralSession)
            && known.telling.segment_no - last <= SESSION_REACH
        {
            return true;
        }
        let covered = |inner: &[(Arc<str>, Resolved)], outer: &[(Arc<str>, Resolved)]| {
            let mut count = 0;
            let all = inner.iter().filter(|(_, one)| one.expanded_from.is_none()).all(|(role, one)| {
                let found =
                    outer.iter().any(|(other_role, other)| role_fits(role, other_role) && same_actor(one, other));
                count += usize::from(found);
                found || one.is_nobody()
            });
            (all, count)
        };
        let (inner, count) = covered(&known.participants, &self.participants);
        let (outer, _) = covered(&self.participants, &known.participants);
        // Two sides of one meeting told apart: the mutual types hold both once they share one.
        count > 0 && (inner || outer || (near && self.event_type.is_mutual() && self.participants.len() < 2))
    }

    /// Those who sit together also meet in twos at its side: where one telling is of a session and the other of a meeting,
    /// it is the session only if three or more met, and they are among those who sat there.
    fn is_sitting(&self, known: &Known) -> bool {
        let (own, other) = (actors(&self.participants), actors(&known.participants));
        let met = if self.event_type == EventType::MultilateralSession { &other } else { &own };
        let among = |inner: &[&Resolved], outer: &[&Resolved]| {
            !inner.is_empty() && inner.iter().all(|one| outer.iter().any(|two| same_actor(one, two)))
        };
        met.len() >= 3 && (among(&own, &other) || among(&other, &own))
    }

    fn add(&mut self, known: Known) {
        // What is called off does not take place.
        if self.is_headline(known.telling.realis) || known.telling.realis == Realis::Cancelled {
            self.realis = known.telling.realis;
        }
        let negotiated = known.telling.cue == Cue::Verb && actors(&known.participants).len() > 1;
        for sum in known.money {
            if !self.money.contains(&sum) {
                self.money.push(sum);
            }
        }
        for (role, one) in known.participants {
            let alone = self.participants.is_empty();
            let twin = self
                .participants
                .iter_mut()
                .find(|(other_role, other)| role_fits(&role, other_role) && same_actor(&one, other));
            match twin {
                Some((own, other)) => {
                    // Host and visitor say more than participant.
                    if &**own == "participant" && &*role != "participant" {
                        own.clone_from(&role);
                    }
                    other.enrich(one);
                }
                None if one.is_nobody() && !alone => {}
                None => self.participants.push((role, one)),
            }
        }
        // Of two dates that speak of one time the narrower says more.
        let narrower = self.days.zip(known.days).is_some_and(|(own, other)| {
            own.0 <= other.0 && other.1 <= own.1 && other.1 - other.0 < own.1 - own.0 && own.1 - own.0 > MANY_DAYS
        });
        if narrower {
            (self.days, self.date) = (known.days, known.telling.date);
        }
        self.days = self.days.or(known.days);
        if self.place.is_none()
            || known.telling.place.as_ref().is_some_and(|place| {
                place.starts_with("place/") && !self.place.as_ref().is_some_and(|own| own.starts_with("place/"))
            })
        {
            self.place = known.telling.place.clone().or(self.place.take());
        }
        let general = matches!(self.event_type, EventType::Meet | EventType::Negotiate);
        let narrow = [EventType::Host, EventType::Call, EventType::MultilateralSession];
        if general && narrow.contains(&known.telling.event_type) {
            self.event_type = known.telling.event_type;
        }
        // Who is told to have negotiated did more than meet.
        if self.event_type == EventType::Meet && known.telling.event_type == EventType::Negotiate && negotiated {
            self.event_type = EventType::Negotiate;
        }
        let telling = known.telling;
        self.format = self.format.take().or_else(|| telling.format.clone());
        self.ordinal = self.ordinal.or(telling.ordinal);
        self.document = self.document.take().or_else(|| telling.document.clone());
        self.date = self.date.or(telling.date);
        self.tellings.push(telling);
    }
}

impl Resolved {
    fn enrich(&mut self, other: Resolved) {
        if self.person.is_none() && other.person.is_some() {
            let collective = self.collective;
            *self = other;
            self.collective = collective && self.collective;
        } else {
            self.office = self.office.or(other.office);
            self.level = self.level.or(other.level);
            self.of = self.of.take().or(other.of);
            self.country = self.country.take().or(other.country);
        }
    }
}

/// Those who are told by themselves, collectives that name nobody left out.
pub(super) fn actors(participants: &[(Arc<str>, Resolved)]) -> Vec<&Resolved> {
    participants.iter().map(|(_, one)| one).filter(|one| !one.is_nobody() && one.expanded_from.is_none()).collect()
}

/// Types whose words tell one and the same thing.
fn same_kind(own: EventType, other: EventType) -> bool {
    let talks = |kind| matches!(kind, EventType::Meet | EventType::Negotiate | EventType::Host | EventType::Call);
    let general = |kind| matches!(kind, EventType::Negotiate | EventType::Meet);
    own == other
        || (own != EventType::Call && other != EventType::Call && talks(own) && talks(other))
        || (own == EventType::MultilateralSession && general(other))
        || (other == EventType::MultilateralSession && general(own))
        || (own == EventType::Call && general(other))
        || (other == EventType::Call && general(own))
}

pub(super) fn same_realis(own: Realis, other: Realis) -> bool {
    let done = |realis| matches!(realis, Realis::Occurred | Realis::Ongoing);
    let open = |realis| matches!(realis, Realis::Scheduled | Realis::Proposed | Realis::Hypothetical);
    let off = |realis| matches!(realis, Realis::Negated | Realis::Cancelled);
    own == other
        || (done(own) && done(other))
        || (off(own) && off(other))
        || (open(own) && open(other) && own != Realis::Proposed && other != Realis::Proposed)
}

fn same_place(own: &str, other: &str) -> bool {
    let kind = |id: &str| id.split_once('/').map(|(kind, _)| kind.to_owned());
    own == other || kind(own) != kind(other)
}

/// Documents told by their kind alone.
fn general(id: &str) -> bool {
    matches!(id, "document/document" | "document/agreement")
}

/// Roles of two types that may be merged: a participant of a meeting is its host or visitor.
fn role_fits(one: &str, other: &str) -> bool {
    one == other || one == "participant" || other == "participant"
}

/// The same person, or the same state or body where one of them names no person.
pub(crate) fn same_actor(one: &Resolved, other: &Resolved) -> bool {
    match (one.person, other.person) {
        (Some(one), Some(other)) => one == other,
        _ => {
            let same = one.of.is_some() && one.of == other.of;
            let country = one.country.is_some() && one.country == other.country;
            same || country
        }
    }
}
