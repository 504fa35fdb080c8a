//! Changes single parts of a dataset, as a disk or a careless person would.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use super::read;

/// All rows of a part as one batch.
pub(crate) fn rows_of(part: &Path) -> RecordBatch {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(part).expect("the part is there"))
        .expect("the part is Parquet");
    let schema = Arc::clone(builder.schema());
    let batches: Vec<RecordBatch> = builder.build().expect("a reader").map(|batch| batch.expect("a batch")).collect();
    arrow::compute::concat_batches(&schema, &batches).expect("batches of one schema")
}

/// The batch with one column put in the place of another.
pub(crate) fn with_column(batch: &RecordBatch, name: &str, column: ArrayRef) -> RecordBatch {
    let index = batch.schema().index_of(name).expect("the column is there");
    let mut columns = batch.columns().to_vec();
    columns[index] = column;
    RecordBatch::try_new(batch.schema(), columns).expect("a column of the same type")
}

/// Writes `batch` in place of the part `name` of `data`, with the part's own footer. With `in_manifest` the
/// manifest is made to agree, so that only a look at the rows can find the change.
pub(crate) fn replace(data: &Path, name: &str, batch: &RecordBatch, in_manifest: bool) {
    let part = data.join(name);
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(File::open(&part).expect("the part is there")).expect("Parquet");
    let footer = builder.metadata().file_metadata().key_value_metadata().cloned();
    let footer = footer.map(|pairs| pairs.into_iter().filter(|pair| pair.key != "ARROW:schema").collect());
    // A new file in its place: the old one may be linked from elsewhere.
    std::fs::remove_file(&part).expect("the part can be removed");
    let properties =
        WriterProperties::builder().set_compression(Compression::UNCOMPRESSED).set_key_value_metadata(footer).build();
    let file = File::create(&part).expect("the part can be written");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("a writer");
    writer.write(batch).expect("the rows can be written");
    writer.close().expect("the footer can be written");
    if in_manifest {
        adopt(data, name, batch.num_rows());
    }
}

/// Makes hash, size and rows of the part `name` in the manifest those of the file.
fn adopt(data: &Path, name: &str, rows: usize) {
    let bytes = std::fs::read(data.join(name)).expect("the part can be read");
    let path = data.join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&read(&path)).expect("the manifest is JSON");
    let table = &mut manifest["tables"][name.split('/').next().expect("a part lies in its table's folder")];
    let part = table["parts"]
        .as_array_mut()
        .expect("a list of parts")
        .iter_mut()
        .find(|part| part["path"] == name)
        .expect("the manifest knows the part");
    let before = part["rows"].as_u64().expect("a number of rows");
    part["blake3"] = blake3::hash(&bytes).to_hex().to_string().into();
    part["bytes"] = bytes.len().into();
    part["rows"] = rows.into();
    let total = table["rows"].as_u64().expect("a number of rows");
    table["rows"] = (total - before + rows as u64).into();
    std::fs::write(&path, serde_json::to_string_pretty(&manifest).expect("JSON")).expect("the manifest can be written");
}
