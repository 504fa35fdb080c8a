//! Merges and counts by month, from facts made up for them: what the extractor finds does not matter here.

mod support;

use std::path::Path;

use serde_json::json;
use support::facts::{Facts, JULY_3_2024, JUNE_30_2024, MAY_17_2024, event, lines, participant};
use support::{rows, verify};

fn check_whole(data: &Path) {
    // The words of made-up facts stand nowhere in the text: that, and nothing else, is what is wrong with them.
    let said = verify(data).stdout;
    let other: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("part-") && !line.contains("give back") && !line.contains("in its segment"))
        .collect();
    assert!(other.is_empty(), "{said}");
}

#[test]
fn pairs_of_countries_are_counted_by_event_and_month() {
    let facts = Facts::new();
    facts.put_headers();
    let [a, b, c] = facts.documents.as_slice() else { panic!("three documents") };
    facts.put(
        "events",
        &[
            event(a, 0, "meet", "occurred", Some((MAY_17_2024, MAY_17_2024, "day"))),
            event(a, 1, "meet", "ongoing", None),
            event(a, 2, "meet", "scheduled", Some((MAY_17_2024, MAY_17_2024, "day"))),
            event(a, 3, "visit", "occurred", Some((19_723, 20_088, "year"))),
            event(b, 0, "meet", "occurred", Some((MAY_17_2024, MAY_17_2024, "day"))),
            event(b, 1, "meet", "occurred", None),
            event(c, 0, "meet", "occurred", Some((JUNE_30_2024, JULY_3_2024, "week"))),
        ],
    );
    facts.put(
        "event_participants",
        &[
            // Of three countries one is there only as a member; one is named beside that too; two people are of one.
            participant(a, 0, 0, "participant", "KZ", false),
            participant(a, 0, 1, "participant", "JP", false),
            participant(a, 0, 2, "participant", "JP", true),
            participant(a, 0, 3, "participant", "UZ", true),
            participant(a, 0, 4, "participant", "KZ", false),
            participant(a, 1, 0, "participant", "KZ", false),
            participant(a, 1, 1, "participant", "JP", false),
            participant(a, 2, 0, "participant", "KZ", false),
            participant(a, 2, 1, "participant", "JP", false),
            participant(a, 3, 0, "visitor", "KZ", false),
            participant(a, 3, 1, "host", "JP", false),
            participant(b, 0, 0, "participant", "JP", false),
            participant(b, 0, 1, "participant", "KZ", false),
            participant(b, 1, 0, "participant", "KZ", false),
            participant(c, 0, 0, "participant", "EU", false),
            participant(c, 0, 1, "participant", "KZ", false),
        ],
    );
    let found = facts.ask(
        "SELECT country_a AS a, country_b AS b, month AS c, month_basis AS d, event_type AS e, event_count AS f, \
         document_count AS g, from_collective_count AS h FROM dyad_months",
    );
    let example = rows(&facts.data, "SELECT example_event_id FROM dyad_months WHERE month_basis = 'published'");
    assert_eq!(example, [json!({"example_event_id": format!("{a}-1")})]);
    assert_eq!(
        lines(&found),
        [
            "EU KZ 2024-06 event meet 1 1 0",
            "JP KZ 2024-05 event meet 2 2 0",
            "JP KZ 2024-05 published meet 1 1 0",
            "JP KZ null event visit 1 1 0",
            "JP UZ 2024-05 event meet 1 1 1",
            "KZ UZ 2024-05 event meet 1 1 1",
        ]
    );
    let actors = rows(
        &facts.data,
        "SELECT entity_id AS a, month AS b, month_basis AS c, event_type AS d, role AS e, event_count AS f, \
         document_count AS g FROM actor_months WHERE entity_id IN ('country/kz', 'organization/eu', 'country/eu')",
    );
    assert_eq!(
        lines(&actors),
        [
            "country/kz 2024-05 event meet participant 2 2",
            "country/kz 2024-05 published meet participant 1 1",
            "country/kz 2024-06 event meet participant 1 1",
            "country/kz null event visit visitor 1 1",
            "country/kz null published meet participant 1 1",
            "organization/eu 2024-06 event meet participant 1 1",
        ],
        "a participant counts once for its entity and its country where both are the same"
    );
    let counted = rows(&facts.data, "SELECT sum(event_count) AS n FROM language_profile");
    assert_eq!(counted[0]["n"], 7, "events of every realis");
    check_whole(&facts.data);
    // The second document is nearly the first one: one report of the cluster counts.
    let mut duplicates = rows(&facts.data, "SELECT * FROM duplicates");
    duplicates.push(json!({"doc_id": b, "duplicate_of": a, "kind": "near", "score": 0.9}));
    duplicates.sort_by_key(|row| row["doc_id"].as_str().map(str::to_owned));
    facts.put("duplicates", &duplicates);
    let found = facts.ask("SELECT event_count, document_count FROM dyad_months WHERE country_a = 'JP' AND country_b = 'KZ' AND month_basis = 'event' AND event_type = 'meet'");
    assert_eq!(found, [json!({"event_count": 1, "document_count": 1})]);
}

#[test]
fn topics_are_counted_with_the_countries_of_their_segment() {
    let facts = Facts::new();
    facts.put_headers();
    let [a, b, _] = facts.documents.as_slice() else { panic!("three documents") };
    let topic = |doc: &str, no: i32, segment: i32, topic: &str| json!({"doc_id": doc, "topic_no": no, "segment_no": segment, "topic": topic});
    let mention = |doc: &str, no: i32, segment: i32, id: &str| {
        json!({"doc_id": doc, "mention_no": no, "segment_no": segment, "kind": "country", "language": "ru",
               "method": "lexicon", "entity_id": id})
    };
    facts.put(
        "topics",
        &[
            topic(a, 0, 1, "trade"),
            topic(a, 1, 1, "trade"),
            topic(a, 2, 1, "water"),
            topic(a, 3, 2, "trade"),
            topic(a, 4, 3, "trade"),
            topic(b, 0, 5, "trade"),
        ],
    );
    facts.put(
        "mentions",
        &[
            mention(a, 0, 1, "country/kz"),
            mention(a, 1, 1, "country/kz"),
            mention(a, 2, 1, "organization/eu"),
            mention(a, 3, 2, "country/kz"),
            mention(a, 4, 4, "country/kz"),
            mention(b, 0, 5, "country/uz"),
            mention(b, 1, 5, "country/kz"),
            mention(b, 2, 5, "country/jp"),
        ],
    );
    let found = facts.ask(
        "SELECT topic AS a, country_a AS b, country_b AS c, month AS d, month_basis AS e, segment_count AS f, \
         document_count AS g FROM topic_months",
    );
    assert_eq!(
        lines(&found),
        [
            "trade EU KZ 2024-05 published 1 1",
            "trade JP KZ null published 1 1",
            "trade JP UZ null published 1 1",
            "trade KZ UZ null published 1 1",
            "trade KZ null 2024-05 published 1 1",
            "water EU KZ 2024-05 published 1 1",
        ]
    );
    let example = rows(&facts.data, "SELECT example_segment_no FROM topic_months WHERE topic = 'water'");
    assert_eq!(example, [json!({"example_segment_no": 1})]);
    let entities = rows(&facts.data, "SELECT entity_id AS a, first_on AS b, document_count AS c FROM entities");
    assert_eq!(
        lines(&entities),
        ["country/jp null 1", "country/kz 2024-05-17 2", "country/uz null 1", "organization/eu 2024-05-17 1"]
    );
    check_whole(&facts.data);
}

#[test]
fn people_of_one_name_and_office_or_country_are_merged() {
    let facts = Facts::new();
    facts.put_headers();
    let [a, b, c] = facts.documents.as_slice() else { panic!("three documents") };
    let person = |doc: &str, no: i32, id: &str, normal: &str, language: &str| {
        json!({"doc_id": doc, "mention_no": no, "kind": "person", "language": language, "method": "rule",
               "entity_id": format!("person/~{id}"), "normal": normal})
    };
    let position = |doc: &str, no: i32, id: &str, office: &str, of: &str| {
        json!({"doc_id": doc, "position_no": no, "office": office, "of_entity_id": of, "method": "rule",
               "person_entity_id": format!("person/~{id}")})
    };
    facts.put(
        "mentions",
        &[
            person(a, 0, "1a", "Ivan Petrov", "ru"),
            person(a, 1, "1a", "Petrov", "ru"),
            person(a, 2, "2a", "Anna Li", "ru"),
            person(a, 3, "3a", "Ben", "ru"),
            person(a, 4, "4a", "O Nim", "ru"),
            person(b, 0, "1b", "Ivan Petrov", "ru"),
            person(b, 1, "2b", "Anna Li", "ru"),
            person(b, 2, "3b", "Ben", "ru"),
            person(b, 3, "4b", "O Nim", "kk"),
            person(c, 0, "1c", "Ivan Petrov", "ru"),
            person(c, 1, "1d", "Ivan Petrov", "ru"),
            person(c, 2, "2c", "Anna Li", "ru"),
        ],
    );
    facts.put(
        "positions",
        &[
            position(a, 0, "1a", "minister", "country/kz"),
            position(a, 1, "2a", "secretary_general", "organization/un"),
            position(a, 2, "3a", "minister", "country/kz"),
            position(a, 3, "4a", "minister", "country/kz"),
            position(b, 0, "1b", "minister", "country/kz"),
            position(b, 1, "2b", "secretary_general", "organization/un"),
            position(b, 2, "3b", "minister", "country/kz"),
            position(b, 3, "4b", "minister", "country/kz"),
            position(c, 0, "1c", "ambassador", "country/kz"),
            position(c, 1, "1d", "minister", "country/ru"),
            position(c, 2, "2c", "spokesperson", "organization/un"),
        ],
    );
    facts.put("events", &[event(b, 0, "statement", "occurred", None)]);
    let mut speaker = participant(b, 0, 0, "speaker", "KZ", false);
    speaker["entity_id"] = json!("person/~1b");
    speaker["person_entity_id"] = json!("person/~1b");
    facts.put("event_participants", &[speaker]);
    let found =
        facts.ask("SELECT from_entity_id AS a, entity_id AS b, reason AS c, evidence_doc_id AS d FROM entity_merges");
    assert_eq!(
        lines(&found),
        [
            format!("person/~1b person/~1a same_name_and_office {b}"),
            format!("person/~1c person/~1a same_name_and_country {c}"),
            format!("person/~2b person/~2a same_name_and_office {b}"),
        ],
        "not: another country, another office of a body without one, a single name, another language"
    );
    let entities = rows(&facts.data, "SELECT entity_id AS a, mention_count AS b, document_count AS c FROM entities");
    assert_eq!(
        lines(&entities),
        [
            "person/~1a 4 3",
            "person/~1d 1 1",
            "person/~2a 2 2",
            "person/~2c 1 1",
            "person/~3a 1 1",
            "person/~3b 1 1",
            "person/~4a 1 1",
            "person/~4b 1 1",
        ]
    );
    let names = rows(
        &facts.data,
        "SELECT entity_id AS a, name AS b, mention_count AS c FROM entity_names WHERE entity_id LIKE 'person/~1%'",
    );
    assert_eq!(lines(&names), ["person/~1a Ivan Petrov 3", "person/~1a Petrov 1", "person/~1d Ivan Petrov 1"]);
    let actors = rows(&facts.data, "SELECT entity_id AS a, role AS b, event_count AS c FROM actor_months");
    assert_eq!(lines(&actors), ["country/kz speaker 1", "person/~1a speaker 1"]);
    check_whole(&facts.data);
}
