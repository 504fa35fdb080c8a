//! The invented language as files in memory, to be changed by tests.

use std::collections::BTreeMap;

use elchi_lexicon::{Embedded, Lexicon, Source};

/// Schema, registers and the invented language.
pub(crate) fn template_files() -> BTreeMap<String, String> {
    let files = Embedded.files().expect("the embedded files can be read");
    let wanted =
        |path: &str| ["schema/", "_template/"].iter().any(|folder| path.starts_with(folder)) || is_register(path);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    files.iter().filter(|(path, _)| wanted(path)).map(|(path, bytes)| (path.clone(), text(bytes))).collect()
}

fn is_register(path: &str) -> bool {
    path.starts_with("shared/") && path.ends_with(".tsv")
}

/// A lexicon of the invented language, with `changes` to its files (path below `_template/`, text).
#[allow(dead_code)]
pub(crate) fn template(changes: &[(&str, &str)]) -> Lexicon {
    let mut files = template_files();
    for (path, text) in changes {
        files.insert(format!("_template/{path}"), (*text).to_owned());
    }
    Lexicon::read(&files).expect("files in memory can be read")
}
