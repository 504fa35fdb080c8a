//! Markup that is left in a text: Markdown marks, tags, entities. Characters only, no words of a language.

use std::ops::Range;

use crate::letters;

/// A mark at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineMark {
    /// `# ` to `###### `: length in bytes with the blanks behind it.
    Heading(usize),
    /// `> `.
    Quote(usize),
    /// `- `, `* `, `+ `, `• ` and the like.
    Item(usize),
}

impl LineMark {
    /// Length in bytes, blanks behind it included.
    pub(crate) fn length(self) -> usize {
        match self {
            LineMark::Heading(length) | LineMark::Quote(length) | LineMark::Item(length) => length,
        }
    }

    /// True for a heading.
    pub(crate) fn is_heading(self) -> bool {
        matches!(self, LineMark::Heading(_))
    }

    /// The rule that a segment of this mark names.
    pub(crate) fn rule(self) -> &'static str {
        match self {
            LineMark::Heading(_) => "shared.markup.heading",
            LineMark::Quote(_) => "shared.markup.quote",
            LineMark::Item(_) => "shared.markup.list",
        }
    }
}

/// The mark that `line` (without blanks before it) begins with.
pub(crate) fn line_mark(line: &str) -> Option<LineMark> {
    let first = line.chars().next()?;
    match first {
        '#' => {
            let marks = line.bytes().take_while(|&b| b == b'#').count();
            let rest = &line[marks..];
            (marks <= 6 && rest.starts_with([' ', '\u{a0}', '\t']))
                .then(|| LineMark::Heading(line.len() - rest.trim_start().len()))
        }
        '>' => {
            let rest = line.trim_start_matches(['>', ' ', '\u{a0}']);
            (!rest.is_empty()).then_some(LineMark::Quote(line.len() - rest.len()))
        }
        // An en dash or em dash opens direct speech far more often than an item: it stays in the sentence.
        '-' | '*' | '+' | '\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{25ab}' | '\u{25a0}' | '\u{25ba}' | '\u{25cb}'
        | '\u{2023}' | '\u{25b6}' | '\u{27a4}' | '\u{2714}' | '\u{b7}' => {
            let rest = &line[first.len_utf8()..];
            let text = rest.trim_start();
            let apart = text.len() < rest.len() || !first.is_ascii();
            (apart && !text.is_empty()).then(|| LineMark::Item(line.len() - text.len()))
        }
        _ => None,
    }
}

/// True for `1. Word`, `2) word`, `а) word` at the start of a line: the number stays in the text.
pub(crate) fn counted_item(line: &str) -> bool {
    let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let rest = if digits > 0 {
        &line[digits..]
    } else {
        match line.chars().next() {
            Some(c) if c.is_lowercase() => &line[c.len_utf8()..],
            _ => return false,
        }
    };
    let behind = match rest.as_bytes().first() {
        Some(b')') => &rest[1..],
        Some(b'.') if digits > 0 && digits < 3 => &rest[1..],
        _ => return false,
    };
    behind.starts_with([' ', '\u{a0}', '\t'])
        && behind.trim_start().starts_with(|c: char| letters::is_alphabetic(c) || "\u{ab}\"\u{201c}(".contains(c))
}

/// True for a line of nothing but marks, such as `***`, `---` or `* * *`.
pub(crate) fn is_ruler(line: &str) -> bool {
    !line.chars().any(|c| {
        letters::is_alphanumeric(c) || matches!(c, '!' | '?' | '\u{2026}' | '.' | '%' | '\u{2116}' | '$' | '\u{20ac}')
    }) && !line.chars().any(crate::sentence::is_picture)
}

/// Length of a tag such as `<p>` or `</p>` whose element is a block, at the start of `rest`.
pub(crate) fn block_tag(rest: &str) -> Option<usize> {
    const BLOCKS: [&str; 18] = [
        "p", "br", "div", "li", "ul", "ol", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section",
        "article", "hr",
    ];
    let length = tag(rest)?;
    let name = rest[1..length - 1].trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)).then_some(length)
}

/// Length of an HTML tag at the start of `rest`.
fn tag(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    if bytes.first() != Some(&b'<')
        || !bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'))
    {
        return None;
    }
    let end = bytes.iter().skip(1).take(TAG_BYTES).position(|b| matches!(b, b'>' | b'<' | b'\n'))? + 1;
    (bytes[end] == b'>').then_some(end + 1)
}

/// Longest tag that is read as one, in bytes.
const TAG_BYTES: usize = 512;

/// Length of an entity such as `&nbsp;` or `&#160;` at the start of `rest`.
fn entity(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    if bytes.first() != Some(&b'&') {
        return None;
    }
    let end = bytes.iter().skip(1).take(10).position(|b| !(b.is_ascii_alphanumeric() || *b == b'#'))? + 1;
    (end > 2 && bytes[end] == b';').then_some(end + 1)
}

/// One piece of markup at the start of `rest`: its length and rule.
pub(crate) fn leading(rest: &str) -> Option<(usize, &'static str)> {
    let bytes = rest.as_bytes();
    match *bytes.first()? {
        b'*' | b'_' | b'~' | b'`' => {
            let mark = bytes[0];
            let run = bytes.iter().take_while(|&&b| b == mark).count();
            // A lone tilde or a footnote star before a blank is text.
            let real = mark != b'~' || run == 2;
            real.then_some((run, "shared.markup.emphasis"))
        }
        b'[' if is_link(rest) => Some((1, "shared.markup.link")),
        b'!' if is_link(&rest[1..]) => Some((2, "shared.markup.link")),
        b'<' => tag(rest).map(|length| (length, "shared.markup.tag")),
        b'&' => entity(rest).map(|length| (length, "shared.markup.entity")),
        _ => None,
    }
}

/// `[text](url)` at the start, looked for within a glance.
fn is_link(rest: &str) -> bool {
    if !rest.starts_with('[') {
        return false;
    }
    let close = rest.bytes().skip(1).take(400).position(|b| matches!(b, b']' | b'\n' | b'['));
    close.is_some_and(|at| rest.as_bytes()[at + 1] == b']' && rest.as_bytes().get(at + 2) == Some(&b'('))
}

/// One piece of markup at the end of `rest`: its length and rule.
pub(crate) fn trailing(rest: &str) -> Option<(usize, &'static str)> {
    let bytes = rest.as_bytes();
    match *bytes.last()? {
        mark @ (b'*' | b'_' | b'~' | b'`') => {
            let run = bytes.iter().rev().take_while(|&&b| b == mark).count();
            (mark != b'~' || run == 2).then_some((run, "shared.markup.emphasis"))
        }
        b')' => {
            let near = &bytes[bytes.len().saturating_sub(TAG_BYTES)..];
            let open = near.iter().rev().skip(1).position(|b| matches!(b, b'(' | b' ' | b'\n'))? + 2;
            let start = bytes.len() - open;
            (bytes[start] == b'(' && start > 0 && bytes[start - 1] == b']').then_some((open + 1, "shared.markup.link"))
        }
        b'>' => {
            let near = &bytes[bytes.len().saturating_sub(TAG_BYTES)..];
            let open = near.iter().rev().position(|&b| b == b'<')? + 1;
            let start = bytes.len() - open;
            (tag(&rest[start..]) == Some(open)).then_some((open, "shared.markup.tag"))
        }
        b';' => {
            let near = &bytes[bytes.len().saturating_sub(12)..];
            let open = near.iter().rev().position(|&b| b == b'&')? + 1;
            let start = bytes.len() - open;
            (entity(&rest[start..]) == Some(open)).then_some((open, "shared.markup.entity"))
        }
        b'#' => {
            let run = bytes.iter().rev().take_while(|&&b| b == b'#').count();
            rest[..rest.len() - run].ends_with(' ').then_some((run, "shared.markup.heading"))
        }
        _ => None,
    }
}

/// `span` without the markup and blanks at its ends; calls `cut` for each piece of markup, from the left end
/// inwards, then from the right end inwards.
pub(crate) fn strip(text: &str, span: Range<usize>, mut cut: impl FnMut(Range<usize>, &'static str)) -> Range<usize> {
    let Range { mut start, mut end } = span;
    loop {
        start += text[start..end].len() - text[start..end].trim_start().len();
        let Some((length, rule)) = leading(&text[start..end]) else { break };
        cut(start..start + length, rule);
        start += length;
    }
    loop {
        end = start + text[start..end].trim_end().len();
        let Some((length, rule)) = trailing(&text[start..end]) else { break };
        cut(end - length..end, rule);
        end -= length;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_marks() {
        assert_eq!(line_mark("# Title"), Some(LineMark::Heading(2)));
        assert_eq!(line_mark("#tag"), None);
        assert_eq!(line_mark("- item"), Some(LineMark::Item(2)));
        assert_eq!(line_mark("-5 degrees"), None);
        assert_eq!(line_mark("\u{2014} Yes, he said."), None);
        assert_eq!(line_mark("**bold** text"), None);
        assert_eq!(line_mark("> quoted"), Some(LineMark::Quote(2)));
        assert!(
            counted_item("1. Road")
                && counted_item("2) road")
                && !counted_item("12.06.2020")
                && !counted_item("2020. Road")
        );
        assert!(is_ruler("* * *") && is_ruler("---") && !is_ruler("...") && !is_ruler("a"));
    }

    #[test]
    fn ends_are_stripped() {
        let check = |text: &str, inner: &str, pieces: &[&str]| {
            let mut cut = Vec::new();
            let range = strip(text, 0..text.len(), |range, _| cut.push(&text[range]));
            assert_eq!(&text[range], inner, "{text}");
            assert_eq!(cut, pieces, "{text}");
        };
        check("**Source**", "Source", &["**", "**"]);
        check("[Source](#)", "Source", &["[", "](#)"]);
        check("<p>One &amp; two.</p>", "One &amp; two.", &["<p>", "</p>"]);
        check("&nbsp;One (two)", "One (two)", &["&nbsp;"]);
        check("[1] note", "[1] note", &[]);
        check("Title ##", "Title", &["##"]);
        check("****", "", &["****"]);
    }
}
