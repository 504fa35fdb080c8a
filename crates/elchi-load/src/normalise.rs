//! Text in one form: NFC, LF, no control characters, no invisible ones inside words; with a log of what changed.

use icu_normalizer::ComposingNormalizerBorrowed;
use memchr::memchr;

use crate::removed::{ChangeLog, RemovedRule};
use crate::scan::{Class, class, settled_prefix};

/// A text and how it came about.
pub(crate) struct Normalised {
    pub(crate) text: String,
    pub(crate) changes: ChangeLog,
    /// The kind of most line ends, where it is not LF.
    pub(crate) line_endings: Option<RemovedRule>,
    /// Control characters taken out.
    pub(crate) control_count: usize,
}

/// Normalises `source`.
///
/// CR, CRLF, VT, FF, NEL, LS and PS become LF: the line ends of UAX #14. Control characters other than tab, soft
/// hyphens, zero-width spaces and word joiners are taken out; zero-width joiners and non-joiners stay, and so do
/// marks of direction.
pub(crate) fn normalise(source: &str) -> Normalised {
    let mut work = Work {
        source,
        copied: 0,
        kept: String::new(),
        normalizer: ComposingNormalizerBorrowed::new_nfc(),
        done: Normalised {
            text: String::with_capacity(source.len()),
            changes: ChangeLog::default(),
            line_endings: most_line_ends(source),
            control_count: 0,
        },
    };
    let mut at = 0;
    while at < source.len() {
        let run = settled_prefix(&source[at..], work.done.line_endings.is_none());
        let run_start = at;
        at += run;
        let Some(next) = source[at..].chars().next() else { break };
        at = if class(next) == Class::LineEnd {
            work.line_end(at)
        } else {
            // Marks and removed characters belong to what stands before them on the line.
            let before = source[run_start..at].chars().next_back().filter(|&before| before != '\n');
            let start = at - before.map_or(0, char::len_utf8);
            work.unit(start)
        };
    }
    work.copy_to(source.len());
    work.done
}

/// The text in one form, for metadata: white space runs are one blank; none if nothing is left.
pub(crate) fn normalise_line(source: &str) -> Option<String> {
    let text = normalise(source).text;
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    (!line.is_empty()).then_some(line)
}

struct Work<'s> {
    source: &'s str,
    /// How much of the source is in the text, or is left out of it.
    copied: usize,
    /// A unit without what is taken out.
    kept: String,
    normalizer: ComposingNormalizerBorrowed<'static>,
    done: Normalised,
}

impl Work<'_> {
    /// Copies the source up to byte `end`.
    fn copy_to(&mut self, end: usize) {
        self.done.text.push_str(&self.source[self.copied..end]);
        self.copied = end;
    }

    /// Makes an LF of the line end at byte `at`; gives the byte after it.
    fn line_end(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let (len, rule) = if rest.starts_with("\r\n") {
            (2, Some(RemovedRule::LineEndingsCrlf))
        } else if rest.starts_with('\r') {
            (1, Some(RemovedRule::LineEndingsCr))
        } else {
            (rest.chars().next().map_or(1, char::len_utf8), None)
        };
        self.copy_to(at);
        let start = self.done.text.len();
        self.done.text.push('\n');
        self.copied = at + len;
        if rule.is_none() || rule != self.done.line_endings {
            self.done.changes.push(RemovedRule::LineEnd, at..at + len, start..start + 1);
        }
        at + len
    }

    /// Normalises from byte `start` to the next settled character or line end; gives where that is.
    fn unit(&mut self, start: usize) -> usize {
        self.kept.clear();
        let mut end = self.source.len();
        for (at, char) in self.source[start..].char_indices() {
            match class(char) {
                Class::Settled if at > 0 => {
                    end = start + at;
                    break;
                }
                Class::LineEnd => {
                    end = start + at;
                    break;
                }
                Class::Settled | Class::Other => self.kept.push(char),
                Class::Control => self.done.control_count += 1,
                Class::SoftHyphen | Class::ZeroWidth => {}
            }
        }
        let unit = &self.source[start..end];
        let (head, tail) = self.normalizer.split_normalized(&self.kept);
        if tail.is_empty() {
            if head.len() < unit.len() {
                self.take_out(start, end);
            }
            return end;
        }
        let mut composed = String::with_capacity(unit.len());
        composed.push_str(head);
        // Writing to a string cannot fail.
        let _ = self.normalizer.normalize_to(tail, &mut composed);
        self.replace(start, unit, &composed);
        self.copied = end;
        end
    }

    /// Copies `start..end` without the characters that are taken out, each of which is logged.
    fn take_out(&mut self, start: usize, end: usize) {
        for (at, char) in self.source[start..end].char_indices() {
            let rule = match class(char) {
                Class::Control => RemovedRule::ControlCharacter,
                Class::SoftHyphen => RemovedRule::SoftHyphen,
                Class::ZeroWidth => RemovedRule::ZeroWidth,
                Class::Settled | Class::Other | Class::LineEnd => continue,
            };
            let at = start + at;
            self.copy_to(at);
            let position = self.done.text.len();
            self.copied = at + char.len_utf8();
            self.done.changes.push(rule, at..self.copied, position..position);
        }
    }

    /// Puts `composed` in the place of `unit`, and logs the part that differs.
    fn replace(&mut self, start: usize, unit: &str, composed: &str) {
        self.copy_to(start);
        let same = |pair: &(char, char)| pair.0 == pair.1;
        let front: usize = unit.chars().zip(composed.chars()).take_while(same).map(|(char, _)| char.len_utf8()).sum();
        let (old, new) = (&unit[front..], &composed[front..]);
        let pairs = old.chars().rev().zip(new.chars().rev());
        let back: usize = pairs.take_while(same).map(|(char, _)| char.len_utf8()).sum();
        let position = self.done.text.len() + front;
        self.done.text.push_str(composed);
        self.done.changes.push(
            RemovedRule::Nfc,
            start + front..start + unit.len() - back,
            position..position + new.len() - back,
        );
    }
}

/// The kind of line end that stands most often, unless that is LF; CRLF before CR where both stand as often.
fn most_line_ends(source: &str) -> Option<RemovedRule> {
    let bytes = source.as_bytes();
    memchr(b'\r', bytes)?;
    let (mut crlf, mut cr) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'\r', bytes) {
        if bytes.get(at + 1) == Some(&b'\n') {
            crlf += 1;
        } else {
            cr += 1;
        }
    }
    let lf = memchr::memchr_iter(b'\n', bytes).count() - crlf;
    if lf >= crlf.max(cr) {
        None
    } else if crlf >= cr {
        Some(RemovedRule::LineEndingsCrlf)
    } else {
        Some(RemovedRule::LineEndingsCr)
    }
}
