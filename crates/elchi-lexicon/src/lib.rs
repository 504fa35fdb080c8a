//! The only reader of `lang/`: parses, checks and compiles what linguists write, and runs it over text.
//!
//! In: the files of `lang/` (embedded, or a folder over them), text, units that callers lay over it. Out: tokens,
//! list entries, mentions, citation forms of unknown parts of names, matches of rules, problems. Holds: spans are
//! bytes on character boundaries; the same files and text give the same output on every machine; cost is linear in
//! the text. Rejects: data files with problems, all at once.
//!
//! ```
//! use elchi_lexicon::{Analysis, Lexicon, Scratch};
//! use elchi_model::Span;
//!
//! let lexicon = Lexicon::embedded();
//! let language = lexicon.template().expect("the invented language of lang/_template");
//! let text = "Kasora rengad 12 seselen 2020 anu.";
//! let mut analysis = Analysis::new();
//! language.analyse(text, Span::new(0, text.len()), &mut analysis);
//! let country = analysis.mentions().next().expect("one mention");
//! assert_eq!(language.entry(country).and_then(|entry| entry.id).map(|id| &**id), Some("country/kz"));
//!
//! let (rules, mut found) = (language.rules("dates").expect("it has dates"), Vec::new());
//! rules.find(language, text, &analysis, &mut Scratch::default(), &mut found);
//! assert_eq!(found[0].span.of(text), "12 seselen 2020 anu");
//! ```

mod analysis;
mod check;
mod data;
mod error;
mod features;
mod guess;
mod kind;
mod language;
mod lexicon;
pub mod models;
mod pattern;
mod problem;
mod rules;
mod schema;
mod source;
mod tables;
mod text;

pub use analysis::{Analysis, Hit, Unit};
pub use check::{check_all, fix_all};
pub use data::offices::OfficeMeaning;
pub use data::register::Entity;
pub use error::LexiconError;
pub use features::Features;
pub use guess::{Guess, NamePart};
pub use kind::HitKind;
pub use language::{Entry, Language};
pub use lexicon::Lexicon;
pub use problem::Problem;
pub use rules::find::{Capture, Match, Scratch};
pub use rules::line_starts::LineStarts;
pub use rules::lines::LineBytes;
pub use rules::rule::{Action, Example, Rule, RuleIndex};
pub use rules::set::RuleSet;
pub use rules::trace::{Outcome, Trace};
pub use schema::{ListId, Schema};
pub use source::{Embedded, Files, Folder, Overlay, Source};
pub use tables::EntryId;
pub use text::token::{FormId, Shape, Token};
