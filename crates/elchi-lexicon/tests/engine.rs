//! The analyser and the rules, on the invented language.

mod common;

use elchi_lexicon::{Analysis, Language, Lexicon, Outcome, Scratch};
use elchi_model::Span;

fn language(lexicon: &Lexicon) -> &Language {
    lexicon.template().expect("the template is a language")
}

/// Hits as `list:surface=id`, nested ones with `>` before them.
fn hits(language: &Language, text: &str) -> Vec<String> {
    let mut analysis = Analysis::new();
    language.analyse(text, Span::new(0, text.len()), &mut analysis);
    let line = |hit: &elchi_lexicon::Hit| {
        let entry = language.entry(hit).unwrap();
        let (mark, id) = (if hit.outer.is_some() { ">" } else { "" }, entry.id.map_or("", |id| id));
        format!("{mark}{}:{}={id}", entry.list, hit.span.of(text))
    };
    analysis.hits.iter().map(line).collect()
}

#[track_caller]
fn check_hits(text: &str, expected: &[&str]) {
    let lexicon = Lexicon::embedded();
    assert_eq!(hits(language(&lexicon), text), expected, "{text}");
}

#[test]
fn forms_come_from_paradigms_and_agree() {
    check_hits("Kasora", &["countries:Kasora=country/kz"]);
    check_hits("Kasorei", &["countries:Kasorei=country/kz"]);
    check_hits("kasorei", &[]);
    check_hits("KASOREI", &["countries:KASOREI=country/kz"]);
    check_hits("Sevreu Ladirei", &["regions:Sevreu Ladirei=region/central-asia"]);
    check_hits("Sevrou Ladirei", &[]);
    check_hits("Sevre ladirei", &[]);
    check_hits("kasoroin", &["nationalities:kasoroin=country/kz"]);
}

#[test]
fn capitals_and_flags() {
    check_hits("KT", &["countries:KT=country/kz"]);
    check_hits("kt Kt", &[]);
    check_hits("KT-en", &["countries:KT-en=country/kz"]);
    check_hits("KTʻen", &["countries:KTʻen=country/kz"]);
    check_hits("Lun rengas", &["verbs:rengas="]);
    check_hits("«Lun", &[]);
    check_hits("VELA LUN", &[]);
    check_hits("Vela Lun", &["places:Lun=place/astana"]);
    check_hits("uzbelu-kasoro uzbelu", &["nationalities:uzbelu=country/uz", "nationalities:kasoro=country/kz"]);
    check_hits("Osu OSU osu", &["organizations:Osu=organization/un"]);
}

#[test]
fn longer_mentions_keep_what_is_inside() {
    check_hits(
        "Sevre Ladira + Rusora",
        &[
            "formats:Sevre Ladira + Rusora=format/central-asia-russia",
            ">regions:Sevre Ladira=region/central-asia",
            ">countries:Rusora=country/ru",
        ],
    );
    check_hits("Sevre Ladira", &["regions:Sevre Ladira=region/central-asia"]);
    check_hits("dudek du un", &["numbers:dudek du=number/22", "numbers:un=number/1"]);
}

#[test]
fn folds() {
    check_hits("Käsora", &["countries:Käsora=country/kz"]);
    check_hits("Kаsora", &["countries:Kаsora=country/kz"]);
    check_hits("Kaso\u{ad}ra", &["countries:Kaso\u{ad}ra=country/kz"]);
}

#[test]
fn lemmas_and_features() {
    let lexicon = Lexicon::embedded();
    let language = language(&lexicon);
    let text = "KT-en";
    let mut analysis = Analysis::new();
    language.analyse(text, Span::new(0, text.len()), &mut analysis);
    let hit = analysis.hits[0];
    assert_eq!(&**language.entry(&hit).unwrap().lemma, "Kasora Tera");
    let names: Vec<_> =
        language.features(&analysis, &hit).iter().map(|features| features.names(language.schema()).join(" ")).collect();
    assert_eq!(names, ["gen sg pl m f n noun"]);
}

#[test]
fn a_range_is_analysed_by_itself() {
    let lexicon = Lexicon::embedded();
    let text = "Kasora Lun Rusora";
    let mut analysis = Analysis::new();
    language(&lexicon).analyse(text, Span::new(7, 17), &mut analysis);
    let found: Vec<_> = analysis.hits.iter().map(|hit| hit.span.of(text)).collect();
    assert_eq!(found, ["Rusora"], "Lun is first in the range");
}

fn outcomes(text: &str) -> Vec<String> {
    let lexicon = Lexicon::embedded();
    let language = language(&lexicon);
    let rules = language.rules("dates").expect("the template has dates");
    let (mut analysis, mut scratch) = (Analysis::new(), Scratch::default());
    language.analyse(text, Span::new(0, text.len()), &mut analysis);
    let traces = rules.explain(language, text, &analysis, &mut scratch);
    let line = |outcome: &Outcome| match outcome {
        Outcome::Matched(found) => format!("matched {}", found.len()),
        Outcome::Taken { span, by } => format!("'{}' taken by {by}", span.of(text)),
        Outcome::Stopped { element, token } => {
            format!("stopped at {:?} for {element}", token.map(|token| analysis.tokens[token as usize].span.of(text)))
        }
    };
    traces.iter().map(|trace| line(&trace.outcome)).collect()
}

#[test]
fn traces_tell_why() {
    for (text, expected) in [
        ("vela", &[][..]),
        ("12 seselen 2020 anu", &["matched 1", "'12 seselen' taken by template.date.day-month-year"]),
        ("12 seselen vela", &["stopped at Some(\"vela\") for #year", "matched 1"]),
        ("12 seselen", &["stopped at None for #year", "matched 1"]),
        ("32 seselen", &["stopped at Some(\"32\") for #1..31", "stopped at Some(\"32\") for #1..31"]),
    ] {
        assert_eq!(outcomes(text), expected, "{text}");
    }
}

#[test]
fn captures_hold_numbers_and_ids() {
    let lexicon = Lexicon::embedded();
    let language = language(&lexicon);
    let text = "Foruma 12 seselen 2020 anu ti 3 unelen.";
    let (mut analysis, mut scratch, mut found) = (Analysis::new(), Scratch::default(), Vec::new());
    language.analyse(text, Span::new(0, text.len()), &mut analysis);
    let rules = language.rules("dates").expect("the template has dates");
    rules.find(language, text, &analysis, &mut scratch, &mut found);
    let spans: Vec<_> = found.iter().map(|found| found.span.of(text)).collect();
    assert_eq!(spans, ["12 seselen 2020 anu", "3 unelen"]);
    let capture = |name: &str| found[0].capture(name).map(|capture| (capture.number, capture.id.as_deref()));
    assert_eq!(capture("day"), Some((Some(12.0), None)));
    assert_eq!(capture("month"), Some((Some(6.0), Some("month/6"))));
    assert_eq!(rules.rule(&found[0]).text("edtf"), Some("{year}-{month}-{day}"));
}

fn rule(pattern: &str) -> String {
    format!("[[rule]]\nid = \"template.sample.x\"\nbecause = \"x\"\nmatch = '{pattern}'\nyes = []\nno = []\n")
}

#[test]
fn the_trigger_is_the_word_marked_in_the_branch_taken() {
    for (pattern, expected) in [
        ("(\"one\" !\"two\" | !\"three\" \"four\")", ["two", "three"]),
        ("!(\"one\" \"two\" | \"three\" \"four\")", ["one two", "three four"]),
        ("(\"one\" !\"two\" | \"three\" \"four\")", ["one two", "three four"]),
    ] {
        let lexicon = common::template(&[("sample/x.toml", &rule(pattern))]);
        let language = language(&lexicon);
        for (text, expected) in ["zero one two five", "three four"].into_iter().zip(expected) {
            let (mut analysis, mut scratch, mut found) = (Analysis::new(), Scratch::default(), Vec::new());
            language.analyse(text, Span::new(0, text.len()), &mut analysis);
            language.rules("sample").expect("the rule is there").find(
                language,
                text,
                &analysis,
                &mut scratch,
                &mut found,
            );
            let triggers: Vec<&str> = found.iter().map(|found| found.trigger.of(text)).collect();
            assert_eq!(triggers, [expected], "{pattern}");
        }
    }
}

#[test]
fn hostile_repetition_stays_cheap() {
    let pattern = "!(( #any | #word \"a\" )+ .. ( #any? \"a\" )+ ..40 ( <actor>+ | #any )+)+ \"zzz\"";
    let lexicon = common::template(&[("sample/x.toml", &rule(pattern))]);
    let language = language(&lexicon);
    let text = "a Kasora ".repeat(20_000);
    let (mut analysis, mut scratch, mut found) = (Analysis::new(), Scratch::default(), Vec::new());
    language.analyse(&text, Span::new(0, text.len()), &mut analysis);
    let rules = language.rules("sample").expect("the rule is there");
    rules.find(language, &text, &analysis, &mut scratch, &mut found);
    assert!(found.is_empty());
}

#[test]
fn lines_of_residue() {
    let lexicon = Lexicon::embedded();
    let rules = language(&lexicon).rules("residue").expect("the template has residue");
    for (line, expected) in [
        (" https://example.org ", Some("template.residue.address-alone")),
        ("Foruma https://example.org", None),
        ("", None),
    ] {
        assert_eq!(rules.match_line(line).map(|rule| &*rule.id), expected, "{line}");
    }
}
