//! Text that is no language: strings of chance letters, words of real ones with their letters in disorder.

use elchi_langid::features::MODELLED;

use crate::rng::Rng;
use crate::script::Script;

/// Code points that chance letters are drawn from, by script of [`MODELLED`]: first, last, and how often a letter
/// of this range. The last range of Latin holds the letters of languages that nobody trained.
const LETTERS: [&[(u32, u32, u32)]; MODELLED.len()] = [
    &[(0x0430, 0x044F, 8), (0x0450, 0x045F, 1), (0x0490, 0x04FF, 1)],
    &[(0x61, 0x7A, 9), (0xDF, 0xFF, 1), (0x0100, 0x017E, 1), (0x1EA0, 0x1EF9, 1)],
    &[(0x0621, 0x064A, 8), (0x0671, 0x06D3, 2)],
];
/// Longest word of chance letters.
const LONGEST: usize = 14;

/// A text of chance words; `real` gives words of languages to disturb.
pub(crate) fn text(script: Script, rng: &mut Rng, mut real: impl FnMut(&mut Rng) -> String) -> String {
    let mut out = String::new();
    let kind = rng.below(3);
    // Few letters, as a language has, or all of them.
    let few: Vec<char> = (0..6 + rng.below(24)).map(|_| letter(script, rng)).collect();
    for _ in 0..1 + rng.below(12) {
        let word: String = match kind {
            0 => (0..1 + rng.below(LONGEST)).map(|_| letter(script, rng)).collect(),
            1 => (0..1 + rng.below(LONGEST)).map(|_| *rng.pick(&few)).collect(),
            _ => shuffled(&real(rng), rng),
        };
        out.push_str(&word);
        out.push(' ');
    }
    out
}

fn letter(script: Script, rng: &mut Rng) -> char {
    let ranges = LETTERS[script.0];
    let (first, last, _) = ranges[rng.weighted(ranges.iter().map(|range| range.2))];
    char::from_u32(first + rng.below((last - first + 1) as usize) as u32).unwrap_or(' ')
}

fn shuffled(word: &str, rng: &mut Rng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    for at in (1..letters.len()).rev() {
        letters.swap(at, rng.below(at + 1));
    }
    letters.into_iter().collect()
}
