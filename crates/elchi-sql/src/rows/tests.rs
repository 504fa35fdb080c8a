//! Hand-made facts come out as the rows of the contract.

use std::sync::Arc;

use arrow::array::{Array, AsArray, ListArray, StructArray};
use arrow::datatypes::{Date32Type, Int32Type};
use elchi_model::{
    Cue, DatePrecision, Event, EventDateBasis, EventType, Evidence, Facts, Header, Lang, Level, Medium, Method, Office,
    Participant, PlaceBasis, Position, PublishedBasis, Quote, QuoteKind, Realis, Span, SpeakerBasis, TopicMention,
};

use super::{EventRows, FactRows, HeaderRows, PositionRows, QuoteRows, TopicRows};

/// Wide letters at first, so that bytes and code points differ.
const TEXT: &str = "Ё €. Minister Aman met Boris. \"We trade,\" he said.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn facts() -> Facts {
    let rule = || Arc::from("xx.rule");
    let participant = |words, country| Participant {
        role: Arc::from("participant"),
        entity_id: Some(Arc::from("person/~1")),
        mention: Some(2),
        country: Some(Arc::from(country)),
        organization_entity_id: None,
        person_entity_id: Some(Arc::from("person/~1")),
        office: Some(Office::Minister),
        level: Some(Level::Minister),
        is_collective: country == "ZZ",
        expanded_from_entity_id: None,
        segment_no: 1,
        span: span(words),
        confidence: None,
    };
    let evidence = |words, trigger, modality| Evidence {
        segment_no: 1,
        span: span(words),
        trigger: span(trigger),
        cue: Cue::Verb,
        negation: None,
        modality,
        rule_id: rule(),
    };
    let event = |event_type, participants, evidence| Event {
        event_type,
        realis: Realis::Occurred,
        medium: Medium::InPerson,
        level: Some(Level::Minister),
        format_entity_id: None,
        format_ordinal: Some(3),
        document_entity_id: None,
        date_edtf: Some("2024-05".into()),
        date_start: Some(19844),
        date_end: Some(19874),
        date_precision: Some(DatePrecision::Month),
        date_basis: EventDateBasis::InSentence,
        date_candidates: vec![1, 2],
        place_entity_id: None,
        place_basis: PlaceBasis::None,
        amounts: vec![4],
        topics: vec![Arc::from("border"), Arc::from("trade")],
        attribution_entity_id: None,
        language: Lang::new("ru").unwrap(),
        confidence: Some(875),
        rule_id: rule(),
        participants,
        evidence,
    };
    Facts {
        header: Header {
            title_segment_no: Some(0),
            published_edtf: Some("XXXX-03-11".into()),
            published_basis: PublishedBasis::Weekday,
            published_candidates: vec![16505, 18332],
            ..Header::default()
        },
        positions: vec![Position {
            segment_no: 1,
            span: span("Minister Aman"),
            office: Office::Minister,
            level: Some(Level::Minister),
            office_text: Arc::from("minister"),
            of_entity_id: Some(Arc::from("country/kz")),
            person_mention: Some(0),
            person_entity_id: Some(Arc::from("person/~1")),
            method: Method::Rule,
            confidence: None,
            rule_id: rule(),
        }],
        quotes: vec![
            Quote {
                segment_no: 2,
                kind: QuoteKind::Direct,
                span: span("We trade,"),
                cue: Some(span("said")),
                speaker_mention: Some(0),
                speaker_entity_id: Some(Arc::from("person/~1")),
                speaker_basis: Some(SpeakerBasis::Pronoun),
                rule_id: rule(),
            },
            Quote {
                segment_no: 2,
                kind: QuoteKind::Indirect,
                span: span("he"),
                cue: None,
                speaker_mention: None,
                speaker_entity_id: None,
                speaker_basis: None,
                rule_id: rule(),
            },
        ],
        events: vec![
            event(
                EventType::Meet,
                vec![participant("Boris", "ZZ"), participant("Aman", "KZ")],
                vec![evidence("Aman met Boris", "met", None)],
            ),
            event(EventType::Appoint, vec![], vec![evidence("met Boris", "met", Some(span("Aman")))]),
        ],
        topics: vec![TopicMention { segment_no: 2, span: span("trade"), topic: Arc::from("trade") }],
        ..Facts::default()
    }
}

fn rows<R: FactRows>() -> StructArray {
    let mut rows = R::default();
    let count = rows.append(TEXT, &facts());
    let rows = rows.finish().unwrap();
    assert_eq!((rows.len(), rows.fields()), (count, &R::fields()));
    rows
}

/// The value of a field, as it is printed.
fn value(rows: &StructArray, row: usize, name: &str) -> String {
    arrow::util::display::array_value_to_string(rows.column_by_name(name).unwrap(), row).unwrap()
}

fn values<const N: usize>(rows: &StructArray, row: usize, names: [&str; N]) -> [String; N] {
    names.map(|name| value(rows, row, name))
}

/// The words between two code points.
fn words(rows: &StructArray, row: usize, start: &str, end: &str) -> String {
    let at = |name| rows.column_by_name(name).unwrap().as_primitive::<Int32Type>().value(row) as usize;
    TEXT.chars().skip(at(start)).take(at(end) - at(start)).collect()
}

fn inner(rows: &StructArray, row: usize, name: &str) -> StructArray {
    let lists: &ListArray = rows.column_by_name(name).unwrap().as_list();
    lists.value(row).as_struct().clone()
}

#[test]
fn positions_quotes_and_topics_give_back_their_words() {
    let positions = rows::<PositionRows>();
    assert_eq!(words(&positions, 0, "char_start", "char_end"), "Minister Aman");
    assert_eq!(
        values(&positions, 0, ["surface", "office", "level", "office_text", "of_entity_id", "person_mention_no"]),
        ["Minister Aman", "minister", "minister", "minister", "country/kz", "0"]
    );
    let quotes = rows::<QuoteRows>();
    assert_eq!(words(&quotes, 0, "char_start", "char_end"), "We trade,");
    assert_eq!(words(&quotes, 0, "cue_start", "cue_end"), "said");
    assert_eq!(
        values(&quotes, 0, ["kind", "cue", "speaker_entity_id", "speaker_basis"]),
        ["direct", "said", "person/~1", "pronoun"]
    );
    assert_eq!(values(&quotes, 1, ["quote_no", "cue", "cue_start", "speaker_basis"]), ["1", "", "", ""]);
    let topics = rows::<TopicRows>();
    assert_eq!(words(&topics, 0, "char_start", "char_end"), "trade");
    assert_eq!(values(&topics, 0, ["topic_no", "segment_no", "topic", "surface"]), ["0", "2", "trade", "trade"]);
}

#[test]
fn an_event_holds_its_codes_its_lists_and_those_who_took_part() {
    let events = rows::<EventRows>();
    assert_eq!(
        values(&events, 0, ["type", "realis", "plover_type", "cameo_code", "quad_class", "medium", "level"]),
        ["meet", "occurred", "consult", "040", "verbal_cooperation", "in_person", "minister"]
    );
    assert_eq!(values(&events, 1, ["event_no", "type", "plover_type", "cameo_code"]), ["1", "appoint", "", ""]);
    assert_eq!(
        values(&events, 0, ["date_edtf", "date_start", "date_end", "date_precision", "date_basis", "place_basis"]),
        ["2024-05", "2024-05-01", "2024-05-31", "month", "in_sentence", "none"]
    );
    assert_eq!(values(&events, 0, ["format_ordinal", "evidence_count", "confidence"]), ["3", "1", "0.875"]);
    let list = |name| events.column_by_name(name).unwrap().as_list::<i32>().value(1);
    assert_eq!(list("date_candidates").as_primitive::<Date32Type>().values(), &[1, 2]);
    assert_eq!(list("amount_nos").as_primitive::<Int32Type>().values(), &[4]);
    let topics: Vec<String> = list("topics").as_string::<i32>().iter().flatten().map(str::to_owned).collect();
    assert_eq!(topics, ["border", "trade"]);

    let participants = inner(&events, 0, "participants");
    assert_eq!(words(&participants, 0, "char_start", "char_end"), "Boris");
    assert_eq!(words(&participants, 1, "char_start", "char_end"), "Aman");
    assert_eq!(
        values(&participants, 1, ["participant_no", "role", "country", "office", "level", "is_collective", "surface"]),
        ["1", "participant", "KZ", "minister", "minister", "false", "Aman"]
    );
    assert!(inner(&events, 1, "participants").is_empty());

    let evidence = inner(&events, 1, "evidence");
    assert_eq!(words(&evidence, 0, "char_start", "char_end"), "met Boris");
    assert_eq!(words(&evidence, 0, "trigger_start", "trigger_end"), "met");
    assert_eq!(words(&evidence, 0, "modality_start", "modality_end"), "Aman");
    assert_eq!(values(&evidence, 0, ["evidence_no", "trigger", "cue", "negation_start"]), ["0", "met", "verb", ""]);
}

#[test]
fn a_header_holds_its_candidates() {
    let mut rows = HeaderRows::default();
    rows.append(&facts().header);
    rows.append(&Header::default());
    let rows = rows.finish().unwrap();
    assert_eq!(
        values(&rows, 0, ["title_segment_no", "published_edtf", "published_start", "published_basis"]),
        ["0", "XXXX-03-11", "", "weekday"]
    );
    assert_eq!(value(&rows, 0, "published_candidates"), "[2015-03-11, 2020-03-11]");
    assert_eq!(values(&rows, 1, ["title_segment_no", "published_basis", "published_candidates"]), ["", "none", "[]"]);
}
