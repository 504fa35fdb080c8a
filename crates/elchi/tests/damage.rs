//! `elchi verify` finds damage of every kind, and a run over the same input mends what the hashes show.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array, AsArray, BooleanArray, Int32Array, Int64Array, RecordBatch};
use arrow::compute::filter_record_batch;
use arrow::datatypes::{Int32Type, Int64Type};
use serde_json::{Value, json};
use support::parts::{made_up, replace, rows_of, with_column};
use support::{assert_same_bytes, copy_folder, files, path, read, rows, run, seeds, seeds_dataset, verify};

const TABLES_OF_DOCUMENTS: [&str; 7] =
    ["removed_spans", "languages", "segments", "headers", "mentions", "dates", "amounts"];

/// A folder with one dataset that a test may damage.
struct Copy {
    _folder: tempfile::TempDir,
    data: PathBuf,
}

fn copy() -> Copy {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let data = folder.path().join("out");
    copy_folder(&seeds_dataset(), &data);
    Copy { _folder: folder, data }
}

fn part(table: &str) -> String {
    format!("{table}/part-00000.parquet")
}

/// Flips one bit in the middle of a file.
fn flip(file: &Path) {
    let mut bytes = fs::read(file).expect("the file is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).expect("the file can be written");
}

/// The rows without the one at `index`.
fn without(batch: &RecordBatch, index: usize) -> RecordBatch {
    let keep: BooleanArray = (0..batch.num_rows()).map(|row| Some(row != index)).collect();
    filter_record_batch(batch, &keep).expect("the filter is as long as the batch")
}

/// A row that another one of the same document follows, or the first.
fn inner_row(batch: &RecordBatch) -> usize {
    let Some(ids) = batch.column_by_name("doc_id").map(|ids| ids.as_string::<i32>()) else { return 0 };
    (1..ids.len()).find(|row| ids.value(row - 1) == ids.value(*row)).map_or(0, |row| row - 1)
}

#[test]
fn damaged_files_are_found_and_a_run_mends_them() {
    type Damage = fn(&Path);
    let damages: [(&str, Damage, &str); 10] = [
        ("a part deleted", |data| fs::remove_file(data.join(part("mentions"))).unwrap(), "the file is missing"),
        ("a byte of documents flipped", |data| flip(&data.join(part("documents"))), "BLAKE3 differs"),
        ("a byte of segments flipped", |data| flip(&data.join(part("segments"))), "BLAKE3 differs"),
        ("a byte of accounting flipped", |data| flip(&data.join(part("accounting"))), "BLAKE3 differs"),
        ("a byte of a report flipped", |data| flip(&data.join("reports/rejected.csv")), "BLAKE3 differs"),
        (
            "a part added",
            |data| fs::copy(data.join(part("dates")), data.join("dates/part-00001.parquet")).map(drop).unwrap(),
            "the manifest does not know this file",
        ),
        (
            "a row removed",
            |data| {
                let rows = rows_of(&data.join(part("dates")));
                replace(data, &part("dates"), &without(&rows, rows.num_rows() - 1), false);
            },
            "rows where the manifest says",
        ),
        (
            "a number in the manifest changed",
            |data| {
                let text = read(&data.join("manifest.json"));
                fs::write(data.join("manifest.json"), text.replacen("\"bytes\": 1", "\"bytes\": 2", 1)).unwrap();
            },
            "manifest.json: its bytes are not those",
        ),
        (
            "a part cut short",
            |data| {
                let bytes = fs::read(data.join(part("entities"))).unwrap();
                fs::write(data.join(part("entities")), &bytes[..bytes.len() / 2]).unwrap();
            },
            "BLAKE3 differs",
        ),
        ("a part emptied", |data| fs::write(data.join(part("languages")), "").unwrap(), "BLAKE3 differs"),
    ];
    let copy = copy();
    let whole = files(&copy.data);
    for (what, damage, finding) in damages {
        damage(&copy.data);
        assert!(files(&copy.data) != whole, "{what}");
        let found = verify(&copy.data).with_code(1).says(finding);
        assert!(found.stdout.contains("A run over the same input"), "{what}: {}", found.stdout);
        run(&seeds(), &copy.data, &[]);
        assert_same_bytes(&whole, &files(&copy.data), &format!("after {what} and a run"));
        verify(&copy.data).ok();
    }
}

#[test]
fn a_broken_manifest_is_named_and_a_run_mends_it() {
    let copy = copy();
    let whole = files(&copy.data);
    let manifest = copy.data.join("manifest.json");
    let text = read(&manifest);
    fs::write(&manifest, &text[..text.len() / 2]).expect("the manifest can be written");
    verify(&copy.data).with_code(1).says("is no manifest that this release understands");
    run(&seeds().join("tk"), &copy.data, &[]);
    verify(&copy.data).ok();
    run(&seeds(), &copy.data, &[]);
    assert_same_bytes(&whole, &files(&copy.data), "after a broken manifest and runs");
    fs::remove_file(&manifest).expect("the manifest can be removed");
    verify(&copy.data).with_code(1).says("there is no manifest.json in it");
}

/// Puts rows in place of a part, and makes the manifest agree: only a look at the rows can find it.
fn check_forged(table: &str, rows: &RecordBatch, finding: &str) {
    let copy = copy();
    replace(&copy.data, &part(table), rows, true);
    let found = verify(&copy.data).with_code(1).says(finding);
    assert!(!found.stdout.contains("BLAKE3"), "{table}: the manifest agrees: {}", found.stdout);
}

#[test]
fn a_row_that_is_gone_is_found_without_the_hashes() {
    let data = seeds_dataset();
    for table in TABLES_OF_DOCUMENTS.into_iter().chain(["documents", "rejects", "accounting"]) {
        let rows = rows_of(&data.join(part(table)));
        let finding = match table {
            "documents" => "is not in the same shard of documents",
            "languages" | "headers" | "rejects" => "rows of the table",
            "accounting" => "",
            _ => "stands where",
        };
        check_forged(table, &without(&rows, inner_row(&rows)), finding);
    }
}

#[test]
fn a_row_that_stands_twice_is_found_without_the_hashes() {
    let data = seeds_dataset();
    for table in ["documents", "mentions", "entities"] {
        let rows = rows_of(&data.join(part(table)));
        let twice = arrow::compute::concat_batches(&rows.schema(), [&rows.slice(0, 1), &rows]).expect("one schema");
        check_forged(table, &twice, "does not ascend");
    }
}

#[test]
fn a_span_shifted_by_one_is_found_without_the_hashes() {
    let data = seeds_dataset();
    for table in ["segments", "mentions", "dates", "amounts"] {
        let rows = rows_of(&data.join(part(table)));
        let middle = rows.num_rows() / 2;
        let moved = ["char_start", "char_end"].into_iter().fold(rows.clone(), |rows, name| {
            let column = rows.column_by_name(name).expect("a table of spans").as_primitive::<Int32Type>();
            let column: Int32Array =
                column.iter().enumerate().map(|(row, at)| at.map(|at| at + i32::from(row == middle))).collect();
            with_column(&rows, name, Arc::new(column))
        });
        check_forged(table, &moved, "does not give back its words");
    }
}

/// Tables of facts beside the older ones, with what a row must name besides its place; the samples need not fill them.
const MADE_UP: [(&str, &[(&str, &str)]); 5] = [
    ("positions", &[("office", "minister"), ("method", "rule")]),
    ("quotes", &[("kind", "direct")]),
    ("event_participants", &[("role", "participant")]),
    ("event_evidence", &[("cue", "verb")]),
    ("topics", &[("topic", "trade")]),
];

/// A row of a table of facts that stands where the mention does.
fn row_at(mention: &Value, more: &[(&str, &str)]) -> Value {
    let mut row = json!({});
    for column in ["doc_id", "segment_no", "char_start", "char_end", "surface"] {
        row[column] = mention[column].clone();
    }
    for (column, value) in more {
        row[*column] = json!(value);
    }
    row
}

#[test]
fn a_fact_of_any_table_outside_its_words_or_its_segment_is_found_without_the_hashes() {
    let data = seeds_dataset();
    let mentions = rows(&data, "SELECT doc_id, segment_no, char_start, char_end, surface FROM mentions LIMIT 30");
    let mention = mentions.last().expect("the samples have mentions");
    for (table, more) in MADE_UP {
        let mut row = row_at(mention, more);
        if table == "event_evidence" {
            for (here, there) in [("trigger", "surface"), ("trigger_start", "char_start"), ("trigger_end", "char_end")]
            {
                row[here] = mention[there].clone();
            }
        }
        let made = |row: &Value| made_up(&data.join(part(table)), std::slice::from_ref(row));
        let copy = copy();
        replace(&copy.data, &part(table), &made(&row), true);
        let said = verify(&copy.data).stdout;
        assert!(!said.contains(&format!("{}:", part(table))), "{table}: a good row is no finding: {said}");

        let mut shifted = row.clone();
        shifted["char_start"] = json!(mention["char_start"].as_i64().map(|at| at + 1));
        check_forged(table, &made(&shifted), "does not give back its words");
        let mut elsewhere = row.clone();
        elsewhere["segment_no"] = json!(mention["segment_no"].as_i64().map(|no| no + 1));
        check_forged(table, &made(&elsewhere), "is not in its segment");
        let mut foreign = row.clone();
        foreign["doc_id"] = json!("0");
        check_forged(table, &made(&foreign), "is not in the same shard of documents");
    }
    let second = |table: &str, columns: [&str; 2], more: &[(&str, &str)], finding: &str| {
        let mut row = row_at(mention, more);
        for column in columns {
            row[column] = json!(1_000_000);
        }
        check_forged(table, &made_up(&data.join(part(table)), &[row]), finding);
    };
    let finding = "the span 1000000..1000000 does not give back its words";
    second("quotes", ["cue_start", "cue_end"], &[("kind", "direct"), ("cue", "said")], finding);
    second("event_evidence", ["negation_start", "negation_end"], &[("cue", "verb")], finding);
    second("event_evidence", ["modality_start", "modality_end"], &[("cue", "verb")], finding);
}

#[test]
fn a_gap_in_the_numbers_of_an_event_is_found_without_the_hashes() {
    let data = seeds_dataset();
    let mentions = rows(&data, "SELECT doc_id, segment_no, char_start, char_end, surface FROM mentions LIMIT 1");
    let numbered = |event: i32, no: i32| {
        let mut row = row_at(&mentions[0], &[("role", "participant")]);
        row["event_no"] = json!(event);
        row["participant_no"] = json!(no);
        row
    };
    let table = data.join(part("event_participants"));
    let check = |numbers: &[(i32, i32)], finding: &str| {
        let rows: Vec<Value> = numbers.iter().map(|(event, no)| numbered(*event, *no)).collect();
        check_forged("event_participants", &made_up(&table, &rows), finding);
    };
    check(&[(0, 0), (0, 2)], "participant_no 2 stands where 1 must");
    check(&[(0, 0), (1, 1)], "participant_no 1 stands where 0 must");
    check(&[(0, 0), (0, 0)], "does not ascend");
}

#[test]
fn a_segment_shortened_with_its_words_is_found_without_the_hashes() {
    let data = seeds_dataset();
    let rows = rows_of(&data.join(part("segments")));
    let words = rows.column_by_name("text").expect("segments have words").as_string::<i32>();
    let middle = rows.num_rows() / 2;
    let short: String = words.value(middle).chars().skip(1).collect();
    let text: arrow::array::StringArray =
        words.iter().enumerate().map(|(row, text)| if row == middle { Some(short.as_str()) } else { text }).collect();
    let starts = rows.column_by_name("char_start").expect("segments have spans").as_primitive::<Int32Type>();
    let starts: Int32Array =
        starts.iter().enumerate().map(|(row, at)| at.map(|at| at + i32::from(row == middle))).collect();
    let shortened = with_column(&with_column(&rows, "text", Arc::new(text)), "char_start", Arc::new(starts));
    check_forged("segments", &shortened, "is in no segment");
}

#[test]
fn changed_accounting_is_found_without_the_hashes() {
    let data = seeds_dataset();
    let rows = rows_of(&data.join(part("accounting")));
    let raised = |rows: &RecordBatch, name: &str, stage: usize| {
        let column = rows.column_by_name(name).expect("a count").as_primitive::<Int64Type>();
        let column: Int64Array =
            column.iter().enumerate().map(|(row, n)| n.map(|n| n + i64::from(row == stage))).collect();
        with_column(rows, name, Arc::new(column))
    };
    check_forged("accounting", &raised(&rows, "output_count", 2), "but 36 accounted for by the stage segment");
    // Both sides of the account changed alike: it still balances, but not with the tables.
    let mut all = rows.clone();
    for stage in 0..rows.num_rows() {
        all = raised(&raised(&all, "input_count", stage), "output_count", stage);
    }
    check_forged("accounting", &all, "documents taken in, and rows of the table: 37 and 36");
}

#[test]
fn an_untouched_dataset_and_its_copy_are_whole() {
    let copy = copy();
    let moved = copy.data.with_file_name("moved");
    fs::rename(&copy.data, &moved).expect("a folder can be renamed");
    let said = verify(&moved).ok().stdout;
    assert!(said.contains("is whole") && said.contains(path(&moved)), "{said}");
    let counts: BTreeMap<&str, u32> = ["files", "rows", "spans"]
        .into_iter()
        .map(|word| {
            let before = said.split(word).next().unwrap_or_default().trim_end();
            (word, before.rsplit([' ', ',']).next().and_then(|n| n.parse().ok()).unwrap_or_default())
        })
        .collect();
    assert!(counts.values().all(|count| *count > 20), "it says what it looked at: {said}");
}
