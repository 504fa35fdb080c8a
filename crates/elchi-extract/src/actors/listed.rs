//! The people of the document whom lists know.

use std::collections::BTreeSet;
use std::sync::Arc;

use elchi_lexicon::Lexicon;

use super::resolve::Cast;

/// A person of the document whom a list knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(super) person: usize,
    pub(super) country: Option<Arc<str>>,
    /// Head of state in the list.
    pub(super) head: bool,
    /// The document gives her an office with its state or body.
    told: bool,
}

impl Cast {
    /// Notes whom lists know, and who of them has an office so far.
    pub(super) fn meet_listed(&mut self, lexicon: &Lexicon) {
        let told = self.offices.iter().filter(|held| !held.bare).filter_map(|held| held.person);
        let told: BTreeSet<usize> = told.collect();
        self.listed.clear();
        for (id, &person) in self.registry.listed() {
            let entity = lexicon.entity(id);
            self.listed.push(Listed {
                person,
                country: entity.and_then(|entity| entity.country.clone()),
                head: entity.is_some_and(|entity| entity.head_of_state),
                told: told.contains(&person),
            });
        }
        self.listed.sort_by_key(|one| one.person);
    }

    /// The one person of the lists whom the document names, who is of that country, and whose office it does not tell.
    pub(super) fn compatriot(&self, country: Option<&Arc<str>>) -> Option<usize> {
        country?;
        let people = || self.listed.iter().filter(|one| one.country.as_ref() == country && !one.told);
        only(people()).or_else(|| only(people().filter(|one| one.head)))
    }

    /// The one head of state of the lists whom the document names and never gives a state.
    pub(super) fn untold_head_of_state(&self) -> Option<usize> {
        only(self.listed.iter().filter(|one| one.head && !one.told))
    }
}

fn only<'l>(mut found: impl Iterator<Item = &'l Listed>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first.person)
}
