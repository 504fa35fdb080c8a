//! What one line looks like: furniture by its phrases, or one of the forms that only its place can judge.

use elchi_model::SegmentKind;

use super::phrases::{Class, Found, Phrases};
use super::place::USUAL;
use super::score::score;
use super::told::{Ending, covered, first_word, told};
use super::words::{Piece, Pieces};
use crate::markup;

/// Longest line, in bytes, that can be furniture.
const LINE_BYTES: usize = 420;
/// Most words of a headline.
const HEADLINE_WORDS: usize = 22;
/// Most words among several icons with numbers.
const ICON_WORDS: usize = 4;
/// Dashes and pictures that stand before the items of a list.
const BULLETS: [char; 12] = [
    '\u{2013}',
    '\u{2014}',
    '\u{2705}',
    '\u{2714}',
    '\u{2611}',
    '\u{27a1}',
    '\u{1f539}',
    '\u{1f538}',
    '\u{1f53a}',
    '\u{1f53b}',
    '\u{25aa}',
    '\u{25ab}',
];
/// Most words of the line of an author.
const AUTHOR_WORDS: usize = 6;
/// Most words of the name of an outlet.
const OUTLET_WORDS: usize = 7;
/// Most words of a line that its neighbours may judge.
const SCRAP_WORDS: usize = 3;

/// The score of a line whose words were not asked: neither those of furniture nor of an article.
const NO_SCORE: i32 = 0;

/// The form of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Residue that a rule or a phrase has named.
    Residue,
    /// Residue that announces other texts.
    Heads,
    /// A line of dates, an author line or a caption: of the header, not of the text.
    Header,
    /// Icons with numbers: residue.
    Counter,
    /// A time of day, perhaps with a picture: no words.
    Clock,
    /// A number, a picture: no words.
    Bare,
    /// Names of sections, or at most three words without a stop.
    Scrap,
    /// More words without a stop, a clock time in front.
    Timed,
    /// More words without a stop.
    Headline,
    /// An item of a list without a stop.
    Item,
    /// A heading in Markdown.
    Heading,
    /// A question alone on its line: text, or a title.
    Question,
    /// Text: sentences, long lines.
    Text,
}

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) form: Form,
    pub(crate) words: u32,
    /// Two or three words that are all capitalised, as a name is.
    pub(crate) named: bool,
    /// Words with a colon or comma between them: furniture on one side is not enough.
    pub(crate) parted: bool,
    /// The name of one section and no other word.
    pub(crate) section: bool,
    /// The name of an outlet, or two names with a bar between them.
    pub(crate) outlet: bool,
    /// Log-odds that its words are those of furniture, in hundredths of a natural unit.
    pub(crate) score: i32,
    /// An address stands in it, or behind its words.
    pub(crate) link: bool,
    /// The phrase that makes it furniture: its file and class.
    pub(crate) phrase: Option<(u32, Class)>,
}

impl Look {
    /// A line of a form, of which nothing else is known.
    pub(crate) fn of(form: Form) -> Look {
        Look {
            form,
            words: 0,
            named: false,
            parted: false,
            section: false,
            outlet: false,
            score: NO_SCORE,
            link: false,
            phrase: None,
        }
    }

    /// A line that a rule has named.
    pub(crate) fn named(kind: SegmentKind) -> Look {
        Look::of(if kind == SegmentKind::Boilerplate { Form::Residue } else { Form::Header })
    }

    /// A line of text.
    pub(crate) fn text() -> Look {
        Look::of(Form::Text)
    }
}

/// True where the line announces other texts.
pub(crate) fn is_heads(line: &str, phrases: &Phrases, pieces: &mut Pieces, found: &mut Vec<Found>) -> bool {
    if line.len() > LINE_BYTES {
        return false;
    }
    pieces.read(line);
    phrases.find(pieces, found);
    found.iter().any(|one| one.class == Class::Heads) && covered(pieces, found, &[Class::Heads, Class::Neutral])
}

/// The phrase of class `holds` in the line.
pub(crate) fn holds(
    line: &str,
    phrases: &Phrases,
    pieces: &mut Pieces,
    found: &mut Vec<Found>,
) -> Option<(u32, Class)> {
    if line.len() > LINE_BYTES {
        return None;
    }
    pieces.read(line);
    phrases.find(pieces, found);
    found.iter().find(|one| one.class == Class::Holds).map(|one| (one.files, one.class))
}

/// What `line` looks like.
pub(crate) fn look(line: &str, phrases: &Phrases, pieces: &mut Pieces, found: &mut Vec<Found>) -> Look {
    if line.len() > LINE_BYTES {
        return Look::text();
    }
    let mark = markup::line_mark(line);
    pieces.read(&line[mark.map_or(0, |mark| mark.length())..]);
    let words = pieces.words();
    let parted = pieces.pieces.iter().any(|piece| matches!(piece, Piece::Inner | Piece::Colon));
    // A colon with nothing but a number behind it is no heading of the text.
    let counts = pieces.pieces.iter().position(|piece| *piece == Piece::Colon).is_some_and(|colon| {
        let mut behind = pieces.pieces[colon + 1..].iter();
        behind.len() > 0
            && behind.all(|piece| matches!(piece, Piece::Number | Piece::Clock | Piece::Sign | Piece::Dash))
    });
    let named = (2..=SCRAP_WORDS).contains(&words)
        && line.split_whitespace().nth(1).is_some()
        && line.split_whitespace().all(is_name_word)
        && line.split_whitespace().any(is_capitalised);
    // So are the items of a list of figures: `86 — new jobs`.
    let figures = matches!(pieces.pieces.as_slice(), [Piece::Number, Piece::Dash, Piece::Word(..), ..]);
    let parted = (parted && !counts) || figures;
    let named = named || is_place_and_day(line, pieces);
    let count = u32::try_from(words).unwrap_or(u32::MAX);
    let link = pieces.pieces.contains(&Piece::Link);
    let look = |form| Look { words: count, named, parted, link, ..Look::of(form) };
    if pieces.pieces.is_empty() {
        return look(Form::Text);
    }
    phrases.find(pieces, found);
    let counted = markup::counted_item(line);
    let plain = mark.is_none() && !counted && !line.starts_with(BULLETS);
    // Who asks in a dialogue is no poll.
    if !plain && line.ends_with('?') {
        return look(if counted && words <= HEADLINE_WORDS { Form::Item } else { Form::Text });
    }
    let ending = Ending::of(line, plain, pieces);
    if let Some(phrase) = told(pieces, ending, found, phrases.common) {
        let form = if phrase.class == Class::Heads { Form::Heads } else { Form::Residue };
        return Look { phrase: Some((phrase.files, phrase.class)), ..look(form) };
    }
    let count = |wanted: fn(&Piece) -> bool| pieces.pieces.iter().filter(|piece| wanted(piece)).count();
    let pictures = count(|piece| *piece == Piece::Picture);
    let figures = count(|piece| matches!(piece, Piece::Number | Piece::Clock));
    let icons = pictures > 0 && figures > 0 && !pieces.pieces.contains(&Piece::Stop);
    let clock = pieces.pieces.contains(&Piece::Clock);
    if icons && (words == 0 || (pictures > 1 && words <= ICON_WORDS) || (clock && words < SCRAP_WORDS)) {
        return look(Form::Counter);
    }
    if words == 0 && pieces.pieces.contains(&Piece::Stop) {
        return look(Form::Text);
    }
    if words == 0 {
        return look(if clock && figures == 1 { Form::Clock } else { Form::Bare });
    }
    if mark.is_some_and(|mark| mark.is_heading()) {
        return look(Form::Heading);
    }
    let beside = |piece: &&Piece| matches!(piece, Piece::Sign | Piece::Dash | Piece::Picture | Piece::Inner);
    let stop = pieces.pieces.iter().rev().find(|piece| !beside(piece));
    let ends =
        matches!(stop, Some(Piece::Stop | Piece::Colon)) || line.ends_with([';', ',', '-', '\u{2013}', '\u{2014}']);
    let question = line.ends_with('?') && words <= HEADLINE_WORDS && ending != Ending::Speech;
    // A call such as `Join us!` in the words of furniture.
    let call = line.ends_with(['!', '\u{2026}']) && ending == Ending::Stop && words <= CALL_WORDS;
    let called = Look { score: if call { score(pieces) } else { NO_SCORE }, ..look(Form::Scrap) };
    if called.score >= USUAL {
        return called;
    }
    if ends || words > HEADLINE_WORDS {
        return look(if question { Form::Question } else { Form::Text });
    }
    if !plain {
        // Titles of other texts begin with a capital, and so do most buttons.
        let small = line.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        let item = Look { score: score(pieces), ..look(Form::Item) };
        return if small && item.score < USUAL { look(Form::Text) } else { item };
    }
    let sections = found.iter().any(|one| one.class == Class::Section)
        && !pieces.pieces.contains(&Piece::Inner)
        && covered(pieces, found, &[Class::Section, Class::Neutral, Class::Whole, Class::Heads]);
    if sections {
        let names = pieces.pieces.iter().all(|piece| matches!(piece, Piece::Word(..)));
        let sections = found.iter().filter(|one| one.class == Class::Section).count();
        let one = names && sections == 1 && covered(pieces, found, &[Class::Section]);
        return Look { section: one, ..look(Form::Scrap) };
    }
    let last = pieces.pieces.iter().rposition(|piece| matches!(piece, Piece::Word(..)));
    let outlet = words <= OUTLET_WORDS
        && found.iter().any(|one| {
            one.class == Class::Outlet
                && (Some(one.end as usize) == last.map(|last| last + 1) || one.start as usize == first_word(pieces))
        });
    // A name, a comma and an outlet are an author.
    let author = pieces.pieces.contains(&Piece::Inner) && line.split(',').next().is_some_and(is_name);
    if author && words <= AUTHOR_WORDS {
        return look(Form::Header);
    }
    if outlet || is_two_names(line) {
        return Look { named: false, parted: false, outlet: true, ..look(Form::Scrap) };
    }
    // Numbers and words such as "ago".
    if figures_in(pieces) && covered(pieces, found, &[Class::Neutral]) {
        return Look { score: score(pieces), ..look(Form::Bare) };
    }
    // What stands in bold is a heading.
    let score = if line.starts_with("**") { NO_SCORE } else { score(pieces) };
    let timed = matches!(pieces.pieces.first(), Some(Piece::Clock));
    let form = match words {
        _ if timed => Form::Timed,
        0..=SCRAP_WORDS => Form::Scrap,
        _ => Form::Headline,
    };
    Look { score, ..look(form) }
}

/// True for two short names with a bar between them: `Desk | Photo`.
fn is_two_names(line: &str) -> bool {
    let short = |part: &str| (1..=SCRAP_WORDS).contains(&part.split_whitespace().count());
    let mut parts = line.split('|');
    parts.next().is_some_and(short) && parts.next().is_some_and(short) && parts.next().is_none()
}

/// True for two or three words that are all capitalised.
fn is_name(words: &str) -> bool {
    (2..=SCRAP_WORDS).contains(&words.split_whitespace().count()) && words.split_whitespace().all(is_name_word)
}

/// True for a capitalised word, a comma or stop, and a number: `BISHKEK, 12 June` may be a dateline.
fn is_place_and_day(line: &str, pieces: &Pieces) -> bool {
    let mark = pieces.pieces.iter().position(|piece| matches!(piece, Piece::Inner | Piece::Stop));
    let place = |mark: usize| pieces.pieces[..mark].iter().all(|piece| matches!(piece, Piece::Word(..) | Piece::Dash));
    mark.is_some_and(|mark| mark > 0 && place(mark) && pieces.pieces[mark..].contains(&Piece::Number))
        && line.starts_with(char::is_uppercase)
}

/// Most words of a call.
const CALL_WORDS: usize = 7;
fn figures_in(pieces: &Pieces) -> bool {
    pieces.pieces.iter().any(|piece| matches!(piece, Piece::Number | Piece::Clock))
}

/// True for a word with a capital first and a small letter behind it, and for an initial.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| c.is_lowercase() || c == '.')
}

/// True for a capitalised word and for one in capitals.
fn is_name_word(word: &str) -> bool {
    is_capitalised(word) || word.chars().all(char::is_uppercase)
}
