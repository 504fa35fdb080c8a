//! What cleaning changed, in few enough rows, and the way back.

use std::ops::Range;

use elchi_model::{Document, RemovedSpan};

/// Most changes kept apart; beyond, neighbours become one row with what stood between them.
const MAX_CHANGES: usize = 8192;

/// Why something of the source is not in the text: the values of `removed_spans.rule` that the load stage writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemovedRule {
    /// The byte order mark at the start of a file.
    ByteOrderMark,
    /// Metadata at the start of a Markdown file.
    FrontMatter,
    /// One row (position 0, `\r\n` → `\n`) for all line ends: every LF of the text was CRLF but where another
    /// row says so.
    LineEndingsCrlf,
    /// One row (position 0, `\r` → `\n`) for all line ends.
    LineEndingsCr,
    /// A line end of another kind than most in the text, now LF.
    LineEnd,
    /// A control character other than tab and line ends.
    ControlCharacter,
    /// U+00AD.
    SoftHyphen,
    /// U+200B, U+2060 or U+FEFF.
    ZeroWidth,
    /// Characters that are now in their composed form.
    Nfc,
    /// Several of these, with what stood between them: in a text with more than 8,192 changes.
    SeveralChanges,
}

impl RemovedRule {
    /// Every rule, for documentation and tests.
    pub const ALL: [RemovedRule; 10] = [
        RemovedRule::ByteOrderMark,
        RemovedRule::FrontMatter,
        RemovedRule::LineEndingsCrlf,
        RemovedRule::LineEndingsCr,
        RemovedRule::LineEnd,
        RemovedRule::ControlCharacter,
        RemovedRule::SoftHyphen,
        RemovedRule::ZeroWidth,
        RemovedRule::Nfc,
        RemovedRule::SeveralChanges,
    ];

    /// The value of `removed_spans.rule`.
    pub fn as_str(self) -> &'static str {
        match self {
            RemovedRule::ByteOrderMark => "byte_order_mark",
            RemovedRule::FrontMatter => "front_matter",
            RemovedRule::LineEndingsCrlf => "line_endings_crlf",
            RemovedRule::LineEndingsCr => "line_endings_cr",
            RemovedRule::LineEnd => "line_end",
            RemovedRule::ControlCharacter => "control_character",
            RemovedRule::SoftHyphen => "soft_hyphen",
            RemovedRule::ZeroWidth => "zero_width",
            RemovedRule::Nfc => "nfc",
            RemovedRule::SeveralChanges => "several_changes",
        }
    }

    /// The row for a piece of source that stood at byte `position` of the text.
    pub(crate) fn row(self, position: usize, text: &str, replacement: &str) -> RemovedSpan {
        RemovedSpan {
            rule: self.as_str(),
            position: u32::try_from(position).unwrap_or(u32::MAX),
            text: text.to_owned(),
            replacement: (!replacement.is_empty()).then(|| replacement.to_owned()),
        }
    }
}

/// One change: these bytes of the source became these of the text.
#[derive(Debug, Clone)]
struct Change {
    rule: RemovedRule,
    source: Range<usize>,
    text: Range<usize>,
}

/// The changes of one text, in order.
#[derive(Debug, Default)]
pub(crate) struct ChangeLog(Vec<Change>);

impl ChangeLog {
    pub(crate) fn push(&mut self, rule: RemovedRule, source: Range<usize>, text: Range<usize>) {
        if let Some(last) = self.0.last_mut()
            && last.rule == rule
            && last.source.end == source.start
            && last.text.end == text.start
        {
            (last.source.end, last.text.end) = (source.end, text.end);
            return;
        }
        if self.0.len() == MAX_CHANGES {
            self.halve();
        }
        self.0.push(Change { rule, source, text });
    }

    /// Makes one change of every two.
    fn halve(&mut self) {
        let pairs = self.0.chunks(2).map(|pair| match pair {
            [first, second] => Change {
                rule: if first.rule == second.rule { first.rule } else { RemovedRule::SeveralChanges },
                source: first.source.start..second.source.end,
                text: first.text.start..second.text.end,
            },
            other => other[0].clone(),
        });
        self.0 = pairs.collect();
    }

    /// The rows, from the two texts that were compared.
    pub(crate) fn rows<'l>(&'l self, source: &'l str, text: &'l str) -> impl Iterator<Item = RemovedSpan> + 'l {
        self.0.iter().map(|change| {
            change.rule.row(change.text.start, &source[change.source.clone()], &text[change.text.clone()])
        })
    }
}

/// The source text of a document, character for character: for JSON Lines the string that held the text, for other
/// formats the whole file.
///
/// In: a document as [`crate::parse`] gave it.
pub fn restore(document: &Document) -> String {
    let text = &document.text;
    let line_end = document.removed.iter().find_map(|row| {
        [RemovedRule::LineEndingsCrlf, RemovedRule::LineEndingsCr].iter().find(|rule| rule.as_str() == row.rule)?;
        Some(row.text.as_str())
    });
    let mut source = String::with_capacity(text.len());
    let mut copied = 0;
    let copy = |source: &mut String, range: Range<usize>| {
        let Some(kept) = text.get(range) else { return };
        match line_end {
            None => source.push_str(kept),
            Some(line_end) => {
                for (number, line) in kept.split('\n').enumerate() {
                    if number > 0 {
                        source.push_str(line_end);
                    }
                    source.push_str(line);
                }
            }
        }
    };
    for row in &document.removed {
        if line_end == Some(&row.text) && row.rule.starts_with("line_endings") {
            continue;
        }
        copy(&mut source, copied..row.position as usize);
        source.push_str(&row.text);
        copied = row.position as usize + row.replacement.as_ref().map_or(0, String::len);
    }
    copy(&mut source, copied..text.len());
    source
}
