//! Quotations: the words between marks, and who says what.

use std::sync::Arc;

use elchi_lexicon::{Analysis, Hit, HitKind, Match, RuleSet, Unit};
use elchi_model::{QuoteKind, Span};

use crate::actors::{Actor, actor_of, hits_in};
use crate::events::tell::Sentence;

/// A quotation before its speaker is resolved.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) segment_no: i32,
    pub(crate) paragraph_no: i32,
    pub(crate) kind: QuoteKind,
    pub(crate) span: Span,
    pub(crate) cue: Option<Span>,
    pub(crate) speaker: Option<Actor>,
    pub(crate) rule_id: Arc<str>,
}

/// A quotation that is open at the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) segment_no: i32,
    pub(crate) quote_no: Option<i32>,
    /// The first byte behind the mark.
    pub(crate) start: u32,
    /// Words stand between the mark and the end of the sentence.
    pub(crate) begun: bool,
}

/// Words between marks in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) tokens: std::ops::Range<u32>,
    /// Bytes of the words, over all sentences of the quotation.
    pub(crate) span: Span,
    /// Number of the segment in which the words begin.
    pub(crate) segment_no: i32,
}

/// Fewer words between marks are a name or a term.
const FEWEST_WORDS: usize = 4;

/// The outermost stretches between marks; `open` comes from the sentence before and goes to the next.
pub(crate) fn marked(
    text: &str,
    segment_no: i32,
    quote_no: Option<i32>,
    analysis: &Analysis,
    open: &mut Option<Open>,
) -> Vec<Marked> {
    let before = open.take().filter(|open| open.quote_no.is_some() && open.quote_no == quote_no);
    let mut found = Vec::new();
    let mut depth = u32::from(before.is_some());
    let (mut start, mut from, mut segment) = (0_u32, analysis.range.start, segment_no);
    // A mark that stands last in its sentence opens what the next one says.
    if let Some(before) = before.filter(|before| before.begun) {
        (from, segment) = (before.start, before.segment_no);
    }
    for (at, token) in (0..).zip(&analysis.tokens) {
        let opens = match token.span.of(text) {
            "«" | "„" => true,
            "»" => false,
            "“" | "”" | "\"" => depth == 0,
            _ => continue,
        };
        if opens {
            depth += 1;
            if depth == 1 {
                (start, from, segment) = (at, token.span.end, segment_no);
            }
        } else if depth > 0 {
            depth -= 1;
            if depth == 0 {
                let words =
                    analysis.tokens[start as usize..at as usize].iter().filter(|token| token.shape.is_word()).count();
                if words >= FEWEST_WORDS || segment != segment_no {
                    found.push(Marked {
                        tokens: start..at + 1,
                        span: Span { start: from, end: token.span.start },
                        segment_no: segment,
                    });
                }
            }
        }
    }
    if depth > 0 {
        let words = analysis.tokens.iter().any(|token| token.span.start >= from && token.shape.is_word());
        *open = Some(Open { segment_no: segment, quote_no, start: from, begun: words || segment != segment_no });
    }
    found
}

/// The stretches as units; not those that a dash behind a mark parts: there the speaker may be told inside the marks.
pub(crate) fn units(marked: &[Marked], text: &str, analysis: &Analysis) -> Vec<Unit> {
    let parted = |marked: &Marked| {
        let tokens = analysis.tokens.get(marked.tokens.start as usize..marked.tokens.end as usize).unwrap_or_default();
        tokens.windows(2).any(|pair| {
            matches!(pair[0].span.of(text), "," | "?" | "!" | "…" | ".") && matches!(pair[1].span.of(text), "–" | "—")
        })
    };
    (0..)
        .zip(marked)
        .filter(|(_, marked)| !parted(marked))
        .map(|(number, marked)| Unit {
            kind: HitKind::Quote,
            tokens: marked.tokens.clone(),
            features: Vec::new(),
            reference: number,
        })
        .collect()
}

/// What a match of the concept `quotes` says.
///
/// `before` is the sentence before in the same paragraph; `line` the segment and byte with which a paragraph begins that a
/// dash opens as someone's words, as long as nothing said so far ended them.
pub(crate) fn said(
    rules: &RuleSet,
    found: &Match,
    marked: &[Marked],
    before: Option<(i32, Span)>,
    line: Option<(i32, u32)>,
    sentence: Sentence<'_>,
) -> Option<Said> {
    let Sentence { language, text, segment, analysis, numbers, person_of } = sentence;
    let rule = rules.rule(found);
    let mut kind = QuoteKind::parse(rule.text("kind")?)?;
    let range = analysis.range;
    let (mut segment_no, span) = match rule.text("words") {
        Some("after") => {
            // What stands behind a semicolon is said by the next one.
            let end =
                analysis.tokens.iter().find(|token| token.span.start >= found.span.end && token.span.of(text) == ";");
            let end = end.map_or(range.end, |token| token.span.start);
            (segment.segment_no, Span { start: found.span.end, end })
        }
        Some("previous") => before?,
        Some("before") => {
            let (segment_no, start) = line.unwrap_or((segment.segment_no, range.start));
            (segment_no, Span { start, end: found.span.start })
        }
        _ => {
            let words = found.capture("words")?;
            let whole = |hit: &&Hit| words.tokens == (hit.first_token..hit.end_token());
            let unit = hits_in(words, analysis).find(|hit| hit.kind == Some(HitKind::Quote)).filter(whole);
            match unit.and_then(|unit| marked.get(unit.reference? as usize)) {
                Some(marked) => (marked.segment_no, marked.span),
                None => (segment.segment_no, words.span),
            }
        }
    };
    let span = trim(text, span)?;
    if kind == QuoteKind::Indirect && marked.iter().any(|marked| span.contains(marked.span)) {
        kind = QuoteKind::Mixed;
    }
    if span.start >= range.start && rule.text("words") != Some("previous") {
        segment_no = segment.segment_no;
    }
    let speaker = found.capture("speaker").and_then(|capture| {
        let hit = hits_in(capture, analysis).next()?;
        let who = actor_of(hit, language, analysis, numbers, person_of)?;
        Some(Actor { who, segment_no: segment.segment_no, span: hit.span })
    });
    let cue = found.capture("cue").map(|capture| capture.span);
    Some(Said { segment_no, paragraph_no: segment.paragraph_no, kind, span, cue, speaker, rule_id: rule.id.clone() })
}

/// `span` without blanks and marks at its ends; none where no word is left.
fn trim(text: &str, span: Span) -> Option<Span> {
    let words = text.get(span.range())?;
    let mark = |c: char| c.is_whitespace() || ",;:–—-.«»„“”\"".contains(c);
    let lead = words.len() - words.trim_start_matches(mark).len();
    let kept = words[lead..].trim_end_matches(|c: char| mark(c));
    if kept.is_empty() {
        return None;
    }
    // A mark whose partner stays inside stays too.
    let (opening, closing) = (kept.matches('«').count(), kept.matches('»').count());
    let end = lead + kept.len();
    let first = words[..lead].rfind('«').filter(|_| closing > opening).unwrap_or(lead);
    let behind = words[end..].starts_with('»') && opening > closing;
    let end = if behind { end + '»'.len_utf8() } else { end };
    Some(Span::new(span.start as usize + first, span.start as usize + end))
}
