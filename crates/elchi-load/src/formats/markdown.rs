//! Markdown: YAML front matter is metadata, all else is the document. Markup is left for the segment stage.

use std::borrow::Cow;

use elchi_model::Format;

use super::{FormatReader, Framing, Parts};
use crate::fields::{FieldPlan, Slots, Value};
use crate::refusal::Refusal;

/// Most bytes of front matter; a longer block is text.
const MAX_FRONT_MATTER: usize = 64 << 10;

pub(super) struct Markdown;

impl FormatReader for Markdown {
    fn format(&self) -> Format {
        Format::Md
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn framing(&self) -> Framing {
        Framing::Whole
    }

    fn parts<'r>(&self, raw: &'r str, fields: &FieldPlan) -> Result<Parts<'r>, Refusal> {
        let mut values = fields.slots();
        let front_matter = front_matter(raw, fields, &mut values);
        let body = &raw[front_matter.map_or(0, str::len)..];
        Ok(Parts { body: Cow::Borrowed(body), front_matter, values })
    }
}

/// The block between a first line `---` and a later `---` or `...`, both included, if it looks like metadata:
/// at least one `key: value`, and nothing else but list items, indented lines, remarks and blank lines.
fn front_matter<'r>(raw: &'r str, fields: &FieldPlan, values: &mut Slots<'r>) -> Option<&'r str> {
    let mut found: Slots<'r> = fields.slots();
    let mut has_key = false;
    let mut end = 0;
    for (number, line) in raw.split_inclusive('\n').enumerate() {
        end += line.len();
        if end > MAX_FRONT_MATTER {
            return None;
        }
        let content = line.trim_end();
        if number == 0 {
            if content != "---" {
                return None;
            }
        } else if content == "---" || content == "..." {
            if !has_key {
                return None;
            }
            *values = found;
            return Some(&raw[..end]);
        } else if let Some((key, value)) = key_value(content) {
            has_key = true;
            if let Some(slot) = fields.root().child(key).and_then(|node| node.slot) {
                let value = unquote(value);
                let is_value = !matches!(value, "" | "~" | "null" | "|" | ">" | "|-" | ">-");
                found[slot] = is_value.then_some(Value::Text(Cow::Borrowed(value)));
            }
        } else if !(content.is_empty() || content.starts_with([' ', '\t', '#']) || content.starts_with("- ")) {
            return None;
        }
    }
    None
}

/// `key: value` at the start of a line; a key has no blank.
fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.'));
    (is_key && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| (key, value.trim()))
}

/// The value without the quotation marks around it.
fn unquote(value: &str) -> &str {
    for mark in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark)) {
            return inner.trim();
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::{Field, Mapping};

    fn read(raw: &str) -> (Option<&str>, Option<String>) {
        let fields = Mapping::embedded().fields("a.md");
        let mut values = fields.slots();
        let block = front_matter(raw, &fields, &mut values);
        let title = match fields.take(Field::Title, &mut values) {
            Some(Value::Text(title)) => Some(title.into_owned()),
            _ => None,
        };
        (block, title)
    }

    #[test]
    fn only_what_looks_like_metadata_is_front_matter() {
        for (raw, block, title) in [
            ("---\ntitle: A: b\n---\nx", Some("---\ntitle: A: b\n---\n"), Some("A: b")),
            ("---\r\ntitle: 'A'\r\n---\r\nx", Some("---\r\ntitle: 'A'\r\n---\r\n"), Some("A")),
            (
                "---\n# remark\ntags:\n- a\n  - b\ntitle: \"\"\n...",
                Some("---\n# remark\ntags:\n- a\n  - b\ntitle: \"\"\n..."),
                None,
            ),
            ("---\ntitle: A\ntitle: B\n---\n", Some("---\ntitle: A\ntitle: B\n---\n"), Some("B")),
            ("---\nA line of text.\n---\n", None, None),
            ("---\n---\nx", None, None),
            ("---\ntitle: A\nno end", None, None),
            ("\n---\ntitle: A\n---\n", None, None),
            ("----\ntitle: A\n---\n", None, None),
            ("", None, None),
        ] {
            assert_eq!(read(raw), (block, title.map(str::to_owned)), "{raw:?}");
        }
    }
}
