//! Tellings of events in one analysed sentence.

use std::sync::Arc;

use elchi_lexicon::{Analysis, Hit, HitKind, Language, Match, Rule, RuleSet};
use elchi_model::{Cue, EventType, Medium, MentionKind, Realis};

use super::Telling;
use super::arguments::{Argument, Around, arguments, has_needed, is_frame, needed, pick, roles};
use super::attach::{Placed, Thing, is_anothers, is_beside_another, nearest, things};
use super::realis::decide;
use crate::actors::{Actor, ActorRef, Numbers, actor_of, entity_in, hits_in};
use crate::finder::Finder;
use crate::input::SegmentInput;

/// Finds tellings; holds buffers.
#[derive(Debug, Default)]
pub(crate) struct Teller {
    events: Vec<Match>,
    cues: Vec<Match>,
    attached: Vec<Match>,
    dependent: Vec<Match>,
    arguments: Vec<Argument>,
    things: Vec<Placed>,
    /// Tokens of the triggers of all events, in text order.
    triggers: Vec<std::ops::Range<u32>>,
    /// Those of them that are verbs.
    verbs: Vec<std::ops::Range<u32>>,
}

/// A sentence with its layers of units, and what the document knows of them.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'s> {
    pub(crate) language: &'s Language,
    pub(crate) text: &'s str,
    pub(crate) segment: &'s SegmentInput,
    pub(crate) analysis: &'s Analysis,
    pub(crate) numbers: Numbers<'s>,
    pub(crate) person_of: &'s dyn Fn(&Arc<str>) -> Option<usize>,
}

impl Teller {
    /// Appends the tellings of a sentence, in text order.
    pub(crate) fn tell(&mut self, sentence: Sentence<'_>, finder: &mut Finder, out: &mut Vec<Telling>) {
        let Sentence { language, text, analysis, .. } = sentence;
        let Some(rules) = finder.run("events", language, text, analysis, &mut self.events) else { return };
        // Without an event there is nothing that cues could decide, but a linguist wants to see them.
        if self.events.is_empty() && finder.explained.is_none() {
            return;
        }
        let realis = finder.run("realis", language, text, analysis, &mut self.cues);
        let attach = finder.run("attach", language, text, analysis, &mut self.attached);
        things(attach, &self.attached, language, analysis, &mut self.things);
        self.things.sort_by_key(|placed| placed.tokens.start);
        self.triggers.clear();
        self.triggers.extend(self.events.iter().map(|found| found.trigger_tokens.clone()));
        self.triggers.sort_by_key(|trigger| trigger.start);
        let verbs = self.events.iter().filter(|found| rules.rule(found).text("cue") == Some("verb"));
        self.verbs.clear();
        self.verbs.extend(verbs.map(|found| found.trigger_tokens.clone()));
        self.verbs.sort_by_key(|trigger| trigger.start);
        let depend = finder.run("arguments", language, text, analysis, &mut self.dependent);
        arguments(depend, &self.dependent, language, analysis, &mut self.arguments);
        let first = out.len();
        let (frames, patterns): (Vec<&Match>, Vec<&Match>) =
            self.events.iter().partition(|found| is_frame(rules.rule(found)));
        for found in &patterns {
            out.extend(self.telling(rules, found, realis, sentence));
        }
        for frame in frames {
            let Some(told) = self.telling(rules, frame, realis, sentence) else { continue };
            let same = |other: &&&Match| {
                other.trigger_tokens.start < frame.trigger_tokens.end
                    && frame.trigger_tokens.start < other.trigger_tokens.end
            };
            if let Some(other) = out[first..].iter_mut().find(|other| other.trigger.overlaps(told.trigger)) {
                // What a pattern or an earlier frame tells by the same word goes before; it may only be completed.
                other.complete(told);
            } else if !patterns.iter().any(|other| same(&other)) {
                out.push(told);
            }
        }
        out[first..].sort_by_key(|told| told.trigger.start);
    }

    fn telling(
        &self,
        rules: &RuleSet,
        found: &Match,
        realis: Option<&RuleSet>,
        sentence: Sentence<'_>,
    ) -> Option<Telling> {
        let Sentence { language, segment, analysis, .. } = sentence;
        let rule = rules.rule(found);
        let event_type = EventType::parse(rule.text("event")?)?;
        let trigger = &found.trigger_tokens;
        let clause = language.clause(analysis, trigger.start);
        let stated = rule.text("realis").and_then(Realis::parse);
        let cue = if rule.text("cue") == Some("noun") { Cue::Noun } else { Cue::Verb };
        let decision = decide(
            realis,
            window(&self.cues, trigger, |cue| cue.tokens.start),
            trigger,
            stated,
            cue,
            language,
            analysis,
        );
        let verb_last = language.verb_last() && cue == Cue::Verb;
        let things = window(&self.things, trigger, |placed| placed.tokens.start);
        let near = |pick: fn(&Thing) -> Option<&Thing>| nearest(things, trigger, &clause, verb_last, pick);
        let captured = |name: &str| found.capture(name).and_then(|capture| entity_in(capture, language, analysis, &[]));
        let index_of = |name: &str| {
            let capture = found.capture(name)?;
            hits_in(capture, analysis).find_map(|hit| hit.reference).map(|reference| reference as usize)
        };
        // «The holding in Tashkent of a conference»: the place is that of the word beside it.
        let triggers = window(&self.triggers, trigger, |other| other.start);
        let places = things.iter().filter(|placed| !is_beside_another(placed, trigger, triggers));
        let near_place = nearest(places, trigger, &clause, verb_last, |thing| match thing {
            Thing::Place(place) => Some(place.clone()),
            _ => None,
        });
        // What is proposed is to be somewhere; the place of the proposal is that of the gathering.
        let here = has_place(event_type) && event_type != EventType::Propose;
        let place = captured("place").or(near_place.filter(|_| here));
        let format =
            captured("format").or_else(|| match near(|thing| matches!(thing, Thing::Format(_)).then_some(thing)) {
                Some(Thing::Format(format)) if wants_format(event_type) => Some(format.clone()),
                _ => None,
            });
        let document =
            captured("document").or_else(|| match near(|thing| matches!(thing, Thing::Document(_)).then_some(thing)) {
                Some(Thing::Document(document)) if wants_document(event_type) => Some(document.clone()),
                _ => None,
            });
        // What is asked or offered has seldom a date of its own: one that stands nearer to another event is that one's.
        // So is one in another clause. Who came, as it is told of him in passing, need not have come on the day of the main
        // verb.
        let dates = things.iter().filter(|placed| {
            let own = !is_side(event_type) && clause.contains(&placed.tokens.start);
            let passing = event_type == EventType::Visit && is_of_subject(placed, trigger, analysis);
            !passing && (own || !is_anothers(placed, trigger, triggers))
        });
        let near_date = nearest(dates, trigger, &clause, verb_last, |thing| match thing {
            Thing::Date(date) => Some(*date),
            _ => None,
        });
        let date = index_of("date").or(near_date);
        #[allow(clippy::cast_possible_truncation)]
        let stated_ordinal = found.capture("ordinal").and_then(|capture| capture.number).map(|number| number as i32);
        let ordinal =
            stated_ordinal.or_else(|| match near(|thing| matches!(thing, Thing::Ordinal(_)).then_some(thing)) {
                Some(Thing::Ordinal(ordinal)) if event_type == EventType::MultilateralSession => Some(*ordinal),
                _ => None,
            });
        let medium = rule.text("medium").and_then(Medium::parse).or_else(|| {
            match near(|thing| matches!(thing, Thing::Medium(_)).then_some(thing)) {
                Some(Thing::Medium(medium)) => Some(*medium),
                _ => None,
            }
        });
        let mut amounts: Vec<usize> = index_of("amount").into_iter().collect();
        if amounts.is_empty() && wants_amounts(event_type) {
            let inside = |placed: &&Placed| clause.contains(&placed.tokens.start);
            amounts.extend(things.iter().filter(inside).filter_map(|placed| match placed.thing {
                Thing::Amount(amount) => Some(amount),
                _ => None,
            }));
        }
        let mut participants = self.participants(rule, found, event_type, &clause, sentence)?;
        // The format in which they meet is none of those who meet.
        participants.retain(|(_, actor)| {
            let own = matches!((&actor.who, &format), (ActorRef::Entity(id), Some(format)) if id == format);
            !own || event_type != EventType::MultilateralSession
        });
        Some(Telling {
            segment_no: segment.segment_no,
            paragraph_no: segment.paragraph_no,
            lang: segment.lang,
            event_type,
            cue,
            rule_id: rule.id.clone(),
            span: found.span,
            trigger: found.trigger,
            realis: decision.realis,
            settled: decision.settled,
            negation: decision.negation,
            modality: decision.modality,
            medium,
            participants,
            place,
            format,
            ordinal,
            document,
            date,
            amounts,
        })
    }
}

/// What stands further from a trigger than so many tokens has nothing to do with it, and is not looked at: so the cost
/// of a sentence grows with its length only.
const WINDOW: u32 = 160;

/// Those of `items`, which are sorted by their first tokens, that begin near a trigger.
fn window<'i, T>(items: &'i [T], trigger: &std::ops::Range<u32>, first: impl Fn(&T) -> u32) -> &'i [T] {
    let from = items.partition_point(|item| first(item) < trigger.start.saturating_sub(WINDOW));
    let to = items.partition_point(|item| first(item) < trigger.end.saturating_add(WINDOW));
    &items[from..to.max(from)]
}

/// True where an actor stands right behind a trigger, as behind a participle said of him, and another one between the
/// trigger and a thing before it: that is the subject's.
fn is_of_subject(placed: &Placed, trigger: &std::ops::Range<u32>, analysis: &Analysis) -> bool {
    let actor = |token: u32| {
        let kind = analysis.outermost_at(token as usize).and_then(|hit| hit.kind);
        matches!(kind, Some(HitKind::Mention(MentionKind::Person) | HitKind::Office | HitKind::Pronoun))
    };
    placed.tokens.end <= trigger.start && actor(trigger.end) && (placed.tokens.end..trigger.start).any(actor)
}

/// What is said or offered at the side of another event.
pub(crate) fn is_side(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Invite
            | EventType::Propose
            | EventType::AgreeIntent
            | EventType::Pledge
            | EventType::Endorse
            | EventType::Appoint
    )
}

/// True for what happens in a place. What is agreed, asked or said somewhere is told without it.
pub(crate) fn has_place(event_type: EventType) -> bool {
    !matches!(
        event_type,
        EventType::AgreeIntent
            | EventType::Invite
            | EventType::Call
            | EventType::Appoint
            | EventType::Ratify
            | EventType::Reject
            | EventType::Endorse
            | EventType::Request
            | EventType::Correspond
            | EventType::Pledge
            | EventType::Threaten
    )
}

fn wants_format(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::MultilateralSession
            | EventType::Negotiate
            | EventType::Meet
            | EventType::AdoptDocument
            | EventType::Propose
    )
}

fn wants_document(event_type: EventType) -> bool {
    matches!(event_type, EventType::Sign | EventType::AdoptDocument | EventType::Ratify | EventType::Endorse)
}

fn wants_amounts(event_type: EventType) -> bool {
    matches!(event_type, EventType::Pledge | EventType::Aid | EventType::CooperateEconomic)
}

impl Teller {
    /// The actors of all captures that are roles of the type, each once; in a frame those of its functions behind them.
    /// None where a frame lacks what it needs.
    fn participants(
        &self,
        rule: &Rule,
        found: &Match,
        event_type: EventType,
        clause: &std::ops::Range<u32>,
        sentence: Sentence<'_>,
    ) -> Option<Vec<(Arc<str>, Actor)>> {
        let Sentence { language, analysis, segment, numbers, person_of, .. } = sentence;
        let mut made: Vec<(Arc<str>, Actor)> = Vec::new();
        let mut taken: Vec<std::ops::Range<u32>> = Vec::new();
        let mut several = Vec::new();
        let mut add = |role: &Arc<str>, hit: &Hit, taken: &mut Vec<std::ops::Range<u32>>| {
            let Some(who) = actor_of(hit, language, analysis, numbers, person_of) else { return };
            let place = matches!(&who, ActorRef::Entity(id) if id.starts_with("place/"));
            if !place && !made.iter().any(|(_, actor)| actor.span == hit.span) {
                several.push((role.clone(), is_several(&who, hit, language)));
                made.push((role.clone(), Actor { who, segment_no: segment.segment_no, span: hit.span }));
                taken.push(hit.first_token..hit.end_token());
            }
        };
        for capture in found.captures.iter().filter(|capture| event_type.roles().contains(&&*capture.name)) {
            for hit in hits_in(capture, analysis) {
                add(&capture.name, hit, &mut taken);
            }
        }
        let trigger = &found.trigger_tokens;
        let around = Around {
            trigger,
            clause,
            triggers: window(&self.triggers, trigger, |other| other.start),
            verbs: window(&self.verbs, trigger, |other| other.start),
        };
        let arguments = window(&self.arguments, trigger, Argument::start);
        for (role, functions) in roles(rule) {
            if found.captures.iter().any(|capture| &*capture.name == role) {
                continue;
            }
            let role: Arc<str> = role.into();
            for tokens in pick(functions, needed(rule, &role), arguments, around, &taken) {
                if let Some(hit) = analysis.outermost_at(tokens.start as usize) {
                    add(&role, hit, &mut taken);
                }
            }
        }
        has_needed(rule, several.iter().map(|(role, several)| (&**role, *several))).then_some(made)
    }
}

/// True for an actor that is several by itself: a group, a region, a format.
fn is_several(who: &ActorRef, hit: &Hit, language: &Language) -> bool {
    match who {
        ActorRef::Group(_) => true,
        ActorRef::Offices(range) => range.len() > 1,
        ActorRef::Entity(id) => id.starts_with("region/") || id.starts_with("format/"),
        ActorRef::Pronoun(features) => {
            let plural = language.schema().feature("pl").unwrap_or_default();
            features.iter().all(|own| own.has_all(plural)) && hit.kind.is_some()
        }
        ActorRef::Person(_) => false,
    }
}

impl Telling {
    /// Takes over the participants of another telling by the same word: those of roles that are not told yet, and of
    /// mutual ones the other sides.
    fn complete(&mut self, other: Telling) {
        if self.event_type != other.event_type {
            return;
        }
        let own = self.participants.clone();
        let known: Vec<Arc<str>> = (other.participants.iter())
            .filter(|(role, actor)| own.iter().any(|(own, known)| own == role && known.span.overlaps(actor.span)))
            .map(|(role, _)| role.clone())
            .collect();
        for (role, actor) in other.participants {
            let told = own.iter().filter(|(own, _)| *own == role).count();
            // Of a coordination the pattern may have taken one part.
            let open = told == 0 || (told == 1 && (self.event_type.is_mutual() || known.contains(&role)));
            if open && !self.participants.iter().any(|(_, known)| known.span.overlaps(actor.span)) {
                self.participants.push((role, actor));
            }
        }
    }
}
