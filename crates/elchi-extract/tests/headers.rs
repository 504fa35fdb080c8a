//! Headers of invented documents, and what their dates become.

use elchi_extract::calendar::day_number;
use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::Lexicon;
use elchi_model::{Facts, Lang, PublishedBasis, SegmentKind, Span};

/// A document of `parts`, each a segment in a line and paragraph of its own; a part that begins with `+` goes on in
/// the line and paragraph of the one before it.
fn document(lang: &str, parts: &[(SegmentKind, &str)]) -> (String, Vec<SegmentInput>) {
    let (mut text, mut segments, mut paragraph_no) = (String::new(), Vec::new(), -1);
    for (number, (kind, words)) in parts.iter().enumerate() {
        let (words, mark) = match words.strip_prefix('+') {
            Some(words) => (words, " "),
            None => {
                paragraph_no += 1;
                (*words, "\n\n")
            }
        };
        text.push_str(if number == 0 { "" } else { mark });
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        let sentence = SegmentInput::sentence(i32::try_from(number).unwrap(), span, Lang::new(lang).unwrap());
        segments.push(SegmentInput { kind: *kind, paragraph_no, ..sentence });
    }
    (text, segments)
}

fn facts(lang: &str, parts: &[(SegmentKind, &str)]) -> Facts {
    let (text, segments) = document(lang, parts);
    Extractor::new(Lexicon::embedded()).document(&DocumentInput::bare(&text, &segments))
}

/// `EDTF basis`, then the years of the candidates.
fn published(facts: &Facts) -> String {
    let header = &facts.header;
    let mut told = format!("{} {}", header.published_edtf.as_deref().unwrap_or("-"), header.published_basis.as_str());
    for day in &header.published_candidates {
        let (year, ..) = elchi_extract::calendar::date_of(*day).unwrap();
        told.push_str(&format!(" {year}"));
    }
    assert_eq!(header.published_start, header.published_end);
    assert_eq!(header.published_start.is_some(), header.published_edtf.as_deref().is_some_and(|e| !e.contains('X')));
    told
}

fn dates(facts: &Facts) -> Vec<String> {
    facts.dates.iter().map(|date| format!("{} {}", date.edtf, date.basis.as_str())).collect()
}

use SegmentKind::{Boilerplate, Byline, Dateline, Lead, ListItem, Sentence, Title};

#[test]
fn metadata_come_first() {
    let (text, segments) =
        document("ru", &[(Title, "Мост открыт"), (Dateline, "12.06.2020"), (Sentence, "Вчера в Баку прошёл форум.")]);
    let mut extractor = Extractor::new(Lexicon::embedded());
    let mut with = |url| {
        let published_on = day_number(2024, 5, 17);
        extractor.document(&DocumentInput { published_on, url, ..DocumentInput::bare(&text, &segments) })
    };
    assert_eq!(published(&with(None)), "2024-05-17 metadata");
    assert_eq!(published(&with(Some("https://a.kz/news/42"))), "2024-05-17 metadata");
    assert_eq!(published(&with(Some("https://a.kz/2024/05/17/42"))), "2024-05-17 url");
    assert_eq!(with(None).header.title_segment_no, Some(0));
    assert_eq!(dates(&with(None)), ["2020-06-12 explicit", "2024-05-16 relative"]);
}

#[test]
fn lines_above_the_text() {
    for (lang, parts, expected) in [
        (
            "ru",
            vec![(Title, "Мост открыт"), (Dateline, "12.06.2020 14:30"), (Sentence, "Мост открыт.")],
            "2020-06-12 header_line",
        ),
        (
            "kk",
            vec![(Dateline, "Саясат • 15 Қазан, 2020"), (Title, "Көпір"), (Sentence, "Көпір ашылды.")],
            "2020-10-15 header_line",
        ),
        ("kk", vec![(Sentence, "Саясат • 15 Қазан, 2020"), (Sentence, "Көпір ашылды.")], "2020-10-15 header_line"),
        ("ru", vec![(Byline, "Иван Примеров, 3 мая 2021 года"), (Sentence, "Мост открыт.")], "2021-05-03 header_line"),
        ("ru", vec![(Dateline, "Астана, 3 мая 2021 года -"), (Sentence, "+Мост открыт.")], "2021-05-03 dateline"),
        (
            "ru",
            vec![(Sentence, "Астана, 3 мая 2021 года - Мост через реку открыт в присутствии послов.")],
            "2021-05-03 dateline",
        ),
        // The headline tells of the news, a sentence is no line above the text.
        ("ru", vec![(Title, "Встреча 12 июня 2020 года"), (Sentence, "Стороны обсудили мост.")], "- none"),
        ("ru", vec![(Sentence, "Мост открыт 12 июня 2020 года в Баку.")], "- none"),
        ("ru", vec![(Boilerplate, "12.06.2020"), (Sentence, "Стороны обсудили мост.")], "- none"),
        // Behind the text, but alone in its line.
        (
            "ru",
            vec![
                (Sentence, "Министры двух стран обсудили в Баку строительство нового моста."),
                (ListItem, "14:30, 12.06.2020"),
            ],
            "2020-06-12 header_line",
        ),
    ] {
        assert_eq!(published(&facts(lang, &parts)), expected, "{parts:?}");
    }
}

#[test]
fn day_month_and_weekday() {
    let text = |sentence| facts("ru", &[(Title, "Мост"), (Dateline, "Астана. 11 марта. ТАСС -"), (Sentence, sentence)]);
    let found = text("+Послы в среду обсудили мост.");
    assert_eq!(published(&found), "XXXX-03-11 weekday 1992 1998 2009 2015 2020 2026");
    assert_eq!(found.header.dateline_entity_id.as_deref(), Some("place/astana"));
    assert_eq!(dates(&found), ["XXXX-03-11 unresolved", "XXXX-03-11 unresolved"]);
    assert_eq!(
        published(&text("+Послы в среду обсудили мост. Первый форум состоялся в 2013 году.")),
        "XXXX-03-11 weekday 2015 2020 2026"
    );
    assert_eq!(published(&text("+Послы в среду обсудили мост. К 2030 году его достроят.")), published(&found));
    assert_eq!(published(&text("+Послы обсудили мост.")), "XXXX-03-11 dateline");
    assert_eq!(published(&text("+Послы соберутся в ближайшую среду.")), "XXXX-03-11 dateline");
    assert_eq!(published(&text("+Послы в среду и во вторник обсудили мост.")), "XXXX-03-11 dateline");
    assert_eq!(
        published(&text("+Послы в среду обсудили мост. Первый форум состоялся в 2021 году.")),
        "2026-03-11 weekday",
        "one day is left"
    );
}

#[test]
fn a_dateline_inside_the_first_sentence() {
    let parts = [
        (Sentence, "Послы стран договорились сотрудничать в строительстве нового моста"),
        (Sentence, "Астана. 11 марта. ТАСС - Послы в среду обсудили мост с партнёрами из соседних стран."),
    ];
    let found = facts("ru", &parts);
    assert_eq!(published(&found), "XXXX-03-11 weekday 1992 1998 2009 2015 2020 2026");
    assert_eq!(found.header.dateline_entity_id.as_deref(), Some("place/astana"));
}

#[test]
fn the_weekday_in_the_dateline() {
    for (lang, line) in [
        ("ru", "Астана, 3 июня, понедельник. /ИА «Пример»/. Сегодня послы обсудили мост с партнёрами."),
        ("kk", "Астана, 3 маусым, дүйсенбі /ҚазАқпарат/ - Бүгін елшілер көпірді серіктестермен талқылады."),
    ] {
        let found = facts(lang, &[(Sentence, line)]);
        assert_eq!(published(&found), "XXXX-06-03 weekday 1991 1996 2002 2013 2019 2024", "{line}");
        assert_eq!(found.header.dateline_entity_id.as_deref(), Some("place/astana"));
        assert_eq!(dates(&found), ["XXXX-06-03 unresolved", "XXXX-06-03 unresolved"]);
    }
}

#[test]
fn dates_are_counted_from_the_header() {
    let parts = [
        (Title, "Мост"),
        (Dateline, "17.05.2024"),
        (Lead, "Накануне в Астане прошли переговоры."),
        (Sentence, "В среду послы сверили карты, 5 июня их утвердят."),
        (Sentence, "В 2013 году посты открыли 1 мая."),
    ];
    let found = facts("ru", &parts);
    assert_eq!(
        dates(&found),
        [
            "2024-05-17 explicit",
            "2024-05-16 relative",
            "2024-05-15 weekday",
            "2024-06-05 document",
            "2013 explicit",
            "XXXX-05-01 unresolved"
        ],
        "beside another year the first of May may be of that one"
    );
}

#[test]
fn without_publication_only_twins_help() {
    let parts = [
        (Sentence, "Министры двух стран встретились в Астане 12 июня 2020 года."),
        (Sentence, "Решение от 12 июня вступит в силу 1 июля."),
    ];
    let found = facts("ru", &parts);
    assert_eq!(published(&found), "- none");
    assert_eq!(dates(&found), ["2020-06-12 explicit", "2020-06-12 document", "XXXX-07-01 unresolved"]);
    assert_eq!(found.header.published_basis, PublishedBasis::None);
}
