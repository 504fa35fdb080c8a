//! The analyser: tokens, then every list entry, longest match leftmost.

use std::cmp::Reverse;
use std::ops::Range;

use elchi_model::Span;

use crate::analysis::{Analysis, Candidate, Hit};
use crate::kind::HitKind;
use crate::pattern::matcher::begins;
use crate::pattern::program::{FORM, LEMMA, LIST, mark};
use crate::schema::ListId;
use crate::tables::trie::Payload;
use crate::tables::{EntryId, Tables};
use crate::text::token::Shape;

impl Tables {
    /// Fills `into` with what `text[range]` holds.
    pub(crate) fn analyse(&self, text: &str, range: Range<usize>, into: &mut Analysis) {
        self.tokens(text, range, into);
        self.collect(text, into);
        self.choose(into);
        self.mark_names(into);
        self.mark_tokens(into);
        into.clause_ends.clear();
        into.clause_ends.resize(into.tokens.len(), false);
        for at in 0..into.tokens.len() {
            into.clause_ends[at] = begins(&self.clause, into, at);
        }
        into.opening_end = self.opening_end(text, into);
        if let Some(at) = into.opening_end {
            into.clause_ends[at] = true;
        }
        into.index();
    }

    /// The tokens of `text[range]` and nothing else.
    pub(crate) fn tokens(&self, text: &str, range: Range<usize>, into: &mut Analysis) {
        into.tokens.clear();
        into.hits.clear();
        into.candidates.clear();
        into.own_features.clear();
        into.range = Span::new(range.start, range.end);
        self.tokeniser.run(text, range, &mut into.buffer, |form| self.forms.get(form), &mut into.tokens);
    }

    fn mark_tokens(&self, into: &mut Analysis) {
        into.marks.clear();
        into.marks.extend(into.tokens.iter().map(|token| mark(FORM, token.form.0)));
        for hit in &into.hits {
            let marks = &mut into.marks[hit.first_token as usize];
            *marks |= hit.list.map_or(0, |list| mark(LIST, u32::from(list.0)));
            *marks |= hit.entry.map_or(0, |entry| mark(LEMMA, self.entries[entry.0 as usize].lemma_id.0));
        }
    }

    /// The first comma of a sentence that opens with a clause of its own: «as X said, …».
    fn opening_end(&self, text: &str, into: &Analysis) -> Option<usize> {
        let first = into.tokens.iter().position(|token| token.shape.is_word())?;
        let opens = begins(&self.opens, into, first);
        let mut commas = into.tokens.iter().enumerate().skip(first).filter(|(_, token)| token.span.of(text) == ",");
        if opens { commas.next().map(|(at, _)| at) } else { None }
    }

    /// Every form that stands in the tokens.
    fn collect(&self, text: &str, into: &mut Analysis) {
        let tokens = &into.tokens;
        let first_word =
            tokens.iter().position(|token| token.shape.is_word() || token.shape == Shape::Number).unwrap_or(0);
        for (first, token) in tokens.iter().enumerate() {
            let Some(mut node) = self.trie.root(token.form) else { continue };
            let mut end = first + 1;
            loop {
                for payload in self.trie.payloads(node) {
                    let initial = first <= first_word;
                    if payload.casing.fits(&tokens[first..end])
                        && self.allowed(payload, text, into, first..end, initial)
                    {
                        let (first, count) = (number(first), number(end - first));
                        into.candidates.push(Candidate { first, count, payload: *payload });
                    }
                }
                let Some(next) = tokens.get(end).and_then(|token| self.trie.next(node, token.form)) else { break };
                node = next;
                end += 1;
            }
        }
    }

    /// The flags of a form.
    #[inline]
    fn allowed(&self, payload: &Payload, text: &str, into: &Analysis, place: Range<usize>, initial: bool) -> bool {
        // In a headline of capitals every word looks like a name: such a form is not found there either.
        let shouted = || into.tokens[place.start].shape == Shape::Upper && !payload.casing.is_upper();
        if payload.not_initial && (initial || shouted()) {
            return false;
        }
        if payload.compound {
            let end = into.tokens[place.end - 1].span.end;
            let hyphen = into
                .tokens
                .get(place.end)
                .is_some_and(|next| next.span.start == end && self.is_hyphen(next.span.of(text)));
            if !hyphen {
                return false;
            }
        }
        match payload.exact.and_then(|exact| self.trie.exact.get(exact as usize)) {
            Some(exact) => into.span_of(place.start, place.end).of(text) == &**exact,
            None => true,
        }
    }

    /// True where a mention that covers this place points at the same entity: a name inside its own longer form.
    fn same_target(&self, payload: &Payload, into: &Analysis) -> bool {
        let target =
            |list: ListId, entry: EntryId| (self.kinds[list.index()], self.entries[entry.0 as usize].id.as_deref());
        let own = target(payload.list, payload.entry);
        into.open
            .iter()
            .map(|&open| &into.hits[open as usize])
            .any(|hit| hit.list.zip(hit.entry).is_some_and(|(list, entry)| target(list, entry) == own))
    }

    /// Notes which words some list knows as another thing than a part of a name.
    fn mark_names(&self, into: &mut Analysis) {
        into.known.clear();
        into.known.resize(into.tokens.len(), false);
        for hit in &into.hits {
            if hit.kind.is_some() || hit.list.is_some_and(|list| !self.name_lists[list.index()]) {
                into.known[hit.first_token as usize..hit.end_token() as usize].fill(true);
            }
        }
    }

    fn is_hyphen(&self, surface: &str) -> bool {
        let mut all = surface.chars();
        matches!((all.next().map(crate::text::chars::fold_mark), all.next()), (Some('-'), None))
    }

    /// The longest mention wins and keeps shorter ones inside it; each word list chooses for itself.
    fn choose(&self, into: &mut Analysis) {
        let strict = |payload: &Payload| Reverse(payload.casing.is_upper());
        into.candidates
            .sort_unstable_by_key(|c| (c.first, Reverse(c.count), strict(&c.payload), c.payload.list, c.payload.entry));
        into.open.clear();
        into.last_of_list.clear();
        into.last_of_list.resize(self.kinds.len(), (0, 0));
        for at in 0..into.candidates.len() {
            let Candidate { first, count, payload } = into.candidates[at];
            let kind = self.kinds.get(payload.list.index()).copied().flatten();
            let mut outer = None;
            if kind.is_some() {
                while into.open.last().is_some_and(|&open| into.hits[open as usize].end_token() <= first) {
                    into.open.pop();
                }
                if let Some(&open) = into.open.last() {
                    let longer = &into.hits[open as usize];
                    if first + count > longer.end_token()
                        || count == longer.token_count
                        || self.same_target(&payload, into)
                    {
                        continue;
                    }
                    outer = Some(open);
                }
                into.open.push(number(into.hits.len()));
            } else {
                let (last_first, last_end) = into.last_of_list[payload.list.index()];
                let again = (first, first + count) == (last_first, last_end);
                let known = |hit: &Hit| {
                    hit.entry == Some(payload.entry) && (hit.first_token, hit.token_count) == (first, count)
                };
                let nested = self.nested_lists[payload.list.index()];
                if (first < last_end && !again && !nested) || (again && into.hits.iter().rev().take(8).any(known)) {
                    continue;
                }
                into.last_of_list[payload.list.index()] = (first, first + count);
            }
            let span = into.span_of(first as usize, (first + count) as usize);
            let (features_at, features_len) = (payload.features_at, payload.features_len);
            into.hits.push(Hit {
                list: Some(payload.list),
                entry: Some(payload.entry),
                reference: None,
                kind: kind.map(HitKind::Mention),
                span,
                first_token: first,
                token_count: count,
                outer,
                features_at,
                features_len,
            });
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
