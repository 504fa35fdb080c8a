//! The parts made so far, by table and shard.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use elchi_model::tables;

use super::RunError;
use super::steps::Stage;
use crate::dataset::provider::table_over;
use crate::dataset::{DatasetError, Manifest, PartEntry, PartInfo, TableEntry, part, part_name};

/// One finished part and what it was made from.
#[derive(Debug, Clone)]
pub(crate) struct MadePart {
    /// The part.
    pub(crate) info: PartInfo,
    /// BLAKE3 of its parents.
    pub(crate) parents: Vec<String>,
}

/// Parts by table; the parts of a table are in shard order.
#[derive(Debug, Default)]
pub(crate) struct Made {
    parts: BTreeMap<&'static str, Vec<MadePart>>,
}

impl Made {
    /// Adds the next part of `table`.
    pub(crate) fn push(&mut self, table: &'static str, part: MadePart) {
        self.parts.entry(table).or_default().push(part);
    }

    /// Whether the table has been made.
    pub(crate) fn has(&self, table: &str) -> bool {
        self.parts.contains_key(table)
    }

    /// Parts of `table` in shard order.
    pub(crate) fn parts(&self, table: &str) -> &[MadePart] {
        self.parts.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows of `table`.
    pub(crate) fn rows(&self, table: &str) -> u64 {
        self.parts(table).iter().map(|part| part.info.rows).sum()
    }

    /// Number of shards.
    pub(crate) fn shards(&self) -> usize {
        self.parts("documents").len()
    }

    /// Hashes of all parts made so far, in the order of the pipeline.
    pub(crate) fn all_hashes(&self) -> Vec<String> {
        tables::all().flat_map(|table| self.parts(table.name).iter().map(|part| part.info.blake3.clone())).collect()
    }

    /// Documents that came out of a stage, from the footers of its first table's parts.
    pub(crate) fn documents_of_stage(&self, stage: &str) -> Option<u64> {
        let table = tables::all().find(|table| table.stage == stage)?;
        self.has(table.name).then(|| self.parts(table.name).iter().map(|part| part.info.documents).sum())
    }

    /// Registers every table made so far with `context`, under its own name.
    pub(crate) fn register_all(&self, context: &SessionContext) -> Result<(), RunError> {
        for table in tables::all().filter(|table| self.has(table.name)) {
            let paths: Vec<PathBuf> = self.parts(table.name).iter().map(|part| part.info.path.clone()).collect();
            register(context, table.name, &paths)?;
        }
        Ok(())
    }

    /// Takes the parts of a stage over from the dataset in `output`.
    ///
    /// # Errors
    /// Where a part is not what the manifest says, or was made with other language data than `lang_hash` or other `models`.
    pub(crate) fn take_standing(
        &mut self,
        stage: &Stage,
        output: &Path,
        lang_hash: &str,
        models: &[&str],
    ) -> Result<(), RunError> {
        let manifest = Manifest::require(output)?;
        let other_data = stage.name != "load" && (manifest.lang_hash != lang_hash || manifest.models != models);
        if other_data || manifest.schema_version != tables::SCHEMA_VERSION {
            return Err(DatasetError::OtherOrigin { path: output.to_owned() }.into());
        }
        for insert in &stage.inserts {
            let Some(entry) = manifest.tables.get(insert.table.name) else {
                return Err(RunError::MissingStage(format!("the table {} of {}", insert.table.name, stage.name)));
            };
            for part in &entry.parts {
                let info = part::read_info(&output.join(&part.path))?;
                if info.blake3 != part.blake3 || info.run_key != part.run_key || info.rows != part.rows {
                    return Err(DatasetError::Damaged { path: output.join(&part.path) }.into());
                }
                self.push(insert.table.name, MadePart { info, parents: part.parents.clone() });
            }
        }
        Ok(())
    }

    /// Entries of the manifest, each with the paths where its parts lie now.
    pub(crate) fn entries(&self) -> Vec<((String, TableEntry), Vec<PathBuf>)> {
        tables::all()
            .filter(|table| self.has(table.name))
            .map(|table| {
                let parts = self.parts(table.name);
                let entries = parts.iter().enumerate().map(|(number, part)| PartEntry {
                    path: format!("{}/{}", table.name, part_name(number)),
                    blake3: part.info.blake3.clone(),
                    bytes: part.info.bytes,
                    rows: part.info.rows,
                    run_key: part.info.run_key.clone(),
                    parents: part.parents.clone(),
                });
                let entry =
                    TableEntry { stage: table.stage.to_owned(), rows: self.rows(table.name), parts: entries.collect() };
                let paths = parts.iter().map(|part| part.info.path.clone()).collect();
                ((table.name.to_owned(), entry), paths)
            })
            .collect()
    }
}

/// Registers one table of the contract over `paths`.
pub(crate) fn register(context: &SessionContext, name: &str, paths: &[PathBuf]) -> Result<(), RunError> {
    let failed = |error| RunError::engine(&format!("open the table {name}"), error);
    let Some(table) = tables::table(name) else { return Ok(()) };
    let provider = table_over(table, paths).map_err(failed)?;
    context.register_table(name, provider).map_err(failed)?;
    Ok(())
}

/// Registers rows of the table `of` of the contract, held in memory, under `name`.
pub(crate) fn register_rows(
    context: &SessionContext,
    name: &str,
    of: &str,
    batches: &[RecordBatch],
) -> Result<(), RunError> {
    let Some(table) = tables::table(of) else { return Ok(()) };
    let failed = |error| RunError::engine(&format!("open the table {name}"), error);
    let schema = table.schema();
    let conforming = batches
        .iter()
        .map(|batch| RecordBatch::try_new(Arc::clone(&schema), batch.columns().to_vec()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| failed(error.into()))?;
    let memory = MemTable::try_new(schema, vec![conforming]).map_err(failed)?;
    context.register_table(name, Arc::new(memory)).map_err(failed)?;
    Ok(())
}
