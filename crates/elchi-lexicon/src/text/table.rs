//! A look-up table of the characters that make up nearly all of the texts, with the folds of one language.

use rustc_hash::FxHashMap;

use crate::text::chars::{self, Alphabet, Class};

/// Latin, Greek, Cyrillic, Armenian, Hebrew and the marks between them: two bytes of UTF-8 at most.
const TABLE_LIMIT: usize = 0x600;

/// What the tokeniser needs to know of a character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Info {
    pub(crate) class: Class,
    pub(crate) alphabet: Alphabet,
    pub(crate) upper: bool,
    /// The folded character; `\0` where the language folds it to a string.
    pub(crate) folded: char,
}

/// The characters of one language.
#[derive(Debug)]
pub(crate) struct CharTable {
    table: Vec<Info>,
    folds: FxHashMap<char, Box<str>>,
}

impl CharTable {
    /// A table in which lower-case characters fold as `folds` says, after the folds that all languages share.
    pub(crate) fn new(folds: &[(char, Box<str>)]) -> CharTable {
        let folds: FxHashMap<char, Box<str>> = folds.iter().cloned().collect();
        let table =
            (0..TABLE_LIMIT as u32).map(|code| char::from_u32(code).unwrap_or(' ')).map(|c| info(c, &folds)).collect();
        CharTable { table, folds }
    }

    /// What `c` is.
    #[inline]
    pub(crate) fn info(&self, c: char) -> Info {
        match self.table.get(c as usize) {
            Some(info) => *info,
            None => info(c, &self.folds),
        }
    }

    /// Appends what `c` folds to.
    #[inline]
    pub(crate) fn push_folded(&self, c: char, info: Info, into: &mut String) {
        if info.folded != '\0' {
            into.push(info.folded);
        } else if let Some(fold) = self.folds.get(&chars::lower(c)) {
            into.push_str(fold);
        }
    }
}

fn info(c: char, folds: &FxHashMap<char, Box<str>>) -> Info {
    let class = chars::class(c);
    let lower = if class == Class::Letter { chars::lower(c) } else { chars::fold_mark(c) };
    let folded = match folds.get(&lower) {
        None => lower,
        Some(fold) => {
            let mut fold = fold.chars();
            match (fold.next(), fold.next()) {
                (Some(one), None) => one,
                _ => '\0',
            }
        }
    };
    Info { class, alphabet: chars::alphabet(c), upper: c.is_uppercase(), folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_of_the_language_come_last() {
        let table = CharTable::new(&[('ё', "е".into()), ('ß', "ss".into())]);
        let fold = |word: &str| {
            let mut out = String::new();
            for c in word.chars() {
                table.push_folded(c, table.info(c), &mut out);
            }
            out
        };
        for (word, expected) in [("Ёлка", "елка"), ("Straße", "strasse"), ("İRAN", "iran"), ("Oʻz", "o'z"), ("–", "-")]
        {
            assert_eq!(fold(word), expected);
        }
    }
}
