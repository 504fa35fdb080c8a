//! What a program went through, as a match with its captures.

use std::ops::Range;

use crate::pattern::matcher::{Event, Input};
use crate::pattern::program::{Program, TRIGGER};
use crate::rules::find::{Capture, Match};
use crate::rules::rule::RuleIndex;

/// The match, and the tokens of its trigger.
pub(crate) fn make(
    rule: RuleIndex,
    program: &Program,
    input: Input<'_>,
    tokens: Range<usize>,
    events: &[Event],
) -> (Match, Range<usize>) {
    let analysis = input.analysis;
    let mut trigger = None;
    let mut captures = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let Event::Open(name, first) = *event else { continue };
        let Some(end) = close_of(&events[at + 1..], name) else { continue };
        if name == TRIGGER {
            trigger = trigger.or(Some(first as usize..end as usize));
            continue;
        }
        let inside = &events[at + 1..];
        let hit = inside.iter().take_while(|event| **event != Event::Close(name, end)).find_map(|event| match event {
            Event::Hit(hit) => Some(*hit),
            _ => None,
        });
        let entry = hit
            .and_then(|hit| analysis.hits.get(hit as usize))
            .and_then(|hit| Some((hit.first_token, &input.tables.entries[hit.entry?.0 as usize])));
        let numbers = analysis.tokens.get(first as usize..end as usize).unwrap_or_default();
        let token = numbers
            .iter()
            .position(|token| token.number.is_some())
            .map(|place| (first as usize + place, numbers[place].number));
        let number = match (entry.and_then(|(at, entry)| Some((at, entry.number?))), token) {
            (Some((at, value)), Some((token, _))) if at as usize <= token => Some(value),
            (Some((_, value)), None) => Some(value),
            (_, Some((_, value))) => value,
            (None, None) => None,
        };
        let name = program.names.get(usize::from(name)).cloned().unwrap_or_default();
        let span = analysis.span_of(first as usize, end as usize);
        captures.push(Capture {
            name,
            span,
            tokens: first..end,
            number,
            id: entry.and_then(|(_, entry)| entry.id.clone()),
            hit,
        });
    }
    let trigger = trigger.unwrap_or(tokens.clone());
    let found = Match {
        rule,
        span: analysis.span_of(tokens.start, tokens.end),
        trigger: analysis.span_of(trigger.start, trigger.end),
        tokens: narrow(&tokens),
        trigger_tokens: narrow(&trigger),
        captures,
    };
    (found, trigger)
}

fn narrow(tokens: &Range<usize>) -> Range<u32> {
    u32::try_from(tokens.start).unwrap_or(u32::MAX)..u32::try_from(tokens.end).unwrap_or(u32::MAX)
}

/// The token at which the capture opened just before `events` closes; captures of one name may be nested.
fn close_of(events: &[Event], name: u16) -> Option<u32> {
    let mut open = 0_usize;
    for event in events {
        match event {
            Event::Open(other, _) if *other == name => open += 1,
            Event::Close(other, end) if *other == name => match open {
                0 => return Some(*end),
                _ => open -= 1,
            },
            _ => {}
        }
    }
    None
}
