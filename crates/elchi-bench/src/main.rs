//! A development binary: makes a corpus of any size, always the same, and measures the pipeline on it.
//!
//! In: the sample documents of `seeds/`. Out: a folder of JSON Lines and text files; a table of figures.
//! Holds: the same size and seed give the same bytes. Rejects: nothing.

mod corpus;
mod dirt;
mod measure;
mod random;
mod sentences;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Makes corpora and measures elchi on them", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a corpus in all languages, with the dirt of real pages
    Generate {
        /// Megabytes of files, about
        #[arg(long, default_value_t = 10)]
        megabytes: u64,
        /// Another number gives another corpus
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Folder to write, which must not exist yet
        folder: PathBuf,
    },
    /// Run each stage of the pipeline over a folder and print what it cost
    Stages {
        /// The elchi binary
        #[arg(long, default_value = "target/pipeline/elchi")]
        elchi: PathBuf,
        /// Worker threads
        #[arg(long, default_value_t = 1)]
        jobs: u16,
        /// Folder of documents
        input: PathBuf,
        /// Folder for the dataset; it is removed first
        output: PathBuf,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Generate { megabytes, seed, folder } => corpus::generate(&folder, megabytes << 20, seed),
        Command::Stages { elchi, jobs, input, output } => measure::stages(&elchi, jobs, &input, &output),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// Why a corpus or a measurement could not be made.
#[derive(Debug, thiserror::Error)]
enum BenchError {
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{0} stands already; name a folder that does not exist")]
    Exists(PathBuf),
    #[error("elchi {command} failed: {detail}")]
    Failed { command: String, detail: String },
    #[error("seeds/ holds no sentences: the binary was built without them")]
    NoSeeds,
}

/// Adds the path to an error of the operating system.
fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> BenchError {
    let path = path.to_owned();
    move |source| BenchError::Io { path, source }
}
