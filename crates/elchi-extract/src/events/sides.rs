//! Those told as sides, leaders, colleagues or by a pronoun: who they are, from the events told before.

use std::sync::Arc;

use elchi_model::{EventType, Office};

use super::merge::{Known, LAST_OF_HEAD, MOST_EVENTS, Merged, actors, same_actor, same_realis};
use crate::actors::resolve::Resolved;

/// The sides of a meeting, told as such, are its participants: where only a collective that names nobody acts, those of
/// the meeting told shortly before act; of holders of an office who are not named, those of their level in the last event
/// that had two of them. A pronoun in the plural, or a colleague, stands for those of the meeting beside whoever else
/// acts; where there was none, for nobody.
pub(super) fn stand_in(known: &mut Known, events: &[Merged]) {
    let nobody = known.participants.iter().all(|(_, one)| one.is_nobody());
    // One holder of an office is no side.
    let single = |one: &Resolved| one.office.is_some() && !one.collective;
    let stands = |one: &Resolved| (nobody && one.is_nobody() && !single(one)) || one.pronoun;
    let at = known.participants.iter().position(|(_, one)| stands(one));
    let Some((role, one)) = at.and_then(|at| known.participants.get(at)).cloned() else { return };
    let colleague = one.pronoun && !one.collective;
    let met = |event: &Merged| -> Vec<Resolved> {
        // Who mediates is no side.
        let sides: Vec<_> = event.participants.iter().filter(|(role, _)| &**role != "mediator").cloned().collect();
        let others = actors(&sides).into_iter().filter(|met| {
            let acts = known.participants.iter().any(|(_, other)| !other.is_nobody() && same_actor(met, other));
            let holds = match one.level {
                None => one.office.is_none_or(|office| office == Office::Other),
                level => met.level == level,
            };
            !acts && holds
        });
        others.map(|met| Resolved { segment_no: one.segment_no, span: one.span, ..met.clone() }).collect()
    };
    let fewest = if one.office.is_some() && !colleague { 2 } else { 1 };
    // Of a gathering one side may be told.
    let sides = |event: &Merged| actors(&event.participants).len() > usize::from(!event.is_gathering());
    let recent = events.iter().rev().take(MOST_EVENTS);
    let mut meant = recent.filter(|event| sides(event)).map(|event| {
        let met = met(event);
        (met.len() >= fewest).then_some(met)
    });
    let meant = if one.office.is_some() { meant.flatten().next() } else { meant.next().flatten() };
    // A colleague is one.
    let Some(meant) = meant.filter(|meant| !colleague || meant.len() == 1) else {
        // A colleague nobody has named stays as told; a pronoun alone says nothing.
        known.participants.retain(|(_, one)| !(one.pronoun && one.collective && one.office.is_none()));
        return;
    };
    known.participants.retain(|(_, other)| !(other.pronoun || (nobody && other.is_nobody())));
    known.participants.extend(meant.into_iter().map(|one| (role.clone(), one)));
}

/// So many sentences behind a gathering tell what was agreed there.
const REACH: i32 = 3;

/// What is agreed with nobody told ("an agreement was reached") is so by those who met: the sides of the gathering told
/// last before, or of that which the title tells of.
pub(crate) fn seat(events: &mut [Merged]) {
    for at in 0..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let Some((event, after)) = rest.split_first_mut() else { continue };
        if event.event_type != EventType::AgreeIntent || !event.participants.is_empty() {
            continue;
        }
        let Some(first) = event.tellings.first().map(|telling| (telling.segment_no, telling.trigger)) else { continue };
        let gathering = |other: &&Merged| {
            other.is_gathering()
                && same_realis(other.realis, event.realis)
                && other.told_near(first.0, REACH)
                && actors(&other.participants).len() > 1
        };
        let later = if first.0 <= LAST_OF_HEAD { after } else { &mut [] };
        let later = later.iter().take(MOST_EVENTS);
        let Some(home) = before.iter().rev().take(MOST_EVENTS).chain(later).find(gathering) else { continue };
        let role: Arc<str> = "actor".into();
        let sides = actors(&home.participants).into_iter();
        let sides = sides.map(|one| (role.clone(), Resolved { segment_no: first.0, span: first.1, ..one.clone() }));
        event.participants = sides.collect();
    }
}
