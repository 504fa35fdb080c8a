//! The only reader of `lang/`: parses, checks and compiles what linguists write, and runs it over text.
//!
//! In: the files of `lang/` (embedded, or a folder over them), text. Out: tokens, list entries, mentions, matches
//! of rules, problems. Holds: spans are bytes on character boundaries; the same files and text give the same
//! output on every machine; cost is linear in the text. Rejects: data files with problems, all at once.

mod analysis;
mod check;
mod data;
mod error;
mod features;
mod language;
mod lexicon;
mod pattern;
mod problem;
mod rules;
mod schema;
mod source;
mod tables;
mod text;

pub use analysis::{Analysis, Hit};
pub use check::{check_all, fix_all};
pub use data::register::Entity;
pub use error::LexiconError;
pub use features::Features;
pub use language::{Entry, Language};
pub use lexicon::Lexicon;
pub use problem::Problem;
pub use rules::find::{Capture, Match, Scratch};
pub use rules::rule::{Action, Example, Rule, RuleIndex};
pub use rules::set::RuleSet;
pub use rules::trace::{Outcome, Trace};
pub use schema::{ListId, Schema};
pub use source::{Embedded, Files, Folder, Overlay, Source};
pub use tables::EntryId;
pub use text::token::{FormId, Shape, Token};
