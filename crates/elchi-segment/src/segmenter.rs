//! The segmenter: lines to parts, parts to segments.

use std::ops::Range;
use std::sync::Arc;

use elchi_lexicon::Lexicon;
use elchi_model::{Lang, Segment, SegmentKind, Span};
use rustc_hash::FxHashMap;

use crate::abbreviations::Abbreviations;
use crate::furniture::phrases::Phrases;
use crate::header::{self, Role};
use crate::letters;
use crate::lines::{self, Line};
use crate::markup;
use crate::page::Page;
use crate::parts::{self, Findings, Paragraph, Part};
use crate::quotes;
use crate::sentence::{Decision, Splitter, Verdict};

/// Splits documents into segments; keeps its buffers and compiled data between documents.
///
/// ```
/// use elchi_lexicon::Lexicon;
/// use elchi_model::Lang;
/// use elchi_segment::Segmenter;
///
/// let mut segmenter = Segmenter::new(Lexicon::embedded());
/// let (text, mut segments) = ("# Talks end\n\nThe talks ended. Mr. Ali left.", Vec::new());
/// segmenter.document(text, Lang::new("en").unwrap(), &mut segments);
/// let pieces: Vec<_> = segments.iter().map(|s| (s.kind.as_str(), s.span.of(text))).collect();
/// assert_eq!(pieces, [("boilerplate", "#"), ("title", "Talks end"), ("sentence", "The talks ended."), ("sentence", "Mr. Ali left.")]);
/// ```
#[derive(Debug)]
pub struct Segmenter {
    lexicon: Arc<Lexicon>,
    page: Page,
    abbreviations: FxHashMap<Lang, Arc<Abbreviations>>,
    names: FxHashMap<&'static str, Arc<str>>,
    splitter: Splitter,
    lines: Vec<Line>,
    findings: Findings,
    parts: Vec<Part>,
    roles: Vec<Role>,
    ends: Vec<u32>,
    trailing: Vec<(Range<usize>, &'static str)>,
    trace: Option<Vec<Decision>>,
}

/// Segments of a document with every decision about sentence ends: for `elchi try`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What [`Segmenter::document`] gives.
    pub segments: Vec<Segment>,
    /// Every place where a sentence could have ended, in text order, with the rule that decided.
    pub decisions: Vec<Decision>,
}

impl Segmenter {
    /// A segmenter with the data of `lexicon`.
    pub fn new(lexicon: Arc<Lexicon>) -> Segmenter {
        let phrases = Arc::new(Phrases::of(&lexicon));
        Segmenter::sharing(lexicon, phrases)
    }

    /// The same with the `phrases` of `lexicon`, which several segmenters may share.
    pub fn sharing(lexicon: Arc<Lexicon>, phrases: Arc<Phrases>) -> Segmenter {
        Segmenter {
            page: Page::new(lexicon.clone(), phrases),
            lexicon,
            abbreviations: FxHashMap::default(),
            names: FxHashMap::default(),
            splitter: Splitter::default(),
            lines: Vec::new(),
            findings: Findings::default(),
            parts: Vec::new(),
            roles: Vec::new(),
            ends: Vec::new(),
            trailing: Vec::new(),
            trace: None,
        }
    }

    /// Segments of a whole document, with all kinds; `out` is emptied first.
    ///
    /// Every character that is no blank lies in exactly one segment; segments are in text order. A language
    /// without data gets the rules that need none.
    pub fn document(&mut self, text: &str, lang: Lang, out: &mut Vec<Segment>) {
        self.page(text, lang, &[], out);
    }

    /// The same for a page of an outlet of which the lines in `repeated` ([`crate::line_hash`], ascending) stand on many
    /// pages: they are residue.
    pub fn page(&mut self, text: &str, lang: Lang, repeated: &[u64], out: &mut Vec<Segment>) {
        out.clear();
        lines::lines(text, &mut self.lines);
        self.page.find(text, lang, &self.lines, repeated, &mut self.findings);
        parts::parts(text, &self.lines, &self.findings, &mut self.parts);
        header::roles(text, &self.parts, &mut self.roles);
        let abbreviations = self.abbreviations(lang);
        for number in 0..self.parts.len() {
            let paragraph_no = i32::try_from(number).unwrap_or(i32::MAX);
            let part = self.parts[number].clone();
            let mut sink =
                Sink { text, paragraph_no, names: &mut self.names, out: &mut *out, trailing: &mut self.trailing };
            match part {
                Part::Ruler { span } => sink.named(span.range(), SegmentKind::Boilerplate, "shared.markup.ruler"),
                Part::Named { span, kind: SegmentKind::Boilerplate, rule } => {
                    sink.push(span.range(), SegmentKind::Boilerplate, Some(rule))
                }
                Part::Named { span, kind, rule } => sink.stripped(span.range(), kind, Some(rule)),
                Part::Text(paragraph) => self.paragraph(text, &paragraph, number, &abbreviations, out),
            }
        }
        quotes::number(text, out);
    }

    /// Sentences only: no residue, titles or markup are told apart; `out` is emptied first.
    ///
    /// Covers the text as [`Segmenter::document`] does.
    pub fn sentences(&mut self, text: &str, lang: Lang, out: &mut Vec<Segment>) {
        out.clear();
        lines::lines(text, &mut self.lines);
        self.findings.reset(self.lines.len());
        parts::parts(text, &self.lines, &self.findings, &mut self.parts);
        let abbreviations = self.abbreviations(lang);
        for number in 0..self.parts.len() {
            let span = match &self.parts[number] {
                Part::Named { span, .. } | Part::Ruler { span } => *span,
                Part::Text(paragraph) => paragraph.span,
            };
            self.split(text, span.range(), &abbreviations);
            let paragraph_no = i32::try_from(number).unwrap_or(i32::MAX);
            let mut sink =
                Sink { text, paragraph_no, names: &mut self.names, out: &mut *out, trailing: &mut self.trailing };
            let mut start = span.start;
            for &end in &self.ends {
                sink.push(start as usize..end as usize, SegmentKind::Sentence, None);
                start = end;
            }
        }
        quotes::number(text, out);
    }

    /// What [`Segmenter::document`] gives, and why sentences end where they do.
    pub fn explain(&mut self, text: &str, lang: Lang) -> Explanation {
        self.trace = Some(Vec::new());
        let mut segments = Vec::new();
        self.document(text, lang, &mut segments);
        Explanation { segments, decisions: self.trace.take().unwrap_or_default() }
    }

    fn paragraph(
        &mut self,
        text: &str,
        paragraph: &Paragraph,
        number: usize,
        abbreviations: &Abbreviations,
        out: &mut Vec<Segment>,
    ) {
        let paragraph_no = i32::try_from(number).unwrap_or(i32::MAX);
        let (mut start, end) = (paragraph.span.start as usize, paragraph.span.end as usize);
        let role = self.roles[number];
        let item = paragraph.counted || matches!(paragraph.mark, Some(markup::LineMark::Item(_)));
        let (kind, rule) = match (role, item) {
            (Some((kind, rule)), _) => (kind, Some(rule)),
            (None, true) => {
                (SegmentKind::ListItem, Some(if paragraph.counted { "shared.list.count" } else { "shared.list.mark" }))
            }
            (None, false) => (SegmentKind::Sentence, None),
        };
        let mut sink =
            Sink { text, paragraph_no, names: &mut self.names, out: &mut *out, trailing: &mut self.trailing };
        if let Some(mark) = paragraph.mark {
            sink.named(start..start + mark.length(), SegmentKind::Boilerplate, mark.rule());
            start += mark.length();
        }
        if kind == SegmentKind::Title {
            let rule = rule.map(|rule| sink.name(rule));
            sink.stripped(start..end, kind, rule);
            return;
        }
        if let Some((to, rule)) = &paragraph.dateline {
            sink.stripped(start..*to as usize, SegmentKind::Dateline, Some(rule.clone()));
            start = *to as usize;
        }
        self.split(text, start..end, abbreviations);
        let mut sink = Sink { text, paragraph_no, names: &mut self.names, out, trailing: &mut self.trailing };
        let rule = rule.map(|rule| sink.name(rule));
        for &to in &self.ends {
            sink.stripped(start..to as usize, kind, rule.clone());
            start = to as usize;
        }
    }

    /// Fills `ends` with the ends of the sentences in `range`, the last one included.
    fn split(&mut self, text: &str, range: Range<usize>, abbreviations: &Abbreviations) {
        self.ends.clear();
        let (ends, trace) = (&mut self.ends, &mut self.trace);
        self.splitter.split(text, range.start, range.end, abbreviations, |decision| {
            if decision.verdict == Verdict::Split {
                ends.push(Span::new(0, decision.at).end);
            }
            if let Some(trace) = trace {
                trace.push(decision);
            }
        });
        ends.push(Span::new(0, range.end).end);
    }

    fn abbreviations(&mut self, lang: Lang) -> Arc<Abbreviations> {
        if let Some(known) = self.abbreviations.get(&lang) {
            return known.clone();
        }
        let file = self.lexicon.language(lang).and_then(|language| language.file(crate::boundaries::ABBREVIATIONS));
        // Bad rows are left out here; the checks tell them.
        let read = file.map(|file| Abbreviations::parse("", file).0).unwrap_or_default();
        let read = Arc::new(read);
        self.abbreviations.insert(lang, read.clone());
        read
    }
}

/// Where segments of one paragraph go.
struct Sink<'s> {
    text: &'s str,
    paragraph_no: i32,
    names: &'s mut FxHashMap<&'static str, Arc<str>>,
    out: &'s mut Vec<Segment>,
    trailing: &'s mut Vec<(Range<usize>, &'static str)>,
}

impl Sink<'_> {
    fn name(&mut self, rule: &'static str) -> Arc<str> {
        self.names.entry(rule).or_insert_with(|| Arc::from(rule)).clone()
    }

    /// Adds `range` without the blanks at its ends, if anything is left.
    fn push(&mut self, range: Range<usize>, kind: SegmentKind, rule: Option<Arc<str>>) {
        let part = &self.text[range.clone()];
        let trimmed = part.trim();
        if trimmed.is_empty() {
            return;
        }
        let start = range.start + (part.len() - part.trim_start().len());
        let span = Span::new(start, start + trimmed.len());
        self.out.push(Segment { kind, span, paragraph_no: self.paragraph_no, quote_no: None, rule });
    }

    fn named(&mut self, range: Range<usize>, kind: SegmentKind, rule: &'static str) {
        let rule = self.name(rule);
        self.push(range, kind, Some(rule));
    }

    /// Adds `range`, the markup at its ends as boilerplate of its own.
    fn stripped(&mut self, range: Range<usize>, kind: SegmentKind, rule: Option<Arc<str>>) {
        let mut trailing = std::mem::take(self.trailing);
        trailing.clear();
        let start = range.start;
        let text = self.text;
        // Pieces from the left come first and in order; those from the right come after them, from the end inwards.
        let inner = markup::strip(text, range, |piece, rule| trailing.push((piece, rule)));
        let left = trailing.iter().take_while(|(piece, _)| piece.end <= inner.start && piece.start >= start).count();
        for (piece, rule) in trailing.drain(..left) {
            self.named(piece, SegmentKind::Boilerplate, rule);
        }
        if self.text[inner.clone()].chars().any(letters::is_alphanumeric) {
            self.push(inner, kind, rule);
        } else {
            self.named(inner, SegmentKind::Boilerplate, "shared.markup.scraps");
        }
        for (piece, rule) in trailing.drain(..).rev() {
            self.named(piece, SegmentKind::Boilerplate, rule);
        }
        *self.trailing = trailing;
    }
}
