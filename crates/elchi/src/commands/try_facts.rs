//! The facts of a tried text, as a person reads them.

use std::fmt::Write;

use elchi_model::{Event, Facts, Span};

use crate::output::printable;

/// Characters of a piece of text that are printed, at most.
const SHOWN: usize = 80;

/// People, offices, quotations and events, once the whole text was read.
pub(super) fn show_facts(facts: &Facts, text: &str, out: &mut String) {
    let words = |span: Span| printable(span.of(text), SHOWN);
    let id = |id: &Option<std::sync::Arc<str>>| id.as_deref().unwrap_or("-").to_owned();
    let _ = writeln!(out, "\nfacts");
    for row in &facts.mentions {
        let normal = printable(row.normal.as_deref().unwrap_or("-"), SHOWN);
        let _ = writeln!(out, "  {:<13} {} = {normal}  {}", row.kind.as_str(), words(row.span), id(&row.entity_id));
    }
    for row in &facts.positions {
        let holder = id(&row.person_entity_id);
        let _ = writeln!(
            out,
            "  position      {}: {} of {}, {holder}  [{}]",
            words(row.span),
            row.office.as_str(),
            id(&row.of_entity_id),
            row.rule_id
        );
    }
    for row in &facts.quotes {
        let _ = writeln!(
            out,
            "  quote         {} «{}» by {}  [{}]",
            row.kind.as_str(),
            words(row.span),
            id(&row.speaker_entity_id),
            row.rule_id
        );
    }
    for row in &facts.topics {
        let _ = writeln!(out, "  topic         {} {}", row.topic, words(row.span));
    }
    facts.events.iter().for_each(|event| show_event(event, text, out));
}

fn show_event(event: &Event, text: &str, out: &mut String) {
    let _ = write!(
        out,
        "  event         {}, {}, medium {}",
        event.event_type.as_str(),
        event.realis.as_str(),
        event.medium.as_str()
    );
    let level = event.level.map(|level| level.as_str().to_owned());
    let told = [
        ("date", &event.date_edtf),
        ("place", &event.place_entity_id.as_deref().map(str::to_owned)),
        ("format", &event.format_entity_id.as_deref().map(str::to_owned)),
        ("session", &event.format_ordinal.map(|ordinal| ordinal.to_string())),
        ("document", &event.document_entity_id.as_deref().map(str::to_owned)),
        ("level", &level),
    ];
    for (name, value) in told {
        if let Some(value) = value {
            let _ = write!(out, ", {name} {value}");
        }
    }
    out.push('\n');
    for one in event.participants.iter().filter(|one| one.expanded_from_entity_id.is_none()) {
        let entity = one.entity_id.as_deref().unwrap_or("-");
        let _ = writeln!(out, "                  {} {} = {entity}", one.role, printable(one.span.of(text), SHOWN));
    }
    for one in &event.evidence {
        let (trigger, rule) = (printable(one.trigger.of(text), SHOWN), &one.rule_id);
        let _ = writeln!(
            out,
            "                  told by «{trigger}» in «{}»  [{rule}]",
            printable(one.span.of(text), SHOWN)
        );
    }
}
