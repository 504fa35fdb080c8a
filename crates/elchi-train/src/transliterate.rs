//! Texts of one language written in another script or alphabet, by `data/transliterations.tsv`.
//!
//! Columns `tag from alphabet letter written`: where texts of `tag` are few, those of `from` are written in
//! `alphabet`, each `letter` (or letters: the longest row wins), in lower case, as `written`; `-` for what is not
//! written. `^` before letters: only where a word begins. A row `^[ABC]-[DEF]` says what a word begins with that has
//! one of the first letters and none of the second. Letters without a row stay.

use std::collections::BTreeMap;

use crate::data;
use crate::error::TrainError;

/// Letters of the longest row.
const LONGEST: usize = 3;

/// How texts of one language become texts of another tag.
#[derive(Debug, Default)]
pub(crate) struct Transliteration {
    /// The tag whose texts are written over.
    pub(crate) from: &'static str,
    /// Alphabets by name.
    pub(crate) alphabets: BTreeMap<&'static str, Alphabet>,
}

/// One alphabet to write in.
#[derive(Debug, Default)]
pub(crate) struct Alphabet {
    letters: BTreeMap<&'static str, &'static str>,
    /// Letters one of which a word must have, letters of which it must have none, and what it begins with then.
    opening: Option<(&'static str, &'static str, &'static str)>,
}

/// Transliterations by the tag they are made for.
pub(crate) fn transliterations() -> Result<BTreeMap<&'static str, Transliteration>, TrainError> {
    let file = "data/transliterations.tsv";
    let columns = ["tag", "from", "alphabet", "letter", "written"];
    let mut out: BTreeMap<&'static str, Transliteration> = BTreeMap::new();
    for (line, [tag, from, alphabet, letter, written]) in
        data::rows(file, include_str!("../data/transliterations.tsv"), columns)?
    {
        let into = out.entry(tag).or_default();
        if !into.from.is_empty() && into.from != from {
            return Err(TrainError::Row { file, line, columns: columns.join(", ") });
        }
        into.from = from;
        let alphabet = into.alphabets.entry(alphabet).or_default();
        let written = data::written_cell(written);
        let opening = letter.strip_prefix("^[").and_then(|rest| rest.strip_suffix(']')?.split_once("]-["));
        match opening {
            Some((some, none)) => alphabet.opening = Some((some, none, written)),
            None => drop(alphabet.letters.insert(letter, written)),
        }
    }
    Ok(out)
}

impl Alphabet {
    /// `text` in this alphabet.
    pub(crate) fn write(&self, text: &str) -> String {
        let folded: String = text.to_lowercase().chars().map(|c| if apostrophe(c) { '\'' } else { c }).collect();
        let mut out = String::with_capacity(folded.len() * 2);
        let mut rest = folded.as_str();
        while let Some(first) = rest.chars().next() {
            let length = rest.find(|c: char| !c.is_alphabetic() && c != '\'').unwrap_or(rest.len());
            if length == 0 {
                out.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let (word, behind) = rest.split_at(length);
            self.word(word, &mut out);
            rest = behind;
        }
        out
    }

    fn word(&self, word: &str, out: &mut String) {
        if let Some((some, none, opening)) = self.opening
            && word.contains(|c| some.contains(c))
            && !word.contains(|c| none.contains(c))
        {
            out.push_str(opening);
        }
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let begins = rest.len() == word.len();
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
            let found = ends.filter_map(|end| Some((end, self.row(&rest[..end], begins)?))).last();
            match found {
                Some((end, written)) => {
                    out.push_str(written);
                    rest = &rest[end..];
                }
                None => {
                    out.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
    }

    fn row(&self, letters: &str, begins: bool) -> Option<&'static str> {
        let opening = begins.then(|| self.letters.get(format!("^{letters}").as_str())).flatten();
        opening.or_else(|| self.letters.get(letters)).copied()
    }
}

/// True for the signs that texts use for one apostrophe.
pub(crate) fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{B4}' | '\u{2BB}' | '\u{2BC}' | '\u{2018}' | '\u{2019}' | '\u{2032}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_written_in_other_alphabets() {
        let all = transliterations().unwrap();
        let write = |tag: &str, alphabet: &str, text: &str| all[tag].alphabets[alphabet].write(text);
        assert_eq!(write("kk-Latn", "2018", "Қазақ тілі, ШЫҒЫС, объект 2021"), "qazaq tili, shyǵys, obekt 2021");
        assert_eq!(write("kk-Latn", "2021", "Қазақ тілі, ШЫҒЫС, объект 2021"), "qazaq tılı, şyğys, obekt 2021");
        assert_eq!(write("kk-Arab", "arab", "бір елдің өз сөзі"), "ءبىر ەلدىڭ ءوز ءسوزى");
        assert_eq!(write("uz-Cyrl", "1995", "Oʻzbekiston sharhi, eng yaxshi yo‘l"), "ўзбекистон шарҳи, энг яхши йўл");
        assert_eq!(write("tk-Cyrl", "1940", "Ýeke ýurt, eje"), "еке юрт, эҗе");
        assert_eq!(write("az-Cyrl", "1958", "Yeni gəlir"), "јени ҝәлир");
    }
}
