//! Prints what the extractor finds in a text, and checks `lang/` with all examples.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::{Folder, Lexicon, Outcome};
use elchi_model::{Lang, Span};

use crate::gold::Reader;

/// Every fact of `text` (a file of that name, or the text itself).
pub(crate) fn show(code: &str, text: &str, folder: &Path, verbose: bool) -> Result<String, Box<dyn Error>> {
    let text = if Path::new(text).is_file() { std::fs::read_to_string(text)? } else { text.to_owned() };
    let read = Reader::new(code, Some(folder))?.read(&text, "text", None);
    let mut out = String::new();
    for segment in &read.segments {
        let _ = writeln!(
            out,
            "segment {} {} | {}",
            segment.segment_no,
            segment.kind.as_str(),
            segment.span.of(&text).replace('\n', " ")
        );
    }
    let facts = &read.facts;
    for row in &facts.mentions {
        let (normal, id) = (row.normal.as_deref().unwrap_or("-"), row.entity_id.as_deref().unwrap_or("-"));
        let _ = writeln!(
            out,
            "mention {} {} | {} | {normal} | {id} {}",
            row.segment_no,
            row.kind.as_str(),
            row.span.of(&text),
            row.rule_id.as_deref().unwrap_or("")
        );
    }
    for row in &facts.positions {
        let _ = writeln!(
            out,
            "position {} {} | {} | of {:?} | {:?} | {}",
            row.segment_no,
            row.office.as_str(),
            row.span.of(&text),
            row.of_entity_id,
            row.person_entity_id,
            row.rule_id
        );
    }
    for row in &facts.dates {
        let _ = writeln!(out, "date {} {} | {} | {}", row.segment_no, row.edtf, row.span.of(&text), row.rule_id);
    }
    for row in &facts.amounts {
        let _ = writeln!(
            out,
            "amount {} {} {} {:?} | {} | {}",
            row.segment_no,
            row.kind.as_str(),
            row.value,
            row.unit,
            row.span.of(&text),
            row.rule_id
        );
    }
    for row in &facts.quotes {
        let cue = row.cue.map_or("", |cue| cue.of(&text));
        let _ = writeln!(
            out,
            "quote {} {} | {} | cue {cue} | {:?} | {}",
            row.segment_no,
            row.kind.as_str(),
            row.span.of(&text),
            row.speaker_entity_id,
            row.rule_id
        );
    }
    for row in &facts.topics {
        let _ = writeln!(out, "topic {} {} | {}", row.segment_no, row.topic, row.span.of(&text));
    }
    for event in &facts.events {
        let _ = writeln!(
            out,
            "EVENT {} {} {} date {:?} place {:?} format {:?} {:?} document {:?} level {:?}",
            event.event_type.as_str(),
            event.realis.as_str(),
            event.medium.as_str(),
            event.date_edtf,
            event.place_entity_id,
            event.format_entity_id,
            event.format_ordinal,
            event.document_entity_id,
            event.level,
        );
        for one in &event.participants {
            let _ = writeln!(
                out,
                "    {} | {} | {:?} {:?} {:?}{}",
                one.role,
                one.span.of(&text),
                one.entity_id,
                one.country,
                one.office,
                if one.expanded_from_entity_id.is_some() { " (member)" } else { "" }
            );
        }
        for one in &event.evidence {
            let _ = writeln!(
                out,
                "    told {} [{}] {} {}",
                one.segment_no,
                one.trigger.of(&text),
                one.span.of(&text),
                one.rule_id
            );
        }
    }
    if verbose {
        explain(code, &text, folder, &mut out)?;
    }
    Ok(out)
}

/// The whole text read as one sentence: tokens with their layers, and what became of each rule.
fn explain(code: &str, text: &str, folder: &Path, out: &mut String) -> Result<(), Box<dyn Error>> {
    let lexicon = Arc::new(Lexicon::read(&Folder { folder: folder.to_owned() })?);
    let lang = Lang::new(code)?;
    let segments = [SegmentInput::sentence(0, Span::new(0, text.len()), lang)];
    let mut extractor = Extractor::new(lexicon.clone());
    let (_, explained) = extractor.explain(&DocumentInput::bare(text, &segments));
    if let Some(language) = lexicon.language(lang) {
        let mut analysis = elchi_lexicon::Analysis::new();
        language.analyse(text, Span::new(0, text.len()), &mut analysis);
        for (at, token) in analysis.tokens.iter().enumerate() {
            let _ = write!(out, "  {at} {} {}", token.span.of(text), token.shape.as_str());
            for hit in &analysis.hits[analysis.hits_at(at)] {
                let Some(entry) = language.entry(hit) else { continue };
                let features: Vec<String> = language
                    .features(&analysis, hit)
                    .iter()
                    .map(|features| features.names(language.schema()).join(","))
                    .collect();
                let _ = write!(
                    out,
                    "  {{{}}} {} {} @{}",
                    entry.list,
                    entry.lemma,
                    entry.id.map(|id| &**id).unwrap_or_default(),
                    features.join("|")
                );
            }
            out.push('\n');
        }
    }
    for one in explained {
        for trace in one.traces {
            let _ = match trace.outcome {
                Outcome::Matched(matches) => matches.iter().try_for_each(|found| {
                    let captures: Vec<String> = found
                        .captures
                        .iter()
                        .map(|capture| format!("{}={}", capture.name, capture.span.of(text)))
                        .collect();
                    writeln!(out, "  {} matched «{}» {}", trace.id, found.span.of(text), captures.join(" "))
                }),
                Outcome::Taken { span, by } => {
                    writeln!(out, "  {} would match «{}», taken by {by}", trace.id, span.of(text))
                }
                Outcome::Stopped { element, token } => {
                    writeln!(out, "  {} stopped at {element}, token {token:?}", trace.id)
                }
            };
        }
    }
    Ok(())
}

/// Every problem of `lang/`.
pub(crate) fn check(folder: &Path, only: Option<&str>) -> Result<String, Box<dyn Error>> {
    let source = Folder { folder: folder.to_owned() };
    let lexicon = Arc::new(Lexicon::read(&source)?);
    let mut problems = elchi_lexicon::check_all(&source)?;
    problems.extend(elchi_extract::check_examples(&lexicon));
    problems.retain(|problem| only.is_none_or(|only| problem.file.starts_with(only)));
    let mut out = String::new();
    for problem in &problems {
        let _ = writeln!(
            out,
            "{}:{}:{} {}\n    {}",
            problem.file, problem.line, problem.column, problem.message, problem.help
        );
    }
    let _ = writeln!(out, "{} problem(s)", problems.len());
    Ok(out)
}
