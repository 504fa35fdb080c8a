//! Which characters need no thought: alone and in any order they are NFC, and none is a control character.

/// What has to be done with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// NFC in itself, no mark, and part of no composition with what stands before it.
    Settled,
    /// Ends a line (UAX #14, classes BK, CR, LF and NL).
    LineEnd,
    /// A control character other than tab and line ends.
    Control,
    /// SOFT HYPHEN.
    SoftHyphen,
    /// ZERO WIDTH SPACE, WORD JOINER, ZERO WIDTH NO-BREAK SPACE.
    ZeroWidth,
    /// To be asked of the normaliser.
    Other,
}

/// The class of a character.
pub(crate) fn class(char: char) -> Class {
    match char {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::LineEnd,
        '\u{ad}' => Class::SoftHyphen,
        '\u{200b}' | '\u{2060}' | '\u{feff}' => Class::ZeroWidth,
        _ if is_settled(char) => Class::Settled,
        _ if char.is_control() => Class::Control,
        _ => Class::Other,
    }
}

/// True for the ranges that our languages are written in. A test goes through each of their code points.
fn is_settled(char: char) -> bool {
    matches!(u32::from(char),
        0x09 | 0x20..=0x7E | 0xA0..=0xAC | 0xAE..=0x2FF // Latin
        | 0x400..=0x482 | 0x48A..=0x52F // Cyrillic
        | 0x620..=0x64A | 0x660..=0x66F | 0x671..=0x6D3 // Arabic
        | 0x2002..=0x200A | 0x200C..=0x2027 | 0x202A..=0x205F // punctuation
        | 0x20A0..=0x20C0 | 0x2116 | 0x2122 | 0x2190..=0x21FF | 0x2500..=0x27BF
        | 0x4E00..=0x9FFF | 0x1F300..=0x1FAFF)
}

/// Bytes that need no thought where they begin a character, whatever follows; and all that continue one.
///
/// With that, no step of the scan waits for the one before it.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // U+0020 to U+007E; the bytes that continue; U+00C0 to U+02FF; U+0400 to U+047F; U+04C0 to U+04FF.
        plain[byte] = matches!(byte, 0x09 | 0x20..=0x7E | 0x80..=0xBF | 0xC3..=0xCB | 0xD0 | 0xD1 | 0xD3);
        byte += 1;
    }
    plain
};

/// The same, with LF among them.
const PLAIN_WITH_LF: [bool; 256] = {
    let mut plain = PLAIN;
    plain[b'\n' as usize] = true;
    plain
};

/// Number of bytes at the start of `text` that are settled, where LF counts as such if `with_lf`.
pub(crate) fn settled_prefix(text: &str, with_lf: bool) -> usize {
    let plain = if with_lf { &PLAIN_WITH_LF } else { &PLAIN };
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match bytes[at..].iter().position(|&byte| !plain[usize::from(byte)]) {
            Some(run) => at += run,
            None => return bytes.len(),
        }
        match text[at..].chars().next() {
            Some(char) if is_settled(char) => at += char.len_utf8(),
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

    use super::*;

    #[test]
    fn settled_characters_are_nfc_in_any_order() {
        let nfc = ComposingNormalizerBorrowed::new_nfc();
        let nfd = DecomposingNormalizerBorrowed::new_nfd();
        for char in (0..=0x10_FFFF).filter_map(char::from_u32) {
            // What a character is made of, but for the first: only these compose with something before them.
            for second in nfd.normalize(&char.to_string()).chars().skip(1) {
                assert!(!is_settled(second), "{second:?} composes to {char:?}");
            }
            if is_settled(char) {
                assert!(!char.is_control() || char == '\t', "{char:?} is a control character");
                assert!(nfc.is_normalized(&char.to_string()), "{char:?} is not NFC");
                // A mark of a lower class would move in front of this one, of the highest.
                assert!(nfc.is_normalized(&format!("a\u{345}{char}")), "{char:?} is a mark");
            }
        }
    }

    #[test]
    fn the_scan_agrees_with_the_ranges() {
        for char in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let text = char.to_string();
            let expected = if is_settled(char) { text.len() } else { 0 };
            assert_eq!(settled_prefix(&text, false), expected, "{char:?}");
            let expected = if char == '\n' { 1 } else { expected };
            assert_eq!(settled_prefix(&text, true), expected, "{char:?}");
        }
    }
}
