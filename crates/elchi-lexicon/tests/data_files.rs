//! Every data file is one named test: its checks, and the examples of its rules run through the engine.
#![allow(clippy::print_stdout)]

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
    let chosen = |file: &&String| {
        filters.is_empty()
            || filters.iter().any(|filter| if has("--exact") { file == filter } else { file.contains(*filter) })
    };
    let files: Vec<&String> = files.keys().filter(chosen).collect();
    if has("--list") {
        if !has("--ignored") {
            files.iter().for_each(|file| println!("{file}: test"));
        }
        return ExitCode::SUCCESS;
    }
    if has("--ignored") {
        return ExitCode::SUCCESS;
    }
    run(&files)
}

fn run(files: &[&String]) -> ExitCode {
    let problems = match check_all(&Embedded) {
        Ok(problems) => problems,
        Err(error) => {
            println!("lang/ cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut failed = 0;
    for file in files {
        let own: Vec<&Problem> = problems.iter().filter(|problem| problem.file == **file).collect();
        println!("test {file} ... {}", if own.is_empty() { "ok" } else { "FAILED" });
        own.iter().for_each(|problem| println!("    lang/{problem}"));
        failed += usize::from(!own.is_empty());
    }
    println!(
        "\ntest result: {}. {} passed; {failed} failed\n",
        if failed == 0 { "ok" } else { "FAILED" },
        files.len() - failed
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
