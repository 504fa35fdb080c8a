//! Reads the rows of one part.

use std::fs::File;
use std::path::Path;

use arrow::array::{Array, AsArray, Int32Array, RecordBatch, StringArray};
use arrow::datatypes::Int32Type;
use elchi_model::tables::Table;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// All batches of the part at `path`, or why they cannot be read.
pub(super) fn read(path: &Path, table: &Table) -> Result<Vec<RecordBatch>, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| error.to_string())?;
    let (found, wanted) = (builder.schema().clone(), table.schema());
    if found.fields() != wanted.fields() {
        return Err("its columns are not those of the contract (elchi tables)".to_owned());
    }
    let reader = builder.with_batch_size(8192).build().map_err(|error| error.to_string())?;
    reader.collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())
}

/// A string column.
pub(super) fn strings<'b>(batch: &'b RecordBatch, name: &str) -> Option<&'b StringArray> {
    batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>())
}

/// A column of 32-bit integers.
pub(super) fn integers<'b>(batch: &'b RecordBatch, name: &str) -> Option<&'b Int32Array> {
    batch.column_by_name(name).and_then(|column| column.as_primitive_opt::<Int32Type>())
}

/// Whether any value of a column that must hold one is null.
pub(super) fn null_column(batch: &RecordBatch, table: &Table) -> Option<&'static str> {
    table
        .columns
        .iter()
        .find(|column| !column.nullable && batch.column_by_name(column.name).is_some_and(|c| c.null_count() > 0))
        .map(|column| column.name)
}
