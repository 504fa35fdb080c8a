//! Whatever the text: people, offices, quotations, topics and events point into the text and at each other.

use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::Lexicon;
use elchi_model::{Facts, Lang, Span};
use proptest::prelude::*;

/// Words that the rules of people, offices, events and quotations look for.
const WORDS: &[&str] = &[
    "Президент",
    "Президенты",
    "министр",
    "министром иностранных дел",
    "глава МИД",
    "Казахстана",
    "и",
    ",",
    "Узбекистана",
    "Токаев",
    "Ерлан Сарсекбаев",
    "Ерлана Сарсекбаева",
    "Сарсекбаев",
    "Ш.",
    "Мирзиёев",
    "с",
    "встретился",
    "встреча",
    "переговоры",
    "в Астане",
    "12 июня",
    "не",
    "подписали",
    "меморандум",
    "«",
    "»",
    "\"",
    "—",
    "заявил",
    "что",
    "он",
    "она",
    "стороны",
    "страны Центральной Азии",
    "45 млн евро",
    "выделит",
    "пригласил",
    "посетить",
    "саммит",
    "пройдёт",
    "третье",
    "заседание",
    "Қазақстанның",
    "Сыртқы істер министрі",
    "Мұхтар Тілеуберді",
    "кездесті",
    "келіссөз",
    "жүргізді",
    "деді",
    "мен",
    "Өзбекстан",
    "қол қойды",
    "Тараптар",
    "ол",
    "ашылады",
    ".",
    "\n",
    "ё",
    "𝄞",
    "компания",
    "\u{301}",
    "A",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..60).prop_map(|words| words.join(" "))
}

fn check(text: &str, segments: &[SegmentInput], facts: &Facts) -> Result<(), TestCaseError> {
    let mention = |index: Option<i32>| {
        index.is_none_or(|index| usize::try_from(index).is_ok_and(|index| index < facts.mentions.len()))
    };
    let within = |segment_no: i32, span: Span| {
        let segment = usize::try_from(segment_no).ok().and_then(|number| segments.get(number));
        !span.is_empty()
            && text.get(span.range()).is_some()
            && segment.is_some_and(|segment| segment.span.contains(span))
    };
    for row in &facts.positions {
        prop_assert!(within(row.segment_no, row.span) && mention(row.person_mention));
        prop_assert!(
            row.of_entity_id.is_some() || row.person_entity_id.is_some(),
            "an office of which nothing is known"
        );
    }
    for row in &facts.topics {
        prop_assert!(within(row.segment_no, row.span));
    }
    for row in &facts.quotes {
        prop_assert!(text.get(row.span.range()).is_some_and(|words| !words.is_empty()));
        prop_assert!(row.cue.is_none_or(|cue| text.get(cue.range()).is_some()) && mention(row.speaker_mention));
        prop_assert!(row.speaker_entity_id.is_none() || row.speaker_basis.is_some());
    }
    prop_assert!(facts.quotes.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "quotations overlap");
    for event in &facts.events {
        prop_assert!(!event.evidence.is_empty());
        for one in &event.evidence {
            prop_assert!(within(one.segment_no, one.span) && one.span.contains(one.trigger));
            prop_assert!(one.negation.is_none_or(|span| within(one.segment_no, span)));
            prop_assert!(one.modality.is_none_or(|span| within(one.segment_no, span)));
        }
        prop_assert!(event.evidence.is_sorted_by_key(|one| one.segment_no));
        for one in &event.participants {
            prop_assert!(within(one.segment_no, one.span) && mention(one.mention));
            prop_assert!(event.event_type.roles().contains(&&*one.role), "{} of {:?}", one.role, event.event_type);
            prop_assert!(one.expanded_from_entity_id.is_none() || one.is_collective);
        }
        prop_assert!(
            event.amounts.iter().all(|amount| usize::try_from(*amount).is_ok_and(|at| at < facts.amounts.len()))
        );
        prop_assert!(event.date_start <= event.date_end && event.date_start.is_some() == event.date_end.is_some());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn rows_point_into_the_text(text in text(), kazakh: bool, cut in 0usize..2000) {
        let lang = Lang::new(if kazakh { "kk" } else { "ru" }).unwrap();
        let cut = cut.min(text.len());
        let cut = (0..=cut).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let segments = [
            SegmentInput::sentence(0, Span::new(0, cut), lang),
            SegmentInput { quote_no: Some(0), ..SegmentInput::sentence(1, Span::new(cut, text.len()), lang) },
        ];
        let mut extractor = Extractor::new(Lexicon::embedded());
        let document = DocumentInput { doc_id: "a", published_on: Some(19_860), ..DocumentInput::bare(&text, &segments) };
        let facts = extractor.document(&document);
        prop_assert_eq!(&facts, &extractor.document(&document), "a second pass over used buffers");
        check(&text, &segments, &facts)?;
    }
}
