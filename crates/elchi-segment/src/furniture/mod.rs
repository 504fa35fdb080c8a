//! Page furniture: lines told by their phrases and by where they stand. Phrases are data of the languages; how they make
//! a line, and what a place on the page says, is code.

pub(crate) mod line;
pub(crate) mod phrases;
pub(crate) mod place;
pub(crate) mod score;
mod told;
mod words;

use std::sync::Arc;

use elchi_model::{AUTHOR_NAME_RULE, SegmentKind};
use rustc_hash::FxHashMap;

use self::line::{Form, Look};
use self::phrases::{Class, Found, Phrases};
use self::words::Pieces;
use crate::lines::Line;
use crate::parts::{Finding, Findings};

/// Finds furniture; keeps its buffers between documents.
#[derive(Debug)]
pub(crate) struct Furniture {
    phrases: Arc<Phrases>,
    /// Names of rules, by files and class: the first file gives its code.
    names: FxHashMap<(u32, Class), Arc<str>>,
    places: FxHashMap<&'static str, Arc<str>>,
    pieces: Pieces,
    found: Vec<Found>,
    looks: Vec<Look>,
}

impl Furniture {
    /// Finds what `phrases` name.
    pub(crate) fn new(phrases: Arc<Phrases>) -> Furniture {
        Furniture {
            phrases,
            names: FxHashMap::default(),
            places: FxHashMap::default(),
            pieces: Pieces::default(),
            found: Vec::new(),
            looks: Vec::new(),
        }
    }

    /// Adds what phrases and places say to the findings of the rules: those come first.
    pub(crate) fn find(&mut self, text: &str, lines: &[Line], findings: &mut Findings) {
        self.looks.clear();
        let mut named = 0;
        let mut kind = SegmentKind::Boilerplate;
        for (at, line) in lines.iter().enumerate() {
            if let Some(finding) = &findings.lines[at] {
                (named, kind) = (finding.end, finding.kind);
            }
            if at < named {
                let mut look = Look::named(kind);
                let words = line.span.of(text);
                if look.form == Form::Residue && line::is_heads(words, &self.phrases, &mut self.pieces, &mut self.found)
                {
                    look.form = Form::Heads;
                }
                // An author line or caption of a form, with a phrase of furniture in it.
                let holds = look.form == Form::Header && kind != SegmentKind::Dateline && named == at + 1;
                let phrase = if holds {
                    line::holds(line.span.of(text), &self.phrases, &mut self.pieces, &mut self.found)
                } else {
                    None
                };
                if let Some((files, class)) = phrase {
                    let rule = self.name(files, class);
                    findings.lines[at] = Some(Finding { kind: SegmentKind::Boilerplate, rule, end: at + 1 });
                    look.form = Form::Residue;
                }
                self.looks.push(look);
                continue;
            }
            let dateline = findings.datelines.iter().any(|cut| cut.line == at);
            let words = line.span.of(text);
            // The name of an agency with its motto is no sentence behind a dateline.
            let look = if dateline && words.ends_with(['.', '!', '?', '\u{2026}', '\u{bb}', '\u{201d}', '"', ':']) {
                Look::text()
            } else {
                line::look(words, &self.phrases, &mut self.pieces, &mut self.found)
            };
            let rule = match look.phrase {
                Some((files, class)) => Some(self.name(files, class)),
                None if look.form == Form::Counter => Some(self.place("shared.residue.icons-with-numbers")),
                None => None,
            };
            if let Some(rule) = rule {
                findings.lines[at] = Some(Finding { kind: SegmentKind::Boilerplate, rule, end: at + 1 });
            }
            self.looks.push(look);
        }
        for (at, rule) in place::find(&mut self.looks) {
            let rule = self.place(rule);
            findings.lines[at] = Some(Finding { kind: SegmentKind::Boilerplate, rule, end: at + 1 });
        }
        for at in place::authors(&self.looks) {
            let rule = self.place(AUTHOR_NAME_RULE);
            findings.lines[at] = Some(Finding { kind: SegmentKind::Byline, rule, end: at + 1 });
        }
        findings.datelines.retain(|cut| findings.lines[cut.line].is_none());
        findings.tails.retain(|cut| findings.lines[cut.line].is_none());
    }

    /// The name of a rule of forms and places.
    fn place(&mut self, rule: &'static str) -> Arc<str> {
        self.places.entry(rule).or_insert_with(|| rule.into()).clone()
    }

    /// The name of a rule of phrases: `ru.furniture.holds`.
    fn name(&mut self, files: u32, class: Class) -> Arc<str> {
        let code = &self.phrases.codes[files.trailing_zeros() as usize];
        let name = || {
            let class = Class::NAMES.iter().find(|(_, known)| *known == class).map_or("", |(name, _)| name);
            format!("{code}.furniture.{class}").into()
        };
        self.names.entry((files, class)).or_insert_with(name).clone()
    }
}
