//! Every data file of this stage is one named check: boundary examples, abbreviations, rules.

use elchi_lexicon::{Lexicon, Problem, check_all};

const CONCEPTS: [&str; 3] = ["residue", "dateline", "byline"];

fn told(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|p| format!("\n{}:{}:{}: {}\n  help: {}", p.file, p.line, p.column, p.message, p.help))
        .collect()
}

#[test]
fn examples_of_residue_dateline_and_byline_hold() {
    let problems: Vec<Problem> = check_all(&elchi_lexicon::Embedded)
        .expect("the embedded files can be read")
        .into_iter()
        .filter(|problem| CONCEPTS.iter().any(|concept| problem.file.split('/').nth(1) == Some(concept)))
        .collect();
    assert!(problems.is_empty(), "{} problems:{}", problems.len(), told(&problems));
}

#[test]
fn abbreviations_boundaries_and_order_hold() {
    let problems = elchi_segment::check_data(&Lexicon::embedded());
    assert!(problems.is_empty(), "{} problems:{}", problems.len(), told(&problems));
}
