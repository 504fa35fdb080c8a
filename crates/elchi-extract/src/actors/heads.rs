//! Who the head of state is of whom no state is told.

use elchi_lexicon::Lexicon;

use super::holders::Holder;
use super::offices::OfficeHeld;
use super::resolve::{Cast, country_of};

/// So many names before an office are looked at.
const MOST_NAMED: usize = 256;

impl Cast {
    /// Who «the president», «the head of state» of no state in particular is: whoever was called so before by the same
    /// words; the head of the state whose press writes in the language, where the document names him; whoever was called
    /// head of state without a state before; the one head of state of the lists named before and never given a state; the
    /// one told before with his state; and, at the `last` look, whoever is called so later. Kings are not presidents.
    pub(super) fn bare_head_of_state(
        &self,
        held: &OfficeHeld,
        before: &[Holder],
        after: &[Holder],
        last: bool,
        lexicon: &Lexicon,
    ) -> Option<usize> {
        let alike = |holder: &&Holder| holder.office == held.office && holder.crown == held.crown;
        if held.crown {
            return before.iter().rev().chain(after).find(alike).map(|holder| holder.person);
        }
        let bare = |holder: &&Holder| alike(holder) && holder.bare;
        let told = |holder: &&Holder| alike(holder) && !holder.bare;
        let by_words = before.iter().rev().filter(bare).find(|holder| holder.text == held.office_text);
        let at_home = || {
            let state = country_of(Some(held.home.as_ref()?), lexicon);
            let holders = before.iter().rev().chain(after);
            let mut holders = holders.filter(|holder| alike(holder) && holder.country == state);
            let listed = || self.listed.iter().find(|one| one.head && one.country == state).map(|one| one.person);
            holders.next().map(|holder| holder.person).or_else(listed)
        };
        let only = || {
            let mut told = before.iter().filter(told);
            let first = told.next()?.person;
            told.all(|holder| holder.person == first).then_some(first)
        };
        let later = || after.iter().find(bare).map(|holder| holder.person);
        let lone = || self.untold_head_of_state();
        let found = by_words
            .map(|holder| holder.person)
            .or_else(at_home)
            .or_else(|| before.iter().rev().find(bare).map(|holder| holder.person))
            .or_else(|| lone().filter(|&person| last && self.is_named_before(person, held)))
            .or_else(only);
        // What is told later says something only where nothing was told before.
        found.or_else(|| later().filter(|_| last)).or_else(|| lone().filter(|_| last && held.home.is_none()))
    }

    /// True where the document names a person before an office.
    fn is_named_before(&self, person: usize, held: &OfficeHeld) -> bool {
        let before = self.named.partition_point(|named| named.span.start < held.span.start);
        self.named[before.saturating_sub(MOST_NAMED)..before].iter().any(|named| named.person == person)
    }
}
