//! Letters: the standard tables search a list for each character beyond ASCII; nearly all of ours lie in a few blocks.

/// True for letters and digits, as [`char::is_alphanumeric`].
pub(crate) fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (is_common(c) || c.is_alphanumeric()))
}

/// True for letters, as [`char::is_alphabetic`].
pub(crate) fn is_alphabetic(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && (is_common(c) || c.is_alphabetic()))
}

/// Letters of the Latin and Cyrillic blocks.
fn is_common(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard() {
        for c in '\0'..='\u{3000}' {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }
}
