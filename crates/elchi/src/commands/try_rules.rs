//! What became of each rule whose trigger stands in a text.

use std::fmt::Write;

use elchi_lexicon::{Analysis, Language, Outcome, Scratch, Trace};
use elchi_model::Span;

use crate::output::printable;

/// Rules that see nothing but tokens and lists.
pub(super) fn rules(language: &Language, text: &str, span: Span, concepts: &[&str], out: &mut String) {
    let mut analysis = Analysis::new();
    language.analyse(text, span, &mut analysis);
    for concept in concepts {
        let Some(rules) = language.rules(concept) else { continue };
        let found = rules.explain(language, text, &analysis, &mut Scratch::default());
        traces(concept, &found, &analysis, text, out);
    }
}

/// One line for each rule; the tokens are those of `analysis`.
pub(super) fn traces(concept: &str, traces: &[Trace], analysis: &Analysis, text: &str, out: &mut String) {
    for trace in traces {
        let _ = write!(out, "  {concept}: {} ", trace.id);
        let _ = match &trace.outcome {
            Outcome::Matched(matches) => {
                let shown: Vec<String> = matches
                    .iter()
                    .map(|found| {
                        let captures: Vec<String> = found
                            .captures
                            .iter()
                            .map(|capture| format!("{}={}", capture.name, printable(capture.span.of(text), 40)))
                            .collect();
                        format!("«{}» {}", printable(found.span.of(text), 80), captures.join(" "))
                    })
                    .collect();
                writeln!(out, "matched {}", shown.join("; "))
            }
            Outcome::Taken { span, by } => {
                writeln!(out, "would match «{}», but {by} comes first", printable(span.of(text), 80))
            }
            Outcome::Stopped { element, token } => {
                let there = token
                    .and_then(|token| analysis.tokens.get(token as usize))
                    .map_or("the end", |token| token.span.of(text));
                writeln!(out, "did not match: {element} is not at «{}»", printable(there, 40))
            }
        };
    }
}
