//! Why one record is refused, before and after it is tied to its source.

use elchi_model::{DocId, Reject, RejectReason};

use crate::name::SourceFile;

/// Most code points of a sample.
const SAMPLE_CHARS: usize = 120;

/// Most bytes looked at for a sample: 120 code points have at most four bytes each.
pub(crate) const SAMPLE_BYTES: usize = SAMPLE_CHARS * 4;

/// A reason and what to tell a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) reason: RejectReason,
    pub(crate) detail: String,
}

impl Refusal {
    pub(crate) fn new(reason: RejectReason, detail: impl Into<String>) -> Refusal {
        Refusal { reason, detail: detail.into() }
    }

    /// The row for this refusal; `bytes` are the record's first, for the sample.
    pub(crate) fn reject(
        self,
        source: &SourceFile,
        record_index: u64,
        doc_id: Option<DocId>,
        (byte_start, byte_end): (Option<u64>, Option<u64>),
        bytes: &[u8],
    ) -> Reject {
        Reject {
            source_uri: source.uri.clone(),
            record_index: signed(record_index),
            doc_id,
            reason: self.reason,
            detail: self.detail,
            byte_start: byte_start.map(signed),
            byte_end: byte_end.map(signed),
            sample: sample(bytes),
        }
    }
}

/// A count as the tables hold it.
pub(crate) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The first bytes made printable: white space as one blank, what cannot be shown as U+FFFD.
fn sample(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SAMPLE_BYTES)]);
    let mut sample = String::new();
    for shown in head.chars().take(SAMPLE_CHARS) {
        match shown {
            _ if shown.is_whitespace() => {
                if !sample.ends_with(' ') {
                    sample.push(' ');
                }
            }
            _ if shown.is_control() => sample.push(char::REPLACEMENT_CHARACTER),
            _ => sample.push(shown),
        }
    }
    let sample = sample.trim();
    (!sample.is_empty()).then(|| sample.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_printable_and_short() {
        assert_eq!(sample(b""), None);
        assert_eq!(sample(b"\n \t"), None);
        assert_eq!(sample(b"a\r\n\x1b[31mb"), Some("a \u{fffd}[31mb".to_owned()));
        assert_eq!(sample("ж".repeat(500).as_bytes()), Some("ж".repeat(120)));
        assert_eq!(sample(&[0xff, b'x']), Some("\u{fffd}x".to_owned()));
    }
}
