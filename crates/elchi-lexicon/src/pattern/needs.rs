//! What else must stand in a sentence for a pattern to match: words, entries and mentions besides the trigger.
//!
//! Most rules whose trigger stands in a sentence lack something else that they ask for. One look at a sum of what the
//! sentence holds spares their attempts.

use crate::pattern::program::{FORM, LEMMA, LIST, spread};
use crate::pattern::trigger::Key;

/// Bits for words, lists and lemmas.
const BITS: usize = 512;
/// Needs of one rule that are looked at; the others are left to the attempt.
const MOST: usize = 4;
/// A need with more members than this is met by nearly every sentence.
const MEMBERS: usize = 160;

/// A set of keys: words, lists and lemmas may share bits, so it only tells for sure what is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Keys {
    marks: [u64; BITS / 64],
    kinds: u32,
}

impl Keys {
    /// Adds a key.
    pub(crate) fn add(&mut self, key: Key) {
        let (salt, id) = match key {
            Key::Form(form) => (FORM, form.0),
            Key::List(list) => (LIST, u32::from(list.0)),
            Key::Lemma(lemma) => (LEMMA, lemma.0),
            Key::Kind(kind) => {
                self.kinds |= kind.bit();
                return;
            }
        };
        let bit = spread(salt, id) as usize % BITS;
        self.marks[bit / 64] |= 1 << (bit % 64);
    }

    /// False where no key is in both.
    pub(crate) fn meets(&self, other: &Keys) -> bool {
        let shared = self.marks.iter().zip(&other.marks).fold(0, |shared, (one, two)| shared | one & two);
        shared != 0 || self.kinds & other.kinds != 0
    }
}

/// The needs worth a look among `needs`, each a choice of keys, without the `trigger`, which is met already.
pub(crate) fn telling(mut needs: Vec<Vec<Key>>, trigger: Option<&[Key]>) -> Box<[Keys]> {
    needs.iter_mut().for_each(|need| {
        need.sort_unstable();
        need.dedup();
    });
    let mut met = trigger.map(<[Key]>::to_vec).unwrap_or_default();
    met.sort_unstable();
    met.dedup();
    needs.retain(|need| need.len() <= MEMBERS && *need != met);
    needs.sort_by_key(Vec::len);
    needs.dedup();
    needs.truncate(MOST);
    let keys = |need: Vec<Key>| {
        let mut keys = Keys::default();
        need.into_iter().for_each(|key| keys.add(key));
        keys
    };
    needs.into_iter().map(keys).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::FormId;

    #[test]
    fn needs_are_sorted_by_size_and_the_trigger_is_none() {
        let form = |id| Key::Form(FormId(id));
        let needs = telling(vec![vec![form(1)], vec![form(2), form(3)], vec![form(4)]], Some(&[form(1)]));
        let mut sentence = Keys::default();
        sentence.add(form(4));
        assert_eq!(needs.iter().map(|need| need.meets(&sentence)).collect::<Vec<_>>(), [true, false]);
        sentence.add(form(3));
        assert!(needs.iter().all(|need| need.meets(&sentence)));
    }
}
