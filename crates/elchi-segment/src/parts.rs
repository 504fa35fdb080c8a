//! A document as a row of parts: paragraphs of text, and lines that a rule has named.

use std::sync::Arc;

use elchi_model::{SegmentKind, Span};

use crate::lines::{Line, Wrapping};
use crate::markup::{self, LineMark};

/// What a rule said about whole lines.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// Kind of the lines.
    pub(crate) kind: SegmentKind,
    /// The rule.
    pub(crate) rule: Arc<str>,
    /// The line after the last that the match covers.
    pub(crate) end: usize,
}

/// A cut inside a line that a rule has found.
#[derive(Debug, Clone)]
pub(crate) struct Cut {
    /// Index of the line.
    pub(crate) line: usize,
    /// Byte of the text.
    pub(crate) at: u32,
    /// The rule.
    pub(crate) rule: Arc<str>,
}

/// What the rules of the page found in a document.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// For each line, what begins there.
    pub(crate) lines: Vec<Option<Finding>>,
    /// Where a dateline in front of a line ends, in order of lines.
    pub(crate) datelines: Vec<Cut>,
    /// Where code behind the text of a line begins, in order of lines.
    pub(crate) tails: Vec<Cut>,
}

impl Findings {
    /// Forgets all, for a document of `lines` lines.
    pub(crate) fn reset(&mut self, lines: usize) {
        self.lines.clear();
        self.lines.resize(lines, None);
        self.datelines.clear();
        self.tails.clear();
    }

    fn cut_in(cuts: &[Cut], line: usize) -> Option<&Cut> {
        cuts.binary_search_by_key(&line, |cut| cut.line).ok().map(|at| &cuts[at])
    }
}

/// A part of a document.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// Lines that a rule has named.
    Named { span: Span, kind: SegmentKind, rule: Arc<str> },
    /// A line of marks only.
    Ruler { span: Span },
    /// A paragraph of text.
    Text(Paragraph),
}

/// A paragraph of text.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// Its bytes, marks at its start included.
    pub(crate) span: Span,
    /// Its bytes without marks at the start of its line and markup at its ends.
    pub(crate) inner: Span,
    /// The mark its line begins with.
    pub(crate) mark: Option<LineMark>,
    /// True for `1. Word` and the like.
    pub(crate) counted: bool,
    /// True where it is one line.
    pub(crate) single: bool,
    /// True where emphasis marks surround the whole of it.
    pub(crate) emphasised: bool,
    /// End of the dateline in front of its text, and the rule.
    pub(crate) dateline: Option<(u32, Arc<str>)>,
}

/// Joins lines to parts, in text order.
pub(crate) fn parts(text: &str, lines: &[Line], findings: &Findings, into: &mut Vec<Part>) {
    into.clear();
    let mut at = 0;
    while at < lines.len() {
        let end = at + lines[at..].iter().take_while(|line| line.block == lines[at].block).count();
        let wrapping = Wrapping::of(text, &lines[at..end]);
        while at < end {
            at = part(text, &lines[..end], at, wrapping, findings, into);
        }
    }
}

/// Adds the part that begins at line `at` of a block that ends with `lines`; returns the line after it.
fn part(text: &str, lines: &[Line], at: usize, wrapping: Wrapping, findings: &Findings, into: &mut Vec<Part>) -> usize {
    let first = lines[at].span;
    if let Some(finding) = &findings.lines[at] {
        let end = finding.end.clamp(at + 1, lines.len());
        let span = Span { start: first.start, end: lines[end - 1].span.end };
        into.push(Part::Named { span, kind: finding.kind, rule: finding.rule.clone() });
        return end;
    }
    if markup::is_ruler(first.of(text)) {
        into.push(Part::Ruler { span: first });
        return at + 1;
    }
    let mut last = at;
    let mut tail = Findings::cut_in(&findings.tails, at);
    while tail.is_none()
        && last + 1 < lines.len()
        && findings.lines[last + 1].is_none()
        && wrapping.joins(text, lines[last], lines[last + 1])
    {
        last += 1;
        tail = Findings::cut_in(&findings.tails, last);
    }
    let line_end = lines[last].span.end;
    let end = tail.map_or(line_end, |cut| cut.at);
    let end = first.start + text[first.start as usize..end as usize].trim_end().len() as u32;
    if end > first.start {
        let dateline = Findings::cut_in(&findings.datelines, at).map(|cut| (cut.at, cut.rule.clone()));
        into.push(Part::Text(paragraph(text, Span { start: first.start, end }, at == last, dateline)));
    }
    if let Some(cut) = tail {
        into.push(Part::Named {
            span: Span { start: cut.at, end: line_end },
            kind: SegmentKind::Boilerplate,
            rule: cut.rule.clone(),
        });
    }
    last + 1
}

fn paragraph(text: &str, span: Span, single: bool, dateline: Option<(u32, Arc<str>)>) -> Paragraph {
    let line = span.of(text);
    let mark = markup::line_mark(line);
    let from = span.start as usize + mark.map_or(0, LineMark::length);
    let (mut opened, mut closed) = (false, false);
    let inner = markup::strip(text, from..span.end as usize, |piece, rule| {
        let emphasis = rule == "shared.markup.emphasis";
        opened |= emphasis && piece.start == from;
        closed |= emphasis && piece.end == span.end as usize;
    });
    let inner = Span::new(inner.start, inner.end);
    Paragraph {
        span,
        inner,
        mark,
        counted: markup::counted_item(inner.of(text)),
        single,
        emphasised: opened && closed,
        dateline,
    }
}
