//! Checks `lang/` with every example of its rules, from the folder as it stands: no build between two tries.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use elchi_lexicon::{Folder, Lexicon};

/// Every problem of `lang/`.
pub(crate) fn check(folder: &Path, only: Option<&str>) -> Result<String, Box<dyn Error>> {
    let source = Folder { folder: folder.to_owned() };
    let lexicon = Arc::new(Lexicon::read(&source)?);
    let mut problems = elchi_lexicon::check_all(&source)?;
    problems.extend(elchi_segment::check_data(&lexicon));
    problems.extend(elchi_extract::check_examples(&lexicon));
    problems.retain(|problem| only.is_none_or(|only| problem.file.starts_with(only)));
    let mut out = String::new();
    for problem in &problems {
        let _ = writeln!(
            out,
            "{}:{}:{} {}\n    {}",
            problem.file, problem.line, problem.column, problem.message, problem.help
        );
    }
    let _ = writeln!(out, "{} problem(s)", problems.len());
    Ok(out)
}
