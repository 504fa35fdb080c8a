//! Every report on the sample documents gives the answer that was looked at and kept.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use support::{read, root, seeds_dataset};

/// Lines of a difference that are printed, at most.
const SHOWN: usize = 12;

/// Names of the files in `folder` that end in `.ending`, without it.
fn names(folder: &Path, ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    files
        .filter(|file| file.extension().is_some_and(|e| e == ending))
        .filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned()))
        .collect()
}

/// The lines that only one of the two has, in their order.
fn difference(wanted: &str, found: &str) -> String {
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (wanted.lines().collect(), found.lines().collect());
    let gone = wanted.lines().filter(|line| !after.contains(line)).map(|line| format!("- {line}"));
    let new = found.lines().filter(|line| !before.contains(line)).map(|line| format!("+ {line}"));
    let lines: Vec<String> = gone.take(SHOWN).chain(new.take(SHOWN)).collect();
    if lines.is_empty() { "the same lines in another order".to_owned() } else { lines.join("\n") }
}

#[test]
fn reports_on_the_samples_equal_their_golden_answers() {
    let reports = root().join("pipelines/reports");
    let golden = reports.join("golden");
    let made = seeds_dataset().join("reports");
    let bless = std::env::var_os("ELCHI_BLESS").is_some();
    let wanted = names(&reports, "sql");
    assert!(wanted.len() >= 4, "{wanted:?}");
    assert_eq!(names(&made, "csv"), wanted, "a run writes every report");
    if bless {
        fs::create_dir_all(&golden).expect("the folder can be made");
        for stale in names(&golden, "csv").difference(&wanted) {
            fs::remove_file(golden.join(format!("{stale}.csv"))).expect("the file can be removed");
        }
    }
    let mut different = String::new();
    for name in &wanted {
        let file = golden.join(format!("{name}.csv"));
        let found = read(&made.join(format!("{name}.csv")));
        if bless {
            fs::write(&file, found).expect("the golden answer can be written");
        } else if !file.exists() {
            different.push_str(&format!("\n{name}: pipelines/reports/golden/{name}.csv is missing\n"));
        } else if read(&file) != found {
            different.push_str(&format!("\n{name}:\n{}\n", difference(&read(&file), &found)));
        }
    }
    for stale in names(&golden, "csv").difference(&wanted) {
        different.push_str(&format!("\n{stale}: a golden answer without a report\n"));
    }
    assert!(
        different.is_empty(),
        "answers on seeds/ changed (- golden, + now). If each change is right, run `just bless` and commit the \
         files:\n{different}"
    );
}

#[test]
fn every_row_of_a_report_leads_back_to_its_text() {
    let reports = root().join("pipelines/reports");
    for name in names(&reports, "sql").into_iter().filter(|name| name != "rejected") {
        let csv = read(&seeds_dataset().join(format!("reports/{name}.csv")));
        let header: Vec<&str> = csv.lines().next().unwrap_or_default().split(',').collect();
        let has = |end: &str| header.iter().any(|column| column.ends_with(end));
        assert!(
            has("doc_id") && has("segment_no"),
            "{name}.sql: give the document and segment of an example in every row (…doc_id, …segment_no)"
        );
        assert!(csv.lines().count() > 1, "{name}.sql: seeds/ must give it something to answer");
    }
}
