//! Labelled pages: which lines of a page are its residue, and what the segments say.
//!
//! In: a table `page`, `label`, `line`; the lines of one page make one document. A line is taken for residue where its
//! letters and digits lie in boilerplate. Each page is read twice: lines right below each other, and with blank lines
//! between them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use elchi_lexicon::{Folder, Lexicon};
use elchi_model::{Lang, Segment, SegmentKind};
use elchi_segment::Segmenter;

/// How many lines there are, and how they were taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    /// Lines of residue taken for it.
    pub(crate) right: usize,
    /// Lines taken for residue.
    pub(crate) found: usize,
    /// Lines of residue.
    pub(crate) residue: usize,
    /// All lines.
    pub(crate) all: usize,
}

impl Lines {
    /// Adds the lines of another table.
    pub(crate) fn add(&mut self, other: Lines) {
        self.right += other.right;
        self.found += other.found;
        self.residue += other.residue;
        self.all += other.all;
    }

    /// Share of the lines taken for residue that are.
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// The figures in one line.
    fn figures(&self) -> String {
        format!(
            "residue  precision {:.4}  recall {:.4}  ({} right, {} found, {} residue of {} lines)",
            self.precision(),
            self.recall(),
            self.right,
            self.found,
            self.residue,
            self.all
        )
    }

    /// Share of the residue that is taken for it.
    pub(crate) fn recall(&self) -> f64 {
        share(self.right, self.residue)
    }
}

/// How often lines of a label were taken for a kind.
#[derive(Debug, Default)]
pub(crate) struct Kinds(BTreeMap<String, BTreeMap<&'static str, usize>>);

impl Kinds {
    fn add(&mut self, label: &str, kind: Option<SegmentKind>) {
        let kind = kind.map_or("none", SegmentKind::as_str);
        *self.0.entry(label.to_owned()).or_default().entry(kind).or_default() += 1;
    }

    /// A line for each label: the kinds its lines were taken for, the most first.
    fn table(&self) -> String {
        let mut out = String::new();
        for (label, kinds) in &self.0 {
            let mut kinds: Vec<_> = kinds.iter().collect();
            kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), **kind));
            let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
            let _ = writeln!(out, "{label:9} as {}", kinds.join(", "));
        }
        out
    }
}

fn share(part: usize, all: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}

/// One line of a page.
struct Labelled<'t> {
    page: &'t str,
    label: &'t str,
    line: &'t str,
}

/// The table of a language, below its folder.
const TABLE: &str = "gold/lines.tsv";

/// Scores the labelled lines of `path`, or those of all languages of `folder`: figures of each language and of all
/// together; the second part lists every difference.
pub(crate) fn score(path: Option<&Path>, folder: &Path) -> Result<(String, String), Box<dyn Error>> {
    let lexicon = Arc::new(Lexicon::read(&Folder { folder: folder.to_owned() })?);
    let of_folder = |language: &elchi_lexicon::Language| folder.join(language.code()).join(TABLE);
    let paths = match path {
        Some(path) => vec![path.to_owned()],
        None => lexicon.languages().map(of_folder).filter(|path| path.is_file()).collect(),
    };
    let (mut languages, mut detail) = (BTreeMap::new(), String::new());
    let mut kinds = Kinds::default();
    for path in paths {
        let table = std::fs::read_to_string(path)?;
        let (found, differences) = score_text(&table, lexicon.clone(), &mut kinds)?;
        languages.extend(found);
        detail.push_str(&differences);
    }
    let (mut out, mut total) = (String::new(), Lines::default());
    for (language, lines) in &languages {
        let _ = writeln!(out, "{language:8} {}", lines.figures());
        total.add(*lines);
    }
    if languages.len() > 1 {
        let _ = writeln!(out, "{:8} {}", "all", total.figures());
    }
    out.push_str(&kinds.table());
    Ok((out, detail))
}

/// The same for the text of a table, by language: that of a page is the part of its name before the last hyphen.
pub(crate) fn score_text(
    table: &str,
    lexicon: Arc<Lexicon>,
    kinds: &mut Kinds,
) -> Result<(BTreeMap<String, Lines>, String), Box<dyn Error>> {
    let mut rows = Vec::new();
    for row in table.lines().skip(1) {
        let mut cells = row.splitn(3, '\t');
        let (Some(page), Some(label), Some(line)) = (cells.next(), cells.next(), cells.next()) else {
            return Err(format!("three cells are wanted: {row}").into());
        };
        rows.push(Labelled { page, label, line });
    }
    let mut segmenter = Segmenter::new(lexicon);
    let (mut languages, mut detail) = (BTreeMap::<String, Lines>::new(), String::new());
    for page in rows.chunk_by(|one, next| one.page == next.page) {
        let tag = page[0].page.rsplit_once('-').map_or(page[0].page, |(tag, _)| tag);
        let (lang, total) = (Lang::new(tag)?, languages.entry(tag.to_owned()).or_default());
        for between in ["\n", "\n\n"] {
            let (text, starts) = joined(page, between);
            let mut segments = Vec::new();
            segmenter.document(&text, lang, &mut segments);
            for (row, start) in page.iter().zip(starts) {
                let (kind, rule) = taken(&text, start, start + row.line.len(), &segments);
                kinds.add(row.label, kind);
                // A line of date and time alone is of the header: its date is that of the page.
                if kind == Some(SegmentKind::Dateline) && row.label == "residue" {
                    continue;
                }
                let (found, residue) = (kind == Some(SegmentKind::Boilerplate), row.label == "residue");
                total.add(Lines {
                    right: usize::from(found && residue),
                    found: usize::from(found),
                    residue: usize::from(residue),
                    all: 1,
                });
                // Sentences and titles that are taken for lines of the header are told too.
                let header = matches!(kind, Some(SegmentKind::Dateline | SegmentKind::Byline))
                    && matches!(row.label, "sentence" | "title");
                if found != residue || header {
                    let kind = kind.map_or("none", SegmentKind::as_str);
                    let blank = if between.len() == 1 { "close" } else { "parted" };
                    let what = match (header, residue) {
                        (true, _) => "HEADER",
                        (false, true) => "MISSED",
                        (false, false) => "WRONG",
                    };
                    let _ =
                        writeln!(detail, "{}\t{what}\t{blank}\t{}\t{kind}\t{rule}\t{}", row.page, row.label, row.line);
                }
            }
        }
    }
    Ok((languages, detail))
}

/// The text of a page, and where each line begins.
fn joined(page: &[Labelled<'_>], between: &str) -> (String, Vec<usize>) {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for row in page {
        starts.push(text.len());
        text.push_str(row.line);
        text.push_str(between);
    }
    (text, starts)
}

/// The kind of the segments that hold most letters and digits of `start..end`, and the rule of the first such.
fn taken(text: &str, start: usize, end: usize, segments: &[Segment]) -> (Option<SegmentKind>, String) {
    let inside = segments.iter().filter(|one| one.span.range().start < end && start < one.span.range().end);
    let (mut residue, mut other, mut first) = (0, 0, None);
    for one in inside {
        let range = one.span.range();
        let part = &text[range.start.max(start)..range.end.min(end)];
        // A sign alone has no letters: then its other characters count.
        let weight = 1 + 100 * part.chars().filter(|c| c.is_alphanumeric()).count();
        if one.kind == SegmentKind::Boilerplate {
            residue += weight;
        } else {
            other += weight;
            first = first.or(Some(one));
        }
    }
    let rule = |one: Option<&Segment>| one.and_then(|one| one.rule.as_deref()).unwrap_or("").to_owned();
    if residue > other {
        let first = segments.iter().find(|one| one.span.range().end > start && one.kind == SegmentKind::Boilerplate);
        (Some(SegmentKind::Boilerplate), rule(first))
    } else {
        (first.map(|one| one.kind), rule(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Below the figures that the labelled pages gave when their phrases were written.
    #[test]
    fn residue_of_the_labelled_pages_is_found_and_articles_are_kept() {
        let lang = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lang");
        let lexicon = Arc::new(Lexicon::read(&Folder { folder: lang.clone() }).expect("lang/ can be read"));
        for code in ["ru", "kk", "uz", "ky", "tg", "tk", "az", "en"] {
            let table = std::fs::read_to_string(lang.join(code).join(TABLE)).expect("the table can be read");
            let (languages, detail) =
                score_text(&table, lexicon.clone(), &mut Kinds::default()).expect("the table is one");
            for (language, lines) in languages {
                assert!(lines.all >= 600, "{language}: {} lines", lines.all);
                assert!(lines.precision() >= 0.99, "{language} {}\n{detail}", lines.figures());
                assert!(lines.recall() >= 0.95, "{language} {}\n{detail}", lines.figures());
            }
        }
    }

    #[test]
    fn a_table_without_labels_is_told() {
        let lexicon = Lexicon::embedded();
        let error = score_text("page\tlabel\tline\nen-1\tresidue\n", lexicon, &mut Kinds::default())
            .expect_err("a cell is missing");
        assert!(error.to_string().contains("three cells"), "{error}");
    }
}
