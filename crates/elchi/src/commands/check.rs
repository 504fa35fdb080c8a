//! placeholder while crates settle
use std::process::ExitCode;
use crate::cli::*;
use crate::fail::Failure;
pub(crate) fn run(_: &Cli, _: &CheckArgs) -> Result<ExitCode, Failure> { Ok(ExitCode::SUCCESS) }
