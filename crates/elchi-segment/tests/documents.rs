//! Whole documents with the dirt of real pages: wording invented, form attested.
#![allow(clippy::print_stderr)]

use elchi_lexicon::Lexicon;
use elchi_model::Lang;
use elchi_segment::Segmenter;

/// Kinds and texts of the segments, one a line.
fn segments(lang: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    Segmenter::new(Lexicon::embedded()).document(text, Lang::new(lang).expect("a tag"), &mut found);
    found.iter().map(|s| format!("{} {}", s.kind.as_str(), s.span.of(text).replace('\n', "/"))).collect()
}

#[track_caller]
fn check(lang: &str, text: &str, expected: &[&str]) {
    assert_eq!(segments(lang, text), expected);
}

#[test]
fn a_section_line_a_counter_in_pieces_and_a_repeated_title() {
    check(
        "kk",
        "Саясат • 3 Мамыр, 2021\n\nКөпір ашылды\n\n57 рет\nкөрсетілді\n2 мин\nоқу үшін\n\nАстанада көпір ашылды. Оған бес ел қатысты.\n\nКөпір ашылды\n\nЖол да салынады.",
        &[
            "dateline Саясат • 3 Мамыр, 2021",
            "title Көпір ашылды",
            "boilerplate 57 рет/көрсетілді",
            "boilerplate 2 мин/оқу үшін",
            "sentence Астанада көпір ашылды.",
            "sentence Оған бес ел қатысты.",
            "title Көпір ашылды",
            "sentence Жол да салынады.",
        ],
    );
}

#[test]
fn a_heading_in_markdown_and_a_link_to_the_source() {
    check(
        "ru",
        "\n# **Мост открыт**\n\n **Ташкент.** Мост открыт. [Источник](#) назван.\n\n- первый *пункт*;\n- второй пункт.\n\n***\n\n**Источник**\n[Источник](https://example.org/a_b)",
        &[
            "boilerplate #",
            "boilerplate **",
            "title Мост открыт",
            "boilerplate **",
            "boilerplate **",
            "sentence Ташкент.",
            "boilerplate **",
            "sentence Мост открыт.",
            "boilerplate [",
            "sentence Источник](#) назван.",
            "boilerplate -",
            "list_item первый *пункт*;",
            "boilerplate -",
            "list_item второй пункт.",
            "boilerplate ***",
            "boilerplate **Источник**",
            "boilerplate [Источник](https://example.org/a_b)",
        ],
    );
}

#[test]
fn datelines_in_front_of_the_text() {
    for (lang, text, dateline) in [
        (
            "ru",
            "Мост открыт\n\nМосква. 11 марта. INTERFAX.RU - Министры открыли мост.",
            "Москва. 11 марта. INTERFAX.RU -",
        ),
        ("ru", "Мост открыт\n\nТашкент, 12 июня — Sputnik. Министры открыли мост.", "Ташкент, 12 июня — Sputnik."),
        ("ru", "/AKIpress/ Министры открыли мост.", "/AKIpress/"),
        ("uz-Latn", "ASTANA, 3-iyun, O‘zA. Vazirlar ko‘prikni ochdi.", "ASTANA, 3-iyun, O‘zA."),
        ("uz-Latn", "Ko‘prik ochildi\n\nASTANA, 3-iyun, O‘zA\n\nVazirlar ko‘prikni ochdi.", "ASTANA, 3-iyun, O‘zA"),
        ("en", "A bridge opens\n\nBAKU, June 3 - Ministers opened the bridge.", "BAKU, June 3 -"),
        ("kk", "Астана. 12 маусым. ҚазАқпарат - Министрлер көпірді ашты.", "Астана. 12 маусым. ҚазАқпарат -"),
        ("az", "Bakı, 12 iyun, AZƏRTAC — Nazirlər körpünü açdı.", "Bakı, 12 iyun, AZƏRTAC —"),
    ] {
        let found = segments(lang, text);
        assert!(found.contains(&format!("dateline {dateline}")), "{text:?}: {found:?}");
        let sentences = found.iter().filter(|segment| segment.starts_with("sentence")).count();
        assert_eq!(sentences, 1, "{text:?}: {found:?}");
    }
}

#[test]
fn a_lead_before_the_dateline_a_byline_and_a_caption() {
    check(
        "en",
        "A bridge opens\n\nMinisters of five states met at the river.\n\nBAKU, June 3 - The bridge is open.\n\nPictured: ministers on the bridge\n\nBy Anna Example",
        &[
            "title A bridge opens",
            "lead Ministers of five states met at the river.",
            "dateline BAKU, June 3 -",
            "sentence The bridge is open.",
            "caption Pictured: ministers on the bridge",
            "byline By Anna Example",
        ],
    );
}

#[test]
fn scripts_on_a_line_of_their_own_and_behind_a_sentence() {
    check(
        "ru",
        "Мост открыт. Движение началось. window.queue.push(function () { Ad.show(\"слово\"); });\n\nПробок нет.\n\nvar a = 5; // слово\n\nCopy <b>текст</b> не тронут.",
        &[
            "sentence Мост открыт.",
            "sentence Движение началось.",
            "boilerplate window.queue.push(function () { Ad.show(\"слово\"); });",
            "sentence Пробок нет.",
            "boilerplate var a = 5; // слово",
            "sentence Copy <b>текст</b> не тронут.",
        ],
    );
}

#[test]
fn residue_of_russian_and_english_in_any_language() {
    check(
        "tk",
        "Köpri açyldy. Ýol gurulýar.\n\nИсточник: пресс-служба\n\nShare on Facebook\n\nÇeşme\n\nGiňişleýin",
        &[
            "sentence Köpri açyldy.",
            "sentence Ýol gurulýar.",
            "boilerplate Источник: пресс-служба",
            "boilerplate Share on Facebook",
            "boilerplate Çeşme",
            "boilerplate Giňişleýin",
        ],
    );
}

#[test]
fn a_quotation_over_sentences_shares_a_number() {
    let text = "«Мы договорились. Дорога будет», — сказал он. Все ушли. “One. Two.” Then «a».";
    let mut found = Vec::new();
    Segmenter::new(Lexicon::embedded()).document(text, Lang::new("ru").expect("a tag"), &mut found);
    let numbers: Vec<_> = found.iter().map(|segment| segment.quote_no).collect();
    assert_eq!(numbers, [Some(0), Some(0), None, Some(1), Some(1), None]);
}

#[test]
fn hard_wrapped_text_is_one_paragraph() {
    let text = "Министры пяти стран встретились во вторник в столице и\nдоговорились встречаться раз в год, сказал г-н Али после\nвстречи. Они построят дорогу через перевал и два больших\nмоста.";
    assert_eq!(segments("ru", text).len(), 2);
}

#[test]
fn an_unknown_language_has_sound_defaults() {
    check("und", "One ended. J. Two began.", &["sentence One ended.", "sentence J. Two began."]);
}

#[test]
fn the_five_documents() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: there is no {folder}");
        return;
    };
    let mut segmenter = Segmenter::new(Lexicon::embedded());
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // By file: language, lines of residue, titles, datelines.
        let (lang, residue, titles, datelines) = match name.get(..3) {
            Some("000" | "004") => ("ru", 2, 1, 0),
            Some("001") => ("kk", 2, 2, 1),
            Some("002") => ("ru", 1, 0, 0),
            Some("003") => ("ru", 1, 1, 1),
            _ => continue,
        };
        let text = std::fs::read_to_string(&path).expect("a readable document");
        let mut found = Vec::new();
        segmenter.document(&text, Lang::new(lang).expect("a tag"), &mut found);
        let count = |kind: &str| found.iter().filter(|segment| segment.kind.as_str() == kind).count();
        assert_eq!((count("boilerplate"), count("title"), count("dateline")), (residue, titles, datelines), "{name}");
        for title in found.iter().filter(|segment| segment.kind.as_str() == "title") {
            assert!(!title.span.of(&text).contains(['#', '*', '[']), "{name}: {}", title.span.of(&text));
        }
        // Nothing long is residue but the script.
        for piece in found.iter().filter(|segment| segment.kind.as_str() == "boilerplate") {
            let piece = piece.span.of(&text);
            assert!(piece.chars().count() < 60 || piece.contains("function"), "{name}: {piece}");
        }
    }
}
