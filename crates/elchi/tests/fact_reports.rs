//! The reports on facts, over facts made up for them: each row leads to its sentence.

mod support;

use serde_json::{Value, json};
use support::facts::{Facts, JULY_3_2024, JUNE_30_2024, MAY_17_2024, event, participant};
use support::read;

#[test]
fn reports_lead_from_each_fact_to_its_sentence() {
    let facts = Facts::new();
    facts.put_headers();
    let a = &facts.documents[0];
    let told = |event_no: i32, segment_no: i32| {
        json!({"event_id": format!("{a}-{event_no}"), "doc_id": a, "event_no": event_no, "segment_no": segment_no,
               "cue": "verb", "rule_id": "xx.events.made-up"})
    };
    let day = Some((MAY_17_2024, MAY_17_2024, "day"));
    let mut pledge = event(a, 2, "pledge", "occurred", None);
    pledge["amount_nos"] = json!([0]);
    pledge["topics"] = json!(["transport_corridor", "water"]);
    let mut signed = event(a, 1, "sign", "occurred", day);
    signed["document_entity_id"] = json!("document/memorandum");
    let planned = event(a, 3, "visit", "scheduled", Some((JUNE_30_2024, JULY_3_2024, "week")));
    facts.put("events", &[event(a, 0, "meet", "occurred", day), signed, pledge, planned]);
    facts.put("event_evidence", &[told(0, 1), told(1, 1), told(2, 2), told(3, 2)]);
    let mut minister = participant(a, 0, 0, "participant", "KZ", false);
    minister["entity_id"] = json!("person/~1");
    minister["person_entity_id"] = json!("person/~1");
    minister["surface"] = json!("Aman Bek");
    facts.put(
        "event_participants",
        &[
            minister,
            participant(a, 0, 1, "participant", "JP", false),
            participant(a, 1, 0, "signatory", "KZ", false),
            participant(a, 1, 1, "signatory", "JP", false),
            participant(a, 2, 0, "giver", "EU", false),
            participant(a, 2, 1, "receiver", "KZ", false),
            participant(a, 3, 0, "visitor", "KZ", false),
            participant(a, 3, 1, "host", "JP", false),
        ],
    );
    facts.put(
        "amounts",
        &[json!({"doc_id": a, "segment_no": 2, "kind": "money", "unit": "EUR", "value": 5.0e6, "surface": "5 million euros"})],
    );
    facts.put("topics", &[json!({"doc_id": a, "segment_no": 1, "topic": "trade"})]);
    let mention = |no: i32, id: &str, kind: &str, normal: &str, start: i32| {
        json!({"doc_id": a, "mention_no": no, "segment_no": 1, "kind": kind, "language": "ru", "method": "lexicon",
               "entity_id": id, "normal": normal, "char_start": start, "char_end": start + 1})
    };
    facts.put(
        "mentions",
        &[
            mention(0, "person/~1", "person", "Aman Bek", 10),
            mention(1, "country/jp", "country", "Japan", 20),
            mention(2, "country/kz", "country", "Kazakhstan", 40),
        ],
    );
    facts.put(
        "positions",
        &[json!({"doc_id": a, "segment_no": 1, "office": "minister", "of_entity_id": "country/kz", "method": "rule",
                 "person_entity_id": "person/~1"})],
    );
    facts.put(
        "quotes",
        &[json!({"doc_id": a, "segment_no": 1, "kind": "direct", "char_start": 15, "char_end": 30,
                 "surface": "Good friends", "cue": "said", "speaker_mention_no": 0, "speaker_entity_id": "person/~1",
                 "speaker_basis": "name"})],
    );
    let sentences = facts.ask(&format!("SELECT text FROM segments WHERE doc_id = '{a}' AND segment_no IN (1, 2)"));
    for (report, row, wanted) in [
        ("who_met_whom", 1, "2024,in_sentence,meet,,,Aman Bek (KZ); Japan,"),
        ("agreements_signed", 1, "2024,in_sentence,sign,"),
        ("scheduled", 1, "2024,in_sentence,visit,host Japan; visitor Kazakhstan,"),
        (
            "money_promised",
            1,
            "EUR,5000000.0,,5 million euros,European Union,Kazakhstan,transport_corridor; water,pledge,",
        ),
        ("office_holders", 1, "Aman Bek,minister,Kazakhstan,1,1,2024-05-17,2024-05-17,person/~1,country/kz,"),
        ("who_said_what_about_whom", 1, "2024-05-17,Aman Bek,name,direct,said,Japan,Good friends,"),
        ("dyads_by_month", 3, "JP,KZ,2024-05,event,sign,1,1,0,"),
        ("topics_by_dyad", 1, "JP,KZ,trade,1,1,2024-05,2024-05,"),
    ] {
        let csv = read(&facts.data.join(format!("reports/{report}.csv")));
        let records: Vec<&str> = csv.split('\n').filter(|line| line.contains(&format!("{a},"))).collect();
        assert!(csv.contains(wanted), "{report} must say {wanted}:\n{csv}");
        assert_eq!(records.len(), row, "{report}:\n{csv}");
        let text = |sentence: &Value| sentence["text"].as_str().map(|text| text.replace('"', "\"\""));
        assert!(sentences.iter().filter_map(text).any(|text| csv.contains(&text)), "{report}:\n{csv}");
    }
}
