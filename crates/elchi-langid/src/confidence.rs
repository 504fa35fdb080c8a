//! How often a margin is right: the only source of confidences, in thousandths, so that no float reaches
//! the output.

/// Lower bounds of the margin, in parts of 256 of a unit of log-odds, and the share of right answers from
/// there to the next bound, in thousandths.
/// Source: counted on the development sentences and windows of three to six words, all languages.
const RIGHT: [(i32, u16); 15] = [
    (0, 385),
    (96, 450),
    (128, 560),
    (192, 640),
    (320, 680),
    (448, 770),
    (512, 845),
    (608, 890),
    (672, 925),
    (736, 945),
    (928, 973),
    (992, 984),
    (1280, 994),
    (1792, 997),
    (2944, 999),
];

/// Share of right answers among those decided by the second opinion alone.
/// Source: counted on the same texts.
pub(crate) const SECOND_OPINION: u16 = 960;

/// Confidence of a language that a short text took over from the text around it.
pub(crate) const PRIOR: u16 = 800;

/// Confidence of a margin, in thousandths.
pub(crate) fn confidence(margin: i32) -> u16 {
    RIGHT.iter().rev().find(|(bound, _)| margin >= *bound).map_or(RIGHT[0].1, |(_, share)| *share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_margin_is_never_less_sure() {
        assert!(RIGHT.is_sorted());
        assert!(confidence(0) < confidence(900));
        assert_eq!(confidence(i32::MAX), RIGHT[RIGHT.len() - 1].1);
        assert_eq!(confidence(-1), RIGHT[0].1);
    }
}
