//! The whole pipeline on the project's own sample documents.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use support::{elchi, files, path, read, root, rows, run_summed_up, seeds, seeds_dataset, texts, verify};

/// Languages of the records of `feeds/caravan-wire.jsonl`, as `seeds/SOURCES.md` has them; record 3 is refused.
const FEED: [(&str, &str); 4] = [("0", "ru"), ("1", "en"), ("2", "az"), ("4", "uz-Latn")];

fn manifest() -> Value {
    serde_json::from_str(&read(&seeds_dataset().join("manifest.json"))).expect("the manifest is JSON")
}

#[test]
fn one_record_is_refused_and_one_document_is_a_duplicate() {
    let data = seeds_dataset();
    let rejects = texts(&data, "SELECT source_uri AS a, record_index AS b, reason AS c, stage AS d FROM rejects");
    assert_eq!(rejects, [["feeds/caravan-wire.jsonl", "3", "broken_json", "load"]]);
    let duplicates = texts(
        &data,
        "SELECT d.source_uri AS a, o.source_uri AS b, x.kind AS c FROM duplicates AS x \
         JOIN documents AS d ON d.doc_id = x.doc_id JOIN documents AS o ON o.doc_id = x.duplicate_of",
    );
    let [pair] = duplicates.as_slice() else { panic!("one duplicate, not {duplicates:?}") };
    let names: BTreeSet<&str> = pair[..2].iter().map(String::as_str).collect();
    assert_eq!(names, BTreeSet::from(["ru/agency-eu-security-dialogue.txt", "ru/portal-eu-security-dialogue.txt"]));
    assert_eq!(pair[2], "exact");
}

#[test]
fn every_document_has_the_language_of_its_folder() {
    let data = seeds_dataset();
    let found = texts(
        &data,
        "SELECT d.source_uri AS a, d.record_index AS b, l.language AS c, l.script AS d \
         FROM languages AS l JOIN documents AS d ON d.doc_id = l.doc_id ORDER BY a, b",
    );
    let duplicates = rows(&data, "SELECT doc_id FROM duplicates").len();
    assert_eq!(found.len() + duplicates, rows(&data, "SELECT doc_id FROM documents").len());
    for row in &found {
        let [uri, record, language, script] = row.as_slice() else { panic!("four columns: {row:?}") };
        let folder = uri.split('/').next().unwrap_or_default();
        let wanted = match folder {
            "feeds" => FEED.iter().find(|(index, _)| index == record).map_or("?", |(_, language)| language),
            folder => folder,
        };
        assert_eq!(language, wanted, "{uri} {record}");
        let cyrillic = matches!(wanted, "ru" | "kk" | "ky" | "tg" | "uz-Cyrl");
        assert_eq!(script, if cyrillic { "Cyrl" } else { "Latn" }, "{uri} {record}");
    }
    let languages: BTreeMap<&str, usize> = found.iter().fold(BTreeMap::new(), |mut counts, row| {
        *counts.entry(row[2].as_str()).or_default() += 1;
        counts
    });
    assert_eq!(languages.len(), 9, "all nine pairs of language and script: {languages:?}");
    assert!(languages.values().all(|count| *count >= 3), "three documents of each: {languages:?}");
}

#[test]
fn the_accounting_balances_and_says_what_the_tables_hold() {
    let data = seeds_dataset();
    let count =
        |table: &str| rows(&data, &format!("SELECT count(*) AS n FROM {table}"))[0]["n"].as_i64().expect("a count");
    let stages = rows(&data, "SELECT * FROM accounting ORDER BY stage_no");
    let names: Vec<&str> = stages.iter().filter_map(|stage| stage["stage"].as_str()).collect();
    assert_eq!(names, ["load", "langid", "segment", "extract"]);
    let number = |stage: usize, column: &str| stages[stage][column].as_i64().expect("a count");
    for (stage, name) in names.iter().enumerate() {
        let out = number(stage, "output_count") + number(stage, "rejected_count") + number(stage, "duplicate_count");
        assert_eq!(number(stage, "input_count"), out, "{name}");
        if stage > 0 {
            assert_eq!(number(stage, "input_count"), number(stage - 1, "output_count"), "{name}");
        }
    }
    assert_eq!(number(0, "output_count"), count("documents"));
    assert_eq!(number(0, "rejected_count"), count("rejects"));
    assert_eq!(number(1, "output_count"), count("languages"));
    assert_eq!(number(1, "duplicate_count"), count("duplicates"));
    verify(&data).ok().says("is whole");
}

#[test]
fn the_manifest_lists_every_file_and_every_table_has_a_part() {
    let manifest = manifest();
    let tables = manifest["tables"].as_object().expect("tables by name");
    let described = elchi(&["tables", "--markdown"]).ok().stdout;
    let names: BTreeSet<&str> = described.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(names, tables.keys().map(String::as_str).collect(), "the tables of the contract");
    let mut listed = BTreeSet::from(["manifest.json".to_owned()]);
    for (name, table) in tables {
        let parts = table["parts"].as_array().expect("a list of parts");
        assert_eq!(parts.len(), 1, "{name}: the samples are one shard");
        assert_eq!(parts[0]["path"], format!("{name}/part-00000.parquet"));
        listed.extend(parts.iter().filter_map(|part| part["path"].as_str()).map(str::to_owned));
    }
    listed.extend(manifest["reports"].as_object().expect("reports by path").keys().cloned());
    let there: BTreeSet<String> = files(&seeds_dataset()).into_keys().collect();
    assert_eq!(there, listed);
    let reports = fs::read_dir(root().join("pipelines/reports")).expect("reports are there").flatten();
    for report in reports.filter(|file| file.path().extension().is_some_and(|e| e == "sql")) {
        let stem = report.path().file_stem().expect("a name").to_string_lossy().into_owned();
        for end in ["csv", "parquet"] {
            assert!(listed.contains(&format!("reports/{stem}.{end}")), "the run must write reports/{stem}.{end}");
        }
    }
}

#[test]
fn no_file_tells_where_or_when_it_was_made() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let output = folder.path().join("a-place-with-a-name");
    let summary = run_summed_up(&seeds(), &output, &["--jobs", "1"]);
    assert_eq!(summary["parts_reused"], 0, "nothing stood there before");
    let year = i64::from(1970) + std::time::UNIX_EPOCH.elapsed().expect("a clock").as_secs() as i64 / 31_556_952;
    let seeds = seeds();
    for (name, bytes) in files(&output) {
        for place in ["a-place-with-a-name", path(folder.path()), path(&seeds), env!("CARGO_MANIFEST_DIR")] {
            assert!(!holds(&bytes, place.as_bytes()), "{name} holds the path {place}");
        }
        if name == "manifest.json" {
            assert!(!holds(&bytes, format!("{year}-").as_bytes()), "{name} holds a date of this year");
        }
    }
    verify(&output).ok();
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn the_summary_counts_what_the_tables_hold() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let data = folder.path().join("out");
    let summary_file = folder.path().join("summary.json");
    let said = elchi(&["run", path(&seeds()), path(&data), "--summary", path(&summary_file)]).ok().stdout;
    for words in ["uz-Cyrl", "mentions", "broken_json", "SOURCES.md", path(&data), "elchi sql"] {
        assert!(said.contains(words), "the summary on the terminal must name {words}:\n{said}");
    }
    let summary: Value = serde_json::from_str(&read(&summary_file)).expect("the summary is JSON");
    for pair in summary["rows_by_table"].as_array().expect("rows by table") {
        let table = pair[0].as_str().expect("a name");
        let counted = rows(&data, &format!("SELECT count(*) AS n FROM {table}"));
        assert_eq!(pair[1], counted[0]["n"], "{table}");
    }
    assert_eq!(summary["rejects_by_reason"]["broken_json"], 1);
}
