//! Compiles the files of one language folder into its tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::data::inflection::Inflection;
use crate::data::register::Entity;
use crate::data::settings::Settings;
use crate::features::Features;
use crate::guess::Guesser;
use crate::problem::{File, Problems};
use crate::schema::{ListId, Schema};
use crate::tables::trie::TrieBuilder;
use crate::tables::{EntryRow, Forms, LemmaId, Tables};
use crate::text::table::CharTable;
use crate::text::token::FormId;
use crate::text::tokenise::Tokeniser;

/// A language folder: its files by their path inside it.
pub(crate) struct Folder<'a> {
    pub(crate) code: &'a str,
    pub(crate) files: Vec<File<'a>>,
}

impl<'a> Folder<'a> {
    /// The file at `path` inside the folder.
    pub(crate) fn file(&self, path: &str) -> Option<File<'a>> {
        self.files.iter().find(|file| self.inside(file) == path).copied()
    }

    /// The path of a file inside the folder.
    pub(crate) fn inside(&self, file: &File<'a>) -> &'a str {
        file.path.strip_prefix(self.code).and_then(|path| path.strip_prefix('/')).unwrap_or(file.path)
    }
}

/// What the builder of one language knows so far.
pub(crate) struct Builder<'b> {
    pub(crate) schema: Arc<Schema>,
    pub(crate) problems: &'b mut Problems,
    pub(crate) tokeniser: Tokeniser,
    pub(crate) forms: Forms,
    pub(crate) lemmas: FxHashMap<Box<str>, LemmaId>,
    pub(super) trie: TrieBuilder,
    pub(super) entries: Vec<EntryRow>,
    /// Place of each entry, for problems.
    pub(super) places: Vec<Place>,
    features: Vec<Features>,
    pools: FxHashMap<Vec<Features>, (u32, u16)>,
    /// Alternatives of features by node and payload of the trie builder.
    pub(super) pending: FxHashMap<(u32, usize), Vec<Features>>,
    pub(super) folded: String,
    /// Most tokens of a form, by list.
    pub(super) widths: FxHashMap<ListId, usize>,
    guesser: Guesser,
    /// What ends a clause.
    pub(crate) clause: Arc<[Vec<FormId>]>,
    /// What opens a clause that the first comma ends.
    pub(crate) opens: Arc<[Vec<FormId>]>,
}

/// Where a row stands: the number of its file and a byte in it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) at: usize,
}

impl Tables {
    /// Compiles `folder`; problems are collected and what is broken is left out.
    pub(crate) fn build(
        folder: &Folder<'_>,
        settings: &Settings,
        schema: &Arc<Schema>,
        entities: &BTreeMap<Arc<str>, Entity>,
        problems: &mut Problems,
    ) -> Tables {
        let tokeniser = Tokeniser { chars: CharTable::new(&settings.folds), marks: settings.marks.clone() };
        let mut builder = Builder {
            schema: schema.clone(),
            problems,
            tokeniser,
            forms: Forms::default(),
            lemmas: FxHashMap::default(),
            trie: TrieBuilder::default(),
            entries: Vec::new(),
            places: Vec::new(),
            features: Vec::new(),
            pools: FxHashMap::default(),
            pending: FxHashMap::default(),
            folded: String::new(),
            widths: FxHashMap::default(),
            guesser: Guesser::default(),
            clause: Arc::default(),
            opens: Arc::default(),
        };
        let inflection = match folder.file("inflection.tsv") {
            Some(file) => Inflection::read(file, schema, builder.problems),
            None => Inflection::default(),
        };
        builder.add_lists(folder, &inflection, entities);
        if let Some(file) = folder.file("guess.tsv") {
            builder.guesser = Guesser::read(file, &inflection, builder.problems);
        }
        let rules = crate::rules::compile::compile(&mut builder, folder, settings);
        let latin =
            settings.tags.iter().any(|tag| settings.script(*tag).is_some_and(|script| script.as_str() == "Latn"));
        builder.finish(rules, !latin)
    }
}

impl Builder<'_> {
    /// Most tokens of an entry of these lists.
    pub(crate) fn width<'l>(&self, lists: impl IntoIterator<Item = &'l str>) -> usize {
        let lists = lists.into_iter().filter_map(|list| self.schema.list(list));
        lists.filter_map(|list| self.widths.get(&list)).copied().max().unwrap_or(1)
    }
    fn finish(mut self, rules: BTreeMap<String, crate::rules::set::RuleSet>, latin_is_foreign: bool) -> Tables {
        for node in 0..self.trie.nodes.len() {
            for place in 0..self.trie.nodes[node].len() {
                let key = (u32::try_from(node).unwrap_or(u32::MAX), place);
                let mut alternatives = self.pending.remove(&key).unwrap_or_default();
                alternatives.sort_unstable();
                alternatives.dedup();
                let (at, len) = self.pool(alternatives);
                let payload = &mut self.trie.nodes[node][place];
                (payload.features_at, payload.features_len) = (at, len);
            }
        }
        let nested_lists = self.schema.lists.iter().map(|list| list.nested).collect();
        let name_lists = self.schema.lists.iter().map(|list| list.names).collect();
        let kinds = self.schema.lists.iter().map(|list| list.mention).collect();
        Tables {
            trie: self.trie.finish(self.forms.len()),
            tokeniser: self.tokeniser,
            forms: self.forms,
            entries: self.entries,
            kinds,
            name_lists,
            latin_is_foreign,
            nested_lists,
            guesser: self.guesser,
            clause: self.clause,
            opens: self.opens,
            features: self.features,
            rules,
        }
    }

    fn pool(&mut self, alternatives: Vec<Features>) -> (u32, u16) {
        if let Some(place) = self.pools.get(&alternatives) {
            return *place;
        }
        let at = u32::try_from(self.features.len()).unwrap_or(u32::MAX);
        let place = (at, u16::try_from(alternatives.len()).unwrap_or(u16::MAX));
        self.features.extend_from_slice(&alternatives);
        self.pools.insert(alternatives, place);
        place
    }
}
