//! The examples inside the date and amount rules: one check per rule file, named by it.

#![expect(clippy::print_stderr, reason = "names every rule file with its outcome")]

use std::collections::BTreeMap;

use elchi_extract::check_examples;
use elchi_lexicon::Lexicon;

#[test]
fn rule_files() {
    let lexicon = Lexicon::embedded();
    let mut files: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for language in lexicon.languages() {
        for rule in
            ["dates", "amounts"].iter().filter_map(|concept| language.rules(concept)).flat_map(|set| set.rules())
        {
            let counts = files.entry(rule.file.to_string()).or_default();
            *counts = (counts.0 + rule.yes.len(), counts.1 + rule.no.len());
        }
    }
    let problems = check_examples(&lexicon);
    for (file, (yes, no)) in &files {
        let own: Vec<_> = problems.iter().filter(|problem| problem.file == *file).collect();
        eprintln!("{} {file}: {yes} yes, {no} no", if own.is_empty() { "ok    " } else { "FAILED" });
        for problem in own {
            eprintln!("  {}:{}:{} {} ({})", problem.file, problem.line, problem.column, problem.message, problem.help);
        }
    }
    assert!(problems.is_empty(), "{} problems, listed above", problems.len());
    let classes = [
        "dates/days",
        "dates/ranges",
        "dates/months",
        "dates/quarters",
        "dates/seasons",
        "dates/years",
        "amounts/money",
        "amounts/percent",
        "amounts/multiple",
        "amounts/count",
        "amounts/measure",
    ];
    for class in classes {
        let yes: usize =
            ["ru", "kk"].iter().filter_map(|code| files.get(&format!("{code}/{class}.toml"))).map(|(yes, _)| yes).sum();
        assert!(yes >= 25, "{class} has {yes} examples in Russian and Kazakh together, 25 are wanted");
    }
}
