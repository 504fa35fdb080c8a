//! Every folder of `lang/` is one named test: the checks of its files, and the examples of its rules run through the
//! engine. One test checks all of `lang/`, so a test for each file would check it hundreds of times.
#![allow(clippy::print_stdout)]

use std::collections::BTreeSet;
use std::process::ExitCode;

use elchi_lexicon::{Embedded, Problem, Source, check_all};

/// The little of a test binary's command line that test runners use.
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let filters: Vec<&String> =
        arguments.iter().filter(|argument| !argument.starts_with('-') && *argument != "terse").collect();
    let files = match Embedded.files() {
        Ok(files) => files,
        Err(error) => {
            println!("lang/ cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let folders: BTreeSet<&str> = files.keys().filter_map(|file| file.split('/').next()).collect();
    let chosen = |folder: &&str| {
        filters.is_empty()
            || filters.iter().any(|filter| {
                if has("--exact") { *folder == filter.as_str() } else { folder.contains(filter.as_str()) }
            })
    };
    let folders: Vec<&str> = folders.into_iter().filter(chosen).collect();
    if has("--list") {
        if !has("--ignored") {
            folders.iter().for_each(|folder| println!("{folder}: test"));
        }
        return ExitCode::SUCCESS;
    }
    if has("--ignored") {
        return ExitCode::SUCCESS;
    }
    run(&folders)
}

fn run(folders: &[&str]) -> ExitCode {
    let problems = match check_all(&Embedded) {
        Ok(problems) => problems,
        Err(error) => {
            println!("lang/ cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut failed = 0;
    for folder in folders {
        let own: Vec<&Problem> =
            problems.iter().filter(|problem| problem.file.split('/').next() == Some(folder)).collect();
        println!("test {folder} ... {}", if own.is_empty() { "ok" } else { "FAILED" });
        own.iter().for_each(|problem| println!("    lang/{problem}"));
        failed += usize::from(!own.is_empty());
    }
    println!(
        "\ntest result: {}. {} passed; {failed} failed\n",
        if failed == 0 { "ok" } else { "FAILED" },
        folders.len() - failed
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
