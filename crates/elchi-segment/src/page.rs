//! Residue, datelines, bylines and captions: where the rules of `lang/` match lines of a document.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use elchi_lexicon::{Analysis, Language, Lexicon, LineBytes, LineStarts, Match, RuleSet, Scratch};
use elchi_model::{Lang, SegmentKind, Span};

use crate::furniture::Furniture;
use crate::furniture::phrases::Phrases;
use crate::lines::Line;
use crate::markup;
use crate::parts::{Cut, Finding, Findings};
use crate::repeated::line_hash;

/// The concepts whose rules match whole lines.
pub(crate) const LINE_CONCEPTS: [&str; 2] = ["residue", "byline"];
/// Longest line, in bytes, that word rules of residue and bylines look at: longer ones are text.
const RULED_BYTES: usize = 280;
/// Longest line, in bytes, that a header line by form can be.
const HEADER_BYTES: usize = 160;
/// How much of a line is searched for a dateline, in bytes.
const DATELINE_BYTES: usize = 200;
/// So many lines of text at the top of a document may open with a dateline.
const DATELINE_LINES: usize = 6;
/// Most letters of a short word in front of a place.
const SHORT_LETTERS: usize = 3;
/// Longest line, in bytes, of a place in capitals alone.
const PLACE_BYTES: usize = 48;
/// Most words of a place.
const PLACE_WORDS: usize = 3;
/// Longest line, in bytes, of a counter that was broken into lines.
const TINY_BYTES: usize = 48;
/// Most lines of such a counter.
const TINY_LINES: usize = 8;

/// Applies the rules; keeps its buffers between documents.
#[derive(Debug)]
pub(crate) struct Page {
    lexicon: Arc<Lexicon>,
    also: Vec<Lang>,
    analysis: Analysis,
    scratch: Scratch,
    matches: Vec<Match>,
    /// By code of the language.
    starts: BTreeMap<String, LineStarts>,
    furniture: Furniture,
    /// The rule of repeated lines.
    repeated: Arc<str>,
}

impl Page {
    /// Rules of `lexicon`.
    pub(crate) fn new(lexicon: Arc<Lexicon>, phrases: Arc<Phrases>) -> Page {
        let also = also_tried(lexicon.shared_file("residue/order.toml").unwrap_or_default());
        Page {
            furniture: Furniture::new(phrases),
            repeated: "shared.residue.repeated-line".into(),
            lexicon,
            also,
            analysis: Analysis::new(),
            scratch: Scratch::default(),
            matches: Vec::new(),
            starts: BTreeMap::new(),
        }
    }

    /// Finds what the rules name in `lines` of `text`, and those of the `repeated` lines that they do not name.
    pub(crate) fn find(&mut self, text: &str, lang: Lang, lines: &[Line], repeated: &[u64], findings: &mut Findings) {
        let lexicon = self.lexicon.clone();
        let tried: Vec<&Language> = tried_languages(&lexicon, lang, &self.also);
        findings.reset(lines.len());
        for language in &tried {
            if !self.starts.contains_key(language.code()) {
                self.starts.insert(language.code().to_owned(), LineStarts::of(language, &LINE_CONCEPTS));
            }
        }
        let residue = lexicon.shared_rules("residue");
        let headers = lexicon.shared_rules("dateline");
        let (mut top, mut at, mut named) = (0, 0, false);
        while at < lines.len() {
            let fresh = at == 0 || lines[at - 1].block != lines[at].block || named;
            named = false;
            let counter = if fresh { self.broken_counter(text, &lines[at..], &tried) } else { None };
            if let Some((rule, count)) = counter {
                findings.lines[at] = Some(Finding { kind: SegmentKind::Boilerplate, rule, end: at + count });
                at += count;
                named = true;
                continue;
            }
            let span = lines[at].span;
            let inner = inner_of(text, span);
            let headers = headers.filter(|_| span.len() <= HEADER_BYTES);
            let bytes = LineBytes::of(span.of(text));
            let ruled = inner.len() <= RULED_BYTES;
            let found = by_form(residue, text, span, inner.clone(), bytes, SegmentKind::Boilerplate)
                .or_else(|| by_form(headers, text, span, inner.clone(), bytes, SegmentKind::Dateline))
                .or_else(|| if ruled { self.by_words(text, inner.clone(), bytes, &tried) } else { None })
                .or_else(|| {
                    let known = !repeated.is_empty()
                        && line_hash(span.of(text)).is_some_and(|hash| repeated.binary_search(&hash).is_ok());
                    known.then(|| (SegmentKind::Boilerplate, self.repeated.clone()))
                });
            if let Some((kind, rule)) = found {
                findings.lines[at] = Some(Finding { kind, rule, end: at + 1 });
                at += 1;
                named = true;
                continue;
            }
            if let Some((from, rule)) = tail(residue, text, span) {
                findings.tails.push(Cut { line: at, at: from, rule });
            }
            if top < DATELINE_LINES {
                top += 1;
                if let Some((end, rule)) = self.dateline(text, inner.clone(), &tried) {
                    if end as usize == inner.end {
                        findings.lines[at] = Some(Finding { kind: SegmentKind::Dateline, rule, end: at + 1 });
                    } else {
                        findings.datelines.push(Cut { line: at, at: end, rule });
                    }
                }
            }
            at += 1;
        }
        self.furniture.find(text, lines, findings);
    }

    /// A counter whose words stand on lines of their own: the rule and the number of lines.
    fn broken_counter(&mut self, text: &str, lines: &[Line], tried: &[&Language]) -> Option<(Arc<str>, usize)> {
        let tiny = lines
            .iter()
            .take(TINY_LINES)
            .take_while(|line| line.block == lines[0].block && line.span.len() <= TINY_BYTES)
            .count();
        if tiny < 2 {
            return None;
        }
        let range = lines[0].span.start as usize..lines[tiny - 1].span.end as usize;
        for language in tried {
            let Some(rules) = language.rules("residue") else { continue };
            if !self.may_match(language, text, range.clone()) {
                continue;
            }
            self.run(language, rules, text, range.clone());
            let whole = self.matches.iter().filter(|found| found.span.start as usize == range.start);
            let count = |found: &Match| {
                lines[..tiny].iter().position(|line| line.span.end == found.span.end).map(|last| last + 1)
            };
            let best = whole.filter_map(|found| Some((count(found)?, found))).max_by_key(|(count, _)| *count);
            if let Some((count, found)) = best.filter(|(count, _)| *count > 1) {
                return Some((rules.rule(found).id.clone(), count));
            }
        }
        None
    }

    /// The rule of residue or byline that matches the whole of `range`.
    fn by_words(
        &mut self,
        text: &str,
        range: Range<usize>,
        bytes: LineBytes,
        tried: &[&Language],
    ) -> Option<(SegmentKind, Arc<str>)> {
        for language in tried {
            if let Some(rule) =
                language.rules("residue").and_then(|rules| rules.match_known_line(&text[range.clone()], bytes))
            {
                return Some((SegmentKind::Boilerplate, rule.id.clone()));
            }
            if !self.may_match(language, text, range.clone()) {
                continue;
            }
            language.analyse(text, Span::new(range.start, range.end), &mut self.analysis);
            for (concept, kind) in LINE_CONCEPTS.into_iter().zip([SegmentKind::Boilerplate, SegmentKind::Byline]) {
                let Some(rules) = language.rules(concept) else { continue };
                self.matches.clear();
                rules.find(language, text, &self.analysis, &mut self.scratch, &mut self.matches);
                let found = self.matches.iter().find(|found| found.span.range() == range);
                if let Some(found) = found {
                    let rule = rules.rule(found);
                    let kind = rule.text("kind").and_then(SegmentKind::parse).unwrap_or(kind);
                    return Some((kind, rule.id.clone()));
                }
            }
        }
        None
    }

    /// End of the dateline that begins `inner`, and its rule.
    fn dateline(&mut self, text: &str, inner: Range<usize>, tried: &[&Language]) -> Option<(u32, Arc<str>)> {
        if !opens_like_dateline(&text[inner.clone()]) {
            return None;
        }
        let mut end = inner.end.min(inner.start + DATELINE_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        for language in tried {
            let Some(rules) = language.rules("dateline") else { continue };
            self.run(language, rules, text, inner.start..end);
            let cut = end < inner.end;
            let starts =
                |found: &&Match| found.span.start as usize == inner.start && !(cut && found.span.end as usize == end);
            if let Some(found) = self.matches.iter().find(starts) {
                return Some((found.span.end, rules.rule(found).id.clone()));
            }
        }
        None
    }

    fn may_match(&mut self, language: &Language, text: &str, range: Range<usize>) -> bool {
        let starts = self.starts.get(language.code());
        let span = Span::new(range.start, range.end);
        starts.is_none_or(|starts| starts.allow(language, text, span, &mut self.analysis))
    }

    fn run(&mut self, language: &Language, rules: &RuleSet, text: &str, range: Range<usize>) {
        self.matches.clear();
        language.analyse(text, Span::new(range.start, range.end), &mut self.analysis);
        rules.find(language, text, &self.analysis, &mut self.scratch, &mut self.matches);
    }
}

/// A digit, slash, bracket or quotation mark first, or a mark behind the few words that a place or agency has.
fn opens_like_dateline(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return false };
    if first.is_numeric() || matches!(first, '/' | '(' | '[' | '"' | '\u{ab}' | '\u{201c}' | '\u{201e}' | '\u{2116}') {
        return true;
    }
    // A place in capitals alone.
    if line.len() <= PLACE_BYTES && line.chars().all(|c| c.is_uppercase() || matches!(c, '-' | ' ')) {
        return true;
    }
    let is_mark = |c: char| matches!(c, '.' | ',' | '/' | '(' | ':' | '-' | '\u{2013}' | '\u{2014}');
    let mark = line.char_indices().take(64).find(|(_, c)| is_mark(*c));
    // Or a short word for a town: `g. Exampleton`.
    let town = first.is_lowercase() && line.chars().take(SHORT_LETTERS + 1).any(|c| c == '.');
    (first.is_uppercase() || town)
        && mark.is_some_and(|(at, _)| line[..at].split_whitespace().nth(PLACE_WORDS).is_none())
}

/// The languages whose rules are tried, the document's own first.
fn tried_languages<'l>(lexicon: &'l Lexicon, lang: Lang, also: &[Lang]) -> Vec<&'l Language> {
    let mut tried: Vec<&Language> = Vec::new();
    for tag in std::iter::once(lang).chain(also.iter().copied()) {
        if let Some(language) = lexicon.language(tag)
            && !tried.iter().any(|other| other.code() == language.code())
        {
            tried.push(language);
        }
    }
    tried
}

/// The `also` key of `lang/shared/residue/order.toml`; what is wrong in it is told by [`crate::check_data`].
pub(crate) fn also_tried(file: &str) -> Vec<Lang> {
    let table: toml::Table = file.parse().unwrap_or_default();
    let codes = table.get("also").and_then(toml::Value::as_array).into_iter().flatten();
    codes.filter_map(|code| Lang::new(code.as_str()?).ok()).collect()
}

/// The text of a line without its mark and the markup at its ends; the whole line where nothing is left.
fn inner_of(text: &str, span: Span) -> Range<usize> {
    let from = span.start as usize + markup::line_mark(span.of(text)).map_or(0, markup::LineMark::length);
    let inner = markup::strip(text, from..span.end as usize, |_, _| {});
    if inner.is_empty() {
        return span.range();
    }
    // A line in brackets is judged by what stands between them.
    let between = text[inner.clone()].strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    match between {
        Some(line) if !line.is_empty() && !line.contains(['[', ']']) => inner.start + 1..inner.end - 1,
        _ => inner,
    }
}

fn by_form(
    rules: Option<&RuleSet>,
    text: &str,
    span: Span,
    inner: Range<usize>,
    bytes: LineBytes,
    kind: SegmentKind,
) -> Option<(SegmentKind, Arc<str>)> {
    let rules = rules?;
    let inside = || (inner != span.range()).then(|| rules.match_known_line(&text[inner], bytes)).flatten();
    rules.match_known_line(span.of(text), bytes).or_else(inside).map(|rule| (kind, rule.id.clone()))
}

/// Where code begins behind the text of a line, and its rule.
fn tail(rules: Option<&RuleSet>, text: &str, span: Span) -> Option<(u32, Arc<str>)> {
    let line = span.of(text);
    let tails = rules?.rules().filter_map(|rule| Some((rule, rule.tail()?)));
    let cuts = tails.filter_map(|(rule, regex)| Some((span.start + regex.find(line)?.start() as u32, rule)));
    cuts.min_by_key(|(at, _)| *at).map(|(at, rule)| (at, rule.id.clone()))
}
