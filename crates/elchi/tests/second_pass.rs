//! Lines that stand on many pages of an outlet are residue in a second pass, and only there.

mod support;

use std::fmt::Write;
use std::fs;

use support::{assert_same_bytes, elchi, files, path, run, run_summed_up, texts, verify};

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
    let first = texts(&output, repeated);
    assert_eq!(
        first,
        [
            ["12", "steppe.example", "Still waters of the great river. And winds."],
            ["12", "steppe.example", "Your guide to the wide grass since long ago"]
        ]
    );
    let residue = "SELECT count(*) AS n FROM segments WHERE rule = 'shared.residue.repeated-line'";
    assert_eq!(texts(&output, residue), [["0"]]);
    run(&input, &output, &["--second-pass"]);
    assert_eq!(texts(&output, residue), [["24"]]);
    assert_eq!(texts(&output, repeated), first, "the table does not depend on the pass");
    verify(&output).ok();
    // A third run finds nothing to do, and a first pass gives the first dataset again.
    let second = files(&output);
    let summary = run_summed_up(&input, &output, &["--second-pass"]);
    assert_eq!(summary["parts_reused"], second.keys().filter(|name| name.contains("part-")).count());
    assert_same_bytes(&second, &files(&output), "a third run");
    run(&input, &output, &[]);
    assert_eq!(texts(&output, residue), [["0"]]);
}

#[test]
fn a_second_pass_wants_a_first_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (input, output) = (folder.path().join("pages.jsonl"), folder.path().join("out"));
    fs::write(&input, pages()).expect("the pages can be written");
    elchi(&["run", path(&input), path(&output), "--second-pass"]).with_code(1).says("holds no elchi dataset");
}
