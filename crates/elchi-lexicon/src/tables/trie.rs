//! A trie over tokens: every form of every list, in one walk per start.

use rustc_hash::FxHashMap;

use crate::schema::ListId;
use crate::tables::EntryId;
use crate::tables::casing::Casing;
use crate::text::token::FormId;

const NONE: u32 = u32::MAX;

/// What stands at the end of a form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Payload {
    pub(crate) entry: EntryId,
    pub(crate) list: ListId,
    pub(crate) casing: Casing,
    /// Where its alternatives of features stand in the pool.
    pub(crate) features_at: u32,
    pub(crate) features_len: u16,
    pub(crate) not_initial: bool,
    pub(crate) compound: bool,
    /// The surface it must have, by its place among the exact ones.
    pub(crate) exact: Option<u32>,
}

/// The finished trie.
#[derive(Debug, Default)]
pub(crate) struct Trie {
    roots: Vec<u32>,
    edges: FxHashMap<u64, u32>,
    /// For each node, where its payloads begin; one more at the end.
    starts: Vec<u32>,
    payloads: Vec<Payload>,
    pub(crate) exact: Vec<Box<str>>,
}

fn edge(node: u32, form: FormId) -> u64 {
    u64::from(node) << 32 | u64::from(form.0)
}

impl Trie {
    /// The node behind a first token.
    #[inline]
    pub(crate) fn root(&self, form: FormId) -> Option<u32> {
        self.roots.get(form.index()).copied().filter(|&node| node != NONE)
    }

    /// The node behind one more token.
    #[inline]
    pub(crate) fn next(&self, node: u32, form: FormId) -> Option<u32> {
        if form.is_unknown() { None } else { self.edges.get(&edge(node, form)).copied() }
    }

    /// What ends at a node.
    #[inline]
    pub(crate) fn payloads(&self, node: u32) -> &[Payload] {
        let node = node as usize;
        &self.payloads[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// Number of forms.
    pub(crate) fn len(&self) -> usize {
        self.payloads.len()
    }
}

/// A trie being built.
#[derive(Debug, Default)]
pub(crate) struct TrieBuilder {
    edges: FxHashMap<u64, u32>,
    pub(crate) nodes: Vec<Vec<Payload>>,
    pub(crate) exact: Vec<Box<str>>,
}

/// Stands for "no token yet" in edges of the builder.
const START: u32 = NONE;

impl TrieBuilder {
    /// The node at the end of `forms`.
    pub(crate) fn node(&mut self, forms: impl Iterator<Item = FormId>) -> Option<u32> {
        let mut node = START;
        for form in forms {
            let fresh = u32::try_from(self.nodes.len()).unwrap_or(NONE - 1);
            let next = *self.edges.entry(edge(node, form)).or_insert(fresh);
            if next == fresh && self.nodes.len() == fresh as usize {
                self.nodes.push(Vec::new());
            }
            node = next;
        }
        (node != START).then_some(node)
    }

    /// The trie; `forms` is the number of form ids given out.
    pub(crate) fn finish(self, forms: usize) -> Trie {
        let mut trie = Trie { roots: vec![NONE; forms], exact: self.exact, ..Trie::default() };
        for (key, node) in self.edges {
            if (key >> 32) as u32 == START {
                trie.roots[(key & u64::from(u32::MAX)) as usize] = node;
            } else {
                trie.edges.insert(key, node);
            }
        }
        for payloads in self.nodes {
            trie.starts.push(u32::try_from(trie.payloads.len()).unwrap_or(u32::MAX));
            trie.payloads.extend(payloads);
        }
        trie.starts.push(u32::try_from(trie.payloads.len()).unwrap_or(u32::MAX));
        trie
    }
}
