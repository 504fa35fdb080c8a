//! Which capitals a form needs.
//!
//! Four bits for each of a form's first sixteen tokens: how many capitals the token must begin with.

use crate::text::token::Token;

/// What the tokens of a form need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Casing(pub(crate) u64);

/// Tokens of a form past these need no capitals.
const TOKENS: usize = 16;

impl Casing {
    /// What `text`, a generated form, needs: a word whose stem is all capitals (two or more) keeps them, a word
    /// that begins with a capital needs it there. `stems` are the bytes of each blank-separated word's stem.
    pub(crate) fn of(text: &str, tokens: &[Token], stems: &[usize], all_upper: bool) -> Casing {
        let mut casing = Casing::default();
        for (place, token) in tokens.iter().enumerate().take(TOKENS) {
            let stem_end = stem_end(text, token.span.start as usize, stems);
            let inside = if all_upper {
                token.span.range()
            } else {
                token.span.start as usize..stem_end.clamp(token.span.start as usize, token.span.end as usize)
            };
            let letters = text[inside].chars().filter(|c| c.is_alphabetic());
            let (mut count, mut upper, mut first) = (0_u64, 0_u64, false);
            for c in letters {
                upper += u64::from(c.is_uppercase());
                first |= count == 0 && c.is_uppercase();
                count += 1;
            }
            let need = if all_upper || (upper == count && count >= 2) { count.min(15) } else { u64::from(first) };
            casing.0 |= need << (4 * place);
        }
        casing
    }

    /// True where `tokens` have the capitals.
    #[inline]
    pub(crate) fn fits(self, tokens: &[Token]) -> bool {
        let mut needs = self.0;
        for token in tokens {
            if needs == 0 {
                return true;
            }
            if u64::from(token.upper_prefix) < needs & 15 {
                return false;
            }
            needs >>= 4;
        }
        true
    }

    /// True where some token needs capitals past its first letter.
    pub(crate) fn is_upper(self) -> bool {
        (0..TOKENS).any(|place| self.0 >> (4 * place) & 15 >= 2)
    }
}

/// The byte behind the stem of the word in which byte `at` stands.
fn stem_end(text: &str, at: usize, stems: &[usize]) -> usize {
    let word = text[..at].matches(' ').count();
    let start = text[..at].rfind(' ').map_or(0, |blank| blank + 1);
    start + stems.get(word).copied().unwrap_or(text.len())
}
