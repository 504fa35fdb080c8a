//! Who sits together in a format.

use elchi_lexicon::Lexicon;
use elchi_model::EventType;

use super::merge::Merged;
use crate::actors::resolve::members;

/// A session of a format of which nothing says who took part is one of its members: they are expanded from the format.
pub(crate) fn fill_formats(events: &mut [Merged], lexicon: &Lexicon) {
    for event in events {
        if event.event_type != EventType::MultilateralSession || !event.participants.is_empty() {
            continue;
        }
        let (Some(format), Some(telling)) = (&event.format, event.tellings.first()) else { continue };
        let all = members(format, telling.segment_no, telling.trigger, lexicon);
        event.participants.extend(all.into_iter().map(|one| ("participant".into(), one)));
    }
}
