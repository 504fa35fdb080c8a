//! A name as its parts, each led back to the nominative, all agreeing with each other.

use elchi_lexicon::{Analysis, Features, Guess, Language, Match, NamePart, Schema};
use elchi_model::Span;

/// What one way of reading a name says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// The nominative of every part in the order of the text; initials as written.
    pub(crate) normal: String,
    /// The whole given name, folded to lower case.
    pub(crate) given: Option<String>,
    /// The letter of the first initial, in lower case, where no given name stands.
    pub(crate) initial: Option<char>,
    /// The family name in lower case; of a name of one part that part.
    pub(crate) family: String,
    /// Case, number and gender of the whole.
    pub(crate) features: Features,
    /// How much speaks for it.
    pub(crate) weight: usize,
}

/// A part of a name in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Whole(NamePart),
    Initial,
}

/// A part with its words.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) part: Part,
    pub(crate) tokens: std::ops::Range<u32>,
    pub(crate) span: Span,
}

/// Weight of a part that a list knows.
const LISTED: usize = 100;
/// No more readings of a name are kept.
const MOST_READINGS: usize = 24;

/// The parts that the captures of a match name, in text order; without any, none.
pub(crate) fn pieces(found: &Match) -> Vec<Piece> {
    let part = |name: &str| {
        Some(match name {
            "given" => Part::Whole(NamePart::Given),
            "patronymic" => Part::Whole(NamePart::Patronymic),
            "family" => Part::Whole(NamePart::Family),
            "initial" => Part::Initial,
            _ => return None,
        })
    };
    let captures = found.captures.iter();
    captures
        .filter_map(|capture| {
            Some(Piece { part: part(&capture.name)?, tokens: capture.tokens.clone(), span: capture.span })
        })
        .collect()
}

/// All readings of a name whose parts agree, the likeliest first.
pub(crate) fn readings(pieces: &[Piece], language: &Language, text: &str, analysis: &Analysis) -> Vec<Reading> {
    let schema = language.schema();
    let start = Reading {
        normal: String::new(),
        given: None,
        initial: None,
        family: String::new(),
        features: schema.open(Features::default()),
        weight: 0,
    };
    let mut all = vec![start];
    for (at, piece) in pieces.iter().enumerate() {
        let mut alternatives = alternatives(piece, language, text, analysis);
        if language.last_part_inflects() && at + 1 < pieces.len() {
            stand_still(&mut alternatives, piece.span.of(text), language);
        }
        let mut next = Vec::new();
        for reading in &all {
            for (citation, features, weight) in &alternatives {
                let Some(features) = schema.agree(reading.features, *features) else { continue };
                let mut made = Reading { features, weight: reading.weight + weight, ..reading.clone() };
                made.add(piece.part, citation);
                next.push(made);
            }
        }
        if next.is_empty() {
            // The words do not agree: they are told as they stand, and nothing of their grammar.
            for reading in &mut all {
                reading.add(piece.part, piece.span.of(text));
                reading.features = schema.open(Features::default());
            }
            continue;
        }
        next.sort_by_key(|reading| std::cmp::Reverse(reading.weight));
        next.truncate(MOST_READINGS);
        all = next;
    }
    for reading in &mut all {
        if reading.family.is_empty() {
            reading.family = reading.given.take().unwrap_or_default();
        }
    }
    all
}

impl Reading {
    fn add(&mut self, part: Part, citation: &str) {
        if !self.normal.is_empty() {
            self.normal.push(' ');
        }
        self.normal.push_str(citation);
        match part {
            Part::Initial => {
                self.normal.push('.');
                self.initial = self.initial.or_else(|| citation.to_lowercase().chars().next());
            }
            Part::Whole(NamePart::Given) => self.given = Some(citation.to_lowercase()),
            Part::Whole(NamePart::Patronymic) => {}
            Part::Whole(NamePart::Family) => {
                if !self.family.is_empty() {
                    self.family.push(' ');
                }
                self.family.push_str(&citation.to_lowercase());
            }
        }
    }
}

/// Keeps of a part that does not inflect what it is as it stands; its case is that of the whole.
fn stand_still(alternatives: &mut Vec<(String, Features, usize)>, surface: &str, language: &Language) {
    let schema = language.schema();
    alternatives.retain(|(citation, ..)| citation == surface);
    if alternatives.is_empty() {
        alternatives.push((surface.to_owned(), Features::default(), 0));
    }
    for (_, features, _) in alternatives.iter_mut() {
        *features = schema.open(schema.without(schema.without(*features, "case"), "number"));
    }
}

/// Citation forms of a part with their features and weight.
fn alternatives(piece: &Piece, language: &Language, text: &str, analysis: &Analysis) -> Vec<(String, Features, usize)> {
    let schema = language.schema();
    let surface = piece.span.of(text);
    let Part::Whole(part) = piece.part else {
        return vec![(surface.to_owned(), schema.open(Features::default()), 0)];
    };
    let mut found = listed(piece, language, analysis);
    if found.is_empty() {
        found = guesses(part, surface, language);
    }
    if found.is_empty() && part == NamePart::Patronymic {
        // A second given name stands in its place.
        found = guesses(NamePart::Given, surface, language);
    }
    if found.is_empty() {
        found.push((surface.to_owned(), schema.open(Features::default()), 0));
    }
    found
}

/// What the lists of name parts say of exactly these words.
fn listed(piece: &Piece, language: &Language, analysis: &Analysis) -> Vec<(String, Features, usize)> {
    let mut found = Vec::new();
    for hit in analysis.hits_at(piece.tokens.start as usize).map(|hit| &analysis.hits[hit]) {
        let Some(entry) = language.entry(hit).filter(|_| hit.end_token() == piece.tokens.end) else { continue };
        if language.schema().is_name_list(entry.list) {
            let features = language.features(analysis, hit);
            found.extend(features.iter().map(|own| (entry.form.to_string(), *own, LISTED)));
        }
    }
    found
}

/// What `guess.tsv` says of an unknown word.
pub(crate) fn guesses(part: NamePart, surface: &str, language: &Language) -> Vec<(String, Features, usize)> {
    let mut guesses: Vec<Guess> = Vec::new();
    language.guess(part, surface, &mut guesses);
    let open = |features: Features, schema: &Schema| schema.open(features);
    guesses.into_iter().map(|guess| (guess.citation, open(guess.features, language.schema()), guess.evidence)).collect()
}
