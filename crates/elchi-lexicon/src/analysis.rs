//! What the analyser finds in a range of text.

use elchi_model::{MentionKind, Span};

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

/// An entry of a list found in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Which list.
    pub list: ListId,
    /// Which entry; [`crate::Language::entry`] gives its row.
    pub entry: EntryId,
    /// Kind of mention; none for word lists.
    pub kind: Option<MentionKind>,
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
