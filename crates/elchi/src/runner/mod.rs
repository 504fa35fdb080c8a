//! A run: from files to a committed dataset, shard by shard, stage by stage.

mod accounting;
mod cancel;
mod error;
mod execute;
mod key;
mod known_lines;
mod load;
mod load_rows;
mod pool;
mod progress;
mod reports;
mod shard_stages;
mod shards;
pub(crate) mod steps;
mod summary;
mod tables;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use elchi_load::{Input, Mapping};
use elchi_model::tables::SCHEMA_VERSION;
use elchi_sql::Engine;

pub(crate) use accounting::read as read_accounting;
pub(crate) use cancel::Cancel;
pub(crate) use error::RunError;
pub(crate) use progress::Progress;
pub(crate) use reports::{print_report, write_parquet};
pub(crate) use summary::Summary;

use crate::dataset::commit::{Next, check_output, recover};
use crate::dataset::{DatasetError, Lock, Manifest, Store, io};
use execute::Executor;
use known_lines::KnownLines;
use steps::Stage;
use tables::Made;

/// Memory that sorts, joins and aggregates of one process may hold before they spill.
const ENGINE_MEMORY: usize = 320 << 20;

/// What a run is asked to do.
#[derive(Clone)]
pub(crate) struct Options {
    /// What to read; none where the first stage is not load.
    pub(crate) input: Option<(Input, Mapping)>,
    /// The folder of the dataset.
    pub(crate) output: PathBuf,
    /// First stage to make; those before are taken from the output.
    pub(crate) first: String,
    /// Last stage to make; those after it stay where they still fit, and go where they do not.
    pub(crate) last: String,
    /// Worker threads.
    pub(crate) jobs: usize,
    /// Rows of the engine's batches.
    pub(crate) batch_size: usize,
    /// Largest share of records that may be rejected.
    pub(crate) max_rejects: f64,
    /// Whether lines that the dataset in the output tells as repeated are residue.
    pub(crate) second_pass: bool,
}

/// Runs the stages asked for and commits the dataset.
///
/// # Errors
/// [`RunError`]; the output is then as it was, and the next run takes the finished parts over.
pub(crate) fn run(
    options: &Options,
    engine: &Arc<Engine>,
    cancel: Cancel,
    progress: &Progress,
) -> Result<Summary, RunError> {
    let started = Instant::now();
    let options = &Options { output: real_output(&options.output)?, ..options.clone() };
    let _lock = Lock::acquire(&options.output)?;
    recover(&options.output)?;
    check_output(&options.output)?;
    let store = Store::open(&options.output)?;
    let executor = Executor {
        engine: Arc::clone(engine),
        runtime: elchi_sql::session::runtime(ENGINE_MEMORY)
            .map_err(|error| RunError::engine("set up the engine", error))?,
        batch_size: options.batch_size,
        cancel,
    };
    let stages = steps::stages()?;
    let known_lines = KnownLines::read(&executor, &options.output, options.second_pass)?;
    let mut run = Run {
        options,
        store,
        executor,
        progress,
        known_lines,
        made: Made::default(),
        summary: Summary::new(options),
        stopped: AtomicBool::new(false),
    };
    run.stages(&stages)?;
    let complete = run.made.has("accounting");
    if complete {
        accounting::check(&run.executor, &run.made)?;
    }
    run.commit(complete)?;
    let mut summary = run.summary;
    summary.seconds = started.elapsed().as_secs_f64();
    Ok(summary)
}

/// The state of one run.
struct Run<'r> {
    options: &'r Options,
    store: Store,
    executor: Executor,
    progress: &'r Progress,
    known_lines: KnownLines,
    made: Made,
    summary: Summary,
    /// Raised by a worker that failed, so that the reader stops.
    stopped: AtomicBool,
}

/// The folder itself, behind links and dots: its neighbours are where a run works, and its lock must have one name.
fn real_output(output: &Path) -> Result<PathBuf, RunError> {
    let absolute = std::path::absolute(output).map_err(io("find", output))?;
    let real = match absolute.canonicalize() {
        Ok(real) => real,
        Err(_) => {
            let parent = absolute.parent().unwrap_or(&absolute);
            crate::dataset::files::create_folder(parent)?;
            let parent = parent.canonicalize().map_err(io("find", parent))?;
            parent.join(absolute.file_name().unwrap_or_default())
        }
    };
    #[cfg(unix)]
    if let (Ok(own), Some(Ok(above))) = (real.metadata(), real.parent().map(Path::metadata)) {
        use std::os::unix::fs::MetadataExt;
        if own.dev() != above.dev() {
            return Err(DatasetError::MountPoint { path: real }.into());
        }
    }
    Ok(real)
}

/// What to do with one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Take its parts from the output as they are.
    Standing,
    /// Make its parts, or take over finished ones with the same key.
    Make,
    /// Keep its parts if all of them still fit, and drop them if not.
    KeepIfFresh,
}

impl Run<'_> {
    fn stages(&mut self, stages: &[Stage]) -> Result<(), RunError> {
        let place = |name: &str| {
            stages.iter().position(|stage| stage.name == name).ok_or_else(|| RunError::MissingStage(name.to_owned()))
        };
        let (first, last) = (place(&self.options.first)?, place(&self.options.last)?);
        let mode = |index: usize| match index {
            _ if index < first => Mode::Standing,
            _ if index > last => Mode::KeepIfFresh,
            _ => Mode::Make,
        };
        // Shard stages between load and aggregate run shard by shard, all of one mode together.
        let mut index = 0;
        while index < stages.len() {
            let mode_here = mode(index);
            let stage = &stages[index];
            if mode_here == Mode::Standing {
                let engine = &self.executor.engine;
                let (lang_hash, models) = (engine.lexicon().content_hash(), engine.detector().models());
                self.made.take_standing(stage, &self.options.output, lang_hash, models)?;
                index += 1;
                continue;
            }
            if stage.name == "load" {
                self.load(stage)?;
                self.dataset_tables(stage, mode_here)?;
                self.check_rejects()?;
                index += 1;
            } else if stage.shard_inserts().next().is_some() {
                let mut end = index + 1;
                while mode_here == Mode::Make
                    && end < stages.len()
                    && mode(end) == mode_here
                    && stages[end].shard_inserts().next().is_some()
                {
                    end += 1;
                }
                if !self.shard_stages(&stages[index..end], mode_here)? {
                    self.warn_dropped(&stages[index..]);
                    return Ok(());
                }
                index = end;
            } else {
                if !self.dataset_tables(stage, mode_here)? {
                    self.warn_dropped(&stages[index..]);
                    return Ok(());
                }
                index += 1;
            }
        }
        Ok(())
    }

    fn check_rejects(&self) -> Result<(), RunError> {
        let (documents, rejected) = (self.made.rows("documents"), self.made.rows("rejects"));
        let records = documents + rejected;
        #[expect(clippy::cast_precision_loss, reason = "a share of counts far below 2^52")]
        let share = rejected as f64 / (records.max(1)) as f64;
        if share > self.options.max_rejects {
            return Err(RunError::TooManyRejects { rejected, records, allowed: self.options.max_rejects });
        }
        Ok(())
    }

    fn commit(&mut self, complete: bool) -> Result<(), RunError> {
        let next = Next::create(&self.options.output)?;
        let mut manifest = Manifest {
            elchi: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: SCHEMA_VERSION.to_owned(),
            lang_hash: self.executor.engine.lexicon().content_hash().to_owned(),
            models: self.executor.engine.detector().models().iter().map(|model| (*model).to_owned()).collect(),
            ..Manifest::default()
        };
        for (entry, parts) in self.made.entries() {
            for (part, path) in entry.1.parts.iter().zip(parts) {
                next.link(&path, &part.path)?;
            }
            manifest.tables.insert(entry.0, entry.1);
        }
        if complete {
            manifest.reports = reports::write_all(&self.executor, &self.made, next.folder())?;
        }
        self.summary.fill(&self.executor, &self.made)?;
        self.summary.parts_reused = self.store.taken();
        self.executor.check_cancelled()?;
        next.commit(&manifest)?;
        if let Err(error) = self.store.clear() {
            tracing::warn!("the dataset is in place, but: {error}; the next run tidies up");
        }
        Ok(())
    }
}
