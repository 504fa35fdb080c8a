//! One Parquet part: written once, in canonical batches, with its key in the footer.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::compute::{BatchCoalescer, cast};
use arrow::datatypes::SchemaRef;
use elchi_model::tables::{SCHEMA_VERSION, Table};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnPath;

use super::{DatasetError, files, io};

/// Rows handed to the Parquet writer at once. Pages end between such batches, so a fixed number keeps the
/// bytes of a part apart from the engine's batch size.
const CANONICAL_ROWS: usize = 1024;
/// Rows of a row group, at most: DuckDB's own unit.
const ROW_GROUP_ROWS: usize = 122_880;
/// Bytes of a row group, at most.
const ROW_GROUP_BYTES: usize = 128 << 20;
/// Columns of running text: no dictionary, short statistics.
const TEXT_COLUMNS: [&str; 4] = ["text", "surface", "detail", "sample"];

const KEY_TABLE: &str = "elchi.table";
const KEY_VERSION: &str = "elchi.schema_version";
const KEY_RUN: &str = "elchi.run_key";
const KEY_DOCUMENTS: &str = "elchi.documents";

/// What is known of a finished part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartInfo {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Its run key.
    pub(crate) run_key: String,
    /// Its rows.
    pub(crate) rows: u64,
    /// Documents that came out of the step that made it.
    pub(crate) documents: u64,
    /// Its size.
    pub(crate) bytes: u64,
    /// BLAKE3 of the file.
    pub(crate) blake3: String,
}

/// Writes the rows of one part, in key order, under a temporary name until it is whole.
pub(crate) struct PartWriter {
    table: &'static Table,
    schema: SchemaRef,
    writer: ArrowWriter<File>,
    coalescer: BatchCoalescer,
    aside: PathBuf,
    path: PathBuf,
    run_key: String,
    documents: u64,
    rows: u64,
}

impl PartWriter {
    /// Starts the part of `table` that will lie at `path` under `run_key`.
    pub(crate) fn create(
        table: &'static Table,
        path: &Path,
        run_key: &str,
        documents: u64,
    ) -> Result<PartWriter, DatasetError> {
        let aside = path.with_extension("parquet.tmp");
        let file = File::create(&aside).map_err(io("create", &aside))?;
        let schema = table.schema();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties(table, run_key, documents)))
            .map_err(|source| DatasetError::Parquet { path: aside.clone(), source })?;
        Ok(PartWriter {
            table,
            coalescer: BatchCoalescer::new(Arc::clone(&schema), CANONICAL_ROWS),
            schema,
            writer,
            aside,
            path: path.to_owned(),
            run_key: run_key.to_owned(),
            documents,
            rows: 0,
        })
    }

    /// Adds rows; columns are found by name, cast where only the string type differs, and checked.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), DatasetError> {
        let batch = self.conform(batch)?;
        self.rows += batch.num_rows() as u64;
        self.coalescer.push_batch(batch).map_err(|error| self.contract(error.to_string()))?;
        self.drain()
    }

    fn drain(&mut self) -> Result<(), DatasetError> {
        while let Some(batch) = self.coalescer.next_completed_batch() {
            self.writer.write(&batch).map_err(|source| DatasetError::Parquet { path: self.aside.clone(), source })?;
        }
        Ok(())
    }

    fn conform(&self, batch: &RecordBatch) -> Result<RecordBatch, DatasetError> {
        if batch.num_columns() != self.schema.fields().len() {
            let given = batch.num_columns();
            return Err(self.contract(format!("{given} columns instead of {}", self.schema.fields().len())));
        }
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(batch.num_columns());
        for field in self.schema.fields() {
            let Some(column) = batch.column_by_name(field.name()) else {
                return Err(self.contract(format!("the column {} is missing", field.name())));
            };
            let column = cast(column, field.data_type())
                .map_err(|error| self.contract(format!("column {}: {error}", field.name())))?;
            if !field.is_nullable() && column.null_count() > 0 {
                return Err(self.contract(format!("the column {} holds a null", field.name())));
            }
            columns.push(column);
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(|error| self.contract(error.to_string()))
    }

    fn contract(&self, detail: String) -> DatasetError {
        DatasetError::Contract { table: self.table.name.to_owned(), detail }
    }

    /// Ends the part: footer, sync, and its final name.
    pub(crate) fn finish(mut self) -> Result<PartInfo, DatasetError> {
        self.coalescer.finish_buffered_batch().map_err(|error| self.contract(error.to_string()))?;
        self.drain()?;
        let file =
            self.writer.into_inner().map_err(|source| DatasetError::Parquet { path: self.aside.clone(), source })?;
        file.sync_all().map_err(io("sync", &self.aside))?;
        let bytes = file.metadata().map_err(io("read the size of", &self.aside))?.len();
        drop(file);
        let blake3 = files::hash(&self.aside)?;
        std::fs::rename(&self.aside, &self.path).map_err(io("rename a part to", &self.path))?;
        Ok(PartInfo {
            path: self.path,
            run_key: self.run_key,
            rows: self.rows,
            documents: self.documents,
            bytes,
            blake3,
        })
    }
}

fn properties(table: &'static Table, run_key: &str, documents: u64) -> WriterProperties {
    let pair = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
    let sorting = table.key.iter().filter_map(|key| table.columns.iter().position(|c| c.name == *key));
    let sorting: Vec<SortingColumn> = sorting
        .filter_map(|column| i32::try_from(column).ok())
        .map(|column_idx| SortingColumn { column_idx, descending: false, nulls_first: false })
        .collect();
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(concat!("elchi ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_sorting_columns(leaf_sorting(table).then_some(sorting))
        .set_key_value_metadata(Some(vec![
            pair(KEY_TABLE, table.name),
            pair(KEY_VERSION, SCHEMA_VERSION),
            pair(KEY_RUN, run_key),
            pair(KEY_DOCUMENTS, &documents.to_string()),
        ]));
    if let Ok(level) = ZstdLevel::try_new(3) {
        builder = builder.set_compression(Compression::ZSTD(level));
    }
    for name in TEXT_COLUMNS {
        let column = ColumnPath::from(name);
        builder = builder
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_statistics_enabled(column, EnabledStatistics::Chunk);
    }
    builder.build()
}

/// Sorting columns are counted in leaves: true of our tables as long as the key stands before any list.
fn leaf_sorting(table: &Table) -> bool {
    let first_list = table.columns.iter().position(|c| matches!(c.kind, elchi_model::tables::Kind::List(_)));
    table.key.iter().all(|key| {
        let place = table.columns.iter().position(|c| c.name == *key);
        matches!((place, first_list), (Some(place), Some(list)) if place < list) || first_list.is_none()
    })
}

/// Reads what the footer of a part says; hashes the file.
pub(crate) fn read_info(path: &Path) -> Result<PartInfo, DatasetError> {
    let file = File::open(path).map_err(io("open", path))?;
    let bytes = file.metadata().map_err(io("read the size of", path))?.len();
    let reader =
        SerializedFileReader::new(file).map_err(|source| DatasetError::Parquet { path: path.to_owned(), source })?;
    let metadata = reader.metadata().file_metadata();
    let value = |key: &str| {
        metadata
            .key_value_metadata()
            .and_then(|pairs| pairs.iter().find(|pair| pair.key == key))
            .and_then(|pair| pair.value.clone())
            .unwrap_or_default()
    };
    Ok(PartInfo {
        path: path.to_owned(),
        run_key: value(KEY_RUN),
        rows: u64::try_from(metadata.num_rows()).unwrap_or_default(),
        documents: value(KEY_DOCUMENTS).parse().unwrap_or_default(),
        bytes,
        blake3: files::hash(path)?,
    })
}
