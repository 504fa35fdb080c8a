//! What each character is to the tokeniser, and what it folds to.

/// What a character is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Letter,
    /// A combining mark: part of a word.
    Mark,
    Digit,
    Space,
    Newline,
    /// Between two letters a part of the word, elsewhere punctuation.
    Apostrophe,
    Punct,
    /// Invisible: soft hyphens, zero-width characters.
    Ignored,
}

/// Which script a letter belongs to, as far as look-alikes matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alphabet {
    Latin,
    Cyrillic,
    Other,
}

/// The class of any character.
pub(crate) fn class(c: char) -> Class {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Class::Newline,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => Class::Ignored,
        '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' | '\u{2b9}' | '\u{2032}' => {
            Class::Apostrophe
        }
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{64b}'..='\u{65f}' | '\u{670}' => Class::Mark,
        _ if c.is_ascii_digit() || digit(c).is_some() => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Punct,
    }
}

/// Value of a decimal digit of the scripts that news texts use.
pub(crate) fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// The alphabet of a letter.
pub(crate) fn alphabet(c: char) -> Alphabet {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' => Alphabet::Latin,
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' => {
            Alphabet::Cyrillic
        }
        _ => Alphabet::Other,
    }
}

/// Lower case by one character. Dotted and dotless i of the Turkic alphabets fold to `i`, so that capitals
/// written without their dot still find their word.
pub(crate) fn lower(c: char) -> char {
    match c {
        '\u{130}' | '\u{131}' => 'i',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

/// One character for all that stand for the same mark: hyphens and dashes, quotation marks, apostrophes.
pub(crate) fn fold_mark(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{ff0d}' => '-',
        '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ff02}' => '"',
        _ if class(c) == Class::Apostrophe => '\'',
        _ => c,
    }
}

/// Letters that look the same in Latin and Cyrillic, both cases where the look is the same.
const LOOK_ALIKES: &[(char, char)] = &[
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('j', 'ј'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
    ('ə', 'ә'),
    ('ö', 'ӧ'),
    ('ë', 'ё'),
    ('ï', 'ї'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('Ə', 'Ә'),
    ('Ö', 'Ӧ'),
    ('Ë', 'Ё'),
    ('Ï', 'Ї'),
];

/// The Cyrillic letter that looks like Latin `c`.
pub(crate) fn to_cyrillic(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(latin, _)| *latin == c).map(|(_, cyrillic)| *cyrillic)
}

/// The Latin letter that looks like Cyrillic `c`.
pub(crate) fn to_latin(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(_, cyrillic)| *cyrillic == c).map(|(latin, _)| *latin)
}

/// The first letter of `word` (a run of letters and marks) that is not of the alphabet of the others,
/// as byte offset, where Latin and Cyrillic letters stand inside one word by mistake.
pub(crate) fn mixed_at(text: &str) -> Option<(usize, char, Alphabet)> {
    let mut word: Vec<(usize, char, Alphabet)> = Vec::new();
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match class(c) {
            Class::Letter => word.push((at, c, alphabet(c))),
            Class::Mark | Class::Apostrophe | Class::Ignored => {}
            _ => {
                let latin = word.iter().filter(|l| l.2 == Alphabet::Latin).count();
                let cyrillic = word.iter().filter(|l| l.2 == Alphabet::Cyrillic).count();
                if latin > 0 && cyrillic > 0 && !is_spelled_in_both(&word) {
                    let odd = if latin <= cyrillic { Alphabet::Latin } else { Alphabet::Cyrillic };
                    return word.iter().find(|l| l.2 == odd).copied();
                }
                word.clear();
            }
        }
    }
    None
}

/// True for a name that is written in two alphabets on purpose: a Cyrillic and a Latin part, each with a letter that the
/// other alphabet has no twin of.
fn is_spelled_in_both(word: &[(usize, char, Alphabet)]) -> bool {
    let switch = word.windows(2).filter(|pair| pair[0].2 != pair[1].2).count();
    let own = |alphabet: Alphabet, twin: fn(char) -> Option<char>| {
        word.iter().any(|letter| letter.2 == alphabet && twin(letter.1).is_none())
    };
    switch == 1 && own(Alphabet::Latin, to_cyrillic) && own(Alphabet::Cyrillic, to_latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        for (c, expected) in [
            ('ж', Class::Letter),
            ('\u{301}', Class::Mark),
            ('٤', Class::Digit),
            ('\u{a0}', Class::Space),
            ('\n', Class::Newline),
            ('ʻ', Class::Apostrophe),
            ('«', Class::Punct),
            ('\u{ad}', Class::Ignored),
        ] {
            assert_eq!(class(c), expected, "{c:?}");
        }
    }

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_seen() {
        assert_eq!(mixed_at("Кaзахстан").map(|found| found.0), Some(2));
        assert_eq!(mixed_at("Казахcтaн").map(|found| found.0), Some(10));
        assert_eq!(mixed_at("BOMCA-Астана и oʻzbek"), None);
        assert_eq!(mixed_at("АКИpress"), None);
    }
}
