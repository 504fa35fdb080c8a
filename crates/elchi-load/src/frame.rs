//! Where a record begins and ends in the window.

use std::ops::Range;

use crate::MAX_RECORD_BYTES;
use crate::refusal::{Refusal, SAMPLE_BYTES};
use crate::stream::Window;

/// One record, or what stands in its place.
pub(crate) enum Framed {
    /// A record: where it lies in the window's used bytes, and its first byte in the source.
    Record { range: Range<usize>, byte_start: u64 },
    /// More bytes than one record may have, with its first bytes; the end is not known where reading stopped.
    TooLarge { byte_start: u64, byte_end: Option<u64>, head: Vec<u8> },
    /// Nothing more.
    End,
}

/// All that is left of the file, as one record.
pub(crate) fn whole(window: &mut Window) -> Result<Framed, Refusal> {
    while window.bytes().len() <= MAX_RECORD_BYTES && window.fill()? {}
    let byte_start = window.offset();
    let count = window.bytes().len();
    if count > MAX_RECORD_BYTES {
        return Ok(Framed::TooLarge { byte_start, byte_end: None, head: head(window) });
    }
    Ok(Framed::Record { range: window.consume(count), byte_start })
}

/// The next line that is not blank, without its end.
pub(crate) fn line(window: &mut Window) -> Result<Framed, Refusal> {
    loop {
        let framed = any_line(window)?;
        match &framed {
            Framed::Record { range, .. } if window.used(range.clone()).trim_ascii().is_empty() => {}
            _ => return Ok(framed),
        }
    }
}

fn any_line(window: &mut Window) -> Result<Framed, Refusal> {
    let byte_start = window.offset();
    let mut searched = 0;
    let (count, end) = loop {
        if let Some(at) = memchr::memchr(b'\n', &window.bytes()[searched..]) {
            break (searched + at, 1);
        }
        searched = window.bytes().len();
        // One more than a record may have: it may be the CR of a line end.
        if searched > MAX_RECORD_BYTES + 1 {
            return Ok(skip_line(window, byte_start));
        }
        if !window.fill()? {
            break (searched, 0);
        }
    };
    if count + end == 0 {
        return Ok(Framed::End);
    }
    let carriage_return = usize::from(window.bytes()[..count].ends_with(b"\r"));
    if count - carriage_return > MAX_RECORD_BYTES {
        return Ok(skip_line(window, byte_start));
    }
    let mut range = window.consume(count + end);
    range.end -= end + carriage_return;
    Ok(Framed::Record { range, byte_start })
}

/// Goes past the next line end without keeping what stands before it.
fn skip_line(window: &mut Window, byte_start: u64) -> Framed {
    let head = head(window);
    loop {
        if let Some(at) = memchr::memchr(b'\n', window.bytes()) {
            let byte_end = Some(window.offset() + at as u64);
            window.consume(at + 1);
            return Framed::TooLarge { byte_start, byte_end, head };
        }
        window.consume(window.bytes().len());
        match window.fill() {
            Ok(true) => {}
            Ok(false) => return Framed::TooLarge { byte_start, byte_end: Some(window.offset()), head },
            // The next call meets the same fault and tells of it.
            Err(_) => return Framed::TooLarge { byte_start, byte_end: None, head },
        }
    }
}

fn head(window: &Window) -> Vec<u8> {
    window.bytes()[..window.bytes().len().min(SAMPLE_BYTES)].to_vec()
}
