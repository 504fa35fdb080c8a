//! What comes of a gathering has its day and place.

use elchi_model::{EventType, Realis};

use super::merge::{LAST_OF_HEAD, MOST_EVENTS, Merged, actors, same_realis};
use super::tell::has_place;

/// So many sentences around a gathering tell what came of it.
const REACH: i32 = 2;

/// What is agreed by two sides or signed in the course of a gathering has its day and place, where its own words tell
/// none; so has what is said there (proposed, asked, offered), and its place what else is told, in one paragraph with it.
/// Who is met on a visit told in the same sentence is met on its day.
pub(crate) fn inherit(events: &mut [Merged]) {
    for at in 0..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let Some((event, after)) = rest.split_first_mut() else { continue };
        if !matches!(event.realis, Realis::Occurred | Realis::Ongoing) {
            continue;
        }
        let first = event.tellings.first().map_or(0, |telling| telling.segment_no);
        let paragraph = event.tellings.first().map_or(0, |telling| telling.paragraph_no);
        // Only a title tells what came of a gathering before it tells the gathering.
        let later = if first <= LAST_OF_HEAD { &*after } else { &[] };
        let home = before.iter().rev().take(MOST_EVENTS).chain(later.iter().take(MOST_EVENTS)).find(|other| {
            let near = (event.is_outcome() && other.told_near(first, REACH)) || other.told_in(paragraph);
            other.is_gathering() && same_realis(other.realis, event.realis) && near
        });
        let Some(home) = home else { continue };
        let visit = home.event_type == EventType::Visit && event.event_type != EventType::Visit && event.is_gathering();
        let met = visit && home.tellings.iter().any(|telling| telling.segment_no == first);
        // What one side is ready for it may have been ready for before.
        let ready = event.event_type == EventType::AgreeIntent && actors(&event.participants).len() < 2;
        if event.date.is_none() && !ready && (event.is_outcome() || event.is_word() || met) {
            // What is told later has a day of its own.
            let told = home.tellings.partition_point(|telling| telling.segment_no <= first.max(LAST_OF_HEAD + 1));
            event.inherited_date =
                home.date.filter(|_| home.tellings[..told].iter().any(|telling| telling.date == home.date));
        }
        if event.place.is_none() && has_place(event.event_type) {
            event.place.clone_from(&home.place);
        }
    }
}

/// Relations are established by the document that is signed to that end, on its day and in its place.
pub(crate) fn established(events: &mut [Merged]) {
    for at in 0..events.len() {
        let event = &events[at];
        if event.event_type != EventType::EstablishRelations || event.date.is_some() {
            continue;
        }
        let last = event.tellings.last().map_or(0, |telling| telling.segment_no);
        let signed = events.iter().find(|other| {
            other.event_type == EventType::Sign
                && other.date.is_some()
                && same_realis(other.realis, event.realis)
                && other.told_near(last, 1)
        });
        let Some((date, place)) = signed.map(|signed| (signed.date, signed.place.clone())) else { continue };
        let event = &mut events[at];
        event.inherited_date = date;
        event.place = event.place.take().or(place);
    }
}

impl Merged {
    /// True for what a gathering ends with.
    fn is_outcome(&self) -> bool {
        matches!(self.event_type, EventType::Sign | EventType::AdoptDocument | EventType::AgreeIntent)
    }

    /// True for what is done by words in the course of a gathering.
    fn is_word(&self) -> bool {
        matches!(self.event_type, EventType::Propose | EventType::Request | EventType::Invite)
    }

    /// True where a telling stands in the paragraph.
    fn told_in(&self, paragraph_no: i32) -> bool {
        let first = self.tellings.partition_point(|telling| telling.paragraph_no < paragraph_no);
        self.tellings.get(first).is_some_and(|telling| telling.paragraph_no == paragraph_no)
    }

    /// True where a telling stands so near to the sentence `segment_no`.
    pub(super) fn told_near(&self, segment_no: i32, reach: i32) -> bool {
        let next = self.tellings.partition_point(|telling| telling.segment_no < segment_no - reach);
        self.tellings.get(next).is_some_and(|telling| telling.segment_no <= segment_no + reach)
    }
}
