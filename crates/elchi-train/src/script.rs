//! What a character of a training text is: a letter of the script that is counted, an apostrophe, a sign that
//! does not break a word, or a gap.

/// A script whose letter pairs are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Cyrillic.
    Cyrl,
    /// Latin.
    Latn,
    /// Arabic.
    Arab,
}

impl Script {
    /// The script of an ISO 15924 code.
    pub(crate) fn new(code: &str) -> Option<Script> {
        match code {
            "Cyrl" => Some(Script::Cyrl),
            "Latn" => Some(Script::Latn),
            "Arab" => Some(Script::Arab),
            _ => None,
        }
    }

    /// `c` in lower case where it is a letter of this script. Ranges follow the blocks of Unicode.
    pub(crate) fn letter(self, c: char) -> Option<char> {
        let c = c.to_lowercase().next()?;
        let code = u32::from(c);
        let inside = c.is_alphabetic()
            && match self {
                Script::Latn => code < 0x2B0 || (0x1E00..0x1F00).contains(&code),
                Script::Arab => (0x600..0x700).contains(&code) && c != TATWEEL,
                Script::Cyrl => (0x400..0x530).contains(&code),
            };
        inside.then_some(c)
    }
}

/// Stretches a word and says nothing.
const TATWEEL: char = '\u{640}';

/// True for the signs that texts use for one apostrophe.
pub(crate) fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{B4}' | '\u{2BB}' | '\u{2BC}' | '\u{2018}' | '\u{2019}' | '\u{2032}')
}

/// True for what stands inside a word and is no letter of it: combining marks, soft hyphens, joiners, signs of
/// Arabic. Ask [`Script::letter`] first: in Arabic, it takes vowel signs, which Unicode calls alphabetic.
pub(crate) fn silent(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | TATWEEL | '\u{670}'
            | '\u{300}'..='\u{36F}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{200B}'..='\u{200F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_belong_to_one_script() {
        assert_eq!(Script::Cyrl.letter('Қ'), Some('қ'));
        assert_eq!(Script::Latn.letter('Ş'), Some('ş'));
        assert_eq!(Script::Arab.letter('ې'), Some('ې'));
        assert_eq!(Script::Latn.letter('қ'), None);
        assert_eq!(Script::Cyrl.letter('7'), None);
        assert_eq!(Script::Arab.letter(TATWEEL), None);
        assert_eq!(Script::new("Grek"), None);
    }

    #[test]
    fn signs_inside_words_are_told_apart() {
        assert!(apostrophe('ʻ') && apostrophe('’') && !apostrophe('"'));
        assert!(silent('\u{301}') && silent('\u{AD}') && !silent(' '));
    }
}
