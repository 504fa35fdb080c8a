//! A development binary: makes a corpus of any size, always the same, and measures the pipeline on it.
//!
//! In: the sample documents of `seeds/`. Out: a folder of JSON Lines and text files; a table of figures.
//! Holds: the same size and seed give the same bytes. Rejects: nothing.

mod check;
mod corpus;
mod dirt;
mod ends;
mod factrueval;
mod gold;
mod headers;
mod languages;
mod measure;
mod pages;
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
    /// Score events, roles, dates and quotes against the annotated reports of a language
    Gold {
        /// Folder of the language: ru, kk
        language: String,
        /// Which half: dev, test; or a file of reports, in the same format
        half: String,
        /// The folder lang/
        #[arg(long, default_value = "lang")]
        lang: PathBuf,
        /// One report alone
        #[arg(long)]
        only: Option<String>,
        /// List every difference
        #[arg(short, long)]
        verbose: bool,
    },
    /// Count the sentences of lang/<code>/gold/negative.tsv in which an event is found
    Negative {
        /// Folder of the language: ru, kk
        language: String,
        /// The folder lang/
        #[arg(long, default_value = "lang")]
        lang: PathBuf,
    },
    /// Score which lines of labelled pages are taken for residue
    Pages {
        /// A table of page, label and line; those of all languages by default
        path: Option<PathBuf>,
        /// The folder lang/
        #[arg(long, default_value = "lang")]
        lang: PathBuf,
        /// List every difference
        #[arg(short, long)]
        verbose: bool,
    },
    /// Print the ends of the sentences of texts, in code points
    Sentences {
        /// Language of the texts: ru, kk, uz-Latn
        language: String,
        /// Texts as JSON Lines, perhaps zstd-compressed
        path: PathBuf,
        /// Measure the speed for so long, and print megabytes per second to the error stream
        #[arg(long, default_value_t = 0.0)]
        seconds: f64,
    },
    /// Print the languages of texts and documents
    Langid {
        /// Texts as JSON Lines: strings, or objects with a document and its segments
        path: PathBuf,
        /// Leave out the second opinion of lingua
        #[arg(long)]
        no_lingua: bool,
        /// Measure the speed for so long, and print it to the error stream
        #[arg(long, default_value_t = 0.0)]
        seconds: f64,
    },
    /// Score datelines, days of publication, outlets and sections of annotated headers
    Headers {
        /// A file of headers; those of all languages by default
        path: Option<PathBuf>,
        /// The folder lang/
        #[arg(long, default_value = "lang")]
        lang: PathBuf,
        /// List every difference
        #[arg(short, long)]
        verbose: bool,
    },
    /// Score positions and meetings against the facts of factRuEval-2016
    Factrueval {
        /// The annotated texts, zstd-compressed JSON Lines
        path: PathBuf,
        /// Which half: dev, test
        #[arg(long)]
        half: String,
        /// The folder lang/
        #[arg(long, default_value = "lang")]
        lang: PathBuf,
        /// List every alignment
        #[arg(short, long)]
        verbose: bool,
    },
    /// Check lang/ and run every example of its rules
    Check {
        /// The folder lang/
        #[arg(default_value = "lang")]
        lang: PathBuf,
        /// Only problems of files whose path begins so
        #[arg(long)]
        only: Option<String>,
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
        Command::Gold { language, half, lang, only, verbose } => gold::score(&language, &half, &lang, only.as_deref())
            .map(|(score, detail)| {
                print(if verbose { &detail } else { "" });
                print(&score.figures());
            })
            .map_err(|error| BenchError::Other(error.to_string())),
        Command::Sentences { language, path, seconds } => ends::ends(&language, &path, seconds)
            .map(|text| print(&text))
            .map_err(|error| BenchError::Other(error.to_string())),
        Command::Langid { path, no_lingua, seconds } => languages::detect(&path, !no_lingua, seconds)
            .map(|text| print(&text))
            .map_err(|error| BenchError::Other(error.to_string())),
        Command::Headers { path, lang, verbose } => headers::score(path.as_deref(), &lang)
            .map(|(figures, detail)| {
                print(if verbose { &detail } else { "" });
                print(&figures);
            })
            .map_err(|error| BenchError::Other(error.to_string())),
        Command::Pages { path, lang, verbose } => pages::score(path.as_deref(), &lang)
            .map(|(figures, detail)| {
                print(if verbose { &detail } else { "" });
                print(&figures);
            })
            .map_err(|error| BenchError::Other(error.to_string())),
        Command::Factrueval { path, half, lang, verbose } => factrueval::score(&path, &half, &lang)
            .map(|(figures, detail)| {
                print(if verbose { &detail } else { "" });
                print(&figures);
            })
            .map_err(|error| BenchError::Other(error.to_string())),
        Command::Negative { language, lang } => gold::negatives(&language, &lang)
            .map(|(_, text)| print(&text))
            .map_err(|error| BenchError::Other(error.to_string())),
        Command::Check { lang, only } => check::check(&lang, only.as_deref())
            .map(|text| print(&text))
            .map_err(|error| BenchError::Other(error.to_string())),
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

fn print(text: &str) {
    use std::io::Write;
    let _ = write!(std::io::stdout(), "{text}");
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
    #[error("{0}")]
    Other(String),
    #[error("seeds/ holds no sentences: the binary was built without them")]
    NoSeeds,
}

/// Adds the path to an error of the operating system.
fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> BenchError {
    let path = path.to_owned();
    move |source| BenchError::Io { path, source }
}
