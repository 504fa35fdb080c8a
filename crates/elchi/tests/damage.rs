//! `elchi verify` finds damage of every kind, and a run over the same input mends what the hashes show.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array, AsArray, BooleanArray, Int32Array, Int64Array, RecordBatch};
use arrow::compute::filter_record_batch;
use arrow::datatypes::{Int32Type, Int64Type};
use support::parts::{replace, rows_of, with_column};
use support::{assert_same_bytes, copy_folder, files, path, read, run, seeds, seeds_dataset, verify};

const TABLES_OF_DOCUMENTS: [&str; 6] = ["removed_spans", "languages", "segments", "mentions", "dates", "amounts"];

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
            "languages" | "rejects" => "rows of the table",
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
