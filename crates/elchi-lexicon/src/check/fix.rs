//! Repairs that need no thought: NFC, line ends, blanks, order.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::error::LexiconError;
use crate::lexicon::Lexicon;
use crate::source::Source;

/// New contents of every file of `source` that can be repaired without thought, by path.
///
/// Text is brought to NFC with LF line ends; cells of tables lose needless blanks; lists, registers and paradigms are
/// sorted and lose empty rows and rows that repeat the one before.
///
/// # Errors
/// Those of the source.
pub fn fix_all(source: &dyn Source) -> Result<BTreeMap<String, String>, LexiconError> {
    let lexicon = Lexicon::read(source)?;
    let mut fixed = BTreeMap::new();
    for (path, text) in lexicon.texts.iter() {
        let mut new = ComposingNormalizerBorrowed::new_nfc()
            .normalize(text)
            .replace("\r\n", "\n")
            .replace(['\r', '\u{feff}'], "");
        if let Some(keys) = sort_keys(path, &lexicon) {
            new = sort_table(&new, keys);
        }
        if !new.is_empty() && !new.ends_with('\n') {
            new.push('\n');
        }
        if new != **text {
            fixed.insert(path.clone(), new);
        }
    }
    Ok(fixed)
}

/// The columns by which the table at `path` is sorted; none for files that are no such table.
fn sort_keys(path: &str, lexicon: &Lexicon) -> Option<&'static [&'static str]> {
    let (folder, inside) = path.split_once('/')?;
    let name = inside.strip_suffix(".tsv").filter(|name| !name.contains('/'))?;
    match folder {
        "schema" => None,
        "shared" => lexicon.schema.registers.contains_key(name).then_some(&["id"]),
        _ if name == "inflection" => Some(&["paradigm", "features", "ending"]),
        _ => lexicon.schema.list(name).map(|_| &["form", "id"][..]),
    }
}

fn sort_table(text: &str, keys: &[&str]) -> String {
    let mut lines = text.lines();
    let Some(header) = lines.next() else { return text.to_owned() };
    let columns: Vec<Option<usize>> =
        keys.iter().map(|key| header.split('\t').position(|column| column == *key)).collect();
    let mut rows: Vec<Vec<String>> = lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('\t').map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
        .collect();
    let key = |row: &Vec<String>| -> Vec<String> {
        columns.iter().map(|column| column.and_then(|at| row.get(at)).cloned().unwrap_or_default()).collect()
    };
    rows.sort_by_cached_key(key);
    rows.dedup();
    let mut sorted = header.to_owned();
    for row in rows {
        sorted.push('\n');
        sorted.push_str(&row.join("\t"));
    }
    sorted.push('\n');
    sorted
}
