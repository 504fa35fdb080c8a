//! Spans in bytes, and their way into code points.

/// A half-open range of bytes of a text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span of bytes `start..end`.
    ///
    /// Documents are at most 16 MiB, so 32 bits hold every offset; a larger number is a bug of the
    /// caller and is cut to `u32::MAX`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Span { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
    }

    /// The same bytes as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True where no byte is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where `other` lies inside, borders included.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Turns byte offsets of one text into code points.
///
/// The text is read once, as far as the furthest request; a request behind the last one looks up the nearest mark,
/// so that any order of requests costs about the same.
///
/// ```
/// use elchi_model::CharIndex;
/// let mut index = CharIndex::new("г. Алматы");
/// assert_eq!(index.chars_at(4), 3);
/// assert_eq!(index.chars_at(0), 0);
/// ```
pub struct CharIndex<'t> {
    bytes: &'t [u8],
    byte: usize,
    chars: usize,
    /// Code points before byte `(i + 1) * STRIDE`, as far as the text was read.
    marks: Vec<u32>,
}

/// Bytes between two marks: a request behind the last one counts no more than these.
const STRIDE: usize = 256;

impl<'t> CharIndex<'t> {
    /// An index over `text`, at its start.
    pub fn new(text: &'t str) -> Self {
        CharIndex { bytes: text.as_bytes(), byte: 0, chars: 0, marks: Vec::new() }
    }

    /// Number of code points before byte `offset`; offsets past the end count the whole text.
    pub fn chars_at(&mut self, offset: usize) -> i32 {
        let offset = offset.min(self.bytes.len());
        if offset < self.byte {
            let block = offset / STRIDE;
            self.byte = block * STRIDE;
            self.chars = block.checked_sub(1).map_or(0, |mark| self.marks[mark] as usize);
        }
        while (self.marks.len() + 1) * STRIDE <= offset {
            self.advance((self.marks.len() + 1) * STRIDE);
            self.marks.push(u32::try_from(self.chars).unwrap_or(u32::MAX));
        }
        self.advance(offset);
        i32::try_from(self.chars).unwrap_or(i32::MAX)
    }

    /// Counts on to byte `to`.
    fn advance(&mut self, to: usize) {
        // Continuation bytes are 10xxxxxx: all others begin a code point.
        self.chars += self.bytes[self.byte..to].iter().filter(|&&b| (b as i8) >= -0x40).count();
        self.byte = to;
    }

    /// Code points of both ends of `span`.
    pub fn chars(&mut self, span: Span) -> (i32, i32) {
        let start = self.chars_at(span.start as usize);
        (start, self.chars_at(span.end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_in_any_order_give_the_same_answers() {
        let text = "aя€𝄞 ".repeat(300);
        let borders: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let mut index = CharIndex::new(&text);
        for step in [1, 7, 113, 1009] {
            for place in (0..borders.len()).map(|i| i * step % borders.len()) {
                assert_eq!(index.chars_at(borders[place]), i32::try_from(place).unwrap());
            }
        }
        assert_eq!(index.chars_at(usize::MAX), 1500);
    }
}
