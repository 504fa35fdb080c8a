//! Numbers in digits, with the marks of the language.

use crate::text::chars;

/// Marks that a language writes inside numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct NumberMarks {
    /// Before the fraction.
    pub(crate) decimal: Vec<char>,
    /// Between thousands.
    pub(crate) group: Vec<char>,
}

/// A number found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// The byte after its last.
    pub(crate) end: usize,
    pub(crate) value: f64,
    /// No fraction.
    pub(crate) integer: bool,
    /// Number of digits where it is digits only, else 0.
    pub(crate) plain_digits: u8,
}

/// Reads the number whose first digit stands at byte `start` of `text`.
///
/// A group mark counts before exactly three digits, and only where one to three digits not led by a zero
/// stand before the first; all marks of a number are the same. A decimal mark counts before a digit, but not in
/// `12.06.2020` or `1,2,3`, where it comes again or came before, and not between two years.
pub(crate) fn scan(text: &str, start: usize, end: usize, marks: &NumberMarks) -> Number {
    let (mut at, mut value, first_digits) = digits(text, start, end);
    let mut integer = true;
    let mut grouped = None;
    let leads_with_zero = text[start..at].chars().next().and_then(chars::digit) == Some(0);
    while let Some(mark) = text[at..end].chars().next() {
        if grouped.is_some_and(|first| first != mark)
            || !marks.group.contains(&mark)
            || first_digits > 3
            || leads_with_zero
        {
            break;
        }
        let (next, group, count) = digits(text, at + mark.len_utf8(), end);
        if count != 3 {
            break;
        }
        // A four-group such as 1.200.2020 is no number: leave the rest to the next token.
        (value, at) = (value * 1000.0 + group, next);
        grouped = Some(mark);
    }
    if let Some(mark) =
        text[at..end].chars().next().filter(|mark| marks.decimal.contains(mark) && grouped != Some(*mark))
    {
        let (next, fraction, count) = digits(text, at + mark.len_utf8(), end);
        let again = text[next..end].starts_with(mark)
            && text[next + mark.len_utf8()..end].chars().next().and_then(chars::digit).is_some();
        let years = is_year(value) && first_digits == 4 && is_year(fraction) && count == 4;
        if count > 0 && !again && !years && !follows_mark(text, start, mark) {
            // Parsed from digits as a whole, so that 0.1 is the double nearest to it.
            value = decimal(text, start, at, next, mark).unwrap_or(value);
            (at, integer) = (next, false);
        }
    }
    let plain = integer && grouped.is_none();
    Number {
        end: at,
        value,
        integer,
        plain_digits: if plain { u8::try_from(first_digits).unwrap_or(u8::MAX) } else { 0 },
    }
}

/// True where a digit and `mark` stand right before byte `start`: the second number of `05.11.2021`.
fn follows_mark(text: &str, start: usize, mark: char) -> bool {
    let before = text[..start].strip_suffix(mark);
    before.and_then(|before| before.chars().next_back()).and_then(chars::digit).is_some()
}

fn is_year(value: f64) -> bool {
    (1000.0..=2100.0).contains(&value)
}

/// End, value and count of the digits from `start`.
fn digits(text: &str, start: usize, end: usize) -> (usize, f64, usize) {
    let (mut at, mut value, mut count) = (start, 0.0, 0);
    for c in text[start..end].chars() {
        let Some(digit) = chars::digit(c) else { break };
        value = value * 10.0 + f64::from(digit);
        at += c.len_utf8();
        count += 1;
    }
    (at, value, count)
}

fn decimal(text: &str, start: usize, mark_at: usize, end: usize, mark: char) -> Option<f64> {
    let plain = |range: &str| {
        range.chars().filter_map(chars::digit).filter_map(|d| char::from_digit(d, 10)).collect::<String>()
    };
    let whole = plain(&text[start..mark_at]);
    let fraction = plain(&text[mark_at + mark.len_utf8()..end]);
    format!("{whole}.{fraction}").parse().ok()
}

/// The value of a Roman numeral in capitals, Latin or look-alike Cyrillic letters; 0 where it is none.
pub(crate) fn roman(word: &str) -> u32 {
    let (mut value, mut last) = (0_u32, 0);
    for c in word.chars() {
        let part = match chars::to_latin(c).unwrap_or(c) {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            'M' => 1000,
            _ => return 0,
        };
        // A smaller part before a larger one was added and must be taken off, twice over.
        value = (value + part).saturating_sub(if last < part { 2 * last } else { 0 });
        if value > 3999 {
            return 0;
        }
        last = part;
    }
    // Only the usual spelling counts: IIX and VV are words.
    if spelled(value).chars().eq(word.chars().map(|c| chars::to_latin(c).unwrap_or(c))) { value } else { 0 }
}

fn spelled(mut value: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (step, letters) in STEPS {
        while value >= step {
            out.push_str(letters);
            value -= step;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let comma = NumberMarks { decimal: vec![','], group: vec![' ', '\u{a0}', '.'] };
        let check = |text: &str, expected: f64, taken: &str| {
            let found = scan(text, 0, text.len(), &comma);
            assert_eq!((found.value, &text[..found.end]), (expected, taken), "{text}");
        };
        check("45 млн", 45.0, "45");
        check("1 200 000,5 евро", 1_200_000.5, "1 200 000,5");
        check("1.200", 1200.0, "1.200");
        check("12.06.2020", 12.0, "12");
        check("0,1", 0.1, "0,1");
        check("1,2,3", 1.0, "1");
        check("2019,2020", 2019.0, "2019");
        check("2019 200", 2019.0, "2019");
        check("15 июня", 15.0, "15");
        check("٤٥", 45.0, "٤٥");
        check("12,", 12.0, "12");
    }

    #[test]
    fn days_with_stops_are_no_decimals() {
        let point = NumberMarks { decimal: vec!['.'], group: vec![','] };
        let text = "05.11.2021";
        let found = scan(text, 3, text.len(), &point);
        assert_eq!((found.value, found.end), (11.0, 5));
        assert_eq!(scan("v. 11.5", 3, 7, &point).value, 11.5);
    }

    #[test]
    fn roman_numerals() {
        for (word, expected) in [("XXI", 21), ("ХХI", 21), ("IV", 4), ("IIX", 0), ("мир", 0), ("MMXX", 2020)] {
            assert_eq!(roman(word), expected, "{word}");
        }
    }
}
