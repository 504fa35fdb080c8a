//! Raw records in order, one at a time, from any place.

use std::sync::Arc;

use elchi_model::{Reject, RejectReason};

use crate::MAX_RECORD_BYTES;
use crate::formats::{self, Framing};
use crate::frame::{self, Framed};
use crate::name::{Compression, SourceFile};
use crate::refusal::{Refusal, SAMPLE_BYTES};
use crate::sniff;
use crate::stream::Window;

/// A place in front of a record. Ordered as records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cursor {
    /// Number of the file, from 0, in the order of [`crate::Discovery::files`].
    pub file_index: usize,
    /// Number of the record in the file, from 0; refused records count too.
    pub record_index: u64,
    /// Byte of the unpacked file where it starts, or any before it and after the record before.
    pub byte_start: u64,
}

/// One record as it stands in its source.
#[derive(Debug, Clone, Copy)]
pub struct RawRecord<'r> {
    /// Where it stands; reading can start here again.
    pub cursor: Cursor,
    /// The file.
    pub source: &'r SourceFile,
    /// Its bytes, without the line end; at most [`MAX_RECORD_BYTES`].
    pub bytes: &'r [u8],
}

impl RawRecord<'_> {
    /// Byte of the unpacked source where it starts.
    pub fn byte_start(&self) -> u64 {
        self.cursor.byte_start
    }

    /// The byte after its last.
    pub fn byte_end(&self) -> u64 {
        self.cursor.byte_start + self.bytes.len() as u64
    }
}

/// What the reader gives.
#[derive(Debug)]
pub enum Item<'r> {
    /// A record, valid until the next call.
    Record(RawRecord<'r>),
    /// A record, a file or the rest of a file that cannot be read.
    Reject {
        /// Where it stands; reading can start here again.
        cursor: Cursor,
        /// The row.
        reject: Reject,
    },
}

impl Item<'_> {
    /// Where it stands. No two items of an input have the same file and record index.
    pub fn cursor(&self) -> Cursor {
        match self {
            Item::Record(record) => record.cursor,
            Item::Reject { cursor, .. } => *cursor,
        }
    }
}

/// Reads files one after the other, and holds one record (16 MiB) and one chunk at most.
///
/// - A file of text is one record; one above [`MAX_RECORD_BYTES`] is refused unread (`too_large`).
/// - JSON Lines: blank lines are no records, a byte order mark may stand first, lines end in LF or CRLF, the last
///   needs no end. A line that is too long is skipped, and refused with its bytes. A file without any record is
///   one reject (`empty`); one that starts like an image or an archive is one, too (`binary`).
/// - A damaged archive of JSON Lines gives the whole lines in front of the damage, then one reject
///   (`truncated_archive`) for the rest. Of an archive of text nothing is left. Damage includes anything that
///   follows the archive and is none. An archive that becomes more than 1 GiB and more than 1,000 times its size
///   is read no further (`too_large`).
pub struct RecordReader {
    files: Arc<[SourceFile]>,
    next: Cursor,
    end: Option<Cursor>,
    open: Option<OpenFile>,
}

struct OpenFile {
    file_index: usize,
    window: Window,
}

/// One turn of the reader, before anything is lent out.
enum Turn {
    Record { cursor: Cursor, range: std::ops::Range<usize> },
    Reject { cursor: Cursor, reject: Reject },
    Nothing,
}

impl RecordReader {
    /// A reader of all records of `files`.
    pub fn new(files: Arc<[SourceFile]>) -> RecordReader {
        RecordReader::between(files, Cursor::default(), None)
    }

    /// A reader of the records from `start` up to, not including, the one at `end`; to the last if none.
    ///
    /// `start` must come from an item, or be the start of a file. Plain files are read from there, archives are
    /// unpacked up to there.
    pub fn between(files: Arc<[SourceFile]>, start: Cursor, end: Option<Cursor>) -> RecordReader {
        RecordReader { files, next: start, end, open: None }
    }

    /// The place behind the last item: a reader that starts here gives the items that this one would.
    pub fn cursor(&self) -> Cursor {
        self.next
    }

    /// The next record or reject, in order of file and record index.
    pub fn next_item(&mut self) -> Option<Item<'_>> {
        loop {
            let is_past =
                |end: Cursor| (end.file_index, end.record_index) <= (self.next.file_index, self.next.record_index);
            if self.next.file_index >= self.files.len() || self.end.is_some_and(is_past) {
                return None;
            }
            match self.turn() {
                Turn::Nothing => {}
                Turn::Reject { cursor, reject } => return Some(Item::Reject { cursor, reject }),
                Turn::Record { cursor, range } => {
                    let bytes = self.open.as_ref()?.window.used(range);
                    let source = &self.files[cursor.file_index];
                    return Some(Item::Record(RawRecord { cursor, source, bytes }));
                }
            }
        }
    }

    fn turn(&mut self) -> Turn {
        let source = &self.files[self.next.file_index];
        let framing = formats::reader(source.format).framing();
        if self.open.as_ref().is_none_or(|open| open.file_index != self.next.file_index) {
            let room = self.open.take().map_or_else(Vec::new, |open| open.window.into_room());
            match open(source, framing, self.next, room) {
                Ok(window) => self.open = Some(OpenFile { file_index: self.next.file_index, window }),
                Err((refusal, bytes, head)) => return self.refuse_rest(refusal, bytes, &head),
            }
        }
        let Some(open) = &mut self.open else { return Turn::Nothing };
        let framed = match framing {
            Framing::Whole => frame::whole(&mut open.window),
            Framing::Lines => frame::line(&mut open.window),
        };
        let offset = open.window.offset();
        match framed {
            Ok(Framed::Record { range, byte_start }) => {
                let cursor = Cursor { byte_start, ..self.next };
                self.advance(framing, offset);
                Turn::Record { cursor, range }
            }
            Ok(Framed::TooLarge { byte_start, byte_end, head }) => {
                let bytes = (Some(byte_start), byte_end);
                let reject = too_large().reject(source, self.next.record_index, None, bytes, &head);
                let cursor = Cursor { byte_start, ..self.next };
                self.advance(framing, offset);
                Turn::Reject { cursor, reject }
            }
            Ok(Framed::End) if self.next.record_index == 0 => {
                let refusal = Refusal::new(RejectReason::Empty, "no line that is not blank");
                self.refuse_rest(refusal, (Some(0), Some(offset)), &[])
            }
            Ok(Framed::End) => {
                self.next_file();
                Turn::Nothing
            }
            Err(refusal) => {
                let head = open.window.bytes()[..open.window.bytes().len().min(SAMPLE_BYTES)].to_vec();
                self.refuse_rest(refusal, (Some(offset), None), &head)
            }
        }
    }

    /// One reject for all that is left of the file.
    fn refuse_rest(&mut self, refusal: Refusal, bytes: (Option<u64>, Option<u64>), head: &[u8]) -> Turn {
        let cursor = self.next;
        let source = &self.files[cursor.file_index];
        let reject = refusal.reject(source, cursor.record_index, None, bytes, head);
        self.next_file();
        Turn::Reject { cursor, reject }
    }

    fn advance(&mut self, framing: Framing, offset: u64) {
        match framing {
            Framing::Whole => self.next_file(),
            Framing::Lines => {
                self.next.record_index += 1;
                self.next.byte_start = offset;
            }
        }
    }

    /// Goes on to the next file; the window stays until then, for what is lent out.
    fn next_file(&mut self) {
        self.next = Cursor { file_index: self.next.file_index + 1, record_index: 0, byte_start: 0 };
    }
}

/// Why a whole file is refused, where, and its first bytes.
type FileRefusal = (Refusal, (Option<u64>, Option<u64>), Vec<u8>);

/// Opens a file at a place and looks at its first bytes.
fn open(source: &SourceFile, framing: Framing, at: Cursor, room: Vec<u8>) -> Result<Window, FileRefusal> {
    let mut window =
        Window::open(source, at.byte_start, room).map_err(|refusal| (refusal, (None, None), Vec::new()))?;
    if at.byte_start > 0 {
        return Ok(window);
    }
    // A fault comes up again where the first record is read.
    let is_sound = loop {
        if window.bytes().len() >= SAMPLE_BYTES {
            break true;
        }
        match window.fill() {
            Ok(true) => {}
            Ok(false) => break true,
            Err(_) => break false,
        }
    };
    let head = window.bytes()[..window.bytes().len().min(SAMPLE_BYTES)].to_vec();
    if framing == Framing::Lines {
        if let Some(refusal) = sniff::other_than_text(&head) {
            return Err((refusal, (Some(0), None), head));
        }
        if head.starts_with(sniff::UTF8_MARK) {
            window.consume(sniff::UTF8_MARK.len());
        }
    } else if is_sound && source.compression == Compression::Plain && window.file_len() > MAX_RECORD_BYTES as u64 {
        return Err((too_large(), (Some(0), Some(window.file_len())), head));
    }
    Ok(window)
}

fn too_large() -> Refusal {
    Refusal::new(RejectReason::TooLarge, format!("more than {MAX_RECORD_BYTES} bytes in one document"))
}
