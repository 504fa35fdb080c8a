//! Pairs of letters, counted line by line, and the rows they become.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::script::{self, Script};

/// Stands for the start and the end of a word.
const EDGE: char = '_';
/// Stands for every apostrophe inside a word.
const APOSTROPHE: char = '\'';
/// A line is counted where at least so many of ten letters belong to the script: others are quotations,
/// code and names.
const OWN_TENTHS: usize = 8;
/// Pairs seen less often are chance.
const MIN_PAIR: u32 = 4;
/// First letters seen less often have no row.
const MIN_FIRST: u32 = 20;

/// How often each letter follows each.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pairs: BTreeMap<char, BTreeMap<char, u32>>,
}

impl Counts {
    /// Counts the lines of `text` that are mostly in `script`.
    pub(crate) fn add(&mut self, text: &str, script: Script) {
        for line in text.lines() {
            let letters = line.chars().filter(|c| c.is_alphabetic()).count();
            let own = line.chars().filter(|&c| script.letter(c).is_some()).count();
            if own * 10 >= letters * OWN_TENTHS {
                self.line(line, script);
            }
        }
    }

    fn line(&mut self, line: &str, script: Script) {
        let mut before = EDGE;
        // An apostrophe counts once a letter follows it: at the end of a word it is a quotation mark.
        let mut pending = false;
        for c in line.chars().chain(['\n']) {
            if script::apostrophe(c) {
                pending = before != EDGE;
            } else if let Some(c) = script.letter(c) {
                if pending {
                    self.pair(before, APOSTROPHE);
                    before = APOSTROPHE;
                }
                pending = false;
                self.pair(before, c);
                before = c;
            } else if !script::silent(c) {
                if before != EDGE {
                    self.pair(before, EDGE);
                }
                (before, pending) = (EDGE, false);
            }
        }
    }

    fn pair(&mut self, first: char, second: char) {
        *self.pairs.entry(first).or_default().entry(second).or_default() += 1;
    }

    /// Appends one row for each first letter: the letter, those that follow with what each costs in
    /// hundredths of an order of magnitude, and `tag`. What always follows costs `-0`, which reads as 0.
    pub(crate) fn rows(&self, tag: &str, out: &mut Vec<String>) {
        for (first, following) in &self.pairs {
            let total: u32 = following.values().sum();
            let mut cells = String::new();
            for (second, &count) in following.iter().filter(|(_, count)| **count >= MIN_PAIR) {
                let cost = (-(f64::from(count) / f64::from(total)).log10() * 100.0).round();
                let _ = write!(cells, "{}{second}{cost}", if cells.is_empty() { "" } else { " " });
            }
            if total >= MIN_FIRST && !cells.is_empty() {
                out.push(format!("{first}\t{cells}\t{tag}\n"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, script: Script) -> Vec<String> {
        let mut counts = Counts::default();
        counts.add(text, script);
        let mut out = Vec::new();
        counts.rows("qaa", &mut out);
        out
    }

    #[test]
    fn a_cost_is_how_rare_the_second_letter_is() {
        let text = "ab\n".repeat(90) + &"ac\n".repeat(10);
        assert_eq!(rows(&text, Script::Latn), ["_\ta-0\tqaa\n", "a\tb5 c100\tqaa\n", "b\t_-0\tqaa\n"]);
    }

    #[test]
    fn an_apostrophe_counts_only_inside_a_word() {
        let rows = rows(&"o‘z' 'o’z\n".repeat(20), Script::Latn);
        assert_eq!(rows, ["'\tz-0\tqaa\n", "_\to-0\tqaa\n", "o\t'-0\tqaa\n", "z\t_-0\tqaa\n"]);
    }

    #[test]
    fn lines_in_another_script_and_chance_are_left_out() {
        assert!(rows(&"слово\n".repeat(50), Script::Latn).is_empty());
        assert!(rows(&"ab\n".repeat(3), Script::Latn).is_empty());
        assert!(rows("", Script::Cyrl).is_empty());
    }
}
