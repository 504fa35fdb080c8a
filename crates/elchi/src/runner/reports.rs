//! Reports: one query per question, written as CSV and Parquet, printed as a table.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use datafusion::prelude::SessionContext;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::execute::Executor;
use super::steps::{Report, reports};
use super::tables::Made;
use super::{RunError, pool};
use crate::dataset::{DatasetError, files, io};
use crate::output;

/// Folder of the reports in a dataset.
const FOLDER: &str = "reports";

/// Runs every report over the tables made and writes it below `dataset`; gives the hash of each file.
pub(crate) fn write_all(
    executor: &Executor,
    made: &Made,
    dataset: &Path,
) -> Result<BTreeMap<String, String>, RunError> {
    let folder = dataset.join(FOLDER);
    files::create_folder(&folder)?;
    let runtime = pool::engine_runtime().map_err(|_| RunError::WorkerLost)?;
    let mut hashes = BTreeMap::new();
    for report in reports() {
        executor.check_cancelled()?;
        let (schema, batches) = runtime.block_on(async {
            let context = executor.session()?;
            made.register_all(&context)?;
            rows(&context, &report).await
        })?;
        let csv = folder.join(format!("{}.csv", report.name));
        let mut bytes = Vec::new();
        output::csv(&mut bytes, &schema, &batches).map_err(|error| RunError::engine("write a report", error))?;
        files::write_whole(&csv, &bytes)?;
        let parquet = folder.join(format!("{}.parquet", report.name));
        write_parquet(&parquet, schema, &batches)?;
        for path in [csv, parquet] {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            hashes.insert(format!("{FOLDER}/{name}"), files::hash(&path)?);
        }
    }
    Ok(hashes)
}

/// The rows of one report.
pub(crate) async fn rows(
    context: &SessionContext,
    report: &Report,
) -> Result<(SchemaRef, Vec<RecordBatch>), RunError> {
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
    let failed = |source| DatasetError::Parquet { path: path.to_owned(), source };
    let level = ZstdLevel::try_new(3).map_err(failed)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by(concat!("elchi ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let aside = path.with_extension("parquet.tmp");
    let file = File::create(&aside).map_err(io("create", &aside))?;
    let mut writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(failed)?;
    if !batches.is_empty() {
        // One batch: the bytes then do not depend on how the engine cut the rows.
        let whole = arrow::compute::concat_batches(&schema, batches).map_err(|error| DatasetError::Contract {
            table: path.display().to_string(),
            detail: error.to_string(),
        })?;
        writer.write(&whole).map_err(failed)?;
    }
    let file = writer.into_inner().map_err(failed)?;
    file.sync_all().map_err(io("sync", &aside))?;
    std::fs::rename(&aside, path).map_err(io("rename a file to", path))
}
