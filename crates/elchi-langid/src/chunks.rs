//! Cuts a text into the chunks that vote on a document's language: lines, and sentences of long lines.

/// Lines up to this many bytes are one chunk.
const SHORT_LINE: usize = 240;
/// A sentence end cuts only behind this many bytes of the chunk: initials and abbreviations end none.
const MIN_CHUNK: usize = 60;
/// A chunk without any sentence end is cut at a blank behind this many bytes.
const MAX_CHUNK: usize = 2000;

/// The chunks of `text`, in order; together they are the text.
pub(crate) fn chunks(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').flat_map(|line| Pieces { rest: line })
}

/// The pieces of one line.
struct Pieces<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let (piece, rest) = self.rest.split_at(end(self.rest));
        self.rest = rest;
        Some(piece)
    }
}

/// Where the first piece of `line` ends, in bytes: behind a blank, or at the end.
fn end(line: &str) -> usize {
    let bytes = line.as_bytes();
    if bytes.len() <= SHORT_LINE {
        return bytes.len();
    }
    let mut ended = false;
    for (at, &byte) in bytes.iter().enumerate().skip(MIN_CHUNK) {
        match byte {
            b' ' | b'\t' if ended || at >= MAX_CHUNK => return at + 1,
            b'.' | b'!' | b'?' => ended = true,
            // Closing quotes and brackets may stand between; »”’ are of two and three bytes.
            b'"' | b')' | b'\'' | 0xC2 | 0xBB | 0xE2 | 0x80 | 0x9D | 0x99 | 0x9C if ended => {}
            _ => ended = false,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_stay_whole() {
        assert_eq!(chunks("One. Two.\nThree").collect::<Vec<_>>(), ["One. Two.\n", "Three"]);
    }

    #[test]
    fn long_lines_are_cut_at_sentence_ends() {
        let sentence = "Министры обсудили «развитие торговли и транспорта.» ";
        let text = sentence.repeat(5);
        let pieces: Vec<_> = chunks(&text).collect();
        assert_eq!(pieces.concat(), text);
        assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.ends_with(".» ")), "{pieces:?}");
    }

    #[test]
    fn text_without_ends_is_cut_at_blanks() {
        let text = "слово ".repeat(2000);
        assert!(chunks(&text).all(|piece| piece.len() <= MAX_CHUNK + 20));
        let solid = "ы".repeat(5000);
        assert_eq!(chunks(&solid).count(), 1);
    }
}
