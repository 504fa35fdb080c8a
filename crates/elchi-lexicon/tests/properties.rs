//! What holds for any text.

mod common;

use elchi_lexicon::{Analysis, Lexicon, Scratch};
use elchi_model::Span;
use proptest::prelude::*;

/// Texts of the invented language's words, of marks that tokenisers trip over, and of anything.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Kasora",
        "Sevre",
        "Ladira",
        "+",
        "Rusora",
        "KT",
        "-",
        "en",
        "12",
        "seselen",
        "2020",
        "anu",
        "1 200,5",
        "milo",
        "evra",
        "€",
        "kun",
        ",",
        "ti",
        "Uzbelamo",
        "rengad",
        "’",
        "ʻ",
        "\u{301}",
        "\u{ad}",
        "\n",
        "\u{feff}",
        "Kаsora",
        "ß",
        "İ",
        "ﬁ",
        "٤٥",
        "XIV",
        "https://x.y",
        "\u{1f600}",
    ]);
    prop_oneof![
        prop::collection::vec(words, 0..40).prop_map(|words| words.join(" ")),
        prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #[test]
    fn analysis_stays_inside_its_range(text in texts(), start in 0_usize..200, length in 0_usize..200) {
        let lexicon = Lexicon::embedded();
        let (mut analysis, mut scratch, mut found) = (Analysis::new(), Scratch::default(), Vec::new());
        let range = Span::new(start, start + length);
        for language in lexicon.template().into_iter().chain(lexicon.languages()) {
            language.analyse(&text, range, &mut analysis);
            let mut end = 0;
            for token in &analysis.tokens {
                let span = token.span;
                prop_assert!(text.get(span.range()).is_some_and(|surface| !surface.is_empty()), "on character boundaries");
                prop_assert!(span.start >= end && (range.contains(span)), "in order and inside");
                end = span.end;
            }
            for hit in &analysis.hits {
                prop_assert!(range.contains(hit.span) && text.get(hit.span.range()).is_some());
                prop_assert!(hit.end_token() as usize <= analysis.tokens.len());
                if let Some(outer) = hit.outer {
                    let outer = analysis.hits[outer as usize];
                    prop_assert!(outer.span.contains(hit.span) && outer.span != hit.span);
                }
                language.entry(hit);
            }
            for concept in lexicon.schema().concept_names() {
                let Some(rules) = language.rules(concept) else { continue };
                found.clear();
                rules.find(language, &text, &analysis, &mut scratch, &mut found);
                for found in &found {
                    prop_assert!(text.get(found.span.range()).is_some() && range.contains(found.span));
                    prop_assert!(found.span.contains(found.trigger));
                    prop_assert!(found.captures.iter().all(|capture| found.span.contains(capture.span)));
                }
                rules.explain(language, &text, &analysis, &mut scratch);
                rules.match_line(&text);
            }
        }
    }

    #[test]
    fn buffers_do_not_change_answers(first in texts(), second in texts()) {
        let lexicon = Lexicon::embedded();
        let language = lexicon.template().expect("the template is a language");
        let (mut used, mut fresh) = (Analysis::new(), Analysis::new());
        language.analyse(&first, Span::new(0, first.len()), &mut used);
        language.analyse(&second, Span::new(0, second.len()), &mut used);
        language.analyse(&second, Span::new(0, second.len()), &mut fresh);
        prop_assert_eq!(&used.tokens, &fresh.tokens);
        prop_assert_eq!(&used.hits, &fresh.hits);
    }

    #[test]
    fn broken_files_are_told_not_panicked_over(path in prop::sample::select(vec![
        "language.toml", "inflection.tsv", "countries.tsv", "sets.toml", "dates/days.toml", "residue/page.toml",
    ]), cut in 0_usize..2000, noise in "\\PC{0,12}") {
        let mut files = common::template_files();
        let text = files.entry(format!("_template/{path}")).or_default();
        let mut at = cut.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, &noise);
        elchi_lexicon::check_all(&files).expect("files in memory can be read");
    }
}
