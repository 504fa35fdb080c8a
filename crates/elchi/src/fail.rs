//! How the command says that something went wrong: what, where, what to do.

use std::fmt;
use std::process::ExitCode;

use elchi_lexicon::{LexiconError, Problem};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

use crate::dataset::DatasetError;
use crate::runner::RunError;

/// An error at the top: what was being done, the causes below it, and the next step.
#[derive(Debug)]
pub(crate) struct Failure {
    doing: String,
    causes: Vec<String>,
    help: Option<String>,
    code: u8,
}

impl Failure {
    /// A failure with its chain of causes.
    pub(crate) fn new(doing: impl Into<String>, error: &dyn std::error::Error, help: Option<String>) -> Failure {
        let mut causes = Vec::new();
        let mut next = Some(error);
        while let Some(cause) = next {
            let text = cause.to_string();
            // DataFusion repeats the cause in its own text: say each thing once.
            if !causes.last().is_some_and(|last: &String| last.contains(&text)) {
                causes.push(harmless(&text));
            }
            next = cause.source();
        }
        Failure { doing: doing.into(), causes, help, code: 1 }
    }

    /// A mistake in how the command was called.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure { doing: message.into(), causes: Vec::new(), help: Some(help.into()), code: 2 }
    }

    /// Prints it to stderr and gives the exit code.
    pub(crate) fn print(&self) -> ExitCode {
        use std::io::{IsTerminal, Write};
        let theme =
            if std::io::stderr().is_terminal() { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let mut text = String::new();
        if GraphicalReportHandler::new_themed(theme).render_report(&mut text, self).is_err() {
            text = self.to_string();
        }
        let _ = writeln!(std::io::stderr(), "{}", text.trim_end());
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.doing)?;
        self.causes.iter().try_for_each(|cause| write!(f, "\n{cause}"))
    }
}

impl std::error::Error for Failure {}

impl Diagnostic for Failure {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }
}

/// Says what was being done while a [`RunError`] came up.
pub(crate) trait Doing<T> {
    /// Turns the error into a failure of `action`.
    fn doing(self, action: impl Into<String>) -> Result<T, Failure>;
}

impl<T> Doing<T> for Result<T, RunError> {
    fn doing(self, action: impl Into<String>) -> Result<T, Failure> {
        self.map_err(|error| match &error {
            RunError::Lexicon(LexiconError::Problems(problems)) => problems_failure(problems),
            RunError::Interrupted => Failure {
                doing: error.to_string(),
                causes: Vec::new(),
                help: Some("Run the same command again to go on.".into()),
                code: 130,
            },
            _ => Failure::new(action, &error, error.help()),
        })
    }
}

impl<T> Doing<T> for Result<T, DatasetError> {
    fn doing(self, action: impl Into<String>) -> Result<T, Failure> {
        self.map_err(RunError::Dataset).doing(action)
    }
}

impl<T> Doing<T> for Result<T, LexiconError> {
    fn doing(self, action: impl Into<String>) -> Result<T, Failure> {
        self.map_err(RunError::Lexicon).doing(action)
    }
}

impl<T> Doing<T> for datafusion::common::Result<T> {
    fn doing(self, action: impl Into<String>) -> Result<T, Failure> {
        let action = action.into();
        self.map_err(|error| RunError::engine(&action, error)).doing("The query failed")
    }
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, action: impl Into<String>) -> Result<T, Failure> {
        self.map_err(|error| Failure::new(action, &error, None))
    }
}

/// A message may quote names of files and words of documents: they must not steer the terminal.
fn harmless(text: &str) -> String {
    text.lines().map(|line| crate::output::printable(line, 600)).collect::<Vec<_>>().join("\n")
}

/// All problems of `lang/`, one a line.
pub(crate) fn problems_failure(problems: &[Problem]) -> Failure {
    Failure {
        doing: format!("lang/ has {} problem(s)", problems.len()),
        causes: problems.iter().map(ToString::to_string).collect(),
        help: Some("elchi check lang lists them again; elchi check lang --fix mends order and characters.".into()),
        code: 1,
    }
}
