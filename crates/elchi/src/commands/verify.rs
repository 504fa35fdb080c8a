//! `elchi verify`.

use std::process::ExitCode;

use super::{engine, print, runtime, user_session};
use crate::cli::{Cli, VerifyArgs};
use crate::dataset::Manifest;
use crate::fail::{Doing, Failure};
use crate::verify::check;

pub(crate) fn run(cli: &Cli, args: &VerifyArgs) -> Result<ExitCode, Failure> {
    let data = &args.data.data;
    Manifest::require(data).doing(format!("Opening {}", data.display()))?;
    let engine = engine(cli)?;
    let (context, _) = user_session(&engine, data)?;
    let findings = check(data, &context, &runtime()?).doing(format!("Checking {}", data.display()))?;
    for line in findings.lines() {
        print(&format!("{line}\n"))?;
    }
    let checked = &findings.checked;
    let looked = format!("{} files, {} rows, {} spans checked", checked.files, checked.rows, checked.spans);
    match findings.count() {
        0 => {
            print(&format!("{} is whole: {looked}\n", data.display()))?;
            Ok(ExitCode::SUCCESS)
        }
        count => {
            let hidden = count - findings.lines().len();
            let more = if hidden > 0 { format!(" ({hidden} more than are listed)") } else { String::new() };
            print(&format!(
                "{count} finding(s){more}; {looked}\nA run over the same input makes damaged parts again.\n"
            ))?;
            Ok(ExitCode::FAILURE)
        }
    }
}
