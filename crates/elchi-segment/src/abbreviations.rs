//! Abbreviations of one language: `lang/<code>/segment/abbreviations.tsv`, compiled for look-up at a full stop.

use rustc_hash::FxHashMap;

use crate::SegmentError;

/// What a full stop behind an abbreviation means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum AbbreviationKind {
    /// Stands before a name or a word and never ends a sentence.
    BeforeName,
    /// Does not end a sentence where a number follows.
    BeforeNumber,
    /// Follows a number; ends a sentence where a capital follows, unless the sentence has hardly begun.
    AfterNumber,
    /// Never ends a sentence.
    Never,
    /// Ends a sentence where a capital follows.
    Tail,
    /// First letters of a given name that are more than one letter.
    Initial,
    /// A single capital letter that is a word and no initial.
    Word,
}

impl AbbreviationKind {
    /// Every kind with its name in the file.
    pub(crate) const NAMES: [(&'static str, AbbreviationKind); 7] = [
        ("before_name", AbbreviationKind::BeforeName),
        ("before_number", AbbreviationKind::BeforeNumber),
        ("after_number", AbbreviationKind::AfterNumber),
        ("never", AbbreviationKind::Never),
        ("tail", AbbreviationKind::Tail),
        ("initial", AbbreviationKind::Initial),
        ("word", AbbreviationKind::Word),
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The kinds one form has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds(u8);

impl Kinds {
    /// True where the form has `kind`.
    pub(crate) fn has(self, kind: AbbreviationKind) -> bool {
        self.0 & kind.bit() != 0
    }

    fn with(self, kind: AbbreviationKind) -> Kinds {
        Kinds(self.0 | kind.bit())
    }

    fn union(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// All abbreviations of one language; the default knows none.
#[derive(Debug, Default)]
pub(crate) struct Abbreviations {
    /// Forms in lower case: they match any case.
    folded: FxHashMap<Box<str>, Kinds>,
    /// Forms with a capital: they match as written.
    exact: FxHashMap<Box<str>, Kinds>,
    /// The longest form, in parts between full stops.
    longest: usize,
}

/// The longest form that is looked up, in bytes; longer words are no abbreviations.
pub(crate) const LONGEST_BYTES: usize = 48;

impl Abbreviations {
    /// Reads the file; each bad line is an error of its own.
    pub(crate) fn parse(file: &str, text: &str) -> (Abbreviations, Vec<SegmentError>) {
        let mut abbreviations = Abbreviations { longest: 1, ..Abbreviations::default() };
        let mut errors = Vec::new();
        let mut previous = "";
        for (index, line) in text.lines().enumerate() {
            let problem =
                |message: String| SegmentError::Abbreviation { file: file.to_owned(), line: index as u32 + 1, message };
            if index == 0 {
                if line != "form\tkind\tnote" {
                    errors.push(problem("the header must be form, kind, note".to_owned()));
                }
                continue;
            }
            let mut columns = line.split('\t');
            let (Some(form), Some(kind)) = (columns.next(), columns.next()) else {
                errors.push(problem("a row needs form and kind".to_owned()));
                continue;
            };
            let Some(&(_, kind)) = AbbreviationKind::NAMES.iter().find(|(name, _)| *name == kind) else {
                let known: Vec<_> = AbbreviationKind::NAMES.iter().map(|(name, _)| *name).collect();
                errors.push(problem(format!("kind '{kind}' is none of {}", known.join(", "))));
                continue;
            };
            let key = form.trim_end_matches('.');
            if key.is_empty() || key.len() > LONGEST_BYTES || form.contains(' ') {
                errors.push(problem(format!("form '{form}' must be one word without blanks")));
                continue;
            }
            if line < previous {
                errors.push(problem(format!("rows are sorted by form, then kind: '{form}' comes too late")));
            } else if line == previous {
                errors.push(problem(format!("'{form}' stands twice")));
            }
            previous = line;
            abbreviations.insert(key, kind);
        }
        (abbreviations, errors)
    }

    fn insert(&mut self, key: &str, kind: AbbreviationKind) {
        self.longest = self.longest.max(key.split('.').count());
        let map = if key.chars().any(char::is_uppercase) { &mut self.exact } else { &mut self.folded };
        let key: String = key.chars().map(fold_apostrophe).collect();
        let kinds = map.entry(key.into_boxed_str()).or_default();
        *kinds = kinds.with(kind);
    }

    /// Kinds of `form` (without its last full stop, parts joined by single stops without blanks).
    pub(crate) fn kinds(&self, form: &str, scratch: &mut String) -> Kinds {
        scratch.clear();
        scratch.extend(form.chars().map(fold_apostrophe));
        let exact = self.exact.get(scratch.as_str()).copied().unwrap_or_default();
        scratch.clear();
        scratch.extend(form.chars().map(fold_apostrophe).flat_map(char::to_lowercase));
        exact.union(self.folded.get(scratch.as_str()).copied().unwrap_or_default())
    }

    /// Most parts that a form of this language has.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }
}

/// All apostrophes are one letter here: `O‘`, `O'` and `Oʻ` are the same initial.
fn fold_apostrophe(c: char) -> char {
    if crate::sentence::is_apostrophe(c) { '\u{2bc}' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_looked_up_in_any_case_unless_written_with_a_capital() {
        let (abbreviations, errors) =
            Abbreviations::parse("a.tsv", "form\tkind\tnote\nMr.\tbefore_name\t\nт.е.\tnever\t\nул.\tbefore_name\t");
        assert!(errors.is_empty(), "{errors:?}");
        let mut scratch = String::new();
        assert!(abbreviations.kinds("Ул", &mut scratch).has(AbbreviationKind::BeforeName));
        assert!(abbreviations.kinds("т.е", &mut scratch).has(AbbreviationKind::Never));
        assert!(abbreviations.kinds("Mr", &mut scratch).has(AbbreviationKind::BeforeName));
        assert_eq!(abbreviations.kinds("mr", &mut scratch), Kinds::default());
        assert_eq!(abbreviations.longest(), 2);
    }

    #[test]
    fn bad_rows_are_named() {
        let (_, errors) =
            Abbreviations::parse("a.tsv", "form\tkind\tnote\nул.\tstreet\t\nб.\ttail\t\nа.\ttail\t\nа б.\ttail\t");
        let messages: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(messages.len(), 3, "{messages:?}");
        assert!(messages[0].contains("a.tsv:2"), "{messages:?}");
    }
}
