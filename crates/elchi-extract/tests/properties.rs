//! Whatever the text and the segments: no panic, spans where they belong, rows in order.

use elchi_extract::{DocumentInput, Extractor, SegmentInput};
use elchi_lexicon::Lexicon;
use elchi_model::{Lang, Span};
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
    fn rows_lie_in_their_segments(text in text(), cuts in prop::collection::vec((0usize..400, 0usize..11), 0..6)) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let mut start = 0;
        let mut segments = Vec::new();
        for (number, (cut, lang)) in cuts.into_iter().enumerate() {
            // Ends anywhere, inside a character and behind the text too.
            let end = cut.max(start);
            let segment_no = i32::try_from(number).unwrap();
            segments.push(SegmentInput::sentence(segment_no, Span::new(start, end), Lang::new(LANGS[lang]).unwrap()));
            start = end;
        }
        let mut extractor = Extractor::new(Lexicon::embedded());
        let facts = extractor.document(&DocumentInput::bare(&text, &segments));
        prop_assert_eq!(&facts, &extractor.document(&DocumentInput::bare(&text, &segments)), "a second pass over used buffers");

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
        }
        for amount in &facts.amounts {
            prop_assert!(amount.value.is_finite() && amount.value_max.is_none_or(|max| max.is_finite() && max >= amount.value));
        }
    }
}
