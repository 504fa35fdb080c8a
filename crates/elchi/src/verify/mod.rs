//! `elchi verify`: whether a dataset is what its manifest, its contract and its own rows say.

mod accounting;
mod files;
mod keys;
mod rows;
mod spans;

use std::fmt;
use std::path::Path;

use datafusion::prelude::SessionContext;

use crate::dataset::{DatasetError, Manifest};

/// Findings of one kind that are printed before the rest is only counted.
const SHOWN: usize = 20;

/// What was found wrong, and what was looked at.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    shown: Vec<String>,
    count: usize,
    /// Files, rows and spans that were checked.
    pub(crate) checked: Checked,
}

/// How much was looked at.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// Files hashed.
    pub(crate) files: usize,
    /// Rows read.
    pub(crate) rows: u64,
    /// Spans compared with the text.
    pub(crate) spans: u64,
}

impl Findings {
    /// Notes that something is wrong.
    pub(crate) fn add(&mut self, place: impl fmt::Display, what: impl fmt::Display) {
        self.count += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(format!("{place}: {what}"));
        }
    }

    /// Number of findings.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The first findings, one a line.
    pub(crate) fn lines(&self) -> &[String] {
        &self.shown
    }
}

/// Checks the dataset in `folder`; `context` has its tables.
///
/// # Errors
/// Only where there is no dataset at all. Damage is a finding.
pub(crate) fn check(
    folder: &Path,
    context: &SessionContext,
    runtime: &tokio::runtime::Runtime,
) -> Result<Findings, DatasetError> {
    let manifest = Manifest::require(folder)?;
    let mut findings = Findings::default();
    files::check(folder, &manifest, &mut findings);
    keys::check(folder, &manifest, &mut findings);
    spans::check(folder, &manifest, &mut findings);
    runtime.block_on(accounting::check(context, &manifest, &mut findings));
    Ok(findings)
}
