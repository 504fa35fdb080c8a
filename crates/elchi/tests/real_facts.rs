//! Five real documents, where the folder with them stands beside the project: who, what, when, with whom.
//!
//! They belong to their outlets, so no sentence of theirs stands here: documents are told by their number.

#![allow(clippy::print_stderr, reason = "says what it skipped")]

mod support;

use std::path::{Path, PathBuf};

use support::{shared_dataset, texts};

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

/// The rows of a query over one document, each as its values with `|` between; null is empty.
fn rows(data: &Path, document: &str, columns: &[&str], table: &str, condition: &str) -> Vec<String> {
    let columns: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| format!("coalesce(CAST({column} AS VARCHAR), '') AS c{at}"))
        .collect();
    let query = format!(
        "SELECT DISTINCT {} FROM {table} AS t JOIN documents AS d ON d.doc_id = t.doc_id \
         WHERE d.source_uri LIKE '{document}%' AND {condition} ORDER BY 1",
        columns.join(", ")
    );
    texts(data, &query).into_iter().map(|row| row.join("|")).collect()
}

fn has(rows: &[String], wanted: &str) {
    assert!(rows.iter().any(|row| row == wanted), "{wanted} is not among {rows:#?}");
}

const EVENT: &[&str] = &["t.type", "t.realis", "t.date_edtf", "t.place_entity_id"];
const POSITION: &[&str] = &["t.office", "t.of_entity_id", "p.normal"];

/// Office, state or body, and the full nominative of the holder.
fn positions(data: &Path, document: &str) -> Vec<String> {
    let names = "positions AS t JOIN (SELECT doc_id AS person_doc, entity_id, max(normal) AS normal FROM mentions \
                 WHERE kind = 'person' AND normal LIKE '% %' GROUP BY doc_id, entity_id) AS p \
                 ON p.person_doc = t.doc_id AND p.entity_id = t.person_entity_id";
    let columns: Vec<String> = POSITION.iter().enumerate().map(|(at, column)| format!("{column} AS c{at}")).collect();
    let query = format!(
        "SELECT DISTINCT {} FROM {names} JOIN documents AS d ON d.doc_id = t.doc_id \
         WHERE d.source_uri LIKE '{document}%' AND t.of_entity_id IS NOT NULL ORDER BY 1, 2",
        columns.join(", ")
    );
    texts(data, &query).into_iter().map(|row| row.join("|")).collect()
}

#[test]
fn a_ministerial_by_video() {
    let Some(data) = dataset() else { return };
    let found = positions(&data, "000");
    has(&found, "foreign_minister|country/uz|Абдулазиз Камиллов");
    has(&found, "high_representative|organization/eu|Жозеп Боррель");
    let events =
        rows(&data, "000", &["t.type", "t.realis", "t.date_edtf", "t.medium", "t.place_entity_id"], "events", "TRUE");
    has(&events, "multilateral_session|occurred|2020-06-12|video|");
    has(&events, "multilateral_session|proposed||unknown|place/tashkent");
    let held = "t.type = 'multilateral_session' AND t.realis = 'occurred'";
    let sessions = rows(&data, "000", &["t.event_no", "t.format_entity_id"], "events", held);
    assert_eq!(sessions, ["0|format/eu-central-asia"], "one session, told three times");
    let countries = rows(&data, "000", &["t.country"], "event_participants", "t.event_no = 0");
    for country in ["UZ", "KZ", "KG", "TJ", "TM", "EU"] {
        has(&countries, country);
    }
    let endorsed = "event_participants AS t JOIN (SELECT event_id AS id, type FROM events) AS e ON e.id = t.event_id";
    let query = format!(
        "SELECT t.role AS a, t.country AS b FROM {endorsed} JOIN documents AS d ON d.doc_id = t.doc_id \
         WHERE d.source_uri LIKE '000%' AND e.type = 'endorse' AND t.country = 'UZ'"
    );
    assert_eq!(texts(&data, &query), [["supporter", "UZ"]]);
}

#[test]
fn a_session_of_a_format() {
    let Some(data) = dataset() else { return };
    has(&positions(&data, "001"), "foreign_minister|country/kz|Мұхтар Тілеуберді");
    let headers = rows(&data, "001", &["t.published_edtf", "t.published_basis"], "headers", "TRUE");
    assert_eq!(headers, ["2020-10-15|header_line"]);
    let columns = ["t.type", "t.realis", "t.format_entity_id", "t.format_ordinal", "t.document_entity_id"];
    let events = rows(&data, "001", &columns, "events", "TRUE");
    has(&events, "multilateral_session|occurred|format/central-asia-russia|3|");
    has(&events, "adopt_document|occurred|||document/joint-statement");
    let formats = rows(&data, "001", &["t.entity_id"], "mentions", "t.kind = 'format'");
    assert_eq!(formats, ["format/central-asia-russia"]);
}

#[test]
fn a_visit_with_money_promised() {
    let Some(data) = dataset() else { return };
    let found = positions(&data, "002");
    has(&found, "foreign_minister|country/kz|Ермек Кошербаев");
    for (name, count) in [("Ермек Кошербаев", 3), ("Йозеф Сикела", 3)] {
        let condition = format!("t.normal = '{name}' AND t.kind = 'person'");
        let ids = rows(&data, "002", &["t.entity_id"], "mentions", &condition);
        assert_eq!(ids.len(), 1, "{name}: {ids:?}");
        let mentions = rows(&data, "002", &["t.mention_no"], "mentions", &condition);
        assert!(mentions.len() >= count, "{name}: {mentions:?}");
    }
    let events = rows(&data, "002", EVENT, "events", "TRUE");
    has(&events, "visit|occurred||place/brussels");
    has(&events, "negotiate|scheduled|XXXX-12-02|place/brussels");
    let promised = rows(&data, "002", &["t.role", "t.country"], "event_participants", "t.role = 'receiver'");
    assert_eq!(promised, ["receiver|KZ"]);
    let amounts = rows(&data, "002", &["t.amount_nos"], "events", "t.type = 'pledge'");
    assert_eq!(amounts, ["[0]", "[1]"], "two sums are two promises");
    let sums = rows(&data, "002", &["CAST(t.value AS BIGINT)", "t.unit"], "amounts", "TRUE");
    assert_eq!(sums, ["150000000|EUR", "45000000|EUR"]);
    let quotes =
        rows(&data, "002", &["t.kind", "t.speaker_entity_id", "t.speaker_basis"], "quotes", "t.kind = 'direct'");
    assert_eq!(quotes, ["direct|person/yermek-kosherbayev|office"]);
}

#[test]
fn a_dialogue_of_an_unknown_year() {
    let Some(data) = dataset() else { return };
    let found =
        rows(&data, "003", &["t.published_edtf", "t.published_basis", "t.dateline_entity_id"], "headers", "TRUE");
    assert_eq!(found, ["XXXX-03-11|weekday|place/moscow"]);
    let years = rows(&data, "003", &["t.published_candidates"], "headers", "TRUE");
    for year in ["2015", "2020", "2026"] {
        assert!(years[0].contains(year), "{year} is not among {years:?}");
    }
    for year in ["1998", "2009", "2012"] {
        assert!(!years[0].contains(year), "{year} is among {years:?}");
    }
    has(&positions(&data, "003"), "deputy_secretary_general|organization/eeas|Хельга Шмид");
    let events = rows(&data, "003", EVENT, "events", "TRUE");
    has(&events, "multilateral_session|occurred|XXXX-03-11|");
    let held = "t.date_edtf = 'XXXX-03-11' AND t.type = 'multilateral_session'";
    let days = rows(&data, "003", &["t.date_candidates"], "events", held);
    assert!(days[0].contains("2015-03-11") && days[0].contains("2026-03-11"), "{days:?}");
    has(&events, "meet|scheduled|XXXX-03|place/brussels");
    has(&events, "meet|scheduled|XXXX-05|place/bishkek");
    has(&events, "multilateral_session|historical|2013|place/brussels");
    assert!(!events.iter().any(|event| event.ends_with("place/moscow")), "the dateline is no place: {events:?}");
    let programmes = rows(&data, "003", &["t.entity_id"], "mentions", "t.kind = 'programme'");
    for programme in ["bomca", "cadap", "bomnaf", "mieux", "prague-process"] {
        has(&programmes, &format!("programme/{programme}"));
    }
}

#[test]
fn two_presidents() {
    let Some(data) = dataset() else { return };
    let found = positions(&data, "004");
    has(&found, "head_of_state|country/uz|Шавкат Мирзиёев");
    has(&found, "head_of_state|country/az|Ильхам Алиев");
    let events = rows(&data, "004", EVENT, "events", "TRUE");
    assert_eq!(events, ["meet|occurred||place/zagulba-residence"], "one meeting, however often it is told");
    let columns = ["t.person_entity_id", "t.level"];
    let participants = rows(&data, "004", &columns, "event_participants", "TRUE");
    assert_eq!(participants, ["person/ilham-aliyev|head_of_state", "person/shavkat-mirziyoyev|head_of_state"]);
    let told = rows(&data, "004", &["t.evidence_count"], "events", "TRUE");
    assert!(told[0].parse::<u32>().is_ok_and(|count| count >= 3), "{told:?}");
    let corridors = texts(
        &data,
        "SELECT count(DISTINCT doc_id) AS a FROM mentions WHERE entity_id = 'infrastructure/middle-corridor'",
    );
    assert_eq!(corridors, [["2"]], "the Middle Corridor of 002 and 004 is one");
    let multiples = rows(&data, "004", &["t.kind", "t.value"], "amounts", "TRUE");
    assert_eq!(multiples, ["multiple|4.0"]);
}
