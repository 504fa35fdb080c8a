//! What office a colleague holds.

use elchi_model::{Level, Office};

use super::holders::REACH;
use super::offices::OfficeHeld;
use super::resolve::Cast;

impl Cast {
    /// A colleague holds the office of the one beside whom he is told: of the office told last before him in the
    /// sentence, else of the person named last before him, else of the office told next in the sentence.
    pub(super) fn seat_colleagues(&mut self) {
        for at in 0..self.offices.len() {
            let held = &self.offices[at];
            // Of a colleague without name and state the event says who is meant.
            if !held.peer || held.office != Office::Other || (held.bare && held.person.is_none()) {
                continue;
            }
            let beside = |other: &&OfficeHeld| {
                let own = other.person.is_some() && other.person == held.person;
                other.segment_no == held.segment_no && !other.peer && other.level.is_some() && !own
            };
            let office = |other: &OfficeHeld| (other.office, other.level);
            let near = self.offices[at.saturating_sub(REACH)..at].iter().rev();
            let meant = near.take_while(|other| other.segment_no == held.segment_no);
            let meant = meant.filter(|other| other.span.end <= held.span.start).find(|other| beside(other)).map(office);
            let meant = meant.or_else(|| self.office_of_last_named(held, at)).or_else(|| {
                let near = self.offices[at + 1..].iter().take(REACH);
                let behind = near.take_while(|other| other.segment_no == held.segment_no);
                behind.filter(|other| other.span.start >= held.span.end).find(|other| beside(other)).map(office)
            });
            if let Some((office, level)) = meant {
                let held = &mut self.offices[at];
                (held.office, held.level) = (office, level);
            }
        }
    }

    /// The office of the person named last before a colleague, in its sentence or the two before.
    fn office_of_last_named(&self, held: &OfficeHeld, at: usize) -> Option<(Office, Option<Level>)> {
        let before = self.named.partition_point(|named| named.span.start < held.span.start);
        let near = self.named[..before].iter().rev().take(REACH);
        let near = near.take_while(|named| named.segment_no + 2 >= held.segment_no);
        let person = near.map(|named| named.person).find(|person| held.person != Some(*person))?;
        let around = &self.offices[at.saturating_sub(REACH)..(at + REACH).min(self.offices.len())];
        let own = || around.iter().filter(|other| other.person == Some(person) && !other.peer);
        match own().find(|other| other.of.is_some()).or_else(|| own().next()) {
            Some(other) => Some((other.office, other.level)),
            None => {
                let head = self.listed.iter().any(|one| one.person == person && one.head);
                head.then_some((Office::HeadOfState, Some(Level::HeadOfState)))
            }
        }
    }
}
