//! The policy: an ordered list of small named rules, read top to bottom; the first that speaks decides.

use super::Decision;
use super::site::{Mark, Site, is_apostrophe, is_dash, is_picture, is_word};
use crate::abbreviations::{AbbreviationKind, Abbreviations, Kinds, LONGEST_BYTES};
use crate::letters;

/// What a rule says about a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A sentence ends here.
    Split,
    /// The sentence goes on.
    Join,
}

/// Buffers of the rules and the abbreviations of the language.
pub(crate) struct Knowledge<'a> {
    pub(crate) abbreviations: &'a Abbreviations,
    pub(crate) form: &'a mut String,
    pub(crate) folded: &'a mut String,
}

/// Name of a rule and its reason.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleName {
    pub(crate) name: &'static str,
    pub(crate) because: &'static str,
}

impl RuleName {
    /// The decision of this rule at byte `at`.
    pub(crate) fn at(self, at: usize, verdict: Verdict) -> Decision {
        Decision { at, verdict, rule: self.name, because: self.because }
    }
}

/// A named rule.
pub(crate) struct BoundaryRule {
    pub(crate) name: RuleName,
    pub(crate) decide: fn(&Site<'_>, &mut Knowledge<'_>) -> Option<Verdict>,
}

use Verdict::{Join, Split};

/// All rules, in order. The last one always speaks.
pub(crate) const RULES: &[BoundaryRule] = &[
    BoundaryRule { name: RuleName { name: "sentence.end-of-text", because: "Nothing follows." }, decide: end_of_text },
    BoundaryRule {
        name: RuleName {
            name: "sentence.picture",
            because: "A picture character ends a sentence only before a capital.",
        },
        decide: picture,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.no-blank",
            because: "Without a blank a stop belongs to a number, an address, an initial or an abbreviation.",
        },
        decide: no_blank,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.goes-on-with-punctuation",
            because: "A comma, colon or closing mark continues the sentence.",
        },
        decide: punctuation_next,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.goes-on-with-dash",
            because: "A dash before a small letter leads to a speech verb or an apposition.",
        },
        decide: dash_next,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.question",
            because: "After a question or exclamation of some length outside quotes a careless writer begins small.",
        },
        decide: question,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.goes-on-with-small-letter",
            because: "A sentence does not begin with a small letter.",
        },
        decide: small_letter_next,
    },
    BoundaryRule {
        name: RuleName { name: "sentence.nothing-before", because: "A sentence has a word before its stop." },
        decide: nothing_before,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.list-number",
            because: "A number or letter at the very start counts an item.",
        },
        decide: list_number,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.initial",
            because: "A single capital before a capitalised word is the initial of a name.",
        },
        decide: initial,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.abbreviation",
            because: "The list of abbreviations says what its stop means.",
        },
        decide: abbreviation,
    },
    BoundaryRule {
        name: RuleName {
            name: "sentence.stop",
            because: "A stop before a blank and a capital, number or quote ends a sentence.",
        },
        decide: stop,
    },
];

fn end_of_text(site: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    (site.next >= site.limit).then_some(Split)
}

fn picture(site: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    if site.mark != Mark::Picture {
        return None;
    }
    let begins = site.blank && site.word_char().is_some_and(char::is_uppercase);
    Some(if begins && site.words_before(site.marks.start, 1) > 0 { Split } else { Join })
}

fn no_blank(site: &Site<'_>, knowledge: &mut Knowledge<'_>) -> Option<Verdict> {
    if site.blank {
        return None;
    }
    let next = site.next_char()?;
    if is_picture(next) {
        return Some(Join);
    }
    if site.mark == Mark::Ellipsis
        && site.text[site.sentence..site.marks.start].chars().next_back().is_none_or(|c| !is_word(c))
    {
        return Some(Join);
    }
    if site.closes() || site.mark != Mark::Stop {
        // `…!Word`, `…»Word`: a blank was forgotten; `?v=1` and `...word` go on.
        return Some(if next.is_uppercase() && !is_address(site.chunk()) { Split } else { Join });
    }
    if site.opens() && site.word_char().is_some_and(char::is_uppercase) && site.left().chars().count() > 2 {
        return (!is_abbreviation(site, knowledge)).then_some(Split);
    }
    if !next.is_uppercase()
        || is_address(site.chunk())
        || is_initial(site, knowledge)
        || is_abbreviation(site, knowledge)
    {
        return Some(Join);
    }
    Some(if looks_like_two_words(site) { Split } else { Join })
}

/// `word.Word` where both sides are words of running text and the whole is no name of a site.
fn looks_like_two_words(site: &Site<'_>) -> bool {
    let (left, right) = (site.left(), site.next_word());
    let small_tail = |word: &str| word.chars().skip(1).all(|c| c.is_lowercase() || is_apostrophe(c));
    let left_ok = left.chars().count() >= 3 && small_tail(left);
    let right_ok = small_tail(right) && !right.is_empty();
    let one_stop = site.chunk().trim_end_matches(['.', ',', '!', '?']).matches('.').count() == 1;
    let goes_on = site.text[site.word + right.len()..site.limit].starts_with([' ', ',', '\u{a0}']);
    let ascii = left.is_ascii() && right.is_ascii();
    left_ok && right_ok && one_stop && goes_on && !(ascii && right.len() <= 3 && right.len() > 1)
}

fn is_address(chunk: &str) -> bool {
    chunk.contains("://") || chunk.contains('@') || chunk.starts_with("www.") || chunk.starts_with('/')
}

fn punctuation_next(site: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    match site.next_char()? {
        ',' | ';' | ':' | ')' | ']' | '}' | '\u{bb}' | '\u{201d}' | '%' | '/' | '=' | '+' | '|' | '\u{b0}' | '&'
        | '>' | '~' => Some(Join),
        _ => None,
    }
}

fn dash_next(site: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    if !is_dash(site.next_char()?) {
        return None;
    }
    let after = site.text[site.next..site.limit].trim_start_matches(is_dash);
    let first = after.trim_start().trim_start_matches(['\u{ab}', '"', '\u{201c}', '(']).chars().next()?;
    let detached = after.starts_with(char::is_whitespace);
    if first.is_lowercase() || (!detached && first.is_numeric()) {
        return Some(Join);
    }
    None
}

fn question(site: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    let careless =
        site.mark == Mark::Emphatic && site.marks.end == site.end && site.words_before(site.marks.start, 3) >= 3;
    (careless && !site.opens() && site.word_char().is_some_and(char::is_lowercase)).then_some(Split)
}

fn small_letter_next(site: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    site.word_char()?.is_lowercase().then_some(Join)
}

fn nothing_before(site: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    (site.words_before(site.marks.start, 1) == 0).then_some(Join)
}

fn list_number(site: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    if site.mark != Mark::Stop || site.closes() {
        return None;
    }
    let left = site.left();
    let first = site.text[site.sentence..site.marks.start].trim_start().len() == left.len();
    let counts = left.bytes().all(|b| b.is_ascii_digit()) && left.len() <= 2
        || left.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
        || left.chars().count() == 1;
    (first && !left.is_empty() && counts).then_some(Join)
}

fn initial(site: &Site<'_>, knowledge: &mut Knowledge<'_>) -> Option<Verdict> {
    let name_next = site.word_char().is_some_and(char::is_uppercase);
    (name_next && !site.opens() && is_initial(site, knowledge)).then_some(Join)
}

fn is_initial(site: &Site<'_>, knowledge: &mut Knowledge<'_>) -> bool {
    if site.mark != Mark::Stop || site.closes() {
        return false;
    }
    let left = site.left();
    let before = site.text[site.sentence..site.marks.start - left.len()].chars().next_back();
    if before.is_some_and(|c| c == '+' || c == '/' || c == '%' || c == '&') {
        return false;
    }
    let mut letters = left.chars();
    let single =
        letters.next().is_some_and(|c| c.is_uppercase() && letters::is_alphabetic(c)) && letters.next().is_none();
    let kinds = knowledge.abbreviations.kinds(left, knowledge.folded);
    if single { !kinds.has(AbbreviationKind::Word) } else { kinds.has(AbbreviationKind::Initial) }
}

fn abbreviation(site: &Site<'_>, knowledge: &mut Knowledge<'_>) -> Option<Verdict> {
    let (kinds, start) = abbreviation_at(site, knowledge)?;
    let next = site.word_char()?;
    let number_next = next.is_numeric()
        || site.next_char().is_some_and(|c| matches!(c, '\u{2116}' | '#' | '\u{a7}'))
        || is_roman(site.next_word());
    let number_before = site.word_left_of(start);
    let counted = number_before.chars().next().is_some_and(char::is_numeric)
        || is_roman(number_before)
        || knowledge.abbreviations.kinds(number_before, knowledge.folded).has(AbbreviationKind::AfterNumber);
    if kinds.has(AbbreviationKind::Never) {
        return Some(Join);
    }
    if kinds.has(AbbreviationKind::AfterNumber) && counted {
        let symbol = !letters::is_alphabetic(next) || is_acronym(site.next_word());
        return Some(if symbol || site.words_before(start, 5) <= 4 { Join } else { Split });
    }
    if kinds.has(AbbreviationKind::BeforeNumber) && number_next {
        return Some(Join);
    }
    if kinds.has(AbbreviationKind::BeforeName) {
        return Some(Join);
    }
    if kinds.has(AbbreviationKind::Tail) {
        return Some(if letters::is_alphabetic(next) { Split } else { Join });
    }
    None
}

fn is_abbreviation(site: &Site<'_>, knowledge: &mut Knowledge<'_>) -> bool {
    abbreviation_at(site, knowledge).is_some_and(|(kinds, _)| {
        [AbbreviationKind::Never, AbbreviationKind::BeforeName, AbbreviationKind::BeforeNumber]
            .iter()
            .any(|&kind| kinds.has(kind))
    })
}

/// The longest abbreviation that ends at the stop, and where it begins; brackets that close behind it end its force.
fn abbreviation_at(site: &Site<'_>, knowledge: &mut Knowledge<'_>) -> Option<(Kinds, usize)> {
    if site.mark != Mark::Stop || site.closes() {
        return None;
    }
    let mut start = site.marks.start - site.left().len();
    let mut found = None;
    knowledge.form.clear();
    knowledge.form.push_str(site.left());
    for part in 1..=knowledge.abbreviations.longest() {
        if knowledge.form.is_empty() || knowledge.form.len() > LONGEST_BYTES {
            break;
        }
        let kinds = knowledge.abbreviations.kinds(knowledge.form, knowledge.folded);
        if kinds != Kinds::default() {
            found = Some((kinds, start));
        }
        if part == knowledge.abbreviations.longest() {
            break;
        }
        let before = site.text[site.sentence..start].trim_end();
        let Some(before) = before.strip_suffix('.') else { break };
        let word = site.word_left_of(site.sentence + before.len());
        if word.is_empty() || !before.ends_with(word) {
            break;
        }
        start = site.sentence + before.len() - word.len();
        knowledge.form.insert(0, '.');
        knowledge.form.insert_str(0, word);
    }
    found
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

fn is_acronym(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && word.chars().nth(1).is_some()
}

fn stop(_: &Site<'_>, _: &mut Knowledge<'_>) -> Option<Verdict> {
    Some(Split)
}
