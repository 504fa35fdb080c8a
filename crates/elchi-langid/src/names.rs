//! Names, which every language of the region writes: a text of nothing but names has no language of its own.

use rustc_hash::FxHashSet;

use crate::features::{Reader, Sink, WORD_SEED, word_hash};

/// Most words of a text that is looked at: longer ones hold more than names.
const MOST_WORDS: usize = 12;
/// Longest such text, in bytes.
const MOST_BYTES: usize = 240;

/// The words of names, by hash.
#[derive(Debug, Default)]
pub(crate) struct Names(FxHashSet<u64>);

/// A short text: its words, and whether all of them are names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short {
    pub(crate) words: usize,
    pub(crate) only_names: bool,
}

impl Names {
    /// Adds the names of a list: of `column` of each row below the header, those of one word, or `each` word of them.
    pub(crate) fn add(&mut self, reader: &Reader, list: &str, column: usize, each: bool) {
        let rows = list.lines().skip(1).filter_map(|row| row.split('\t').nth(column));
        for name in rows.filter(|name| each || !name.contains([' ', '\u{a0}'])) {
            reader.read(
                name,
                &mut Hashes(|hash: Option<u64>| {
                    self.0.extend(hash);
                }),
            );
        }
    }

    /// What there is to say of a text, where it is short.
    pub(crate) fn look(&self, reader: &Reader, text: &str) -> Option<Short> {
        if text.len() > MOST_BYTES {
            return None;
        }
        let (mut words, mut only_names) = (0, true);
        // A character of a script without blanks stands for more than this many words.
        let mut each = |hash: Option<u64>| {
            words += if hash.is_some() { 1 } else { MOST_WORDS + 1 };
            only_names &= hash.is_some_and(|hash| self.0.contains(&hash));
        };
        reader.read(text, &mut Hashes(&mut each));
        (1..=MOST_WORDS).contains(&words).then_some(Short { words, only_names })
    }
}

/// Takes words as hashes, and letters of scripts that name their language as none.
struct Hashes<F: FnMut(Option<u64>)>(F);

impl<F: FnMut(Option<u64>)> Sink for Hashes<F> {
    fn word(&mut self, script: usize, symbols: &[u8], _letters: u32, _is_capital: bool) {
        let seed = word_hash(WORD_SEED, u8::try_from(script).unwrap_or(u8::MAX));
        self.0(Some(symbols.iter().fold(seed, |hash, &symbol| word_hash(hash, symbol))));
    }

    fn counted(&mut self, _script: usize) {
        self.0(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_alone_are_seen() {
        let (mut names, reader) = (Names::default(), Reader::default());
        names.add(&reader, "form\tid\nКасора\tx\nВелика Ріка\ty\n", 0, false);
        names.add(&reader, "id\tname\nx\tAnna Muster\n", 1, true);
        let only = |text| names.look(&reader, text).map(|short| (short.words, short.only_names));
        assert_eq!(only("КАСОРА – Muster"), Some((2, true)));
        assert_eq!(only("Касора, Ріка"), Some((2, false)));
        assert_eq!(only("12.06"), None);
        assert_eq!(only("两国代表 Касора"), None);
        assert_eq!(only(&"Касора ".repeat(13)), None);
    }
}
