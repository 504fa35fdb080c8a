//! Which segments belong to one quotation that runs over several of them.

use elchi_model::{Segment, SegmentKind};

use crate::letters;

/// A quotation that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Segment in which it opened.
    segment: usize,
    /// Quotes open inside it, itself included.
    depth: u32,
    /// True where it closes with the mark it opened with.
    straight: bool,
}

/// Most segments that one quotation may run over; a longer one was never closed.
const MOST_SEGMENTS: usize = 60;

/// Numbers the quotations of `segments`, which are in text order.
///
/// A quotation may run over paragraphs where each next paragraph opens with a quote again.
pub(crate) fn number(text: &str, segments: &mut [Segment]) {
    let mut open: Option<Open> = None;
    let mut next_number = 0;
    for at in 0..segments.len() {
        if segments[at].kind == SegmentKind::Boilerplate {
            continue;
        }
        let words = segments[at].span.of(text);
        let begins = at == 0 || segments[at].paragraph_no != segments[at - 1].paragraph_no;
        if let Some(quote) = open
            && ((begins && !words.starts_with(is_opener)) || at - quote.segment > MOST_SEGMENTS)
        {
            open = None;
        }
        let mut continues = begins && open.is_some();
        // Quote marks begin with one of these bytes; everything between is skipped.
        for byte in memchr::memchr3_iter(b'"', 0xc2, 0xe2, words.as_bytes()) {
            let Some(c) = words[byte..].chars().next() else { continue };
            let before = words[..byte].chars().next_back().unwrap_or(' ');
            match c {
                '\u{ab}' | '\u{201e}' => {
                    match &mut open {
                        Some(_) if continues => {}
                        Some(quote) if !quote.straight => quote.depth += 1,
                        Some(_) => {}
                        None => open = Some(Open { segment: at, depth: 1, straight: false }),
                    }
                    continues = false;
                }
                '\u{201c}' if !letters::is_alphanumeric(before) && !is_stop(before) => {
                    if !continues && open.is_none() {
                        open = Some(Open { segment: at, depth: 1, straight: false });
                    }
                    continues = false;
                }
                '\u{bb}' | '\u{201d}' | '\u{201c}' => close(&mut open, at, segments, &mut next_number, false),
                '"' => {
                    let after = words[byte + 1..].chars().next().unwrap_or(' ');
                    let opens = !letters::is_alphanumeric(before)
                        && !is_stop(before)
                        && (letters::is_alphanumeric(after) || is_opener(after));
                    match open {
                        Some(_) if continues => continues = false,
                        Some(quote) if quote.straight && !opens => {
                            close(&mut open, at, segments, &mut next_number, true)
                        }
                        None if opens => open = Some(Open { segment: at, depth: 1, straight: true }),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
}

fn close(open: &mut Option<Open>, at: usize, segments: &mut [Segment], next_number: &mut i32, straight: bool) {
    let Some(quote) = open else { return };
    if quote.straight != straight {
        return;
    }
    quote.depth -= 1;
    if quote.depth > 0 {
        return;
    }
    if quote.segment < at {
        // Two quotations that share a segment share the number.
        let number = segments[quote.segment].quote_no.unwrap_or_else(|| {
            *next_number += 1;
            *next_number - 1
        });
        for segment in &mut segments[quote.segment..=at] {
            if segment.kind != SegmentKind::Boilerplate {
                segment.quote_no = Some(number);
            }
        }
    }
    *open = None;
}

fn is_opener(c: char) -> bool {
    matches!(c, '\u{ab}' | '\u{201e}' | '\u{201c}' | '"')
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{2026}' | ',' | ')')
}
