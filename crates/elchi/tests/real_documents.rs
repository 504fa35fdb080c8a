//! Five real documents, where the folder with them stands beside the project: every line and every name.
//!
//! They belong to their outlets, so no sentence of theirs stands here: documents are told by their number, lines
//! by their place.

#![allow(clippy::print_stderr, reason = "says what it skipped")]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use support::{shared_dataset, texts, verify};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");

/// A dataset of the five, made once for each build of the binary; none where they are not there.
fn dataset() -> Option<PathBuf> {
    let input = Path::new(SHARED);
    if !input.is_dir() {
        eprintln!("skipped: there is no folder {SHARED}");
        return None;
    }
    Some(shared_dataset("real", input))
}

/// Rows of `query`, in which `{number}` is the three digits a document's name begins with.
fn of_documents(data: &Path, columns: &str, table: &str, condition: &str) -> Vec<Vec<String>> {
    texts(
        data,
        &format!(
            "SELECT substr(d.source_uri, 1, 3) AS a, {columns} FROM {table} AS t \
             JOIN documents AS d ON d.doc_id = t.doc_id WHERE {condition} ORDER BY a, t.char_start"
        ),
    )
}

fn pairs<'r>(rows: &'r [Vec<String>], document: &str) -> Vec<(&'r str, &'r str)> {
    rows.iter().filter(|row| row[0] == document).map(|row| (row[1].as_str(), row[2].as_str())).collect()
}

#[test]
fn languages() {
    let Some(data) = dataset() else { return };
    let found = texts(
        &data,
        "SELECT substr(d.source_uri, 1, 3) AS a, l.language AS b FROM languages AS l \
         JOIN documents AS d ON d.doc_id = l.doc_id ORDER BY a",
    );
    assert_eq!(found, [["000", "ru"], ["001", "kk"], ["002", "ru"], ["003", "ru"], ["004", "ru"]]);
    verify(&data).ok();
}

/// Every line of the page that is no part of the article, by its first word; all others are kept.
const RESIDUE: [(&str, &[&str]); 5] = [
    ("000", &["#", "**Источник**"]),
    ("001", &["143 рет", "1 мин"]),
    ("002", &["От Admin"]),
    ("003", &["window.yaContextCb"]),
    ("004", &["#", "[Источник](#)"]),
];

#[test]
fn residue_of_the_page_is_boilerplate_and_nothing_else_is() {
    let Some(data) = dataset() else { return };
    let found = of_documents(&data, "t.text AS b, coalesce(t.rule, '') AS c", "segments", "t.kind = 'boilerplate'");
    for (document, wanted) in RESIDUE {
        let rows = pairs(&found, document);
        let starts: Vec<&str> = rows
            .iter()
            .map(|(text, _)| wanted.iter().find(|start| text.starts_with(**start)).copied().unwrap_or(text))
            .collect();
        assert_eq!(starts, wanted, "boilerplate of {document}");
        assert!(rows.iter().all(|(_, rule)| !rule.is_empty()), "boilerplate names its rule: {rows:?}");
    }
    // The counter and the reading time go with the line that follows each.
    let lines: Vec<usize> = pairs(&found, "001").iter().map(|(text, _)| text.lines().count()).collect();
    assert_eq!(lines, [2, 2], "number and word of 001");
}

#[test]
fn every_other_line_is_kept() {
    let Some(data) = dataset() else { return };
    let texts_of = texts(&data, "SELECT substr(source_uri, 1, 3) AS a, text AS b FROM documents ORDER BY a");
    let kept = of_documents(&data, "t.char_start AS b, t.char_end AS c", "segments", "t.kind <> 'boilerplate'");
    for row in &texts_of {
        let (document, text) = (row[0].as_str(), row[1].as_str());
        let spans: Vec<(usize, usize)> =
            pairs(&kept, document).iter().map(|(from, to)| (from.parse().unwrap(), to.parse().unwrap())).collect();
        let residue = RESIDUE.iter().find(|(number, _)| *number == document).map_or(&[][..], |(_, lines)| *lines);
        let (mut at, mut after_counter) = (0, false);
        for line in text.split_inclusive('\n') {
            let letters: Vec<usize> =
                line.chars().enumerate().filter(|(_, c)| c.is_alphanumeric()).map(|(place, _)| at + place).collect();
            let is_residue = residue.iter().any(|start| *start != "#" && line.trim_start().starts_with(start));
            // In 001 the word below each number belongs to it.
            let is_kept = !is_residue && !after_counter;
            for letter in &letters {
                let inside = spans.iter().any(|(from, to)| (*from..*to).contains(letter));
                assert_eq!(inside, is_kept, "document {document}, code point {letter} of «{}»", line.trim());
            }
            after_counter = is_residue && document == "001";
            at += line.chars().count();
        }
    }
}

#[test]
fn titles_are_found_without_their_markup() {
    let Some(data) = dataset() else { return };
    let found = of_documents(&data, "t.text AS b, t.segment_no AS c", "segments", "t.kind = 'title'");
    for (document, count) in [("000", 1), ("001", 2), ("002", 0), ("003", 1), ("004", 1)] {
        let titles = pairs(&found, document);
        assert_eq!(titles.len(), count, "titles of {document}: {titles:?}");
        for (title, _) in titles {
            assert!(!title.contains(['#', '*', '[', ']', '\n']) && title.trim() == title, "{document}: {title}");
        }
    }
    let titles = pairs(&found, "001");
    assert_eq!(titles[0].0, titles[1].0, "001 repeats its title");
    let datelines = of_documents(&data, "t.kind AS b, t.rule AS c", "segments", "t.kind = 'dateline'");
    let documents: BTreeSet<&str> = datelines.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(documents, BTreeSet::from(["001", "003"]));
}

#[test]
fn every_country_and_region_is_named() {
    let Some(data) = dataset() else { return };
    let found = of_documents(&data, "t.entity_id AS b, t.surface AS c", "mentions", "t.entity_id IS NOT NULL");
    let wanted: [(&str, &[&str]); 5] = [
        ("000", &["country/uz", "country/kz", "country/kg", "country/tj", "country/tm", "country/af"]),
        ("001", &["country/kz", "country/ru"]),
        ("002", &["country/kz", "country/uz"]),
        ("003", &["country/kz", "country/kg", "country/tj", "country/tm", "country/uz", "country/af"]),
        ("004", &["country/uz", "country/az"]),
    ];
    for (document, countries) in wanted {
        let named: BTreeSet<&str> =
            pairs(&found, document).iter().map(|(id, _)| *id).filter(|id| id.starts_with("country/")).collect();
        assert_eq!(named, countries.iter().copied().collect(), "countries of {document}");
    }
    for (document, region) in [
        ("000", "region/central-asia"),
        ("001", "region/central-asia"),
        ("001", "region/eurasia"),
        ("002", "region/central-asia"),
        ("002", "region/europe"),
        ("003", "region/central-asia"),
    ] {
        assert!(pairs(&found, document).iter().any(|(id, _)| *id == region), "{region} in {document}");
    }
    // By adjective as well, alone and in a compound.
    for (document, pair) in [
        ("000", ("country/af", "афганской")),
        ("000", ("country/uz", "узбекской")),
        ("004", ("country/uz", "узбекско")),
        ("004", ("country/az", "азербайджанских")),
        ("002", ("country/kz", "РК")),
    ] {
        assert!(pairs(&found, document).contains(&pair), "{pair:?} in {document}");
    }
}

#[test]
fn formats_programmes_and_routes_are_entities() {
    let Some(data) = dataset() else { return };
    let kinds = "t.kind IN ('format', 'programme', 'infrastructure')";
    let found = of_documents(&data, "t.entity_id AS b, t.surface AS c", "mentions", kinds);
    let has = |document: &str, id: &str| pairs(&found, document).iter().filter(|(found, _)| *found == id).count();
    assert_eq!(has("001", "format/central-asia-russia"), 2);
    assert_eq!(has("000", "format/eu-central-asia"), 3);
    for programme in ["bomca", "cadap", "bomnaf", "mieux", "prague-process"] {
        assert!(has("003", &format!("programme/{programme}")) > 0, "{programme} in 003");
    }
    assert_eq!(has("002", "infrastructure/middle-corridor"), 2, "the long name and the short one");
    assert_eq!(has("004", "infrastructure/middle-corridor"), 1);
    let corridor = texts(
        &data,
        "SELECT name_en AS a, document_count AS b FROM entities WHERE entity_id = 'infrastructure/middle-corridor'",
    );
    assert_eq!(corridor.len(), 1);
    assert_eq!(corridor[0][1], "2", "one entity in both documents");
}

#[test]
fn dates_and_amounts() {
    let Some(data) = dataset() else { return };
    let dates = of_documents(&data, "t.edtf AS b, t.basis AS c", "dates", "true");
    for (document, date) in
        [("000", "2020-06-12"), ("001", "2020-10-15"), ("002", "XXXX-12-02"), ("003", "XXXX-03-11"), ("003", "2013")]
    {
        assert!(pairs(&dates, document).iter().any(|(edtf, _)| *edtf == date), "{date} in {document}: {dates:?}");
    }
    assert_eq!(pairs(&dates, "004"), [], "004 names no date");
    let amounts = of_documents(&data, "t.value AS b, coalesce(t.unit, t.kind) AS c", "amounts", "true");
    assert_eq!(pairs(&amounts, "002"), [("45000000.0", "EUR"), ("150000000.0", "EUR")]);
    let multiples = of_documents(&data, "t.kind AS b, t.value AS c", "amounts", "t.kind = 'multiple'");
    assert_eq!(multiples, [["004", "multiple", "4.0"]]);
}

#[test]
fn every_fact_gives_back_its_words() {
    let Some(data) = dataset() else { return };
    for (table, words) in support::SPANS {
        let condition = format!("substr(d.text, t.char_start + 1, t.char_end - t.char_start) <> t.{words}");
        assert_eq!(of_documents(&data, "t.char_start AS b", table, &condition), Vec::<Vec<String>>::new(), "{table}");
    }
}
