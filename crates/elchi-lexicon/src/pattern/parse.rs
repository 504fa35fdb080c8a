//! Text of a pattern to its elements.

use crate::pattern::ast::{Node, NodeKind, SHAPES, ShapeTest};
use crate::problem::suggest;

/// What is wrong with a pattern, and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PatternError {
    /// Byte of the pattern.
    pub(crate) at: usize,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// A gap without a number.
const DEFAULT_GAP: u8 = 8;
/// The widest gap.
const MAX_GAP: u8 = 40;
/// Groups inside groups.
const MAX_DEPTH: usize = 20;

/// Parses `pattern`; a pattern is one sequence or a choice of some.
pub(crate) fn parse(pattern: &str) -> Result<Node, PatternError> {
    let mut parser = Parser { text: pattern, at: 0, depth: 0 };
    let node = parser.choice()?;
    match parser.peek() {
        None => Ok(node),
        Some(c) => Err(parser.error(
            parser.at,
            format!("'{c}' has no place here"),
            "close what you opened, and open what you close",
        )),
    }
}

struct Parser<'p> {
    text: &'p str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn error(&self, at: usize, message: impl Into<String>, help: impl Into<String>) -> PatternError {
        PatternError { at, message: message.into(), help: help.into() }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Takes characters as long as `test` holds.
    fn take(&mut self, test: impl Fn(char) -> bool) -> String {
        let taken: String = self.rest().chars().take_while(|&c| test(c)).collect();
        self.at += taken.len();
        taken
    }

    fn name(&mut self) -> String {
        self.take(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    }

    fn node(&self, start: usize, kind: NodeKind) -> Node {
        Node { at: start..self.at, kind, trigger: false, tokens: None }
    }

    fn choice(&mut self) -> Result<Node, PatternError> {
        self.blanks();
        let start = self.at;
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        match branches.len() {
            1 => Ok(branches.remove(0)),
            _ => Ok(self.node(start, NodeKind::Choice(branches))),
        }
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        self.blanks();
        let start = self.at;
        let mut nodes = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            nodes.push(self.item()?);
            self.blanks();
        }
        if nodes.is_empty() {
            return Err(self.error(
                start,
                "nothing to match here",
                "write an element, such as \"form\", ~lemma, {list} or <kind>",
            ));
        }
        Ok(self.node(start, NodeKind::Sequence(nodes)))
    }

    /// An element with its mark, its name and what follows it.
    fn item(&mut self) -> Result<Node, PatternError> {
        let start = self.at;
        let mut trigger = self.eat("!");
        let before = self.at;
        let name = self.name();
        if name.is_empty() || !self.eat(":") {
            self.at = before;
            if !name.is_empty() {
                let help = format!(
                    "write \"{name}\" for the form, ~{name} for the lemma, {{{name}}} for a list or set, {name}: for a capture"
                );
                return Err(self.error(before, format!("a bare word '{name}'"), help));
            }
        }
        let captured = self.at > before;
        trigger |= self.eat("!");
        let inner = self.at;
        let kind = self.primary()?;
        let mut node = self.node(inner, kind);
        if captured {
            node = self.node(start, NodeKind::Capture(name, Box::new(node)));
        }
        loop {
            let wrap: fn(Box<Node>) -> NodeKind = match self.peek() {
                Some('?') => NodeKind::Optional,
                Some('+') => NodeKind::Plus,
                _ => break,
            };
            if matches!(node.kind, NodeKind::Plus(_) | NodeKind::Optional(_)) {
                return Err(self.error(self.at, "two signs of repetition", "keep one of ? and +"));
            }
            self.at += 1;
            if matches!(node.kind, NodeKind::Start | NodeKind::End | NodeKind::Gap(_)) || node.length().0 == 0 {
                return Err(self.error(start, "this element may be empty already", "take ? or + off"));
            }
            node = self.node(start, wrap(Box::new(node)));
        }
        node.trigger = trigger;
        Ok(node)
    }

    fn primary(&mut self) -> Result<NodeKind, PatternError> {
        let start = self.at;
        match self.peek() {
            Some('"') => Ok(NodeKind::Literal(self.quoted()?)),
            Some('~') => self.lemma(),
            Some('{') => {
                self.at += 1;
                let (name, features) = self.named('}', "the name of a list or a set")?;
                Ok(NodeKind::Named(name, features))
            }
            Some('<') => {
                self.at += 1;
                let (name, features) = self.named('>', "a kind of mention")?;
                Ok(NodeKind::Mention(name, features))
            }
            Some('#') => self.shape().map(NodeKind::Shape),
            Some('&') => {
                self.at += 1;
                if self.peek() != Some('#') {
                    return Err(self.error(start, "an & without a shape", "write what must stand next, such as &#cap"));
                }
                self.shape().map(NodeKind::Ahead)
            }
            Some('(') => self.group(),
            Some('^') => {
                self.at += 1;
                Ok(NodeKind::Start)
            }
            Some('$') => {
                self.at += 1;
                Ok(NodeKind::End)
            }
            Some('.') if self.eat("..") => {
                let digits = self.take(|c| c.is_ascii_digit());
                match digits.parse::<u8>() {
                    _ if digits.is_empty() => Ok(NodeKind::Gap(DEFAULT_GAP)),
                    Ok(gap @ 1..=MAX_GAP) => Ok(NodeKind::Gap(gap)),
                    _ => Err(self.error(
                        start,
                        format!("a gap of {digits} tokens"),
                        format!("a gap has 1 to {MAX_GAP} tokens"),
                    )),
                }
            }
            Some(c) => Err(self.error(
                start,
                format!("'{c}' begins no element"),
                "put words in quotes: \"…\"; see lang/README.md for the elements",
            )),
            None => {
                Err(self.error(start, "an element is missing at the end", "write what the name or the mark belongs to"))
            }
        }
    }

    fn group(&mut self) -> Result<NodeKind, PatternError> {
        let start = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error(start, "groups inside groups, too deep", "write two rules"));
        }
        let inner = self.choice()?;
        self.depth -= 1;
        if !self.eat(")") {
            return Err(self.error(start, "a group that is not closed", "add )"));
        }
        Ok(match inner.kind {
            NodeKind::Choice(branches) => NodeKind::Choice(branches),
            _ => NodeKind::Sequence(vec![inner]),
        })
    }

    fn quoted(&mut self) -> Result<String, PatternError> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '"' if text.trim().is_empty() => {
                    return Err(self.error(start, "an empty form", "write a word between the quotes"));
                }
                '"' => return Ok(text),
                '\\' => match self.peek() {
                    Some(next @ ('"' | '\\')) => {
                        self.at += 1;
                        text.push(next);
                    }
                    _ => {
                        return Err(self.error(
                            self.at - 1,
                            "a \\ before something else than a quote",
                            "write \\\" or \\\\",
                        ));
                    }
                },
                _ => text.push(c),
            }
        }
        Err(self.error(start, "a quote that is not closed", "add \""))
    }

    fn lemma(&mut self) -> Result<NodeKind, PatternError> {
        let start = self.at;
        self.at += 1;
        let lemma = match self.peek() {
            Some('"') => self.quoted()?,
            _ => self.take(|c| !c.is_whitespace() && !"\"@?+|(){}<>#^$!:".contains(c)),
        };
        if lemma.is_empty() {
            return Err(self.error(start, "a ~ without a lemma", "write ~word, or ~\"some words\""));
        }
        Ok(NodeKind::Lemma(lemma, self.features()?))
    }

    /// A name, features and the closing mark; features may stand behind the mark too.
    fn named(&mut self, close: char, what: &str) -> Result<(String, Vec<String>), PatternError> {
        let start = self.at;
        self.blanks();
        let name = self.name();
        if name.is_empty() {
            return Err(self.error(start, format!("{what} is missing"), "names are of lower-case letters and _"));
        }
        let mut features = self.features()?;
        self.blanks();
        if !self.eat(close.encode_utf8(&mut [0; 4])) {
            return Err(self.error(self.at, format!("expected '{close}' behind '{name}'"), format!("add {close}")));
        }
        features.extend(self.features()?);
        Ok((name, features))
    }

    fn features(&mut self) -> Result<Vec<String>, PatternError> {
        let mut features = Vec::new();
        loop {
            let before = self.at;
            self.blanks();
            if !self.eat("@") {
                self.at = before;
                return Ok(features);
            }
            let without = if self.eat("!") { "!" } else { "" };
            let name = self.name();
            if name.is_empty() {
                return Err(self.error(
                    self.at,
                    "an @ without a feature",
                    "write a feature such as @gen, or @!pass for one it must not have",
                ));
            }
            features.push(format!("{without}{name}"));
        }
    }

    fn shape(&mut self) -> Result<ShapeTest, PatternError> {
        let start = self.at;
        self.at += 1;
        let name = self.take(|c| c.is_ascii_alphanumeric() || c == '_');
        Ok(match name.parse::<u32>() {
            Ok(low) if self.eat("..") => match self.take(|c| c.is_ascii_digit()).parse::<u32>() {
                Ok(high) if high >= low => ShapeTest::Range(f64::from(low), f64::from(high)),
                _ => return Err(self.error(start, "a range without its end", "write a range such as #1..31")),
            },
            Ok(only) => ShapeTest::Range(f64::from(only), f64::from(only)),
            Err(_) => ShapeTest::named(&name)
                .ok_or_else(|| self.error(start, format!("unknown shape '#{name}'"), suggest(&name, SHAPES)))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parses() {
        for pattern in [
            "\"a\"",
            "day:#1..31 {months @gen} year:#year {year_word}?",
            "participant:<actor @nom> .. !~meet@past .. \"with\" participant:<actor @ins>+",
            "^ ( \"a\" | ~\"two words\" @gen ) ..6 $",
            "!name:( #number | #roman )",
            "\"say \\\"x\\\"\"",
            "^ &#upper <place> \"-\" &#cap",
        ] {
            assert!(parse(pattern).is_ok(), "{pattern}: {:?}", parse(pattern));
        }
    }

    #[test]
    fn what_is_refused() {
        for (pattern, at, message) in [
            ("", 0, "nothing to match here"),
            ("word", 0, "a bare word 'word'"),
            ("\"a", 0, "a quote that is not closed"),
            ("( \"a\"", 0, "a group that is not closed"),
            ("\"a\" )", 4, "')' has no place here"),
            ("#foo", 0, "unknown shape '#foo'"),
            ("{months", 7, "expected '}' behind 'months'"),
            ("..99", 0, "a gap of 99 tokens"),
            ("\"a\"?+", 4, "two signs of repetition"),
            ("x:", 2, "an element is missing at the end"),
        ] {
            let error = parse(pattern).expect_err(pattern);
            assert_eq!((error.at, error.message.as_str()), (at, message), "{pattern}");
        }
    }
}
