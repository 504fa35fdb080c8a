//! `docs/` says what the code says.

mod support;

use std::fs;

use support::{elchi, root};

/// The page of a command, and the file that follows on it.
fn check(command: &str, more: Option<&str>) {
    let file = root().join(format!("docs/{command}.md"));
    let mut wanted = elchi(&[command, "--markdown"]).ok().stdout;
    if let Some(more) = more {
        let text = fs::read_to_string(root().join(more)).expect("the page that follows is there");
        wanted.push('\n');
        wanted.push_str(&text);
    }
    if std::env::var_os("ELCHI_BLESS").is_some() {
        fs::create_dir_all(root().join("docs")).expect("the folder can be made");
        fs::write(&file, &wanted).expect("the page can be written");
        return;
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    let line = found.lines().zip(wanted.lines()).take_while(|(found, wanted)| found == wanted).count();
    assert!(
        found == wanted,
        "docs/{command}.md is older than the code from line {} on; run `just docs` and commit it:\n- {}\n+ {}",
        line + 1,
        found.lines().nth(line).unwrap_or_default(),
        wanted.lines().nth(line).unwrap_or_default(),
    );
}

#[test]
fn tables_are_documented() {
    check("tables", None);
}

#[test]
fn functions_are_documented() {
    check("functions", None);
}

#[test]
fn languages_are_documented() {
    check("languages", Some("models/langid.confusions.md"));
}
