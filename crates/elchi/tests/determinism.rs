//! The same input gives the same bytes, however it is run and however often it is killed.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use support::{assert_same_bytes, command, copy_folder, elchi, files, path, run, run_summed_up, seeds, verify};

/// Seven documents, so that a run in a development build takes seconds: one folder of the samples, and the feed
/// with its refused line.
fn corpus(folder: &Path) -> std::path::PathBuf {
    let corpus = folder.join("corpus");
    for part in ["uz-Latn", "feeds"] {
        copy_folder(&seeds().join(part), &corpus.join(part));
    }
    corpus
}

fn dataset(input: &Path, output: &Path, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    run(input, output, more);
    files(output)
}

#[test]
fn jobs_batch_size_and_place_change_no_byte() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let wanted = dataset(&seeds(), &folder.path().join("one"), &["--jobs", "1"]);
    for (name, more) in [
        ("two jobs", ["--jobs", "2", "--batch-size", "1024"]),
        ("batches of 64", ["--jobs", "1", "--batch-size", "64"]),
        ("batches of 3, two jobs", ["--jobs", "2", "--batch-size", "3"]),
    ] {
        let found = dataset(&seeds(), &folder.path().join(name.replace([' ', ','], "-")), &more);
        assert_same_bytes(&wanted, &found, name);
    }
    let moved = folder.path().join("moved/elsewhere");
    copy_folder(&seeds(), &moved);
    assert_same_bytes(&wanted, &dataset(&moved, &folder.path().join("of-moved"), &[]), "input in another folder");
}

#[test]
fn a_second_run_takes_every_part_over() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (corpus(folder.path()), folder.path().join("out"));
    let first = dataset(&input, &output, &[]);
    let summary = run_summed_up(&input, &output, &[]);
    let parts = first.keys().filter(|name| name.contains("part-")).count();
    assert_eq!(summary["parts_reused"], parts, "all parts are taken over");
    assert_same_bytes(&first, &files(&output), "a second run");
    // Nothing is left beside the dataset but the lock.
    let beside: Vec<String> = fs::read_dir(folder.path())
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(beside, [".out.lock"]);
}

/// A feed of so many refused lines that it fills a shard, between two documents.
fn two_shards(folder: &Path) -> std::path::PathBuf {
    let corpus = folder.join("two-shards");
    copy_folder(&seeds().join("uz-Latn"), &corpus.join("a"));
    fs::write(corpus.join("m.jsonl"), "{\n".repeat(13_000)).expect("a file can be written");
    fs::create_dir_all(corpus.join("z")).expect("a folder can be made");
    fs::copy(seeds().join("tk/mfa-bmg.txt"), corpus.join("z/tk.txt")).expect("a file can be copied");
    corpus
}

/// Tables with a part of each shard.
const OF_SHARDS: [&str; 15] = [
    "documents",
    "removed_spans",
    "rejects",
    "languages",
    "segments",
    "headers",
    "mentions",
    "positions",
    "dates",
    "amounts",
    "quotes",
    "events",
    "event_participants",
    "event_evidence",
    "topics",
];

#[test]
fn a_new_file_changes_its_own_shard_alone() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (two_shards(folder.path()), folder.path().join("out"));
    assert_eq!(run_summed_up(&input, &output, &[])["shards"], 2);
    let first = files(&output);
    // The empty file is refused; a document would do the same, more slowly.
    for (name, unchanged) in [("0-first.txt", 1), ("z/z-last.txt", 0)] {
        let before = files(&output);
        fs::write(input.join(name), "").expect("a file can be written");
        let summary = run_summed_up(&input, &output, &[]);
        let after = files(&output);
        assert_eq!(summary["shards"], 2, "{name}");
        for table in OF_SHARDS {
            let part = |shard: usize| format!("{table}/part-{shard:05}.parquet");
            assert!(before[&part(unchanged)] == after[&part(unchanged)], "{name} must not change {}", part(unchanged));
        }
        assert_eq!(summary["parts_reused"], OF_SHARDS.len(), "{name}: a part of each table");
        let rejects = format!("rejects/part-{:05}.parquet", 1 - unchanged);
        assert!(before[&rejects] != after[&rejects], "{name} has a row among the rejects");
        verify(&output).ok();
        let fresh = folder.path().join(format!("fresh-{unchanged}"));
        assert_same_bytes(&dataset(&input, &fresh, &[]), &after, "parts taken over, and all made anew");
    }
    for name in ["0-first.txt", "z/z-last.txt"] {
        fs::remove_file(input.join(name)).expect("the file can be removed");
    }
    assert_same_bytes(&first, &dataset(&input, &output, &[]), "the first input again");
}

#[test]
fn what_a_killed_run_finished_is_not_made_again() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (two_shards(folder.path()), folder.path().join("out"));
    let mut run =
        command(&["run", path(&input), path(&output), "--quiet", "--jobs", "1"]).spawn().expect("the binary starts");
    let finished = || {
        let parts = fs::read_dir(folder.path().join(".out.work/languages")).into_iter().flatten().flatten();
        parts.filter(|part| part.path().extension().is_some_and(|end| end == "parquet")).count()
    };
    while finished() == 0 && run.try_wait().expect("the run is ours").is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    run.kill().expect("the run can be killed");
    run.wait().expect("the run has ended");
    let reused = run_summed_up(&input, &output, &[])["parts_reused"].as_u64().expect("a count");
    // Documents, removed spans and rejects of both shards, and languages of the first.
    assert!(reused >= 7, "{reused} parts were taken over");
}

#[test]
fn a_killed_run_leaves_the_output_whole_and_the_next_one_ends_the_same() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let input = corpus(folder.path());
    let started = Instant::now();
    let wanted = dataset(&input, &folder.path().join("unbroken"), &["--jobs", "2"]);
    let whole = started.elapsed();

    // Something stands in OUTPUT already: a dataset of less input, which must stay readable until the end.
    let output = folder.path().join("out");
    let old = dataset(&input.join("feeds"), &output, &[]);
    let mut killed = 0;
    for share in [0.02, 0.3, 0.5, 0.65, 0.8, 0.9, 0.97] {
        let mut run = command(&["run", path(&input), path(&output), "--quiet", "--jobs", "2"])
            .stdout(Stdio::null())
            .spawn()
            .expect("the binary starts");
        std::thread::sleep(whole.mul_f64(share).min(Duration::from_secs(60)));
        run.kill().expect("the run can be killed");
        killed += u32::from(!run.wait().expect("the run has ended").success());
        let stands = files(&output);
        if stands.contains_key("manifest.json") && stands == old {
            continue;
        }
        assert_same_bytes(&wanted, &stands, "a run that got through before it was killed");
        break;
    }
    assert!(killed > 0, "the first kill comes long before the end");
    verify(&output).ok();
    assert_same_bytes(&wanted, &dataset(&input, &output, &["--jobs", "2"]), "after the kills");
    verify(&output).ok();
}

#[test]
fn of_two_runs_into_one_output_the_second_fails_at_once() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (corpus(folder.path()), folder.path().join("out"));
    let mut first = command(&["run", path(&input), path(&output), "--quiet"]).spawn().expect("the binary starts");
    // The work folder is made right after the lock is taken.
    let work = folder.path().join(".out.work");
    while !work.exists() && first.try_wait().expect("the run is ours").is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    // Only while the first one works can the second be refused; stop it there, whatever the machine's speed.
    signal(first.id(), "STOP");
    if first.try_wait().expect("the run is ours").is_none() {
        elchi(&["run", path(&input), path(&output)])
            .with_code(1)
            .says("another elchi run is writing")
            .says("name another output folder");
    }
    signal(first.id(), "CONT");
    assert!(first.wait().expect("the first run ends").success());
    verify(&output).ok();
}

#[test]
fn ctrl_c_stops_cleanly_and_a_second_run_goes_on() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (corpus(folder.path()), folder.path().join("out"));
    let mut run = command(&["run", path(&input), path(&output), "--quiet"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    while !folder.path().join(".out.work/documents").exists() && run.try_wait().expect("the run is ours").is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    signal(run.id(), "INT");
    let ended = run.wait_with_output().expect("the run ends");
    if !ended.status.success() {
        assert_eq!(ended.status.code(), Some(130), "{}", String::from_utf8_lossy(&ended.stderr));
        assert!(String::from_utf8_lossy(&ended.stderr).contains("interrupted"));
        assert!(!output.exists(), "nothing is there before all is");
    }
    let found = dataset(&input, &output, &[]);
    assert_same_bytes(&dataset(&input, &folder.path().join("unbroken"), &[]), &found, "after Ctrl-C");
}

/// Sends a signal by name.
fn signal(process: u32, name: &str) {
    let sent = std::process::Command::new("kill").args([&format!("-{name}"), &process.to_string()]).output();
    assert!(sent.is_ok(), "kill can be called");
}

#[test]
fn a_folder_of_something_else_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let foreign = folder.path().join("photos");
    fs::create_dir(&foreign).expect("a folder can be made");
    fs::write(foreign.join("holiday.txt"), "mine").expect("a file can be written");
    let before = files(&foreign);
    elchi(&["run", path(&seeds().join("tk")), path(&foreign)])
        .with_code(1)
        .says("was not written by elchi")
        .says("Name a folder that does not exist yet");
    assert_same_bytes(&before, &files(&foreign), "a foreign folder");
    let beside = files(folder.path()).into_keys().filter(|name| !name.ends_with(".lock")).collect::<Vec<_>>();
    assert_eq!(beside, ["photos/holiday.txt"], "nothing but the lock was made beside it");
}
