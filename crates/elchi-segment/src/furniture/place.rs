//! What the place of a line on its page says of it: above the title, in a list of other texts, below the text, between
//! furniture.

use super::line::{Form, Look};

/// Most lines of a list of other texts.
const LISTED: usize = 12;
/// Fewest words of a title that others above it give way to.
const TITLE_WORDS: u32 = 5;
/// Most words of a line above the title.
const ABOVE_WORDS: u32 = 4;

/// The lines that are residue by their place, each with the name of the rule; `looks` are made to say so.
pub(crate) fn find(looks: &mut [Look]) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    // Without any furniture it is no page.
    if !looks.iter().any(|look| is_residue(look.form)) {
        return found;
    }
    let mut name = |looks: &mut [Look], at: usize, rule: &'static str| {
        looks[at].form = Form::Residue;
        found.push((at, rule));
    };
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

fn is_residue(form: Form) -> bool {
    matches!(form, Form::Residue | Form::Heads)
}

/// Lines without a stop.
fn is_open(form: Form) -> bool {
    matches!(form, Form::Bare | Form::Scrap | Form::Timed | Form::Headline)
}

/// The titles of other texts behind the line that announces them.
fn listed(looks: &[Look]) -> Vec<usize> {
    let mut found = Vec::new();
    for at in 0..looks.len() {
        if looks[at].form != Form::Heads {
            continue;
        }
        let run =
            looks[at + 1..].iter().take(LISTED).take_while(|look| is_open(look.form) || look.form == Form::Residue);
        found.extend((at + 1..at + 1 + run.count()).filter(|next| is_open(looks[*next].form)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Short lines in front of the title, where other furniture stands there.
fn above_the_title(looks: &[Look]) -> Vec<usize> {
    let text = looks.iter().position(|look| look.form == Form::Text).unwrap_or(looks.len());
    let head = &looks[..text];
    let title = head
        .iter()
        .position(|look| look.form == Form::Heading)
        .or_else(|| head.iter().position(|look| look.form == Form::Headline && look.words >= TITLE_WORDS));
    let Some(title) = title else { return Vec::new() };
    let above = &head[..title];
    let furniture = head.iter().filter(|look| is_residue(look.form)).count();
    let open = |look: &Look| is_open(look.form) && look.words <= ABOVE_WORDS;
    if furniture == 0 {
        return Vec::new();
    }
    (0..above.len()).filter(|at| open(&above[*at])).collect()
}

/// Lines without a stop behind the first furniture below the last text.
fn below_the_text(looks: &[Look]) -> Vec<usize> {
    let Some(last) = looks.iter().rposition(|look| matches!(look.form, Form::Text | Form::Heading)) else {
        return Vec::new();
    };
    let Some(first) = looks[last + 1..].iter().position(|look| is_residue(look.form)) else { return Vec::new() };
    let first = last + 1 + first;
    // Numbers right above the furniture belong to it.
    let bare = looks[last + 1..first].iter().rev().take_while(|look| look.form == Form::Bare).count();
    (first - bare..looks.len()).filter(|at| is_open(looks[*at].form)).collect()
}

/// Scraps and numbers beside furniture.
fn between(looks: &[Look]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < looks.len() {
        if !matches!(looks[at].form, Form::Bare | Form::Scrap | Form::Timed) {
            at += 1;
            continue;
        }
        let end = at
            + looks[at..].iter().take_while(|look| matches!(look.form, Form::Bare | Form::Scrap | Form::Timed)).count();
        let before = at.checked_sub(1).map(|before| looks[before].form);
        let after = looks.get(end).map(|look| look.form);
        let (above, below) = (before.is_some_and(is_residue), after.is_some_and(is_residue));
        let edge = (before.is_none() && below) || (after.is_none() && above);
        let beside = |line: usize| (line == at && above) || (line + 1 == end && below);
        let bare = |line: usize| looks[line].form == Form::Bare && beside(line);
        found.extend((at..end).filter(|line| (above && below) || edge || bare(*line)));
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(forms: &[(Form, u32)]) -> Vec<Look> {
        forms.iter().map(|&(form, words)| Look { form, words, phrase: None }).collect()
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
        assert_eq!(found, [(0, "above-the-title"), (5, "listed-text"), (10, "below-the-text"), (12, "below-the-text")]);
    }
}
