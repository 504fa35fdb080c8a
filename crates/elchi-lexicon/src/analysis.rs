//! What the analyser finds in a range of text.

use elchi_model::Span;

use crate::features::Features;
use crate::kind::HitKind;
use crate::schema::ListId;
use crate::tables::EntryId;
use crate::tables::trie::Payload;
use crate::text::token::Token;

/// Tokens and list entries of a range of text, with the buffers to find more.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Tokens in text order.
    pub tokens: Vec<Token>,
    /// Entries of lists in text order; of those that begin together the longest first.
    pub hits: Vec<Hit>,
    /// The range that was analysed, in bytes of the text.
    pub range: Span,
    /// For each token the first hit at or behind it; one more at the end.
    pub(crate) first_hit: Vec<u32>,
    /// For each token whether a list knows it as another thing than a part of a name.
    pub(crate) known: Vec<bool>,
    /// For each token the marks of its form, and of the lists and lemmas of the entries that begin there.
    pub(crate) marks: Vec<u64>,
    /// For each token whether what ends a clause begins there.
    pub(crate) clause_ends: Vec<bool>,
    /// The comma that ends the clause with which the sentence opens.
    pub(crate) opening_end: Option<usize>,
    /// For each token the token behind it, or behind the mention or unit that begins there.
    pub(crate) next: Vec<u32>,
    /// For each token the bits of the kinds of outermost mentions and units that begin there.
    pub(crate) kinds: Vec<u32>,
    /// Features of units.
    pub(crate) own_features: Vec<Features>,
    pub(crate) buffer: String,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) open: Vec<u32>,
    pub(crate) last_of_list: Vec<(u32, u32)>,
}

impl Analysis {
    /// An empty analysis.
    pub fn new() -> Analysis {
        Analysis::default()
    }

    /// Indices of the hits that begin at token `token`, longest first.
    pub fn hits_at(&self, token: usize) -> std::ops::Range<usize> {
        match (self.first_hit.get(token), self.first_hit.get(token + 1)) {
            (Some(first), Some(next)) => *first as usize..*next as usize,
            _ => 0..0,
        }
    }

    /// Mentions in text order, nested ones too.
    pub fn mentions(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(|hit| hit.kind.is_some())
    }

    /// The outermost mention or unit that begins at token `token`.
    pub fn outermost_at(&self, token: usize) -> Option<&Hit> {
        self.hits_at(token).map(|hit| &self.hits[hit]).find(|hit| hit.kind.is_some() && hit.outer.is_none())
    }

    /// True where no list knows the token as another thing than a part of a name, and no mention covers it.
    pub fn may_be_name(&self, token: usize) -> bool {
        self.known.get(token).is_some_and(|known| !known)
    }

    /// The alternatives of features of a hit, given those of the language's tables.
    pub(crate) fn features_in<'f>(&'f self, tables: &'f [Features], hit: &Hit) -> &'f [Features] {
        let pool = if hit.entry.is_none() { &self.own_features } else { tables };
        let at = hit.features_at as usize;
        pool.get(at..at + usize::from(hit.features_len)).unwrap_or_default()
    }

    /// Bytes of the tokens `first..end` of a half-open range; empty ranges have an empty span.
    pub fn span_of(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => {
                Span { start: first.span.start, end: last.span.end }
            }
            (Some(first), _) => Span { start: first.span.start, end: first.span.start },
            _ => Span { start: self.range.end, end: self.range.end },
        }
    }
}

/// A unit to be laid over tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it is.
    pub kind: HitKind,
    /// Its tokens, half-open.
    pub tokens: std::ops::Range<u32>,
    /// Alternatives of its features.
    pub features: Vec<Features>,
    /// What its maker wants to find again.
    pub reference: u32,
}

impl Analysis {
    /// Lays `units` over the tokens: what lies inside one counts no longer by itself.
    ///
    /// A unit that is empty, that cuts a mention or another unit in two, or that lies inside one, is left out. Of
    /// overlapping units the one given first stays. Indices of hits change. For each unit the result says whether it
    /// was laid.
    pub fn add_units(&mut self, units: &[Unit]) -> Vec<bool> {
        let before = self.hits.len();
        let mut inside = vec![false; self.tokens.len() + 1];
        for hit in self.hits.iter().filter(|hit| hit.kind.is_some() && hit.outer.is_none()) {
            inside[hit.first_token as usize + 1..hit.end_token() as usize].fill(true);
        }
        let mut taken = std::collections::BTreeSet::new();
        let mut laid = Vec::with_capacity(units.len());
        for unit in units {
            let (start, end) = (unit.tokens.start, unit.tokens.end);
            laid.push(false);
            if start >= end || end as usize > self.tokens.len() {
                continue;
            }
            if inside[start as usize] || inside[end as usize] || !taken.insert((start, end)) {
                continue;
            }
            inside[start as usize + 1..end as usize].fill(true);
            let features_at = number(self.own_features.len());
            self.own_features.extend_from_slice(&unit.features);
            self.hits.push(Hit {
                list: None,
                entry: None,
                reference: Some(unit.reference),
                kind: Some(unit.kind),
                span: self.span_of(start as usize, end as usize),
                first_token: start,
                token_count: end - start,
                outer: None,
                features_at,
                features_len: u16::try_from(unit.features.len()).unwrap_or(u16::MAX),
            });
            self.known[start as usize..end as usize].fill(true);
            if let Some(last) = laid.last_mut() {
                *last = true;
            }
        }
        if self.hits.len() > before {
            self.order(before);
        }
        laid
    }

    /// Puts hits from `first_new` on in their places, finds anew what covers what, and the index of tokens.
    fn order(&mut self, first_new: usize) {
        // Units of a later layer lie around those of an earlier one, and around entries of the same words.
        let mut places: Vec<usize> = (0..self.hits.len()).collect();
        places.sort_by_key(|&at| {
            let hit = &self.hits[at];
            (hit.first_token, std::cmp::Reverse(hit.token_count), at < first_new, at)
        });
        self.hits = places.iter().map(|&at| self.hits[at]).collect();
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.hits.len() {
            if self.hits[at].kind.is_none() {
                continue;
            }
            while open.last().is_some_and(|&outer| self.hits[outer].end_token() <= self.hits[at].first_token) {
                open.pop();
            }
            self.hits[at].outer = open.last().map(|&outer| number(outer));
            open.push(at);
        }
        self.index();
    }

    /// Fills the index from tokens to hits, and to the tokens behind outermost mentions.
    pub(crate) fn index(&mut self) {
        self.next.clear();
        self.next.extend(1..=number(self.tokens.len()));
        self.kinds.clear();
        self.kinds.resize(self.tokens.len(), 0);
        for hit in self.hits.iter().filter(|hit| hit.outer.is_none()) {
            let Some(kind) = hit.kind else { continue };
            self.next[hit.first_token as usize] = hit.end_token();
            self.kinds[hit.first_token as usize] |= kind.bit();
        }
        self.first_hit.clear();
        let mut hit = 0;
        for token in 0..=number(self.tokens.len()) {
            while self.hits.get(hit).is_some_and(|hit| hit.first_token < token) {
                hit += 1;
            }
            self.first_hit.push(number(hit));
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// An entry of a list found in the text, or a unit that rules made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Which list; none for a unit that rules made.
    pub list: Option<ListId>,
    /// Which entry; [`crate::Language::entry`] gives its row. None for a unit.
    pub entry: Option<EntryId>,
    /// What the maker of a unit noted.
    pub reference: Option<u32>,
    /// What counts as one token; none for word lists.
    pub kind: Option<HitKind>,
    /// Bytes of the text.
    pub span: Span,
    /// Index of its first token.
    pub first_token: u32,
    /// Number of its tokens.
    pub token_count: u32,
    /// Index, in [`Analysis::hits`], of the next longer mention that covers this mention.
    pub outer: Option<u32>,
    pub(crate) features_at: u32,
    pub(crate) features_len: u16,
}

impl Hit {
    /// The token behind its last.
    pub fn end_token(&self) -> u32 {
        self.first_token + self.token_count
    }
}

/// A form found in the trie, before longer ones have won.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) first: u32,
    pub(crate) count: u32,
    pub(crate) payload: Payload,
}
