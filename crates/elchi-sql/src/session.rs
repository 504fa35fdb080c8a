//! The DataFusion session that everything runs in: one partition, plain strings, all functions.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::engine::Engine;
use crate::{functions, lexicon_tables};

/// How a session is set up.
#[derive(Debug, Clone, Copy)]
pub struct SessionOptions {
    /// Rows of a batch, at most; results do not depend on it.
    pub batch_size: usize,
    /// Threads of one query: 1 keeps the order of rows, which the pipeline needs.
    pub partitions: usize,
    /// Whether a query may name a file by its path in FROM.
    pub files_by_path: bool,
}

impl Default for SessionOptions {
    fn default() -> Self {
        SessionOptions { batch_size: 1024, partitions: 1, files_by_path: false }
    }
}

/// Memory and disk that all sessions of a process share: sorts and joins past `memory` bytes spill to
/// files below the system's folder for temporary files.
///
/// # Errors
/// Where DataFusion cannot set its runtime up.
pub fn runtime(memory: usize) -> Result<Arc<RuntimeEnv>> {
    RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(memory)))
        .with_disk_manager_builder(DiskManagerBuilder::default().with_mode(DiskManagerMode::OsTmpDirectory))
        .build_arc()
}

/// A session with all functions over `engine` and the table `lexicon_entities`.
///
/// # Errors
/// Where a function or the table cannot be registered.
pub fn session(engine: &Arc<Engine>, runtime: &Arc<RuntimeEnv>, options: SessionOptions) -> Result<SessionContext> {
    // Utf8View would reach the files as string_view, which PyArrow cannot filter, sort or join.
    let config = SessionConfig::new()
        .with_target_partitions(options.partitions)
        .with_batch_size(options.batch_size)
        .with_information_schema(true)
        // A sort keeps this much aside for its merge; many sorts at once share the memory.
        .with_sort_spill_reservation_bytes(1 << 20)
        .set_bool("datafusion.execution.parquet.schema_force_view_types", false)
        .set_bool("datafusion.sql_parser.map_string_types_to_utf8view", false);
    let mut context = SessionContext::new_with_config_rt(config, Arc::clone(runtime));
    if options.files_by_path {
        context = context.enable_url_table();
    }
    for function in functions::all(engine) {
        context.register_udf(function);
    }
    context.register_table(lexicon_tables::ENTITIES, Arc::new(lexicon_tables::entities(engine.lexicon())?))?;
    Ok(context)
}
