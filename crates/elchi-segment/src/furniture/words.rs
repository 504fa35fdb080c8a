//! A line as words, numbers, links and signs.

use crate::letters;

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A word: its place among the folded letters of the line.
    Word(u32, u32),
    /// Digits with the marks between them: `12`, `15:32`, `12.06.2020`, `6,3`.
    Number,
    /// A clock time.
    Clock,
    /// An address of a page, a site or a mailbox.
    Link,
    /// A hashtag or an account name.
    Tag,
    /// An emoji or an icon.
    Picture,
    /// A full stop, question mark or the like.
    Stop,
    /// A colon.
    Colon,
    /// A comma, semicolon or quotation mark: what stands inside sentences.
    Inner,
    /// A dash or hyphen.
    Dash,
    /// Another sign.
    Sign,
}

/// The pieces of one line; keeps its buffers.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    pub(crate) pieces: Vec<Piece>,
    folded: String,
    /// Every word begins with a capital.
    pub(crate) capitalised: bool,
}

impl Pieces {
    /// Reads a line.
    pub(crate) fn read(&mut self, line: &str) {
        self.pieces.clear();
        self.folded.clear();
        self.capitalised = true;
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let length = self.piece(first, rest);
            rest = &rest[length..];
        }
    }

    /// The folded letters of a word.
    pub(crate) fn word(&self, start: u32, end: u32) -> &str {
        &self.folded[start as usize..end as usize]
    }

    /// Number of words.
    pub(crate) fn words(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece, Piece::Word(..))).count()
    }

    /// Adds the piece at the start of `rest`; its length in bytes.
    fn piece(&mut self, first: char, rest: &str) -> usize {
        if first.is_whitespace() {
            return first.len_utf8();
        }
        // The target of a Markdown link.
        if let Some(target) = rest.strip_prefix("](")
            && let Some(end) = target.find([')', ' '])
        {
            self.pieces.push(Piece::Link);
            return 3 + end;
        }
        let chunk = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
        if let Some(length) = link(chunk) {
            self.pieces.push(Piece::Link);
            return length;
        }
        let behind = &rest[first.len_utf8()..];
        if matches!(first, '#' | '@') && behind.starts_with(letters::is_alphabetic) {
            let end = behind.find(|c: char| !(letters::is_alphanumeric(c) || c == '_')).unwrap_or(behind.len());
            self.pieces.push(Piece::Tag);
            return 1 + end;
        }
        if first.is_alphabetic() {
            return self.read_word(rest);
        }
        if first.is_numeric() {
            let inner = |(at, c): (usize, char)| {
                let joins = matches!(c, '.' | ',' | ':' | '/' | '-' | '\u{2013}' | ' ' | '\u{a0}');
                let digit = rest[at + c.len_utf8()..].starts_with(|next: char| next.is_numeric());
                !(c.is_numeric() || (joins && digit))
            };
            let end = rest.char_indices().find(|found| inner(*found)).map_or(rest.len(), |(at, _)| at);
            let clock = rest.as_bytes().get(1..3).is_some_and(|bytes| bytes.contains(&b':'));
            self.pieces.push(if clock { Piece::Clock } else { Piece::Number });
            return end;
        }
        self.pieces.push(match first {
            '.' | '!' | '?' | '\u{2026}' => Piece::Stop,
            ':' => Piece::Colon,
            ',' | ';' | '"' | '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' => Piece::Inner,
            '-' | '\u{2010}'..='\u{2015}' => Piece::Dash,
            c if crate::sentence::is_picture(c) => Piece::Picture,
            _ => Piece::Sign,
        });
        first.len_utf8()
    }

    /// Adds a word: letters, digits, marks and apostrophes up to the first other character, in lower case, apostrophes
    /// left out.
    fn read_word(&mut self, rest: &str) -> usize {
        let start = self.folded.len();
        self.capitalised &= rest.starts_with(char::is_uppercase);
        let mut end = rest.len();
        for (at, c) in rest.char_indices() {
            let inside = letters::is_alphanumeric(c) || crate::sentence::is_apostrophe(c) || is_mark(c);
            if !inside {
                end = at;
                break;
            }
            if !crate::sentence::is_apostrophe(c) && !is_mark(c) {
                self.folded.extend(c.to_lowercase().map(fold).filter(|c| !is_mark(*c)));
            }
        }
        self.pieces.push(Piece::Word(start as u32, self.folded.len() as u32));
        end
    }
}

/// Marks above letters that a text may write or leave out.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// One letter for two that are written one for the other.
fn fold(c: char) -> char {
    match c {
        '\u{451}' => '\u{435}',
        // The dotless i, of which capitals do not tell whether it is one.
        '\u{131}' => 'i',
        c => c,
    }
}

/// Length of the address at the start of a chunk without blanks.
fn link(chunk: &str) -> Option<usize> {
    let bare = chunk.trim_end_matches([',', ';', ')', ']', '.', '!', '"', '\u{bb}', '\u{201d}']);
    if bare.contains("](") {
        return None;
    }
    if bare.contains("://") || bare.starts_with("www.") {
        return Some(bare.len());
    }
    let ascii = bare.bytes().all(|b| b.is_ascii_graphic());
    let (before, domain) = bare.rsplit_once('@').unwrap_or(("", bare));
    let host = &domain[..domain.find(['/', '?', ':']).unwrap_or(domain.len())];
    let (name, top) = host.rsplit_once('.')?;
    let letters = top.len() >= 2 && top.len() <= 8 && top.bytes().all(|b| b.is_ascii_alphabetic());
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let small = bare.contains('@') || !top.starts_with(|c: char| c.is_ascii_uppercase()) || top == top.to_uppercase();
    (ascii && letters && named && small && !before.contains('(')).then_some(bare.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> String {
        let mut pieces = Pieces::default();
        pieces.read(line);
        let show = |piece: &Piece| match piece {
            Piece::Word(start, end) => pieces.word(*start, *end).to_owned(),
            other => format!("{other:?}"),
        };
        pieces.pieces.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_are_words_numbers_and_links() {
        assert_eq!(read("Views: 12 | 15:32"), "views Colon Number Sign Clock");
        assert_eq!(read("[Read](https://a.example/b) now."), "Sign read Link now Stop");
        assert_eq!(read("desk@news.example, www.a.example"), "Link Inner Link");
        assert_eq!(read("#water @news_example 👍 2"), "Tag Tag Picture Number");
        assert_eq!(read("O\u{2018}zA it's 6,3K"), "oza its Number k");
        assert_eq!(read("CANLI Canlı İL"), "canli canli il");
        assert_eq!(read("He left.They stayed"), "he left Stop they stayed");
    }
}
