//! The lines that a first run found on many pages of an outlet, for the segments of a second one.

use std::path::{Path, PathBuf};

use arrow::array::{AsArray, RecordBatch};
use datafusion::prelude::SessionContext;

use super::execute::Executor;
use super::tables::{register, register_rows};
use super::{RunError, pool};
use crate::dataset::Manifest;

/// The table of the dataset that stands.
const TABLE: &str = "repeated_lines";

/// The rows of `repeated_lines` of the run before, or nothing in a first pass.
#[derive(Debug, Default)]
pub(super) struct KnownLines {
    batches: Vec<RecordBatch>,
    /// Hash of outlets and lines: what the segments depend on. The parts of the table carry the key of their run, which
    /// depends on the segments in its turn.
    hash: String,
}

impl KnownLines {
    /// The stage that reads them.
    pub(super) const STAGE: &str = "segment";

    /// Reads the table of the dataset in `output`, where a second pass is `wanted`.
    ///
    /// # Errors
    /// Where a second pass is wanted and no whole dataset stands there.
    pub(super) fn read(executor: &Executor, output: &Path, wanted: bool) -> Result<KnownLines, RunError> {
        if !wanted {
            return Ok(KnownLines::default());
        }
        let manifest = Manifest::require(output)?;
        let Some(entry) = manifest.tables.get(TABLE) else {
            return Err(RunError::MissingStage(format!("the table {TABLE} of {}", output.display())));
        };
        let paths: Vec<PathBuf> = entry.parts.iter().map(|part| output.join(&part.path)).collect();
        let runtime = pool::engine_runtime().map_err(|_| RunError::WorkerLost)?;
        let batches = runtime.block_on(async {
            let context = executor.session()?;
            register(&context, TABLE, &paths)?;
            let failed = |error| RunError::engine("read the repeated lines of the run before", error);
            let query =
                "SELECT outlet, line_hash, document_count, sample FROM repeated_lines ORDER BY outlet, line_hash";
            context.sql(query).await.map_err(failed)?.collect().await.map_err(failed)
        })?;
        let hash = content_hash(&batches);
        Ok(KnownLines { batches, hash })
    }

    /// What the parts made with them depend on.
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// Makes them the table `known_lines`.
    pub(super) fn register(&self, context: &SessionContext) -> Result<(), RunError> {
        register_rows(context, "known_lines", TABLE, &self.batches)
    }
}

/// Hash of the first two columns, outlet and line_hash.
fn content_hash(batches: &[RecordBatch]) -> String {
    let mut hasher = blake3::Hasher::new();
    for batch in batches {
        let columns = [batch.column(0).as_string_opt::<i32>(), batch.column(1).as_string_opt::<i32>()];
        for row in 0..batch.num_rows() {
            for value in columns.into_iter().flatten().map(|column| column.value(row)) {
                hasher.update(value.as_bytes()).update(b"\n");
            }
        }
    }
    hasher.finalize().to_hex().to_string()
}
