//! Which paragraphs are titles and leads: by form and by place, no words of a language.

use elchi_model::SegmentKind;

use crate::letters;
use crate::lines::chars_up_to;
use crate::parts::{Paragraph, Part};

/// Longest title, in characters.
const TITLE_CHARS: usize = 200;
/// Longest lead in front of a dateline, in characters.
const LEAD_CHARS: usize = 500;

/// What a lead ends with.
const STOPS: [char; 7] = ['.', '!', '?', '\u{2026}', '\u{bb}', '\u{201d}', '"'];
/// Longest lead right under the title, in characters.
const SHORT_LEAD_CHARS: usize = 240;

/// What a paragraph of text is as a whole; none for a row of sentences.
pub(crate) type Role = Option<(SegmentKind, &'static str)>;

/// Finds the role of every part, in order; parts that are no text have none.
pub(crate) fn roles(text: &str, parts: &[Part], into: &mut Vec<Role>) {
    into.clear();
    into.resize(parts.len(), None);
    let texts: Vec<(usize, &Paragraph)> = parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| match part {
            Part::Text(paragraph) => Some((at, paragraph)),
            _ => None,
        })
        .collect();
    let mut title: Option<&str> = None;
    let mut body = false;
    for (order, &(at, paragraph)) in texts.iter().enumerate() {
        let next = texts.get(order + 1).map(|(_, next)| *next);
        let inner = paragraph.inner.of(text);
        let heading = paragraph.mark.is_some_and(|mark| mark.is_heading());
        into[at] = if heading && title.is_none() && !body {
            title = Some(inner);
            Some((SegmentKind::Title, "shared.title.heading"))
        } else if title.is_none() && !body && next.is_some() && looks_like_title(text, paragraph) {
            title = Some(inner);
            Some((SegmentKind::Title, "shared.title.first-line"))
        } else if title.is_some_and(|title| same_words(title, inner)) {
            Some((SegmentKind::Title, "shared.title.repeated"))
        } else if heading {
            Some((SegmentKind::Title, "shared.title.section"))
        } else {
            let first = title.is_some() && !body;
            body = true;
            let told = at > 0 && parts[..at].iter().any(is_dateline);
            let lead =
                lead(text, paragraph, next).or_else(|| if told { None } else { under_title(text, paragraph, next) });
            let before = order.checked_sub(1).map(|before| texts[before].1);
            lead.filter(|_| first).or_else(|| in_semicolons(text, paragraph, before))
        };
    }
}

/// One short line without a final stop.
fn looks_like_title(text: &str, paragraph: &Paragraph) -> bool {
    let inner = paragraph.inner.of(text);
    let last = inner.trim_end_matches(['"', '\u{bb}', '\u{201d}', ')', '\'']).chars().next_back();
    let open_end = !last.is_some_and(|c| matches!(c, '.' | ';' | ':' | ',' | '\u{2026}')) && !inner.ends_with('.');
    let words = inner.chars().filter(|c| letters::is_alphabetic(*c)).take(3).count() == 3;
    paragraph.single
        && paragraph.mark.is_none()
        && !paragraph.counted
        && paragraph.dateline.is_none()
        && open_end
        && words
        && chars_up_to(inner, TITLE_CHARS + 1) <= TITLE_CHARS
}

/// The paragraph under the title where its form says that it is the lead.
fn lead(text: &str, paragraph: &Paragraph, next: Option<&Paragraph>) -> Role {
    let short = chars_up_to(paragraph.inner.of(text), LEAD_CHARS + 1) <= LEAD_CHARS;
    let told = paragraph.inner.of(text).ends_with(STOPS);
    let plain = told && paragraph.mark.is_none() && !paragraph.counted && paragraph.dateline.is_none();
    if !short || !plain || next.is_none() {
        None
    } else if paragraph.emphasised {
        Some((SegmentKind::Lead, "shared.lead.emphasised"))
    } else if next.is_some_and(|next| next.dateline.is_some()) {
        Some((SegmentKind::Lead, "shared.lead.before-dateline"))
    } else {
        None
    }
}

/// The short paragraph right under the title, with more text below it.
fn under_title(text: &str, paragraph: &Paragraph, next: Option<&Paragraph>) -> Role {
    let inner = paragraph.inner.of(text);
    let short = chars_up_to(inner, SHORT_LEAD_CHARS + 1) <= SHORT_LEAD_CHARS;
    let plain = paragraph.mark.is_none() && !paragraph.counted && paragraph.dateline.is_none();
    // Speech is no lead, nor a line without a stop.
    let told = inner.starts_with(char::is_alphanumeric) && inner.ends_with(STOPS);
    let goes_on = next.is_some_and(|next| next.mark.is_none() && !next.counted);
    (short && plain && told && goes_on).then_some((SegmentKind::Lead, "shared.lead.under-title"))
}

/// A line that ends in a semicolon, or the one behind such lines, is an item of a list.
fn in_semicolons(text: &str, paragraph: &Paragraph, before: Option<&Paragraph>) -> Role {
    let ends = |one: &Paragraph| one.single && one.inner.of(text).ends_with(';');
    let item = paragraph.single && (ends(paragraph) || before.is_some_and(ends));
    let plain = paragraph.mark.is_none() && !paragraph.counted;
    (item && plain).then_some((SegmentKind::ListItem, "shared.list.semicolons"))
}

fn is_dateline(part: &Part) -> bool {
    matches!(part, Part::Named { kind: SegmentKind::Dateline, .. })
}

/// The letters and digits of a text, whatever the case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| letters::is_alphanumeric(*c)).flat_map(char::to_lowercase)
}

/// The same letters and digits, whatever the blanks and punctuation; stops at the first that differs.
fn same_words(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}
