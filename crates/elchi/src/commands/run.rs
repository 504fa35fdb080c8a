//! `elchi run`, and each stage alone.

use std::process::ExitCode;

use elchi_load::{Input, Mapping};

use super::{engine, print};
use crate::cli::{Cli, RunArgs, StageArgs, WorkArgs};
use crate::fail::{Doing, Failure};
use crate::runner::{Cancel, Options, Progress, RunError, Summary, run as run_stages};

/// The whole pipeline.
pub(crate) fn run(cli: &Cli, args: &RunArgs) -> Result<ExitCode, Failure> {
    with_input(cli, args, "aggregate")
}

/// The first stage alone.
pub(crate) fn load(cli: &Cli, args: &RunArgs) -> Result<ExitCode, Failure> {
    with_input(cli, args, "load")
}

/// One of the stages after load, over the dataset that stands.
pub(crate) fn stage(cli: &Cli, args: &StageArgs, name: &str) -> Result<ExitCode, Failure> {
    let options = Options {
        input: None,
        output: args.output.clone(),
        first: name.to_owned(),
        last: name.to_owned(),
        jobs: jobs(&args.work),
        batch_size: args.work.batch_size as usize,
        max_rejects: 1.0,
        second_pass: args.work.second_pass,
    };
    finish(cli, &options, &args.work)
}

fn with_input(cli: &Cli, args: &RunArgs, last: &str) -> Result<ExitCode, Failure> {
    let mut mapping = match &args.sources {
        Some(path) => Mapping::load(path).map_err(RunError::from).doing("Reading the mapping of sources")?,
        None => Mapping::embedded(),
    };
    for given in &args.field {
        mapping.override_fields(given).map_err(RunError::from).doing("Reading --field")?;
    }
    let options = Options {
        input: Some((Input::new(args.input.clone()), mapping)),
        output: args.output.clone(),
        first: "load".to_owned(),
        last: last.to_owned(),
        jobs: jobs(&args.work),
        batch_size: args.work.batch_size as usize,
        max_rejects: args.max_rejects,
        second_pass: args.work.second_pass,
    };
    finish(cli, &options, &args.work)
}

fn finish(cli: &Cli, options: &Options, work: &WorkArgs) -> Result<ExitCode, Failure> {
    let engine = engine(cli)?;
    let progress = Progress::new(cli.quiet);
    let summary = run_stages(options, &engine, Cancel::on_signal(), &progress)
        .doing(format!("Making the dataset {}", options.output.display()))?;
    if let Some(path) = &work.summary {
        write_summary(path, &summary)?;
    }
    if !cli.quiet {
        print(&summary.render())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write_summary(path: &std::path::Path, summary: &Summary) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(summary).map_err(std::io::Error::other).doing("Writing the summary")?;
    std::fs::write(path, json + "\n").doing(format!("Writing the summary to {}", path.display()))
}

fn jobs(work: &WorkArgs) -> usize {
    let all = || std::thread::available_parallelism().map(std::num::NonZero::get).unwrap_or(1);
    work.jobs.map_or_else(all, usize::from)
}
