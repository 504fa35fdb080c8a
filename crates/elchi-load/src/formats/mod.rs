//! One file for each format: where its records begin and end, and what is text and what metadata in one.

mod jsonl;
mod markdown;
mod text;

use std::borrow::Cow;

use elchi_model::Format;

use crate::fields::{FieldPlan, Slots};
use crate::refusal::Refusal;

/// How records lie in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// The file is the record.
    Whole,
    /// Each line that is not blank is one.
    Lines,
}

/// What one record holds, before the text is normalised.
pub(crate) struct Parts<'r> {
    /// What becomes the text.
    pub(crate) body: Cow<'r, str>,
    /// A block of metadata that stood in front of the body, as it stood.
    pub(crate) front_matter: Option<&'r str>,
    /// Values of the mapped keys.
    pub(crate) values: Slots<'r>,
}

/// A format that can be read. To add one: a file beside this one, and its name in [`FORMATS`].
pub(crate) trait FormatReader: Sync {
    /// The format's name in the tables.
    fn format(&self) -> Format;

    /// Lower-case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    fn framing(&self) -> Framing;

    /// True where the record's bytes are the text, so that bytes no text holds show that it is none.
    fn is_bare_text(&self) -> bool {
        self.framing() == Framing::Whole
    }

    /// Takes a record apart; `raw` has no byte order mark.
    fn parts<'r>(&self, raw: &'r str, fields: &FieldPlan) -> Result<Parts<'r>, Refusal>;
}

const FORMATS: [&dyn FormatReader; 3] = [&text::Text, &markdown::Markdown, &jsonl::Jsonl];

/// The reader of a format.
pub(crate) fn reader(format: Format) -> &'static dyn FormatReader {
    FORMATS.into_iter().find(|reader| reader.format() == format).unwrap_or(&text::Text)
}

/// The format of files that end so (lower-case, without the dot).
pub(crate) fn by_extension(extension: &str) -> Option<Format> {
    FORMATS.into_iter().find(|reader| reader.extensions().contains(&extension)).map(FormatReader::format)
}

/// All endings that are read, for people.
pub fn readable_extensions() -> String {
    let endings = FORMATS.into_iter().flat_map(|reader| reader.extensions());
    format!("{}, each also with .gz or .zst", endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(" "))
}
