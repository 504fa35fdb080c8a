//! The lines to learn from: labelled pages, phrases, and sentences of examples and annotated reports.

use std::fs;
use std::path::{Path, PathBuf};

use elchi_segment::furniture_features;

use crate::error::{TrainError, at};
use crate::languages;
use crate::rng::Rng;

/// A line, as its features.
pub(crate) struct Example {
    pub(crate) features: Vec<(u32, f32)>,
    /// True for page furniture, false for the article.
    pub(crate) furniture: bool,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// Labels of an article's lines that stay whole: to cut them makes no other such line.
const WHOLE_LABELS: [&str; 1] = ["title"];
/// The label of furniture.
const FURNITURE: &str = "residue";
/// Classes of phrases that are lines, or the beginning of one.
const LINE_CLASSES: [&str; 4] = ["whole", "heads", "label", "opens"];
/// Folders and files below a language whose examples are no text of an article, or that nobody reads.
const NO_TEXT: [&str; 5] = ["residue", "byline", "dateline", "unread", "headers"];
/// So many pieces are cut out of each line of a labelled article.
const PIECES: usize = 3;
/// Most words of such a piece.
const PIECE_WORDS: usize = 8;

/// What lines of each source count. Source: phrases and pieces are many and alike, pages few.
const PAGE: f32 = 1.0;
const PAGE_PIECE: f32 = 0.7;
const PHRASE: f32 = 0.3;
const TEXT: f32 = 0.3;
const TEXT_PIECE: f32 = 0.5;

/// All examples below `lang_dir`, in an order that depends on nothing but its files.
pub(crate) fn read(lang_dir: &Path) -> Result<Vec<Example>, TrainError> {
    let mut out = Vec::new();
    let mut random = Rng::new(7);
    for folder in languages::discover(lang_dir)? {
        let folder = lang_dir.join(&folder.code);
        for [_, label, line] in rows(&folder.join("gold/lines.tsv"))? {
            let furniture = label == FURNITURE;
            out.push(example(&line, furniture, PAGE));
            if !furniture && !WHOLE_LABELS.contains(&label.as_str()) {
                for _ in 0..PIECES {
                    out.push(example(piece(&line, &mut random), false, PAGE_PIECE));
                }
            }
        }
        for [phrase, class, _] in rows(&folder.join("residue/furniture.tsv"))? {
            if LINE_CLASSES.contains(&class.as_str()) {
                out.push(example(&phrase, true, PHRASE));
            }
        }
        let mut files = Vec::new();
        toml_files(&folder, &mut files)?;
        for file in files {
            let text = fs::read_to_string(&file).map_err(at(&file))?;
            let table: toml::Table = text.parse().unwrap_or_default();
            let mut lines = Vec::new();
            texts(&toml::Value::Table(table), &mut lines);
            for line in &lines {
                out.push(example(line, false, TEXT));
                out.push(example(piece(line, &mut random), false, TEXT_PIECE));
            }
        }
    }
    Ok(out)
}

fn example(line: &str, furniture: bool, weight: f32) -> Example {
    let mut features = Vec::new();
    furniture_features(line, &mut features);
    Example { features, furniture, weight }
}

/// Rows of a table of three columns below its header; none where there is no such file.
fn rows(path: &Path) -> Result<Vec<[String; 3]>, TrainError> {
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(path).map_err(at(path))?;
    let cells = |line: &str| {
        let mut cells = line.splitn(3, '\t').map(str::to_owned);
        [(); 3].map(|()| cells.next().unwrap_or_default())
    };
    Ok(text.lines().skip(1).map(cells).collect())
}

/// The TOML files below a folder whose texts are those of articles, in order.
fn toml_files(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), TrainError> {
    for name in languages::names(folder)? {
        let path = folder.join(&name);
        if NO_TEXT.iter().any(|part| name.contains(part)) {
            continue;
        }
        if path.is_dir() {
            toml_files(&path, out)?;
        } else if name.ends_with(".toml") {
            out.push(path);
        }
    }
    Ok(())
}

/// The lines of every value under a key `text`.
fn texts(value: &toml::Value, out: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match value.as_str().filter(|_| key == "text") {
                    Some(text) => out.extend(text.trim().lines().map(str::to_owned)),
                    None => texts(value, out),
                }
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| texts(value, out)),
        _ => {}
    }
}

/// Some words of a line that follow one another, without the stop: as titles and captions are.
fn piece<'l>(line: &'l str, random: &mut Rng) -> &'l str {
    let words: Vec<&str> = line.split_whitespace().collect();
    let count = 1 + random.below(PIECE_WORDS);
    let first = if words.len() > count { random.below(words.len() - count + 1) } else { 0 };
    let Some((from, to)) = words.get(first).zip(words.get((first + count).min(words.len()).saturating_sub(1))) else {
        return "";
    };
    let start = from.as_ptr() as usize - line.as_ptr() as usize;
    let end = to.as_ptr() as usize - line.as_ptr() as usize + to.len();
    line[start..end].trim_matches(['.', ',', '!', '?', '\u{2026}', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_cut_at_blanks() {
        let mut random = Rng::new(1);
        let line = "Ministers met  in the capital to discuss trade and transit.";
        for _ in 0..200 {
            let piece = piece(line, &mut random);
            assert!(line.contains(piece) && !piece.is_empty() && !piece.ends_with('.'));
            assert!(piece.split_whitespace().count() <= PIECE_WORDS);
        }
        assert_eq!(piece("", &mut random), "");
    }

    #[test]
    fn texts_stand_under_their_key() {
        let table: toml::Table =
            "[[a]]\ntext = \"One.\\nTwo.\"\nother = \"x\"\nyes = [{ text = \"Three.\" }]".parse().unwrap();
        let mut lines = Vec::new();
        texts(&toml::Value::Table(table), &mut lines);
        assert_eq!(lines, ["One.", "Two.", "Three."]);
    }
}
