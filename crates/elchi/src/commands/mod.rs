//! One file per subcommand.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod functions;
pub(crate) mod languages;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod sql;
pub(crate) mod tables;
mod try_facts;
mod try_rules;
pub(crate) mod try_text;
pub(crate) mod verify;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use datafusion::prelude::SessionContext;
use elchi_lexicon::Lexicon;
use elchi_sql::{Engine, SessionOptions, session};

use crate::cli::Cli;
use crate::dataset::Manifest;
use crate::dataset::provider::table_over;
use crate::fail::{Doing, Failure};

/// Memory of a user's own query before it spills.
const QUERY_MEMORY: usize = 2 << 30;

/// The engine over the built-in language data, or over what `--lang` lays on top of it.
pub(crate) fn engine(cli: &Cli) -> Result<Arc<Engine>, Failure> {
    let lexicon = match &cli.lang {
        Some(folder) if !folder.is_dir() => {
            return Err(Failure::usage(
                format!("--lang: there is no folder {}", folder.display()),
                "Name a folder laid out like lang/; it may hold only the files that differ.",
            ));
        }
        Some(folder) => Lexicon::load(Some(folder)).doing(format!("Reading {}", folder.display()))?,
        None => Lexicon::embedded(),
    };
    let engine = Engine::new(lexicon)
        .map_err(|error| Failure::new("The tables of language identification have a mistake", &error, None))?;
    Ok(Arc::new(if cli.no_lingua { engine.without_lingua() } else { engine }))
}

/// A session for a user's own queries: all processors, files by path, the tables of `data` if it is a dataset.
pub(crate) fn user_session(engine: &Arc<Engine>, data: &Path) -> Result<(SessionContext, bool), Failure> {
    let runtime = elchi_sql::session::runtime(QUERY_MEMORY).doing("set up the engine")?;
    let partitions = std::thread::available_parallelism().map(std::num::NonZero::get).unwrap_or(1);
    let options = SessionOptions { batch_size: 8192, partitions, files_by_path: true };
    let context = session(engine, &runtime, options).doing("set up a session")?;
    let manifest = Manifest::read(data).doing(format!("Opening {}", data.display()))?;
    let Some(manifest) = manifest else { return Ok((context, false)) };
    for (name, entry) in &manifest.tables {
        let Some(table) = elchi_model::tables::table(name) else { continue };
        let parts: Vec<_> = entry.parts.iter().map(|part| data.join(&part.path)).collect();
        let provider = table_over(table, &parts).doing(format!("open the table {name}"))?;
        context.register_table(name.as_str(), provider).doing(format!("open the table {name}"))?;
    }
    Ok((context, true))
}

/// Writes to stdout; a closed pipe (`| head`) is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error).doing("Writing to stdout"),
        _ => Ok(()),
    }
}

/// A runtime for one command.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().doing("Starting the engine")
}

/// The value of an argument, or stdin for `-`.
pub(crate) fn argument_or_stdin(value: &str) -> Result<String, Failure> {
    if value == "-" { std::io::read_to_string(std::io::stdin()).doing("Reading stdin") } else { Ok(value.to_owned()) }
}

/// The name nearest to `wanted`, for "did you mean".
pub(crate) fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let close = names.iter().filter(|name| name.starts_with(wanted) || name.contains(wanted) || wanted.contains(*name));
    match close.min() {
        Some(name) => format!("Did you mean {name}? There are: {}", names.join(", ")),
        None => format!("There are: {}", names.join(", ")),
    }
}
