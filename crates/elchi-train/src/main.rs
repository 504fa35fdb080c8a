//! A development binary: makes what the project learns from texts, always the same from the same texts.
//!
//! In: a folder of training texts, one a line, in files named `CODE.SOURCE.txt`; the languages of `lang/`.
//! Out: the tables of letter pairs by which languages are told apart; no text is kept.
//! Holds: the same texts give the same bytes; nothing is written unless every table could be made.
//! Rejects: a language without a text, a text that is not UTF-8, a script whose letters are not known.
//!
//! What was made from which texts stands in `models/README.md`.

mod counts;
mod data;
mod error;
mod furniture;
mod languages;
mod letters;
mod random;
mod script;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::TrainError;
use crate::letters::Table;

/// Exit status of a command that could not do its work; 1 says that tables differ.
const FAILED: u8 = 2;

#[derive(Parser)]
#[command(about = "Makes what elchi learns from texts", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Count pairs of letters: langid_letters.tsv of each language, shared/langid_neighbour_letters.tsv
    Letters {
        /// Write nothing; print the tables that differ from what TEXTS give and exit with 1 if there are any
        #[arg(long)]
        check: bool,
        /// Folder of training texts named CODE.SOURCE.txt
        texts: PathBuf,
        /// The folder lang/
        lang_dir: PathBuf,
    },
    /// Weigh the words of page furniture: labelled pages, phrases and texts of lang/ → models/furniture.bin
    Furniture {
        /// Write nothing; exit with 1 if the file differs from what lang/ gives
        #[arg(long)]
        check: bool,
        /// The folder lang/
        lang_dir: PathBuf,
        /// The file of weights
        #[arg(long, default_value = "models/furniture.bin")]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(FAILED)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, TrainError> {
    match command {
        Command::Letters { check, texts, lang_dir } => letters(check, &texts, &lang_dir),
        Command::Furniture { check, lang_dir, out } => weights(check, &lang_dir, &out),
    }
}

fn weights(check: bool, lang_dir: &Path, out: &Path) -> Result<ExitCode, TrainError> {
    let trained = furniture::train(lang_dir)?;
    let mut console = std::io::stdout().lock();
    if check {
        let same = std::fs::read(out).is_ok_and(|bytes| bytes == trained.bytes);
        let _ = writeln!(console, "{}: {}", out.display(), if same { "what lang/ gives" } else { "differs" });
        return Ok(if same { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    std::fs::write(out, &trained.bytes).map_err(error::at(out))?;
    let _ = writeln!(console, "{}: {} lines, {} of them furniture", out.display(), trained.lines, trained.furniture);
    Ok(ExitCode::SUCCESS)
}

fn letters(check: bool, texts: &Path, lang_dir: &Path) -> Result<ExitCode, TrainError> {
    let tables = letters::tables(texts, lang_dir)?;
    let mut out = std::io::stdout().lock();
    if !check {
        for table in &tables {
            table.write(lang_dir)?;
        }
        let _ = writeln!(out, "{} tables written", tables.len());
        return Ok(ExitCode::SUCCESS);
    }
    let differing: Vec<&Table> = tables.iter().filter(|table| !table.stands_in(lang_dir)).collect();
    for table in &differing {
        let _ = writeln!(out, "{}", table.name);
    }
    if differing.is_empty() {
        let _ = writeln!(out, "{} tables are what the texts give", tables.len());
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}
