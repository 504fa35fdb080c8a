//! Regular expressions over whole lines: a glance at the bytes of a line spares nearly all of them.

use regex_automata::meta::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::rules::rule::{Matcher, Rule, RuleIndex, build};

/// A class or choice of more texts than this asks for nothing in particular.
const MOST_TEXTS: usize = 24;

/// The line rules of a set, in order.
#[derive(Debug, Default)]
pub(crate) struct LineRules {
    rules: Vec<LineRule>,
}

#[derive(Debug)]
struct LineRule {
    index: RuleIndex,
    regex: Regex,
    /// One of these stands in every line that matches; nothing is known where there are none.
    texts: Vec<Required>,
}

#[derive(Debug)]
struct Required {
    text: Box<[u8]>,
    bytes: LineBytes,
}

/// Which bytes stand in a line, one bit each: what a line must hold to be matched is looked up there first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LineBytes([u64; 4]);

impl LineBytes {
    /// The bytes of `line`.
    pub fn of(line: &str) -> LineBytes {
        LineBytes::of_bytes(line.as_bytes())
    }

    fn of_bytes(text: &[u8]) -> LineBytes {
        let mut bytes = LineBytes::default();
        for byte in text {
            bytes.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        bytes
    }

    fn has(&self, other: &LineBytes) -> bool {
        self.0.iter().zip(&other.0).all(|(these, those)| these & those == *those)
    }
}

impl LineRules {
    /// Compiles the line rules among `rules`; broken expressions are left out, which the checks tell.
    pub(crate) fn of(rules: &[Rule]) -> LineRules {
        let line_rule = |(index, rule): (usize, &Rule)| {
            let Matcher::Line(regex) = &rule.matcher else { return None };
            let pattern = format!(r"\A(?:{})\z", regex.text);
            let hir = regex_syntax::parse(&pattern).ok();
            let texts = hir.as_ref().and_then(required).unwrap_or_default();
            let texts = texts
                .into_iter()
                .map(|text| Required { bytes: LineBytes::of_bytes(&text), text: text.into() })
                .collect();
            let index = RuleIndex(u32::try_from(index).unwrap_or(u32::MAX));
            Some(LineRule { index, regex: build(&[pattern]).ok()?, texts })
        };
        LineRules { rules: rules.iter().enumerate().filter_map(line_rule).collect() }
    }

    /// True where there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rules that match the whole of `line`, of which `bytes` (or a longer line) are those it holds, in order.
    pub(crate) fn all<'l>(&'l self, line: &'l str, bytes: LineBytes) -> impl Iterator<Item = RuleIndex> + 'l {
        let stands = move |required: &Required| {
            bytes.has(&required.bytes)
                && (required.text.len() == 1 || memchr::memmem::find(line.as_bytes(), &required.text).is_some())
        };
        let may = move |rule: &&LineRule| rule.texts.is_empty() || rule.texts.iter().any(stands);
        self.rules.iter().filter(may).filter(move |rule| rule.regex.is_match(line)).map(|rule| rule.index)
    }
}

/// Texts of which every match holds one; none where nothing is known.
fn required(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize =
                class.iter().map(|range| (range.end() as usize).saturating_sub(range.start() as usize) + 1).sum();
            let texts = class.iter().flat_map(|range| range.start()..=range.end()).map(|c| c.to_string().into_bytes());
            (1..=MOST_TEXTS).contains(&count).then(|| texts.collect())
        }
        HirKind::Class(Class::Bytes(class)) => {
            let count: usize = class.iter().map(|range| usize::from(range.end() - range.start()) + 1).sum();
            let texts = class.iter().flat_map(|range| range.start()..=range.end()).map(|byte| vec![byte]);
            (1..=MOST_TEXTS).contains(&count).then(|| texts.collect())
        }
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        // The rarest part is the one with the fewest texts, and of those the longest.
        HirKind::Concat(parts) => parts.iter().filter_map(required).min_by_key(|texts| {
            let shortest = texts.iter().map(Vec::len).min().unwrap_or(0);
            (texts.len(), usize::MAX - shortest)
        }),
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(required(branch)?);
            }
            all.sort();
            all.dedup();
            (all.len() <= MOST_TEXTS * 2).then_some(all)
        }
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Look(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pattern: &str) -> Vec<String> {
        let found = required(&regex_syntax::parse(pattern).expect("an expression")).unwrap_or_default();
        found.into_iter().map(|text| String::from_utf8_lossy(&text).into_owned()).collect()
    }

    #[test]
    fn what_every_match_holds() {
        assert_eq!(texts(r"\A(?:a+b?(?:the end))\z"), ["the end"]);
        assert_eq!(texts("[^.]{0,9}[★☆]{3,}"), ["★", "☆"]);
        assert_eq!(texts(r"(?:https?://|www\.)\S+"), ["http", "www."]);
        assert_eq!(texts("(?:a|.*)b?"), [""; 0]);
        assert_eq!(texts(r"\w+"), [""; 0]);
        assert_eq!(texts("(?i)ok"), ["O", "o"]);
    }
}
