//! One language: its settings, its files and, once needed, its tables.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use elchi_model::{Lang, MentionKind, Script, Span};

use crate::analysis::{Analysis, Hit};
use crate::data::register::Entity;
use crate::data::settings::Settings;
use crate::features::Features;
use crate::guess::{Guess, NamePart};
use crate::kind::HitKind;
use crate::problem::{File, Problem, Problems};
use crate::rules::set::RuleSet;
use crate::schema::Schema;
use crate::tables::Tables;
use crate::tables::build::Folder;
use crate::text::token::Token;

/// Tokens of a clause on either side of its verb, at most.
const LONGEST_CLAUSE: usize = 160;

/// Texts of all files, by their path below `lang/`.
pub(crate) type Texts = BTreeMap<String, Cow<'static, str>>;

/// A language folder.
#[derive(Debug)]
pub struct Language {
    pub(crate) code: String,
    pub(crate) settings: Settings,
    pub(crate) schema: Arc<Schema>,
    pub(crate) texts: Arc<Texts>,
    pub(crate) entities: Arc<BTreeMap<Arc<str>, Entity>>,
    pub(crate) tables: OnceLock<Tables>,
}

/// An entry of a list, as its row says.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'l> {
    /// Citation form as written in the list.
    pub form: &'l Arc<str>,
    /// Normal form to report.
    pub lemma: &'l Arc<str>,
    /// `kind/slug`.
    pub id: Option<&'l Arc<str>>,
    /// The number behind the id's slash, where it is one.
    pub number: Option<f64>,
    /// Name of the list.
    pub list: &'l str,
    /// Kind of mention; none for word lists.
    pub mention_kind: Option<MentionKind>,
}

impl Language {
    /// Name of the folder: `ru`, `uz`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// English name.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Name of the language in itself.
    pub fn endonym(&self) -> &str {
        &self.settings.endonym
    }

    /// Tags the folder serves.
    pub fn tags(&self) -> &[Lang] {
        &self.settings.tags
    }

    /// The script of one of its tags.
    pub fn script(&self, tag: Lang) -> Option<Script> {
        self.settings.script(tag)
    }

    /// Lower-case letters of the language in `script`.
    pub fn alphabet(&self, script: Script) -> Option<&str> {
        self.settings.alphabets.iter().find(|(of, _)| *of == script).map(|(_, letters)| letters.as_str())
    }

    /// Raw text of the file at `path` inside the folder, such as `segment/abbreviations.tsv`.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.texts.get(&format!("{}/{path}", self.code)).map(Cow::as_ref)
    }

    /// Tokens, list entries and mentions of `text[range]`; spans are in bytes of `text`.
    ///
    /// The range is taken as one sentence (or one line). Where it does not lie on character boundaries of the
    /// text, it shrinks to those inside. Buffers of `into` are reused.
    pub fn analyse(&self, text: &str, range: Span, into: &mut Analysis) {
        self.tables().analyse(text, whole_characters(text, range), into);
    }

    /// Only the tokens of `range`, no names or entries: much cheaper, for a glance at how a line begins.
    pub fn tokens<'a>(&self, text: &str, range: Span, into: &'a mut Analysis) -> &'a [Token] {
        self.tables().tokens(text, whole_characters(text, range), into);
        &into.tokens
    }

    /// The row behind a hit of this language; none for a unit.
    pub fn entry(&self, hit: &Hit) -> Option<Entry<'_>> {
        let tables = self.tables();
        let row = &tables.entries[hit.entry?.0 as usize];
        let (number, list) = (row.number, self.schema.lists[row.list.index()].name.as_str());
        Some(Entry {
            form: &row.form,
            lemma: &row.lemma,
            id: row.id.as_ref(),
            number,
            list,
            mention_kind: hit.kind.and_then(HitKind::mention),
        })
    }

    /// The alternatives of features of a hit: `Азии` is genitive, dative and locative.
    pub fn features<'f>(&'f self, analysis: &'f Analysis, hit: &Hit) -> &'f [Features] {
        analysis.features_in(&self.tables().features, hit)
    }

    /// What the citation form of an unknown part of a name may be, with the features of `form` then; the likeliest
    /// first. `form` is as written, without blanks.
    pub fn guess(&self, part: NamePart, form: &str, into: &mut Vec<Guess>) {
        self.tables().guesser.guess(part, form, into);
    }

    /// The tokens around `token` up to what ends a clause on either side.
    pub fn clause(&self, analysis: &Analysis, token: u32) -> std::ops::Range<u32> {
        let ends = |at: usize| analysis.clause_ends.get(at).is_some_and(|ends| *ends);
        let (token, count) = (token as usize, analysis.tokens.len());
        let (before, behind) = (token.saturating_sub(LONGEST_CLAUSE), (token + LONGEST_CLAUSE).min(count));
        let first = (before..=token.min(count)).rev().find(|&at| at < count && ends(at)).unwrap_or(before);
        let last = (token + 1..behind).find(|&at| ends(at)).unwrap_or(behind);
        u32::try_from(first).unwrap_or(u32::MAX)..u32::try_from(last).unwrap_or(u32::MAX)
    }

    /// The capital of a state, in the registers.
    pub fn capital(&self, country: &str) -> Option<Arc<str>> {
        let mut capitals = self.entities.values().filter(|entity| entity.capital_of.as_deref() == Some(country));
        capitals.next().map(|entity| entity.id.clone())
    }

    /// True where of the parts of a name only the last inflects.
    pub fn last_part_inflects(&self) -> bool {
        self.settings.last_part_inflects
    }

    /// True where the verb stands last, and what belongs to it before it.
    pub fn verb_last(&self) -> bool {
        self.settings.verb_last
    }

    /// The state whose press writes in it, as an entity: of it is a head of state told without a state.
    pub fn state(&self) -> Option<&Arc<str>> {
        self.settings.state.as_ref()
    }

    /// The register row of an id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.get(id)
    }

    /// The vocabularies of `lang/schema/`.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// All rules of a concept, by file.
    pub fn rules(&self, concept: &str) -> Option<&RuleSet> {
        self.tables().rules.get(concept)
    }

    /// The folded tokens of `text`, one blank between: what look-ups compare.
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        let mut tokens = Vec::new();
        let note = |form: &str| {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(form);
            crate::FormId::UNKNOWN
        };
        self.tables().tokeniser.run(text, 0..text.len(), &mut String::new(), note, &mut tokens);
        folded
    }

    /// Number of forms that lists and paradigms make.
    pub fn form_count(&self) -> usize {
        self.tables().trie.len()
    }

    pub(crate) fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| self.build(&mut Problems::default()))
    }

    /// Compiles the tables and tells every problem on the way.
    pub(crate) fn build(&self, problems: &mut Problems) -> Tables {
        Tables::build(&self.folder(), &self.settings, &self.schema, &self.entities, problems)
    }

    /// Problems of the files of this folder, settings excepted.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let mut problems = Problems::default();
        let tables = self.build(&mut problems);
        let _ = self.tables.set(tables);
        problems.into_sorted()
    }

    pub(crate) fn folder(&self) -> Folder<'_> {
        let prefix = format!("{}/", self.code);
        let files = self.texts.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
        Folder { code: &self.code, files: files.map(|(path, text)| File { path, text }).collect() }
    }
}

/// The part of `range` inside the text, shrunk to whole characters.
fn whole_characters(text: &str, range: Span) -> std::ops::Range<usize> {
    let (mut start, mut end) = ((range.start as usize).min(text.len()), (range.end as usize).min(text.len()));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end.max(start)
}
