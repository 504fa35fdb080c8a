//! Annotated headers: the dateline of a page, its place, and the day of publication that the text tells.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use elchi_lexicon::{Folder, Lexicon};
use elchi_model::{SegmentKind, Span};
use toml::Table;

use crate::gold::Reader;

/// How many examples there are, and how many of them are exact in each field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Headers {
    /// All examples.
    pub(crate) all: usize,
    /// Those whose dateline has the borders of the annotation, or that have none as it says.
    pub(crate) dateline: usize,
    /// Those of which the place of the dateline is known, or that name none.
    pub(crate) place: usize,
    /// Those with the day of publication.
    pub(crate) date: usize,
    /// Those with the outlet, as the text names it.
    pub(crate) outlet: usize,
    /// Those with the section.
    pub(crate) section: usize,
    /// Those with the author, as the text names them.
    pub(crate) author: usize,
    /// Those exact in every field.
    pub(crate) whole: usize,
}

/// The file of a language, below its folder.
const FILE: &str = "gold/headers.toml";

/// Scores the headers of `path`, or those of all languages of `folder`: figures of each language and of all together;
/// the second part lists every difference.
pub(crate) fn score(path: Option<&Path>, folder: &Path) -> Result<(String, String), Box<dyn Error>> {
    let lexicon = Lexicon::read(&Folder { folder: folder.to_owned() })?;
    let of_folder = |language: &elchi_lexicon::Language| folder.join(language.code()).join(FILE);
    let paths = match path {
        Some(path) => vec![path.to_owned()],
        None => lexicon.languages().map(of_folder).filter(|path| path.is_file()).collect(),
    };
    let (mut languages, mut detail) = (BTreeMap::new(), String::new());
    for path in paths {
        let (found, differences) = score_text(&std::fs::read_to_string(path)?, folder)?;
        languages.extend(found);
        detail.push_str(&differences);
    }
    let (mut out, mut total) = (String::new(), Headers::default());
    for (language, headers) in &languages {
        let _ = write!(out, "{language:8} {}", headers.figures());
        total.add(*headers);
    }
    if languages.len() > 1 {
        let _ = write!(out, "{:8} {}", "all", total.figures());
    }
    Ok((out, detail))
}

/// The same for the text of a file, by the language that each example names.
pub(crate) fn score_text(file: &str, folder: &Path) -> Result<(BTreeMap<String, Headers>, String), Box<dyn Error>> {
    let mut readers: BTreeMap<String, Reader> = BTreeMap::new();
    let file: Table = file.parse()?;
    let (mut languages, mut detail) = (BTreeMap::<String, Headers>::new(), String::new());
    let examples = file.get("header").and_then(toml::Value::as_array).into_iter().flatten();
    for example in examples.filter_map(toml::Value::as_table) {
        let text_of = |key: &str| example.get(key).and_then(toml::Value::as_str);
        let text = text_of("text").ok_or("an example without text")?.trim();
        let tag = text_of("language").ok_or("an example without language")?;
        let reader = match readers.entry(tag.to_owned()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Reader::new(tag, Some(folder))?),
        };
        let total = languages.entry(tag.to_owned()).or_default();
        let read = reader.read(text, "", None);
        let spans: Vec<Span> =
            read.segments.iter().filter(|one| one.kind == SegmentKind::Dateline).map(|one| one.span).collect();
        let header = &read.facts.header;
        let mut differ = |field: &str, found: Option<&str>, wanted: Option<&str>| {
            let same = found == wanted;
            if !same {
                let first = text.lines().next_back().unwrap_or_default();
                let show = |one: Option<&str>| one.unwrap_or("-").to_owned();
                let _ =
                    writeln!(detail, "{tag}\t{field}\tis {}\twanted {}\t{}", show(found), show(wanted), short(first));
            }
            usize::from(same)
        };
        // A line that is a date alone is no dateline to the annotators.
        let dateline = text_of("dateline");
        let exact = dateline.and_then(|wanted| spans.iter().find(|span| span.of(text) == wanted.trim()));
        let inside = spans.iter().find(|span| !is_line(text, **span));
        let found = exact.or(inside).or_else(|| spans.first().filter(|_| dateline.is_some())).map(|span| span.of(text));
        let dateline = differ("dateline", found, dateline.map(str::trim));
        let place = text_of("place").map(|_| "a place");
        let place = differ("place", header.dateline_entity_id.as_ref().map(|_| "a place"), place);
        let date = differ("date", header.published_edtf.as_deref(), text_of("date"));
        let outlet = differ("outlet", header.outlet.as_deref(), text_of("outlet"));
        let section = differ("section", header.section.as_deref(), text_of("section"));
        let author = differ("author", header.author.as_deref(), text_of("author"));
        total.all += 1;
        total.dateline += dateline;
        total.place += place;
        total.date += date;
        total.outlet += outlet;
        total.section += section;
        total.author += author;
        total.whole += dateline * place * date * outlet * section * author;
    }
    Ok((languages, detail))
}

impl Headers {
    /// Adds the examples of another language.
    fn add(&mut self, other: Headers) {
        self.all += other.all;
        self.dateline += other.dateline;
        self.place += other.place;
        self.date += other.date;
        self.outlet += other.outlet;
        self.section += other.section;
        self.author += other.author;
        self.whole += other.whole;
    }

    /// The figures in one line.
    pub(crate) fn figures(&self) -> String {
        let Headers { all, dateline, place, date, outlet, section, author, whole } = *self;
        format!(
            "of {all} headers: dateline {dateline}, place {place}, date {date}, outlet {outlet}, section {section}, author {author}; all of them {whole}\n"
        )
    }
}

fn is_line(text: &str, span: Span) -> bool {
    let range = span.range();
    let before = text[..range.start].chars().rev().find(|c| !c.is_whitespace() || *c == '\n');
    let after = text[range.end..].chars().find(|c| !c.is_whitespace() || *c == '\n');
    before.is_none_or(|c| c == '\n') && after.is_none_or(|c| c == '\n')
}

fn short(line: &str) -> String {
    line.chars().take(110).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Below the figures that the annotated headers gave when their rules were written.
    #[test]
    fn headers_are_read() {
        let lang = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lang");
        for code in ["ru", "kk", "uz", "ky", "tg", "tk", "az", "en"] {
            let file = std::fs::read_to_string(lang.join(code).join(FILE)).expect("the file can be read");
            let (languages, detail) = score_text(&file, &lang).expect("the file is one");
            for (language, headers) in languages {
                let least = |part: usize, share: usize| part * 100 >= headers.all * share;
                let good = headers.all >= 50
                    && least(headers.dateline, 95)
                    && least(headers.place, 95)
                    && least(headers.date, 97)
                    && least(headers.outlet, 93)
                    && least(headers.section, 95)
                    && least(headers.author, 96);
                assert!(good, "{language} {}{detail}", headers.figures());
            }
        }
    }
}
