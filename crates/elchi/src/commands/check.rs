//! `elchi check lang`: every problem of the language data at once, for people without Rust tools.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use elchi_lexicon::{Embedded, Lexicon, LexiconError, Overlay, Problem, Source, check_all, fix_all};

use super::print;
use crate::cli::{CheckArgs, CheckWhat, Cli};
use crate::dataset::files;
use crate::fail::{Doing, Failure};

pub(crate) fn run(cli: &Cli, args: &CheckArgs) -> Result<ExitCode, Failure> {
    let CheckWhat::Lang { fix } = args.what;
    let folder = cli.lang.clone().or_else(|| Path::new("lang").is_dir().then(|| PathBuf::from("lang")));
    let source: Box<dyn Source> = match &folder {
        Some(folder) if !folder.is_dir() => {
            return Err(Failure::usage(
                format!("{} is no folder", folder.display()),
                "Name a folder laid out like lang/: --lang DIR",
            ));
        }
        Some(folder) => Box::new(Overlay { folder: folder.clone() }),
        None => Box::new(Embedded),
    };
    if fix {
        let Some(folder) = &folder else {
            return Err(Failure::usage("there is nothing on disk to fix", "Name the folder: --lang DIR"));
        };
        repair(source.as_ref(), folder)?;
    }
    let place = folder.as_ref().map_or_else(|| "the built-in data".to_owned(), |folder| folder.display().to_string());
    let problems = problems(source.as_ref()).doing(format!("Reading {place}"))?;
    for problem in &problems {
        print(&format!("{problem}\n"))?;
    }
    match problems.len() {
        0 => {
            print(&format!("{place} has no problems\n"))?;
            Ok(ExitCode::SUCCESS)
        }
        count => {
            print(&format!("{count} problem(s) in {place}\n"))?;
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Problems of the files, then of the examples that stages check with their own code.
fn problems(source: &dyn Source) -> Result<Vec<Problem>, LexiconError> {
    let mut problems = check_all(source)?;
    // Examples of dates, amounts and sentence ends run on whole data only.
    if problems.is_empty() {
        let lexicon: Arc<Lexicon> = Lexicon::from_source(source)?;
        problems.extend(elchi_extract::check_examples(&lexicon));
        problems.extend(elchi_segment::check_data(&lexicon));
        if let Err(error) = elchi_langid::Detector::new(&lexicon) {
            problems.push(Problem {
                file: "langid.tsv".into(),
                line: 1,
                column: 1,
                message: error.to_string(),
                help: "the message names the file and line".into(),
            });
        }
        problems.sort();
    }
    Ok(problems)
}

/// Writes the files that `fix_all` would have otherwise; only those that lie in `folder`.
fn repair(source: &dyn Source, folder: &Path) -> Result<(), Failure> {
    for (name, content) in fix_all(source).doing("Reading the language data")? {
        let path = folder.join(&name);
        if path.is_file() {
            files::write_whole(&path, content.as_bytes()).doing(format!("Writing {}", path.display()))?;
            print(&format!("fixed {name}\n"))?;
        }
    }
    Ok(())
}
