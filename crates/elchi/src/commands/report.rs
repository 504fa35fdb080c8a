//! `elchi report`: the standing questions.

use std::process::ExitCode;

use super::{engine, nearest, print, runtime, user_session};
use crate::cli::{Cli, ReportArgs};
use crate::dataset::Manifest;
use crate::fail::{Doing, Failure};
use crate::runner::{print_report, steps};

pub(crate) fn run(cli: &Cli, args: &ReportArgs) -> Result<ExitCode, Failure> {
    let reports = steps::reports();
    for name in &args.names {
        if !reports.iter().any(|report| report.name == *name) {
            let help = nearest(name, reports.iter().map(|report| report.name.as_str()));
            return Err(Failure::usage(format!("there is no report called {name}"), help));
        }
    }
    Manifest::require(&args.data.data).doing("Opening the dataset")?;
    let engine = engine(cli)?;
    let (context, _) = user_session(&engine, &args.data.data)?;
    let runtime = runtime()?;
    for report in reports.iter().filter(|report| args.names.is_empty() || args.names.contains(&report.name)) {
        let text = runtime.block_on(print_report(&context, report, args.limit)).doing("Printing a report")?;
        print(&format!("{} ({}.sql)\n", "─".repeat(20), report.name))?;
        print(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}
