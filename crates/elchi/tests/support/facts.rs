//! Facts made up for a test, in place of those of the samples.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::parts::{made_up, replace};
use super::{copy_folder, elchi, path, rows, seeds_dataset};

/// Days since 1970-01-01.
pub(crate) const MAY_17_2024: i32 = 19_860;
pub(crate) const JUNE_30_2024: i32 = 19_904;
pub(crate) const JULY_3_2024: i32 = 19_907;

/// A copy of the samples' dataset, three of its documents by id, and a folder that goes with it.
pub(crate) struct Facts {
    _folder: tempfile::TempDir,
    pub(crate) data: PathBuf,
    pub(crate) documents: Vec<String>,
}

impl Facts {
    pub(crate) fn new() -> Facts {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let data = folder.path().join("out");
        copy_folder(&seeds_dataset(), &data);
        let ids = rows(&data, "SELECT doc_id FROM languages ORDER BY doc_id LIMIT 3");
        let documents = ids.iter().filter_map(|row| row["doc_id"].as_str().map(str::to_owned)).collect();
        Facts { _folder: folder, data, documents }
    }

    /// Puts rows in place of those of a table, in order of its key.
    pub(crate) fn put(&self, table: &str, rows: &[Value]) {
        let name = format!("{table}/part-00000.parquet");
        replace(&self.data, &name, &made_up(&self.data.join(&name), rows), true);
    }

    /// Makes the tables of the whole dataset anew, and gives the answer of a query.
    pub(crate) fn ask(&self, query: &str) -> Vec<Value> {
        elchi(&["aggregate", path(&self.data), "--quiet"]).ok();
        rows(&self.data, query)
    }

    /// Headers: the first document is of May 2024, the second of a year only, the third of an unknown day.
    pub(crate) fn put_headers(&self) {
        let [a, b, c] = self.documents.as_slice() else { panic!("three documents") };
        self.put(
            "headers",
            &[
                json!({"doc_id": a, "published_start": MAY_17_2024, "published_end": MAY_17_2024, "published_basis": "metadata"}),
                json!({"doc_id": b, "published_start": 19_723, "published_end": 20_088, "published_basis": "header_line"}),
                json!({"doc_id": c, "published_basis": "none"}),
            ],
        );
    }
}

/// A row of `events`, with first day, last day and precision of its date.
pub(crate) fn event(doc_id: &str, event_no: i32, kind: &str, realis: &str, date: Option<(i32, i32, &str)>) -> Value {
    let mut event = json!({
        "event_id": format!("{doc_id}-{event_no}"), "doc_id": doc_id, "event_no": event_no, "type": kind,
        "realis": realis, "date_basis": "none",
    });
    if let Some((start, end, precision)) = date {
        event["date_edtf"] = json!("2024");
        event["date_start"] = json!(start);
        event["date_end"] = json!(end);
        event["date_precision"] = json!(precision);
        event["date_basis"] = json!("in_sentence");
    }
    event
}

/// A row of `event_participants` that is the country itself.
pub(crate) fn participant(doc_id: &str, event_no: i32, no: i32, role: &str, country: &str, collective: bool) -> Value {
    let entity =
        if country == "EU" { "organization/eu".to_owned() } else { format!("country/{}", country.to_lowercase()) };
    json!({
        "event_id": format!("{doc_id}-{event_no}"), "doc_id": doc_id, "event_no": event_no, "participant_no": no,
        "role": role, "country": country, "entity_id": entity,
        "is_collective": collective,
    })
}

/// Each row as its values, in alphabetical order of the columns.
pub(crate) fn lines(rows: &[Value]) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    rows.iter().filter_map(Value::as_object).map(|row| row.values().map(text).collect::<Vec<_>>().join(" ")).collect()
}
