//! Runs the statements of a stage over one shard, or over the whole dataset, and writes the parts.

use std::sync::Arc;
use std::time::Instant;

use datafusion::common::DataFusionError;
use datafusion::datasource::MemTable;
use datafusion::execution::runtime_env::RuntimeEnv;
use datafusion::prelude::SessionContext;
use elchi_sql::{Engine, SessionOptions, session};
use futures::StreamExt;

use super::RunError;
use super::cancel::Cancel;
use super::steps::{Insert, Stage};
use crate::dataset::{PartInfo, PartWriter, Store};

/// What every statement of a run shares.
#[derive(Clone)]
pub(crate) struct Executor {
    pub(crate) engine: Arc<Engine>,
    pub(crate) runtime: Arc<RuntimeEnv>,
    pub(crate) batch_size: usize,
    pub(crate) cancel: Cancel,
}

impl Executor {
    /// An empty session of one partition.
    pub(crate) fn session(&self) -> Result<SessionContext, RunError> {
        let options = SessionOptions { batch_size: self.batch_size, ..SessionOptions::default() };
        session(&self.engine, &self.runtime, options).map_err(|error| RunError::engine("set up a session", error))
    }

    /// Evaluates the results that a stage keeps in memory; gives the rows of the last one, which is one
    /// row per document.
    pub(crate) async fn keep(&self, context: &SessionContext, stage: &Stage) -> Result<Option<u64>, RunError> {
        let mut documents = None;
        for (name, query) in &stage.kept {
            let started = Instant::now();
            let failed = |error: DataFusionError| RunError::engine(&format!("compute {name} of {}", stage.name), error);
            let frame = context.sql(query).await.map_err(failed)?;
            let schema = Arc::new(frame.schema().as_arrow().clone());
            let mut stream = frame.execute_stream().await.map_err(failed)?;
            let mut batches = Vec::new();
            while let Some(batch) = stream.next().await {
                self.check_cancelled()?;
                batches.push(batch.map_err(failed)?);
            }
            documents = Some(batches.iter().map(|batch| batch.num_rows() as u64).sum());
            tracing::debug!("{name} of {}: {:?}", stage.name, started.elapsed());
            let table = MemTable::try_new(schema, vec![batches]).map_err(failed)?;
            context.register_table(name.as_str(), Arc::new(table)).map_err(failed)?;
        }
        Ok(documents)
    }

    /// Streams the rows of one table into the part with `run_key`.
    pub(crate) async fn insert(
        &self,
        context: &SessionContext,
        store: &Store,
        insert: &Insert,
        run_key: &str,
        documents: u64,
    ) -> Result<PartInfo, RunError> {
        let failed =
            |error: DataFusionError| RunError::engine(&format!("compute the table {}", insert.table.name), error);
        let started = Instant::now();
        let mut stream = context.sql(&insert.query).await.map_err(failed)?.execute_stream().await.map_err(failed)?;
        let path = store.path(insert.table.name, run_key)?;
        let mut writer = PartWriter::create(insert.table, &path, run_key, documents)?;
        while let Some(batch) = stream.next().await {
            self.check_cancelled()?;
            writer.write(&batch.map_err(failed)?)?;
        }
        let part = writer.finish()?;
        tracing::debug!("{} {run_key}: {} rows in {:?}", insert.table.name, part.rows, started.elapsed());
        Ok(part)
    }

    /// An error once Ctrl-C was pressed.
    pub(crate) fn check_cancelled(&self) -> Result<(), RunError> {
        if self.cancel.is_raised() { Err(RunError::Interrupted) } else { Ok(()) }
    }
}
