//! Units that rules make, citation forms of unknown names, ends of clauses, features a word must not have.

use elchi_lexicon::{Analysis, Features, Guess, HitKind, Language, Lexicon, NamePart, Unit};
use elchi_model::{Lang, MentionKind, Span};

fn russian(lexicon: &Lexicon) -> &Language {
    lexicon.language(Lang::new("ru").unwrap()).unwrap()
}

fn analyse(language: &Language, text: &str) -> Analysis {
    let mut analysis = Analysis::new();
    language.analyse(text, Span::new(0, text.len()), &mut analysis);
    analysis
}

fn unit(kind: HitKind, tokens: std::ops::Range<u32>, reference: u32) -> Unit {
    Unit { kind, tokens, features: vec![Features::default()], reference }
}

#[test]
fn a_unit_covers_what_it_holds_and_cuts_nothing() {
    let lexicon = Lexicon::embedded();
    let language = russian(&lexicon);
    let text = "министр Республики Казахстан Иван";
    let mut analysis = analyse(language, text);
    let republic = analysis.outermost_at(1).copied().expect("the country is known");
    assert_eq!((republic.kind, republic.end_token()), (Some(HitKind::Mention(MentionKind::Country)), 3));

    let cutting = unit(HitKind::Group, 2..4, 0);
    let whole = unit(HitKind::Office, 0..4, 7);
    let empty = unit(HitKind::Office, 2..2, 0);
    let beyond = unit(HitKind::Office, 3..9, 0);
    assert_eq!(analysis.add_units(&[cutting, whole, empty, beyond]), [false, true, false, false]);
    let outermost = analysis.outermost_at(0).expect("the unit is laid");
    assert_eq!((outermost.kind, outermost.reference, outermost.span.of(text)), (Some(HitKind::Office), Some(7), text));
    assert!(analysis.outermost_at(1).is_none(), "the country lies inside now");

    // A later layer may lie around an earlier one of the same words.
    assert_eq!(analysis.add_units(&[unit(HitKind::Quote, 0..4, 1)]), [true]);
    assert_eq!(analysis.outermost_at(0).and_then(|hit| hit.reference), Some(1));
}

#[test]
fn citation_forms_of_unknown_names() {
    let lexicon = Lexicon::embedded();
    let language = russian(&lexicon);
    for (part, form, citation) in [
        (NamePart::Family, "Зурабалиевым", "Зурабалиев"),
        (NamePart::Family, "Штуделой", "Штудела"),
        (NamePart::Family, "Вышеградского", "Вышеградский"),
        (NamePart::Patronymic, "Мухтаровичем", "Мухтарович"),
    ] {
        let mut guesses: Vec<Guess> = Vec::new();
        language.guess(part, form, &mut guesses);
        assert!(guesses.iter().any(|guess| guess.citation == citation), "{form}: {guesses:?}");
        assert!(guesses.is_sorted_by_key(|guess| std::cmp::Reverse(guess.evidence)), "{form}: {guesses:?}");
    }
    let mut guesses = Vec::new();
    language.guess(NamePart::Family, "ЗУРАБАЛИЕВЫМ", &mut guesses);
    assert!(guesses.iter().any(|guess| guess.citation == "ЗУРАБАЛИЕВ"), "{guesses:?}");
}

#[test]
fn a_clause_ends_where_the_language_says() {
    let lexicon = Lexicon::embedded();
    let language = russian(&lexicon);
    let text = "Посол сказал , что министр приехал";
    let analysis = analyse(language, text);
    assert_eq!(language.clause(&analysis, 1), 0..2);
    assert_eq!(language.clause(&analysis, 4), 2..6);
    let long = "слово ".repeat(5_000);
    let analysis = analyse(language, &long);
    let clause = language.clause(&analysis, 2_500);
    assert!(clause.len() < 400, "a clause without an end is cut: {clause:?}");
}
