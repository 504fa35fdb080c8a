//! The load stage: one reader cuts the input into shards, workers parse them and write their parts.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use datafusion::datasource::MemTable;
use datafusion::prelude::col;
use elchi_load::{Discovery, Item, RawRecord, RecordReader, discover, parse};
use elchi_model::{Document, Reject};

use super::key::KeyBuilder;
use super::load_rows::{document_rows, reject_rows, removed_rows};
use super::progress::{StageProgress, Unit};
use super::shards::{Cutter, Kept, Shard};
use super::steps::Stage;
use super::tables::MadePart;
use super::{Run, RunError, pool};

/// Parts of one loaded shard, by table.
type Loaded = Vec<(&'static str, MadePart)>;

impl Run<'_> {
    /// Loads the whole input: documents, removed_spans and rejects, one part each per shard.
    pub(super) fn load(&mut self, stage: &Stage) -> Result<(), RunError> {
        let Some((input, mapping)) = &self.options.input else {
            return Err(RunError::MissingStage("an input".to_owned()));
        };
        let found = discover(input, mapping)?;
        for name in &found.renamed {
            self.progress.println(&format!(
                "the name of a file is not UTF-8 or not unique; it is called {} here",
                crate::output::printable(name, 200)
            ));
        }
        self.summary.excluded.clone_from(&found.excluded);
        let total = found.files.iter().map(|file| file.byte_count).sum();
        let bar = self.progress.stage("load", total, Unit::Bytes);
        let key = self.stage_key(stage).with("mapping", &mapping.content_hash());
        let (shards, bytes) = self.load_shards(&found, stage, &key, &bar)?;
        bar.finish();
        self.summary.bytes_read = bytes;
        for (table, part) in shards.into_iter().flatten() {
            self.made.push(table, part);
        }
        Ok(())
    }

    fn load_shards(
        &self,
        found: &Discovery,
        stage: &Stage,
        key: &KeyBuilder,
        bar: &StageProgress,
    ) -> Result<(Vec<Loaded>, u64), RunError> {
        let jobs = self.options.jobs.max(1);
        // No queue: the reader waits with the next shard until a worker is free, so that at most jobs + 1
        // shards are in memory.
        let (send, receive) = sync_channel::<Shard>(0);
        let receive = Arc::new(Mutex::new(receive));
        let results: Mutex<Vec<(usize, Result<Loaded, RunError>)>> = Mutex::default();
        let read = std::thread::scope(|scope| {
            for _ in 0..jobs {
                // Each worker holds the receiver: when the last one is gone, the reader's next shard fails to send.
                let receive = Arc::clone(&receive);
                let results = &results;
                scope.spawn(move || {
                    let Ok(runtime) = pool::engine_runtime() else { return };
                    while let Some(shard) = next_shard(&receive) {
                        let number = shard.number;
                        let result = runtime.block_on(self.load_shard(found, shard, stage, key, bar));
                        let failed = result.is_err();
                        if let Ok(mut results) = results.lock() {
                            results.push((number, result));
                        }
                        if failed {
                            self.stopped.store(true, Ordering::Relaxed);
                            return;
                        }
                    }
                });
            }
            drop(receive);
            self.read_shards(found, send, bar)
        });
        let mut results = results.into_inner().map_err(|_| RunError::WorkerLost)?;
        results.sort_by_key(|(number, _)| *number);
        let loaded: Vec<Loaded> = results.into_iter().map(|(_, result)| result).collect::<Result<_, _>>()?;
        let (count, bytes) = read?;
        if loaded.len() == count { Ok((loaded, bytes)) } else { Err(RunError::WorkerLost) }
    }

    /// Reads all records in order; gives the number of shards and of bytes.
    fn read_shards(
        &self,
        found: &Discovery,
        send: SyncSender<Shard>,
        bar: &StageProgress,
    ) -> Result<(usize, u64), RunError> {
        let mut cutter = Cutter::default();
        let mut reader = RecordReader::new(Arc::clone(&found.files));
        let mut refused = found.rejects.iter().peekable();
        let (mut count, mut bytes, mut files_done) = (0, 0, 0);
        let mut hand_over = |shard: Option<Shard>| -> Result<(), RunError> {
            let Some(shard) = shard else { return Ok(()) };
            if self.stopped.load(Ordering::Relaxed) {
                return Err(RunError::WorkerLost);
            }
            count += 1;
            bytes += shard.bytes;
            send.send(shard).map_err(|_| RunError::WorkerLost)
        };
        while let Some(item) = reader.next_item() {
            self.executor.check_cancelled()?;
            let uri = match &item {
                Item::Record(record) => record.source.uri.as_str(),
                Item::Reject { reject, .. } => reject.source_uri.as_str(),
            };
            // Refusals by name alone stand between the files, in the order of their addresses.
            while let Some(reject) = refused.next_if(|reject| reject.source_uri.as_str() < uri) {
                hand_over(cutter.push(refusal(reject)))?;
            }
            let file = item.cursor().file_index;
            hand_over(cutter.push(item))?;
            while files_done < file {
                bar.advance(found.files[files_done].byte_count);
                files_done += 1;
            }
        }
        for reject in refused {
            hand_over(cutter.push(refusal(reject)))?;
        }
        for file in &found.files[files_done..] {
            bar.advance(file.byte_count);
        }
        hand_over(cutter.finish())?;
        Ok((count, bytes))
    }

    async fn load_shard(
        &self,
        found: &Discovery,
        shard: Shard,
        stage: &Stage,
        key: &KeyBuilder,
        bar: &StageProgress,
    ) -> Result<Loaded, RunError> {
        let parents = vec![shard.key.clone()];
        let key = KeyBuilder::clone(key).with("records", &shard.key);
        let found_parts = stage
            .shard_inserts()
            .map(|insert| Ok(self.store.find(insert.table.name, &key.of(insert.table.name))?))
            .collect::<Result<Option<Vec<_>>, RunError>>()?;
        let infos = match found_parts {
            Some(infos) => {
                bar.reused();
                self.store.take_over(infos.len());
                infos
            }
            None => {
                // Counted before anything is made of them: what the tables hold is compared with this number.
                let count = shard.items.len() as u64;
                let (mut documents, rejects) = parse_shard(found, shard);
                // In key order already, so that the engine need not sort the texts.
                documents.sort_by_key(|document| document.doc_id);
                self.executor.check_cancelled()?;
                let context = self.executor.session()?;
                let failed = |error| RunError::engine("hand the loaded records over", error);
                let batch_size = self.options.batch_size;
                let loaded = [
                    ("loaded_removed_spans", removed_rows(&documents)),
                    ("loaded_rejects", reject_rows(&rejects)),
                    ("loaded_documents", document_rows(documents, batch_size)),
                ];
                for (name, batches) in loaded {
                    let batches = batches.map_err(|error| failed(error.into()))?;
                    let schema = batches[0].schema();
                    let mut table = MemTable::try_new(schema, vec![batches]).map_err(failed)?;
                    if name == "loaded_documents" {
                        table = table.with_sort_order(vec![vec![col("doc_id").sort(true, false)]]);
                    }
                    context.register_table(name, Arc::new(table)).map_err(failed)?;
                }
                let mut infos = Vec::new();
                for insert in stage.shard_inserts() {
                    let key = key.of(insert.table.name);
                    infos.push(self.finished_or_made(&context, insert, &key, count).await?);
                }
                infos
            }
        };
        Ok(stage
            .shard_inserts()
            .zip(infos)
            .map(|(insert, info)| {
                bar.rows(info.rows);
                (insert.table.name, MadePart { info, parents: parents.clone() })
            })
            .collect())
    }
}

fn next_shard(receive: &Mutex<Receiver<Shard>>) -> Option<Shard> {
    receive.lock().ok()?.recv().ok()
}

fn refusal(reject: &Reject) -> Item<'static> {
    Item::Reject { cursor: elchi_load::Cursor::default(), reject: reject.clone() }
}

/// Parses the records of a shard, freeing the bytes of each as it goes.
fn parse_shard(found: &Discovery, shard: Shard) -> (Vec<Document>, Vec<Reject>) {
    let (mut documents, mut rejects) = (Vec::new(), Vec::new());
    for item in shard.items {
        match item {
            Kept::Reject(reject) => rejects.push(reject),
            Kept::Record(cursor, bytes) => {
                let source = &found.files[cursor.file_index];
                match parse(&RawRecord { cursor, source, bytes: &bytes }) {
                    Ok(document) => documents.push(document),
                    Err(reject) => rejects.push(*reject),
                }
            }
        }
    }
    (documents, rejects)
}
