//! The layers of a sentence: people, groups, offices, then events and quotations over them.

use std::ops::Range;
use std::sync::Arc;

use elchi_lexicon::{Analysis, Hit, HitKind, Language, Match, Unit};
use elchi_model::{Facts, Mention, MentionKind, Method, Span, TopicMention};

use crate::actors::bodies::{self, Body};
use crate::actors::holders::HolderTold;
use crate::actors::offices::{self, Laid};
use crate::actors::resolve::{Cast, Named};
use crate::actors::{Actor, ActorRef, Numbers, actor_of, groups, hits_in};
use crate::events::Telling;
use crate::events::tell::{Sentence, Teller};
use crate::finder::{Finder, Line};
use crate::input::SegmentInput;
use crate::people::scan::{PersonMention, PersonScan, cut_or_known, units};
use crate::quotes::{self, Open, Said};

/// What the layers of one document hold; buffers, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    people: PersonScan,
    teller: Teller,
    pub(crate) cast: Cast,
    /// Person of each name that a rule found.
    persons: Vec<usize>,
    doc_id: String,
    /// Bodies that no list knows.
    bodies: Vec<Body>,
    /// Offices of each office unit.
    office_units: Vec<Range<usize>>,
    pub(crate) tellings: Vec<Telling>,
    pub(crate) said: Vec<Said>,
    open: Option<Open>,
    /// Paragraph, number and bytes of the sentence before.
    before: Option<(i32, i32, Span)>,
    /// Number and first byte of the sentence with which the paragraph begins, if that is someone's words behind a dash
    /// which nothing has ended yet.
    line: Option<(i32, u32)>,
    matches: Vec<Match>,
    /// Names of the sentence at hand.
    names: Vec<PersonMention>,
    /// Person of each row of mentions.
    pub(crate) mention_persons: Vec<Option<usize>>,
}

impl Layers {
    /// Forgets the document before, and begins one of that id.
    pub(crate) fn begin(&mut self, doc_id: &str) {
        self.doc_id.clear();
        self.doc_id.push_str(doc_id);
        self.bodies.clear();
        self.cast.clear();
        self.persons.clear();
        self.office_units.clear();
        self.tellings.clear();
        self.said.clear();
        self.open = None;
        self.before = None;
        self.line = None;
        self.mention_persons.clear();
    }

    /// First pass: makes the people known whom the analysed sentence names in full.
    pub(crate) fn meet_people(
        &mut self,
        language: &Language,
        segment: &SegmentInput,
        text: &str,
        analysis: &Analysis,
        finder: &mut Finder,
    ) {
        self.names.clear();
        self.people.whole_names(
            Line { language, text, segment, analysis },
            finder,
            &mut self.cast.registry,
            &mut self.names,
        );
    }

    /// Second pass: lays people, groups and offices over the analysed sentence, whose dates and amounts are `units`
    /// already, and keeps what it tells.
    pub(crate) fn sentence(
        &mut self,
        language: &Language,
        segment: &SegmentInput,
        text: &str,
        analysis: &mut Analysis,
        finder: &mut Finder,
    ) {
        self.lay_bodies(language, segment, text, analysis, finder);
        self.lay_people(language, segment, text, analysis, finder);
        self.lay_groups(language, text, analysis, finder);
        self.lay_offices(language, segment, text, analysis, finder);
        let pronouns: Vec<Unit> = analysis
            .hits
            .iter()
            .filter(|hit| language.entry(hit).is_some_and(|entry| entry.list == PRONOUNS))
            .map(|hit| Unit {
                kind: HitKind::Pronoun,
                tokens: hit.first_token..hit.end_token(),
                features: language.features(analysis, hit).to_vec(),
                reference: 0,
            })
            .collect();
        analysis.add_units(&pronouns);
        self.find_holders(language, segment, text, analysis, finder);
        let listed = self.cast.registry.listed();
        let person_of = |id: &Arc<str>| listed.get(id).copied();
        let numbers = Numbers { persons: &self.persons, offices: &self.office_units, bodies: &self.bodies };
        let sentence = Sentence { language, text, segment, analysis, numbers, person_of: &person_of };
        self.teller.tell(sentence, finder, &mut self.tellings);
        let marked = quotes::marked(text, segment.segment_no, segment.quote_no, analysis, &mut self.open);
        let before = self.before.filter(|(paragraph_no, ..)| *paragraph_no == segment.paragraph_no);
        let before = before.map(|(_, segment_no, span)| (segment_no, span));
        if before.is_none() {
            let words = text.get(segment.span.range()).unwrap_or_default();
            let dash = words.starts_with(['–', '—', '―']);
            self.line = dash.then_some((segment.segment_no, segment.span.start));
        }
        self.before = Some((segment.paragraph_no, segment.segment_no, segment.span));
        let quoted = quotes::units(&marked, text, analysis);
        analysis.add_units(&quoted);
        if let Some(rules) = finder.run("quotes", language, text, analysis, &mut self.matches) {
            let sentence = Sentence { language, text, segment, analysis, numbers, person_of: &person_of };
            for found in &self.matches {
                let Some(said) = quotes::said(rules, found, &marked, before, self.line, sentence) else { continue };
                self.said.push(said);
                self.line = None;
            }
        }
    }

    fn lay_people(
        &mut self,
        language: &Language,
        segment: &SegmentInput,
        text: &str,
        analysis: &mut Analysis,
        finder: &mut Finder,
    ) {
        self.names.clear();
        let registry = &mut self.cast.registry;
        self.people.whole_names(Line { language, text, segment, analysis }, finder, registry, &mut self.names);
        let whole = self.names.len();
        analysis.add_units(&units(&self.names, self.persons.len()));
        self.people.family_names(language, text, analysis, registry, &mut self.names);
        analysis.add_units(&units(&self.names[whole..], self.persons.len() + whole));
        self.persons.extend(self.names.iter().map(|name| name.person));
        let mut named: Vec<Named> = Vec::new();
        let subject = language.schema().feature("nom").unwrap_or_default();
        for hit in analysis.hits.iter().filter(|hit| hit.kind == Some(HitKind::Mention(MentionKind::Person))) {
            let person = match hit.reference {
                Some(reference) => self.persons.get(reference as usize).copied(),
                None => language.entry(hit).and_then(|entry| registry.listed().get(entry.id?).copied()),
            };
            let (segment_no, span) = (segment.segment_no, hit.span);
            let features = language.features(analysis, hit);
            let oblique = !features.is_empty() && !features.iter().any(|own| own.has_all(subject));
            named.extend(person.map(|person| Named { segment_no, span, person, oblique }));
        }
        self.cast.named.extend(named);
    }

    fn lay_bodies(
        &mut self,
        language: &Language,
        segment: &SegmentInput,
        text: &str,
        analysis: &mut Analysis,
        finder: &mut Finder,
    ) {
        let Some(rules) = finder.run("bodies", language, text, analysis, &mut self.matches) else { return };
        let first = self.bodies.len();
        for found in &self.matches {
            let body = bodies::body_of(rules, found, segment.lang, &self.doc_id, language, text, analysis);
            // What a list knows is no stranger.
            if !cut_or_known(analysis, &body.tokens) {
                self.bodies.push(body);
            }
        }
        analysis.add_units(&bodies::units(&self.bodies[first..], first, language));
    }

    fn lay_groups(&mut self, language: &Language, text: &str, analysis: &mut Analysis, finder: &mut Finder) {
        let Some(rules) = finder.run("groups", language, text, analysis, &mut self.matches) else { return };
        let mut made = Vec::new();
        for found in &self.matches {
            let (group, features) = groups::group_of(rules, found, language, analysis, &self.bodies);
            made.push(groups::unit(found, features, self.cast.groups.len()));
            self.cast.groups.push(group);
        }
        analysis.add_units(&made);
    }

    fn lay_offices(
        &mut self,
        language: &Language,
        segment: &SegmentInput,
        text: &str,
        analysis: &mut Analysis,
        finder: &mut Finder,
    ) {
        let Some(rules) = finder.run("positions", language, text, analysis, &mut self.matches) else { return };
        let (mut made, mut all) = (Vec::new(), Vec::new());
        for found in &self.matches {
            let listed = self.cast.registry.listed();
            let of = |id: &Arc<str>| listed.get(id).copied();
            let line = Line { language, text, segment, analysis };
            let laid = Laid { persons: &self.names, groups: &self.cast.groups, bodies: &self.bodies };
            let state = |person: usize| {
                let id = self.cast.registry.people[person].listed.as_ref()?;
                language.entity(id)?.country.clone()
            };
            let Some(told) = offices::offices_of(rules, found, line, laid, of, state) else { continue };
            for person in told.offices.iter().filter_map(|held| held.person) {
                self.cast.registry.support_case(person, &told.features, language.schema());
            }
            made.push(offices::unit(&told, self.office_units.len() + made.len()));
            all.push(told.offices);
        }
        // What cuts a name in two is no office.
        let laid = analysis.add_units(&made);
        for (held, laid) in all.into_iter().zip(laid) {
            let first = self.cast.offices.len();
            self.cast.offices.extend(held.into_iter().filter(|_| laid));
            self.office_units.push(first..self.cast.offices.len());
        }
    }

    /// Offices whose holders are told apart from them.
    fn find_holders(
        &mut self,
        language: &Language,
        segment: &SegmentInput,
        text: &str,
        analysis: &Analysis,
        finder: &mut Finder,
    ) {
        let Some(rules) = finder.run("holders", language, text, analysis, &mut self.matches) else { return };
        let numbers = Numbers { persons: &self.persons, offices: &self.office_units, bodies: &self.bodies };
        let listed = self.cast.registry.listed();
        for found in &self.matches {
            let actors = |name: &str| {
                let captures = found.all(name).flat_map(|capture| hits_in(capture, analysis));
                let actors = captures.filter_map(|hit| {
                    let who = actor_of(hit, language, analysis, numbers, |id| listed.get(id).copied())?;
                    Some(Actor { who, segment_no: segment.segment_no, span: hit.span })
                });
                actors.collect::<Vec<_>>()
            };
            let offices = actors("office").into_iter().filter_map(|actor| match actor.who {
                ActorRef::Offices(range) => Some(range),
                _ => None,
            });
            let Some(person) = actors("person").into_iter().next() else { continue };
            let rule_id = &rules.rule(found).id;
            self.cast.holders.extend(offices.flatten().map(|office| HolderTold {
                office,
                person: person.clone(),
                rule_id: rule_id.clone(),
            }));
        }
    }

    /// The person of a hit that names one.
    pub(crate) fn person_of(&self, hit: &Hit, language: &Language) -> Option<usize> {
        if hit.kind != Some(HitKind::Mention(MentionKind::Person)) {
            return None;
        }
        match hit.reference {
            Some(reference) => self.persons.get(reference as usize).copied(),
            None => self.cast.registry.listed().get(language.entry(hit)?.id?).copied(),
        }
    }

    /// The row of a person or body that a rule found in the sentence at hand.
    pub(crate) fn unit_row(&self, hit: &Hit, segment: &SegmentInput) -> Option<Mention> {
        let kind = hit.kind.and_then(HitKind::mention)?;
        let (normal, entity_id, rule_id) = match kind {
            MentionKind::Organization => {
                let body = self.bodies.get(hit.reference? as usize)?;
                (body.normal.clone(), Some(body.id.clone()), body.rule_id.clone())
            }
            _ => {
                let name = self.names.iter().find(|name| name.tokens.start == hit.first_token)?;
                (name.normal.clone(), None, name.rule_id.clone())
            }
        };
        Some(Mention {
            segment_no: segment.segment_no,
            kind,
            span: hit.span,
            normal: Some(normal),
            entity_id,
            language: segment.lang,
            method: Method::Rule,
            confidence: None,
            outer: None,
            rule_id: Some(rule_id),
        })
    }

    /// Words that tell topics, in the analysed sentence.
    pub(crate) fn topics(language: &Language, segment_no: i32, analysis: &Analysis, facts: &mut Facts) {
        for hit in &analysis.hits {
            let topic = language.entry(hit).filter(|entry| entry.list == TOPICS).and_then(|entry| entry.id);
            let topic = topic.and_then(|id| id.strip_prefix("topic/"));
            facts.topics.extend(topic.map(|topic| TopicMention { segment_no, span: hit.span, topic: topic.into() }));
        }
    }
}

const PRONOUNS: &str = "pronouns";
const TOPICS: &str = "topics";
