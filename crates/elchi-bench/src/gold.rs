//! Scores events against `lang/<code>/gold/`.
//!
//! A predicted event is right where a gold event has its type and one of its tellings stands in a sentence that tells
//! the gold event; each gold event is given once, to a prediction that shares its very words first. Realis, roles and
//! dates are counted over the pairs: a participant is right where role and identity (person, office holder's state,
//! body) agree, members that a collective was expanded to left out, and members told in one phrase counted once where
//! the report has the phrase as one collective; a date where its EDTF form is the gold one.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::{Folder, Lexicon};
use elchi_model::{Event, Facts, Lang, Participant, SegmentKind, Span};
use elchi_segment::Segmenter;
use toml::{Table, Value};

mod same;
#[cfg(test)]
mod tests;

use same::{alike, normal_of, same, same_one};

/// A text with its segments and facts.
pub(crate) struct Read {
    pub(crate) text: String,
    pub(crate) segments: Vec<SegmentInput>,
    pub(crate) facts: Facts,
}

/// Reads texts as the pipeline does, all in one language.
pub(crate) struct Reader {
    segmenter: Segmenter,
    extractor: Extractor,
    lang: Lang,
}

impl Reader {
    pub(crate) fn new(lang: &str, folder: Option<&Path>) -> Result<Reader, Box<dyn Error>> {
        let lexicon = match folder {
            Some(folder) => Arc::new(Lexicon::read(&Folder { folder: folder.to_owned() })?),
            None => Lexicon::embedded(),
        };
        Ok(Reader {
            segmenter: Segmenter::new(lexicon.clone()),
            extractor: Extractor::new(lexicon),
            lang: Lang::new(lang)?,
        })
    }

    pub(crate) fn read(&mut self, text: &str, doc_id: &str, published_on: Option<i32>) -> Read {
        let mut found = Vec::new();
        self.segmenter.document(text, self.lang, &mut found);
        let segments: Vec<SegmentInput> =
            (0..).zip(&found).map(|(segment_no, segment)| SegmentInput::of(segment_no, segment, self.lang)).collect();
        let document = DocumentInput { doc_id, published_on, ..DocumentInput::bare(text, &segments) };
        let facts = self.extractor.document(&document);
        Read { text: text.to_owned(), segments, facts }
    }
}

/// Counts the sentences of `lang/<code>/gold/negative.tsv` that give an event, and lists them.
pub(crate) fn negatives(code: &str, folder: &Path) -> Result<(usize, String), Box<dyn Error>> {
    let table = std::fs::read_to_string(folder.join(code).join("gold").join("negative.tsv"))?;
    let mut reader = Reader::new(code, Some(folder))?;
    let (mut count, mut wrong, mut out) = (0, 0, String::new());
    for sentence in table.lines().skip(1).filter_map(|line| line.split('\t').next()) {
        let read = reader.read(sentence, "", None);
        count += 1;
        wrong += usize::from(!read.facts.events.is_empty());
        for event in &read.facts.events {
            let _ = writeln!(out, "{}\t{}\t{sentence}", event.event_type.as_str(), event.rule_id);
        }
    }
    let _ = writeln!(out, "{wrong} of {count} sentences give an event");
    Ok((wrong, out))
}

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) gold: usize,
    pub(crate) predicted: usize,
    pub(crate) matched: usize,
    pub(crate) realis: usize,
    pub(crate) roles_gold: usize,
    pub(crate) roles_predicted: usize,
    pub(crate) roles_right: usize,
    /// Participants that were found in another role than theirs.
    pub(crate) roles_confused: usize,
    pub(crate) dates_gold: usize,
    pub(crate) dates_predicted: usize,
    pub(crate) dates_right: usize,
    /// Pairs whose dates are equal, those without a date among them.
    pub(crate) dates_equal: usize,
    pub(crate) places: usize,
    pub(crate) places_right: usize,
    /// Matched events with a place.
    pub(crate) places_found: usize,
    pub(crate) quotes_gold: usize,
    pub(crate) quotes_predicted: usize,
    pub(crate) quotes_right: usize,
    pub(crate) speakers_right: usize,
}

/// Scores `lang/<code>/gold/<half>.toml`, or the file `half` itself where it ends in `.toml`; the second text lists
/// every difference.
pub(crate) fn score(
    code: &str,
    half: &str,
    folder: &Path,
    only: Option<&str>,
) -> Result<(Score, String), Box<dyn Error>> {
    let path = match half.strip_suffix(".toml") {
        Some(_) => half.into(),
        None => folder.join(code).join("gold").join(format!("{half}.toml")),
    };
    let table: Table = std::fs::read_to_string(&path)?.parse()?;
    let mut reader = Reader::new(code, Some(folder))?;
    let (mut score, mut detail) = (Score::default(), String::new());
    let reports = table.get("report").and_then(Value::as_array).cloned().unwrap_or_default();
    for report in reports.iter().filter_map(Value::as_table) {
        let id = text_of(report, "id").unwrap_or("");
        if only.is_some_and(|only| only != id) {
            continue;
        }
        let read = reader.read(text_of(report, "text").unwrap_or(""), id, text_of(report, "published").and_then(day));
        score.report(report, &read, id, &mut detail);
    }
    Ok((score, detail))
}

impl Score {
    /// The figures, a line each.
    pub(crate) fn figures(&self) -> String {
        let mut out = String::new();
        let ratio = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        let mut line = |name: &str, right: usize, predicted: usize, gold: usize| {
            let (p, r) = (ratio(right, predicted), ratio(right, gold));
            let f = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
            let _ = writeln!(
                out,
                "{name:<10} precision {p:.3}  recall {r:.3}  F1 {f:.3}  ({right} right, {predicted} found, {gold} gold)"
            );
        };
        line("events", self.matched, self.predicted, self.gold);
        line("roles", self.roles_right, self.roles_predicted, self.roles_gold);
        line("dates", self.dates_right, self.dates_predicted, self.dates_gold);
        let (dates, met) = (ratio(self.dates_equal, self.matched), self.roles_right + self.roles_confused);
        line("quotes", self.quotes_right, self.quotes_predicted, self.quotes_gold);
        let _ = writeln!(
            out,
            "dates      {dates:.3} of {} events have the date of the report, or none with it",
            self.matched
        );
        let _ = writeln!(
            out,
            "roles      {:.3} of the {met} participants found are in theirs",
            ratio(self.roles_right, met)
        );
        let _ = writeln!(out, "realis     {:.3} of {} events", ratio(self.realis, self.matched), self.matched);
        let _ = writeln!(
            out,
            "places     {:.3} of {}, {:.3} of the {} given",
            ratio(self.places_right, self.places),
            self.places,
            ratio(self.places_right, self.places_found),
            self.places_found
        );
        let _ =
            writeln!(out, "speakers   {:.3} of {}", ratio(self.speakers_right, self.quotes_right), self.quotes_right);
        out
    }
    fn report(&mut self, report: &Table, read: &Read, id: &str, detail: &mut String) {
        let gold = tables(report, "event");
        self.gold += gold.len();
        self.predicted += read.facts.events.len();
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (g, event) in gold.iter().enumerate() {
            let triggers: Vec<Span> =
                texts(event, "triggers").iter().filter_map(|words| place(&read.text, words)).collect();
            for (p, predicted) in read.facts.events.iter().enumerate() {
                if text_of(event, "type") != Some(predicted.event_type.as_str()) {
                    continue;
                }
                let told = |words: &Span| predicted.evidence.iter().any(|evidence| evidence.trigger.overlaps(*words));
                let near = |words: &Span| {
                    let segment = segment_of(read, *words);
                    predicted.evidence.iter().any(|evidence| Some(evidence.segment_no) == segment)
                };
                if triggers.iter().any(told) {
                    pairs.push((0, g, p));
                } else if triggers.iter().any(near) {
                    pairs.push((1, g, p));
                }
            }
        }
        pairs.sort_unstable();
        let (mut gold_taken, mut predicted_taken) = (vec![false; gold.len()], vec![false; read.facts.events.len()]);
        for (_, g, p) in pairs {
            if gold_taken[g] || predicted_taken[p] {
                continue;
            }
            (gold_taken[g], predicted_taken[p]) = (true, true);
            self.pair(gold[g], &read.facts.events[p], read, id, detail);
        }
        for (event, _) in gold.iter().zip(&gold_taken).filter(|(_, taken)| !**taken) {
            let _ = writeln!(
                detail,
                "{id}\tMISSED\t{}\t{:?}\t{}",
                text_of(event, "type").unwrap_or(""),
                texts(event, "triggers"),
                text_of(event, "realis").unwrap_or("")
            );
        }
        for (event, _) in read.facts.events.iter().zip(&predicted_taken).filter(|(_, taken)| !**taken) {
            let words: Vec<&str> = event.evidence.iter().map(|evidence| evidence.span.of(&read.text)).collect();
            let _ = writeln!(
                detail,
                "{id}\tWRONG\t{}\t{words:?}\t{}\t{}",
                event.event_type.as_str(),
                event.realis.as_str(),
                event.rule_id
            );
        }
        self.quotes(report, read, id, detail);
    }

    fn pair(&mut self, gold: &Table, event: &Event, read: &Read, id: &str, detail: &mut String) {
        self.matched += 1;
        let kind = event.event_type.as_str();
        let words = event.evidence.first().map_or("", |evidence| evidence.trigger.of(&read.text));
        let wanted = text_of(gold, "realis").unwrap_or("");
        if wanted == event.realis.as_str() {
            self.realis += 1;
        } else {
            let _ = writeln!(detail, "{id}\tREALIS\t{kind}\t{words}\tis {}, gold {wanted}", event.realis.as_str());
        }
        let wanted = tables(gold, "participants");
        let found: Vec<&Participant> =
            event.participants.iter().filter(|one| one.expanded_from_entity_id.is_none()).collect();
        self.roles_gold += wanted.len();
        self.roles_predicted += found.len();
        let mut taken = vec![false; found.len()];
        let (mut merged, mut missing) = (0, Vec::new());
        for one in wanted {
            let hit = (0..found.len()).find(|&at| !taken[at] && same(one, found[at], read));
            match hit {
                Some(at) => {
                    taken[at] = true;
                    // What the reports tell as one collective may be told member by member.
                    if one.get("collective").and_then(Value::as_bool) == Some(true) {
                        let (span, role) = (found[at].span, &found[at].role);
                        let twins =
                            (0..found.len()).filter(|&other| found[other].span == span && found[other].role == *role);
                        for other in twins {
                            merged += usize::from(!taken[other]);
                            taken[other] = true;
                        }
                    }
                    self.roles_right += 1;
                }
                None => {
                    missing.push(one);
                    let _ = writeln!(
                        detail,
                        "{id}\tROLE\t{kind}\t{words}\tmissing {} {}",
                        text_of(one, "role").unwrap_or(""),
                        text_of(one, "text").unwrap_or("")
                    );
                }
            }
        }
        self.roles_predicted -= merged;
        let confused = |one: &&Table| (0..found.len()).any(|at| !taken[at] && same_one(one, found[at], read));
        self.roles_confused += missing.into_iter().filter(confused).count();
        for (one, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            let _ = writeln!(
                detail,
                "{id}\tROLE\t{kind}\t{words}\twrong {} {} ({:?})",
                one.role,
                one.span.of(&read.text),
                one.entity_id
            );
        }
        let (wanted, found) = (text_of(gold, "date"), event.date_edtf.as_deref());
        self.dates_gold += usize::from(wanted.is_some());
        self.dates_equal += usize::from(wanted == found);
        self.dates_predicted += usize::from(found.is_some());
        if wanted.is_some() && wanted == found {
            self.dates_right += 1;
        } else if wanted != found {
            let _ = writeln!(detail, "{id}\tDATE\t{kind}\t{words}\tis {found:?}, gold {wanted:?}");
        }
        self.places_found += usize::from(event.place_entity_id.is_some());
        if let Some(place) = text_of(gold, "place") {
            self.places += 1;
            let found = event.place_entity_id.as_ref().map(|id| id.to_string());
            let mention = read.facts.mentions.iter().find(|mention| {
                mention.entity_id.as_deref() == found.as_deref()
                    && mention
                        .normal
                        .as_deref()
                        .is_some_and(|normal| normal == place || place.starts_with(normal) || normal.starts_with(place))
            });
            if found.is_some() && mention.is_some() {
                self.places_right += 1;
            } else {
                let _ = writeln!(detail, "{id}\tPLACE\t{kind}\t{words}\tis {found:?}, gold {place}");
            }
        }
    }

    fn quotes(&mut self, report: &Table, read: &Read, id: &str, detail: &mut String) {
        let gold = tables(report, "quote");
        self.quotes_gold += gold.len();
        self.quotes_predicted += read.facts.quotes.len();
        let mut taken = vec![false; read.facts.quotes.len()];
        for quote in gold {
            let words = text_of(quote, "words").unwrap_or("");
            let Some(span) = place(&read.text, words) else { continue };
            let hit = read.facts.quotes.iter().position(|own| {
                own.span.overlaps(span) && own.span.len() * 2 > span.len() && span.len() * 2 > own.span.len()
            });
            let Some(hit) = hit.filter(|hit| !taken[*hit]) else {
                let _ = writeln!(detail, "{id}\tQUOTE\tmissed\t{words}");
                continue;
            };
            taken[hit] = true;
            self.quotes_right += 1;
            let own = &read.facts.quotes[hit];
            let speaker = text_of(quote, "speaker").unwrap_or("");
            let person = own.speaker_entity_id.as_ref().and_then(|id| normal_of(read, id));
            let mention = own
                .speaker_mention
                .and_then(|at| read.facts.mentions.get(usize::try_from(at).ok()?))
                .and_then(|mention| mention.normal.as_deref());
            if person.as_deref().is_some_and(|name| alike(name, speaker))
                || mention.is_some_and(|name| alike(name, speaker))
            {
                self.speakers_right += 1;
            } else {
                let _ = writeln!(detail, "{id}\tSPEAKER\t{words}\tis {person:?}, gold {speaker}");
            }
        }
        for (own, _) in read.facts.quotes.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            let _ = writeln!(detail, "{id}\tQUOTE\twrong\t{}\t{}", own.span.of(&read.text), own.rule_id);
        }
    }
}

fn segment_of(read: &Read, span: Span) -> Option<i32> {
    let segment =
        read.segments.iter().find(|segment| segment.kind != SegmentKind::Boilerplate && segment.span.overlaps(span));
    segment.map(|segment| segment.segment_no)
}

/// The first place of `words`.
fn place(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|start| Span::new(start, start + words.len()))
}

fn day(date: &str) -> Option<i32> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    elchi_extract::calendar::day_number(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn text_of<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Value::as_str)
}

fn texts<'t>(table: &'t Table, key: &str) -> Vec<&'t str> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn tables<'t>(table: &'t Table, key: &str) -> Vec<&'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table).collect()
}
