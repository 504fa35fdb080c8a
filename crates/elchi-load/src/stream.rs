//! A file as a stream of bytes: unpacked, through one window, with limits on what a small archive may become.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;

use elchi_model::RejectReason;
use flate2::bufread::MultiGzDecoder;

use crate::MAX_RECORD_BYTES;
use crate::name::{Compression, SourceFile};
use crate::refusal::Refusal;

/// Bytes asked for at once. Every read asks for as many, so that a damaged archive breaks at the same byte
/// wherever reading starts.
const CHUNK: usize = 128 << 10;

/// An archive may always become this many bytes ...
const ARCHIVE_FREE_BYTES: u64 = 1 << 30;

/// ... and beyond that at most so many for each of its own. Text packs 3 to 20 times; deflate ends at 1,032.
const ARCHIVE_MAX_RATIO: u64 = 1000;

/// The bytes of one file that have been read and not yet been used.
pub(crate) struct Window {
    stream: Box<dyn Read + Send>,
    file_len: u64,
    is_archive: bool,
    data: Vec<u8>,
    start: usize,
    end: usize,
    /// Unpacked offset of `data[start]`, in bytes.
    offset: u64,
    /// Most bytes that may come out.
    budget: u64,
    is_ended: bool,
    fault: Option<Refusal>,
}

impl Window {
    /// Opens a file at byte `from` of its unpacked bytes; `room` is from another window, or empty.
    ///
    /// Errors: it cannot be opened, or ends before `from`.
    pub(crate) fn open(source: &SourceFile, from: u64, room: Vec<u8>) -> Result<Window, Refusal> {
        let unreadable = |error: io::Error| Refusal::new(RejectReason::Unreadable, error.kind().to_string());
        // A pipe put in the file's place would block the open.
        let about = fs::metadata(&source.path).map_err(unreadable)?;
        if !about.is_file() {
            return Err(Refusal::new(RejectReason::Unreadable, "is a file no more"));
        }
        let mut file = File::open(&source.path).map_err(unreadable)?;
        let is_archive = source.compression != Compression::Plain && about.len() > 0;
        let mut budget = u64::MAX;
        let stream: Box<dyn Read + Send> = if is_archive {
            budget = ARCHIVE_FREE_BYTES.max(about.len().saturating_mul(ARCHIVE_MAX_RATIO));
            let file = BufReader::with_capacity(CHUNK, file);
            if source.compression == Compression::Gzip {
                Box::new(MultiGzDecoder::new(file))
            } else {
                Box::new(zstd::Decoder::with_buffer(file).map_err(unreadable)?)
            }
        } else {
            if about.len() < from {
                return Err(changed());
            }
            file.seek(SeekFrom::Start(from)).map_err(unreadable)?;
            Box::new(file)
        };
        let offset = if is_archive { 0 } else { from };
        let mut window = Window {
            stream,
            file_len: about.len(),
            is_archive,
            data: room,
            start: 0,
            end: 0,
            offset,
            budget,
            is_ended: false,
            fault: None,
        };
        while window.offset < from {
            if window.bytes().is_empty() && !window.fill()? {
                return Err(changed());
            }
            let ahead = usize::try_from(from - window.offset).unwrap_or(usize::MAX);
            window.consume(ahead.min(window.end - window.start));
        }
        Ok(window)
    }

    /// What has been read and not been used.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.data[self.start..self.end]
    }

    /// Unpacked offset of the first of [`Window::bytes`].
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Bytes on disk when the file was opened, packed.
    pub(crate) fn file_len(&self) -> u64 {
        self.file_len
    }

    /// The room of this window, for the next.
    pub(crate) fn into_room(self) -> Vec<u8> {
        self.data
    }

    /// Uses up `count` bytes; where they lie in [`Window::used`] until the next fill.
    pub(crate) fn consume(&mut self, count: usize) -> Range<usize> {
        let range = self.start..self.start + count;
        self.start += count;
        self.offset += count as u64;
        range
    }

    /// Bytes that [`Window::consume`] has given out.
    pub(crate) fn used(&self, range: Range<usize>) -> &[u8] {
        &self.data[range]
    }

    /// Reads on; false at the end.
    ///
    /// Errors: the file or the archive in it is damaged; the same again on every later call.
    pub(crate) fn fill(&mut self) -> Result<bool, Refusal> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        if self.is_ended {
            return Ok(false);
        }
        self.make_room();
        let room = self.end..self.end + CHUNK;
        let count = loop {
            match self.stream.read(&mut self.data[room.clone()]) {
                Ok(count) => break count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.fail(self.describe(&error))),
            }
        };
        self.end += count;
        self.is_ended = count == 0;
        if self.offset + (self.end - self.start) as u64 > self.budget {
            let detail = format!("the archive becomes more than {} bytes; the rest of it is not read", self.budget);
            return Err(self.fail(Refusal::new(RejectReason::TooLarge, detail)));
        }
        Ok(count > 0)
    }

    fn fail(&mut self, fault: Refusal) -> Refusal {
        self.fault.insert(fault).clone()
    }

    /// Makes the window hold one more chunk.
    fn make_room(&mut self) {
        if self.data.len() - self.end >= CHUNK {
            return;
        }
        self.data.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let wanted = self.end + CHUNK;
        if self.data.len() < wanted {
            let doubled = self.data.len().saturating_mul(2).min(MAX_RECORD_BYTES + 2 * CHUNK);
            self.data.resize(wanted.max(doubled), 0);
        }
    }

    fn describe(&self, error: &io::Error) -> Refusal {
        if !self.is_archive || error.raw_os_error().is_some() {
            return Refusal::new(RejectReason::Unreadable, error.kind().to_string());
        }
        let message = error.to_string();
        if message.contains("too much memory") {
            return Refusal::new(RejectReason::TooLarge, "the archive needs a window of more than 128 MiB");
        }
        let what = if error.kind() == io::ErrorKind::UnexpectedEof || message.contains("incomplete frame") {
            "the archive ends early".to_owned()
        } else if self.offset + (self.end - self.start) as u64 > 0 {
            format!("the archive is damaged, or something else follows it: {message}")
        } else {
            format!("is not the archive its name says: {message}")
        };
        Refusal::new(RejectReason::TruncatedArchive, what)
    }
}

fn changed() -> Refusal {
    Refusal::new(RejectReason::Unreadable, "has become shorter since it was listed")
}
