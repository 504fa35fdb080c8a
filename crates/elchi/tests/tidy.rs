//! Habits of this project that no lint knows. Each failure says what to do.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{read, root};

/// Lines of a Rust file, at most.
const MAX_LINES: usize = 400;
/// Folders that hold nothing of ours.
const NOT_OURS: [&str; 6] = ["target", "output", ".git", ".venv", "__pycache__", ".pytest_cache"];

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) && !name.starts_with(".output.") {
                collect(&path, found);
            }
        } else {
            found.push(path);
        }
    }
    found.sort();
}

/// Files below `folder` of the project with one of the endings: path below the root, and text.
fn sources(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let (root, mut found) = (root(), Vec::new());
    collect(&root.join(folder), &mut found);
    found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)))
        .map(|path| (path.strip_prefix(&root).expect("below the root").to_string_lossy().into_owned(), read(&path)))
        .collect()
}

/// Text in front of the test module, which ends a file.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod ").map_or(text, |at| &text[..at])
}

/// What stands on a line besides a comment.
fn without_comment(line: &str) -> &str {
    line.find("//").map_or(line, |at| &line[..at])
}

fn refuse(problems: &[String], what_to_do: &str) {
    assert!(problems.is_empty(), "{what_to_do}:\n  {}", problems.join("\n  "));
}

/// A run of two letters or more, one of them outside ASCII. Single letters are data about letters.
fn foreign_word(line: &str) -> Option<&str> {
    line.split(|c: char| !c.is_alphabetic()).find(|word| word.chars().nth(1).is_some() && !word.is_ascii())
}

#[test]
fn words_of_languages_stand_in_lang() {
    let mut problems = Vec::new();
    for (path, text) in sources("crates", &["rs"]).iter().filter(|(path, _)| path.contains("/src/")) {
        for (number, line) in without_tests(text).lines().enumerate() {
            // Examples that people are shown: of a function, and in the help of the command.
            let is_example = line.trim_start().starts_with("example:") || line.trim_start().starts_with("elchi ");
            if let Some(word) = foreign_word(without_comment(line)).filter(|_| !is_example) {
                problems.push(format!("{path}:{}: {word}", number + 1));
            }
        }
    }
    refuse(&problems, "move these words from Rust code to a file of lang/, or into a comment or test");
}

#[test]
fn no_rust_file_is_long() {
    let long = sources("crates", &["rs"]);
    let long = long.iter().map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > MAX_LINES);
    let problems: Vec<String> = long.map(|(path, lines)| format!("{path}: {lines} lines")).collect();
    refuse(&problems, "split these files, one idea each, 60 to 250 lines");
}

#[test]
fn only_two_crates_name_datafusion() {
    let mut problems = Vec::new();
    for (path, text) in sources("crates", &["toml", "rs"]) {
        let is_allowed = ["crates/elchi-sql/", "crates/elchi/"].iter().any(|allowed| path.starts_with(allowed));
        let names = |line: &str| {
            let line = if path.ends_with(".rs") { without_comment(line) } else { line };
            line.trim_start().starts_with("datafusion")
                || line.contains("use datafusion")
                || line.contains("datafusion::")
        };
        if !is_allowed && text.lines().any(names) {
            problems.push(path);
        }
    }
    refuse(&problems, "stage crates know nothing of SQL: move what needs DataFusion to elchi-sql");
}

#[test]
fn only_the_lexicon_reads_lang_and_models() {
    let mut problems = Vec::new();
    for (path, text) in sources("crates", &["rs"]) {
        let is_allowed = path.starts_with("crates/elchi-lexicon/") || path.contains("/tests/");
        for (number, line) in without_tests(&text).lines().enumerate().filter(|_| !is_allowed) {
            let embeds = ["include_dir!", "include_str!", "include_bytes!"].iter().any(|name| line.contains(name));
            if embeds && ["/lang", "/models"].iter().any(|folder| line.contains(folder)) {
                problems.push(format!("{path}:{}", number + 1));
            }
        }
    }
    refuse(&problems, "read lang/ and models/ through elchi-lexicon");
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    // Put together here, so that this file does not find itself.
    let places = ["home/", "Users/", "root/", "work/"].map(|folder| format!("/{folder}"));
    let endings = ["rs", "toml", "sql", "md", "py", "sh", "tsv", "txt", "csv", "yml", "json", "slt"];
    let mut files = Vec::new();
    for folder in ["crates", "lang", "pipelines", "docs", "tests", "tools", "seeds"] {
        if root().join(folder).is_dir() {
            files.extend(sources(folder, &endings));
        }
    }
    for name in ["justfile", "Cargo.toml", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        files.push((name.to_owned(), fs::read_to_string(root().join(name)).unwrap_or_default()));
    }
    let mut problems = Vec::new();
    for (path, text) in files {
        for (number, line) in text.lines().enumerate() {
            let absolute = places.iter().any(|place| {
                line.match_indices(place.as_str()).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| c.is_whitespace() || "\"'`=(".contains(c))
                })
            });
            if absolute {
                problems.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    refuse(&problems, "write paths relative to the project");
}

#[test]
fn every_function_has_its_test_beside_it() {
    let folder = root().join("crates/elchi-sql/src/functions");
    let files = fs::read_dir(&folder).expect("functions have a folder").flatten().map(|entry| entry.path());
    let problems: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|e| e == "rs") && path.file_stem().is_some_and(|n| n != "mod"))
        .filter(|path| !path.with_extension("slt").is_file())
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    refuse(&problems, "write NAME.slt beside NAME.rs, beginning with the documented example");
}

#[test]
fn every_report_begins_with_its_question_and_grain() {
    let mut problems = Vec::new();
    for (path, text) in sources("pipelines/reports", &["sql"]) {
        let mut lines = text.lines();
        if !lines.next().is_some_and(|line| line.starts_with("-- ") && line.ends_with('?')) {
            problems.push(format!("{path}: line 1 must be `-- QUESTION?`"));
        }
        if !lines.next().is_some_and(|line| line.starts_with("-- Grain: ")) {
            problems.push(format!("{path}: line 2 must be `-- Grain: one …`"));
        }
    }
    refuse(&problems, "say what the report answers and what one row is");
}

#[test]
fn nothing_is_left_undone() {
    // Put together here, so that this file does not find itself.
    let marks = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    let mut problems = Vec::new();
    for (path, text) in sources("crates", &["rs"]) {
        for (number, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| without_comment(line).contains(mark.as_str())) {
                problems.push(format!("{path}:{}", number + 1));
            }
        }
    }
    refuse(&problems, "finish these places, or take them out");
}

#[test]
fn library_crates_say_what_they_do() {
    let mut problems = Vec::new();
    let stages = ["load", "langid", "segment", "extract", "aggregate", "lexicon", "model", "sql"];
    for path in stages.map(|name| format!("crates/elchi-{name}/src/lib.rs")) {
        let text = read(&root().join(&path));
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let head = head.join("\n");
        for word in ["In:", "Out:", "Holds:", "Rejects:"] {
            if !head.contains(word) {
                problems.push(format!("{path}: {word}"));
            }
        }
    }
    refuse(&problems, "open the crate with what it does, In, Out, Holds (what is always true), Rejects");
}
