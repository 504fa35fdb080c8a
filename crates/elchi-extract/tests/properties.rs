//! Whatever the text and the segments: no panic, spans where they belong, rows in order.

use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::Lexicon;
use elchi_model::{DateBasis, Lang, PublishedBasis, SegmentKind, Span};
use proptest::prelude::*;

const LANGS: [&str; 11] = ["ru", "kk", "uz-Latn", "uz-Cyrl", "ky", "tg", "tk", "az", "en", "und", "xx"];

/// Pieces that rules look for, beside arbitrary characters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,6}",
        "[0-9]{1,5}",
        prop::sample::select(vec![
            "12",
            "31",
            "2020",
            "июня",
            "апреля",
            "года",
            "г.",
            "по",
            "с",
            "–",
            "-",
            ".",
            ",",
            "%",
            "$",
            "млн",
            "евро",
            "раза",
            "в",
            "II",
            "квартале",
            "қазан",
            "жылғы",
            "жылы",
            "пайыз",
            "есе",
            "астам",
            "весной",
            "этого года",
            "прошлого",
            "вчера",
            "накануне",
            "в среду",
            "на следующей неделе",
            "состоялся",
            "в 2013 году",
            "Астана",
            "ТАСС",
            "11 марта",
            "29 февраля",
            "биыл",
            "өткен аптада",
            "сәрсенбіде",
            "3–5 маусым",
            "12.06.2020",
            "iyun",
            "yil",
            "соли",
            "документов",
            "США",
            "Казахстана",
            "ЕС",
            "\n",
            "ё",
            "İ",
            "\u{301}",
            "1e400",
            "999999999999999999999",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn rows_lie_in_their_segments(text in text(), cuts in prop::collection::vec((0usize..400, 0usize..11, 0usize..8), 0..6), published_on in prop::option::of(prop_oneof![any::<i32>(), 0i32..30_000])) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let mut start = 0;
        let mut segments = Vec::new();
        for (number, (cut, lang, kind)) in cuts.into_iter().enumerate() {
            // Ends anywhere, inside a character and behind the text too.
            let end = cut.max(start);
            let segment_no = i32::try_from(number).unwrap();
            let sentence = SegmentInput::sentence(segment_no, Span::new(start, end), Lang::new(LANGS[lang]).unwrap());
            segments.push(SegmentInput { kind: SegmentKind::ALL[kind], ..sentence });
            start = end;
        }
        let mut extractor = Extractor::new(Lexicon::embedded());
        let document = DocumentInput { published_on, ..DocumentInput::bare(&text, &segments) };
        let facts = extractor.document(&document);
        prop_assert_eq!(&facts, &extractor.document(&document), "a second pass over used buffers");

        let header = &facts.header;
        prop_assert!(header.published_candidates.is_sorted() && header.published_candidates.len() != 1);
        prop_assert!(header.published_candidates.is_empty() || header.published_start.is_none());
        prop_assert_eq!(header.published_edtf.is_none(), header.published_basis == PublishedBasis::None);

        let mentions: Vec<(i32, Span)> = facts.mentions.iter().map(|row| (row.segment_no, row.span)).collect();
        let dates: Vec<(i32, Span)> = facts.dates.iter().map(|row| (row.segment_no, row.span)).collect();
        let amounts: Vec<(i32, Span)> = facts.amounts.iter().map(|row| (row.segment_no, row.span)).collect();
        for rows in [&mentions, &dates, &amounts] {
            for (segment_no, span) in rows {
                let segment = segments[usize::try_from(*segment_no).unwrap()];
                prop_assert!(segment.span.contains(*span) && !span.is_empty());
                prop_assert!(text.get(span.range()).is_some(), "not on character boundaries");
            }
            prop_assert!(rows.is_sorted_by_key(|(segment_no, span)| (*segment_no, span.start)));
        }
        for rows in [&dates, &amounts] {
            prop_assert!(rows.windows(2).all(|pair| pair[0].1.end <= pair[1].1.start), "rows overlap");
        }
        for (index, mention) in facts.mentions.iter().enumerate() {
            if let Some(outer) = mention.outer {
                let outer = usize::try_from(outer).unwrap();
                prop_assert!(outer < index && facts.mentions[outer].span.contains(mention.span));
            }
        }
        for date in &facts.dates {
            prop_assert!(date.start_on <= date.end_on && date.start_on.is_some() == date.end_on.is_some());
            prop_assert_eq!(date.basis == DateBasis::Unresolved, date.start_on.is_none());
        }
        for amount in &facts.amounts {
            prop_assert!(amount.value.is_finite() && amount.value_max.is_none_or(|max| max.is_finite() && max >= amount.value));
        }
    }
}
