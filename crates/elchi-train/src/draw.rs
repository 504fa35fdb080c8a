//! Texts to learn from, drawn from lines: whole sentences and short windows, some as people write them who are in
//! a hurry.

use crate::corpus::{Class, Source};
use crate::data::{self, Bare};
use crate::error::TrainError;
use crate::noise;
use crate::rng::Rng;
use crate::script::Script;
use crate::transliterate::apostrophe;

/// Of a hundred draws, so many are windows of a few words.
const WINDOWS: usize = 60;
/// How often a window has one word, two words and so on.
const WINDOW_WORDS: [u32; 6] = [4, 8, 20, 24, 22, 22];
/// Of a hundred draws, so many have the letters that everybody has.
const BARE: usize = 8;
/// Of a hundred draws, so many are in capitals.
const CAPITALS: usize = 4;
/// Of a hundred whole lines, so many hold words of another language.
const QUOTED: usize = 10;

/// Of a hundred draws, so many hold a name out of a text of another language in the same script.
const NAMED: usize = 25;
/// Words that a draw needs beside such a name.
const BESIDE_NAME: usize = 3;

/// Of a hundred draws of noise in Latin letters, so many are code and names of services.
const WRITTEN_NOISE: usize = 40;

/// Draws texts of classes.
pub(crate) struct Draw<'c> {
    classes: &'c [Class],
    weights: Vec<Vec<u32>>,
    bare: Bare,
    noise: Vec<&'static str>,
}

impl<'c> Draw<'c> {
    pub(crate) fn new(classes: &'c [Class]) -> Result<Draw<'c>, TrainError> {
        let weights = classes.iter().map(|class| class.sources.iter().map(Source::weight).collect()).collect();
        Ok(Draw { classes, weights, bare: data::bare()?, noise: data::noise() })
    }

    /// A text of a class.
    pub(crate) fn text(&self, class: usize, rng: &mut Rng) -> String {
        let mut line = self.line(class, rng);
        if rng.percent(WINDOWS) {
            let words = 1 + rng.weighted(WINDOW_WORDS.into_iter());
            line = window(&line, words, rng).to_owned();
        } else if rng.percent(QUOTED) {
            line = self.quote(&line, rng);
        }
        if rng.percent(NAMED) {
            line = self.named(class, &line, rng);
        }
        self.written(class, line, rng)
    }

    /// `line` with a name of one to three words in it.
    fn named(&self, class: usize, line: &str, rng: &mut Rng) -> String {
        let mut words: Vec<&str> = line.split(' ').collect();
        if words.len() < BESIDE_NAME {
            return line.to_owned();
        }
        let script = self.classes[class].tag.script;
        let others: Vec<usize> =
            (0..self.classes.len()).filter(|&other| self.classes[other].tag.script == script).collect();
        let other = *rng.pick(&others);
        let source = self.line(other, rng);
        let is_name = |word: &str| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        };
        // The first word of a line has a capital in any case.
        let names: Vec<&str> = source.split(' ').skip(1).filter(|word| is_name(word)).collect();
        if !names.is_empty() {
            let first = rng.below(names.len());
            let most = 1 + rng.below(3);
            for name in names[first..].iter().take(most).rev() {
                words.insert(rng.below(words.len() + 1), name);
            }
        }
        words.join(" ")
    }

    /// A text that is no language.
    pub(crate) fn noise(&self, script: Script, rng: &mut Rng) -> String {
        if script.code() == "Latn" && rng.percent(WRITTEN_NOISE) {
            let line = *rng.pick(&self.noise);
            let words = 2 + rng.below(12);
            return window(line, words, rng).to_owned();
        }
        let classes: Vec<usize> =
            (0..self.classes.len()).filter(|&class| self.classes[class].tag.script == script).collect();
        noise::text(script, rng, |rng| {
            let line = self.line(*rng.pick(&classes), rng);
            window(&line, 1, rng).to_lowercase()
        })
    }

    /// A line, or some words of a source of words.
    fn line(&self, class: usize, rng: &mut Rng) -> String {
        let source = &self.classes[class].sources[rng.weighted(self.weights[class].iter().copied())];
        if !source.row.words {
            return rng.pick(&source.lines).clone();
        }
        let lines = 1 + rng.below(6);
        (0..lines).map(|_| rng.pick(&source.lines).as_str()).collect::<Vec<_>>().join(" ")
    }

    /// `line` with a few words of another class in it, fewer than its own.
    fn quote(&self, line: &str, rng: &mut Rng) -> String {
        let other = self.line(rng.below(self.classes.len()), rng);
        let (words, most) = (line.split(' ').count(), 3 + rng.below(4));
        if words < most * 2 {
            return line.to_owned();
        }
        let quotation = window(&other, most, rng);
        let mut words: Vec<&str> = line.split(' ').collect();
        words.insert(rng.below(words.len() + 1), quotation);
        words.join(" ")
    }

    /// `text` as it is, in capitals, or without the letters that a keyboard lacks.
    fn written(&self, class: usize, text: String, rng: &mut Rng) -> String {
        let tag = self.classes[class].tag.name.as_str();
        if rng.percent(CAPITALS) {
            // What is lower-cased again is not what it was: ı, ß.
            return text.to_uppercase();
        }
        match self.bare.get(tag) {
            Some(letters) if rng.percent(BARE) => {
                let mut out = String::with_capacity(text.len());
                for c in text.to_lowercase().chars() {
                    let c = if apostrophe(c) { '\'' } else { c };
                    match letters.iter().find(|(letter, _)| *letter == c) {
                        Some((_, written)) => out.push_str(written),
                        None => out.push(c),
                    }
                }
                out
            }
            _ => text,
        }
    }
}

/// So many words of `line` that stand together, or all of them.
fn window<'t>(line: &'t str, words: usize, rng: &mut Rng) -> &'t str {
    let starts: Vec<usize> = line.split(' ').map(|word| word.as_ptr() as usize - line.as_ptr() as usize).collect();
    let first = rng.below(starts.len().saturating_sub(words) + 1);
    let end = starts.get(first + words).map_or(line.len(), |start| start - 1);
    &line[starts[first]..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_words_that_stand_together() {
        let mut rng = Rng::new(3);
        let line = "бір екі үш төрт бес";
        for _ in 0..50 {
            let cut = window(line, 3, &mut rng);
            assert_eq!(cut.split(' ').count(), 3);
            assert!(line.contains(cut));
        }
        assert_eq!(window("бір екі", 5, &mut rng), "бір екі");
        assert_eq!(window("", 2, &mut rng), "");
    }
}
