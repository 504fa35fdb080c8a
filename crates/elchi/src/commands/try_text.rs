//! `elchi try`: what each stage sees in a text, and why.

use std::fmt::Write;
use std::process::ExitCode;

use elchi_extract::{DocumentInput, SegmentInput};
use elchi_lexicon::{Analysis, Language};
use elchi_model::{Lang, Segment, SegmentKind, Span};
use elchi_segment::Verdict;
use elchi_sql::Engine;

use super::try_facts::show_facts;
use super::try_rules::{rules, traces};
use super::{argument_or_stdin, engine, nearest, print};
use crate::cli::{Cli, TryArgs};
use crate::fail::Failure;
use crate::output::printable;

/// Concepts whose rules run over segments.
const IN_SEGMENTS: [&str; 2] = ["dates", "amounts"];
/// Concepts whose rules run over the lines of a document.
const IN_LINES: [&str; 3] = ["dateline", "byline", "residue"];
/// Characters of a piece of text that are printed, at most.
const SHOWN: usize = 200;

pub(crate) fn run(cli: &Cli, args: &TryArgs) -> Result<ExitCode, Failure> {
    let text = argument_or_stdin(&args.text)?;
    let engine = engine(cli)?;
    let guess = engine.detector().detect(&text);
    let lang = if args.language == "auto" {
        guess.lang
    } else {
        Lang::new(&args.language).map_err(|error| Failure::usage(error.to_string(), known(&engine, &args.language)))?
    };
    let mut out = String::new();
    let _ = writeln!(out, "detected {} {} ({}‰), read as {lang}", guess.lang, guess.script, guess.confidence);
    let segments = segments(&engine, &text, lang, &mut out);
    match engine.lexicon().language(lang) {
        Some(language) => {
            rules(language, &text, Span::new(0, text.len()), &IN_LINES, &mut out);
            let inputs: Vec<SegmentInput> =
                (0..).zip(&segments).map(|(segment_no, segment)| SegmentInput::of(segment_no, segment, lang)).collect();
            let (facts, explained) =
                engine.with_extractor(|extractor| extractor.explain(&DocumentInput::bare(&text, &inputs)));
            for (segment_no, segment) in (0..).zip(&segments).filter(|(_, one)| one.kind != SegmentKind::Boilerplate) {
                let _ = writeln!(out, "\n▌{}", printable(segment.span.of(&text), SHOWN));
                let analysis = tokens(language, &text, segment.span, &mut out);
                rules(language, &text, segment.span, &IN_SEGMENTS, &mut out);
                for one in explained.iter().filter(|one| one.segment_no == segment_no) {
                    traces(one.concept, &one.traces, &analysis, &text, &mut out);
                }
            }
            show_facts(&facts, &text, &mut out);
        }
        None => {
            let _ = writeln!(out, "there is no data for {lang}. {}", known(&engine, lang.as_str()));
        }
    }
    print(&out)?;
    Ok(ExitCode::SUCCESS)
}

fn known(engine: &Engine, wanted: &str) -> String {
    let tags: Vec<String> = engine.lexicon().languages().flat_map(Language::tags).map(ToString::to_string).collect();
    nearest(wanted, tags.iter().map(String::as_str))
}

fn segments(engine: &Engine, text: &str, lang: Lang, out: &mut String) -> Vec<Segment> {
    let explanation = engine.with_segmenter(|segmenter| segmenter.explain(text, lang));
    let _ = writeln!(out, "\nsegments");
    for segment in &explanation.segments {
        let rule = segment.rule.as_deref().map(|rule| format!("  [{rule}]")).unwrap_or_default();
        let _ = writeln!(out, "  {:<11} {}{rule}", segment.kind.as_str(), printable(segment.span.of(text), SHOWN));
    }
    for decision in &explanation.decisions {
        let before: String = text[..decision.at].chars().rev().take(20).collect();
        let before: String = before.chars().rev().collect();
        let ends = if decision.verdict == Verdict::Split { "ends" } else { "goes on" };
        let _ = writeln!(
            out,
            "    after «{}» the sentence {ends}: {} ({})",
            printable(&before, 20),
            decision.rule,
            decision.because
        );
    }
    explanation.segments
}

fn tokens(language: &Language, text: &str, span: Span, out: &mut String) -> Analysis {
    let mut analysis = Analysis::new();
    language.analyse(text, span, &mut analysis);
    let _ = writeln!(out, "  tokens");
    for (number, token) in analysis.tokens.iter().enumerate() {
        let _ = write!(out, "    {:<20} {}", printable(token.span.of(text), 20), token.shape.as_str());
        if let Some(value) = token.number {
            let _ = write!(out, " {value}");
        }
        for hit in &analysis.hits[analysis.hits_at(number)] {
            let Some(entry) = language.entry(hit) else { continue };
            let kind = entry.mention_kind.map(|kind| format!("<{}> ", kind.as_str())).unwrap_or_default();
            let features: Vec<String> =
                language.features(&analysis, hit).iter().map(|own| own.names(language.schema()).join(",")).collect();
            let _ = write!(
                out,
                "  {kind}{{{}}} {} {} @{}{}",
                entry.list,
                entry.lemma,
                entry.id.map(|id| &**id).unwrap_or_default(),
                features.join("|"),
                if hit.outer.is_some() { " (inside a longer one)" } else { "" },
            );
        }
        out.push('\n');
    }
    analysis
}
