//! Lines that stand on many pages of one outlet: what a line is known by, and the lines of a page that may be such.

use std::collections::BTreeSet;

use crate::letters;
use crate::lines::{Line, lines};

/// Longest line, in bytes, that may be furniture of a site.
const LINE_BYTES: usize = 420;
/// Fewest letters of a line that is told apart from others.
const LETTERS: usize = 3;

/// What a line is known by: a hash of its letters and digits, whatever the case, the blanks and the signs. None for
/// lines that are too long, or hold too few letters.
pub fn line_hash(line: &str) -> Option<u64> {
    if line.len() > LINE_BYTES || line.chars().filter(|c| letters::is_alphabetic(*c)).take(LETTERS).count() < LETTERS {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    let mut buffer = [0; 4];
    for c in line.chars().filter(|c| letters::is_alphanumeric(*c)).flat_map(char::to_lowercase) {
        hasher.update(c.encode_utf8(&mut buffer).as_bytes());
    }
    let hash = hasher.finalize();
    Some(hash.as_bytes()[..8].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

/// The lines of `text` that may be furniture of its site, each once, in text order, with what they are known by.
pub fn page_lines(text: &str) -> Vec<(u64, &str)> {
    let mut found: Vec<Line> = Vec::new();
    lines(text, &mut found);
    let mut seen = BTreeSet::new();
    let known = |line: &Line| {
        let line = line.span.of(text);
        Some((line_hash(line)?, line))
    };
    found.iter().filter_map(known).filter(|(hash, _)| seen.insert(*hash)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_by_letters_and_digits() {
        assert_eq!(line_hash("Share this: Telegram"), line_hash("  SHARE THIS — Telegram!"));
        assert_ne!(line_hash("Page 1 of us"), line_hash("Page 2 of us"));
        assert_eq!(line_hash("12:30"), None);
        assert_eq!(line_hash(&"long ".repeat(200)), None);
        let lines = page_lines("Share it\n\nThe talks ended.\nSHARE IT\n12");
        assert_eq!(lines.iter().map(|(_, line)| *line).collect::<Vec<_>>(), ["Share it", "The talks ended."]);
    }
}
