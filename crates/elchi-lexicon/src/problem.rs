//! What is wrong in a data file, where, and what to do about it.

use std::fmt;

/// One problem of a data file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path below `lang/`, with `/`.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, " ({})", self.help) }
    }
}

/// Collects problems of many files.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// A problem at byte `offset` of `file`, whose whole text is `text`.
    pub(crate) fn add(&mut self, file: &File<'_>, offset: usize, message: impl Into<String>, help: impl Into<String>) {
        let (line, column) = file.position(offset);
        self.list.push(Problem {
            file: file.path.to_owned(),
            line,
            column,
            message: message.into(),
            help: help.into(),
        });
    }

    /// All problems, by place, each once.
    pub(crate) fn into_sorted(mut self) -> Vec<Problem> {
        self.list.sort();
        self.list.dedup();
        self.list
    }
}

/// A data file: its path below `lang/` and its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
}

impl File<'_> {
    /// Line and column (code points), both from 1, of byte `offset`.
    pub(crate) fn position(&self, offset: usize) -> (u32, u32) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}

/// The candidate nearest to `word`, where one is near enough to be a typo of it.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (word.chars().count() / 3).max(1) + 1;
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Help for an unknown name: the nearest known one, or all of them.
pub(crate) fn suggest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str> + Clone) -> String {
    if let Some(near) = nearest(word, candidates.clone()) {
        return format!("did you mean '{near}'?");
    }
    let all: Vec<&str> = candidates.into_iter().collect();
    if all.is_empty() { "none is defined".to_owned() } else { format!("known: {}", all.join(", ")) }
}

/// Levenshtein distance in code points.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_code_points() {
        let file = File { path: "x", text: "аб\nвг д" };
        for (offset, expected) in [(0, (1, 1)), (2, (1, 2)), (5, (2, 1)), (9, (2, 3)), (99, (2, 5))] {
            assert_eq!(file.position(offset), expected, "offset {offset}");
        }
    }

    #[test]
    fn a_typo_finds_its_neighbour() {
        assert_eq!(nearest("contries", ["countries", "months"]), Some("countries"));
        assert_eq!(nearest("zzzz", ["countries", "months"]), None);
    }
}
