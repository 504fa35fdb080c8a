//! One rule as its file says it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use regex_automata::meta::Regex;

use crate::pattern::program::Program;

/// Place of a rule in its [`crate::RuleSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleIndex(pub(crate) u32);

/// The value of a key that says what a rule's matches mean, or of an expectation of an example.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A text.
    Text(Arc<str>),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// Some texts.
    List(Vec<Arc<str>>),
}

impl Action {
    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Action::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Action::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// One text or the texts of a list.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Action::Text(text) => vec![text],
            Action::List(texts) => texts.iter().map(|text| &**text).collect(),
            _ => Vec::new(),
        }
    }
}

/// An example of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// A sentence (or a line).
    pub text: Arc<str>,
    /// The words that the rule matches in it.
    pub span: Option<Arc<str>>,
    /// Why the rule does not match, in a `no` example.
    pub because: Option<Arc<str>>,
    /// Captures and what the concept is expected to make of them, by name.
    pub expect: BTreeMap<Arc<str>, Action>,
    /// Line of the file, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
}

/// How a rule matches.
#[derive(Debug)]
pub(crate) enum Matcher {
    Pattern(Box<Program>),
    /// A regular expression over a whole line.
    Line(LazyRegex),
    /// A regular expression over the end of a line, from where it first matches.
    Tail(LazyRegex),
}

/// A regular expression, compiled when it is first used.
#[derive(Debug)]
pub(crate) struct LazyRegex {
    pub(crate) text: String,
    pub(crate) whole: bool,
    regex: OnceLock<Option<Regex>>,
}

/// A compiled regular expression may take so many bytes.
const REGEX_LIMIT: usize = 16 * 1024 * 1024;

impl LazyRegex {
    pub(crate) fn new(text: &str, whole: bool) -> LazyRegex {
        LazyRegex { text: text.to_owned(), whole, regex: OnceLock::new() }
    }

    /// The expression; none where it is broken, which the checks tell.
    pub(crate) fn get(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| self.compile().ok()).as_ref()
    }

    /// Compiles the expression anew.
    pub(crate) fn compile(&self) -> Result<Regex, String> {
        let pattern = if self.whole { format!(r"\A(?:{})\z", self.text) } else { format!(r"(?:{})\z", self.text) };
        build(&[pattern])
    }
}

/// One automaton for all of `patterns`.
pub(crate) fn build(patterns: &[String]) -> Result<Regex, String> {
    let limits = regex_automata::meta::Config::new().nfa_size_limit(Some(REGEX_LIMIT * patterns.len().max(1)));
    Regex::builder().configure(limits).build_many(patterns).map_err(|error| {
        match (error.syntax_error(), error.size_limit()) {
            (Some(syntax), _) => syntax.to_string().lines().last().unwrap_or_default().to_owned(),
            (_, Some(limit)) => format!("it needs more than {limit} bytes"),
            _ => error.to_string(),
        }
    })
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// `lang.concept.what-it-catches`.
    pub id: Arc<str>,
    /// Why the rule is right.
    pub because: Arc<str>,
    /// Name of its concept: the folder of its file.
    pub concept: Arc<str>,
    /// Path of its file below `lang/`.
    pub file: Arc<str>,
    /// Line of its block, from 1.
    pub line: u32,
    /// The pattern, or the regular expression, as written.
    pub pattern: Arc<str>,
    /// What its matches mean, by key.
    pub actions: BTreeMap<Arc<str>, Action>,
    /// Names of its captures.
    pub captures: Vec<Arc<str>>,
    /// Examples that match.
    pub yes: Vec<Example>,
    /// Examples that do not.
    pub no: Vec<Example>,
    pub(crate) matcher: Matcher,
    /// Line and column of the pattern.
    pub(crate) pattern_at: (u32, u32),
}

impl Rule {
    /// An action that is a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.actions.get(key).and_then(Action::as_text)
    }

    /// An action that is a number.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.actions.get(key).and_then(Action::as_number)
    }

    /// What is wrong with its regular expression, if it has one.
    pub(crate) fn regex_error(&self) -> Option<String> {
        match &self.matcher {
            Matcher::Line(regex) | Matcher::Tail(regex) => regex.compile().err(),
            Matcher::Pattern(_) => None,
        }
    }

    /// The regular expression of a rule over whole lines (`regex`).
    pub fn regex(&self) -> Option<&Regex> {
        match &self.matcher {
            Matcher::Line(regex) => regex.get(),
            _ => None,
        }
    }

    /// The regular expression of a rule over ends of lines (`tail`).
    pub fn tail(&self) -> Option<&Regex> {
        match &self.matcher {
            Matcher::Tail(regex) => regex.get(),
            _ => None,
        }
    }
}
