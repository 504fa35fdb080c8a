//! Prints every problem of a folder laid out as `lang/` is: `cargo run -p elchi-lexicon --example check -- lang [ru]`.
#![allow(clippy::print_stdout)]

use elchi_lexicon::{Folder, check_all};

fn main() -> Result<(), elchi_lexicon::LexiconError> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "lang".to_owned());
    let below = arguments.next().unwrap_or_default();
    let problems = check_all(&Folder { folder: folder.into() })?;
    let shown: Vec<_> = problems.iter().filter(|problem| problem.file.starts_with(&below)).collect();
    for problem in &shown {
        println!("{problem}");
    }
    println!("{} problem(s)", shown.len());
    Ok(())
}
