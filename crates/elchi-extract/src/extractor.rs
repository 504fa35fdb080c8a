//! One pass over the segments of a document.

use std::sync::Arc;

use elchi_lexicon::{Analysis, Hit, HitKind, Language, Lexicon, Match, RuleSet, Scratch, Unit};
use elchi_model::{Amount, AmountKind, Facts, Mention, MentionKind, Method, SegmentKind, Span};

use crate::dates::{Symbolic, Timeline};
use crate::finder::{Explained, Finder};
use crate::found::{amount_of, date_of, date_span};
use crate::input::{DocumentInput, SegmentInput};
use crate::layers::Layers;
use crate::overlap::keep_longest;

/// Finds facts; holds buffers, so one per thread is kept and used again.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Arc<Lexicon>,
    analysis: Analysis,
    scratch: Scratch,
    finder: Finder,
    matches: Vec<Match>,
    dates: Vec<(Span, Symbolic, Arc<str>)>,
    timeline: Timeline,
    amounts: Vec<Amount>,
    layers: Layers,
    /// Index among the rows of mentions, by index of the hit.
    rows: Vec<Option<i32>>,
}

impl Extractor {
    /// An extractor over `lexicon`.
    pub fn new(lexicon: Arc<Lexicon>) -> Extractor {
        Extractor {
            lexicon,
            analysis: Analysis::new(),
            scratch: Scratch::default(),
            finder: Finder::default(),
            matches: Vec::new(),
            dates: Vec::new(),
            timeline: Timeline::default(),
            amounts: Vec::new(),
            layers: Layers::default(),
            rows: Vec::new(),
        }
    }

    /// The facts of a document, in the order of its segments; spans are in bytes of its text.
    pub fn document(&mut self, document: &DocumentInput<'_>) -> Facts {
        let mut facts = Facts::default();
        let lexicon = self.lexicon.clone();
        let text = document.text;
        let read = || {
            let segments = document.segments.iter().filter(|segment| segment.kind != SegmentKind::Boilerplate);
            segments.filter_map(|segment| Some((segment, lexicon.language(segment.lang)?)))
        };
        self.layers.begin(document.doc_id);
        for (segment, language) in read() {
            language.analyse(text, segment.span, &mut self.analysis);
            self.layers.meet_people(language, segment, text, &self.analysis, &mut self.finder);
        }
        if let Some(explained) = &mut self.finder.explained {
            // The first pass only made people known.
            explained.clear();
        }
        for (segment, language) in read() {
            self.segment(text, segment, language, &mut facts);
        }
        self.timeline.finish(document, &lexicon, &mut facts);
        self.layers.finish(document, &lexicon, &mut facts);
        facts
    }

    /// The facts of a document, and why each rule over the layers of people, offices, events and quotations matched or
    /// did not.
    pub fn explain(&mut self, document: &DocumentInput<'_>) -> (Facts, Vec<Explained>) {
        self.finder.explained = Some(Vec::new());
        let facts = self.document(document);
        (facts, self.finder.explained.take().unwrap_or_default())
    }

    fn segment(&mut self, text: &str, segment: &SegmentInput, language: &Language, facts: &mut Facts) {
        language.analyse(text, segment.span, &mut self.analysis);
        self.find_dates(text, language);
        self.find_amounts(text, segment.segment_no, language);
        self.lay_measures(facts);
        self.finder.segment_no = segment.segment_no;
        self.layers.sentence(language, segment, text, &mut self.analysis, &mut self.finder);
        Layers::topics(language, segment.segment_no, &self.analysis, facts);
        self.add_mentions(segment, language, facts);
        self.timeline.add(segment.segment_no, &mut self.dates, &mut facts.dates);
        facts.amounts.append(&mut self.amounts);
    }

    /// Dates of the analysed segment; one that cuts a name in two, or lies in one, is none.
    fn find_dates(&mut self, text: &str, language: &Language) {
        let Some(rules) = language.rules("dates") else { return };
        self.run(rules, language, text);
        for found in &self.matches {
            let span = date_span(found);
            if cuts_mention(&self.analysis, span) || in_address(text, span) {
                continue;
            }
            if let Some(date) = date_of(rules, found, language, &self.analysis) {
                self.dates.push((span, date, rules.rule(found).id.clone()));
            }
        }
        keep_longest(&mut self.dates, |(span, ..)| *span);
    }

    /// Amounts of the analysed segment; the figures of a date are none, nor are those inside a name.
    fn find_amounts(&mut self, text: &str, segment_no: i32, language: &Language) {
        let Some(rules) = language.rules("amounts") else { return };
        self.run(rules, language, text);
        for found in &self.matches {
            if cuts_mention(&self.analysis, found.span)
                || in_address(text, found.span)
                || overlapping(&self.dates, found.span, |(span, ..)| *span).is_some()
            {
                continue;
            }
            if let Some((kind, quantity)) = amount_of(rules, found, language, &self.analysis) {
                self.amounts.push(Amount {
                    segment_no,
                    span: found.span,
                    kind,
                    value: quantity.value,
                    value_max: quantity.value_max,
                    unit: quantity.unit,
                    rule_id: rules.rule(found).id.clone(),
                });
            }
        }
        keep_longest(&mut self.amounts, |amount| amount.span);
    }

    /// Dates and amounts count as one token each from here on.
    fn lay_measures(&mut self, facts: &Facts) {
        let units = |kind: HitKind, first: usize, spans: &mut dyn Iterator<Item = Span>| -> Vec<Unit> {
            (first..)
                .zip(spans)
                .map(|(number, span)| Unit {
                    kind,
                    tokens: tokens_of(&self.analysis, span),
                    features: Vec::new(),
                    reference: u32::try_from(number).unwrap_or(u32::MAX),
                })
                .collect()
        };
        let mut all = units(HitKind::Date, facts.dates.len(), &mut self.dates.iter().map(|(span, ..)| *span));
        all.extend(units(HitKind::Amount, facts.amounts.len(), &mut self.amounts.iter().map(|amount| amount.span)));
        self.analysis.add_units(&all);
    }

    fn run(&mut self, rules: &RuleSet, language: &Language, text: &str) {
        self.matches.clear();
        rules.find(language, text, &self.analysis, &mut self.scratch, &mut self.matches);
    }

    /// Mentions of the analysed segment. A name inside a date (a month that is also a town) or inside a currency
    /// names nothing there, and a name inside a longer one of the same entity is not told twice.
    fn add_mentions(&mut self, segment: &SegmentInput, language: &Language, facts: &mut Facts) {
        self.rows.clear();
        for hit in &self.analysis.hits {
            let hidden = || {
                let money = overlapping(&self.amounts, hit.span, |amount| amount.span)
                    .is_some_and(|amount| amount.kind == AmountKind::Money);
                money || overlapping(&self.dates, hit.span, |(span, ..)| *span).is_some()
            };
            let Some(kind) = hit.kind.and_then(HitKind::mention).filter(|_| !hidden()) else {
                // What a unit holds is not nested for a reader: the unit itself is no mention.
                self.rows.push(None);
                continue;
            };
            let person = self.layers.person_of(hit, language);
            let Some(entry) = language.entry(hit) else {
                self.rows.push(i32::try_from(facts.mentions.len()).ok());
                facts.mentions.extend(self.layers.unit_row(hit, segment));
                self.layers.mention_persons.resize(facts.mentions.len(), person);
                continue;
            };
            let outer = hit.outer.and_then(|outer| self.rows.get(outer as usize).copied().flatten());
            if told_by(facts, outer, kind, entry.id)
                || (outer.is_some() && is_bare_adjective(language, &self.analysis, hit, kind))
            {
                self.rows.push(outer);
                continue;
            }
            self.rows.push(i32::try_from(facts.mentions.len()).ok());
            facts.mentions.push(Mention {
                segment_no: segment.segment_no,
                kind,
                span: hit.span,
                normal: Some(entry.lemma.clone()),
                entity_id: entry.id.cloned(),
                language: segment.lang,
                method: Method::Lexicon,
                confidence: None,
                outer,
                rule_id: None,
            });
            self.layers.mention_persons.push(person);
        }
    }
}

/// True where the mention at `outer`, or one around it, says already what a nested one would.
///
/// That is so where both name the same entity; where both are of one kind, organisations apart, whose names hold
/// those they belong to (the continent in the name of its part is not in the news); and where a region is no more
/// than a part of the name of an organisation.
fn told_by(facts: &Facts, outer: Option<i32>, kind: MentionKind, id: Option<&Arc<str>>) -> bool {
    let around = |index: Option<i32>| index.and_then(|index| facts.mentions.get(usize::try_from(index).ok()?));
    std::iter::successors(around(outer), |mention| around(mention.outer)).any(|mention| {
        (id.is_some() && mention.entity_id.as_ref() == id)
            || (kind == mention.kind && kind != MentionKind::Organization)
            || (kind == MentionKind::Region && mention.kind == MentionKind::Organization)
    })
}

/// True where a place or region is there only as an adjective: inside a longer name it describes, and names nothing.
fn is_bare_adjective(language: &Language, analysis: &Analysis, hit: &Hit, kind: MentionKind) -> bool {
    let readings = language.features(analysis, hit);
    matches!(kind, MentionKind::Place | MentionKind::Region)
        && !readings.is_empty()
        && readings.iter().all(|features| features.names(language.schema()).contains(&"adj"))
}

/// The tokens that lie in `span`.
fn tokens_of(analysis: &Analysis, span: Span) -> std::ops::Range<u32> {
    let first = analysis.tokens.partition_point(|token| token.span.start < span.start);
    let end = analysis.tokens.partition_point(|token| token.span.start < span.end);
    u32::try_from(first).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
}

/// True where a mention reaches over an end of `span`, or covers it with more words.
fn cuts_mention(analysis: &Analysis, span: Span) -> bool {
    let behind = analysis.hits.partition_point(|hit| hit.span.start < span.end);
    // Outermost mentions lie apart, in text order: going back, the first one that ends before the span is the last
    // to look at. Without one the search stops where no name could still reach the span.
    analysis.hits[..behind]
        .iter()
        .rev()
        .take_while(|hit| hit.span.start + LONGEST_NAME > span.start)
        .filter(|hit| hit.kind.is_some() && hit.outer.is_none())
        .take_while(|hit| hit.span.end > span.start)
        .any(|hit| !span.contains(hit.span))
}

/// No name of a list takes more bytes of text, the blanks between its words included.
const LONGEST_NAME: u32 = 1024;

/// True where `span` stands in the address of a page: the figures there are no one's words.
fn in_address(text: &str, span: Span) -> bool {
    let before = &text.as_bytes()[..span.start as usize];
    let before = &before[before.len().saturating_sub(LONGEST_ADDRESS)..];
    let word = before.rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
    word.windows(3).any(|bytes| bytes == b"://") || word.starts_with(b"www.")
}

/// No further than this many bytes back the beginning of an address is looked for.
const LONGEST_ADDRESS: usize = 2048;

/// The item, of those in text order and apart from each other, that shares a byte with `span`; the last of several.
fn overlapping<T>(items: &[T], span: Span, of: impl Fn(&T) -> Span) -> Option<&T> {
    let end = items.partition_point(|item| of(item).start < span.end);
    items[..end].last().filter(|item| of(item).overlaps(span))
}
