//! The annotated reports bound what a change of rules may break: a little below the figures that the development half
//! gave.

use std::path::{Path, PathBuf};

use super::{Score, negatives, score};

fn lang() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lang")
}

/// True where `part` of `whole` is `least` or more.
fn share(part: usize, whole: usize, least: f64) -> bool {
    whole > 0 && part as f64 >= least * whole as f64
}

fn read(code: &str, half: &str) -> Score {
    let (score, _) = score(code, half, &lang(), None).expect("the reports can be read");
    score
}

#[test]
fn events_of_the_development_reports() {
    for code in ["ru", "kk"] {
        let score = read(code, "dev");
        assert!(share(score.matched, score.predicted, 0.90), "precision of {code}:\n{}", score.figures());
        assert!(share(score.matched, score.gold, 0.80), "recall of {code}:\n{}", score.figures());
        assert!(share(score.realis, score.matched, 0.90), "realis of {code}:\n{}", score.figures());
        assert!(share(score.quotes_right, score.quotes_gold, 0.85), "quotes of {code}:\n{}", score.figures());
    }
}

#[test]
fn events_of_the_further_reports() {
    for code in ["ru", "kk"] {
        let score = read(code, "further");
        assert!(share(score.matched, score.predicted, 0.86), "precision of {code}:\n{}", score.figures());
        assert!(share(score.matched, score.gold, 0.68), "recall of {code}:\n{}", score.figures());
        assert!(share(score.realis, score.matched, 0.87), "realis of {code}:\n{}", score.figures());
        assert!(share(score.quotes_right, score.quotes_gold, 0.75), "quotes of {code}:\n{}", score.figures());
    }
}

#[test]
fn events_of_the_short_reports() {
    for code in ["ru", "kk"] {
        let score = read(code, "short");
        assert!(share(score.matched, score.predicted, 0.85), "precision of {code}:\n{}", score.figures());
        assert!(share(score.matched, score.gold, 0.64), "recall of {code}:\n{}", score.figures());
        assert!(share(score.realis, score.matched, 0.90), "realis of {code}:\n{}", score.figures());
        assert!(share(score.dates_right, score.dates_predicted, 0.80), "dates of {code}:\n{}", score.figures());
    }
}

#[test]
fn trigger_words_in_other_senses_tell_no_event() {
    for code in ["ru", "kk"] {
        let (wrong, list) = negatives(code, &lang()).expect("the sentences can be read");
        assert!(wrong <= 1, "{code}:\n{list}");
    }
}

#[test]
fn every_word_of_an_annotation_stands_in_its_report() {
    let files = [("dev", 20), ("test", 20), ("further", 240), ("short", 120), ("unread", 40)];
    for (code, (half, count)) in ["ru", "kk"].into_iter().flat_map(|code| files.map(|file| (code, file))) {
        let path = lang().join(code).join("gold").join(format!("{half}.toml"));
        let table: toml::Table = std::fs::read_to_string(&path).expect("it can be read").parse().expect("it is TOML");
        let reports = table["report"].as_array().expect("there are reports");
        assert_eq!(reports.len(), count, "{}", path.display());
        for report in reports {
            let text = report["text"].as_str().unwrap_or("");
            for event in report.get("event").and_then(toml::Value::as_array).into_iter().flatten() {
                let triggers = event["triggers"].as_array().into_iter().flatten().filter_map(toml::Value::as_str);
                let participants = event.get("participants").and_then(toml::Value::as_array).into_iter().flatten();
                let named = participants.filter_map(|one| one["text"].as_str());
                for words in triggers.chain(named) {
                    assert!(text.contains(words), "{}: «{words}» is not in {}", path.display(), report["id"]);
                }
            }
        }
    }
}
