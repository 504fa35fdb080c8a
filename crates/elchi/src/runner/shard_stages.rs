//! Stages that work shard by shard, and tables over the whole dataset.

use std::collections::BTreeSet;
use std::path::PathBuf;

use arrow::array::{AsArray, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use datafusion::prelude::SessionContext;
use elchi_model::tables;
use futures::StreamExt;

use super::key::KeyBuilder;
use super::known_lines::KnownLines;
use super::progress::{StageProgress, Unit};
use super::steps::{Insert, Stage};
use super::tables::{MadePart, register, register_rows};
use super::{Mode, Run, RunError, pool};
use crate::dataset::{Manifest, PartInfo};

/// Parts of one shard, by table.
type ShardParts = Vec<(&'static str, MadePart)>;

impl Run<'_> {
    /// Runs `stages` over each shard; true unless parts were to be kept and no longer fit.
    pub(super) fn shard_stages(&mut self, stages: &[Stage], mode: Mode) -> Result<bool, RunError> {
        let duplicates = self.exact_duplicates()?;
        let shards = self.made.shards();
        let bars: Vec<StageProgress> =
            stages.iter().map(|stage| self.progress.stage(stage_name(stage), shards as u64, Unit::Shards)).collect();
        let this = &*self;
        let results = pool::for_each(this.options.jobs, shards, &this.executor.cancel, |shard, runtime| {
            runtime.block_on(this.one_shard(shard, stages, mode, &duplicates, &bars))
        })?;
        for bar in &bars {
            bar.finish();
        }
        let Some(results) = results.into_iter().collect::<Option<Vec<ShardParts>>>() else {
            return Ok(false);
        };
        for (table, part) in results.into_iter().flatten() {
            self.made.push(table, part);
        }
        Ok(true)
    }

    /// All stages of one shard, each from the parts of those before; `None` where a part that was to be
    /// kept does not fit any more.
    async fn one_shard(
        &self,
        shard: usize,
        stages: &[Stage],
        mode: Mode,
        duplicates: &Duplicates,
        bars: &[StageProgress],
    ) -> Result<Option<ShardParts>, RunError> {
        // What stands of this shard: path and hash of each part made before these stages.
        let mut known: Vec<(&'static str, PathBuf, String)> = tables::all()
            .filter(|table| table.scope == tables::Scope::Shard && READ_BY_STAGES.contains(&table.name))
            .filter_map(|table| self.made.parts(table.name).get(shard).map(|part| (table.name, part)))
            .map(|(name, part)| (name, part.info.path.clone(), part.info.blake3.clone()))
            .collect();
        let own_duplicates = duplicates.of_shard(self, &known).await?;
        let mut result = ShardParts::new();
        for (stage, bar) in stages.iter().zip(bars) {
            let parents: Vec<String> = known.iter().map(|(_, _, hash)| hash.clone()).collect();
            let key =
                parents.iter().fold(self.stage_key(stage).with("duplicates", &own_duplicates.hash), |key, hash| {
                    key.with("parent", hash)
                });
            let found = stage
                .shard_inserts()
                .map(|insert| Ok(self.store.find(insert.table.name, &key.of(insert.table.name))?))
                .collect::<Result<Option<Vec<_>>, RunError>>()?;
            let infos = match (found, mode) {
                (Some(found), _) => {
                    bar.reused();
                    self.store.take_over(found.len());
                    found
                }
                (None, Mode::KeepIfFresh) => return Ok(None),
                (None, _) => {
                    let context = self.executor.session()?;
                    for (name, path, _) in &known {
                        register(&context, name, std::slice::from_ref(path))?;
                    }
                    own_duplicates.register(&context)?;
                    self.known_lines.register(&context)?;
                    let documents = self.executor.keep(&context, stage).await?.unwrap_or_default();
                    let mut infos = Vec::new();
                    for insert in stage.shard_inserts() {
                        let key = key.of(insert.table.name);
                        infos.push(self.finished_or_made(&context, insert, &key, documents).await?);
                    }
                    infos
                }
            };
            for (insert, info) in stage.shard_inserts().zip(infos) {
                bar.rows(info.rows);
                if READ_BY_STAGES.contains(&insert.table.name) {
                    known.push((insert.table.name, info.path.clone(), info.blake3.clone()));
                }
                result.push((insert.table.name, MadePart { info, parents: parents.clone() }));
            }
            bar.advance(1);
        }
        Ok(Some(result))
    }

    /// One part of a stage of which not all parts are there: a run was killed between two of them.
    pub(super) async fn finished_or_made(
        &self,
        context: &SessionContext,
        insert: &Insert,
        key: &str,
        documents: u64,
    ) -> Result<PartInfo, RunError> {
        if let Some(finished) = self.store.find(insert.table.name, key)? {
            self.store.take_over(1);
            return Ok(finished);
        }
        self.executor.insert(context, &self.store, insert, key, documents).await
    }

    /// Makes the tables of `stage` that see all documents; true unless they were to be kept and no longer fit.
    pub(super) fn dataset_tables(&mut self, stage: &Stage, mode: Mode) -> Result<bool, RunError> {
        let inserts: Vec<_> = stage.dataset_inserts().collect();
        let bar = (stage.shard_inserts().next().is_none())
            .then(|| self.progress.stage(stage_name(stage), inserts.len() as u64, Unit::Tables));
        let runtime = pool::engine_runtime().map_err(|_| RunError::WorkerLost)?;
        for insert in inserts {
            self.executor.check_cancelled()?;
            let parents = self.made.all_hashes();
            let key = parents.iter().fold(self.stage_key(stage), |key, hash| key.with("parent", hash));
            let key = key.of(insert.table.name);
            let info = match (self.store.find(insert.table.name, &key)?, mode) {
                (Some(found), _) => {
                    self.store.take_over(1);
                    found
                }
                (None, Mode::KeepIfFresh) => {
                    return Ok(false);
                }
                (None, _) => runtime.block_on(async {
                    let context = self.executor.session()?;
                    self.made.register_all(&context)?;
                    super::accounting::register_stage_outputs(&context, &self.made)?;
                    self.executor.insert(&context, &self.store, insert, &key, 0).await
                })?,
            };
            if let Some(bar) = &bar {
                bar.rows(info.rows);
                bar.advance(1);
            }
            self.made.push(insert.table.name, MadePart { info, parents });
        }
        if let Some(bar) = bar {
            bar.finish();
        }
        Ok(true)
    }

    /// What all parts of a stage depend on besides their parents.
    pub(super) fn stage_key(&self, stage: &Stage) -> KeyBuilder {
        let key = KeyBuilder::new().with("sql", &stage.sql);
        let key = if stage.name == KnownLines::STAGE { key.with("known_lines", self.known_lines.hash()) } else { key };
        if stage.name == "load" {
            return key;
        }
        let engine = &self.executor.engine;
        let key = key.with("lang", engine.lexicon().content_hash());
        engine.detector().models().iter().fold(key, |key, model| key.with("model", model))
    }

    /// Says which tables of the dataset that stands do not go into the next one.
    pub(super) fn warn_dropped(&self, stages: &[Stage]) {
        let Ok(Some(manifest)) = Manifest::read(&self.options.output) else { return };
        for stage in stages {
            if stage.inserts.iter().any(|insert| manifest.tables.contains_key(insert.table.name)) {
                tracing::warn!(
                    "the tables of {stage} no longer fit what they were made from and are left out: run elchi {stage} {}",
                    self.options.output.display(),
                    stage = stage.name,
                );
            }
        }
    }

    /// doc_ids of exact duplicates, from the table that load made.
    fn exact_duplicates(&self) -> Result<Duplicates, RunError> {
        let runtime = pool::engine_runtime().map_err(|_| RunError::WorkerLost)?;
        runtime.block_on(async {
            let context = self.executor.session()?;
            let paths: Vec<PathBuf> = self.made.parts("duplicates").iter().map(|p| p.info.path.clone()).collect();
            register(&context, "duplicates", &paths)?;
            let failed = |error| RunError::engine("read the table duplicates", error);
            let query = "SELECT doc_id, duplicate_of, kind, score FROM duplicates WHERE kind = 'exact' ORDER BY doc_id";
            let batches = context.sql(query).await.map_err(failed)?.collect().await.map_err(failed)?;
            let ids = batches
                .iter()
                .filter_map(|batch| batch.column_by_name("doc_id").and_then(|c| c.as_string_opt::<i32>()))
                .flat_map(|ids| ids.iter().flatten().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            Ok(Duplicates { ids, batches })
        })
    }
}

/// Tables of a shard that later stages of it read.
const READ_BY_STAGES: [&str; 3] = ["documents", "languages", "segments"];

/// The stage's name for the progress bars, which live as long as the program.
fn stage_name(stage: &Stage) -> &'static str {
    tables::all().map(|table| table.stage).find(|name| *name == stage.name).unwrap_or("stage")
}

/// Exact duplicates of the whole dataset.
struct Duplicates {
    ids: BTreeSet<String>,
    batches: Vec<RecordBatch>,
}

/// Those that lie in one shard.
struct ShardDuplicates {
    batches: Vec<RecordBatch>,
    /// Hash of their ids: part of the run keys of the shard.
    hash: String,
}

impl Duplicates {
    async fn of_shard(
        &self,
        run: &Run<'_>,
        known: &[(&'static str, PathBuf, String)],
    ) -> Result<ShardDuplicates, RunError> {
        let mut hasher = blake3::Hasher::new();
        if self.ids.is_empty() {
            return Ok(ShardDuplicates { batches: Vec::new(), hash: hasher.finalize().to_hex().to_string() });
        }
        let mut own = BTreeSet::new();
        if let Some((_, path, _)) = known.iter().find(|(name, _, _)| *name == "documents") {
            let failed = |error| RunError::engine("read the ids of a shard", error);
            let context = run.executor.session()?;
            register(&context, "documents", std::slice::from_ref(path))?;
            let frame = context.sql("SELECT doc_id FROM documents ORDER BY doc_id").await.map_err(failed)?;
            let mut stream = frame.execute_stream().await.map_err(failed)?;
            while let Some(batch) = stream.next().await {
                let batch = batch.map_err(failed)?;
                let ids = batch.column(0).as_string::<i32>();
                own.extend(ids.iter().flatten().filter(|id| self.ids.contains(*id)).map(str::to_owned));
            }
        }
        own.iter().for_each(|id| {
            hasher.update(id.as_bytes());
        });
        let mut batches = Vec::new();
        for batch in &self.batches {
            let Some(ids) = batch.column_by_name("doc_id").and_then(|c| c.as_string_opt::<i32>()) else { continue };
            let keep: BooleanArray = ids.iter().map(|id| Some(id.is_some_and(|id| own.contains(id)))).collect();
            let kept = filter_record_batch(batch, &keep)
                .map_err(|error| RunError::engine("pick the duplicates of a shard", error.into()))?;
            batches.push(kept);
        }
        Ok(ShardDuplicates { batches, hash: hasher.finalize().to_hex().to_string() })
    }
}

impl ShardDuplicates {
    fn register(&self, context: &SessionContext) -> Result<(), RunError> {
        register_rows(context, "duplicates", "duplicates", &self.batches)
    }
}
