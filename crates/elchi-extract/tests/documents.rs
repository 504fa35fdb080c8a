//! Whole documents: one event however often it is told, people under all their names, what is not an event's place.

use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::Lexicon;
use elchi_model::{Event, EventType, Facts, Lang, Realis, SegmentKind, Span};

/// The facts of a document whose lines are its segments; a line before `||` is its dateline.
fn facts(doc_id: &str, lang: &str, published_on: Option<i32>, lines: &[&str]) -> (String, Facts) {
    let lang = Lang::new(lang).unwrap();
    let (mut text, mut segments) = (String::new(), Vec::new());
    for (number, line) in (0..).zip(lines) {
        let start = text.len();
        text.push_str(line);
        let kind = if number == 0 { SegmentKind::Title } else { SegmentKind::Sentence };
        segments.push(SegmentInput { kind, ..SegmentInput::sentence(number, Span::new(start, text.len()), lang) });
        text.push('\n');
    }
    let document = DocumentInput { doc_id, published_on, ..DocumentInput::bare(&text, &segments) };
    let facts = Extractor::new(Lexicon::embedded()).document(&document);
    (text, facts)
}

fn of_type(facts: &Facts, event_type: EventType) -> Vec<&Event> {
    facts.events.iter().filter(|event| event.event_type == event_type).collect()
}

#[test]
fn title_lead_and_body_tell_one_meeting() {
    let (_, facts) = facts(
        "a",
        "ru",
        None,
        &[
            "Встреча Ерлана Сарсекбаева и министра Японии",
            "Министр энергетики Казахстана Ерлан Сарсекбаев встретился с министром экономики Японии в Астане.",
            "В ходе беседы стороны обсудили поставки урана.",
        ],
    );
    let meetings = of_type(&facts, EventType::Meet);
    assert_eq!(meetings.len(), 1, "{meetings:#?}");
    let meeting = meetings[0];
    assert!(meeting.evidence.len() >= 2, "{meeting:#?}");
    assert_eq!(meeting.realis, Realis::Occurred);
    assert_eq!(meeting.place_entity_id.as_deref(), Some("place/astana"));
    let countries: Vec<_> = meeting.participants.iter().map(|one| one.country.as_deref()).collect();
    assert_eq!(countries, [Some("KZ"), Some("JP")]);
    assert!(meeting.participants[0].person_entity_id.as_deref().is_some_and(|id| id.starts_with("person/~")));
}

#[test]
fn a_person_no_list_knows_has_one_id_in_a_document_and_another_in_the_next() {
    let lines = [
        "Новости",
        "Посол Узбекистана Рустам Ходжибеков посетил завод.",
        "Рустама Ходжибекова встретили рабочие.",
        "Ходжибеков поблагодарил за приём.",
    ];
    let ids = |doc_id: &str| {
        let (_, facts) = facts(doc_id, "ru", None, &lines);
        let people = facts.mentions.into_iter().filter(|mention| mention.kind.as_str() == "person");
        people.map(|mention| mention.entity_id.expect("a person has an id").to_string()).collect::<Vec<_>>()
    };
    let (first, again, other) = (ids("a"), ids("a"), ids("b"));
    assert_eq!(first.len(), 3, "{first:?}");
    assert!(first.windows(2).all(|pair| pair[0] == pair[1]), "{first:?}");
    assert_eq!(first, again);
    assert_ne!(first[0], other[0]);
}

#[test]
fn a_collective_is_kept_and_expanded() {
    let (_, facts) = facts("a", "ru", None, &["Саммит", "Страны Центральной Азии и Япония подписали меморандум."]);
    let signed = of_type(&facts, EventType::Sign);
    assert_eq!(signed.len(), 1, "{:#?}", facts.events);
    let participants = &signed[0].participants;
    let told: Vec<_> = participants
        .iter()
        .filter(|one| one.expanded_from_entity_id.is_none())
        .map(|one| one.entity_id.as_deref())
        .collect();
    assert_eq!(told, [Some("region/central-asia"), Some("country/jp")]);
    let members: Vec<_> = participants.iter().filter(|one| one.expanded_from_entity_id.is_some()).collect();
    assert_eq!(members.len(), 5);
    assert!(
        members
            .iter()
            .all(|one| one.is_collective && one.expanded_from_entity_id.as_deref() == Some("region/central-asia"))
    );
}

#[test]
fn what_is_negated_planned_or_long_past_is_no_news_of_today() {
    // 2024-05-17
    let today = Some(19_860);
    for (sentence, realis) in [
        ("Министр Казахстана не встретился с послом Японии.", Realis::Negated),
        ("Министр Казахстана встретится с послом Японии 3 июня 2024 года.", Realis::Scheduled),
        ("Министр Казахстана встретился с послом Японии 3 июня 2019 года.", Realis::Historical),
        ("Министр Казахстана встретился с послом Японии 16 мая 2024 года.", Realis::Occurred),
    ] {
        let (_, facts) = facts("a", "ru", today, &["Новости", sentence]);
        let found: Vec<Realis> = of_type(&facts, EventType::Meet).iter().map(|event| event.realis).collect();
        assert_eq!(found, [realis], "{sentence}");
    }
}

#[test]
fn a_quotation_over_two_sentences_belongs_to_its_speaker() {
    let lang = Lang::new("ru").unwrap();
    let text = "Посол Японии Кэнта Ямада выступил. «Мы строим школы по всей стране. Это наш общий долг», — сказал он.";
    let cut = text.find("Это").unwrap();
    let start = text.find('«').unwrap();
    let quote = |number, from, to| SegmentInput {
        paragraph_no: 1,
        quote_no: Some(0),
        ..SegmentInput::sentence(number, Span::new(from, to), lang)
    };
    let segments =
        [SegmentInput::sentence(0, Span::new(0, start), lang), quote(1, start, cut - 1), quote(2, cut, text.len())];
    let facts = Extractor::new(Lexicon::embedded()).document(&DocumentInput::bare(text, &segments));
    assert_eq!(facts.quotes.len(), 1, "{:#?}", facts.quotes);
    let quote = &facts.quotes[0];
    assert_eq!(quote.span.of(text), "Мы строим школы по всей стране. Это наш общий долг");
    assert_eq!(quote.segment_no, 1);
    let speaker = facts
        .mentions
        .iter()
        .find(|mention| mention.kind.as_str() == "person")
        .and_then(|mention| mention.entity_id.clone());
    assert!(speaker.is_some() && quote.speaker_entity_id == speaker);
}

#[test]
fn kazakh_names_inflect_in_their_last_part() {
    let (text, facts) = facts(
        "a",
        "kk",
        None,
        &["Жаңалықтар", "Қазақстан Президенті Өзбекстан Сыртқы істер министрі Рустам Ходжибековпен кездесті."],
    );
    let people: Vec<_> = facts.mentions.iter().filter(|mention| mention.kind.as_str() == "person").collect();
    assert_eq!(people.len(), 1, "{people:#?}");
    assert_eq!(people[0].span.of(&text), "Рустам Ходжибековпен");
    assert_eq!(people[0].normal.as_deref(), Some("Рустам Ходжибеков"));
    let meetings = of_type(&facts, EventType::Meet);
    assert_eq!(meetings.len(), 1, "{:#?}", facts.events);
    let countries: Vec<_> = meetings[0].participants.iter().map(|one| one.country.as_deref()).collect();
    assert_eq!(countries, [Some("KZ"), Some("UZ")]);
}

#[test]
fn what_someone_tells_is_attributed_and_what_the_outlet_tells_too_is_not() {
    let sentence = "Посол Японии заявил, что министр энергетики Казахстана встретился с министром экономики Кореи.";
    let (_, told) = facts("a", "ru", None, &["Новости", sentence]);
    let meetings = of_type(&told, EventType::Meet);
    assert_eq!(meetings.len(), 1, "{:#?}", told.events);
    assert_eq!(meetings[0].attribution_entity_id.as_deref(), Some("country/jp"));

    let own = "Министр энергетики Казахстана встретился с министром экономики Кореи.";
    let (_, told) = facts("a", "ru", None, &["Новости", own, sentence]);
    assert!(told.events.iter().all(|event| event.attribution_entity_id.is_none()), "{:#?}", told.events);
}

fn people(event: &Event) -> Vec<&str> {
    event.participants.iter().filter_map(|one| one.person_entity_id.as_deref()).collect()
}

#[test]
fn they_and_the_leaders_are_those_who_met() {
    for subject in ["Они", "Лидеры", "Стороны"] {
        let second = format!("{subject} подписали декларацию.");
        let (_, facts) = facts("a", "ru", None, &["Встреча в Баку", "Путин встретился с Токаевым в Баку.", &second]);
        let signed = of_type(&facts, EventType::Sign);
        assert_eq!(signed.len(), 1, "{subject}: {:#?}", facts.events);
        assert_eq!(people(signed[0]), ["person/vladimir-putin", "person/kassym-jomart-tokayev"], "{subject}");
    }
    let (_, facts) = facts("a", "ru", None, &["Новости", "Они подписали декларацию."]);
    assert!(facts.events.iter().all(|event| event.participants.is_empty()), "{:#?}", facts.events);
}

#[test]
fn arguments_are_found_wherever_they_stand() {
    for line in [
        "Токаев на прошлой неделе в Астане принял посла Японии.",
        "Посла Японии на прошлой неделе в Астане принял Токаев.",
        "В Астане принял на прошлой неделе Токаев посла Японии.",
        "На прошлой неделе посол Японии был принят в Астане Токаевым.",
    ] {
        let (_, facts) = facts("a", "ru", None, &["Новости", line]);
        let hosts = of_type(&facts, EventType::Host);
        assert_eq!(hosts.len(), 1, "{line}: {:#?}", facts.events);
        let mut roles: Vec<(&str, Option<&str>)> =
            hosts[0].participants.iter().map(|one| (&*one.role, one.country.as_deref())).collect();
        roles.sort_unstable();
        assert_eq!(roles, [("host", Some("KZ")), ("visitor", Some("JP"))], "{line}");
    }
}

#[test]
fn a_holder_told_by_a_verb_holds_the_office() {
    let (text, facts) = facts("a", "ru", None, &["Новости", "Ерлан Сарсекбаев вчера назначен послом Казахстана."]);
    let row = facts.positions.iter().find(|row| row.office.as_str() == "ambassador").expect("the office is told");
    assert_eq!(row.of_entity_id.as_deref(), Some("country/kz"));
    assert!(row.person_entity_id.is_some(), "{row:#?}");
    assert_eq!(row.span.of(&text), "послом Казахстана");
}
