//! Annotated headers: the dateline of a page, its place, and the day of publication that the text tells.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

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
    /// Those exact in every field.
    pub(crate) whole: usize,
}

/// Scores a file of headers in the language `tag`; the second part lists every difference.
pub(crate) fn score(tag: &str, path: &Path, folder: &Path) -> Result<(Headers, String), Box<dyn Error>> {
    let mut reader = Reader::new(tag, Some(folder))?;
    score_text(&std::fs::read_to_string(path)?, &mut reader)
}

/// The same for the text of a file.
pub(crate) fn score_text(file: &str, reader: &mut Reader) -> Result<(Headers, String), Box<dyn Error>> {
    let file: Table = file.parse()?;
    let (mut total, mut detail) = (Headers::default(), String::new());
    let examples = file.get("header").and_then(toml::Value::as_array).into_iter().flatten();
    for example in examples.filter_map(toml::Value::as_table) {
        let text_of = |key: &str| example.get(key).and_then(toml::Value::as_str);
        let text = text_of("text").ok_or("an example without text")?.trim();
        let read = reader.read(text, "", None);
        let spans: Vec<Span> =
            read.segments.iter().filter(|one| one.kind == SegmentKind::Dateline).map(|one| one.span).collect();
        let header = &read.facts.header;
        let mut differ = |field: &str, found: Option<&str>, wanted: Option<&str>| {
            let same = found == wanted;
            if !same {
                let first = text.lines().next_back().unwrap_or_default();
                let show = |one: Option<&str>| one.unwrap_or("-").to_owned();
                let _ = writeln!(detail, "{field}\tis {}\twanted {}\t{}", show(found), show(wanted), short(first));
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
        total.all += 1;
        total.dateline += dateline;
        total.place += place;
        total.date += date;
        total.outlet += outlet;
        total.section += section;
        total.whole += dateline * place * date * outlet * section;
    }
    Ok((total, detail))
}

impl Headers {
    /// The figures in one line.
    pub(crate) fn figures(&self) -> String {
        let Headers { all, dateline, place, date, outlet, section, whole } = *self;
        format!(
            "of {all} headers: dateline {dateline}, place {place}, date {date}, outlet {outlet}, section {section}; all of them {whole}\n"
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
