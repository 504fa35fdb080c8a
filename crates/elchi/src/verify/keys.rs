//! Keys ascend, no row stands twice, and numbers inside a document have no gap.

use std::path::Path;

use arrow::array::RecordBatch;
use arrow::row::{OwnedRow, RowConverter, SortField};
use elchi_model::tables::{self, KEY_ORDER, Table};

use super::Findings;
use super::rows::{integers, null_column, read, strings};
use crate::dataset::Manifest;

pub(super) fn check(folder: &Path, manifest: &Manifest, findings: &mut Findings) {
    for (name, entry) in &manifest.tables {
        let Some(table) = tables::table(name) else {
            findings.add(name, "the contract of this release has no such table");
            continue;
        };
        for part in &entry.parts {
            match read(&folder.join(&part.path), table) {
                Err(problem) => findings.add(&part.path, problem),
                Ok(batches) => {
                    let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
                    findings.checked.rows += rows as u64;
                    if rows as u64 != part.rows {
                        findings.add(&part.path, format!("{rows} rows where the manifest says {}", part.rows));
                    }
                    if let Some(column) = batches.iter().find_map(|batch| null_column(batch, table)) {
                        findings.add(&part.path, format!("the column {column} holds a null"));
                    }
                    ascending(&part.path, table, &batches, findings);
                    contiguous(&part.path, table, &batches, findings);
                }
            }
        }
    }
}

/// Each key is greater than the one before.
fn ascending(path: &str, table: &Table, batches: &[RecordBatch], findings: &mut Findings) {
    let schema = table.schema();
    let fields = table.key.iter().filter_map(|key| schema.field_with_name(key).ok());
    let fields = fields.map(|field| SortField::new_with_options(field.data_type().clone(), KEY_ORDER));
    let Ok(converter) = RowConverter::new(fields.collect()) else { return };
    let mut last: Option<OwnedRow> = None;
    for batch in batches {
        let columns: Vec<_> = table.key.iter().filter_map(|key| batch.column_by_name(key).cloned()).collect();
        let Ok(rows) = converter.convert_columns(&columns) else { return };
        for (number, row) in rows.iter().enumerate() {
            if last.as_ref().is_some_and(|last| last.row() >= row) {
                findings.add(path, format!("row {number}: the key {} does not ascend", table.key.join(", ")));
                return;
            }
            last = Some(row.owned());
        }
    }
}

/// The row's own number runs from 0 inside each document, or inside each event of a document.
fn contiguous(path: &str, table: &Table, batches: &[RecordBatch], findings: &mut Findings) {
    let (outer, number) = match table.key {
        ["doc_id", number] => (None, number),
        ["doc_id", outer, number] => (Some(outer), number),
        _ => return,
    };
    let mut last: Option<(String, i32, i32)> = None;
    for batch in batches {
        let (Some(ids), Some(numbers)) = (strings(batch, "doc_id"), integers(batch, number)) else { return };
        let outer = outer.and_then(|outer| integers(batch, outer));
        for row in 0..batch.num_rows() {
            let (id, around, here) = (ids.value(row), outer.map_or(0, |outer| outer.value(row)), numbers.value(row));
            let expected = match &last {
                Some((before, inside, count)) if before == id && *inside == around => count + 1,
                _ => 0,
            };
            if here != expected {
                findings.add(path, format!("document {id}: {number} {here} stands where {expected} must"));
                return;
            }
            match &mut last {
                Some((before, inside, count)) if before == id => (*inside, *count) = (around, here),
                other => *other = Some((id.to_owned(), around, here)),
            }
        }
    }
}
