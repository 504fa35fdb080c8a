//! Lines and blocks of a text, and which newlines are only wrapped lines.

use elchi_model::Span;
use memchr::memchr_iter;

use crate::markup;

/// One line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its bytes, without blanks at either end.
    pub(crate) span: Span,
    /// Number of its block: blank lines stand between blocks.
    pub(crate) block: u32,
}

/// Finds the lines of `text`. Every character that is no blank lies in exactly one of them.
pub(crate) fn lines(text: &str, into: &mut Vec<Line>) {
    into.clear();
    let (mut start, mut block, mut open) = (0, 0, false);
    let ends = memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    for end in ends {
        let line = &text[start..end];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            block += u32::from(open);
            open = false;
        } else {
            let from = start + (line.len() - line.trim_start().len());
            into.push(Line { span: Span::new(from, from + trimmed.len()), block });
            open = true;
        }
        start = end + 1;
    }
}

/// Shortest line, in characters, that can be a wrapped one.
const WRAPPED_FROM: usize = 32;
/// Widest line, in characters, of hard-wrapped text (e-mail and news-wire widths are 60 to 100).
const WRAPPED_TO: usize = 110;

/// What the lines of one block say together about its newlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wrapping {
    /// Set where the block is hard-wrapped text: then the width its lines fill, in characters.
    pub(crate) width: Option<usize>,
}

impl Wrapping {
    /// Looks at the lines of one block: hard-wrapped is what has three lines or more of a usual width, each but
    /// the last too long for the first word of the next, a third of them going on in small letters.
    pub(crate) fn of(text: &str, block: &[Line]) -> Wrapping {
        if block.len() < 3 {
            return Wrapping { width: None };
        }
        let width = block.iter().map(|line| chars_up_to(line.span.of(text), WRAPPED_TO + 1)).max().unwrap_or(0);
        if !(WRAPPED_FROM..=WRAPPED_TO).contains(&width) {
            return Wrapping { width: None };
        }
        let filled = block
            .windows(2)
            .all(|pair| fills(chars_up_to(pair[0].span.of(text), WRAPPED_TO), pair[1].span.of(text), width));
        let small = block[1..].iter().filter(|line| line.span.of(text).starts_with(char::is_lowercase)).count();
        Wrapping { width: (filled && small * 3 >= block.len() - 1).then_some(width) }
    }

    /// Whether the newline between neighbouring lines of the block only wraps a paragraph.
    pub(crate) fn joins(self, text: &str, line: Line, next: Line) -> bool {
        let (this, following) = (line.span.of(text), next.span.of(text));
        let heading = markup::line_mark(this).is_some_and(markup::LineMark::is_heading);
        if heading
            || markup::line_mark(following).is_some()
            || markup::counted_item(following)
            || markup::is_ruler(this)
            || markup::is_ruler(following)
        {
            return false;
        }
        if self.width.is_some() {
            return true;
        }
        let (Some(last), Some(first)) = (last_text_char(this), following.chars().next()) else { return false };
        let long = chars_up_to(this, WRAPPED_FROM) >= WRAPPED_FROM;
        long && first.is_lowercase() && !matches!(last, '.' | '!' | '?' | '\u{2026}' | ':' | ';')
    }
}

/// True where the first word of `following` would not have fitted behind `length` characters.
fn fills(length: usize, following: &str, width: usize) -> bool {
    let word = following.chars().take(WRAPPED_TO).take_while(|c| !c.is_whitespace()).count();
    length + 1 + word > width
}

/// Number of characters, counted no further than `most`.
pub(crate) fn chars_up_to(line: &str, most: usize) -> usize {
    // No character has more than four bytes.
    if line.len() >= most * 4 { most } else { line.chars().take(most).count() }
}

fn last_text_char(line: &str) -> Option<char> {
    line.trim_end_matches(['*', '_', '"', '\u{bb}', '\u{201d}', ')']).chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str) -> Vec<bool> {
        let mut found = Vec::new();
        lines(text, &mut found);
        let wrapping = Wrapping::of(text, &found);
        found.windows(2).map(|pair| wrapping.joins(text, pair[0], pair[1])).collect()
    }

    #[test]
    fn blank_lines_part_blocks_and_no_break_spaces_are_blank() {
        let text = "one\ntwo\n \u{a0}\n\nthree";
        let mut found = Vec::new();
        lines(text, &mut found);
        let blocks: Vec<_> = found.iter().map(|l| (l.span.of(text), l.block)).collect();
        assert_eq!(blocks, [("one", 0), ("two", 0), ("three", 1)]);
    }

    #[test]
    fn wrapped_lines_go_on_in_small_letters_or_fill_the_width() {
        let letter = "The ministers of five states met on Tuesday in the\ncapital and agreed to meet once a year, said Mr\nAli at the end. They will build a road and two\nbridges.";
        let headlines = "Ministers of five states met in the capital\nBridges will be built near the old border\nA road opens in the north";
        assert_eq!(wrapped(headlines), [false, false]);
        assert_eq!(wrapped(letter), [true, true, true]);
        assert_eq!(
            wrapped("The ministers of five states met on Tuesday in the capital\nThe road will be built"),
            [false]
        );
        assert_eq!(wrapped("Politics\nministers met"), [false]);
        assert_eq!(
            wrapped("The ministers of five states agreed on the following:\n- a road;\n- a bridge."),
            [false, false]
        );
    }
}
