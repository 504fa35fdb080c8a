//! The data files of this stage and their examples: what `elchi check lang` runs.

use std::sync::Arc;

use elchi_lexicon::{Lexicon, Problem};
use elchi_model::{Lang, Segment};

use crate::abbreviations::Abbreviations;
use crate::furniture::phrases::{self as furniture, Phrases};
use crate::page::LINE_CONCEPTS;
use crate::segmenter::Segmenter;
use crate::{SegmentError, page};

/// Path of the abbreviations in the folder of a language.
pub(crate) const ABBREVIATIONS: &str = "segment/abbreviations.tsv";
/// Path of the boundary examples in the folder of a language.
const BOUNDARIES: &str = "segment/boundaries.txt";
/// The mark between sentences of an example.
const BORDER: &str = " | ";
/// The same where the text has no blank.
const TIGHT_BORDER: &str = "|";

/// Problems of all files of this stage: abbreviations, boundary examples, the list of languages also tried.
pub fn check_data(lexicon: &Arc<Lexicon>) -> Vec<Problem> {
    let mut problems = check_boundaries(lexicon);
    for language in lexicon.languages() {
        let Some(file) = language.file(ABBREVIATIONS) else { continue };
        let path = format!("{}/{ABBREVIATIONS}", language.code());
        for error in Abbreviations::parse(&path, file).1 {
            let (SegmentError::Abbreviation { file, line, message } | SegmentError::Furniture { file, line, message }) =
                error;
            let help = "columns: form, kind, note; sorted by form, then kind".to_owned();
            problems.push(Problem { file, line, column: 1, message, help });
        }
    }
    for (code, file) in furniture::files(lexicon) {
        for error in Phrases::default().add(code, file) {
            let (SegmentError::Abbreviation { file, line, message } | SegmentError::Furniture { file, line, message }) =
                error;
            let help = "columns: form, class, note; sorted by form, then class".to_owned();
            problems.push(Problem { file, line, column: 1, message, help });
        }
    }
    for language in lexicon.languages() {
        let sets = LINE_CONCEPTS.iter().filter_map(|concept| language.rules(concept));
        for rule in sets.flat_map(|set| set.rules()).filter(|rule| rule.regex().is_none() && rule.tail().is_none()) {
            if rule.starts_anywhere() {
                let message = format!("{} may begin with anything, so every line would be analysed for it", rule.id);
                let help = "begin the pattern with ^ and words or a number, ask for a number or a marked word (!) in it, or write regex = '…'".to_owned();
                problems.push(Problem { file: rule.file.to_string(), line: rule.line, column: 1, message, help });
            }
        }
    }
    for lang in page::also_tried(lexicon.shared_file("residue/order.toml").unwrap_or_default()) {
        if lexicon.language(lang).is_none() {
            let message = format!("no folder serves '{lang}'");
            let help = "name a language of lang/".to_owned();
            problems.push(Problem { file: "shared/residue/order.toml".to_owned(), line: 1, column: 1, message, help });
        }
    }
    problems.sort();
    problems
}

/// Problems of the examples in `segment/boundaries.txt` of every language: one for each line that is split in another
/// way than it says.
///
/// A line is one or more sentences with ` | ` between them, or `|` where the text has no blank there; lines that begin with `#` are comments. A line may begin
/// with a tag of the language and a colon (`uz-Cyrl: `), else the first tag of the folder holds.
pub fn check_boundaries(lexicon: &Arc<Lexicon>) -> Vec<Problem> {
    let mut segmenter = Segmenter::new(lexicon.clone());
    let (mut problems, mut segments) = (Vec::new(), Vec::new());
    for language in lexicon.languages() {
        let (Some(file), Some(&first)) = (language.file(BOUNDARIES), language.tags().first()) else { continue };
        for (number, line) in file.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (lang, example) = tagged(line, language.tags()).unwrap_or((first, line));
            if let Some(found) = differs(&mut segmenter, example, lang, &mut segments) {
                problems.push(Problem {
                    file: format!("{}/{BOUNDARIES}", language.code()),
                    line: u32::try_from(number + 1).unwrap_or(u32::MAX),
                    column: 1,
                    message: format!("this is split as: {found}"),
                    help: "correct the example, or add the abbreviation to abbreviations.tsv".to_owned(),
                });
            }
        }
    }
    problems
}

fn tagged<'l>(line: &'l str, tags: &[Lang]) -> Option<(Lang, &'l str)> {
    let (tag, rest) = line.split_once(": ")?;
    let lang = tags.iter().find(|lang| lang.as_str() == tag)?;
    Some((*lang, rest))
}

/// How the segmenter splits the example, where that is not what it says.
fn differs(segmenter: &mut Segmenter, example: &str, lang: Lang, segments: &mut Vec<Segment>) -> Option<String> {
    let text = example.replace(BORDER, " ").replace(TIGHT_BORDER, "");
    segmenter.sentences(&text, lang, segments);
    let mut found = String::new();
    let mut before = 0;
    for segment in segments.iter() {
        if before > 0 {
            found.push_str(if segment.span.start > before { BORDER } else { TIGHT_BORDER });
        }
        found.push_str(segment.span.of(&text));
        before = segment.span.end;
    }
    (found != example).then_some(found)
}
