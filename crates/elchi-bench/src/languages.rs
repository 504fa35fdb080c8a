//! Languages of texts, for comparison with other detectors: `tools/bench/langid.py` puts them beside.
//!
//! In: JSON Lines. A string is one text; `{"document": TEXT}` is a whole document; with `"segments"`, a list of texts, each
//! of these is read as a part of that document. `{"stretches": TEXT}` asks for the languages inside a text. Out: for each
//! line a list of `[language, confidence in thousandths]`, the document before its segments; what it cost goes to the error
//! stream.

use std::error::Error;
use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use elchi_langid::Detector;
use elchi_lexicon::Lexicon;
use serde_json::Value;

/// One line of the input.
enum Question {
    Text(String),
    Document(String, Vec<String>),
    Stretches(String),
}

/// Answers for all lines of a file. They are answered again and again for `seconds` to measure the speed.
pub(crate) fn detect(path: &Path, lingua: bool, seconds: f64) -> Result<String, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let questions = text.lines().filter(|line| !line.is_empty()).map(question).collect::<Result<Vec<_>, _>>()?;
    let detector = Detector::new(&Lexicon::embedded())?;
    let detector = if lingua { detector } else { detector.without_second_opinion() };
    let mut out = String::new();
    for question in &questions {
        answer(&detector, question, &mut out);
    }
    let (begin, mut passes, mut line) = (Instant::now(), 0_usize, String::new());
    while begin.elapsed().as_secs_f64() < seconds {
        for question in &questions {
            line.clear();
            answer(&detector, question, &mut line);
        }
        passes += 1;
    }
    if passes > 0 {
        let size: usize = questions.iter().map(Question::bytes).sum();
        let per_second = |count: usize| (count * passes) as f64 / begin.elapsed().as_secs_f64();
        writeln!(std::io::stderr(), "{:.0} texts/s {:.2} MB/s", per_second(questions.len()), per_second(size) / 1e6)?;
    }
    Ok(out)
}

impl Question {
    fn bytes(&self) -> usize {
        match self {
            Question::Text(text) | Question::Stretches(text) => text.len(),
            Question::Document(text, segments) => text.len() + segments.iter().map(String::len).sum::<usize>(),
        }
    }
}

fn question(line: &str) -> Result<Question, Box<dyn Error>> {
    let value: Value = serde_json::from_str(line)?;
    if let Some(text) = value.as_str() {
        return Ok(Question::Text(text.to_owned()));
    }
    if let Some(text) = value["stretches"].as_str() {
        return Ok(Question::Stretches(text.to_owned()));
    }
    let document = value["document"].as_str().ok_or("a line is neither a text nor holds a document")?;
    let segments = value["segments"].as_array().map(Vec::as_slice).unwrap_or_default();
    let segments = segments.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect();
    Ok(Question::Document(document.to_owned(), segments))
}

fn answer(detector: &Detector, question: &Question, out: &mut String) {
    let mut first = '[';
    out.push_str(if matches!(question, Question::Stretches(text) if text.trim().is_empty()) { "[" } else { "" });
    let mut write = |lang: &str, confidence: u16| {
        let _ = write!(out, "{first}[\"{lang}\",{confidence}]");
        first = ',';
    };
    match question {
        Question::Text(text) => {
            let guess = detector.detect(text);
            write(guess.lang.as_str(), guess.confidence);
        }
        Question::Stretches(text) => {
            for stretch in detector.detect_all(text) {
                write(stretch.guess.lang.as_str(), stretch.guess.confidence);
            }
        }
        Question::Document(text, segments) => {
            let document = detector.detect_document(text);
            write(document.lang.as_str(), document.confidence);
            for segment in segments {
                let guess = detector.detect_with_prior(segment, document.lang);
                write(guess.lang.as_str(), guess.confidence);
            }
        }
    }
    out.push_str("]\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_documents_are_answered() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("in.jsonl");
        let lines = "\"Министры обсудили сотрудничество двух стран.\"\n{\"document\": \"Ministers met in the capital to discuss trade.\", \"segments\": [\"Ministers met in the capital.\", \"Министры обсудили сотрудничество двух стран.\"]}\n";
        std::fs::write(&path, lines).expect("it can be written");
        let out = detect(&path, false, 0.0).expect("the lines are in order");
        let langs: Vec<Vec<String>> = out
            .lines()
            .map(|line| {
                let answers: Vec<(String, u16)> = serde_json::from_str(line).expect("a list");
                answers.into_iter().map(|(lang, _)| lang).collect()
            })
            .collect();
        assert_eq!(langs, [vec!["ru"], vec!["en", "en", "ru"]]);
        std::fs::write(&path, "{}\n").expect("it can be written");
        assert!(detect(&path, false, 0.0).is_err());
    }
}
