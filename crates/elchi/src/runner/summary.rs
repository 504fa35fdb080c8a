//! What a run did, for the terminal and for `--summary FILE.json`.

use std::collections::BTreeMap;

use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Cell, CellAlignment, Table};
use indicatif::HumanCount;
use serde::Serialize;

use super::execute::Executor;
use super::tables::Made;
use super::{Options, RunError, pool};

/// Counts of a run. The time stands here and nowhere in the dataset.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Summary {
    /// Folder of the dataset.
    pub(crate) output: String,
    /// Documents by language, exact duplicates left out.
    pub(crate) documents_by_language: BTreeMap<String, i64>,
    /// Rows by table, in the order of the pipeline.
    pub(crate) rows_by_table: Vec<(String, u64)>,
    /// Records refused, by reason.
    pub(crate) rejects_by_reason: BTreeMap<String, i64>,
    /// Files left alone because `sources.toml` excludes them.
    pub(crate) excluded: Vec<String>,
    /// Bytes of the records that were read.
    pub(crate) bytes_read: u64,
    /// Shards of the input.
    pub(crate) shards: usize,
    /// Parts taken over from an earlier run.
    pub(crate) parts_reused: usize,
    /// Wall time.
    pub(crate) seconds: f64,
}

impl Summary {
    pub(super) fn new(options: &Options) -> Summary {
        Summary { output: options.output.display().to_string(), ..Summary::default() }
    }

    pub(super) fn fill(&mut self, executor: &Executor, made: &Made) -> Result<(), RunError> {
        self.shards = made.shards();
        self.rows_by_table = elchi_model::tables::all()
            .filter(|table| made.has(table.name))
            .map(|table| (table.name.to_owned(), made.rows(table.name)))
            .collect();
        let runtime = pool::engine_runtime().map_err(|_| RunError::WorkerLost)?;
        runtime.block_on(async {
            let context = executor.session()?;
            made.register_all(&context)?;
            let counts = async |table: &str, column: &str| -> Result<BTreeMap<String, i64>, RunError> {
                let failed = |error| RunError::engine("sum the run up", error);
                if !made.has(table) {
                    return Ok(BTreeMap::new());
                }
                let query = format!("SELECT {column}, count(*) FROM {table} GROUP BY {column}");
                let batches = context.sql(&query).await.map_err(failed)?.collect().await.map_err(failed)?;
                let mut counts = BTreeMap::new();
                for batch in &batches {
                    let (names, numbers) =
                        (batch.column(0).as_string::<i32>(), batch.column(1).as_primitive::<Int64Type>());
                    for row in 0..batch.num_rows() {
                        counts.insert(names.value(row).to_owned(), numbers.value(row));
                    }
                }
                Ok(counts)
            };
            self.documents_by_language = counts("languages", "language").await?;
            self.rejects_by_reason = counts("rejects", "reason").await?;
            Ok(())
        })
    }

    /// The summary as a person reads it.
    pub(crate) fn render(&self) -> String {
        let mut text = String::new();
        text.push_str(&counted(
            "language",
            "documents",
            self.documents_by_language.iter().map(|(k, v)| (k.clone(), count(*v))),
        ));
        text.push_str(&counted(
            "table",
            "rows",
            self.rows_by_table.iter().map(|(k, v)| (k.clone(), HumanCount(*v).to_string())),
        ));
        if !self.rejects_by_reason.is_empty() {
            let rows = self.rejects_by_reason.iter().map(|(k, v)| (k.clone(), count(*v)));
            text.push_str(&counted("rejected because", "records", rows));
        }
        if !self.excluded.is_empty() {
            text.push_str(&format!(
                "left alone, as pipelines/sources.toml says: {}\n",
                crate::output::printable(&self.excluded.join(", "), 400)
            ));
        }
        let reused = if self.parts_reused > 0 {
            format!(", {} parts taken over from an earlier run", self.parts_reused)
        } else {
            String::new()
        };
        text.push_str(&format!(
            "{} in {:.1} s, {} shard{}{reused}\nThe dataset is in {}. Next:\n  {}\n",
            indicatif::HumanBytes(self.bytes_read),
            self.seconds,
            self.shards,
            if self.shards == 1 { "" } else { "s" },
            self.output,
            self.next_command(),
        ));
        text
    }

    fn next_command(&self) -> String {
        let data = if self.output == "output" { String::new() } else { format!(" --data '{}'", self.output) };
        format!(
            "elchi sql{data} \"SELECT entity_id, name_en, document_count FROM entities ORDER BY document_count DESC LIMIT 10\""
        )
    }
}

fn count(value: i64) -> String {
    HumanCount(u64::try_from(value).unwrap_or_default()).to_string()
}

fn counted(name: &str, number: &str, rows: impl Iterator<Item = (String, String)>) -> String {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED).set_header([name, number]);
    for (name, number) in rows {
        table.add_row([Cell::new(name), Cell::new(number).set_alignment(CellAlignment::Right)]);
    }
    format!("{table}\n")
}
