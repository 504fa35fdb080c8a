//! Who holds the offices that are told without a name.

use std::sync::Arc;

use elchi_lexicon::{Lexicon, Schema};
use elchi_model::Office;

use super::offices::OfficeHeld;
use super::resolve::{Cast, Named, country_of};
use super::{Actor, ActorRef};

/// Who holds an office, told by a verb: appointed, elected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HolderTold {
    /// Index among the document's offices.
    pub(crate) office: usize,
    pub(crate) person: Actor,
    pub(crate) rule_id: Arc<str>,
}

impl Cast {
    /// Gives offices the holders that are told apart from them.
    pub(crate) fn seat_holders(&mut self, schema: &Schema) {
        for told in std::mem::take(&mut self.holders) {
            let person = match &told.person.who {
                ActorRef::Person(person) => Some(*person),
                ActorRef::Pronoun(features) => self.antecedent(&told.person, features, &[], schema),
                // Told with another office or rank of his: «General X was appointed commander».
                ActorRef::Offices(range) => self.offices.get(range.start).and_then(|held| held.person),
                _ => None,
            };
            let held = &mut self.offices[told.office];
            if let Some(person) = person.filter(|_| held.person.is_none()) {
                (held.person, held.person_span, held.rule_id) = (Some(person), Some(told.person.span), told.rule_id);
            }
        }
    }

    /// Gives each office without a name the person who holds it in the document, where that is told once or nearest
    /// before.
    pub(crate) fn fill_offices(&mut self, lexicon: &Lexicon) {
        self.meet_listed(lexicon);
        self.seat_colleagues();
        // Who holds an office that is told with its state may be found by the first pass, and by the second the bare word
        // for it.
        for last in [false, true] {
            self.fill_open_offices(lexicon, last);
            self.meet_listed(lexicon);
        }
        self.held_by.clear();
        for (at, held) in self.offices.iter().enumerate() {
            if let Some(person) = held.person {
                self.held_by.entry(person).or_default().push(at);
            }
        }
    }

    fn fill_open_offices(&mut self, lexicon: &Lexicon, last: bool) {
        let holders: Vec<Holder> = (0..)
            .zip(&self.offices)
            .filter_map(|(at, held)| {
                let person = held.person?;
                // "Presidents A and B" says no states; those of the people whom lists know are known.
                let country = country_of(held.of.as_ref(), lexicon).or_else(|| self.country_listed(person, lexicon));
                let text = held.office_text.clone();
                Some(Holder {
                    at,
                    office: held.office,
                    segment_no: held.segment_no,
                    any: held.any,
                    head: held.head,
                    crown: held.crown,
                    bare: held.bare,
                    country,
                    person,
                    text,
                })
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
            if held.bare && held.office == Office::HeadOfState {
                let person = self.bare_head_of_state(held, before, after, last, lexicon);
                let home = held.home.clone().filter(|_| last && !held.crown && person.is_none());
                if person.is_some() || home.is_some() {
                    let held = &mut self.offices[at];
                    (held.person, held.of) = (person, home);
                    continue;
                }
                if !last {
                    continue;
                }
            }
            let same = |holder: &&Holder| country.is_some() && holder.country == country;
            let exact =
                |holder: &&Holder| same(holder) && holder.office == held.office && holder.office != Office::Other;
            let found = if held.any {
                let office = before.iter().rev().find(exact).or_else(|| after.iter().find(exact));
                office.or_else(|| before.iter().rev().find(same)).or_else(|| after.iter().find(same))
            } else {
                one_holder(held, &country, before, after)
            };
            let person = match found {
                Some(holder) => Some(holder.person),
                None if held.any || is_unique(held.office) => self.compatriot(country.as_ref()),
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

    /// Whoever an office stands for counts as named there.
    pub(crate) fn name_holders(&mut self) {
        let Cast { offices, named, .. } = self;
        let unnamed = offices.iter().filter(|held| held.person_span.is_none());
        named.extend(unnamed.filter_map(|held| {
            Some(Named { segment_no: held.segment_no, span: held.span, person: held.person?, oblique: false })
        }));
        named.sort_by_key(|named| (named.segment_no, named.span.start));
    }

    /// The country of a person whom lists know.
    pub(super) fn country_listed(&self, person: usize, lexicon: &Lexicon) -> Option<Arc<str>> {
        let listed = self.registry.people[person].listed.as_ref();
        listed.and_then(|id| lexicon.entity(id)).and_then(|entity| entity.country.clone())
    }

    /// Everyone who holds the office told at `at`, as offices that tell him: those told before it, else those told behind
    /// it; the people, and the states of which nobody is named.
    pub(super) fn holders(&self, at: usize, lexicon: &Lexicon) -> Vec<usize> {
        let (office, text) = (self.offices[at].office, &self.offices[at].office_text);
        // Of the many offices without a value of their own, only the same word.
        let same = |held: &&OfficeHeld| {
            held.office == office && (office != Office::Other || held.office_text == *text)
                || office == Office::Minister && held.office == Office::ForeignMinister
        };
        let of = |range: std::ops::Range<usize>| {
            let told = || range.clone().filter(|&at| same(&&self.offices[at]));
            let mut found: Vec<usize> = Vec::new();
            for at in told().filter(|&at| self.offices[at].person.is_some()) {
                if !found.iter().any(|&other| self.offices[other].person == self.offices[at].person) {
                    found.push(at);
                }
            }
            let state = |at: usize| country_of(self.offices[at].of.as_ref(), lexicon);
            for at in told().filter(|&at| self.offices[at].person.is_none() && state(at).is_some()) {
                if !found.iter().any(|&other| state(other) == state(at)) {
                    found.push(at);
                }
            }
            found
        };
        let before = of(at.saturating_sub(REACH)..at);
        let end = (at + 1 + REACH).min(self.offices.len());
        if before.is_empty() { of(at + 1..end) } else { before }
    }
}

/// Who holds which office, where the document says it.
#[derive(Debug)]
pub(super) struct Holder {
    /// Index among the document's offices.
    at: usize,
    segment_no: i32,
    pub(super) office: Office,
    /// Told as a colleague of someone only.
    any: bool,
    /// Told as the head of something.
    head: bool,
    /// Told by a word for whoever wears a crown.
    pub(super) crown: bool,
    /// Told without a state.
    pub(super) bare: bool,
    pub(super) country: Option<Arc<str>>,
    pub(super) person: usize,
    /// The office in the nominative.
    pub(super) text: Arc<str>,
}

/// Holders further away than so many others are not looked at.
pub(super) const REACH: usize = 128;

/// The holder meant by an office told without a name: of the same state nearest before, else behind; where the state is
/// told in one place only, the one holder there is.
fn one_holder<'h>(
    held: &OfficeHeld,
    country: &Option<Arc<str>>,
    before: &'h [Holder],
    after: &'h [Holder],
) -> Option<&'h Holder> {
    let office = held.office;
    // Two ministers of one state hold different offices where their words differ; the head of a ministry and a colleague
    // are told by others.
    let same_word = |holder: &Holder| holder.text.split(' ').any(|word| word.starts_with(&*held.office_text));
    // «The minister» may be the foreign minister.
    let foreign = |holder: &Holder| office == Office::Minister && holder.office == Office::ForeignMinister;
    let words = |holder: &Holder| {
        is_unique(office) || holder.head || holder.any || (foreign(holder) && held.bare) || same_word(holder)
    };
    let same_office = |holder: &Holder| holder.office == office || foreign(holder);
    let fits = |holder: &&Holder| {
        same_office(holder)
            && words(holder)
            && (country.is_none() || holder.country.is_none() || *country == holder.country)
    };
    let exact = |holder: &&Holder| fits(holder) && (country.is_none() || holder.country == *country);
    let nearest = |fits: &dyn Fn(&&Holder) -> bool| {
        before.iter().rev().find(|holder| fits(holder)).or_else(|| after.iter().find(|holder| fits(holder)))
    };
    let all = || before.iter().chain(after).filter(fits);
    let Some(first) = all().next() else {
        // A colleague told by name holds the office; the leader of a state may be the head of its government.
        let compatriot = |holder: &&Holder| country.is_some() && holder.country == *country;
        let stands_in = |holder: &&Holder| {
            compatriot(holder) && (holder.any || (held.head && holder.office == Office::HeadOfGovernment))
        };
        return nearest(&stands_in).filter(|_| is_unique(office));
    };
    let single = all().all(|holder| holder.person == first.person);
    if !single && !is_unique(office) {
        // Of several whom the word alone may mean, the first one of the sentence told last.
        let last = before.iter().rev().find(fits).filter(|_| held.bare)?.segment_no;
        return before.iter().find(|holder| holder.segment_no == last && fits(holder));
    }
    nearest(&exact).or(Some(first).filter(|_| single))
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
