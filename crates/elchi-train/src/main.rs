//! A development binary: makes what the project learns from texts, always the same from the same texts.
//!
//! In: a folder of training texts, one a line, in files named `CODE.SOURCE.txt`; the languages of `lang/`.
//! Out: `models/langid.bin`, the weights by which languages are told apart, and `models/furniture.bin`, those of the words
//! of page furniture, which need `lang/` alone; no text is kept. Printed: what was read, and let go as foreign.
//! Holds: the same texts give the same bytes; nothing is written unless the whole model could be made.
//! Rejects: a language without a text, a text that is not UTF-8, a script whose letters are not known.
//!
//! What was made from which texts stands in `models/README.md`.

mod corpus;
mod data;
mod draw;
mod error;
mod furniture;
mod langid;
mod languages;
mod noise;
mod rng;
mod script;
mod softmax;
mod transliterate;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::{TrainError, at};

/// Exit status of a command that could not do its work; 1 says that the model differs.
const FAILED: u8 = 2;

#[derive(Parser)]
#[command(about = "Makes what elchi learns from texts", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Learn to tell languages apart: models/langid.bin
    Langid {
        /// Write nothing; exit with 1 if OUT is not what TEXTS give
        #[arg(long)]
        check: bool,
        /// Draws of a class instead of the usual number: for trials
        #[arg(long)]
        draws: Option<usize>,
        /// The file of the model
        #[arg(long)]
        out: PathBuf,
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
        Command::Langid { check, draws, out, texts, lang_dir } => {
            let (model, said) = langid::model(&texts, &lang_dir, draws)?;
            finish(&model, &said, &out, check)
        }
        Command::Furniture { check, lang_dir, out } => {
            let furniture::Trained { bytes, lines, furniture } = furniture::train(&lang_dir)?;
            finish(&bytes, &format!("{lines} lines, {furniture} of them furniture\n"), &out, check)
        }
    }
}

/// Writes a model, or says whether the file is that model.
fn finish(model: &[u8], said: &str, out: &Path, check: bool) -> Result<ExitCode, TrainError> {
    let mut stdout = std::io::stdout().lock();
    let _ = write!(stdout, "{said}");
    if !check {
        fs::write(out, model).map_err(at(out))?;
        let _ = writeln!(stdout, "{}: {} bytes written", out.display(), model.len());
        return Ok(ExitCode::SUCCESS);
    }
    let same = fs::read(out).map_err(at(out))? == model;
    let verdict = if same { "as the texts give it" } else { "not what the texts give" };
    let _ = writeln!(stdout, "{}: {verdict}", out.display());
    Ok(if same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
