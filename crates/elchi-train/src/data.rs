//! The data files of this crate: neighbours of our languages, and alphabets into which texts are written over.
//!
//! - `data/neighbours.tsv`: `tag script`. Languages that are only kept apart from those of `lang/`, each with
//!   the ISO 15924 code of its script.
//! - `data/transliterations.tsv`: `tag from alphabet letter written`. Where texts of `tag` are few, those of
//!   `from` are counted too, written in `alphabet`: each `letter`, in lower case, as `written`; `-` for a letter
//!   that is not written. Letters without a row stay.

use std::collections::BTreeMap;

use crate::error::TrainError;
use crate::languages::Tag;
use crate::script::Script;

/// Cell for a letter that is not written.
const NOTHING: &str = "-";

/// How texts of one language become texts of another tag.
#[derive(Debug, Default)]
pub(crate) struct Transliteration {
    /// The tag whose texts are written over.
    pub(crate) from: &'static str,
    /// Alphabets by name, each from a letter to what is written for it.
    alphabets: BTreeMap<&'static str, BTreeMap<char, &'static str>>,
}

impl Transliteration {
    /// Into how many alphabets a text is written.
    pub(crate) fn len(&self) -> usize {
        self.alphabets.len()
    }

    /// `text` in each of the alphabets, in order of their names.
    pub(crate) fn write<'a>(&'a self, text: &'a str) -> impl Iterator<Item = String> + 'a {
        self.alphabets.values().map(|alphabet| {
            let mut out = String::with_capacity(text.len());
            for c in text.to_lowercase().chars() {
                match alphabet.get(&c) {
                    Some(written) => out.push_str(written),
                    None => out.push(c),
                }
            }
            out
        })
    }
}

/// The neighbours, in the order of the file.
pub(crate) fn neighbours() -> Result<Vec<Tag>, TrainError> {
    let file = "data/neighbours.tsv";
    let rows = rows(file, include_str!("../data/neighbours.tsv"), ["tag", "script"])?;
    let tag = |[tag, code]: [&str; 2]| match Script::new(code) {
        Some(script) => Ok(Tag { name: tag.to_owned(), script }),
        None => Err(TrainError::Script { place: file.to_owned(), script: code.to_owned(), tag: tag.to_owned() }),
    };
    rows.into_iter().map(|(_, row)| tag(row)).collect()
}

/// Transliterations by the tag they are made for.
pub(crate) fn transliterations() -> Result<BTreeMap<&'static str, Transliteration>, TrainError> {
    let file = "data/transliterations.tsv";
    let columns = ["tag", "from", "alphabet", "letter", "written"];
    let mut out: BTreeMap<&'static str, Transliteration> = BTreeMap::new();
    for (line, [tag, from, alphabet, letter, written]) in
        rows(file, include_str!("../data/transliterations.tsv"), columns)?
    {
        let into = out.entry(tag).or_default();
        let mut chars = letter.chars();
        let (Some(letter), None, true) = (chars.next(), chars.next(), into.from.is_empty() || into.from == from) else {
            return Err(TrainError::Row { file, line, columns: columns.join(", ") });
        };
        into.from = from;
        let written = if written == NOTHING { "" } else { written };
        into.alphabets.entry(alphabet).or_default().insert(letter, written);
    }
    Ok(out)
}

/// The rows of a table below its header, with their lines.
fn rows<const N: usize>(
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
        assert!(neighbours.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(neighbours.iter().any(|tag| tag.name == "kk-Arab" && tag.script == Script::Arab));
    }

    #[test]
    fn kazakh_is_written_in_two_latin_alphabets() {
        let all = transliterations().unwrap();
        let kazakh = &all["kk-Latn"];
        assert_eq!((kazakh.from, kazakh.len()), ("kk", 2));
        let written: Vec<String> = kazakh.write("Қазақ тілі, ШЫҒЫС, объект 2021").collect();
        assert_eq!(written, ["qazaq tili, shyǵys, obekt 2021", "qazaq tılı, şyğys, obekt 2021"]);
    }

    #[test]
    fn a_row_that_is_not_in_order_is_named() {
        let error = rows("x.tsv", "a\tb\n1\t2\n1\n", ["a", "b"]).unwrap_err();
        assert_eq!(error.to_string(), "x.tsv, line 3: expected the columns a, b");
        assert!(rows("x.tsv", "a\tc\n", ["a", "b"]).is_err());
    }
}
