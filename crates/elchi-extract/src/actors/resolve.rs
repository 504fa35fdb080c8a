//! Who an actor is, once the whole document was read.

use std::collections::BTreeMap;
use std::sync::Arc;

use elchi_lexicon::{Features, Lexicon, Schema};
use elchi_model::{Level, Office, Span};

use super::groups::Group;
use super::holders::HolderTold;
use super::listed::Listed;
use super::offices::OfficeHeld;
use super::{Actor, ActorRef};
use crate::people::registry::Registry;

/// A name of a person in the document, in text order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) segment_no: i32,
    pub(crate) span: Span,
    pub(crate) person: usize,
    /// The words cannot be in the nominative: no subject.
    pub(crate) oblique: bool,
}

/// Everyone the document speaks of.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) registry: Registry,
    pub(crate) named: Vec<Named>,
    pub(crate) offices: Vec<OfficeHeld>,
    pub(crate) groups: Vec<Group>,
    /// Offices and those of whom the text says apart from them that they hold them.
    pub(crate) holders: Vec<HolderTold>,
    /// Those of the people whom lists know.
    pub(crate) listed: Vec<Listed>,
    /// Indices of the offices of each person, in text order, once all are given their holders.
    pub(crate) held_by: BTreeMap<usize, Vec<usize>>,
}

/// An actor resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) person: Option<usize>,
    pub(crate) office: Option<Office>,
    pub(crate) level: Option<Level>,
    /// The state or body acted for, or the entity itself.
    pub(crate) of: Option<Arc<str>>,
    pub(crate) country: Option<Arc<str>>,
    pub(crate) collective: bool,
    /// A pronoun in the plural, or a colleague of whom nothing more is said: whoever was together before.
    pub(crate) pronoun: bool,
    pub(crate) expanded_from: Option<Arc<str>>,
    pub(crate) segment_no: i32,
    pub(crate) span: Span,
}

impl Resolved {
    /// Nobody yet, told by these words.
    fn blank(segment_no: i32, span: Span) -> Resolved {
        Resolved {
            person: None,
            office: None,
            level: None,
            of: None,
            country: None,
            collective: false,
            pronoun: false,
            expanded_from: None,
            segment_no,
            span,
        }
    }

    /// True for a collective that names nobody: the sides, the participants.
    pub(crate) fn is_nobody(&self) -> bool {
        self.person.is_none() && self.of.is_none()
    }
}

impl Cast {
    /// Forgets a document.
    pub(crate) fn clear(&mut self) {
        self.registry.clear();
        self.named.clear();
        self.offices.clear();
        self.groups.clear();
        self.holders.clear();
        self.listed.clear();
        self.held_by.clear();
    }

    /// The office that the document gives a person: the last one told up to `position`, else the first.
    pub(crate) fn office_of(&self, person: usize, position: u32) -> Option<&OfficeHeld> {
        let own = self.held_by.get(&person)?;
        let upto = own.partition_point(|&at| self.offices[at].span.start <= position);
        let complete = |at: &&usize| self.offices[**at].of.is_some();
        let (before, behind) = own.split_at(upto);
        let found = before.iter().rev().take(MOST_OFFICES).find(complete);
        let found = found.or_else(|| behind.iter().take(MOST_OFFICES).find(complete)).or(own.first());
        found.map(|&at| &self.offices[at])
    }

    /// The participants of a telling, each actor resolved; a colleague is whoever holds in its state the office of
    /// another participant.
    pub(crate) fn resolve_all(&self, told: &[(Arc<str>, Actor)], lexicon: &Lexicon) -> Vec<(Arc<str>, Resolved)> {
        let is_peer = |actor: &Actor| matches!(actor.who, ActorRef::Group(group) if self.groups[group].peer);
        let mut all = Vec::new();
        let mut peers = Vec::new();
        let acting: Vec<usize> = told.iter().filter_map(|(_, actor)| self.person_told(actor)).collect();
        for (role, actor) in told {
            for mut one in self.resolve(actor, &acting, lexicon) {
                // An office that is given to someone acts not by its holder.
                if &**role == "office" {
                    one.person = None;
                }
                if is_peer(actor) {
                    peers.push(all.len());
                }
                all.push((role.clone(), one));
            }
        }
        self.part_twins(told, &mut all, lexicon);
        for peer in peers {
            let office = all.iter().enumerate().find_map(|(at, (_, one))| one.office.filter(|_| at != peer));
            let one: &mut Resolved = &mut all[peer].1;
            if one.country.is_none() {
                continue;
            }
            let holder = self.offices.iter().take(MOST_OFFICES).find(|held| {
                office == Some(held.office)
                    && held.person.is_some()
                    && country_of(held.of.as_ref(), lexicon) == one.country
            });
            one.office = office.or(one.office);
            match holder {
                Some(held) => (one.person, one.level) = (held.person, held.level),
                None => one.person = one.person.or_else(|| self.compatriot(one.country.as_ref())),
            }
        }
        all
    }

    /// Nobody meets himself: a bare office that was taken for the other participant stands for the one other holder that
    /// the document has, else for nobody known.
    fn part_twins(&self, told: &[(Arc<str>, Actor)], all: &mut [(Arc<str>, Resolved)], lexicon: &Lexicon) {
        let bare = |span: Span| {
            told.iter().find(|(_, actor)| actor.span == span).and_then(|(_, actor)| match &actor.who {
                ActorRef::Offices(range) if range.len() == 1 => {
                    Some(&self.offices[range.start]).filter(|held| held.bare && held.person_span.is_none())
                }
                _ => None,
            })
        };
        for at in 0..all.len() {
            let (person, span) = (all[at].1.person, all[at].1.span);
            let twin = |(_, other): &(Arc<str>, Resolved)| other.person == person && other.span != span;
            let Some(held) = bare(span).filter(|_| person.is_some() && all.iter().any(twin)) else { continue };
            let mut others = self.offices.iter().take(MOST_OFFICES).filter(|other| {
                other.office == held.office && other.person.is_some() && other.person != person && !other.bare
            });
            let other = others.next().and_then(|first| first.person);
            let only = other.filter(|_| others.all(|one| one.person == other));
            let blank = Resolved { person: None, of: None, country: None, ..all[at].1.clone() };
            all[at].1 = match only {
                Some(other) => self.person(other, blank, lexicon),
                None => blank,
            };
        }
    }

    /// The one person whom an actor names.
    fn person_told(&self, actor: &Actor) -> Option<usize> {
        match &actor.who {
            ActorRef::Person(person) => Some(*person),
            ActorRef::Offices(range) if range.len() == 1 => self.offices[range.start].person,
            _ => None,
        }
    }

    /// Those whom an actor stands for; none for a pronoun that stands for nobody known. A pronoun is none of those
    /// `acting` beside it.
    pub(crate) fn resolve(&self, actor: &Actor, acting: &[usize], lexicon: &Lexicon) -> Vec<Resolved> {
        let blank = Resolved::blank(actor.segment_no, actor.span);
        match &actor.who {
            ActorRef::Person(person) => vec![self.person(*person, blank, lexicon)],
            ActorRef::Entity(id) => entity(id, blank, lexicon),
            ActorRef::Offices(range)
                if self.offices[range.clone()].iter().any(|held| held.plural && held.of.is_none()) =>
            {
                let held = &self.offices[range.start];
                let holders = self.holders(range.start, lexicon);
                if holders.len() < 2 || holders.iter().all(|&at| self.offices[at].person.is_none()) {
                    // «Diplomats» may be anyone who spoke.
                    let level = held.level.filter(|_| !held.any);
                    return vec![Resolved { office: Some(held.office), level, collective: true, ..blank }];
                }
                let each = holders.into_iter().map(|at| &self.offices[at]);
                each.flat_map(|held| match (held.person, &held.of) {
                    (Some(person), _) => vec![self.person(person, blank.clone(), lexicon)],
                    (None, Some(of)) => {
                        let blank = Resolved { office: Some(held.office), level: held.level, ..blank.clone() };
                        entity(of, blank, lexicon)
                    }
                    (None, None) => Vec::new(),
                })
                .collect()
            }
            ActorRef::Offices(range) => self.offices[range.clone()]
                .iter()
                .flat_map(|held| match held.person {
                    Some(person) => {
                        let mut made = self.person(person, blank.clone(), lexicon);
                        made.office = Some(held.office);
                        made.level = held.level;
                        if held.of.is_some() {
                            made.of.clone_from(&held.of);
                            made.country = country_of(held.of.as_ref(), lexicon);
                        }
                        vec![made]
                    }
                    None => {
                        let of = held.of.clone();
                        let mut all = match &of {
                            Some(of) => entity(of, blank.clone(), lexicon),
                            None => vec![blank.clone()],
                        };
                        for made in &mut all {
                            (made.office, made.level) = (Some(held.office), held.level);
                            made.pronoun = held.any && held.bare;
                        }
                        all
                    }
                })
                .collect(),
            ActorRef::Group(group) => {
                let Group { of, collective, peer } = &self.groups[*group];
                if of.is_empty() {
                    return vec![Resolved { collective: *collective, pronoun: *peer, ..blank }];
                }
                let mut all: Vec<Resolved> = of.iter().flat_map(|id| entity(id, blank.clone(), lexicon)).collect();
                if *collective {
                    all.iter_mut().for_each(|made| made.collective = true);
                }
                all
            }
            ActorRef::Pronoun(features) if is_plural(features, lexicon.schema()) => {
                vec![Resolved { collective: true, pronoun: true, ..blank }]
            }
            ActorRef::Pronoun(features) => self
                .antecedent(actor, features, acting, lexicon.schema())
                .map(|person| self.person(person, blank, lexicon))
                .into_iter()
                .collect(),
        }
    }

    /// Who speaks: one actor. A bare word for an office that nobody is known to hold stands for the person named last.
    pub(crate) fn speaker(&self, actor: &Actor, lexicon: &Lexicon) -> Option<Resolved> {
        let resolved = self.resolve(actor, &[], lexicon).into_iter().next()?;
        let bare = matches!(actor.who, ActorRef::Offices(_)) && resolved.is_nobody() && !resolved.collective;
        match self.antecedent(actor, &[], &[], lexicon.schema()).filter(|_| bare) {
            Some(person) => Some(Resolved { person: Some(person), ..resolved }),
            None => Some(resolved),
        }
    }

    fn person(&self, person: usize, blank: Resolved, lexicon: &Lexicon) -> Resolved {
        let held = self.office_of(person, blank.span.start);
        let of = held.and_then(|held| held.of.clone());
        let listed = self.registry.people[person].listed.as_ref();
        let own = listed.and_then(|id| lexicon.entity(id)).and_then(|entity| entity.country.clone());
        Resolved {
            person: Some(person),
            office: held.map(|held| held.office),
            level: held.and_then(|held| held.level),
            country: country_of(of.as_ref(), lexicon).or(own),
            of,
            ..blank
        }
    }

    /// The person that a pronoun stands for. One that is no subject is the last one before it in its sentence who is none
    /// either and does not act beside it; else it is the first one of its gender named in the nearest of the three
    /// sentences before it that names one.
    pub(super) fn antecedent(
        &self,
        actor: &Actor,
        pronoun: &[Features],
        acting: &[usize],
        schema: &Schema,
    ) -> Option<usize> {
        let gender = |features: Features| schema.without(schema.without(features, "case"), "number");
        let agrees = |named: &&Named| {
            let asked = |own| pronoun.iter().any(|asked| schema.agree(gender(own), gender(*asked)).is_some());
            pronoun.is_empty() || self.registry.may_be(named.person, asked)
        };
        let mut before = self.named.partition_point(|named| named.segment_no < actor.segment_no);
        let subject = schema.feature("nom").unwrap_or_default();
        if !pronoun.is_empty() && !pronoun.iter().any(|own| own.has_all(subject)) {
            let here = (actor.segment_no, actor.span.start);
            let upto = self.named.partition_point(|named| (named.segment_no, named.span.start) < here);
            let mut inside = self.named[before..upto].iter().rev().take(MOST_NAMES);
            let meant = |named: &&Named| named.oblique && !acting.contains(&named.person) && agrees(named);
            if let Some(found) = inside.find(meant) {
                return Some(found.person);
            }
        }
        for _ in 0..3 {
            let last = self.named[..before].last()?.segment_no;
            let first = self.named[..before].partition_point(|named| named.segment_no < last);
            if let Some(found) = self.named[first..before].iter().find(agrees) {
                return Some(found.person);
            }
            before = first;
        }
        None
    }
}

/// So many offices are looked at where those of the whole document might do.
const MOST_OFFICES: usize = 512;

/// A pronoun is compared with so many names before it in its sentence.
const MOST_NAMES: usize = 32;

/// True for a pronoun that cannot be in the singular.
fn is_plural(pronoun: &[Features], schema: &Schema) -> bool {
    let singular = schema.feature("sg").unwrap_or_default();
    !pronoun.is_empty() && !pronoun.iter().any(|features| features.has_all(singular))
}

/// A state, body, region or format; the members of the latter two beside it.
fn entity(id: &Arc<str>, blank: Resolved, lexicon: &Lexicon) -> Vec<Resolved> {
    let of = Some(id.clone());
    let country = country_of(of.as_ref(), lexicon);
    let members = match id.split_once('/') {
        Some(("region" | "format", _)) => {
            lexicon.entity(id).map(|entity| entity.members.as_slice()).unwrap_or_default()
        }
        _ => &[],
    };
    let collective = !members.is_empty();
    let mut all = vec![Resolved { of, country, collective, ..blank.clone() }];
    all.extend(members.iter().map(|member| Resolved {
        of: Some(member.clone()),
        country: country_of(Some(member), lexicon),
        collective: true,
        expanded_from: Some(id.clone()),
        ..blank.clone()
    }));
    all
}

/// The members of a format, and theirs: each expanded from the format.
pub(crate) fn members(format: &Arc<str>, segment_no: i32, span: Span, lexicon: &Lexicon) -> Vec<Resolved> {
    let blank = Resolved::blank(segment_no, span);
    let members = lexicon.entity(format).map(|entity| entity.members.as_slice()).unwrap_or_default();
    let all = members.iter().flat_map(|member| entity(member, blank.clone(), lexicon));
    all.map(|one| Resolved { collective: true, expanded_from: Some(format.clone()), ..one }).collect()
}

/// The country of an entity: itself, or that of its register row.
pub(crate) fn country_of(id: Option<&Arc<str>>, lexicon: &Lexicon) -> Option<Arc<str>> {
    let id = id?;
    match lexicon.entity(id) {
        Some(entity) => entity.country.clone(),
        None => id.strip_prefix("country/").map(|code| code.to_ascii_uppercase().into()),
    }
}
