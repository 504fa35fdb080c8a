//! What is refused in data files, with its place and what to do.

mod common;

use elchi_lexicon::{check_all, fix_all};

/// Problems after `from` was replaced by `to` in `_template/<path>` (an empty `from` appends).
fn problems(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = common::template_files();
    let file = files.entry(format!("_template/{path}")).or_default();
    *file = if from.is_empty() { format!("{file}{to}") } else { file.replacen(from, to, 1) };
    check_all(&files).expect("files in memory can be read").iter().map(ToString::to_string).collect()
}

#[track_caller]
fn check(path: &str, from: &str, to: &str, expected: &str) {
    let found = problems(path, from, to);
    assert!(
        found.iter().any(|problem| problem.starts_with(&format!("_template/{path}")) && problem.contains(expected)),
        "{path} {to:?}: {found:#?}"
    );
}

#[test]
fn the_template_has_no_problem() {
    assert_eq!(check_all(&common::template_files()).expect("readable"), []);
}

#[test]
fn lists() {
    let list = "countries.tsv";
    check(list, "Rusora\t\tn.f.a", "Rusora\t\tn.fa", ":4:9: unknown paradigm 'n.fa' (did you mean 'n.f.a'?)");
    check(list, "Rusora\t\tn.f.a", "Rusoro\t\tn.f.a", "'Rusoro' does not end in 'a', the base ending of n.f.a");
    check(list, "Rusora\t\tn.f.a", "Rusora\t\tn.f.a n.f.a", "2 paradigm(s) for 1 word(s)");
    check(list, "country/ru", "country/zz", ":4:15: unknown id 'country/zz'");
    check(list, "country/ru", "region/europe", "'region/europe' is no id for countries");
    check(list, "country/ru\town", "country/ru\towm", "unknown source 'owm' (did you mean 'own'?)");
    check(list, "country/ru\town\tyes", "country/ru\town\tno", "'no' under checked");
    check(list, "Rusora", "Аusora", "is a letter of Cyrl inside a Latin word");
    check(list, "Rusora", "Zusora", "'Uzbela' stands too late");
    check(list, "", "Uzbela\t\tn.f.a\tcountry/uz\town\tyes\t\n", "'Uzbela' stands twice");
    check(
        list,
        "",
        "Uzbelei\t\t\tcountry/ru\town\tyes\t\n",
        ":6:1: the form 'Uzbelei' of this row also belongs to 'Uzbela' (country/uz, _template/countries.tsv:5)",
    );
    check(list, "Rusora", "Russ\u{6f}\u{308}ra", "this text is not in NFC");
    check("places.tsv", "Tasora", "Rusora", "'Rusora' stands in _template/countries.tsv:4 too");
    check(
        "places.tsv",
        "not_initial",
        "not_inital",
        ":2:7: unknown feature 'not_inital' (did you mean 'not_initial'?)",
    );
    check("months.tsv", "month/6", "month/13", "'13' cannot stand in 'month/13'");
    check("regions.tsv", "adj.o n.f.a", "n.abbr adj.o", "does not end in");
    check("contries.tsv", "", "form\nA\n", "unknown list 'contries' (did you mean 'countries'?)");
    check("inflection.tsv", "n.abbr\tbase,nom", "n.abbr\tnom", "the paradigm n.abbr has no base row");
}

#[test]
fn sets_and_patterns() {
    let file = "dates/days.toml";
    check(
        file,
        "{months @gen} year",
        "{month @gen} year",
        ":6:28: 'month' is neither a list nor a set (did you mean 'months'?",
    );
    check(file, "@gen} year", "@genn} year", "unknown feature '@genn' (did you mean 'gen'?)");
    check(file, "{year_word}?'", "{year_word}? ('", "nothing to match here");
    check(file, "{year_word}?", "", "matches '12 seselen 2020', not '12 seselen 2020 anu'");
    check("sets.toml", "", "unused = [\"x\"]\n", ":4:1: no pattern uses the set 'unused'");
    check("sets.toml", "~foruma", "~forumo", "no list has the lemma 'forumo'");
    check("sets.toml", "", "months = [\"x\"]\n", "the set 'months' has the name of a list");
    check(
        "sample/pattern_language.toml",
        "~rengar@past",
        "~rengor@past",
        "no list has the lemma 'rengor' (did you mean ~rengar?",
    );
    check(
        "sample/pattern_language.toml",
        "<country @ins>",
        "<contry @ins>",
        "unknown kind of mention 'contry' (did you mean 'country'?)",
    );
}

#[test]
fn rules() {
    let file = "dates/days.toml";
    check(file, "template.date.day-month-year", "template.date.rule-5", "is numbered");
    check(
        file,
        "template.date.day-month-year",
        "template.dat.day-month-year",
        "does not begin with its language and concept (write template.date.what-it-catches)",
    );
    check(file, "template.date.day-month-year", "template.date.day-month", "is taken by the rule at");
    check(file, "because = \"Day", "becaus = \"Day", "unknown key 'becaus' (did you mean 'because'?)");
    check(file, "edtf = \"{year}-{month}-{day}\"\n", "", "has no 'edtf'");
    check(
        file,
        "{year}-{month}",
        "{yaer}-{month}",
        "'{yaer}' in edtf names no capture of the pattern (did you mean 'year'?)",
    );
    check(file, "day = \"12\"", "day = \"13\"", "day is '12', not '13'");
    check(
        file,
        "day = \"12\"",
        "dya = \"12\"",
        "'dya' is neither a capture of the pattern nor a key of the concept (did you mean 'day'?)",
    );
    check(
        file,
        "span = \"12 seselen 2020 anu\"",
        "span = \"12 seselen\"",
        "matches '12 seselen 2020 anu', not '12 seselen'",
    );
    check(file, "because = \"no month has 45 days\"", "from = \"invented\"", "why should this not match?");
    check(
        file,
        "Kasora rengad 45 seselen",
        "Kasora rengad 5 seselen",
        "this should not match, but template.date.day-month-year matches '5 seselen 2020 anu'",
    );
    check(
        file,
        "Foruma 2 dodelen.",
        "Foruma 2 dodelen 2020.",
        "template.date.day-month-year takes this first ('2 dodelen')",
    );
    check(file, "Foruma 2 dodelen.", "Foruma 2 dodel.", "where it wants {months @gen} finds 'dodel'");
    check(
        file,
        "from = \"invented\" },\n  { text = \"Foruma: 3",
        "from = \"x\" },\n  { text = \"Foruma: 3",
        "unknown origin 'x'",
    );
    check(
        file,
        "[ { text = \"Foruma 2 dodel.\", because = \"the month is not in the genitive\" } ]",
        "[]",
        "has 2 yes and 0 no",
    );
    check(file, "yes = [", "yes = [[", "this is not TOML");
    check("residue/page.toml", "https?://", "https?://(", "this is no regular expression that can be used");
}

#[test]
fn repairs() {
    let mut files = common::template_files();
    let path = "_template/months.tsv".to_owned();
    let good = files[&path].clone();
    let mut lines: Vec<&str> = good.lines().collect();
    lines[1..].reverse();
    files.insert(path.clone(), format!("{}\r\n\n", lines.join("\r\n")));
    let fixed = fix_all(&files).expect("readable");
    assert_eq!(fixed.keys().collect::<Vec<_>>(), [&path]);
    assert_eq!(fixed[&path], good);
    files.extend(fixed);
    assert_eq!(check_all(&files).expect("readable"), []);
}
