//! The data files of this crate: neighbours of our languages, sources of texts, and letters that stand for others.
//!
//! - `data/neighbours.tsv`: `tag script start`. Languages that are only kept apart from those of `lang/`, each with
//!   the ISO 15924 code of its script, and what it starts with in parts of 256 of a unit of log-odds: below zero for
//!   alphabets that news is hardly written in any more.
//! - `data/sources.tsv`: `source weight lines`. How often a source is drawn from, and whether its lines are
//!   `sentences` or single `words` in no order.
//! - `data/bare.tsv`: `tag letter written`. Letters as people type them who have not got them.
//! - `data/noise.txt`: lines of pages that are in no language: code, names of services.
//! - `data/transliterations.tsv`: see [`crate::transliterate`].

use std::collections::BTreeMap;

use crate::error::TrainError;
use crate::languages::Tag;
use crate::script::Script;

/// Cell for a letter that is not written.
const NOTHING: &str = "-";

/// What is known of the texts of one source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceRow {
    /// How often it is drawn from.
    pub(crate) weight: u32,
    /// Its lines are words in no order, not sentences.
    pub(crate) words: bool,
}

/// The neighbours, in the order of the file, each with what it starts with.
pub(crate) fn neighbours() -> Result<Vec<(Tag, i32)>, TrainError> {
    let file = "data/neighbours.tsv";
    let columns = ["tag", "script", "start"];
    let mut out = Vec::new();
    for (line, [tag, code, start]) in rows(file, include_str!("../data/neighbours.tsv"), columns)? {
        let Some(script) = Script::new(code) else {
            return Err(TrainError::Script { place: file.to_owned(), script: code.to_owned(), tag: tag.to_owned() });
        };
        let row = || TrainError::Row { file, line, columns: columns.join(", ") };
        out.push((Tag { name: tag.to_owned(), script }, start.parse().map_err(|_| row())?));
    }
    Ok(out)
}

/// Sources by name.
pub(crate) fn sources() -> Result<BTreeMap<&'static str, SourceRow>, TrainError> {
    let file = "data/sources.tsv";
    let columns = ["source", "weight", "lines"];
    let mut out = BTreeMap::new();
    for (line, [source, weight, lines]) in rows(file, include_str!("../data/sources.tsv"), columns)? {
        let row = weight.parse().ok().zip(Some(lines == "words"));
        let Some((weight, words)) = row else {
            return Err(TrainError::Row { file, line, columns: columns.join(", ") });
        };
        out.insert(source, SourceRow { weight, words });
    }
    Ok(out)
}

/// Letters by tag, each with what is typed for it.
pub(crate) type Bare = BTreeMap<&'static str, Vec<(char, &'static str)>>;

/// The table of bare letters.
pub(crate) fn bare() -> Result<Bare, TrainError> {
    let mut out = Bare::new();
    for (_, [tag, letter, written]) in
        rows("data/bare.tsv", include_str!("../data/bare.tsv"), ["tag", "letter", "written"])?
    {
        out.entry(tag).or_default().extend(letter.chars().next().zip(Some(written_cell(written))));
    }
    Ok(out)
}

/// Lines of code, markup and names that stand in pages of every language.
pub(crate) fn noise() -> Vec<&'static str> {
    include_str!("../data/noise.txt").lines().collect()
}

/// What a cell says is written.
pub(crate) fn written_cell(cell: &'static str) -> &'static str {
    if cell == NOTHING { "" } else { cell }
}

/// The rows of a table below its header, with their lines.
pub(crate) fn rows<const N: usize>(
    file: &'static str,
    text: &'static str,
    columns: [&str; N],
) -> Result<Vec<(usize, [&'static str; N])>, TrainError> {
    let mut out = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let cells: Vec<&'static str> = line.split('\t').collect();
        match <[&'static str; N]>::try_from(cells) {
            Ok(cells) if index == 0 && cells == columns => {}
            Ok(cells) if index > 0 && cells.iter().all(|cell| !cell.is_empty()) => out.push((index + 1, cells)),
            _ => return Err(TrainError::Row { file, line: index + 1, columns: columns.join(", ") }),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_sorted_and_stand_once() {
        let neighbours = neighbours().unwrap();
        assert!(neighbours.is_sorted_by(|(a, _), (b, _)| (&a.name, a.script.0) < (&b.name, b.script.0)));
        assert!(neighbours.iter().any(|(tag, _)| tag.name == "kk-Arab" && tag.script.code() == "Arab"));
    }

    #[test]
    fn sources_and_bare_letters_are_read() {
        assert!(sources().unwrap()["hunspell-forms"].words);
        assert!(bare().unwrap()["tk"].contains(&('ň', "n")));
        assert!(bare().unwrap()["uz-Latn"].contains(&('\'', "")));
    }

    #[test]
    fn a_row_that_is_not_in_order_is_named() {
        let error = rows("x.tsv", "a\tb\n1\t2\n1\n", ["a", "b"]).unwrap_err();
        assert_eq!(error.to_string(), "x.tsv, line 3: expected the columns a, b");
        assert!(rows("x.tsv", "a\tc\n", ["a", "b"]).is_err());
    }
}
