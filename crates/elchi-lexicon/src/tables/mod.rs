//! The compiled tables of one language: forms, trie, entries, rules.

pub(crate) mod analyse;
pub(crate) mod build;
pub(crate) mod casing;
pub(crate) mod rows;
pub(crate) mod trie;

use std::collections::BTreeMap;
use std::sync::Arc;

use elchi_model::MentionKind;
use rustc_hash::FxHashMap;

use crate::features::Features;
use crate::guess::Guesser;
use crate::rules::set::RuleSet;
use crate::schema::ListId;
use crate::tables::trie::Trie;
use crate::text::token::{FormId, Token};
use crate::text::tokenise::Tokeniser;

/// Identity of an entry: a row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub(crate) u32);

/// Identity of a folded lemma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LemmaId(pub(crate) u32);

/// A row of a list.
#[derive(Debug, Clone)]
pub(crate) struct EntryRow {
    pub(crate) form: Arc<str>,
    pub(crate) lemma: Arc<str>,
    pub(crate) lemma_id: LemmaId,
    pub(crate) id: Option<Arc<str>>,
    pub(crate) number: Option<f64>,
    pub(crate) list: ListId,
}

/// Everything one language was compiled to.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) tokeniser: Tokeniser,
    pub(crate) forms: Forms,
    pub(crate) trie: Trie,
    pub(crate) entries: Vec<EntryRow>,
    /// Kind of mention by list.
    pub(crate) kinds: Vec<Option<MentionKind>>,
    /// Words of Latin letters are no words of the language.
    pub(crate) latin_is_foreign: bool,
    /// Lists of name parts.
    pub(crate) name_lists: Vec<bool>,
    /// Lists whose entries are found inside longer ones too.
    pub(crate) nested_lists: Vec<bool>,
    /// How unknown name parts are led back to their citation forms.
    pub(crate) guesser: Guesser,
    /// What ends a clause.
    pub(crate) clause: Arc<[Vec<FormId>]>,
    /// What opens a clause that the first comma ends.
    pub(crate) opens: Arc<[Vec<FormId>]>,
    /// Alternatives of features, each slice that of one form of one entry.
    pub(crate) features: Vec<Features>,
    pub(crate) rules: BTreeMap<String, RuleSet>,
}

/// Folded forms and their ids.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    ids: FxHashMap<Box<str>, FormId>,
}

impl Forms {
    /// The id of a folded form, if data name it.
    #[inline]
    pub(crate) fn get(&self, folded: &str) -> FormId {
        self.ids.get(folded).copied().unwrap_or(FormId::UNKNOWN)
    }

    /// The id of a folded form, new if need be.
    pub(crate) fn intern(&mut self, folded: &str) -> FormId {
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        let id = FormId(u32::try_from(self.ids.len()).unwrap_or(u32::MAX - 1));
        self.ids.insert(folded.into(), id);
        id
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// Tokens of `text`, their forms interned; `folded` gets the folded tokens with one blank between.
pub(crate) fn intern_tokens(tokeniser: &Tokeniser, forms: &mut Forms, text: &str, folded: &mut String) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut buffer = String::new();
    folded.clear();
    tokeniser.run(
        text,
        0..text.len(),
        &mut buffer,
        |form| {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(form);
            forms.intern(form)
        },
        &mut tokens,
    );
    tokens
}
