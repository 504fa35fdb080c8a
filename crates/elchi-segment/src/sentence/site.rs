//! A place where a sentence may end, with all that the rules ask about it.

use std::ops::Range;

use crate::letters;

/// How far a rule looks to the left and over openers to the right, in bytes: keeps the pass linear.
const REACH: usize = 96;

/// What kind of mark stands at the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// One full stop.
    Stop,
    /// Three dots or more, or the ellipsis sign.
    Ellipsis,
    /// An exclamation or question mark, alone or with others.
    Emphatic,
    /// A picture character, not followed by punctuation.
    Picture,
}

/// A run of stop marks, the closing marks behind it and what follows.
#[derive(Debug)]
pub(crate) struct Site<'t> {
    /// The whole text.
    pub(crate) text: &'t str,
    /// Where the current sentence begins, in bytes.
    pub(crate) sentence: usize,
    /// The stop marks, in bytes.
    pub(crate) marks: Range<usize>,
    /// What they are.
    pub(crate) mark: Mark,
    /// The byte after the closing quotes and brackets behind the marks: where the sentence would end.
    pub(crate) end: usize,
    /// True where a blank follows.
    pub(crate) blank: bool,
    /// First byte that is no blank after that; the end of the text part if there is none.
    pub(crate) next: usize,
    /// The same, without opening quotes and brackets.
    pub(crate) word: usize,
    /// End of the text part.
    pub(crate) limit: usize,
}

impl<'t> Site<'t> {
    /// Looks around the mark that begins at `at`; `None` where no mark begins there.
    pub(crate) fn new(text: &'t str, sentence: usize, at: usize, limit: usize) -> Option<Site<'t>> {
        let (marks, mark) = read_marks(text, at, limit)?;
        let end = skip_closers(text, marks.end, limit);
        let next = skip_blanks(text, end, limit);
        let word = skip_openers(text, next, limit);
        Some(Site { text, sentence, marks, mark, end, blank: next > end, next, word, limit })
    }

    /// First character after the blanks.
    pub(crate) fn next_char(&self) -> Option<char> {
        self.text[self.next..self.limit].chars().next()
    }

    /// First character of the next word, opening quotes and brackets skipped.
    pub(crate) fn word_char(&self) -> Option<char> {
        self.text[self.word..self.limit].chars().next()
    }

    /// The word that begins at [`Site::word`].
    pub(crate) fn next_word(&self) -> &'t str {
        let rest = &self.text[self.word..self.limit];
        let end = rest.char_indices().take(32).find(|(_, c)| !is_word(*c)).map(|(at, _)| at);
        &rest[..end.unwrap_or_else(|| rest.char_indices().nth(32).map_or(rest.len(), |(at, _)| at))]
    }

    /// The word right before the marks: letters, digits and inner apostrophes.
    pub(crate) fn left(&self) -> &'t str {
        word_before(self.text, self.sentence, self.marks.start)
    }

    /// The small number that the stop stands behind, where a capital follows: the count of an item perhaps.
    pub(crate) fn counts(&self) -> Option<u32> {
        let left = self.left();
        let digits = self.mark == Mark::Stop
            && !self.closes()
            && left.len() <= 2
            && self.word_char().is_some_and(char::is_uppercase);
        digits.then(|| left.parse().ok()).flatten()
    }

    /// True where quotes or brackets close behind the marks.
    pub(crate) fn closes(&self) -> bool {
        self.end > self.marks.end
    }

    /// True where a quote or bracket opens before the next word.
    pub(crate) fn opens(&self) -> bool {
        self.word > self.next
    }

    /// The word before byte `at`, blanks and stops between skipped.
    pub(crate) fn word_left_of(&self, at: usize) -> &'t str {
        let near = floor_char(self.text, at.saturating_sub(REACH).max(self.sentence));
        let before = self.text[near..at].trim_end_matches(|c: char| c.is_whitespace() || c == '.');
        word_before(self.text, self.sentence, near + before.len())
    }

    /// Number of words between the start of the sentence and byte `at`, at most `most`; `most` too where
    /// the stretch is longer than a glance.
    pub(crate) fn words_before(&self, at: usize, most: usize) -> usize {
        if at - self.sentence > REACH {
            return most;
        }
        self.text[self.sentence..at].split_whitespace().filter(|w| w.chars().any(is_word)).count().min(most)
    }

    /// The run of non-blanks that the marks stand in, cut to what is near.
    pub(crate) fn chunk(&self) -> &'t str {
        let from = floor_char(self.text, self.marks.start.saturating_sub(REACH).max(self.sentence));
        let start = self.text[from..self.marks.start]
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_whitespace())
            .map_or(from, |(at, c)| from + at + c.len_utf8());
        let to = floor_char(self.text, (self.marks.end + REACH).min(self.limit));
        let end = self.text[self.marks.end..to].find(char::is_whitespace).map_or(to, |at| self.marks.end + at);
        &self.text[start..end]
    }
}

/// True for what words are made of here: letters, digits, combining marks and apostrophes.
pub(crate) fn is_word(c: char) -> bool {
    letters::is_alphanumeric(c) || is_apostrophe(c) || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The apostrophes of the Latin alphabets.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}')
}

/// Hyphen and dashes that can stand between clauses.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}' | '\u{2212}')
}

/// Characters that are pictures: faces, hands, flags and the like.
pub(crate) fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2800}' | '\u{fe0f}' | '\u{200d}')
}

/// The largest character boundary at or before `at`.
pub(crate) fn floor_char(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '\u{2026}'
            | '\u{203c}'
            | '\u{2047}'
            | '\u{2048}'
            | '\u{2049}'
            | '\u{3002}'
            | '\u{61f}'
            | '\u{6d4}'
    )
}

fn read_marks(text: &str, at: usize, limit: usize) -> Option<(Range<usize>, Mark)> {
    let mut end = at;
    let (mut dots, mut emphatic, mut ellipsis, mut pictures) = (0_u32, false, false, 0_u32);
    for c in text[at..limit].chars() {
        match c {
            '.' | '\u{3002}' | '\u{6d4}' => dots += 1,
            '\u{2026}' => ellipsis = true,
            _ if is_stop(c) => emphatic = true,
            _ if is_picture(c) => pictures += 1,
            _ => break,
        }
        end += c.len_utf8();
    }
    let mark = if emphatic {
        Mark::Emphatic
    } else if ellipsis || dots > 1 {
        Mark::Ellipsis
    } else if dots == 1 {
        Mark::Stop
    } else if pictures > 0 {
        Mark::Picture
    } else {
        return None;
    };
    Some((at..end, mark))
}

/// Closing marks right behind the stop, and those behind a blank that can only close.
fn skip_closers(text: &str, mut at: usize, limit: usize) -> usize {
    loop {
        let rest = &text[at..limit];
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { return at };
        let after = chars.next();
        let step = match c {
            '\u{bb}' | '\u{201d}' | ')' | '}' | '\u{203a}' => c.len_utf8(),
            ']' => 1 + link_target(&rest[1..]),
            '.' | '!' | '?' | '\u{2026}' => c.len_utf8(),
            '"' | '\u{201c}' | '\'' | '\u{2019}' | '*' | '_' if !after.is_some_and(letters::is_alphanumeric) => {
                c.len_utf8()
            }
            ' ' | '\u{a0}' if matches!(after, Some('\u{bb}' | ')')) => {
                let close = 1 + usize::from(c != ' ') + after.map_or(0, char::len_utf8);
                let lone = rest[close..].chars().next().is_none_or(|c| c.is_whitespace() || is_stop(c));
                if lone { close } else { return at }
            }
            '&' => match closing_entity(rest) {
                0 => return at,
                length => length,
            },
            c if is_picture(c) => c.len_utf8(),
            ' ' if after.is_some_and(is_picture) => 1,
            _ => return at,
        };
        at += step;
    }
}

/// Length of `(target)` right behind the `]` of a Markdown link; 0 where there is none.
fn link_target(rest: &str) -> usize {
    if !rest.starts_with('(') {
        return 0;
    }
    let stop = rest.bytes().skip(1).take(512).position(|b| matches!(b, b')' | b'(' | b'[' | b' ' | b'\n'));
    match stop {
        Some(at) if rest.as_bytes()[at + 1] == b')' => at + 2,
        _ => 0,
    }
}

/// Length of an entity that stands for a closing quote.
fn closing_entity(rest: &str) -> usize {
    ["&quot;", "&raquo;", "&rdquo;", "&#39;"]
        .iter()
        .find(|entity| rest.starts_with(**entity))
        .map_or(0, |entity| entity.len())
}

fn skip_blanks(text: &str, at: usize, limit: usize) -> usize {
    let rest = &text[at..limit];
    limit - rest.trim_start().len()
}

fn skip_openers(text: &str, at: usize, limit: usize) -> usize {
    let mut end = at;
    for c in text[at..limit].chars().take(8) {
        if !matches!(
            c,
            '\u{ab}'
                | '\u{201c}'
                | '\u{201e}'
                | '"'
                | '('
                | '['
                | '\''
                | '\u{2018}'
                | '*'
                | '_'
                | '{'
                | '`'
                | '\u{2039}'
                | '\u{bf}'
                | '\u{a1}'
        ) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

fn word_before(text: &str, from: usize, to: usize) -> &str {
    let near = floor_char(text, to.saturating_sub(REACH).max(from));
    let part = &text[near..to];
    let start = part.char_indices().rev().find(|(_, c)| !is_word(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    &part[start..]
}
