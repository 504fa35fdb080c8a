//! TOML with the place of every value: typed access that turns each surprise into a problem.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{File, Problems, suggest};

/// A value of a TOML file.
pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

/// A TOML file being read; problems go where it was told.
pub(crate) struct TomlFile<'a, 'p> {
    pub(crate) file: File<'a>,
    pub(crate) problems: &'p mut Problems,
}

impl<'a> TomlFile<'a, '_> {
    /// The root table; every syntax error becomes a problem, and what could be read is returned.
    pub(crate) fn parse(&mut self) -> DeTable<'a> {
        let (table, errors) = DeTable::parse_recoverable(self.file.text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            self.problem(
                at,
                format!("this is not TOML: {}", error.message()),
                "strings stand in quotes, lists in [ ], tables in { }",
            );
        }
        table.into_inner()
    }

    /// A problem at byte `at`.
    pub(crate) fn problem(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        self.problems.add(&self.file, at, message, help);
    }

    /// Refuses keys that are not among `known`.
    pub(crate) fn only_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let help = suggest(key.get_ref(), known.iter().copied());
                self.problem(key.span().start, format!("unknown key '{}'", key.get_ref()), help);
            }
        }
    }

    /// The text of a string value.
    pub(crate) fn text<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(value, "a text in quotes");
        }
        text
    }

    /// A number, whole or not.
    pub(crate) fn number(&mut self, value: &Value<'_>) -> Option<f64> {
        let plain = |digits: &str| digits.replace('_', "").parse::<f64>().ok();
        let number = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => plain(integer.as_str()),
            DeValue::Float(float) => plain(float.as_str()),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(value, "a number");
        }
        number.filter(|number| number.is_finite())
    }

    /// True or false.
    pub(crate) fn flag(&mut self, value: &Value<'_>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(value, "true or false");
        }
        flag
    }

    /// A table.
    pub(crate) fn table<'v, 'd>(&mut self, value: &'v Value<'d>) -> Option<&'v DeTable<'d>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(value, "a table");
        }
        table
    }

    /// The members of a list.
    pub(crate) fn list<'v, 'd>(&mut self, value: &'v Value<'d>) -> &'v [Value<'d>] {
        match value.get_ref().as_array() {
            Some(array) => array,
            None => {
                self.wrong_type(value, "a list in [ ]");
                &[]
            }
        }
    }

    /// The texts of a list, or of a single text, each with the byte where it stands.
    pub(crate) fn texts(&mut self, value: &Value<'_>) -> Vec<(usize, String)> {
        let members = match value.get_ref() {
            DeValue::String(text) => return vec![(value.span().start, text.to_string())],
            _ => self.list(value),
        };
        members.iter().filter_map(|member| Some((member.span().start, self.text(member)?.to_owned()))).collect()
    }

    fn wrong_type(&mut self, value: &Value<'_>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.problem(
            value.span().start,
            format!("expected {wanted}, found {found}"),
            "see lang/README.md for the format",
        );
    }

    /// The byte of the file at which byte `inside` of the decoded string at `span` stands.
    pub(crate) fn inside_string(&self, span: Range<usize>, inside: usize) -> usize {
        span.start + raw_offset(self.file.text.get(span).unwrap_or(""), inside)
    }
}

/// Byte of a raw TOML string (with its quotes) at which byte `inside` of its value stands.
fn raw_offset(raw: &str, inside: usize) -> usize {
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    let escapes = raw.starts_with('"');
    let mut at = quotes;
    if quotes == 3 && raw[at..].starts_with('\n') {
        at += 1;
    }
    let mut decoded = 0;
    let mut rest = raw.get(at..).unwrap_or("").chars();
    while decoded < inside {
        let Some(c) = rest.next() else { break };
        if escapes && c == '\\' {
            let (length, value) = match rest.next() {
                Some('u') => (4, '\u{fff}'),
                Some('U') => (8, '\u{fff}'),
                _ => (0, 'x'),
            };
            let digits: String = rest.by_ref().take(length).collect();
            decoded += u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).unwrap_or(value).len_utf8();
        } else {
            decoded += c.len_utf8();
        }
        at = raw.len() - rest.as_str().len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_inside_strings() {
        for (raw, inside, expected) in
            [("'абв'", 2, 3), (r#""a\"b c""#, 3, 5), (r#""\u0430b""#, 2, 7), ("'''\nab'''", 1, 5)]
        {
            assert_eq!(raw_offset(raw, inside), expected, "{raw} {inside}");
        }
    }

    #[test]
    fn every_syntax_error_is_told() {
        let mut problems = Problems::default();
        let file = File { path: "x.toml", text: "a = 1\nb = [1\nc = \"ok\"\n" };
        TomlFile { file, problems: &mut problems }.parse();
        let problems = problems.into_sorted();
        assert!(!problems.is_empty() && problems[0].line >= 2, "{problems:?}");
    }
}
