//! Lines that phrases tell to be furniture.

use super::phrases::{Class, Found};
use super::words::{Piece, Pieces};

/// Most words of a line with a phrase anywhere in it.
const HOLDS_WORDS: usize = 36;
/// Most words of a line that a phrase opens.
const OPENS_WORDS: usize = 18;
/// Most words of a line with a label.
const LABEL_WORDS: usize = 16;
/// Most words of a line of phrases alone.
const WHOLE_WORDS: usize = 24;
/// Most words of a phrase that stands alone with a stop behind it.
const SHORT_WORDS: usize = 3;
/// Most words between a label and its colon.
const LABEL_GOES_ON: usize = 6;
/// Most words behind a label and its number.
const BEHIND_NUMBER: usize = 2;

/// How a line begins and ends, as far as it says whether the line is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// No stop at its end.
    Open,
    /// A full stop: a sentence, unless phrases fill it.
    Stop,
    /// A dash first, a stop last: somebody speaks.
    Speech,
    /// The mark of a list first, or a comma or semicolon last: an item of a list.
    Item,
    /// The mark of a list first and nothing last: a menu may be a list.
    Marked,
}

impl Ending {
    /// That of `line`; a `plain` one begins with no mark of a list.
    pub(crate) fn of(line: &str, plain: bool, pieces: &Pieces) -> Ending {
        let stop = matches!(pieces.pieces.last(), Some(Piece::Stop));
        let dash = line.starts_with(['\u{2013}', '\u{2014}', '-']);
        if line.ends_with([';', ',']) || line.starts_with('(') && !line.ends_with(')') {
            return Ending::Item;
        }
        match (stop, plain) {
            (true, _) if dash => Ending::Speech,
            (true, true) => Ending::Stop,
            (true, false) => Ending::Item,
            (false, true) => Ending::Open,
            (false, false) => Ending::Marked,
        }
    }
}

/// The phrase that makes the line furniture. `common` are the files whose phrases stand beside those of any other.
pub(crate) fn told(pieces: &Pieces, ending: Ending, found: &[Found], common: u32) -> Option<Found> {
    let words = pieces.words();
    let of = |class: Class| found.iter().find(move |one| one.class == class).copied();
    let first = first_word(pieces);
    let opens = |class: Class| found.iter().find(move |one| one.class == class && one.start as usize == first).copied();
    if let Some(one) = of(Class::Holds).filter(|_| words <= HOLDS_WORDS) {
        return Some(one);
    }
    if matches!(ending, Ending::Speech | Ending::Item) {
        return None;
    }
    let all = [Class::Whole, Class::Heads, Class::Neutral, Class::Section, Class::Label, Class::Opens];
    // A sentence is furniture only where it is one language's phrases, and no names of sections.
    let sentence = ending == Ending::Stop && words >= SHORT_WORDS;
    let filled = || {
        let classes: &[Class] = if sentence { &all[..3] } else { &all };
        words <= WHOLE_WORDS && covered(pieces, found, classes) && together(found, if sentence { 0 } else { common })
    };
    let sections: Vec<&Found> = found.iter().filter(|one| one.class == Class::Section).collect();
    // A menu of sections may hold a name that announces other texts where it stands alone.
    if let Some(one) = of(Class::Heads).filter(|_| filled()) {
        let menu = sections.len() > 1;
        return Some(if menu { *sections[0] } else { one });
    }
    if let Some(one) = opens(Class::Opens).filter(|_| words <= OPENS_WORDS) {
        return Some(one);
    }
    let labels = found.iter().filter(|one| one.class == Class::Label && one.start as usize == first);
    if let Some(one) = labels.copied().find(|one| words <= LABEL_WORDS && is_label(pieces, *one)) {
        return Some(one);
    }
    if let Some(one) = of(Class::Whole).or_else(|| of(Class::Label)).filter(|_| filled()) {
        return Some(one);
    }
    // Names of sections side by side are a menu.
    let signs = |pair: &[&Found]| {
        let between = &pieces.pieces[pair[0].end as usize..pair[1].start as usize];
        !between.is_empty() && !between.iter().any(|piece| matches!(piece, Piece::Word(..) | Piece::Dash))
    };
    let menu = sections.len() > 2 || (sections.len() == 2 && sections.windows(2).any(signs));
    if menu && ending == Ending::Open && !pieces.pieces.contains(&Piece::Inner) && filled() {
        return Some(*sections[0]);
    }
    names_in_a_row(pieces, ending, found).or_else(|| names_behind_colon(pieces, ending, found))
}

/// Fewest words of a row of names of sections of which not all are known.
const ROW_WORDS: usize = 4;

/// A row of capitalised words without a stop, half of them names of sections or buttons: a menu.
fn names_in_a_row(pieces: &Pieces, ending: Ending, found: &[Found]) -> Option<Found> {
    let plain = |piece: &Piece| matches!(piece, Piece::Word(..) | Piece::Sign | Piece::Dash);
    let words = pieces.words();
    if ending != Ending::Open || words < ROW_WORDS || !pieces.pieces.iter().all(plain) {
        return None;
    }
    let known = |one: &&Found| matches!(one.class, Class::Section | Class::Whole | Class::Heads);
    let names: Vec<&Found> = found.iter().filter(known).collect();
    let covered: usize = names.iter().map(|one| (one.end - one.start) as usize).sum();
    let row = match pieces.capitalised {
        true => names.len() > 1 && covered * 2 >= words,
        false => names.len() >= ROW_WORDS && covered * 4 >= words * 3,
    };
    row.then(|| *names[0])
}

/// Most words in front of the colon of such a line.
const BEFORE_COLON: usize = 7;

/// Some words, a colon, and two names of buttons or networks or more: `Follow us: Telegram, Facebook`.
fn names_behind_colon(pieces: &Pieces, ending: Ending, found: &[Found]) -> Option<Found> {
    let colon = pieces.pieces.iter().position(|piece| *piece == Piece::Colon)?;
    let before = pieces.pieces[..colon].iter().filter(|piece| matches!(piece, Piece::Word(..))).count();
    let names: Vec<&Found> =
        found.iter().filter(|one| one.class == Class::Whole && one.start as usize > colon).collect();
    let inside = |at: usize| {
        let known = |one: &&Found| matches!(one.class, Class::Whole | Class::Neutral | Class::Heads);
        found.iter().filter(known).any(|one| (one.start as usize..one.end as usize).contains(&at))
    };
    let told = (colon + 1..pieces.pieces.len()).all(|at| !matches!(pieces.pieces[at], Piece::Word(..)) || inside(at));
    (ending == Ending::Open && before <= BEFORE_COLON && names.len() > 1 && told).then(|| *names[0])
}

/// Index of the first word, whatever signs, pictures and numbers stand before it.
pub(crate) fn first_word(pieces: &Pieces) -> usize {
    pieces.pieces.iter().position(|piece| matches!(piece, Piece::Word(..))).unwrap_or(usize::MAX)
}

/// True where one file has all the phrases, those of the `common` files aside.
fn together(found: &[Found], common: u32) -> bool {
    let inside = |one: &Found, other: &Found| {
        other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start
    };
    let counts = |one: &&Found| {
        !matches!(one.class, Class::Holds | Class::Outlet)
            && one.files & common == 0
            && !found.iter().any(|other| inside(one, other))
    };
    found.iter().filter(counts).fold(u32::MAX, |files, one| files & one.files) != 0
}

/// True where a colon, a dash, a number, a link or nothing stands behind the label, or a few words, a colon and a number
/// or link.
fn is_label(pieces: &Pieces, label: Found) -> bool {
    let behind = &pieces.pieces[label.end as usize..];
    match behind.first() {
        None | Some(Piece::Colon | Piece::Link | Piece::Tag | Piece::Picture) => true,
        Some(Piece::Number | Piece::Clock) => {
            let words = behind.iter().filter(|piece| matches!(piece, Piece::Word(..))).count();
            (!ends_sentence(pieces) && words <= BEHIND_NUMBER) || behind.len() == 1
        }
        Some(Piece::Sign | Piece::Dash | Piece::Stop) => !ends_sentence(pieces) || behind.len() == 1,
        Some(Piece::Inner) => false,
        Some(Piece::Word(..)) => {
            let colon = behind.iter().position(|piece| *piece == Piece::Colon);
            colon.is_some_and(|at| {
                let digits =
                    behind[at..].iter().find(|piece| !matches!(piece, Piece::Colon | Piece::Sign | Piece::Dash));
                at <= LABEL_GOES_ON && matches!(digits, Some(Piece::Number | Piece::Link | Piece::Tag))
            })
        }
    }
}

fn ends_sentence(pieces: &Pieces) -> bool {
    matches!(pieces.pieces.last(), Some(Piece::Stop)) && pieces.words() > SHORT_WORDS
}

/// True where every word lies in a phrase of one of the classes.
pub(crate) fn covered(pieces: &Pieces, found: &[Found], classes: &[Class]) -> bool {
    let inside = |at: usize| {
        found.iter().any(|one| classes.contains(&one.class) && (one.start as usize..one.end as usize).contains(&at))
    };
    (0..pieces.pieces.len()).all(|at| !matches!(pieces.pieces[at], Piece::Word(..)) || inside(at))
}
