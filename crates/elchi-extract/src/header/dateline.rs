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
        let lines = document.segments.iter().filter(|segment| segment.kind == SegmentKind::Dateline);
        let mut outlet =
            lines.take(FIRST_SEGMENTS).find_map(|segment| self.beginning(document.text, segment, lexicon)?.1);
        if spans.is_empty() {
            let read = |segment: &&SegmentInput| {
                !matches!(segment.kind, SegmentKind::Boilerplate | SegmentKind::Title | SegmentKind::Byline)
            };
            let first = document.segments.iter().filter(read).take(FIRST_SEGMENTS);
            let found = first
                .filter(|segment| may_begin(segment, facts))
                .find_map(|segment| Some((segment.segment_no, self.beginning(document.text, segment, lexicon)?)));
            if let Some((segment_no, (span, named))) = found {
                spans.push((segment_no, span));
                outlet = named;
            }
        }
        let place = facts
            .mentions
            .iter()
            .filter(|mention| matches!(mention.kind, MentionKind::Place | MentionKind::Country))
            .filter(|mention| spans.iter().any(|(_, dateline)| dateline.contains(mention.span)))
            .find_map(|mention| mention.entity_id.clone());
        Dateline { spans, place, outlet }
    }

    /// The part of a segment, from its start, that is a dateline, and the outlet that it names.
    fn beginning(&mut self, text: &str, segment: &SegmentInput, lexicon: &Lexicon) -> Option<(Span, Option<String>)> {
        let language = lexicon.language(segment.lang)?;
        let rules = language.rules("dateline")?;
        language.analyse(text, segment.span, &mut self.analysis);
        let start = self.analysis.tokens.first()?.span.start;
        self.matches.clear();
        rules.find(language, text, &self.analysis, &mut self.scratch, &mut self.matches);
        let found = self.matches.iter().find(|found| found.span.start == start)?;
        let outlet = found.capture("outlet").map(|capture| capture.span.of(text).to_owned());
        Some((found.span, outlet))
    }
}

/// True for a segment that has a date near its start, which spares the rules for all others.
fn may_begin(segment: &SegmentInput, facts: &Facts) -> bool {
    facts
        .dates
        .iter()
        .filter(|date| date.segment_no == segment.segment_no)
        .any(|date| date.span.start.saturating_sub(segment.span.start) <= DATELINE_BYTES)
}
