//! Which segments stand above a text: by length and form, no words of a language.

use elchi_model::{SegmentKind, Span};

use crate::input::{DocumentInput, SegmentInput};

/// A line above the text has so many tokens at most.
const HEADER_TOKENS: usize = 8;

/// The segments that may stand above the text.
const HEADER_SEGMENTS: usize = 12;

/// What a segment is to a reader who looks for the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// A dateline or byline.
    Head,
    /// A short line without a final stop.
    Short,
    /// A headline: its dates are those of the news.
    Title,
    /// Anything else: the text has begun.
    Body,
}

impl Line {
    /// What `segment` is.
    pub(crate) fn of(text: &str, segment: &SegmentInput) -> Line {
        match segment.kind {
            SegmentKind::Dateline | SegmentKind::Byline => Line::Head,
            SegmentKind::Title => Line::Title,
            SegmentKind::Boilerplate => Line::Short,
            SegmentKind::Sentence | SegmentKind::Lead | SegmentKind::ListItem | SegmentKind::Caption => {
                if is_longer_than(words(text, segment.span), HEADER_TOKENS) {
                    Line::Body
                } else {
                    Line::Short
                }
            }
        }
    }
}

/// The segments above the text, in order, each with what it is.
pub(crate) fn head<'d>(document: &DocumentInput<'d>) -> impl Iterator<Item = (&'d SegmentInput, Line)> {
    let text = document.text;
    document
        .segments
        .iter()
        .take(HEADER_SEGMENTS)
        .map(move |segment| (segment, Line::of(text, segment)))
        .take_while(|(_, line)| *line != Line::Body)
}

/// The text of a segment; nothing where its span does not lie on character boundaries.
fn words(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or("")
}

/// True where `text` has more than `limit` runs of letters and digits or other characters.
fn is_longer_than(text: &str, limit: usize) -> bool {
    let mut in_word = false;
    let starts = text.chars().filter(|&c| {
        let starts = !(c.is_whitespace() || (in_word && c.is_alphanumeric()));
        in_word = c.is_alphanumeric();
        starts
    });
    starts.take(limit + 1).count() > limit
}

/// True where `line` ends with `date`, or without a stop: a sentence is no line above the text.
pub(crate) fn has_open_end(text: &str, line: Span, date: Span) -> bool {
    let words = words(text, line).trim_end();
    let end = line.start as usize + words.len();
    date.end as usize == end || !words.ends_with(['.', '!', '?', '\u{2026}'])
}

/// True where the whole line around `date` holds no letter outside it: a date, a time, marks.
pub(crate) fn is_only_date(text: &str, date: Span) -> bool {
    is_bare(text[..date.start as usize].chars().rev()) && is_bare(text[date.end as usize..].chars())
}

/// So many characters beside a date in its line, at most.
const TIME_CHARS: usize = 32;

/// True where no letter stands before the line ends, and it ends soon.
fn is_bare(chars: impl Iterator<Item = char>) -> bool {
    let mut line = chars.take_while(|c| *c != '\n');
    line.by_ref().take(TIME_CHARS).all(|c| !c.is_alphabetic()) && line.next().is_none()
}

/// What stands between the date and other parts of a line.
const SEPARATORS: [&str; 6] = ["\u{2022}", "|", "\u{b7}", " / ", " \u{2013} ", " \u{2014} "];

/// Most words of the name of a section.
const SECTION_WORDS: usize = 4;

/// The name beside the date in a line of the kind "Politics • 15 October, 2020"; the `outlet` is none, nor what `is_name` of a place or person.
pub(crate) fn section(text: &str, line: Span, outlet: Option<&str>, is_name: impl Fn(&str) -> bool) -> Option<String> {
    if has_text_behind(text, line) {
        return None;
    }
    let words = words(text, line);
    let pieces: Vec<&str> = SEPARATORS.iter().fold(vec![words], |pieces, separator| {
        pieces.into_iter().flat_map(|piece| piece.split(separator)).map(str::trim).collect()
    });
    let named = |piece: &&&str| {
        !piece.is_empty()
            && !piece.chars().any(char::is_numeric)
            && piece.chars().any(char::is_alphabetic)
            && !is_longer_than(piece, SECTION_WORDS)
            && outlet.is_none_or(|outlet| !piece.contains(outlet))
            && !is_name(piece)
    };
    let dated = pieces.iter().any(|piece| piece.chars().any(char::is_numeric));
    pieces.iter().find(named).filter(|_| dated && pieces.len() > 1).map(|piece| (*piece).to_owned())
}

/// True where words follow on the line of `span`.
pub(crate) fn has_text_behind(text: &str, span: Span) -> bool {
    let behind = text.get(span.end as usize..).unwrap_or("");
    behind.chars().take_while(|c| *c != '\n').any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_counted() {
        for (text, expected) in [
            ("one two three four five six seven eight", false),
            ("one two three four five six seven eight nine", true),
            ("Politics • 15 October, 2020", false),
            ("a, b, c, d, e", true),
            ("", false),
        ] {
            assert_eq!(is_longer_than(text, HEADER_TOKENS), expected, "{text}");
        }
    }

    #[test]
    fn sections_stand_beside_dates() {
        let section =
            |line: &str| section(line, Span::new(0, line.len()), Some("Example Daily"), |piece| piece == "Exampleton");
        assert_eq!(section("Politics • 15 October, 2020").as_deref(), Some("Politics"));
        assert_eq!(section("12.06.2020 14:30 | World news").as_deref(), Some("World news"));
        assert_eq!(section("12.06.2020 | Example Daily"), None);
        assert_eq!(section("12.06.2020"), None);
        assert_eq!(section("Exampleton \u{2013} 12.06.2020 \u{2013} Economy").as_deref(), Some("Economy"));
        assert_eq!(section("Politics | World"), None);
    }

    #[test]
    fn lines_of_a_date() {
        let text = "Title\n14:30, 12.06.2020\nUpdated 12.06.2020 in town.";
        let first = Span::new(13, 23);
        let second = Span::new(32, 42);
        assert_eq!((first.of(text), second.of(text)), ("12.06.2020", "12.06.2020"));
        assert!(is_only_date(text, first) && !is_only_date(text, second));
        assert!(!has_text_behind(text, first) && has_text_behind(text, second));
        assert!(has_open_end(text, Span::new(6, 23), first));
        assert!(!has_open_end(text, Span::new(24, text.len()), second));
    }
}
