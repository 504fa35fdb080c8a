//! The five real documents: every row is looked at, so a wrong extra one fails too.

#![expect(clippy::print_stderr, reason = "says what it skipped")]

use std::path::Path;

use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::Lexicon;
use elchi_model::{Facts, Lang, Span};

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");

/// Lines as segments: enough for facts that never leave a sentence.
fn lines(text: &str, lang: &str) -> Vec<SegmentInput> {
    let lang = Lang::new(lang).unwrap();
    let mut start = 0;
    text.split_inclusive('\n')
        .enumerate()
        .map(|(number, line)| {
            let span = Span::new(start, start + line.len());
            start += line.len();
            SegmentInput::sentence(i32::try_from(number).unwrap(), span, lang)
        })
        .collect()
}

/// Text and facts of the document whose file name begins with `number`; none where the folder is absent.
fn document(number: &str, lang: &str) -> Option<(String, Facts)> {
    let Ok(folder) = Path::new(SEEDS).read_dir() else {
        eprintln!("skipped: no folder {SEEDS}");
        return None;
    };
    let path = folder
        .flatten()
        .map(|file| file.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))?;
    let text = std::fs::read_to_string(path).unwrap();
    let facts = Extractor::new(Lexicon::embedded()).document(&DocumentInput::bare(&text, &lines(&text, lang)));
    Some((text, facts))
}

fn check(number: &str, lang: &str, dates: &[(&str, &str)], amounts: &[(&str, &str)]) {
    let Some((text, facts)) = document(number, lang) else { return };
    let found: Vec<(&str, &str)> = facts.dates.iter().map(|date| (date.span.of(&text), date.edtf.as_str())).collect();
    assert_eq!(found, dates, "dates of {number}");
    let found: Vec<(&str, String)> = facts
        .amounts
        .iter()
        .map(|amount| {
            (
                amount.span.of(&text),
                format!("{} {} {}", amount.kind.as_str(), amount.value, amount.unit.as_deref().unwrap_or("-")),
            )
        })
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(surface, amount)| (*surface, amount.as_str())).collect();
    assert_eq!(found, amounts, "amounts of {number}");
}

#[test]
fn ministerial_by_video() {
    check("000", "ru", &[("12 июня 2020 года", "2020-06-12")], &[]);
}

#[test]
fn third_session_in_kazakh() {
    check("001", "kk", &[("15 Қазан, 2020", "2020-10-15")], &[]);
}

#[test]
fn visit_to_brussels() {
    let dates = [("в апреле", "XXXX-04"), ("в ноябре", "XXXX-11"), ("2 декабря", "XXXX-12-02")];
    check("002", "ru", &dates, &[("45 млн евро", "money 45000000 EUR"), ("150 млн евро", "money 150000000 EUR")]);
}

#[test]
fn security_dialogue() {
    let dates = [
        ("11 марта", "XXXX-03-11"),
        ("в среду", "XXXX-03-11"),
        ("весной этого года", "XXXX-21"),
        ("В марте", "XXXX-03"),
        ("в мае", "XXXX-05"),
        ("в 2013 году", "2013"),
    ];
    check("003", "ru", &dates, &[]);
}

#[test]
fn presidents_meet() {
    check("004", "ru", &[], &[("в 4 раза", "multiple 4 times")]);
}

#[test]
fn mentions_give_back_their_surface() {
    for (number, lang) in [("000", "ru"), ("001", "kk"), ("002", "ru"), ("003", "ru"), ("004", "ru")] {
        let Some((text, facts)) = document(number, lang) else { return };
        for (index, mention) in facts.mentions.iter().enumerate() {
            assert!(!mention.span.of(&text).is_empty(), "{number}");
            if let Some(outer) = mention.outer {
                let outer = usize::try_from(outer).unwrap();
                assert!(outer < index && facts.mentions[outer].span.contains(mention.span), "{number}");
            }
        }
    }
}

#[test]
fn headers() {
    let years = |facts: &Facts| -> Vec<i32> {
        let days = facts.header.published_candidates.iter();
        days.filter_map(|day| elchi_extract::calendar::date_of(*day)).map(|(year, ..)| year).collect()
    };
    for (number, lang, edtf, basis, candidates) in [
        ("000", "ru", None, "none", vec![]),
        ("001", "kk", Some("2020-10-15"), "header_line", vec![]),
        ("002", "ru", None, "none", vec![]),
        ("003", "ru", Some("XXXX-03-11"), "weekday", vec![2015, 2020, 2026]),
        ("004", "ru", None, "none", vec![]),
    ] {
        let Some((_, facts)) = document(number, lang) else { return };
        let header = &facts.header;
        assert_eq!((header.published_edtf.as_deref(), header.published_basis.as_str()), (edtf, basis), "{number}");
        assert_eq!(years(&facts), candidates, "{number}");
        let place = (number == "003").then_some("place/moscow");
        assert_eq!(header.dateline_entity_id.as_deref(), place, "{number}");
    }
}
