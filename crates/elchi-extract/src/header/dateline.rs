//! Datelines: segments of that kind, or the beginning of a line that a rule of `dateline/` matches.

use std::sync::Arc;

use elchi_lexicon::{Analysis, Lexicon, Match, Scratch};
use elchi_model::{Facts, MentionKind, SegmentKind, Span};

use crate::input::{DocumentInput, SegmentInput};

/// So many segments of a document may be a dateline or begin with one.
const FIRST_SEGMENTS: usize = 5;

/// A date that begins further than this many bytes behind the start of a segment is in no dateline.
const DATELINE_BYTES: u32 = 96;

/// Where the datelines of a document stand, and the place they name.
#[derive(Debug, Default)]
pub(crate) struct Dateline {
    /// Bytes of each, with the segment that holds it.
    pub(crate) spans: Vec<(i32, Span)>,
    /// The place or country of the first one that names one.
    pub(crate) place: Option<Arc<str>>,
    /// The agency or paper that the first one names, as it writes it.
    pub(crate) outlet: Option<String>,
    /// Who wrote the text, by the first dateline or author line that says so.
    pub(crate) author: Option<String>,
}

impl Dateline {
    /// True where `span` lies in a dateline.
    pub(crate) fn holds(&self, span: Span) -> bool {
        self.spans.iter().any(|(_, dateline)| dateline.contains(span))
    }
}

/// Buffers to look for datelines.
#[derive(Debug, Default)]
pub(crate) struct Headers {
    analysis: Analysis,
    scratch: Scratch,
    matches: Vec<Match>,
}

impl Headers {
    /// The datelines of a document whose mentions and dates are found.
    pub(crate) fn dateline(&mut self, document: &DocumentInput<'_>, lexicon: &Lexicon, facts: &Facts) -> Dateline {
        let mut spans: Vec<(i32, Span)> = document
            .segments
            .iter()
            .filter(|segment| segment.kind == SegmentKind::Dateline)
            .take(FIRST_SEGMENTS)
            .map(|segment| (segment.segment_no, segment.span))
            .collect();
        let mut lines_of = |kind: SegmentKind| -> Vec<Beginning> {
            let lines = document.segments.iter().filter(|segment| segment.kind == kind).take(FIRST_SEGMENTS);
            lines.filter_map(|segment| self.beginning(document.text, segment, lexicon)).collect()
        };
        let mut read = lines_of(SegmentKind::Dateline);
        let authors = lines_of(SegmentKind::Byline);
        if spans.is_empty() {
            let may_hold = |segment: &&SegmentInput| {
                !matches!(segment.kind, SegmentKind::Boilerplate | SegmentKind::Title | SegmentKind::Byline)
            };
            let first = document.segments.iter().filter(may_hold).take(FIRST_SEGMENTS);
            let found = first
                .filter(|segment| may_begin(segment, facts))
                .find_map(|segment| Some((segment.segment_no, self.beginning(document.text, segment, lexicon)?)));
            if let Some((segment_no, beginning)) = found {
                spans.push((segment_no, beginning.span));
                read = vec![beginning];
            }
        }
        let words = |span: Span| document.text.get(span.range()).map(str::to_owned);
        let all = || read.iter().chain(&authors);
        let outlet = all().find_map(|one| one.outlet).and_then(words);
        let author = all().find_map(|one| one.author).and_then(words);
        let place = place(facts, &spans, &read);
        Dateline { spans, place, outlet, author }
    }

    /// The part of a segment, from its start, that is a dateline. Rules may look at what stands behind it on its line.
    fn beginning(&mut self, text: &str, segment: &SegmentInput, lexicon: &Lexicon) -> Option<Beginning> {
        let language = lexicon.language(segment.lang)?;
        let behind = text.get(segment.span.end as usize..)?;
        let rest = behind.find('\n').unwrap_or(behind.len());
        let line = Span::new(segment.span.start as usize, segment.span.end as usize + rest.min(BEHIND_BYTES));
        let concepts: &[&str] = match segment.kind {
            SegmentKind::Dateline => &["dateline", "byline"],
            SegmentKind::Byline => &["byline"],
            _ => &["dateline"],
        };
        // Cut to the segment first: its end may be what a rule asks for.
        [segment.span, line].into_iter().find_map(|span| {
            language.analyse(text, span, &mut self.analysis);
            let start = self.analysis.tokens.first()?.span.start;
            concepts.iter().find_map(|concept| {
                let rules = language.rules(concept)?;
                self.matches.clear();
                rules.find(language, text, &self.analysis, &mut self.scratch, &mut self.matches);
                let of_kind = |found: &&Match| {
                    let kind = rules.rule(found).text("kind").and_then(SegmentKind::parse);
                    found.span.start == start
                        && (*concept == "dateline" || kind.unwrap_or(SegmentKind::Byline) == segment.kind)
                };
                let found = self.matches.iter().find(of_kind)?;
                let capture = |name: &str| found.capture(name).map(|capture| capture.span);
                let (outlet, place, author) = (capture("outlet"), capture("place"), capture("author"));
                Some(Beginning { span: found.span, outlet, place, author })
            })
        })
    }
}

/// So many bytes behind a dateline are looked at.
const BEHIND_BYTES: usize = 96;

/// What a rule found at the start of a segment.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    span: Span,
    outlet: Option<Span>,
    place: Option<Span>,
    author: Option<Span>,
}

/// The place of the first dateline that names one: where a rule told which words are the place, it is among these.
fn place(facts: &Facts, spans: &[(i32, Span)], read: &[Beginning]) -> Option<Arc<str>> {
    let places = || facts.mentions.iter().filter(|one| matches!(one.kind, MentionKind::Place | MentionKind::Country));
    let told = read.iter().find_map(|one| one.place);
    let within = |span: Span| places().filter(move |mention| span.contains(mention.span));
    let named = told.and_then(|span| within(span).find_map(|mention| mention.entity_id.clone()));
    let in_outlet = |span: Span| read.iter().filter_map(|one| one.outlet).any(|outlet| outlet.contains(span));
    let anywhere = || {
        let inside = |span: Span| spans.iter().any(|(_, dateline)| dateline.contains(span));
        let mut free = places().filter(|one| inside(one.span) && !in_outlet(one.span));
        free.find_map(|mention| mention.entity_id.clone())
    };
    named.or_else(|| if told.is_none() { anywhere() } else { None })
}

/// True for a segment that has a date near its start, which spares the rules for all others.
fn may_begin(segment: &SegmentInput, facts: &Facts) -> bool {
    facts
        .dates
        .iter()
        .filter(|date| date.segment_no == segment.segment_no)
        .any(|date| date.span.start.saturating_sub(segment.span.start) <= DATELINE_BYTES)
}
