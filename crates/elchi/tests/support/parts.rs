//! Changes single parts of a dataset, as a disk or a careless person would.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::read;
use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, ListArray, RecordBatch, StringArray,
    new_empty_array,
};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::{Value, json};

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

/// Rows of the table in `part`, each an object of the columns that matter. Where it names none, a column that may be
/// null is, and another holds an empty text, zero, false or an empty list. Lists are of plain values. Days are days since 1970-01-01.
pub(crate) fn made_up(part: &Path, rows: &[Value]) -> RecordBatch {
    let schema = rows_of(part).schema();
    let columns = schema.fields().iter().map(|field| made_up_column(field, rows)).collect();
    for name in rows.iter().filter_map(Value::as_object).flat_map(|row| row.keys()) {
        assert!(schema.column_with_name(name).is_some(), "{} has no column {name}", part.display());
    }
    RecordBatch::try_new(schema, columns).expect("columns of the part")
}

fn made_up_column(field: &Field, rows: &[Value]) -> ArrayRef {
    fn column<'r, T>(field: &Field, rows: &'r [Value], read: fn(&'r Value) -> Option<T>, default: T) -> Vec<Option<T>>
    where
        T: Clone,
    {
        let value = |row: &'r Value| match row.get(field.name()) {
            Some(value) => read(value),
            None if field.is_nullable() => None,
            None => Some(default.clone()),
        };
        rows.iter().map(value).collect()
    }
    let int = |value: &Value| value.as_i64().and_then(|value| i32::try_from(value).ok());
    match field.data_type() {
        DataType::Utf8 => Arc::new(StringArray::from(column(field, rows, Value::as_str, ""))),
        DataType::Int32 => Arc::new(Int32Array::from(column(field, rows, int, 0))),
        DataType::Date32 => Arc::new(Date32Array::from(column(field, rows, int, 0))),
        DataType::Int64 => Arc::new(Int64Array::from(column(field, rows, Value::as_i64, 0))),
        DataType::Float64 => Arc::new(Float64Array::from(column(field, rows, Value::as_f64, 0.0))),
        DataType::Boolean => Arc::new(BooleanArray::from(column(field, rows, Value::as_bool, false))),
        DataType::List(item) => {
            let items: Vec<Vec<Value>> =
                rows.iter().map(|row| row[field.name()].as_array().cloned().unwrap_or_default()).collect();
            let offsets = OffsetBuffer::from_lengths(items.iter().map(Vec::len));
            let name = item.name();
            let items: Vec<Value> = items.into_iter().flatten().map(|value| json!({ name: value })).collect();
            let items = match item.data_type() {
                DataType::Struct(_) => new_empty_array(item.data_type()),
                _ => made_up_column(item, &items),
            };
            Arc::new(ListArray::new(Arc::clone(item), offsets, items, None))
        }
        other => panic!("no value is made up for {other}"),
    }
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

/// Makes the manifest agree with the file of the part `name`, the only one of its table: size, rows, the hash
/// wherever it stands, and the manifest's own.
fn adopt(data: &Path, name: &str, rows: usize) {
    let bytes = std::fs::read(data.join(name)).expect("the part can be read");
    let path = data.join("manifest.json");
    let text = read(&path);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = lines.iter().position(|line| line.contains(&format!("\"path\": \"{name}\""))).expect("a known part");
    let old_hash = value(&lines[place + 1]);
    set(&mut lines[place + 2], "bytes", &bytes.len().to_string());
    set(&mut lines[place + 3], "rows", &rows.to_string());
    let total = lines[..place].iter().rposition(|line| line.contains("\"rows\": ")).expect("rows of the table");
    set(&mut lines[total], "rows", &rows.to_string());
    let text = (lines.join("\n") + "\n").replace(&old_hash, &blake3::hash(&bytes).to_hex());
    std::fs::write(&path, sealed(&text)).expect("the manifest can be written");
}

/// The manifest with its own hash, which is taken with the hash left empty.
fn sealed(text: &str) -> String {
    let start = text.rfind("\"blake3\": \"").expect("the manifest's own hash stands last") + "\"blake3\": \"".len();
    let end = start + text[start..].find('"').expect("the hash ends");
    let open = format!("{}{}", &text[..start], &text[end..]);
    format!("{}{}{}", &text[..start], blake3::hash(open.as_bytes()).to_hex(), &text[end..])
}

/// The value of a line `"key": "value",`.
fn value(line: &str) -> String {
    line.split('"').nth(3).expect("a line with a text").to_owned()
}

/// Puts a number in a line `"key": number,`.
fn set(line: &mut String, key: &str, number: &str) {
    let head = line.find(&format!("\"{key}\": ")).unwrap_or_else(|| panic!("no {key} in {line}"));
    let comma = if line.ends_with(',') { "," } else { "" };
    *line = format!("{}\"{key}\": {number}{comma}", &line[..head]);
}
