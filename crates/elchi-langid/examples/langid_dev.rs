//! Measures language identification on labelled texts and prints accuracy per code, confusions and speed:
//! `cargo run --release -p elchi-langid --example langid_dev -- DATA [LANG_DIR] [--model FILE] [--no-lingua] [--show FILE CODE] [--missed] [--calibrate]`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use elchi_langid::Detector;
use elchi_lexicon::Lexicon;

const CORE: [&str; 9] = ["ru", "kk", "uz-Latn", "uz-Cyrl", "ky", "tg", "tk", "az", "en"];

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[derive(Default)]
struct Score {
    right: usize,
    total: usize,
}

fn percent(score: &Score) -> f64 {
    score.right as f64 * 100.0 / score.total.max(1) as f64
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let data = Path::new(arguments.first().map_or("../shared/data/langid", String::as_str));
    let lexicon = match Lexicon::load(arguments.get(1).filter(|argument| !argument.starts_with("--")).map(Path::new)) {
        Ok(lexicon) => lexicon,
        Err(error) => return eprintln!("{error}"),
    };
    let started = Instant::now();
    let model = arguments.iter().position(|a| a == "--model").and_then(|at| fs::read(&arguments[at + 1]).ok());
    let mut detector = match Detector::with_model(&lexicon, model.as_deref()) {
        Ok(detector) => detector,
        Err(error) => return eprintln!("{error}"),
    };
    println!("tables compiled in {:.1} ms", started.elapsed().as_secs_f64() * 1000.0);
    if arguments.iter().any(|a| a == "--no-lingua") {
        detector = detector.without_second_opinion();
    }
    let show =
        arguments.iter().position(|a| a == "--show").map(|at| (arguments[at + 1].clone(), arguments[at + 2].clone()));
    if arguments.iter().any(|a| a == "--calibrate") {
        return calibrate(&detector, data);
    }

    for file in
        ["doc_ntrex", "sent_ntrex", "headline_ntrex", "short_ntrex", "sent_uz_fitrat", "sent_xwmt", "script_kk_ntrex"]
    {
        let text = read(&data.join(format!("{file}.tsv")));
        if text.is_empty() {
            println!("skipped {file}: not there");
            continue;
        }
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        let mut confusions: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut claimed = Score::default();
        let mut mixed = Score::default();
        let started = Instant::now();
        let mut bytes = 0;
        for (code, text) in text.lines().filter_map(|line| line.split_once('\t')) {
            bytes += text.len();
            let answer = if file.starts_with("doc") {
                let guess = detector.detect_document(text);
                mixed.right += usize::from(guess.is_mixed);
                mixed.total += 1;
                if show.as_ref().is_some_and(|(f, c)| f == "mixed" && c == code) && guess.is_mixed {
                    println!("{:?}", guess);
                }
                guess.lang
            } else {
                detector.detect(text).lang
            };
            let right = answer.as_str() == code;
            let score = scores.entry(code).or_default();
            score.total += 1;
            score.right += usize::from(right);
            if !CORE.contains(&code) {
                claimed.total += 1;
                claimed.right += usize::from(CORE.contains(&answer.as_str()));
            }
            if !right {
                *confusions.entry((code.to_owned(), answer.to_string())).or_default() += 1;
                if show.as_ref().is_some_and(|(f, c)| f == file && c == code) {
                    println!("{code} -> {answer}: {text}");
                }
            }
        }
        let seconds = started.elapsed().as_secs_f64();
        let core: Vec<f64> = CORE.iter().filter_map(|code| scores.get(code)).map(percent).collect();
        let others: Vec<f64> =
            scores.iter().filter(|(code, _)| !CORE.contains(code)).map(|(_, s)| percent(s)).collect();
        let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len().max(1) as f64;
        println!(
            "\n== {file}: core {:.2}, others {:.2}, others claimed by core {}/{}, {:.1} MB/s",
            mean(&core),
            mean(&others),
            claimed.right,
            claimed.total,
            bytes as f64 / 1e6 / seconds
        );
        if mixed.total > 0 {
            println!("called mixed: {}/{}", mixed.right, mixed.total);
        }
        let line: Vec<String> = scores.iter().map(|(code, score)| format!("{code} {:.1}", percent(score))).collect();
        println!("{}", line.join("  "));
        let mut worst: Vec<_> = confusions.into_iter().collect();
        worst.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let line: Vec<String> = worst.iter().take(24).map(|((from, to), n)| format!("{from}>{to} {n}")).collect();
        println!("{}", line.join("  "));
    }
    quotations(&detector, data);
    mixed_documents(&detector, data);
    speed(&detector, data);
}

/// The best of five passes over whole documents of the nine.
fn speed(detector: &Detector, data: &Path) {
    let text = read(&data.join("doc_ntrex.tsv"));
    let documents: Vec<&str> = text
        .lines()
        .filter_map(|l| l.split_once('\t'))
        .filter(|(code, _)| CORE.contains(code))
        .map(|(_, text)| text)
        .collect();
    let bytes: usize = documents.iter().map(|text| text.len()).sum();
    let pass = |_| {
        let started = Instant::now();
        let mixed = documents.iter().filter(|text| detector.detect_document(text).is_mixed).count();
        (started.elapsed().as_secs_f64(), mixed)
    };
    let best = (0..5).map(pass).map(|(seconds, _)| seconds).fold(f64::MAX, f64::min);
    println!("\n== documents of the nine: {:.1} MB/s", bytes as f64 / 1e6 / best);
}

/// Sentences with a few words of another language in quotation marks.
fn quotations(detector: &Detector, data: &Path) {
    let text = read(&data.join("mixed_insentence_ntrex.tsv"));
    let mut wrong = Vec::new();
    for line in text.lines() {
        if let [host, text, quoted] = line.split('\t').collect::<Vec<_>>()[..] {
            let answer = detector.detect(text).lang;
            if answer.as_str() != host {
                wrong.push(format!("{host} with {quoted} -> {answer}: {text}"));
            }
        }
    }
    println!("\n== mixed_insentence_ntrex: {} of {} wrong", wrong.len(), text.lines().count());
    println!("{}", wrong.join("\n"));
}

/// Documents of six sentences, one or two of them in another language.
fn mixed_documents(detector: &Detector, data: &Path) {
    let text = read(&data.join("mixed_doc_ntrex.tsv"));
    let mut documents: BTreeMap<&str, Vec<(&str, &str, &str)>> = BTreeMap::new();
    for line in text.lines() {
        if let [id, host, code, text] = line.splitn(4, '\t').collect::<Vec<_>>()[..] {
            documents.entry(id).or_default().push((host, code, text));
        }
    }
    let (mut lang, mut mixed, mut sentence, mut alone, mut other) =
        (Score::default(), Score::default(), Score::default(), Score::default(), Score::default());
    let mut missed = Vec::new();
    for (joint, rows) in [("\n", documents.values()), (" ", documents.values())] {
        for rows in rows {
            let text = rows.iter().map(|row| row.2).collect::<Vec<_>>().join(joint);
            let guess = detector.detect_document(&text);
            lang.total += 1;
            lang.right += usize::from(guess.lang.as_str() == rows[0].0);
            mixed.total += 1;
            mixed.right += usize::from(guess.is_mixed);
            if !guess.is_mixed || guess.lang.as_str() != rows[0].0 {
                let letters: Vec<_> = rows.iter().map(|row| format!("{}:{}", row.1, row.2.chars().count())).collect();
                missed.push(format!(
                    "{} {:?} mixed {} of {}",
                    guess.lang,
                    guess.shares,
                    guess.is_mixed,
                    letters.join(" ")
                ));
            }
            for (_, code, text) in rows {
                sentence.total += 1;
                sentence.right += usize::from(detector.detect_with_prior(text, guess.lang).lang.as_str() == *code);
                alone.total += 1;
                alone.right += usize::from(detector.detect(text).lang.as_str() == *code);
                if *code != rows[0].0 {
                    other.total += 1;
                    other.right += usize::from(detector.detect_with_prior(text, guess.lang).lang.as_str() == *code);
                }
            }
        }
    }
    if std::env::args().any(|a| a == "--missed") {
        println!("{}", missed.join("\n"));
    }
    println!(
        "\n== mixed_doc_ntrex: language {:.2}, called mixed {:.2}, sentences with prior {:.2} (embedded ones {:.2}), alone {:.2}",
        percent(&lang),
        percent(&mixed),
        percent(&sentence),
        percent(&other),
        percent(&alone)
    );
}

/// Prints how often each confidence is right, and how far confidences are from that on average.
fn calibrate(detector: &Detector, data: &Path) {
    let (mut off, mut all) = (0.0, 0);
    for file in ["sent_ntrex", "short_ntrex", "headline_ntrex"] {
        let mut bins: BTreeMap<u16, Score> = BTreeMap::new();
        for (code, text) in read(&data.join(format!("{file}.tsv"))).lines().filter_map(|line| line.split_once('\t')) {
            let guess = detector.detect(text);
            let bin = bins.entry(guess.confidence).or_default();
            bin.total += 1;
            bin.right += usize::from(guess.lang.as_str() == code);
        }
        println!("{file}");
        for (confidence, score) in bins {
            println!("  {confidence}: {:.1} % of {}", percent(&score), score.total);
            if confidence > 0 {
                off += (f64::from(confidence) / 1000.0 * score.total as f64 - score.right as f64).abs();
                all += score.total;
            }
        }
    }
    println!("expected calibration error: {:.4}", off / f64::from(all as u32));
}
