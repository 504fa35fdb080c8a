//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

/// Turns multilingual news about diplomacy into Parquet tables that people query with SQL.
#[derive(Debug, Parser)]
#[command(name = "elchi", version, about, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Examples:
  elchi run seeds output                        make the dataset
  elchi sql \"SELECT language, count(*) FROM languages GROUP BY language\"
  elchi report                                  answers to the standing questions
  elchi try ru 'Встреча прошла 12 июня 2020 года.'

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// How much to log to stderr: error, warn, info, debug, trace, or a filter such as datafusion=debug
    #[arg(long, global = true, value_name = "LEVEL")]
    pub(crate) log: Option<String>,
    /// No progress and no log, errors only
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Folder of language data that replaces the built-in files of the same name
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) lang: Option<PathBuf>,
    /// Tell languages apart without lingua, which is asked about close calls among Slavic and western languages
    #[arg(long, global = true)]
    pub(crate) no_lingua: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the whole pipeline: load, langid, segment, extract, aggregate, reports
    Run(RunArgs),
    /// Only take documents in
    Load(RunArgs),
    /// Only find the language of each document of a dataset
    Langid(StageArgs),
    /// Only cut the documents of a dataset into segments
    Segment(StageArgs),
    /// Only find names, people, offices, dates, amounts, quotations, topics and events
    Extract(StageArgs),
    /// Only compute the tables over the whole dataset, and the reports
    Aggregate(StageArgs),
    /// Ask a question of a dataset, or of any Parquet, CSV or JSON file
    Sql(SqlArgs),
    /// Print the answers to the standing questions
    Report(ReportArgs),
    /// Describe the tables and their columns
    Tables(DescribeArgs),
    /// Describe the SQL functions
    Functions(DescribeArgs),
    /// List the languages, and what is known of each
    Languages(DescribeArgs),
    /// Show what the stages see in a text: segments, tokens, names, rules and why they matched or not
    Try(TryArgs),
    /// Check data files
    Check(CheckArgs),
    /// Check a dataset: hashes, keys, spans, accounting
    Verify(VerifyArgs),
    /// Print completions for a shell
    Completions(CompletionArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  elchi run seeds output
  elchi run 'crawl/**/*.jsonl.gz' news --field text=body,title=headline --jobs 4
  elchi run crawl news --max-rejects 0.01 --summary run.json
  elchi run crawl news --second-pass   # after a first run: lines repeated on many pages of an outlet are residue

A second run takes finished parts over and makes only what changed. A killed run leaves the output as it was.")]
pub(crate) struct RunArgs {
    /// A file, a folder, or a glob in quotes
    pub(crate) input: std::ffi::OsString,
    /// Folder of the dataset
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
    /// Fail if a larger share of the records is rejected, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 1.0, value_parser = share)]
    pub(crate) max_rejects: f64,
    /// How fields of JSON records map to columns; the built-in pipelines/sources.toml by default
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) sources: Option<PathBuf>,
    /// Map a field by hand: COLUMN=KEY[,COLUMN=KEY…]
    #[arg(long, value_name = "MAPPING")]
    pub(crate) field: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct StageArgs {
    /// Folder of the dataset, which holds the tables of the stages before
    #[arg(default_value = "output", value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WorkArgs {
    /// Worker threads; all processors by default
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Rows of a batch; the result does not depend on it
    #[arg(long, value_name = "N", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=65536))]
    pub(crate) batch_size: u32,
    /// Take the lines that the dataset in OUTPUT tells as repeated (the table repeated_lines) for residue
    #[arg(long)]
    pub(crate) second_pass: bool,
    /// Write counts and times as JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) summary: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  elchi sql \"SELECT * FROM mentions LIMIT 5\"
  elchi sql \"SELECT entity_id, count(*) AS n FROM mentions GROUP BY 1 ORDER BY n DESC\" --format csv --output top.csv
  elchi sql \"SELECT langid_detect(text)['language'] AS language FROM 'mine.parquet'\"
  elchi sql \"SHOW TABLES\"")]
pub(crate) struct SqlArgs {
    /// One statement, or - to read it from stdin
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// How to print rows
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Write to a file instead of stdout
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// Rows of a printed table, at most
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people
    Table,
    /// Comma-separated values with a header
    Csv,
    /// One JSON object a line
    Json,
    /// A Parquet file (needs --output)
    Parquet,
}

#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    /// Folder of the dataset
    #[arg(long, value_name = "DIR", default_value = "output", value_hint = ValueHint::DirPath)]
    pub(crate) data: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  elchi report                    all questions, ten rows each
  elchi report formats --limit 50")]
pub(crate) struct ReportArgs {
    /// Names of reports; all by default
    pub(crate) names: Vec<String>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Rows of each report, at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
}

#[derive(Debug, Args)]
pub(crate) struct DescribeArgs {
    /// Only this one
    pub(crate) name: Option<String>,
    /// Print Markdown, as in docs/
    #[arg(long)]
    pub(crate) markdown: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  elchi try ru 'Встреча прошла 12 июня 2020 года в г. Астане.'
  elchi try uz-Latn 'Markaziy Osiyo davlatlari uchrashdi.' --lang lang")]
pub(crate) struct TryArgs {
    /// Language tag, or auto to have it detected
    pub(crate) language: String,
    /// The text, or - to read it from stdin
    pub(crate) text: String,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(subcommand)]
    pub(crate) what: CheckWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CheckWhat {
    /// Check language data: lists, rules and their examples
    #[command(after_help = "Examples:
  elchi check lang                 the folder lang/, or the built-in data where there is none
  elchi check lang --lang my-lang --fix")]
    Lang {
        /// Sort lists and normalise characters in place
        #[arg(long)]
        fix: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  elchi completions bash > ~/.local/share/bash-completion/completions/elchi")]
pub(crate) struct CompletionArgs {
    /// The shell
    pub(crate) shell: Shell,
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a share is a number from 0 to 1, for example 0.01".to_owned()),
    }
}
