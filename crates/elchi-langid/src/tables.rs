//! Reads the tables that tell languages apart: marks (`langid.tsv`) and letter pairs (`langid_letters.tsv`).

use elchi_model::{Lang, Script};

/// Why the tables of language identification cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum LangidError {
    /// A row has another form than the table's header promises.
    #[error("{file}:{line}: {message}")]
    Row {
        /// File below `lang/`.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// A script has more languages than fit into one row of scores.
    #[error("{script}: more than {limit} languages share this script; raise LANES in elchi-langid")]
    TooManyLanguages {
        /// The script.
        script: Script,
        /// How many fit.
        limit: usize,
    },
}

/// The tables as raw text: what [`crate::Detector::from_tables`] is built from.
#[derive(Debug, Default)]
pub struct Tables<'t> {
    /// One entry per folder of a language.
    pub languages: Vec<LanguageTables<'t>>,
    /// Neighbours: languages without a folder, so that they are not taken for one that has one.
    /// Columns `mark kind weight tag note`, all rows with a tag.
    pub neighbours: Option<&'t str>,
    /// Letter pairs of the neighbours, columns `first following tag`.
    pub neighbour_letters: Option<&'t str>,
}

/// Tables of one folder `lang/<code>/`.
#[derive(Debug, Default)]
pub struct LanguageTables<'t> {
    /// Name of the folder.
    pub code: &'t str,
    /// Tags the folder serves, each with its script and the script's alphabet.
    pub tags: Vec<(Lang, Script, &'t str)>,
    /// Text of `langid.tsv`.
    pub marks: Option<&'t str>,
    /// Text of `langid_letters.tsv`.
    pub letters: Option<&'t str>,
}

/// What a row of marks speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// A whole word.
    Word,
    /// The first letters of a longer word.
    Prefix,
    /// The last letters of a longer word.
    Suffix,
    /// Each of these letters, wherever it stands.
    Letters,
    /// Letters of the tag's alphabet (neighbours only).
    Alphabet,
    /// ISO 15924 code of a script that names its language (neighbours only).
    Script,
}

/// One row of marks.
#[derive(Debug)]
pub(crate) struct Mark<'t> {
    pub(crate) mark: &'t str,
    pub(crate) kind: MarkKind,
    /// Decibans: tenths of an order of magnitude in the odds for the tag.
    pub(crate) weight: i32,
    /// None: all tags of the folder whose script the mark is written in.
    pub(crate) tag: Option<Lang>,
}

/// One row of letter pairs: what follows the letter `first` and how rare that is.
#[derive(Debug)]
pub(crate) struct Pairs<'t> {
    /// The first letter; `_` is the border of a word.
    pub(crate) first: char,
    /// Blank-separated: a letter, then its cost, in hundredths of an order of magnitude.
    pub(crate) following: &'t str,
    pub(crate) tag: Option<Lang>,
}

impl Pairs<'_> {
    /// Second letters with their costs; parts of another form are left out ([`pairs`] has refused them).
    pub(crate) fn iter(&self) -> impl Iterator<Item = (char, i16)> {
        self.following.split(' ').filter_map(following)
    }
}

fn following(part: &str) -> Option<(char, i16)> {
    let letter = part.chars().next()?;
    Some((letter, part[letter.len_utf8()..].parse().ok()?))
}

fn row_error(file: &str, line: usize, message: impl Into<String>) -> LangidError {
    LangidError::Row { file: file.to_owned(), line, message: message.into() }
}

/// Rows of `text` as lists of cells, after a check of the header; with the line's number.
fn rows<'t, const N: usize>(
    file: &str,
    text: &'t str,
    header: [&str; N],
) -> Result<Vec<(usize, [&'t str; N])>, LangidError> {
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut cells = [""; N];
        let mut count = 0;
        for cell in line.split('\t') {
            if count < N {
                cells[count] = cell;
            }
            count += 1;
        }
        if number == 0 {
            if cells != header || count != N {
                return Err(row_error(file, 1, format!("expected the columns {}", header.join(", "))));
            }
            continue;
        }
        if count != N {
            return Err(row_error(file, number + 1, format!("expected {N} cells, found {count}")));
        }
        out.push((number + 1, cells));
    }
    Ok(out)
}

fn tag(file: &str, line: usize, cell: &str) -> Result<Option<Lang>, LangidError> {
    if cell.is_empty() {
        return Ok(None);
    }
    Lang::new(cell).map(Some).map_err(|error| row_error(file, line, error.to_string()))
}

/// Parses a table of marks.
pub(crate) fn marks<'t>(file: &str, text: &'t str) -> Result<Vec<Mark<'t>>, LangidError> {
    let mut out = Vec::new();
    for (line, [mark, kind, weight, tag_cell, _note]) in rows(file, text, ["mark", "kind", "weight", "tag", "note"])? {
        let kind = match kind {
            "word" => MarkKind::Word,
            "prefix" => MarkKind::Prefix,
            "suffix" => MarkKind::Suffix,
            "letters" => MarkKind::Letters,
            "alphabet" => MarkKind::Alphabet,
            "script" => MarkKind::Script,
            _ => {
                let message = format!(
                    "unknown kind '{kind}'; use word, prefix, suffix or letters (neighbours also alphabet, script)"
                );
                return Err(row_error(file, line, message));
            }
        };
        let weight: i32 = weight
            .parse()
            .ok()
            .filter(|weight| (0..=60).contains(weight))
            .ok_or_else(|| row_error(file, line, "weight must be a whole number of decibans, 0 to 60"))?;
        if mark.is_empty() {
            return Err(row_error(file, line, "the mark is empty"));
        }
        out.push(Mark { mark, kind, weight, tag: tag(file, line, tag_cell)? });
    }
    Ok(out)
}

/// Parses a table of letter pairs.
pub(crate) fn pairs<'t>(file: &str, text: &'t str) -> Result<Vec<Pairs<'t>>, LangidError> {
    let mut out = Vec::new();
    for (line, [first, cells, tag_cell]) in rows(file, text, ["first", "following", "tag"])? {
        let mut letters = first.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            return Err(row_error(file, line, "the first column holds one letter, or _ for the border of a word"));
        };
        if let Some(bad) = cells.split(' ').find(|part| following(part).is_none()) {
            return Err(row_error(file, line, format!("'{bad}' is not a letter with its cost, as in а120")));
        }
        out.push(Pairs { first: letter, following: cells, tag: tag(file, line, tag_cell)? });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        let rows = marks("x", "mark\tkind\tweight\ttag\tnote\nва\tword\t7\t\t\noʻz\tprefix\t5\tuz-Latn\t\n").unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].mark, rows[0].kind, rows[0].weight, rows[0].tag), ("ва", MarkKind::Word, 7, None));
        assert_eq!(rows[1].tag.map(|tag| tag.to_string()).as_deref(), Some("uz-Latn"));
    }

    #[test]
    fn pairs_are_read() {
        let rows = pairs("x", "first\tfollowing\ttag\nа\t_85 н102\tru\n").unwrap();
        assert_eq!(rows[0].iter().collect::<Vec<_>>(), [('_', 85), ('н', 102)]);
    }

    #[test]
    fn bad_rows_name_their_line() {
        let header = "mark\tkind\tweight\ttag\tnote\n";
        for (bad, part) in [
            ("ва\tverb\t7\t\t\n", "unknown kind"),
            ("ва\tword\tmuch\t\t\n", "decibans"),
            ("ва\tword\t7\n", "expected 5 cells"),
            ("ва\tword\t7\tRU\t\n", "language tag"),
        ] {
            let error = marks("ru/langid.tsv", &format!("{header}{bad}")).unwrap_err().to_string();
            assert!(error.starts_with("ru/langid.tsv:2: ") && error.contains(part), "{error}");
        }
        assert!(marks("x", "word\n").is_err());
        assert!(pairs("x", "first\tfollowing\ttag\nа\t_x\t\n").is_err());
    }
}
