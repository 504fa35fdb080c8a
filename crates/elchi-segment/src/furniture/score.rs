//! How much the words of a line are those of page furniture: a linear model over its words, pairs of words and parts of
//! words, trained by `elchi-train furniture` on the labelled pages and the phrases of `lang/`.
//!
//! Phrases name what was seen; this says what another wording of it looks like. Whole numbers only, so that every machine
//! gives the same answer.

use elchi_lexicon::models;

use super::words::{Piece, Pieces};

/// Number of weights; a power of two.
pub const BUCKETS: usize = 1 << 17;
/// A weight of the file is so many parts of one natural unit of log-odds.
pub const PARTS: i32 = 8;
/// The file of weights: the bias as two bytes, low one first, then one signed byte for each bucket.
static WEIGHTS: &[u8] = models::FURNITURE;
const _: () = assert!(models::FURNITURE.len() == 2 + BUCKETS, "models/furniture.bin has another size: train it again");

/// What a word and a pair of words count, in tenths.
const WORD: u32 = 10;
/// What a part of a word counts, in tenths.
const PART: u32 = 3;
/// Characters of a part of a word, its borders included.
const PART_CHARS: std::ops::RangeInclusive<usize> = 3..=5;
/// Words of a line that are looked at, and characters of a word.
const MOST: usize = 32;

const START: u64 = 0xCBF2_9CE4_8422_2325;
/// Starts of the hash for words, pairs of words and signs.
const SEEDS: [u64; 3] = [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9];

/// Features of a line, buckets with tenths, and the sum of the tenths.
fn features(pieces: &Pieces, mut each: impl FnMut(usize, u32)) -> u32 {
    let mut total = 0;
    let mut take = |hash: u64, tenths: u32| {
        total += tenths;
        each((hash ^ (hash >> 29)) as usize & (BUCKETS - 1), tenths);
    };
    let mut before = None;
    let mut count = 0;
    for piece in &pieces.pieces {
        let Piece::Word(start, end) = *piece else {
            take(step(SEEDS[2], sign(*piece)), PART);
            continue;
        };
        count += 1;
        if count > MOST {
            break;
        }
        let word = pieces.word(start, end);
        let mut chars = [' '; MOST + 2];
        let mut length = 1;
        for c in word.chars().take(MOST) {
            chars[length] = c;
            length += 1;
        }
        length += 1;
        let whole = chars[..length].iter().fold(SEEDS[0], |hash, c| step(hash, u32::from(*c)));
        take(whole, WORD);
        for first in 0..length {
            let mut hash = START;
            for (at, c) in chars[first..length].iter().enumerate().take(*PART_CHARS.end()) {
                hash = step(hash, u32::from(*c));
                if at + 1 >= *PART_CHARS.start() {
                    take(hash, PART);
                }
            }
        }
        if let Some(before) = before.replace(whole) {
            take(before ^ whole.rotate_left(17) ^ SEEDS[1], WORD);
        }
    }
    total
}

fn step(hash: u64, value: u32) -> u64 {
    (hash ^ u64::from(value)).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23)
}

/// A number for each kind of piece that is no word.
fn sign(piece: Piece) -> u32 {
    match piece {
        Piece::Word(..) => 0,
        Piece::Number => 1,
        Piece::Clock => 2,
        Piece::Link => 3,
        Piece::Tag => 4,
        Piece::Picture => 5,
        Piece::Stop => 6,
        Piece::Colon => 7,
        Piece::Inner => 8,
        Piece::Dash => 9,
        Piece::Sign => 10,
    }
}

/// The features of a line for a trainer: buckets below [`BUCKETS`], each with its value, scaled so that the values and
/// not their number count.
pub fn furniture_features(line: &str, into: &mut Vec<(u32, f32)>) {
    let mut pieces = Pieces::default();
    pieces.read(line);
    into.clear();
    let total = features(&pieces, |bucket, tenths| into.push((bucket as u32, tenths as f32)));
    let scale = (total as f32 * 10.0).sqrt().max(1.0);
    into.iter_mut().for_each(|(_, value)| *value /= scale);
}

/// Log-odds that the words of a line are those of furniture, in hundredths of a natural unit.
pub(crate) fn score(pieces: &Pieces) -> i32 {
    let mut sum: i64 = 0;
    let total = features(pieces, |bucket, tenths| sum += i64::from(WEIGHTS[2 + bucket] as i8) * i64::from(tenths));
    let bias = i32::from(i16::from_le_bytes([WEIGHTS[0], WEIGHTS[1]]));
    // The root of ten times the sum, as the trainer scales values, in hundredths.
    let scale = i64::from((u64::from(total) * 100_000).isqrt().max(1) as u32);
    let hundredths = sum * 100 * 100 / (scale * i64::from(PARTS));
    i32::try_from(hundredths).unwrap_or(i32::MAX) + bias * 100 / PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(line: &str) -> i32 {
        let mut pieces = Pieces::default();
        pieces.read(line);
        score(&pieces)
    }

    #[test]
    fn other_wordings_of_furniture_are_known() {
        for line in ["Subscribe to our weekly channel", "Share this on social networks", "Views: 120 comments: 4"] {
            assert!(scored(line) > 100, "{line}: {}", scored(line));
        }
        for line in ["Ministers met in the capital on Friday", "The president signed a treaty on the border"] {
            assert!(scored(line) < -100, "{line}: {}", scored(line));
        }
    }

    #[test]
    fn the_trainer_and_the_score_see_the_same() {
        let mut values = Vec::new();
        furniture_features("Share this page", &mut values);
        let weight = |bucket: u32| f32::from(WEIGHTS[2 + bucket as usize] as i8) / PARTS as f32;
        let bias = f32::from(i16::from_le_bytes([WEIGHTS[0], WEIGHTS[1]])) / PARTS as f32;
        let sum: f32 = values.iter().map(|(bucket, value)| weight(*bucket) * value).sum::<f32>() + bias;
        assert!((sum * 100.0 - scored("Share this page") as f32).abs() < 5.0, "{sum} {}", scored("Share this page"));
        furniture_features("", &mut values);
        assert!(values.is_empty());
    }
}
