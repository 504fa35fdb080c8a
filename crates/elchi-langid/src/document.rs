//! The language of a document: a vote of its chunks, weighted by their length.

use elchi_model::{Lang, Script};

use crate::chunks::chunks;
use crate::confidence::confidence;
use crate::decide::{MIN_LETTERS, Prior, Verdict};
use crate::detector::{AGAINST_LETTERS, Detector, SEGMENT_PRIOR};
use crate::lanes::Evidence;

/// Text whose sum of evidence tells which language to expect, in bytes. Where it leaves doubt, more is
/// read, up to the second bound.
const HEAD_BYTES: [usize; 2] = [1536, 64 * 1024];
/// Bytes of a chunk that are read first, once it is known which language to expect: where they say it clearly, the
/// rest of the sentence says the same.
const GLANCE: usize = 96;
/// Margin that is clear enough for this, in parts of 256 of a unit of log-odds.
const GLANCE_CLEAR: i32 = 1280;
/// Margin of the head that leaves no doubt, in parts of 256 of a unit of log-odds.
const NO_DOUBT: i32 = 2560;
/// Margin from which a chunk speaks for itself, in parts of 256 of a unit of log-odds.
const CLEAR: i32 = 768;
/// A second language makes a document mixed from this share on, in thousandths.
const MIXED_SHARE: u16 = 100;
/// The whole, in thousandths.
const WHOLE: u16 = 1000;
/// Letters that a second language must show, in chunks that say so clearly.
const MIXED_LETTERS: u64 = 40;

/// The language of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentGuess {
    /// The language of most of the text; `und` where it does not say.
    pub lang: Lang,
    /// The script of most of the text in `lang`.
    pub script: Script,
    /// Probability that `lang` is right, in thousandths; 0 for `und`.
    pub confidence: u16,
    /// True where a second language has a tenth of the text or more, clearly.
    pub is_mixed: bool,
    /// Languages with their shares of the code points, in thousandths: they add up to 1000, the largest
    /// comes first, equal ones in the order of their tags. Empty for an empty text.
    pub shares: Vec<(Lang, u16)>,
}

/// What was counted for one language.
#[derive(Debug, Clone, Copy)]
struct Ballot {
    lang: Lang,
    script: Script,
    chars: u64,
    /// Letters of chunks that were clear about it.
    clear_letters: u64,
    /// Sum of the squares of its chunks' margins: margins grow with the square root of the text.
    squares: u64,
}

/// The votes of a document.
struct Vote<'d> {
    detector: &'d Detector,
    prior: Option<Prior>,
    ballots: Vec<Ballot>,
    /// Code points of chunks that are what the document is.
    silent: u64,
}

impl Detector {
    /// The language of a document, with the shares of all languages in it.
    pub fn detect_document(&self, text: &str) -> DocumentGuess {
        let mut vote = Vote { detector: self, prior: None, ballots: Vec::new(), silent: 0 };
        // Chunks of the head wait until it is known which language to expect.
        let mut head: Vec<(&str, Evidence)> = Vec::new();
        let mut sum = Evidence::new();
        let (mut read, mut expected) = (0, false);
        for chunk in chunks(text) {
            if expected {
                vote.glance(chunk);
                continue;
            }
            let evidence = self.evidence(chunk);
            sum.add(&evidence);
            head.push((chunk, evidence));
            read += chunk.len();
            if read >= HEAD_BYTES[1] || (read >= HEAD_BYTES[0] && self.decide(&sum, None).margin >= NO_DOUBT) {
                expected = true;
                vote.expect(&text[..read], &sum);
                head.drain(..).for_each(|(chunk, evidence)| vote.add(chunk, &evidence));
            }
        }
        if !expected {
            vote.expect(text, &sum);
            head.iter().for_each(|(chunk, evidence)| vote.add(chunk, evidence));
        }
        let mut guess = outcome(vote.ballots, vote.silent, text.is_empty());
        if self.is_open(text) {
            (guess.lang, guess.confidence, guess.is_mixed) = (Lang::UND, 0, false);
            guess.shares = vec![(Lang::UND, WHOLE)];
        }
        guess
    }
}

impl Vote<'_> {
    /// Takes the language of `head` as the one to expect.
    fn expect(&mut self, head: &str, sum: &Evidence) {
        let lang = self.detector.guess(head, self.detector.decide(sum, None)).lang;
        self.prior = (!lang.is_undecided()).then_some(Prior { lang, bonus: SEGMENT_PRIOR });
    }

    /// Adds a chunk of which only the beginning is read where that says what was expected.
    fn glance(&mut self, chunk: &str) {
        let mut evidence = Evidence::new();
        if let Some((head, rest)) = head(chunk) {
            self.detector.read(head, &mut evidence);
            let verdict = self.detector.decide(&evidence, None);
            if self.prior.is_some_and(|prior| prior.lang == verdict.lang) && verdict.margin >= GLANCE_CLEAR {
                return count(&mut self.ballots, &verdict, code_points(chunk));
            }
            self.detector.read(rest, &mut evidence);
        } else {
            self.detector.read(chunk, &mut evidence);
        }
        self.add(chunk, &evidence);
    }

    fn add(&mut self, chunk: &str, evidence: &Evidence) {
        let mut verdict = self.detector.decide(evidence, self.prior);
        let against = self.prior.is_some_and(|prior| prior.lang != verdict.lang);
        let chars = code_points(chunk);
        if verdict.letters < MIN_LETTERS || (against && verdict.letters < AGAINST_LETTERS) {
            self.silent += chars;
            return;
        }
        if against {
            verdict.lang = self.detector.guess(chunk, verdict).lang;
        }
        count(&mut self.ballots, &verdict, chars);
    }
}

/// The beginning of a long chunk, whole words, and the rest.
fn head(chunk: &str) -> Option<(&str, &str)> {
    let bytes = chunk.as_bytes().get(GLANCE..)?;
    let blank = bytes.iter().position(|&byte| byte == b' ')?;
    (bytes.len() > GLANCE / 2).then(|| chunk.split_at(GLANCE + blank))
}

fn count(ballots: &mut Vec<Ballot>, verdict: &Verdict, chars: u64) {
    let place = ballots.iter().position(|ballot| ballot.lang == verdict.lang).unwrap_or_else(|| {
        let (lang, script) = (verdict.lang, verdict.script);
        ballots.push(Ballot { lang, script, chars: 0, clear_letters: 0, squares: 0 });
        ballots.len() - 1
    });
    let ballot = &mut ballots[place];
    ballot.chars += chars;
    ballot.squares = ballot.squares.saturating_add(u64::from(verdict.margin.unsigned_abs()).pow(2));
    if verdict.margin >= CLEAR {
        ballot.clear_letters += u64::from(verdict.letters);
    }
}

fn outcome(mut ballots: Vec<Ballot>, silent: u64, is_empty: bool) -> DocumentGuess {
    ballots.sort_by(|a, b| b.chars.cmp(&a.chars).then(a.lang.cmp(&b.lang)));
    let Some(first) = ballots.first_mut() else {
        let shares = if is_empty { Vec::new() } else { vec![(Lang::UND, WHOLE)] };
        return DocumentGuess { lang: Lang::UND, script: Script::ZYYY, confidence: 0, is_mixed: false, shares };
    };
    // What has no letters, or no say, is what the document is.
    first.chars += silent;
    let Ballot { lang, script, squares, .. } = *first;
    let shares = shares(&ballots);
    let is_mixed = ballots.iter().skip(1).any(|ballot| {
        let share = shares.iter().find(|(lang, _)| *lang == ballot.lang).map_or(0, |(_, share)| *share);
        !ballot.lang.is_undecided() && share >= MIXED_SHARE && ballot.clear_letters >= MIXED_LETTERS
    });
    let margin = i32::try_from(squares.isqrt()).unwrap_or(i32::MAX);
    let confidence = if lang.is_undecided() { 0 } else { confidence(margin) };
    DocumentGuess { lang, script, confidence, is_mixed, shares }
}

/// Thousandths of the whole, rounded down; what is left over goes to the largest.
fn shares(ballots: &[Ballot]) -> Vec<(Lang, u16)> {
    let total: u64 = ballots.iter().map(|ballot| ballot.chars).sum::<u64>().max(1);
    let mut shares: Vec<(Lang, u16)> = ballots
        .iter()
        .map(|ballot| (ballot.lang, u16::try_from(ballot.chars * u64::from(WHOLE) / total).unwrap_or(0)))
        .filter(|(_, share)| *share > 0)
        .collect();
    let left = WHOLE - shares.iter().map(|(_, share)| *share).sum::<u16>();
    if let Some(first) = shares.first_mut() {
        first.1 += left;
    }
    shares.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    shares
}

fn code_points(text: &str) -> u64 {
    // Continuation bytes are 10xxxxxx: all others begin a code point.
    text.bytes().filter(|&byte| (byte as i8) >= -0x40).count() as u64
}
