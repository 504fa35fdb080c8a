//! The tokeniser: one pass over the bytes, no allocation per token.

use std::ops::Range;

use elchi_model::Span;

use crate::text::chars::{self, Alphabet, Class};
use crate::text::number::{self, NumberMarks};
use crate::text::table::{CharTable, Info};
use crate::text::token::{FormId, Shape, Token};

/// Cuts text into tokens by the habits of one language.
#[derive(Debug)]
pub(crate) struct Tokeniser {
    pub(crate) chars: CharTable,
    pub(crate) marks: NumberMarks,
}

impl Tokeniser {
    /// Appends the tokens of `text[range]` to `out`; `form` gives the id of a folded form. `buffer` is
    /// overwritten.
    pub(crate) fn run(
        &self,
        text: &str,
        range: Range<usize>,
        buffer: &mut String,
        mut form: impl FnMut(&str) -> FormId,
        out: &mut Vec<Token>,
    ) {
        let first = out.len();
        let (mut at, end) = (range.start, range.end);
        let mut line_start = true;
        while let Some(c) = text[at..end].chars().next() {
            let info = self.chars.info(c);
            match info.class {
                Class::Space | Class::Ignored => at += c.len_utf8(),
                Class::Newline => {
                    if let Some(last) = out[first..].last_mut() {
                        last.line_end = true;
                    }
                    line_start = true;
                    at += c.len_utf8();
                }
                class => {
                    let mut token = match class {
                        Class::Letter | Class::Mark => self.word(text, at, end, buffer),
                        Class::Digit => self.number(text, at, end, buffer),
                        _ => self.punct(c, info, at, buffer),
                    };
                    token.form = form(buffer);
                    token.line_start = line_start;
                    line_start = false;
                    at = token.span.end as usize;
                    out.push(token);
                }
            }
        }
        if let Some(last) = out[first..].last_mut() {
            last.line_end = true;
        }
    }

    /// The word at byte `start`; its folded form is left in `buffer`.
    fn word(&self, text: &str, start: usize, end: usize, buffer: &mut String) -> Token {
        buffer.clear();
        let mut at = start;
        let (mut letters, mut uppers, mut prefix) = (0_usize, 0_usize, 0_usize);
        let (mut latin, mut cyrillic, mut other) = (0_usize, 0_usize, 0_usize);
        let mut rest = text[start..end].chars();
        while let Some(c) = rest.next() {
            let info = self.chars.info(c);
            match info.class {
                Class::Letter => {
                    letters += 1;
                    if info.upper {
                        uppers += 1;
                        prefix += usize::from(prefix + 1 == letters);
                    }
                    match info.alphabet {
                        Alphabet::Latin => latin += 1,
                        Alphabet::Cyrillic => cyrillic += 1,
                        Alphabet::Other => other += 1,
                    }
                    self.chars.push_folded(c, info, buffer);
                }
                Class::Mark => self.chars.push_folded(c, info, buffer),
                Class::Apostrophe if letters > 0 && self.letter_follows(rest.as_str()) => buffer.push('\''),
                Class::Ignored if self.letter_follows(rest.as_str()) => {}
                _ => break,
            }
            at = end - rest.as_str().len();
        }
        if latin > 0 && cyrillic > 0 {
            self.fold_mixed(&text[start..at], latin, cyrillic, buffer);
        }
        let shape = match uppers {
            0 => Shape::Lower,
            _ if uppers == letters && letters >= 2 => Shape::Upper,
            1 if prefix == 1 => Shape::Capitalised,
            _ => Shape::Mixed,
        };
        let roman = if uppers == letters && letters > 0 { number::roman(&text[start..at]) } else { 0 };
        Token {
            number: (roman > 0).then_some(f64::from(roman)),
            integer: roman > 0,
            roman: roman > 0,
            latin: latin > 0 && cyrillic + other == 0,
            initial: prefix == 1 && letters == 1,
            upper_prefix: u8::try_from(prefix.min(15)).unwrap_or(15),
            ..token(start, at, shape)
        }
    }

    fn number(&self, text: &str, start: usize, end: usize, buffer: &mut String) -> Token {
        let found = number::scan(text, start, end, &self.marks);
        buffer.clear();
        for c in text[start..found.end].chars() {
            match chars::digit(c).and_then(|digit| char::from_digit(digit, 10)) {
                Some(digit) => buffer.push(digit),
                None => buffer.push(c),
            }
        }
        Token {
            number: Some(found.value),
            integer: found.integer,
            plain_digits: found.plain_digits,
            ..token(start, found.end, Shape::Number)
        }
    }

    fn punct(&self, c: char, info: Info, at: usize, buffer: &mut String) -> Token {
        buffer.clear();
        self.chars.push_folded(c, info, buffer);
        Token { dash: chars::fold_mark(c) == '-', ..token(at, at + c.len_utf8(), Shape::Punct) }
    }

    fn letter_follows(&self, rest: &str) -> bool {
        rest.chars().next().is_some_and(|c| self.chars.info(c).class == Class::Letter)
    }

    /// Folds a word of Latin and Cyrillic letters again, with look-alikes turned into the alphabet of the
    /// letters that have none, or else of the majority.
    #[cold]
    fn fold_mixed(&self, word: &str, latin: usize, cyrillic: usize, buffer: &mut String) {
        let own = |alphabet: Alphabet, twin: fn(char) -> Option<char>| {
            word.chars()
                .filter(|&c| chars::class(c) == Class::Letter && chars::alphabet(c) == alphabet && twin(c).is_none())
                .count()
        };
        let (own_latin, own_cyrillic) =
            (own(Alphabet::Latin, chars::to_cyrillic), own(Alphabet::Cyrillic, chars::to_latin));
        let into_cyrillic = (own_cyrillic, cyrillic) >= (own_latin, latin);
        let twin = if into_cyrillic { chars::to_cyrillic } else { chars::to_latin };
        buffer.clear();
        for c in word.chars() {
            let c = twin(c).unwrap_or(c);
            let info = self.chars.info(c);
            if info.class != Class::Ignored {
                self.chars.push_folded(c, info, buffer);
            }
        }
    }
}

fn token(start: usize, end: usize, shape: Shape) -> Token {
    Token {
        span: Span::new(start, end),
        shape,
        form: FormId::UNKNOWN,
        number: None,
        integer: false,
        plain_digits: 0,
        roman: false,
        latin: false,
        initial: false,
        dash: false,
        upper_prefix: 0,
        line_start: false,
        line_end: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        let marks = NumberMarks { decimal: vec![','], group: vec![' '] };
        let tokeniser = Tokeniser { chars: CharTable::new(&[('ё', "е".into())]), marks };
        let (mut seen, mut tokens) = (Vec::new(), Vec::new());
        let form = |folded: &str| {
            seen.push(folded.to_owned());
            FormId::UNKNOWN
        };
        tokeniser.run(text, 0..text.len(), &mut String::new(), form, &mut tokens);
        assert_eq!(seen.len(), tokens.len());
        seen
    }

    #[test]
    fn tokens_and_their_folds() {
        for (text, expected) in [
            ("Ёлка, Oʻzbekiston’ning", &["елка", ",", "o'zbekiston'ning"][..]),
            ("узбекско-туркменский", &["узбекско", "-", "туркменский"]),
            ("2020ж", &["2020", "ж"]),
            ("ЕО-ның", &["ео", "-", "ның"]),
            ("‘слово’", &["'", "слово", "'"]),
            ("Кaзaхстан", &["казахстан"]),
            ("Tаshkent", &["tashkent"]),
            ("Узбе\u{ad}кистан", &["узбекистан"]),
            ("1 200,5 км", &["1 200,5", "км"]),
            ("“C5+1”", &["\"", "c", "5", "+", "1", "\""]),
            ("", &[]),
        ] {
            assert_eq!(forms(text), expected, "{text}");
        }
    }
}
