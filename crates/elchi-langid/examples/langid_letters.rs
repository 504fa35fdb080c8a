//! Makes the tables of letter pairs, `langid_letters.tsv` of each language and
//! `shared/langid_neighbour_letters.tsv`, from a folder of texts named `CODE.SOURCE.txt`:
//! `cargo run --release -p elchi-langid --example langid_letters -- TEXTS LANG_DIR`.
//!
//! A number of a table is a fact about a language, hundredths of an order of magnitude by which the second
//! letter is rare behind the first; no text is kept. The same texts give the same tables.
#![allow(clippy::print_stdout, reason = "a tool for the terminal")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Folders of `lang/` and the tags they hold.
const FOLDERS: [(&str, &[&str]); 8] = [
    ("az", &["az"]),
    ("en", &["en"]),
    ("kk", &["kk"]),
    ("ky", &["ky"]),
    ("ru", &["ru"]),
    ("tg", &["tg"]),
    ("tk", &["tk"]),
    ("uz", &["uz-Cyrl", "uz-Latn"]),
];
/// Scripts of the tags, by their base; Cyrillic for all others.
const LATIN: [&str; 10] = ["az", "en", "tk", "uz-Latn", "tr", "de", "fr", "es", "crh", "kk-Latn"];
const ARABIC: [&str; 8] = ["ar", "fa", "ur", "ug", "ps", "ckb", "azb", "kk-Arab"];
/// Neighbours.
const NEIGHBOURS: [&str; 26] = [
    "ar", "az-Cyrl", "azb", "ba", "be", "bg", "ckb", "crh", "cv", "de", "es", "fa", "fr", "kaa", "kk-Arab", "kk-Latn",
    "mk", "mn", "ps", "sah", "sr", "tr", "tt", "ug", "uk", "ur",
];
/// Kazakh letters and their Latin ones in the alphabets of 2018 and of 2021, which texts in Latin follow;
/// `-` for none.
const KAZAKH_LATIN: [(&str, &str, &str); 42] = [
    ("а", "a", "a"),
    ("ә", "á", "ä"),
    ("б", "b", "b"),
    ("в", "v", "v"),
    ("г", "g", "g"),
    ("ғ", "ǵ", "ğ"),
    ("д", "d", "d"),
    ("е", "e", "e"),
    ("ё", "ıo", "io"),
    ("ж", "j", "j"),
    ("з", "z", "z"),
    ("и", "ı", "i"),
    ("й", "ı", "i"),
    ("к", "k", "k"),
    ("қ", "q", "q"),
    ("л", "l", "l"),
    ("м", "m", "m"),
    ("н", "n", "n"),
    ("ң", "ń", "ñ"),
    ("о", "o", "o"),
    ("ө", "ó", "ö"),
    ("п", "p", "p"),
    ("р", "r", "r"),
    ("с", "s", "s"),
    ("т", "t", "t"),
    ("у", "ý", "u"),
    ("ұ", "u", "ū"),
    ("ү", "ú", "ü"),
    ("ф", "f", "f"),
    ("х", "h", "h"),
    ("һ", "h", "h"),
    ("ц", "ts", "ts"),
    ("ч", "ch", "tş"),
    ("ш", "sh", "ş"),
    ("щ", "sh", "ştş"),
    ("ъ", "-", "-"),
    ("ы", "y", "y"),
    ("і", "i", "ı"),
    ("ь", "-", "-"),
    ("э", "e", "e"),
    ("ю", "ıý", "iu"),
    ("я", "ıa", "ia"),
];
/// Bytes read of one file: sources of one language weigh about the same.
const FILE_BYTES: usize = 1_000_000;
/// Pairs seen less often are chance.
const MIN_COUNT: u32 = 4;

type Counts = BTreeMap<char, BTreeMap<char, u32>>;

fn script(tag: &str) -> char {
    match tag {
        _ if LATIN.contains(&tag) => 'L',
        _ if ARABIC.contains(&tag) => 'A',
        _ => 'C',
    }
}

fn letter(c: char, script: char) -> Option<char> {
    let c = c.to_lowercase().next()?;
    let code = u32::from(c);
    let inside = c.is_alphabetic()
        && match script {
            'L' => code < 0x2B0 || (0x1E00..0x1F00).contains(&code),
            'A' => (0x600..0x700).contains(&code) && code != 0x640,
            _ => (0x400..0x530).contains(&code),
        };
    inside.then_some(c)
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | 'ʻ' | 'ʼ' | '‘' | '’' | '′')
}

fn silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

fn count(text: &str, script: char, counts: &mut Counts) {
    for line in text.lines() {
        let letters = line.chars().filter(|c| c.is_alphabetic()).count();
        let own = line.chars().filter(|&c| letter(c, script).is_some()).count();
        if own * 10 < letters * 8 {
            continue;
        }
        let mut before = '_';
        let mut pending = false;
        for c in line.chars().chain(['\n']) {
            if apostrophe(c) {
                pending = before != '_';
            } else if let Some(c) = letter(c, script) {
                if pending {
                    *counts.entry(before).or_default().entry('\'').or_default() += 1;
                    before = '\'';
                }
                pending = false;
                *counts.entry(before).or_default().entry(c).or_default() += 1;
                before = c;
            } else if !silent(c) {
                if before != '_' {
                    *counts.entry(before).or_default().entry('_').or_default() += 1;
                }
                (before, pending) = ('_', false);
            }
        }
    }
}

/// `text` in one of the Latin alphabets of Kazakh.
fn kazakh_latin(text: &str, alphabet: impl Fn(&(&'static str, &'static str, &'static str)) -> &'static str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letter = [0; 4];
    for c in text.to_lowercase().chars() {
        let cyrillic: &str = c.encode_utf8(&mut letter);
        match KAZAKH_LATIN.iter().find(|row| row.0 == cyrillic).map(&alphabet) {
            Some("-") => {}
            Some(latin) => out.push_str(latin),
            None => out.push(c),
        }
    }
    out
}

fn table(counts: &Counts, tag: &str, out: &mut Vec<String>) {
    for (first, following) in counts {
        let total: u32 = following.values().sum();
        let mut cells = String::new();
        for (second, &count) in following.iter().filter(|(_, count)| **count >= MIN_COUNT) {
            let cost = (-(f64::from(count) / f64::from(total)).log10() * 100.0).round();
            let _ = write!(cells, "{}{second}{cost}", if cells.is_empty() { "" } else { " " });
        }
        if total >= 20 && !cells.is_empty() {
            out.push(format!("{first}\t{cells}\t{tag}\n"));
        }
    }
}

fn rows(texts: &Path, tags: &[&str]) -> std::io::Result<String> {
    let mut names: Vec<_> =
        fs::read_dir(texts)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let mut out = Vec::new();
    for tag in tags {
        let mut counts = Counts::new();
        for name in names.iter().filter(|name| name.strip_prefix(tag).is_some_and(|rest| rest.starts_with('.'))) {
            let text = fs::read_to_string(texts.join(name))?;
            count(&text[..text.floor_char_boundary(FILE_BYTES)], script(tag), &mut counts);
        }
        if *tag == "kk-Latn" {
            for name in names.iter().filter(|name| name.starts_with("kk.")) {
                let text = fs::read_to_string(texts.join(name))?;
                let text = &text[..text.floor_char_boundary(FILE_BYTES / 2)];
                count(&kazakh_latin(text, |row| row.1), 'L', &mut counts);
                count(&kazakh_latin(text, |row| row.2), 'L', &mut counts);
            }
        }
        let shown = if tags.len() == 1 { "" } else { tag };
        table(&counts, shown, &mut out);
    }
    out.sort();
    Ok(format!("first\tfollowing\ttag\n{}", out.concat()))
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [texts, lang] = arguments.as_slice() else {
        println!("usage: langid_letters TEXTS LANG_DIR");
        return Ok(());
    };
    let (texts, lang) = (Path::new(texts), Path::new(lang));
    for (folder, tags) in FOLDERS {
        fs::write(lang.join(folder).join("langid_letters.tsv"), rows(texts, tags)?)?;
    }
    fs::create_dir_all(lang.join("shared"))?;
    fs::write(lang.join("shared/langid_neighbour_letters.tsv"), rows(texts, &NEIGHBOURS)?)
}
