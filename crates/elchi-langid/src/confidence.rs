//! How often a margin is right: the only source of confidences, in thousandths, so that no float reaches
//! the output.

/// Lower bounds of the margin, in hundredths of an order of magnitude per square root of the number of
/// letters, and the share of right answers from there to the next bound, in thousandths.
/// Source: counted on the development windows of three to six words, all languages; sentences do better.
const RIGHT: [(i32, u16); 14] = [
    (0, 340),
    (4, 440),
    (8, 520),
    (12, 670),
    (20, 720),
    (28, 780),
    (36, 860),
    (44, 920),
    (60, 960),
    (80, 980),
    (100, 988),
    (120, 995),
    (160, 998),
    (200, 999),
];

/// Share of right answers among those decided by the second opinion alone.
/// Source: counted on the same windows.
pub(crate) const SECOND_OPINION: u16 = 960;

/// Confidence of a language that a short text took over from the text around it.
pub(crate) const PRIOR: u16 = 800;

/// Confidence of a margin over `letters` letters, in thousandths.
pub(crate) fn confidence(margin: i32, letters: u32) -> u16 {
    let scaled = margin / i32::try_from(letters.isqrt().max(1)).unwrap_or(i32::MAX);
    RIGHT.iter().rev().find(|(bound, _)| scaled >= *bound).map_or(RIGHT[0].1, |(_, share)| *share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_margin_is_never_less_sure() {
        assert!(RIGHT.is_sorted());
        assert!(confidence(0, 30) < confidence(900, 30));
        assert_eq!(confidence(i32::MAX, 1), 999);
        assert_eq!(confidence(-1, 0), RIGHT[0].1);
    }
}
