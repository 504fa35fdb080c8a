//! With which words the lines begin that rules of residue and bylines match: a glance at the first word of a line
//! spares the analysis of nearly all of them.

use elchi_lexicon::{Analysis, FormId, Language, Shape};
use elchi_model::Span;
use rustc_hash::FxHashSet;

/// The concepts whose rules match whole lines.
pub(crate) const LINE_CONCEPTS: [&str; 2] = ["residue", "byline"];

/// Longest first word that is looked at, in bytes.
const GLANCE_BYTES: usize = 64;

/// What may stand first in a line that a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Opener {
    /// This form.
    Form(String),
    /// A number.
    Number,
}

/// What may stand first in a line that some rule of a language matches.
#[derive(Debug, Default)]
pub(crate) struct Openers {
    forms: FxHashSet<FormId>,
    number: bool,
    /// Set where a pattern may begin with anything.
    any: bool,
}

impl Openers {
    /// Openers of all line rules of `language`.
    pub(crate) fn of(language: &Language, analysis: &mut Analysis) -> Openers {
        let mut openers = Openers::default();
        let sets = LINE_CONCEPTS.iter().filter_map(|concept| language.rules(concept));
        for rule in sets.flat_map(|set| set.rules()).filter(|rule| rule.regex().is_none() && rule.tail().is_none()) {
            let Some(found) = of_pattern(&rule.pattern) else {
                openers.any = true;
                continue;
            };
            for opener in found {
                match opener {
                    Opener::Number => openers.number = true,
                    Opener::Form(form) => {
                        language.analyse(&form, Span::new(0, form.len()), analysis);
                        openers.forms.extend(analysis.tokens.first().map(|token| token.form));
                    }
                }
            }
        }
        openers
    }

    /// Whether a rule may match a line that begins at byte `start` of `text`.
    pub(crate) fn allow(
        &self,
        language: &Language,
        text: &str,
        start: usize,
        end: usize,
        analysis: &mut Analysis,
    ) -> bool {
        if self.any {
            return true;
        }
        let line = &text[start..end];
        let length = line
            .char_indices()
            .find(|(at, c)| c.is_whitespace() || *at >= GLANCE_BYTES)
            .map_or(line.len(), |(at, _)| at);
        language
            .tokens(text, Span::new(start, start + length), analysis)
            .first()
            .is_some_and(|first| (self.number && first.shape == Shape::Number) || self.forms.contains(&first.form))
    }
}

/// What the matches of a pattern begin with; none where that is not a word or a number at the start of a line.
pub(crate) fn of_pattern(pattern: &str) -> Option<Vec<Opener>> {
    let mut openers = Vec::new();
    let rest = pattern.trim_start().strip_prefix('^')?;
    first_of(rest, &mut openers).then_some(openers)
}

/// Adds what a sequence may begin with; false where that is not known or the sequence may be empty.
fn first_of(mut rest: &str, openers: &mut Vec<Opener>) -> bool {
    loop {
        rest = rest.trim_start().trim_start_matches('!');
        let capture = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_').len();
        if capture > 0 && rest[capture..].starts_with(':') {
            rest = &rest[capture + 1..];
        }
        let after = if let Some(quoted) = rest.strip_prefix('"') {
            let Some(end) = quoted.find('"') else { return false };
            openers.push(Opener::Form(quoted[..end].to_owned()));
            &quoted[end + 1..]
        } else if let Some(after) = number_of(rest) {
            openers.push(Opener::Number);
            after
        } else if rest.starts_with('(') {
            let Some(end) = closing(rest) else { return false };
            if !branches(&rest[1..end]).into_iter().all(|branch| first_of(branch, openers)) {
                return false;
            }
            &rest[end + 1..]
        } else {
            return false;
        };
        match after.strip_prefix('?') {
            Some(after) => rest = after,
            None => return true,
        }
    }
}

/// What follows `#number`, `#year` or `#1..31` at the start of a pattern.
fn number_of(rest: &str) -> Option<&str> {
    let named = ["#number", "#year"].into_iter().find_map(|name| rest.strip_prefix(name));
    named.or_else(|| {
        let range = rest.strip_prefix('#')?;
        let end = range.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(range.len());
        range[..end].contains("..").then_some(&range[end..])
    })
}

/// Byte of the bracket that closes the one at the start.
fn closing(group: &str) -> Option<usize> {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, byte) in group.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The branches of a choice.
fn branches(choice: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut start) = (0_usize, false, 0);
    let mut found = Vec::new();
    for (at, byte) in choice.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            b'|' if !quoted && depth == 0 => {
                found.push(&choice[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&choice[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_of_patterns() {
        let form = |text: &str| Opener::Form(text.to_owned());
        assert_eq!(of_pattern("^ \"a\" ..4 $"), Some(vec![form("a")]));
        assert_eq!(of_pattern("^ (\"a\" \"b\" | #number \"c\") $"), Some(vec![form("a"), Opener::Number]));
        assert_eq!(of_pattern("^ \"a\"? (\"b\" | name:\"(\") \"c\""), Some(vec![form("a"), form("b"), form("(")]));
        assert_eq!(of_pattern("^ (#year \".\" | #1..31 \".\") \"a\""), Some(vec![Opener::Number, Opener::Number]));
        assert_eq!(of_pattern("^ ..8 \"a\" $"), None);
        assert_eq!(of_pattern("\"a\" $"), None);
        assert_eq!(of_pattern("^ {set} \"a\""), None);
        assert_eq!(of_pattern("^ (\"a\" | #cap \"b\") $"), None);
        assert_eq!(of_pattern("^ \"a\"?"), None);
    }
}
