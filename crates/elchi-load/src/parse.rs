//! One raw record becomes a document or a reject.

use elchi_model::{DocId, Document, Reject, RejectReason};

use crate::MAX_RECORD_BYTES;
use crate::fields::{FieldPlan, Slots, Value};
use crate::formats::{self, Parts};
use crate::mapping::Field;
use crate::normalise::{normalise, normalise_line};
use crate::published;
use crate::reader::RawRecord;
use crate::refusal::{Refusal, signed};
use crate::removed::RemovedRule;
use crate::sniff;

/// One control character in so many makes a text binary.
const CONTROL_SHARE: usize = 10;

/// Reads one record.
///
/// The checks, in this order: no byte (`empty`); more than 16 MiB (`too_large`); the first bytes of an image, an
/// archive, a program (`binary`), or of UTF-16 or UTF-32 (`invalid_utf8`); for text and Markdown a NUL byte
/// (`binary`); any byte that is not UTF-8 (`invalid_utf8`, with its offset in the record: nothing is guessed or
/// replaced); for JSON Lines no object (`broken_json`) or no string for the text (`missing_text`); more than one
/// control character in ten (`binary`); nothing but white space (`empty`).
///
/// `published_on` comes from the metadata, or else from the path of the address. Metadata has white space runs as
/// one blank. An outlet that is an address becomes the address, if there is none.
///
/// Errors: the reject, with the record's id.
pub fn parse(record: &RawRecord<'_>) -> Result<Document, Box<Reject>> {
    let doc_id = DocId::new(&record.source.uri, record.cursor.record_index, record.bytes);
    document(record, doc_id).map_err(|refusal| {
        let bytes = (Some(record.byte_start()), Some(record.byte_end()));
        Box::new(refusal.reject(record.source, record.cursor.record_index, Some(doc_id), bytes, record.bytes))
    })
}

fn document(record: &RawRecord<'_>, doc_id: DocId) -> Result<Document, Refusal> {
    let reader = formats::reader(record.source.format);
    let raw = decode(record.bytes, reader.is_bare_text())?;
    let (mark, raw) = match raw.strip_prefix('\u{feff}') {
        Some(rest) if reader.is_bare_text() => (&raw[..raw.len() - rest.len()], rest),
        _ => ("", raw),
    };
    let Parts { body, front_matter, mut values } = reader.parts(raw, &record.source.fields)?;
    let normalised = normalise(&body);
    let text = normalised.text;
    if normalised.control_count > 0 && normalised.control_count * CONTROL_SHARE > body.chars().count() {
        let detail = format!("{} control characters in {} bytes of text", normalised.control_count, body.len());
        return Err(Refusal::new(RejectReason::Binary, detail));
    }
    if text.trim_start().is_empty() {
        return Err(Refusal::new(RejectReason::Empty, "nothing but white space"));
    }
    if text.len() > MAX_RECORD_BYTES {
        let detail = format!("more than {MAX_RECORD_BYTES} bytes of text in NFC");
        return Err(Refusal::new(RejectReason::TooLarge, detail));
    }

    let mut removed = Vec::new();
    for (rule, text) in [(RemovedRule::ByteOrderMark, mark), (RemovedRule::FrontMatter, front_matter.unwrap_or(""))] {
        if !text.is_empty() {
            removed.push(rule.row(0, text, ""));
        }
    }
    if let Some(rule) = normalised.line_endings {
        removed.push(rule.row(0, if rule == RemovedRule::LineEndingsCr { "\r" } else { "\r\n" }, "\n"));
    }
    removed.extend(normalised.changes.rows(&body, &text));

    let metadata = Metadata::read(&record.source.fields, &mut values);
    Ok(Document {
        doc_id,
        source_uri: record.source.uri.clone(),
        record_index: signed(record.cursor.record_index),
        format: record.source.format,
        charset: "utf-8".to_owned(),
        url: metadata.url,
        outlet: metadata.outlet,
        title: metadata.title,
        author: metadata.author,
        section: metadata.section,
        published_on: metadata.published_on,
        content_hash: blake3::hash(text.as_bytes()).to_hex()[..32].to_owned(),
        text,
        byte_count: signed(record.bytes.len() as u64),
        removed,
    })
}

/// The bytes as text, if they are.
fn decode(bytes: &[u8], is_bare_text: bool) -> Result<&str, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new(RejectReason::Empty, "no bytes"));
    }
    if bytes.len() > MAX_RECORD_BYTES {
        return Err(Refusal::new(RejectReason::TooLarge, format!("more than {MAX_RECORD_BYTES} bytes")));
    }
    if is_bare_text {
        if let Some(refusal) = sniff::other_than_text(bytes) {
            return Err(refusal);
        }
        if let Some(at) = memchr::memchr(0, bytes) {
            return Err(Refusal::new(RejectReason::Binary, format!("NUL at byte {at}")));
        }
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        Refusal::new(RejectReason::InvalidUtf8, format!("0x{byte:02X} at byte {at} is not UTF-8"))
    })
}

/// What a record says of itself, cleaned.
struct Metadata {
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    author: Option<String>,
    section: Option<String>,
    published_on: Option<i32>,
}

impl Metadata {
    fn read(fields: &FieldPlan, values: &mut Slots<'_>) -> Metadata {
        let published_on = match fields.first(Field::Published, values) {
            Some((_, Value::Text(date))) => published::from_text(date),
            Some((_, Value::Number(seconds))) => published::from_epoch(*seconds),
            _ => None,
        };
        // One key may serve two fields, so values are looked at, not taken.
        let line = |field: Field| match fields.first(field, values) {
            Some((_, Value::Text(text))) => normalise_line(text),
            _ => None,
        };
        let is_address = |text: &String| text.starts_with("https://") || text.starts_with("http://");
        let (mut url, mut outlet) = (line(Field::Url), line(Field::Outlet));
        if outlet.as_ref().is_some_and(is_address) {
            url = url.or(outlet.take());
            outlet = None;
        }
        Metadata {
            published_on: published_on.or_else(|| published::from_url(url.as_deref()?)),
            url,
            outlet,
            title: line(Field::Title),
            author: line(Field::Author),
            section: line(Field::Section),
        }
    }
}
