//! What one line looks like: furniture by its phrases, or one of the forms that only its place can judge.

use elchi_model::SegmentKind;

use super::phrases::{Class, Found, Phrases};
use super::words::{Piece, Pieces};
use crate::markup;

/// Longest line, in bytes, that can be furniture.
const LINE_BYTES: usize = 420;
/// Most words of a line with a phrase anywhere in it.
const HOLDS_WORDS: usize = 36;
/// Most words of a line that a phrase opens.
const OPENS_WORDS: usize = 18;
/// Most words of a line with a label.
const LABEL_WORDS: usize = 16;
/// Most words of a line of phrases alone.
const WHOLE_WORDS: usize = 24;
/// Most words of a headline.
const HEADLINE_WORDS: usize = 22;
/// Most words of a line that its neighbours may judge.
const SCRAP_WORDS: usize = 3;

/// The form of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Residue that a rule or a phrase has named.
    Residue,
    /// Residue that announces other texts.
    Heads,
    /// A line of dates, an author line or a caption: of the header, not of the text.
    Header,
    /// A number, a time, a picture: no words.
    Bare,
    /// Names of sections, or at most three words without a stop.
    Scrap,
    /// More words without a stop, a clock time in front.
    Timed,
    /// More words without a stop.
    Headline,
    /// A heading in Markdown.
    Heading,
    /// Text: sentences, items of lists, long lines.
    Text,
}

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) form: Form,
    pub(crate) words: u32,
    /// The phrase that makes it furniture: its file and class.
    pub(crate) phrase: Option<(u16, Class)>,
}

impl Look {
    /// A line that a rule has named.
    pub(crate) fn named(kind: SegmentKind) -> Look {
        let form = if kind == SegmentKind::Boilerplate { Form::Residue } else { Form::Header };
        Look { form, words: 0, phrase: None }
    }

    /// A line of text.
    pub(crate) fn text() -> Look {
        Look { form: Form::Text, words: 0, phrase: None }
    }
}

/// What `line` looks like.
pub(crate) fn look(line: &str, phrases: &Phrases, pieces: &mut Pieces, found: &mut Vec<Found>) -> Look {
    if line.len() > LINE_BYTES {
        return Look::text();
    }
    let mark = markup::line_mark(line);
    pieces.read(&line[mark.map_or(0, |mark| mark.length())..]);
    let words = pieces.words();
    let look = |form| Look { form, words: u32::try_from(words).unwrap_or(u32::MAX), phrase: None };
    if pieces.pieces.is_empty() {
        return look(Form::Text);
    }
    phrases.find(pieces, found);
    if let Some(phrase) = furniture(pieces, words, found) {
        let form = if phrase.class == Class::Heads { Form::Heads } else { Form::Residue };
        return Look { phrase: Some((phrase.source, phrase.class)), ..look(form) };
    }
    if words == 0 {
        return look(Form::Bare);
    }
    if mark.is_some_and(|mark| mark.is_heading()) {
        return look(Form::Heading);
    }
    let sections = found.iter().any(|one| one.class == Class::Section)
        && covered(pieces, found, &[Class::Section, Class::Neutral, Class::Whole, Class::Heads]);
    if sections {
        return look(Form::Scrap);
    }
    let stop = pieces.pieces.iter().rev().find(|piece| !matches!(piece, Piece::Sign | Piece::Picture));
    let ends =
        matches!(stop, Some(Piece::Stop | Piece::Colon)) || line.ends_with([';', ',', '-', '\u{2013}', '\u{2014}']);
    let item = mark.is_some()
        || markup::counted_item(line)
        || line.starts_with(['\u{2013}', '\u{2014}', '\u{ab}', '"', '\u{201c}']);
    if ends || item || words > HEADLINE_WORDS {
        return look(Form::Text);
    }
    let timed = matches!(pieces.pieces.first(), Some(Piece::Clock));
    look(match words {
        _ if timed => Form::Timed,
        0..=SCRAP_WORDS => Form::Scrap,
        _ => Form::Headline,
    })
}

/// The phrase that makes the line furniture.
fn furniture(pieces: &Pieces, words: usize, found: &[Found]) -> Option<Found> {
    let of = |class: Class| found.iter().find(move |one| one.class == class).copied();
    // The first word, whatever signs, pictures and numbers stand before it.
    let first = pieces.pieces.iter().position(|piece| matches!(piece, Piece::Word(..)))?;
    let opens = |class: Class| found.iter().find(move |one| one.class == class && one.start as usize == first).copied();
    if let Some(one) = of(Class::Holds).filter(|_| words <= HOLDS_WORDS) {
        return Some(one);
    }
    if let Some(one) = opens(Class::Opens).filter(|_| words <= OPENS_WORDS) {
        return Some(one);
    }
    if let Some(one) = opens(Class::Label).filter(|one| words <= LABEL_WORDS && is_label(pieces, *one)) {
        return Some(one);
    }
    let main = of(Class::Heads).or_else(|| of(Class::Whole)).or_else(|| of(Class::Label));
    let all = [Class::Whole, Class::Heads, Class::Neutral, Class::Section, Class::Label, Class::Opens];
    if let Some(one) = main.filter(|_| words <= WHOLE_WORDS && covered(pieces, found, &all)) {
        return Some(one);
    }
    // Names of sections side by side are a menu.
    let sections = found.iter().filter(|one| one.class == Class::Section).count();
    let menu = sections > 1 && covered(pieces, found, &all) && !ends_sentence(pieces);
    if menu { of(Class::Section) } else { None }
}

/// True where a colon, a dash, a number, a link or nothing stands behind the label.
fn is_label(pieces: &Pieces, label: Found) -> bool {
    let behind = pieces.pieces.get(label.end as usize);
    match behind {
        None | Some(Piece::Colon | Piece::Number | Piece::Clock | Piece::Link | Piece::Tag | Piece::Picture) => true,
        Some(Piece::Sign | Piece::Stop) => !ends_sentence(pieces) || label.end as usize + 1 == pieces.pieces.len(),
        Some(Piece::Word(..)) => false,
    }
}

fn ends_sentence(pieces: &Pieces) -> bool {
    matches!(pieces.pieces.last(), Some(Piece::Stop)) && pieces.words() > SCRAP_WORDS
}

/// True where every word lies in a phrase of one of the classes.
fn covered(pieces: &Pieces, found: &[Found], classes: &[Class]) -> bool {
    let inside = |at: usize| {
        found.iter().any(|one| classes.contains(&one.class) && (one.start as usize..one.end as usize).contains(&at))
    };
    (0..pieces.pieces.len()).all(|at| !matches!(pieces.pieces[at], Piece::Word(..)) || inside(at))
}
