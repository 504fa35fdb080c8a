//! The bank of sentences: what the project's own samples say, language by language.

use include_dir::{Dir, include_dir};

static SEEDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../seeds");

/// Lines of one language's samples.
pub(crate) struct Bank {
    /// Folder below `seeds/`: the language's tag.
    pub(crate) language: String,
    /// Short lines without a final stop: titles.
    pub(crate) titles: Vec<String>,
    /// Sentences, as far as a full stop and a blank tell.
    pub(crate) sentences: Vec<String>,
}

/// One bank for each folder of `seeds/` that holds text.
pub(crate) fn banks() -> Vec<Bank> {
    let mut folders: Vec<_> = SEEDS.dirs().collect();
    folders.sort_by_key(|folder| folder.path());
    folders.into_iter().map(bank).filter(|bank| !bank.sentences.is_empty()).collect()
}

fn bank(folder: &Dir<'_>) -> Bank {
    let language = folder.path().to_string_lossy().into_owned();
    let mut bank = Bank { language, titles: Vec::new(), sentences: Vec::new() };
    let mut files: Vec<_> = folder.files().collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        let is_text = file.path().extension().is_some_and(|e| e == "txt" || e == "md");
        let Some(text) = file.contents_utf8().filter(|_| is_text) else { continue };
        for line in text.lines().map(|line| line.trim().trim_start_matches(['#', '*', ' '])) {
            let chars = line.chars().count();
            if line.contains(['{', '<', '[', '*']) || chars < 20 {
                continue;
            }
            if !line.ends_with(['.', '!', '?', '»', '”', '"', ':', ',']) {
                if chars < 160 {
                    bank.titles.push(line.to_owned());
                }
                continue;
            }
            // A rough cut is enough: what is measured is the cost, not the borders.
            let mut rest = line;
            while let Some(end) = rest.find(". ") {
                if rest[..end].chars().count() > 30 {
                    bank.sentences.push(rest[..=end].to_owned());
                }
                rest = &rest[end + 2..];
            }
            if rest.chars().count() > 30 {
                bank.sentences.push(rest.to_owned());
            }
        }
    }
    bank
}
