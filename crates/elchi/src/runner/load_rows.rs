//! Loaded records as Arrow batches for `1_load.sql`.

use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Int32Array, Int64Array, RecordBatch, StringArray, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use elchi_model::{CharIndex, Document, Reject};

/// Text of one batch, at most; a document that is longer has a batch of its own. Small batches let the engine work
/// in little memory.
const BATCH_BYTES: usize = 4 << 20;

/// `loaded_documents`, in batches of at most `batch_size` rows and 4 MiB.
pub(super) fn document_rows(documents: Vec<Document>, batch_size: usize) -> Result<Vec<RecordBatch>, ArrowError> {
    let schema = schema(&[
        ("doc_id", DataType::Utf8),
        ("source_uri", DataType::Utf8),
        ("record_index", DataType::Int64),
        ("format", DataType::Utf8),
        ("charset", DataType::Utf8),
        ("url", DataType::Utf8),
        ("outlet", DataType::Utf8),
        ("title", DataType::Utf8),
        ("author", DataType::Utf8),
        ("section", DataType::Utf8),
        ("published_on", DataType::Date32),
        ("text", DataType::Utf8),
        ("byte_count", DataType::Int64),
        ("char_count", DataType::Int64),
        ("content_hash", DataType::Utf8),
    ]);
    let (mut batches, mut rows, mut bytes) = (Vec::new(), Vec::new(), 0);
    for document in documents {
        if !rows.is_empty() && (rows.len() >= batch_size || bytes + document.text.len() > BATCH_BYTES) {
            batches.push(document_batch(&schema, std::mem::take(&mut rows))?);
            bytes = 0;
        }
        bytes += document.text.len();
        rows.push(document);
    }
    batches.push(document_batch(&schema, rows)?);
    Ok(batches)
}

fn document_batch(schema: &SchemaRef, rows: Vec<Document>) -> Result<RecordBatch, ArrowError> {
    let mut text = StringBuilder::with_capacity(rows.len(), rows.iter().map(|d| d.text.len()).sum());
    rows.iter().for_each(|document| text.append_value(&document.text));
    let required = |value: fn(&Document) -> &str| -> ArrayRef {
        Arc::new(rows.iter().map(|d| Some(value(d))).collect::<StringArray>())
    };
    let optional = |value: fn(&Document) -> Option<&str>| -> ArrayRef {
        Arc::new(rows.iter().map(value).collect::<StringArray>())
    };
    let number = |value: fn(&Document) -> i64| -> ArrayRef { Arc::new(rows.iter().map(value).collect::<Int64Array>()) };
    let ids: StringArray = rows.iter().map(|d| Some(d.doc_id.to_string())).collect();
    let days: Date32Array = rows.iter().map(|d| d.published_on).collect();
    let columns = vec![
        Arc::new(ids) as ArrayRef,
        required(|d| &d.source_uri),
        number(|d| d.record_index),
        required(|d| d.format.as_str()),
        required(|d| &d.charset),
        optional(|d| d.url.as_deref()),
        optional(|d| d.outlet.as_deref()),
        optional(|d| d.title.as_deref()),
        optional(|d| d.author.as_deref()),
        optional(|d| d.section.as_deref()),
        Arc::new(days),
        Arc::new(text.finish()),
        number(|d| d.byte_count),
        number(|d| i64::try_from(d.text.chars().count()).unwrap_or(i64::MAX)),
        required(|d| &d.content_hash),
    ];
    RecordBatch::try_new(Arc::clone(schema), columns)
}

/// `loaded_removed_spans`.
pub(super) fn removed_rows(documents: &[Document]) -> Result<Vec<RecordBatch>, ArrowError> {
    let schema = schema(&[
        ("doc_id", DataType::Utf8),
        ("removed_no", DataType::Int32),
        ("rule", DataType::Utf8),
        ("char_position", DataType::Int32),
        ("text", DataType::Utf8),
        ("replacement", DataType::Utf8),
    ]);
    let (mut ids, mut numbers, mut positions) = (Vec::new(), Vec::new(), Vec::new());
    let mut spans = Vec::new();
    for document in documents {
        let mut chars = CharIndex::new(&document.text);
        let id = document.doc_id.to_string();
        for (number, span) in (0..).zip(&document.removed) {
            ids.push(id.clone());
            numbers.push(number);
            positions.push(chars.chars_at(span.position as usize));
            spans.push(span);
        }
    }
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from(ids)),
        Arc::new(Int32Array::from(numbers)),
        Arc::new(spans.iter().map(|span| Some(span.rule)).collect::<StringArray>()),
        Arc::new(Int32Array::from(positions)),
        Arc::new(spans.iter().map(|span| Some(span.text.as_str())).collect::<StringArray>()),
        Arc::new(spans.iter().map(|span| span.replacement.as_deref()).collect::<StringArray>()),
    ];
    Ok(vec![RecordBatch::try_new(schema, columns)?])
}

/// `loaded_rejects`.
pub(super) fn reject_rows(rejects: &[Reject]) -> Result<Vec<RecordBatch>, ArrowError> {
    let schema = schema(&[
        ("source_uri", DataType::Utf8),
        ("record_index", DataType::Int64),
        ("doc_id", DataType::Utf8),
        ("reason", DataType::Utf8),
        ("detail", DataType::Utf8),
        ("byte_start", DataType::Int64),
        ("byte_end", DataType::Int64),
        ("sample", DataType::Utf8),
    ]);
    let text = |value: fn(&Reject) -> Option<&str>| -> ArrayRef {
        Arc::new(rejects.iter().map(value).collect::<StringArray>())
    };
    let number =
        |value: fn(&Reject) -> Option<i64>| -> ArrayRef { Arc::new(rejects.iter().map(value).collect::<Int64Array>()) };
    let ids: StringArray = rejects.iter().map(|r| r.doc_id.map(|id| id.to_string())).collect();
    let columns = vec![
        text(|r| Some(&r.source_uri)),
        number(|r| Some(r.record_index)),
        Arc::new(ids) as ArrayRef,
        text(|r| Some(r.reason.as_str())),
        text(|r| Some(&r.detail)),
        number(|r| r.byte_start),
        number(|r| r.byte_end),
        text(|r| r.sample.as_deref()),
    ];
    Ok(vec![RecordBatch::try_new(schema, columns)?])
}

fn schema(columns: &[(&str, DataType)]) -> SchemaRef {
    Arc::new(Schema::new(columns.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true)).collect::<Vec<_>>()))
}
