//! `docs/` says what the code says.

mod support;

use std::fs;

use support::{elchi, root};

fn check(command: &str) {
    let file = root().join(format!("docs/{command}.md"));
    let wanted = elchi(&[command, "--markdown"]).ok().stdout;
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
    check("tables");
}

#[test]
fn functions_are_documented() {
    check("functions");
}

#[test]
fn languages_are_documented() {
    check("languages");
}
