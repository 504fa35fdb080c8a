//! Lines that stand on many pages of an outlet are residue in a second pass, and only there.

mod support;

use std::fmt::Write;
use std::fs;

use support::{assert_same_bytes, command, files, query, run, run_summed_up, verify};

/// Twelve pages of one site and two of another, with the same two lines below the text.
fn pages() -> String {
    let mut pages = String::new();
    for number in 0..14 {
        let site = if number < 12 { "steppe" } else { "other" };
        let text = format!(
            "Talks no. {number} were held in Astana\\n\\nKazakhstan and Japan agreed on item {number}. They left.\\n\\nYour guide to the wide grass since long ago\\n\\nStill waters of the great river. And winds."
        );
        let _ = writeln!(pages, "{{\"url\":\"https://www.{site}.example/{number}\",\"text\":\"{text}\"}}");
    }
    pages
}

#[test]
fn repeated_lines_are_residue_in_a_second_pass() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (folder.path().join("pages.jsonl"), folder.path().join("out"));
    fs::write(&input, pages()).expect("the pages can be written");
    run(&input, &output, &[]);
    let repeated = "SELECT outlet, document_count, sample FROM repeated_lines ORDER BY sample";
    let first = query(&output, repeated);
    assert_eq!(
        first,
        "outlet,document_count,sample\nsteppe.example,12,Still waters of the great river. And winds.\nsteppe.example,12,Your guide to the wide grass since long ago\n"
    );
    let residue = "SELECT count(*) AS n FROM segments WHERE rule = 'shared.residue.repeated-line'";
    assert_eq!(query(&output, residue), "n\n0\n");
    run(&input, &output, &["--second-pass"]);
    assert_eq!(query(&output, residue), "n\n24\n");
    assert_eq!(query(&output, repeated), first, "the table does not depend on the pass");
    verify(&output);
    // A third run finds nothing to do, and a first pass gives the first dataset again.
    let second = files(&output);
    let summary = run_summed_up(&input, &output, &["--second-pass"]);
    assert_eq!(summary["parts_reused"], second.keys().filter(|name| name.contains("part-")).count());
    assert_same_bytes(&second, &files(&output), "a third run");
    run(&input, &output, &[]);
    assert_eq!(query(&output, residue), "n\n0\n");
}

#[test]
fn a_second_pass_wants_a_first_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (folder.path().join("pages.jsonl"), folder.path().join("out"));
    fs::write(&input, pages()).expect("the pages can be written");
    let failed = command().arg("run").arg(&input).arg(&output).arg("--second-pass").output().expect("elchi runs");
    assert!(!failed.status.success());
    let told = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(told.contains("holds no elchi dataset"), "{told}");
}
