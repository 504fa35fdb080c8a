//! Why a run ended without a dataset.

use datafusion::common::DataFusionError;
use elchi_lexicon::LexiconError;
use elchi_load::LoadError;

use super::steps::StepError;
use crate::dataset::DatasetError;

/// Everything that stops a run. A bad document never does: it becomes a row of `rejects`.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RunError {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Dataset(#[from] DatasetError),
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    #[error(transparent)]
    Step(#[from] StepError),
    #[error("could not {action}")]
    Engine { action: String, source: Box<DataFusionError> },
    #[error("the accounting does not balance: {0}")]
    Accounting(elchi_aggregate::Imbalance),
    #[error(
        "{rejected} of {records} records were rejected, more than the share of {allowed} that --max-rejects allows"
    )]
    TooManyRejects { rejected: u64, records: u64, allowed: f64 },
    #[error("{0} is needed first and is not in the dataset")]
    MissingStage(String),
    #[error("a worker of the run stopped without a word")]
    WorkerLost,
    #[error("interrupted; the output is as it was, and finished parts are kept for the next run")]
    Interrupted,
}

impl RunError {
    /// Wraps an error of the engine with what was being done.
    pub(crate) fn engine(action: &str, source: DataFusionError) -> RunError {
        RunError::Engine { action: action.to_owned(), source: Box::new(source) }
    }

    /// What to do next, for a person.
    pub(crate) fn help(&self) -> Option<String> {
        let text = match self {
            RunError::Load(_) => return None,
            RunError::Dataset(DatasetError::Foreign { .. }) => {
                "A run replaces its output folder whole. Name a folder that does not exist yet, or move this file."
            }
            RunError::Dataset(DatasetError::Damaged { .. }) => {
                "elchi verify lists all damage; elchi run INPUT OUTPUT makes damaged parts again."
            }
            RunError::Dataset(DatasetError::OtherOrigin { .. }) => {
                "A single stage builds on what stands. Run all of them: elchi run INPUT OUTPUT"
            }
            RunError::Dataset(DatasetError::MountPoint { .. }) => "Name a folder inside it.",
            RunError::Dataset(DatasetError::Locked { .. }) => {
                "Wait for it to end, or name another output folder. The lock goes with the process that holds it."
            }
            RunError::Dataset(DatasetError::NoDataset { .. }) => {
                "Name the output folder of a run, or make one: elchi run seeds output"
            }
            RunError::Dataset(DatasetError::Io { source, .. }) if source.kind() == std::io::ErrorKind::StorageFull => {
                "The disk is full. The output is as it was; make room and run the same command again: finished parts are kept."
            }
            RunError::Dataset(DatasetError::Io { .. }) => {
                "The output is as it was. Mend the cause and run the same command again: finished parts are kept."
            }
            RunError::Dataset(DatasetError::Manifest { .. } | DatasetError::Parquet { .. }) => {
                "elchi verify says which files of a dataset are damaged; a run makes them again."
            }
            RunError::Dataset(DatasetError::Contract { .. }) | RunError::Step(_) | RunError::Accounting(_) => {
                "This is a mistake in elchi, not in your input. Please report it with the command you ran."
            }
            RunError::Engine { .. } => {
                "The output is as it was. elchi sql runs single statements by hand; --log debug says more."
            }
            RunError::TooManyRejects { .. } => {
                "The output is as it was. Leave --max-rejects out to look at the table rejects, or mend the input."
            }
            RunError::MissingStage(_) => "Run the stages in order, or all of them: elchi run INPUT OUTPUT",
            RunError::Lexicon(_) => {
                "elchi check lang lists every problem; elchi check lang --fix mends order and spelling of characters."
            }
            RunError::WorkerLost | RunError::Interrupted => return None,
        };
        Some(text.to_owned())
    }
}
