//! What the place of a line on its page says of it: above the title, in a list of other texts, below the text, between
//! furniture.

use elchi_model::SECTION_NAME_RULE;

use super::line::{Form, Look};

/// Most lines of a list of other texts.
const LISTED: usize = 12;
/// Fewest words of a title that others above it give way to.
const TITLE_WORDS: u32 = 5;
/// Fewest words of a line that may be a title.
const TITLE_FROM: u32 = 3;

/// The lines that are residue by their place, each with the name of the rule; `looks` are made to say so.
pub(crate) fn find(looks: &mut [Look]) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    question_as_title(looks);
    if let Some(at) = section_name(looks) {
        looks[at].form = Form::Residue;
        found.push((at, SECTION_NAME_RULE));
    }
    // Without any furniture it is no page.
    if !looks.iter().any(|look| is_residue(look.form) || look.outlet) {
        return found;
    }
    let mut name = |looks: &mut [Look], at: usize, rule: &'static str| {
        looks[at].form = Form::Residue;
        found.push((at, rule));
    };
    for at in clocks(looks) {
        name(looks, at, "shared.residue.clock-alone");
    }
    for at in listed(looks) {
        name(looks, at, "shared.residue.listed-text");
    }
    for at in above_the_title(looks) {
        name(looks, at, "shared.residue.above-the-title");
    }
    for at in below_the_text(looks) {
        name(looks, at, "shared.residue.below-the-text");
    }
    for at in between(looks) {
        name(looks, at, "shared.residue.between-residue");
    }
    found.sort_unstable();
    found
}

/// Lines that are a name alone: between the title and the text, beside the date above the title, or between the text and
/// the furniture below it.
pub(crate) fn authors(looks: &[Look]) -> Vec<usize> {
    let text = first_text(looks);
    let title = title(looks, text);
    let last = looks.iter().rposition(|look| is_body(look.form)).unwrap_or(0);
    let below = |at: usize| at == last + 1 && looks.get(at + 1).is_none_or(|next| is_residue(next.form));
    let dated = |at: usize| {
        let header = |look: Option<&Look>| look.is_some_and(|look| look.form == Form::Header);
        header(looks.get(at + 1)) || at.checked_sub(1).is_some_and(|before| header(looks.get(before)))
    };
    let named = |at: &usize| {
        let look = &looks[*at];
        look.form == Form::Scrap && look.named && !look.parted && !look.section && look.score < USUAL
    };
    let placed = |at: &usize| match title {
        Some(title) if *at > title => *at < text || below(*at),
        _ => *at < text && dated(*at),
    };
    (0..looks.len()).filter(named).filter(placed).collect()
}

/// Text, and what parts it.
fn is_body(form: Form) -> bool {
    matches!(form, Form::Text | Form::Item | Form::Heading | Form::Question)
}

fn is_residue(form: Form) -> bool {
    matches!(form, Form::Residue | Form::Heads | Form::Counter)
}

/// A question in front of the text is the title, where nothing else is.
fn question_as_title(looks: &mut [Look]) {
    let text = first_text(looks);
    let asks = looks.get(text).is_some_and(|look| look.form == Form::Question && look.words >= TITLE_WORDS);
    if asks && text + 1 < looks.len() && title(looks, text).is_none() {
        looks[text].form = Form::Headline;
    }
}

/// Index of the first text.
fn first_text(looks: &[Look]) -> usize {
    let text = |look: &Look| matches!(look.form, Form::Text | Form::Item | Form::Question);
    looks.iter().position(text).unwrap_or(looks.len())
}

/// The title above the text: a heading, or the first long line without a stop; a shorter one before that where the day
/// or the author stands between them, or there is no longer one.
fn title(looks: &[Look], text: usize) -> Option<usize> {
    let head = &looks[..text];
    let first = |words: u32| head.iter().position(|look| look.form == Form::Headline && look.words >= words);
    let heading = head.iter().position(|look| look.form == Form::Heading);
    if heading.is_some() {
        return heading;
    }
    let (short, long) = (first(0)?, first(TITLE_WORDS));
    let parted = |long: &usize| head[short..*long].iter().any(|look| look.form == Form::Header);
    long.filter(|long| !parted(long)).or(Some(short))
}

/// Lines without a stop.
fn is_open(form: Form) -> bool {
    matches!(form, Form::Clock | Form::Bare | Form::Scrap | Form::Timed | Form::Headline)
}

/// Most words of the name of a section.
const SECTION_WORDS: u32 = 3;
/// The name of a section stands in one of so many first lines.
const SECTION_LINES: usize = 4;

/// The line above the text that names the section: the only such line there, and not the last.
fn section_name(looks: &[Look]) -> Option<usize> {
    // The page may end with its title.
    let text = Some(first_text(looks)).filter(|text| *text < looks.len() || *text > 1)?;
    // A longer one is the masthead of an office.
    let names = |at: &usize| looks[*at].section && looks[*at].words <= SECTION_WORDS;
    let mut sections = (0..text.min(SECTION_LINES)).filter(names);
    sections.next().filter(|_| sections.next().is_none())
}

/// Times of day alone: of a live report, or of the page.
fn clocks(looks: &[Look]) -> Vec<usize> {
    (0..looks.len()).filter(|at| looks[*at].form == Form::Clock).collect()
}

/// The titles of other texts behind the line that announces them. Above the text the last of them is its title.
fn listed(looks: &[Look]) -> Vec<usize> {
    let is_text = |look: &Look| matches!(look.form, Form::Text | Form::Heading | Form::Question);
    let first_text = looks.iter().position(is_text).unwrap_or(looks.len());
    let is_title = |at: usize| looks[at].form == Form::Headline && looks[at].words >= TITLE_WORDS;
    let title = (0..first_text).rev().find(|at| is_title(*at));
    let mut found = Vec::new();
    for at in 0..looks.len() {
        if looks[at].form != Form::Heads {
            continue;
        }
        // Behind an address, a line without one is no title of the list.
        let links = looks.get(at + 1).is_some_and(|next| next.link);
        let goes_on = |at: &usize| {
            let form = looks[*at].form;
            // A question goes on only where the list does.
            let asks = form == Form::Question
                && looks.get(at + 1).is_some_and(|next| is_open(next.form) || is_residue(next.form));
            let open = (is_open(form) || form == Form::Item || asks) && (looks[*at].link || !links);
            open || is_residue(form)
        };
        let to = title.filter(|title| *title > at).unwrap_or(looks.len()).min(at + 1 + LISTED);
        let run = (at + 1..to).take_while(goes_on);
        found.extend(run.filter(|next| !is_residue(looks[*next].form)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Short lines in front of the title, where other furniture stands there; names of outlets wherever they stand there.
fn above_the_title(looks: &[Look]) -> Vec<usize> {
    let text = first_text(looks);
    let Some(title) = title(looks, text) else { return Vec::new() };
    let furniture = looks[..text].iter().any(|look| is_residue(look.form) || look.outlet);
    // Right above a longer line without a stop, some words may be the title of which that is the subtitle.
    let loose = |at: usize| {
        looks[at].words < TITLE_FROM || looks[at].outlet || looks[at..title].iter().any(|look| is_residue(look.form))
    };
    let above = |at: &usize| {
        let look = &looks[*at];
        is_open(look.form) && (look.form != Form::Headline || look.outlet) && loose(*at)
    };
    if furniture { (0..title).filter(above).collect() } else { Vec::new() }
}

/// Most words of a line without a stop below the text.
const BELOW_WORDS: u32 = 5;

/// Lines without a stop behind the first furniture below the last text.
fn below_the_text(looks: &[Look]) -> Vec<usize> {
    let Some(last) = looks.iter().rposition(|look| is_body(look.form)) else {
        return Vec::new();
    };
    let Some(first) = looks[last + 1..].iter().position(|look| is_residue(look.form)) else { return Vec::new() };
    let first = last + 1 + first;
    // Numbers right above the furniture belong to it.
    let bare = looks[last + 1..first].iter().rev().take_while(|look| matches!(look.form, Form::Bare)).count();
    // A long one alone may be a caption.
    let short = |look: &Look| look.form != Form::Headline || look.words <= BELOW_WORDS;
    (first - bare..looks.len()).filter(|at| is_open(looks[*at].form) && short(&looks[*at])).collect()
}

/// Most words of a line that furniture on both sides makes furniture.
const BETWEEN_WORDS: u32 = 4;

/// Scores of words, in hundredths of a natural unit of log-odds: words of furniture beside furniture; the same with a
/// comma or colon between them; an item of a list of them; words of furniture wherever they stand; and words that are so
/// surely those of an article that no neighbour makes them furniture.
/// Source: totals over pages that took no part in the training.
pub(crate) const USUAL: i32 = 150;
const USUAL_PARTED: i32 = 100;
const USUAL_ITEM: i32 = 200;
const SURE: i32 = 400;
const ARTICLE: i32 = -500;

/// Most lines that follow one another from furniture into the text.
const SPREAD: usize = 6;

/// Short lines without a stop beside furniture: scraps on either side of it, longer ones between two such lines; so on
/// from line to line. Above the text only where another line is the title; a name may be the author's.
fn between(looks: &[Look]) -> Vec<usize> {
    let text = first_text(looks);
    let title = title(looks, text);
    let last = looks.iter().rposition(|look| is_body(look.form)).unwrap_or(0);
    let mut told: Vec<bool> = looks.iter().map(|look| is_residue(look.form)).collect();
    let mut found: Vec<usize> = Vec::new();
    let sure = |told: &[bool], at: usize| {
        let look = &looks[at];
        let above = at > 0 && told[at - 1];
        let below = told.get(at + 1).is_some_and(|told| *told);
        if told[at] || Some(at) == title {
            return false;
        }
        if look.form == Form::Item {
            return (above || below) && look.score >= USUAL_ITEM;
        }
        if !is_open(look.form) {
            return false;
        }
        let head = at < text;
        // The date and the author stand beside counters.
        let behind_title = head && title.is_some_and(|title| title < at);
        let counter = behind_title && !look.named && (look.form == Form::Bare || look.section);
        // There an outlet is the author's.
        if behind_title && look.outlet {
            return false;
        }
        // In the middle of the text words of furniture may be a heading of it.
        let usual = (look.score >= USUAL && (above || below || at > last)) || look.score >= SURE;
        let neutral = look.score > ARTICLE;
        if look.form == Form::Headline {
            let close = above && below && !head && !look.parted && look.words <= BETWEEN_WORDS;
            return (close && neutral) || usual;
        }
        let title_else = !head || title.is_some();
        let placed = (above && below) || ((above || below) && !look.parted && title_else);
        let words = usual && !look.parted && title_else;
        let parted = look.score >= USUAL_PARTED && (above || below);
        counter || parted || (!look.named && ((placed && neutral) || words))
    };
    for _ in 0..SPREAD {
        let fresh: Vec<usize> = (0..looks.len()).filter(|at| sure(&told, *at)).collect();
        if fresh.is_empty() {
            break;
        }
        for &at in &fresh {
            told[at] = true;
        }
        found.extend(fresh);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(forms: &[(Form, u32)]) -> Vec<Look> {
        forms.iter().map(|&(form, words)| Look { words, ..Look::of(form) }).collect()
    }

    #[test]
    fn a_page_without_furniture_keeps_all_its_lines() {
        use Form::{Bare, Headline, Scrap, Text};
        assert_eq!(find(&mut looks(&[(Scrap, 2), (Headline, 7), (Text, 20), (Scrap, 1), (Bare, 0)])), []);
    }

    #[test]
    fn lines_are_judged_by_their_place() {
        use Form::{Bare, Headline, Heads, Residue, Scrap, Text};
        let found = find(&mut looks(&[
            (Scrap, 2),
            (Residue, 3),
            (Headline, 7),
            (Text, 20),
            (Heads, 2),
            (Headline, 6),
            (Text, 20),
            (Scrap, 2),
            (Text, 9),
            (Scrap, 1),
            (Bare, 0),
            (Residue, 2),
            (Headline, 5),
        ]));
        let found: Vec<_> = found.iter().map(|(at, rule)| (*at, rule.rsplit('.').next().unwrap_or(""))).collect();
        assert_eq!(
            found,
            [
                (0, "above-the-title"),
                (5, "listed-text"),
                (9, "between-residue"),
                (10, "below-the-text"),
                (12, "below-the-text"),
            ]
        );
    }
}
