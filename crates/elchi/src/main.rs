//! The `elchi` command: runs the pipeline, asks SQL questions of its output, checks both.

mod cli;
mod commands;
mod dataset;
mod fail;
mod output;
mod runner;
mod verify;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use fail::Failure;

fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log(&cli);
    match dispatch(&cli) {
        Ok(code) => code,
        Err(failure) => failure.print(),
    }
}

fn dispatch(cli: &Cli) -> Result<ExitCode, Failure> {
    match &cli.command {
        Command::Run(args) => commands::run::run(cli, args),
        Command::Load(args) => commands::run::load(cli, args),
        Command::Langid(args) => commands::run::stage(cli, args, "langid"),
        Command::Segment(args) => commands::run::stage(cli, args, "segment"),
        Command::Extract(args) => commands::run::stage(cli, args, "extract"),
        Command::Aggregate(args) => commands::run::stage(cli, args, "aggregate"),
        Command::Sql(args) => commands::sql::run(cli, args),
        Command::Report(args) => commands::report::run(cli, args),
        Command::Tables(args) => commands::tables::run(args),
        Command::Functions(args) => commands::functions::run(args),
        Command::Languages(args) => commands::languages::run(cli, args),
        Command::Try(args) => commands::try_text::run(cli, args),
        Command::Check(args) => commands::check::run(cli, args),
        Command::Verify(args) => commands::verify::run(cli, args),
        Command::Completions(args) => commands::completions::run(args),
    }
}

/// Logs go to stderr, so that stdout holds answers only.
fn start_log(cli: &Cli) {
    let level = if cli.quiet { "error" } else { cli.log.as_deref().unwrap_or("info") };
    let filter = tracing_subscriber::EnvFilter::builder().parse_lossy(if level.contains('=') {
        level.to_owned()
    } else {
        format!("warn,elchi={level}")
    });
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .without_time()
        .init();
}
