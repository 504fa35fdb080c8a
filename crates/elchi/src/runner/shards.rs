//! Where one shard ends and the next begins.

use elchi_load::{Cursor, Item};
use elchi_model::Reject;

/// Text of a shard, at least.
const MIN_BYTES: u64 = 16 << 20;
/// Text of a shard, at most.
const MAX_BYTES: u64 = 64 << 20;
/// Records of a shard from which it may be cut, however small they are.
const MIN_RECORDS: usize = 12_288;
/// Records of a shard, at most.
const MAX_RECORDS: usize = 16_384;
/// One record in so many ends a shard that is long enough. At 4 KB a record, a shard is a quarter of a
/// megabyte longer than it must be, on average.
const CUT_EVERY: u32 = 64;

/// A record or a refusal, kept until its shard is made.
pub(crate) enum Kept {
    /// A record's place and bytes.
    Record(Cursor, Vec<u8>),
    /// A row of `rejects`.
    Reject(Reject),
}

/// A run of consecutive records.
#[derive(Default)]
pub(crate) struct Shard {
    /// Its number, from 0.
    pub(crate) number: usize,
    /// Records and refusals, in order.
    pub(crate) items: Vec<Kept>,
    /// Raw bytes of the records.
    pub(crate) bytes: u64,
    /// Hash of all of it: URIs, indexes, bytes and reasons.
    pub(crate) key: String,
}

/// Collects records into shards.
///
/// The end of a shard depends on the records in it and on the URI of its last one alone. So a new file
/// changes the shard it falls into, and the ones after it keep their borders.
#[derive(Default)]
pub(crate) struct Cutter {
    open: Shard,
    hasher: blake3::Hasher,
    next: usize,
}

impl Cutter {
    /// Takes the next record or refusal; gives the shard that it ends, if it does.
    pub(crate) fn push(&mut self, item: Item<'_>) -> Option<Shard> {
        let (uri, index) = match &item {
            Item::Record(record) => (record.source.uri.as_str(), record.cursor.record_index),
            Item::Reject { cursor, reject } => (reject.source_uri.as_str(), cursor.record_index),
        };
        let ends = cut_here(uri, index);
        feed(&mut self.hasher, uri.as_bytes());
        feed(&mut self.hasher, &index.to_le_bytes());
        match item {
            Item::Record(record) => {
                feed(&mut self.hasher, record.bytes);
                feed(&mut self.hasher, &record.cursor.byte_start.to_le_bytes());
                self.open.bytes += record.bytes.len() as u64;
                self.open.items.push(Kept::Record(record.cursor, record.bytes.to_vec()));
            }
            Item::Reject { reject, .. } => {
                feed(&mut self.hasher, format!("{reject:?}").as_bytes());
                self.open.items.push(Kept::Reject(reject));
            }
        }
        let (bytes, records) = (self.open.bytes, self.open.items.len());
        let long_enough = bytes >= MIN_BYTES || records >= MIN_RECORDS;
        // The next record may add 16 MiB: the shard ends while it still fits.
        let full = bytes + elchi_load::MAX_RECORD_BYTES as u64 > MAX_BYTES || records >= MAX_RECORDS;
        (full || (long_enough && ends)).then(|| self.close())
    }

    /// The last shard, if records are left. An input without any record has one empty shard, so that every
    /// table has a part.
    pub(crate) fn finish(mut self) -> Option<Shard> {
        (!self.open.items.is_empty() || self.next == 0).then(|| self.close())
    }

    fn close(&mut self) -> Shard {
        let mut shard = std::mem::take(&mut self.open);
        shard.number = self.next;
        shard.key = self.hasher.finalize().to_hex().to_string();
        self.hasher = blake3::Hasher::new();
        self.next += 1;
        shard
    }
}

fn feed(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

fn cut_here(uri: &str, index: u64) -> bool {
    let mut hasher = blake3::Hasher::new();
    feed(&mut hasher, uri.as_bytes());
    hasher.update(&index.to_le_bytes());
    let mut first = [0; 4];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..4]);
    u32::from_le_bytes(first).is_multiple_of(CUT_EVERY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use elchi_model::RejectReason;

    fn refusal(uri: String) -> Item<'static> {
        let reject = Reject {
            source_uri: uri,
            record_index: 0,
            doc_id: None,
            reason: RejectReason::Empty,
            detail: String::new(),
            byte_start: None,
            byte_end: None,
            sample: None,
        };
        Item::Reject { cursor: Cursor::default(), reject }
    }

    fn borders(names: impl Iterator<Item = String>) -> Vec<String> {
        let (mut cutter, mut last, mut borders) = (Cutter::default(), String::new(), Vec::new());
        for name in names {
            last.clone_from(&name);
            if cutter.push(refusal(name)).is_some() {
                borders.push(last.clone());
            }
        }
        borders
    }

    #[test]
    fn a_new_file_moves_no_border_behind_its_own_shard() {
        let names = |extra: bool| {
            let mut names: Vec<String> = (0..100_000).map(|n| format!("{n:06}.txt")).collect();
            if extra {
                names.insert(100, "000099-new.txt".into());
            }
            names.into_iter()
        };
        let (before, after) = (borders(names(false)), borders(names(true)));
        assert!(before.len() >= 6, "{before:?}");
        assert_eq!(before.last(), after.last());
    }

    #[test]
    fn an_empty_input_has_one_shard() {
        assert_eq!(Cutter::default().finish().map(|shard| shard.number), Some(0));
    }
}
