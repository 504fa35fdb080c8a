//! Reads the tables of marks that tell languages apart (`langid.tsv`).

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
    /// `models/langid.bin` is none that this version reads.
    #[error("models/langid.bin is not a model of this version; make it again with elchi-train langid")]
    Model,
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
    /// English names of people: table, and the column they stand in.
    pub people: Option<(&'t str, usize)>,
    /// A linear model in place of the one that is built in.
    pub model: Option<&'t [u8]>,
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
    /// Lists of names, the name in the first column; of those marked, every word is one, of others only names of one word.
    pub names: Vec<(&'t str, bool)>,
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
    }
}
