//! What holds of every text.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use elchi_lexicon::Lexicon;
use elchi_model::{Lang, Segment};
use elchi_segment::{Phrases, Segmenter};
use proptest::prelude::*;

/// A segmenter; the phrases of furniture are read once.
fn segmenter() -> Segmenter {
    static PHRASES: OnceLock<Arc<Phrases>> = OnceLock::new();
    let lexicon = Lexicon::embedded();
    let phrases = PHRASES.get_or_init(|| Arc::new(Phrases::of(&lexicon))).clone();
    Segmenter::sharing(lexicon, phrases)
}

fn covers(text: &str, segments: &[Segment]) -> Result<(), TestCaseError> {
    let mut at = 0;
    for segment in segments {
        let range = segment.span.range();
        prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{segment:?} in {text:?}");
        prop_assert!(!range.is_empty() && range.start >= at, "{segment:?} in {text:?}");
        prop_assert!(
            text[at..range.start].chars().all(char::is_whitespace),
            "{:?} is lost in {text:?}",
            &text[at..range.start]
        );
        let words = &text[range.clone()];
        prop_assert_eq!(words.trim(), words);
        at = range.end;
    }
    prop_assert!(text[at..].chars().all(char::is_whitespace), "{:?} is lost in {text:?}", &text[at..]);
    Ok(())
}

/// Pieces that meet every rule, glued at random.
fn dirt() -> impl Strategy<Value = String> {
    let pieces = [
        "Москва. 11 марта. INTERFAX.RU - ",
        "слово ",
        "Слово. ",
        "г.",
        "г. ",
        "2007 ",
        "«",
        "»",
        "“",
        "”",
        "\"",
        "?!",
        "…",
        "... ",
        "(",
        ")",
        "\n",
        "\n\n",
        "\u{a0}",
        "# ",
        "**",
        "*",
        "_",
        "[a](b)",
        "[",
        "](",
        "<p>",
        "</p>",
        "<br",
        "&nbsp;",
        "&quot;",
        "> ",
        "- ",
        "• ",
        "1. ",
        "2. ",
        "а) ",
        "Источник",
        "143 рет\nкөрсетілді\n",
        "window.a.push(function () {",
        "https://a.kz/b.c",
        "🙂",
        "e\u{301}",
        "А. Б. ",
        "т.е. ",
        "\r\n",
        "\u{200b}",
        "---",
        ".Word ",
        "O‘zA",
        "3-iyun, ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_lies_in_one_segment(text in prop_oneof![dirt(), ".{0,80}", "(?s).{0,200}"], code in prop::sample::select(vec!["ru", "kk", "uz-Latn", "en", "und"])) {
        let mut segmenter = segmenter();
        let lang = Lang::new(code).expect("a tag");
        let (mut first, mut second) = (Vec::new(), Vec::new());
        segmenter.document(&text, lang, &mut first);
        covers(&text, &first)?;
        segmenter.document(&text, lang, &mut second);
        prop_assert_eq!(&first, &second);
        segmenter.sentences(&text, lang, &mut second);
        covers(&text, &second)?;
    }

    #[test]
    fn line_ends_of_another_system_change_nothing(text in dirt()) {
        let mut segmenter = segmenter();
        let lang = Lang::new("ru").expect("a tag");
        let plain = text.replace("\r\n", "\n");
        let other = plain.replace('\n', "\r\n");
        let (mut first, mut second) = (Vec::new(), Vec::new());
        segmenter.document(&plain, lang, &mut first);
        segmenter.document(&other, lang, &mut second);
        let words = |text: &str, segments: &[Segment]| -> Vec<(String, &'static str)> {
            segments.iter().map(|s| (s.span.of(text).replace("\r\n", "\n"), s.kind.as_str())).collect()
        };
        prop_assert_eq!(words(&plain, &first), words(&other, &second));
    }
}

/// Sentences as papers write them, glued in any order with blanks, newlines and nothing between.
fn news() -> impl Strategy<Value = String> {
    let pieces = [
        "Встреча прошла в г. Ташкенте 12 июня 2020 г. в 14.30.",
        "«Мы согласны, – сказал А. С. Иванов. – Пора начинать!»",
        "Тараптар 2007 ж. бастап 1,5 млн. тонна жүк тасыды.",
        "Uchrashuv 3-iyun kuni O‘zA binosida bo‘lib o‘tdi…",
        "“Is it so?” asked Mr. Ali (of the U.N. office).",
        "Доля выросла на 4,2 %.",
        "— Подпишете? — Да!",
        "См. рис. 2, стр. 17 и сайт www.example.org/a.b?c=1.",
        "1. Первый пункт; 2) второй пункт.",
        "Им. Т. Г. Шевченко названа улица.",
        "Он ушёл…",
        " ",
        " ",
        "\n",
        "\n\n",
        "\u{a0}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sentence_alone_is_one_sentence(text in news(), code in prop::sample::select(vec!["ru", "kk", "uz-Latn", "en", "und"])) {
        let mut segmenter = segmenter();
        let lang = Lang::new(code).expect("a tag");
        let (mut sentences, mut again) = (Vec::new(), Vec::new());
        segmenter.sentences(&text, lang, &mut sentences);
        for sentence in &sentences {
            let alone = sentence.span.of(&text);
            segmenter.sentences(alone, lang, &mut again);
            prop_assert!(again.len() == 1, "{alone:?} of {text:?} is {} sentences", again.len());
        }
    }
}

#[test]
#[ignore = "measures time: cargo test -p elchi-segment -- --ignored"]
fn time_is_linear_on_hostile_text() {
    let mut segmenter = segmenter();
    let lang = Lang::new("ru").expect("a tag");
    let mut found = Vec::new();
    segmenter.document("Слово.", lang, &mut found);
    for piece in [
        "\".?!",
        "«",
        ".](",
        "<p ",
        "*",
        "а. ",
        "А. Б. ",
        ". - ",
        "&a",
        "[a",
        "1. А ",
        "window.a ",
        "(",
        "\"а. ",
        ".\u{a0}",
        "• а ",
    ] {
        let mut time = |count: usize| {
            let text = piece.repeat(count / piece.len());
            let start = Instant::now();
            segmenter.document(&text, lang, &mut found);
            segmenter.sentences(&text, lang, &mut found);
            start.elapsed().as_secs_f64()
        };
        let (small, large) = (time(30_000), time(240_000));
        // Eight times the text: far less than the 64 times of quadratic cost, whatever else the machine does.
        assert!(large < small * 32.0 + 0.5, "{piece:?}: {small:.3} s for 30 kB, {large:.3} s for 240 kB");
    }
}
