//! Who an actor is, once the whole document was read.

use std::sync::Arc;

use elchi_lexicon::{Features, Lexicon, Schema};
use elchi_model::{Level, Office, Span};

use super::groups::Group;
use super::offices::OfficeHeld;
use super::{Actor, ActorRef};
use crate::people::registry::Registry;

/// A name of a person in the document, in text order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) segment_no: i32,
    pub(crate) span: Span,
    pub(crate) person: usize,
}

/// Everyone the document speaks of.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) registry: Registry,
    pub(crate) named: Vec<Named>,
    pub(crate) offices: Vec<OfficeHeld>,
    pub(crate) groups: Vec<Group>,
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
    pub(crate) expanded_from: Option<Arc<str>>,
    pub(crate) segment_no: i32,
    pub(crate) span: Span,
}

impl Resolved {
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
    }

    /// Gives each office without a name the person who holds it in the document, where that is told once or nearest
    /// before.
    pub(crate) fn fill_offices(&mut self, lexicon: &Lexicon) {
        let holders: Vec<Holder> = (0..)
            .zip(&self.offices)
            .filter_map(|(at, held)| {
                let country = country_of(held.of.as_ref(), lexicon);
                let text = held.office_text.clone();
                Some(Holder { at, office: held.office, country, person: held.person?, text })
            })
            .collect();
        for at in 0..self.offices.len() {
            let held = &self.offices[at];
            if held.person.is_some() || held.plural || (held.office == Office::Other && !held.any) {
                continue;
            }
            let country = country_of(held.of.as_ref(), lexicon);
            let split = holders.partition_point(|holder| holder.at < at);
            let window = split.saturating_sub(REACH)..(split + REACH).min(holders.len());
            let (before, after) = (&holders[window.start..split], &holders[split..window.end]);
            let found = if held.any {
                let same = |holder: &&Holder| country.is_some() && holder.country == country;
                before.iter().rev().find(same).or_else(|| after.iter().find(same))
            } else {
                one_holder(held, &country, before, after)
            };
            let person = match found {
                Some(holder) => Some(holder.person),
                None if held.office == Office::HeadOfState => self.compatriot(country.as_ref(), lexicon),
                None => None,
            };
            let known_of = found.and_then(|holder| self.offices[holder.at].of.clone());
            let held = &mut self.offices[at];
            held.person = person;
            if held.of.is_none() {
                held.of = known_of;
            }
        }
    }

    /// The one person of the lists whom the document names, who is of that country, and whose office it does not tell.
    fn compatriot(&self, country: Option<&Arc<str>>, lexicon: &Lexicon) -> Option<usize> {
        let mut found = self.registry.people.iter().enumerate().filter(|(person, known)| {
            let entity = known.listed.as_ref().and_then(|id| lexicon.entity(id));
            country.is_some()
                && entity.is_some_and(|entity| entity.country.as_ref() == country)
                && !self.offices.iter().any(|held| held.person == Some(*person))
        });
        let first = found.next()?.0;
        found.next().is_none().then_some(first)
    }

    /// The office that the document gives a person: the last one told up to `position`, else the first.
    pub(crate) fn office_of(&self, person: usize, position: u32) -> Option<&OfficeHeld> {
        let own = || self.offices.iter().filter(move |held| held.person == Some(person));
        let complete = |held: &&OfficeHeld| held.of.is_some();
        own()
            .filter(complete)
            .rfind(|held| held.span.start <= position)
            .or_else(|| own().find(complete))
            .or_else(|| own().next())
    }

    /// The participants of a telling, each actor resolved; a colleague is whoever holds in its state the office of
    /// another participant.
    pub(crate) fn resolve_all(&self, told: &[(Arc<str>, Actor)], lexicon: &Lexicon) -> Vec<(Arc<str>, Resolved)> {
        let is_peer = |actor: &Actor| matches!(actor.who, ActorRef::Group(group) if self.groups[group].peer);
        let mut all = Vec::new();
        let mut peers = Vec::new();
        for (role, actor) in told {
            for one in self.resolve(actor, lexicon) {
                if is_peer(actor) {
                    peers.push(all.len());
                }
                all.push((role.clone(), one));
            }
        }
        for peer in peers {
            let office = all.iter().enumerate().find_map(|(at, (_, one))| one.office.filter(|_| at != peer));
            let one: &mut Resolved = &mut all[peer].1;
            let Some(office) = office.filter(|_| one.country.is_some()) else { continue };
            let holder = self.offices.iter().find(|held| {
                held.office == office && held.person.is_some() && country_of(held.of.as_ref(), lexicon) == one.country
            });
            one.office = Some(office);
            if let Some(held) = holder {
                (one.person, one.level) = (held.person, held.level);
            }
        }
        all
    }

    /// Those whom an actor stands for; none for a pronoun that stands for nobody known.
    pub(crate) fn resolve(&self, actor: &Actor, lexicon: &Lexicon) -> Vec<Resolved> {
        let blank = Resolved {
            person: None,
            office: None,
            level: None,
            of: None,
            country: None,
            collective: false,
            expanded_from: None,
            segment_no: actor.segment_no,
            span: actor.span,
        };
        match &actor.who {
            ActorRef::Person(person) => vec![self.person(*person, blank, lexicon)],
            ActorRef::Entity(id) => entity(id, blank, lexicon),
            ActorRef::Offices(range)
                if self.offices[range.clone()].iter().any(|held| held.plural && held.of.is_none()) =>
            {
                let held = &self.offices[range.start];
                let holders = self.holders(range.start);
                if holders.is_empty() {
                    return vec![Resolved { office: Some(held.office), level: held.level, collective: true, ..blank }];
                }
                holders.into_iter().map(|person| self.person(person, blank.clone(), lexicon)).collect()
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
                        }
                        all
                    }
                })
                .collect(),
            ActorRef::Group(group) => {
                let Group { of, collective, .. } = &self.groups[*group];
                if of.is_empty() {
                    return vec![Resolved { collective: *collective, ..blank }];
                }
                let mut all: Vec<Resolved> = of.iter().flat_map(|id| entity(id, blank.clone(), lexicon)).collect();
                if *collective {
                    all.iter_mut().for_each(|made| made.collective = true);
                }
                all
            }
            ActorRef::Pronoun(features) => self
                .antecedent(actor, features, lexicon.schema())
                .map(|person| self.person(person, blank, lexicon))
                .into_iter()
                .collect(),
        }
    }

    /// Everyone who holds the office told at `at`: those told before it, else those told behind it.
    fn holders(&self, at: usize) -> Vec<usize> {
        let (office, text) = (self.offices[at].office, &self.offices[at].office_text);
        // Of the many offices without a value of their own, only the same word.
        let same = |held: &&OfficeHeld| held.office == office && (office != Office::Other || held.office_text == *text);
        let of = |offices: &[OfficeHeld]| {
            let mut people: Vec<usize> = Vec::new();
            for person in offices.iter().filter(same).filter_map(|held| held.person) {
                if !people.contains(&person) {
                    people.push(person);
                }
            }
            people
        };
        let before = of(&self.offices[..at]);
        if before.is_empty() { of(&self.offices[at + 1..]) } else { before }
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

    /// The person a pronoun in the singular stands for: the first one of its gender named in the nearest of the three
    /// sentences before it that names one.
    fn antecedent(&self, actor: &Actor, pronoun: &[Features], schema: &Schema) -> Option<usize> {
        let singular = schema.feature("sg").unwrap_or_default();
        if !pronoun.is_empty() && !pronoun.iter().any(|features| features.has_all(singular)) {
            return None;
        }
        let gender = |features: Features| schema.without(schema.without(features, "case"), "number");
        let agrees = |named: &&Named| {
            let asked = |own| pronoun.iter().any(|asked| schema.agree(gender(own), gender(*asked)).is_some());
            pronoun.is_empty() || self.registry.may_be(named.person, asked)
        };
        let mut before = self.named.partition_point(|named| named.segment_no < actor.segment_no);
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

/// Who holds which office, where the document says it.
#[derive(Debug)]
struct Holder {
    /// Index among the document's offices.
    at: usize,
    office: Office,
    country: Option<Arc<str>>,
    person: usize,
    /// The office in the nominative.
    text: Arc<str>,
}

/// Holders further away than so many others are not looked at.
const REACH: usize = 128;

/// The holder meant by an office told without a name: of the same state nearest before, else behind; where the state is
/// told in one place only, the one holder there is.
fn one_holder<'h>(
    held: &OfficeHeld,
    country: &Option<Arc<str>>,
    before: &'h [Holder],
    after: &'h [Holder],
) -> Option<&'h Holder> {
    let office = held.office;
    // Two ministers of one state hold different offices where their words differ.
    let words = |holder: &Holder| {
        is_unique(office) || holder.text == held.office_text || holder.text.starts_with(&*held.office_text)
    };
    let fits = |holder: &&Holder| {
        holder.office == office
            && words(holder)
            && (country.is_none() || holder.country.is_none() || *country == holder.country)
    };
    let exact = |holder: &&Holder| fits(holder) && (country.is_none() || holder.country == *country);
    let all = || before.iter().chain(after).filter(fits);
    let first = all().next()?;
    let single = all().all(|holder| holder.person == first.person);
    if !single && !is_unique(office) {
        return None;
    }
    before.iter().rev().find(exact).or_else(|| after.iter().find(exact)).or(Some(first).filter(|_| single))
}

/// True for offices of which a state or body has one: naming it names its holder.
fn is_unique(office: Office) -> bool {
    matches!(
        office,
        Office::HeadOfState
            | Office::HeadOfGovernment
            | Office::ForeignMinister
            | Office::HighRepresentative
            | Office::SecretaryGeneral
            | Office::ParliamentSpeaker
    )
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

/// The country of an entity: itself, or that of its register row.
pub(crate) fn country_of(id: Option<&Arc<str>>, lexicon: &Lexicon) -> Option<Arc<str>> {
    let id = id?;
    match lexicon.entity(id) {
        Some(entity) => entity.country.clone(),
        None => id.strip_prefix("country/").map(|code| code.to_ascii_uppercase().into()),
    }
}
