//! Bytes of files become documents, rejects and removed spans.
//!
//! In: a file, a folder or a glob of `.txt`, `.md`, `.markdown`, `.jsonl` and `.ndjson`, each also `.gz` or `.zst`.
//! Out: [`elchi_model::Document`] with its removed spans, or [`elchi_model::Reject`], for every record, in order.
//! Holds: text is NFC with LF line ends and no other control character than tab; [`restore`] gives the source
//! text back; at most one record is in memory; the same bytes give the same rows on every machine.
//! Rejects: what is empty, too large, binary, not UTF-8, not JSON, without text, cut short, of another format,
//! a loop of links, or unreadable: see [`elchi_model::RejectReason`]. Nothing is left out without a row or a name.
//!
//! The three steps are [`discover`] (names only), [`RecordReader`] (raw records, from any [`Cursor`]) and
//! [`parse`] (one record, pure):
//!
//! ```
//! use elchi_load::{Input, Item, Mapping, RecordReader, discover, parse};
//! # let folder = tempfile::tempdir()?;
//! # std::fs::write(folder.path().join("a.txt"), "Первая\r\nВторая\r\n")?;
//! let found = discover(&Input::new(folder.path()), &Mapping::embedded())?;
//! let mut reader = RecordReader::new(found.files);
//! while let Some(item) = reader.next_item() {
//!     match item {
//!         Item::Record(record) => assert_eq!(parse(&record).expect("is text").text, "Первая\nВторая\n"),
//!         Item::Reject { reject, .. } => panic!("{reject:?}"),
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod discover;
mod error;
mod fields;
mod formats;
mod frame;
mod input;
mod mapping;
mod name;
mod normalise;
mod parse;
mod published;
mod reader;
mod refusal;
mod removed;
mod scan;
mod sniff;
mod stream;
mod walk;

pub use discover::{Discovery, discover};
pub use error::LoadError;
pub use fields::FieldPlan;
pub use formats::readable_extensions;
pub use input::Input;
pub use mapping::{Field, Mapping};
pub use name::{Compression, SourceFile};
pub use parse::parse;
pub use reader::{Cursor, Item, RawRecord, RecordReader};
pub use removed::{RemovedRule, restore};

/// Most bytes of one record, and of one document's text: 16 MiB.
pub const MAX_RECORD_BYTES: usize = 16 << 20;
