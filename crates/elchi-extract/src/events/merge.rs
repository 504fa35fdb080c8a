//! Tellings of one event become one event.

use std::sync::Arc;

use elchi_model::{EventType, Realis};

use super::Telling;
use crate::actors::resolve::Resolved;

/// A telling with its participants resolved.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) telling: Telling,
    pub(crate) participants: Vec<(Arc<str>, Resolved)>,
    /// First and last day of its date, where it is known.
    pub(crate) days: Option<(i32, i32)>,
}

/// An event: its tellings, the first of which names its type.
#[derive(Debug, Clone)]
pub(crate) struct Merged {
    pub(crate) event_type: EventType,
    pub(crate) realis: Realis,
    pub(crate) participants: Vec<(Arc<str>, Resolved)>,
    pub(crate) days: Option<(i32, i32)>,
    pub(crate) place: Option<Arc<str>>,
    pub(crate) tellings: Vec<Telling>,
}

/// The events of a document, in order of their first tellings.
pub(crate) fn merge(known: Vec<Known>) -> Vec<Merged> {
    let mut events: Vec<Merged> = Vec::new();
    for known in known {
        let home = events.iter().rposition(|event| event.takes(&known));
        match home {
            Some(home) => events[home].add(known),
            None => events.push(Merged {
                event_type: known.telling.event_type,
                realis: known.telling.realis,
                participants: known.participants,
                days: known.days,
                place: known.telling.place.clone(),
                tellings: vec![known.telling],
            }),
        }
    }
    events
}

impl Merged {
    /// True where a telling may be another one of this event.
    fn takes(&self, known: &Known) -> bool {
        same_kind(self.event_type, known.telling.event_type)
            && same_realis(self.realis, known.telling.realis)
            && self.days.zip(known.days).is_none_or(|(own, other)| own.0 <= other.1 && other.0 <= own.1)
            && self.place.as_ref().zip(known.telling.place.as_ref()).is_none_or(|(own, other)| same_place(own, other))
            && self.same_document(&known.telling)
            && self.same_people(known)
    }

    fn same_document(&self, telling: &Telling) -> bool {
        let own = self.tellings.iter().find_map(|telling| telling.document.as_ref());
        own.zip(telling.document.as_ref()).is_none_or(|(own, other)| own == other || general(own) || general(other))
    }

    /// Participants speak for one event where one telling's are among the other's. A telling without any joins the
    /// event told last.
    fn same_people(&self, known: &Known) -> bool {
        let last = self.tellings.last().map_or(0, |telling| telling.segment_no);
        let near = known.telling.segment_no - last <= 2;
        if known.participants.is_empty() || self.participants.is_empty() {
            return near;
        }
        // Who chairs a session, who is its guest, who speaks there is told one after the other.
        if self.event_type == EventType::MultilateralSession && known.telling.segment_no - last <= 3 {
            return true;
        }
        let covered = |inner: &[(Arc<str>, Resolved)], outer: &[(Arc<str>, Resolved)]| {
            let mut count = 0;
            let all = inner.iter().filter(|(_, one)| one.expanded_from.is_none()).all(|(role, one)| {
                let found =
                    outer.iter().any(|(other_role, other)| role_fits(role, other_role) && same_actor(one, other));
                count += usize::from(found);
                found || (one.person.is_none() && one.of.is_none())
            });
            (all, count)
        };
        let (inner, count) = covered(&known.participants, &self.participants);
        let (outer, _) = covered(&self.participants, &known.participants);
        // Two sides of one meeting told apart: the mutual types hold both once they share one.
        count > 0 && (inner || outer || (near && self.event_type.is_mutual() && self.participants.len() < 2))
    }

    fn add(&mut self, known: Known) {
        for (role, one) in known.participants {
            let twin = self
                .participants
                .iter_mut()
                .find(|(other_role, other)| role_fits(&role, other_role) && same_actor(&one, other));
            match twin {
                Some((_, other)) => other.enrich(one),
                None if one.person.is_none() && one.of.is_none() => {}
                None => self.participants.push((role, one)),
            }
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
        if general && matches!(known.telling.event_type, EventType::Host | EventType::Call) {
            self.event_type = known.telling.event_type;
        }
        self.tellings.push(known.telling);
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

/// Types whose words tell one and the same thing.
fn same_kind(own: EventType, other: EventType) -> bool {
    let talks = |kind| matches!(kind, EventType::Meet | EventType::Negotiate | EventType::Host | EventType::Call);
    let general = |kind| matches!(kind, EventType::Negotiate | EventType::Meet);
    own == other
        || (own != EventType::Call && other != EventType::Call && talks(own) && talks(other))
        || (own == EventType::Call && general(other))
        || (other == EventType::Call && general(own))
}

fn same_realis(own: Realis, other: Realis) -> bool {
    let done = |realis| matches!(realis, Realis::Occurred | Realis::Ongoing);
    let open = |realis| matches!(realis, Realis::Scheduled | Realis::Proposed | Realis::Hypothetical);
    own == other
        || (done(own) && done(other))
        || (open(own) && open(other) && own != Realis::Proposed && other != Realis::Proposed)
}

fn same_place(own: &str, other: &str) -> bool {
    own == other || own.starts_with("country/") != other.starts_with("country/")
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
