//! What a character is to language identification: a letter of a script, a mark inside a word, or a gap.
//!
//! Letters are lower-cased here, apostrophes become one sign, combining marks vanish. Ranges follow the
//! Unicode Character Database, cut to the blocks that carry living scripts.

/// Scripts whose languages are told apart by the linear model.
pub const MODELLED: [&str; 3] = ["Cyrl", "Latn", "Arab"];

/// Index of Cyrillic in [`MODELLED`].
pub(crate) const CYRL: usize = 0;
/// Index of Latin in [`MODELLED`].
pub(crate) const LATN: usize = 1;
/// Index of Arabic in [`MODELLED`].
pub(crate) const ARAB: usize = 2;

/// First code point, last code point and ISO 15924 code of scripts that name their language themselves.
const OTHER_SCRIPTS: [(u32, u32, &str); 18] = [
    (0x0370, 0x03FF, "Grek"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0900, 0x097F, "Deva"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1800, 0x18AF, "Mong"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2D00, 0x2D2F, "Geor"),
    (0x3040, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xAC00, 0xD7AF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0x20000, 0x323AF, "Hani"),
];

/// Codes of the scripts that are counted but not modelled, sorted.
pub(crate) const COUNTED: [&str; 11] =
    ["Armn", "Deva", "Geor", "Grek", "Hang", "Hani", "Hebr", "Hira", "Kana", "Mong", "Thai"];

/// Symbol of the border of a word.
pub(crate) const BORDER: u8 = 1;
/// Symbol of any apostrophe inside a word.
pub(crate) const APOSTROPHE_SYMBOL: u8 = 2;
/// Symbol of a letter that has none of its own.
const STRANGE: u8 = 3;

/// What one character is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Ends a word.
    Gap,
    /// A letter of a script in [`MODELLED`], lower-cased.
    Letter(usize, char),
    /// A letter of a script in [`COUNTED`].
    Counted(usize),
    /// An apostrophe: part of a word where a letter follows.
    Apostrophe,
    /// Vanishes: combining marks, soft hyphens, joiners, vowel signs of Arabic, tatweel.
    Mark,
}

/// Tells what `c` is.
pub(crate) fn kind(c: char) -> Kind {
    match c {
        // The eight signs met for one apostrophe in Uzbek, Ukrainian and Tajik pages.
        '\'' | '`' | '´' | 'ʻ' | 'ʼ' | '‘' | '’' | '′' => return Kind::Apostrophe,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => return Kind::Mark,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' => return Kind::Mark,
        '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => return Kind::Mark,
        _ => {}
    }
    if !c.is_alphabetic() {
        return Kind::Gap;
    }
    let code = u32::from(c);
    match code {
        0x0041..=0x024F | 0x0250..=0x02AF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F => Kind::Letter(LATN, lower(c)),
        0x0400..=0x052F => Kind::Letter(CYRL, lower(c)),
        0x0600..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFE => Kind::Letter(ARAB, c),
        _ => OTHER_SCRIPTS
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&code))
            .and_then(|(_, _, script)| COUNTED.binary_search(script).ok())
            .map_or(Kind::Gap, Kind::Counted),
    }
}

/// The symbol of a lower-case letter: a byte of its own for each letter that an alphabet of today holds, by the
/// order of Unicode.
pub(crate) fn symbol(script: usize, letter: char) -> u8 {
    let code = u32::from(letter);
    let symbol = match (script, code) {
        // Lower-case letters stand together up to 045F and behind each capital from there on.
        (CYRL, 0x0430..=0x045F) => code - 0x0430 + 4,
        (CYRL, 0x0460..=0x052F) => (code - 0x0460) / 2 + 52,
        (LATN, 0x0061..=0x007A) => code - 0x0061 + 4,
        (LATN, 0x00DF..=0x017F) => code - 0x00DF + 30,
        // Rare ones share a symbol with others as rare.
        (LATN, _) => code % 60 + 191,
        (ARAB, 0x0674) => 0x21,
        (ARAB, 0x0604..=0x06FF) => code - 0x0600,
        _ => u32::from(STRANGE),
    };
    u8::try_from(symbol).unwrap_or(STRANGE)
}

/// The lower-case letter; of letters that become several (`İ`) the first.
fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Latin letters typed in Cyrillic words and the Cyrillic letters they stand for.
pub(crate) const LOOK_ALIKES: [(char, char); 21] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('j', 'ј'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
    ('ä', 'ә'),
    ('ë', 'ё'),
    ('ö', 'ө'),
    ('ü', 'ү'),
    ('ə', 'ә'),
    ('ⱨ', 'ҳ'),
    ('ⱪ', 'қ'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_script() {
        assert_eq!(kind('Қ'), Kind::Letter(CYRL, 'қ'));
        assert_eq!(kind('Ə'), Kind::Letter(LATN, 'ə'));
        assert_eq!(kind('İ'), Kind::Letter(LATN, 'i'));
        assert_eq!(kind('ў'), Kind::Letter(CYRL, 'ў'));
        assert_eq!(kind('گ'), Kind::Letter(ARAB, 'گ'));
        assert_eq!(kind('中'), Kind::Counted(COUNTED.binary_search(&"Hani").unwrap()));
        assert_eq!(kind('7'), Kind::Gap);
        assert_eq!(kind('«'), Kind::Gap);
    }

    #[test]
    fn eight_apostrophes_are_one() {
        assert!("'`´ʻʼ‘’′".chars().all(|c| kind(c) == Kind::Apostrophe));
    }

    #[test]
    fn counted_scripts_are_sorted_and_complete() {
        assert!(COUNTED.is_sorted());
        assert!(OTHER_SCRIPTS.iter().all(|(_, _, script)| COUNTED.contains(script)));
    }
}
