//! Runs the rules of a concept, and on demand keeps why each of them matched or did not.

use elchi_lexicon::{Analysis, Language, Match, RuleSet, Scratch, Trace};

use crate::input::SegmentInput;

/// What became of the rules of a concept in one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The concept.
    pub concept: &'static str,
    /// Number of the segment.
    pub segment_no: i32,
    /// Every rule whose trigger stands in the sentence.
    pub traces: Vec<Trace>,
}

/// A sentence with what the layers so far have laid over it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'s> {
    pub(crate) language: &'s Language,
    pub(crate) text: &'s str,
    pub(crate) segment: &'s SegmentInput,
    pub(crate) analysis: &'s Analysis,
}

/// Runs rules; holds the buffers they need.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    scratch: Scratch,
    /// Where it is there, every run is explained.
    pub(crate) explained: Option<Vec<Explained>>,
    pub(crate) segment_no: i32,
}

impl Finder {
    /// Puts the matches of `concept` into `matches`, in text order.
    pub(crate) fn run<'l>(
        &mut self,
        concept: &'static str,
        language: &'l Language,
        text: &str,
        analysis: &Analysis,
        matches: &mut Vec<Match>,
    ) -> Option<&'l RuleSet> {
        matches.clear();
        let rules = language.rules(concept)?;
        rules.find(language, text, analysis, &mut self.scratch, matches);
        if let Some(explained) = &mut self.explained {
            let traces = rules.explain(language, text, analysis, &mut self.scratch);
            explained.push(Explained { concept, segment_no: self.segment_no, traces });
        }
        Some(rules)
    }
}
