//! Numbers of several words: "two million three hundred thousand", "үш жүз елу", "9 миллион 300 мың".

use elchi_lexicon::{Analysis, Capture, Hit, Language, Shape};

/// The list whose entries multiply what stands before them.
const SCALES: &str = "magnitudes";
/// The list of other number words.
const WORDS: &str = "numbers";

/// The number of a capture: of its one number or word, or of all of them together.
///
/// Words add up; a hundred multiplies the unit before it, a scale word all that stands before it since the last
/// scale word.
pub(crate) fn number_of(capture: &Capture, language: &Language, analysis: &Analysis) -> Option<f64> {
    let (mut total, mut current, mut parts) = (0.0, 0.0, 0);
    let mut at = capture.tokens.start;
    while at < capture.tokens.end {
        let token = analysis.tokens.get(at as usize)?;
        let word = word_at(at, language, analysis).filter(|(hit, ..)| hit.end_token() <= capture.tokens.end);
        match word {
            Some((_, factor, true)) => {
                total += if current == 0.0 { factor } else { current * factor };
                current = 0.0;
                parts += 1;
            }
            Some((_, number, false)) => {
                current =
                    if number == 100.0 && (1.0..10.0).contains(&current) { current * 100.0 } else { current + number };
                parts += 1;
            }
            None if token.shape == Shape::Number => {
                current += token.number?;
                parts += 1;
            }
            None => {}
        }
        at = word.map_or(at + 1, |(hit, ..)| hit.end_token());
    }
    let composed = (parts > 1 || (parts == 1 && capture.number.is_none())).then_some(total + current);
    composed.or(capture.number).or_else(|| entry_number(capture, language, analysis))
}

/// True where the words or figures right before token `first` belong to the same number, as in "a thousand | two
/// hundred": read from here on it would be another number.
pub(crate) fn continues_a_number(first: u32, language: &Language, analysis: &Analysis) -> bool {
    let is_number = |token: Option<u32>| {
        token.is_some_and(|token| {
            let figure = analysis.tokens.get(token as usize).is_some_and(|token| token.shape == Shape::Number);
            let reaches =
                |from: u32| word_at(from, language, analysis).is_some_and(|(hit, ..)| hit.end_token() > token);
            figure || reaches(token) || token.checked_sub(1).is_some_and(reaches)
        })
    };
    is_number(first.checked_sub(1))
}

/// The number word that begins at a token, its value, and whether it is a scale.
fn word_at<'a>(token: u32, language: &Language, analysis: &'a Analysis) -> Option<(&'a Hit, f64, bool)> {
    analysis.hits_at(token as usize).map(|hit| &analysis.hits[hit]).filter(|hit| hit.kind.is_none()).find_map(|hit| {
        let entry = language.entry(hit)?;
        (entry.list == SCALES || entry.list == WORDS).then_some((hit, entry.number?, entry.list == SCALES))
    })
}

/// The number behind the id of an entry that covers exactly what was captured: a set names forms, and the lists
/// know what they stand for.
fn entry_number(capture: &Capture, language: &Language, analysis: &Analysis) -> Option<f64> {
    exact_hits(capture, analysis).find_map(|hit| language.entry(hit)?.number)
}

/// Words of lists (no names) that cover exactly what was captured.
pub(crate) fn exact_hits<'a>(capture: &Capture, analysis: &'a Analysis) -> impl Iterator<Item = &'a Hit> {
    let end = capture.tokens.end;
    let hits = analysis.hits_at(capture.tokens.start as usize);
    hits.map(|hit| &analysis.hits[hit]).filter(move |hit| hit.kind.is_none() && hit.end_token() == end)
}
