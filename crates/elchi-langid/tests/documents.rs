//! Documents: the vote, its shares, and what holds for any text at all.
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use elchi_langid::Detector;
use elchi_lexicon::Lexicon;
use elchi_model::Lang;
use proptest::prelude::*;

fn detector() -> Detector {
    Detector::new(&Lexicon::embedded()).unwrap()
}

const KAZAKH: &str = "Екі елдің басшылары шекарадағы су қоймасын бірлесіп салуға келісті. ";
const RUSSIAN: &str = "Стороны договорились открыть ещё один пункт пропуска на границе. ";

#[test]
fn one_language_has_it_all() {
    let guess = detector().detect_document(&format!("{}\n\n12.06.2020\n{}", KAZAKH.repeat(4), KAZAKH));
    assert_eq!((guess.lang.as_str(), guess.script.as_str(), guess.is_mixed), ("kk", "Cyrl", false));
    assert_eq!(guess.shares, [(Lang::new("kk").unwrap(), 1000)]);
    assert!(guess.confidence >= 990, "{guess:?}");
}

#[test]
fn two_languages_share() {
    for joint in ["\n", " "] {
        let text = [KAZAKH, KAZAKH, RUSSIAN, KAZAKH, RUSSIAN, KAZAKH].join(joint);
        let guess = detector().detect_document(&text);
        assert_eq!((guess.lang.as_str(), guess.is_mixed), ("kk", true), "{guess:?}");
        assert_eq!(guess.shares.len(), 2, "{guess:?}");
        assert!((300..350).contains(&guess.shares[1].1), "{guess:?}");
    }
}

#[test]
fn names_in_another_script_do_not_mix() {
    let text =
        "Компания Central Asia Logistics LLC открыла новый грузовой терминал на границе.\nAlfa Trade Group\n".repeat(3);
    let guess = detector().detect_document(&text);
    assert_eq!(guess.lang.as_str(), "ru", "{guess:?}");
    assert!(!guess.is_mixed, "{guess:?}");
}

#[test]
fn nothing_to_read() {
    let detector = detector();
    assert!(detector.detect_document("").shares.is_empty());
    let numbers = detector.detect_document("1\n2\n3\n");
    assert_eq!((numbers.lang, numbers.shares), (Lang::UND, vec![(Lang::UND, 1000)]));
}

#[test]
fn the_five_documents_of_the_shared_folder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: no folder shared/seeds beside the project");
        return;
    };
    let mut paths: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let detector = detector();
    let found: Vec<String> = paths
        .iter()
        .map(|path| detector.detect_document(&std::fs::read_to_string(path).unwrap()).lang.to_string())
        .collect();
    assert_eq!(found, ["ru", "kk", "ru", "ru", "ru"]);
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,30}",
        "[а-яәғқңөұүһіӣӯҳҷў]{1,12}[ .!?\n]",
        "[A-Za-zəğıöşüçňýžʻ']{1,12}[ .!?\n]",
        "[<&@:./'’ʻ\u{301}]{1,4}",
        Just("http://".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stretches_hold_every_word_once(parts in proptest::collection::vec(any_text(), 1..4)) {
        thread_local!(static DETECTOR: Detector = detector());
        let text = parts.join(" ");
        DETECTOR.with(|detector| {
            let found = detector.detect_all(&text);
            let mut at = 0;
            for one in &found {
                let range = one.span.range();
                prop_assert!(text[at..range.start].trim().is_empty() && !text[range.clone()].is_empty());
                prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
                at = range.end;
            }
            prop_assert!(text[at..].trim().is_empty());
            prop_assert!(found.windows(2).all(|pair| pair[0].guess.lang != pair[1].guess.lang));
            Ok(())
        })?;
    }

    #[test]
    fn shares_are_whole_and_ordered(text in any_text()) {
        thread_local!(static DETECTOR: Detector = detector());
        DETECTOR.with(|detector| {
            let guess = detector.detect_document(&text);
            let sum: u32 = guess.shares.iter().map(|(_, share)| u32::from(*share)).sum();
            prop_assert_eq!(sum, if text.is_empty() { 0 } else { 1000 });
            prop_assert!(guess.shares.is_sorted_by(|a, b| (b.1, a.0) <= (a.1, b.0)));
            prop_assert!(guess.confidence <= 999);
            prop_assert_eq!(&guess, &detector.detect_document(&text));
            let sentence = detector.detect(&text);
            prop_assert_eq!(sentence, detector.detect(&text));
            prop_assert_eq!(sentence.lang.is_undecided(), sentence.confidence == 0);
            Ok(())
        })?;
    }
}
