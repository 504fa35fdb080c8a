//! Reports: one query per question, written as CSV and Parquet, printed as a table.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use arrow::array::RecordBatch;
use arrow::compute::BatchCoalescer;
use arrow::datatypes::SchemaRef;
use datafusion::prelude::SessionContext;
use futures::StreamExt;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::execute::Executor;
use super::steps::{Report, reports};
use super::tables::Made;
use super::{RunError, pool};
use crate::dataset::commit::REPORTS;
use crate::dataset::{DatasetError, files, io};
use crate::output;

/// Runs every report over the tables made and writes it below `dataset`; gives the hash of each file.
pub(crate) fn write_all(
    executor: &Executor,
    made: &Made,
    dataset: &Path,
) -> Result<BTreeMap<String, String>, RunError> {
    let folder = dataset.join(REPORTS);
    files::create_folder(&folder)?;
    let runtime = pool::engine_runtime().map_err(|_| RunError::WorkerLost)?;
    let mut hashes = BTreeMap::new();
    for report in reports() {
        executor.check_cancelled()?;
        let csv = folder.join(format!("{}.csv", report.name));
        let parquet = folder.join(format!("{}.parquet", report.name));
        let started = Instant::now();
        runtime.block_on(write(executor, made, &report, &csv, &parquet))?;
        tracing::debug!("report {}: {:?}", report.name, started.elapsed());
        for path in [csv, parquet] {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            hashes.insert(format!("{REPORTS}/{name}"), files::hash(&path)?);
        }
    }
    Ok(hashes)
}

/// Streams the rows of one report into both of its files.
async fn write(executor: &Executor, made: &Made, report: &Report, csv: &Path, parquet: &Path) -> Result<(), RunError> {
    let failed = |error| RunError::engine(&format!("run the report {}", report.name), error);
    let context = executor.session()?;
    made.register_all(&context)?;
    let frame = context.sql(&report.sql).await.map_err(failed)?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    let mut stream = frame.execute_stream().await.map_err(failed)?;
    let mut text = BufWriter::new(File::create(csv).map_err(io("create", csv))?);
    output::csv_header(&mut text, &schema).map_err(failed)?;
    let mut rows = ParquetFile::create(parquet, schema)?;
    while let Some(batch) = stream.next().await {
        executor.check_cancelled()?;
        let batch = batch.map_err(failed)?;
        output::csv_rows(&mut text, &batch).map_err(failed)?;
        rows.write(&batch)?;
    }
    text.flush().map_err(io("write", csv))?;
    Ok(rows.finish()?)
}

/// The rows of one report.
pub(crate) async fn rows(context: &SessionContext, report: &Report) -> Result<(SchemaRef, Vec<RecordBatch>), RunError> {
    let failed = |error| RunError::engine(&format!("run the report {}", report.name), error);
    let frame = context.sql(&report.sql).await.map_err(failed)?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    Ok((schema, frame.collect().await.map_err(failed)?))
}

/// A report as a person reads it: the question, and its first rows.
pub(crate) async fn print_report(context: &SessionContext, report: &Report, limit: usize) -> Result<String, RunError> {
    let (schema, batches) = rows(context, report).await?;
    let total: usize = batches.iter().map(RecordBatch::num_rows).sum();
    let table = output::table(&schema, &batches, limit).map_err(|error| RunError::engine("print a report", error))?;
    let more = if total > limit { format!("… {limit} of {total} rows\n") } else { String::new() };
    Ok(format!("{}\n{table}{more}", report.title))
}

/// Writes rows as one Parquet file, whole.
pub(crate) fn write_parquet(path: &Path, schema: SchemaRef, batches: &[RecordBatch]) -> Result<(), DatasetError> {
    let mut file = ParquetFile::create(path, schema)?;
    batches.iter().try_for_each(|batch| file.write(batch))?;
    file.finish()
}

/// A Parquet file of any rows, under a temporary name until it is whole; removed if it never is.
struct ParquetFile {
    path: PathBuf,
    aside: PathBuf,
    coalescer: BatchCoalescer,
    writer: Option<ArrowWriter<File>>,
}

/// Rows of a batch: the bytes then do not depend on how the engine cut the rows.
const ROWS: usize = 1024;

impl ParquetFile {
    fn create(path: &Path, schema: SchemaRef) -> Result<ParquetFile, DatasetError> {
        let aside = files::aside(path);
        let failed = |source| DatasetError::Parquet { path: path.to_owned(), source };
        let level = ZstdLevel::try_new(3).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by(concat!("elchi ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let file = File::create(&aside).map_err(io("create", &aside))?;
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(failed)?;
        let coalescer = BatchCoalescer::new(schema, ROWS);
        Ok(ParquetFile { path: path.to_owned(), aside, coalescer, writer: Some(writer) })
    }

    fn failed(&self, source: parquet::errors::ParquetError) -> DatasetError {
        DatasetError::Parquet { path: self.path.clone(), source }
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), DatasetError> {
        self.coalescer.push_batch(batch.clone()).map_err(|error| self.failed(error.into()))?;
        self.drain()
    }

    fn drain(&mut self) -> Result<(), DatasetError> {
        while let (Some(batch), Some(writer)) = (self.coalescer.next_completed_batch(), &mut self.writer) {
            if let Err(error) = writer.write(&batch) {
                return Err(self.failed(error));
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), DatasetError> {
        self.coalescer.finish_buffered_batch().map_err(|error| self.failed(error.into()))?;
        self.drain()?;
        let Some(writer) = self.writer.take() else { return Ok(()) };
        let file = writer.into_inner().map_err(|error| self.failed(error))?;
        file.sync_all().map_err(io("sync", &self.aside))?;
        std::fs::rename(&self.aside, &self.path).map_err(io("rename a file to", &self.path))
    }
}

impl Drop for ParquetFile {
    fn drop(&mut self) {
        // After a rename there is nothing under this name.
        let _ = std::fs::remove_file(&self.aside);
    }
}
