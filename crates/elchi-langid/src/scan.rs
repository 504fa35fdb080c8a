//! One pass over a text: words out of bytes, each handed to the model of its script.

use rustc_hash::FxHashMap;

use crate::letters::{self, APOSTROPHE, COUNTED, CYRL, Kind, LATN, LOOK_ALIKES, MODELLED};
use crate::model::{LANES, ScriptModel, WORD_LETTERS};

/// Code points below this are looked up in a table; the blocks of all modelled scripts lie below.
const TABLE: usize = 0x700;
/// Longest markup tag that is skipped, in bytes; anything longer is text with a stray sign.
const TAG_BYTES: usize = 300;
/// Longest character entity (`&nbsp;`), in bytes.
const ENTITY_BYTES: usize = 12;

/// A character packed: class in the high byte, symbol of its script in the low one.
type Packed = u16;
const GAP: Packed = 0;
const MARK: Packed = 1;
const APOSTROPHE_SIGN: Packed = 2;
/// Classes from here on are letters: first the modelled scripts, then the counted ones.
const FIRST_SCRIPT: u16 = 1;

/// What a stretch of text says, to be decided on by [`crate::decide`].
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    /// Scores per modelled script and lane.
    pub(crate) scores: [[i32; LANES]; MODELLED.len()],
    /// Letters per modelled script.
    pub(crate) letters: [u32; MODELLED.len()],
    /// Letters per counted script.
    pub(crate) counted: [u32; COUNTED.len()],
}

impl Evidence {
    pub(crate) fn new() -> Evidence {
        Evidence { scores: [[0; LANES]; MODELLED.len()], letters: [0; MODELLED.len()], counted: [0; COUNTED.len()] }
    }

    /// Adds the evidence of another stretch.
    pub(crate) fn add(&mut self, other: &Evidence) {
        for (scores, more) in self.scores.iter_mut().flatten().zip(other.scores.iter().flatten()) {
            *scores = scores.saturating_add(*more);
        }
        for (letters, more) in self.letters.iter_mut().zip(other.letters) {
            *letters += more;
        }
        for (letters, more) in self.counted.iter_mut().zip(other.counted) {
            *letters += more;
        }
    }
}

/// Reads texts by the symbols of the models.
pub(crate) struct Scanner {
    table: Vec<Packed>,
    /// Look-alikes, packed, from Latin to Cyrillic and back.
    look_alikes: FxHashMap<Packed, Packed>,
    apostrophes: [u8; MODELLED.len()],
}

/// The letters of the word being read.
struct Word {
    letters: [Packed; WORD_LETTERS],
    len: usize,
    /// Letters per modelled script, those beyond the buffer too.
    count: [u32; MODELLED.len()],
    apostrophe: bool,
}

impl Scanner {
    pub(crate) fn new(models: &[ScriptModel; MODELLED.len()]) -> Scanner {
        let pack = |c: char| match letters::kind(c) {
            Kind::Letter(script, letter) => letter_of(script, models[script].symbol(letter)),
            other => pack_other(other),
        };
        let table = (0..TABLE as u32).map(|code| char::from_u32(code).map_or(GAP, pack)).collect();
        let look_alikes = LOOK_ALIKES
            .iter()
            .flat_map(|&(latin, cyrillic)| [(pack(latin), pack(cyrillic)), (pack(cyrillic), pack(latin))])
            .collect();
        let apostrophes = std::array::from_fn(|script| models[script].symbol(APOSTROPHE));
        Scanner { table, look_alikes, apostrophes }
    }

    /// Adds what `text` says to `evidence`.
    pub(crate) fn scan(&self, text: &str, models: &[ScriptModel; MODELLED.len()], evidence: &mut Evidence) {
        let bytes = text.as_bytes();
        let mut word = Word { letters: [0; WORD_LETTERS], len: 0, count: [0; MODELLED.len()], apostrophe: false };
        let mut at = 0;
        while at < bytes.len() {
            let (packed, width) = self.packed(text, bytes, at);
            let class = packed >> 8;
            if class >= FIRST_SCRIPT && usize::from(class) <= MODELLED.len() {
                self.push(&mut word, packed);
                at += width;
                continue;
            }
            match packed {
                MARK => at += width,
                APOSTROPHE_SIGN => {
                    word.apostrophe = word.len > 0;
                    at += width;
                }
                _ => {
                    let skip = skipped(bytes, at, &word);
                    if skip > 0 && bytes[at] != b'<' && bytes[at] != b'&' {
                        word.clear();
                    }
                    self.finish(&mut word, models, evidence);
                    if class >= FIRST_SCRIPT {
                        evidence.counted[usize::from(class - FIRST_SCRIPT) - MODELLED.len()] += 1;
                    }
                    at += width.max(skip);
                }
            }
        }
        self.finish(&mut word, models, evidence);
    }

    /// The packed character at byte `at` and its width in bytes.
    fn packed(&self, text: &str, bytes: &[u8], at: usize) -> (Packed, usize) {
        let first = bytes[at];
        if first < 0x80 {
            return (self.table[usize::from(first)], 1);
        }
        if first < 0xE0 {
            let code = (usize::from(first & 0x1F) << 6) | usize::from(bytes[at + 1] & 0x3F);
            return (self.table.get(code).copied().unwrap_or(GAP), 2);
        }
        let c = text[at..].chars().next().unwrap_or(' ');
        let packed = match letters::kind(c) {
            // Letters beyond the table stand in no alphabet: strange letters of their script.
            Kind::Letter(script, _) => letter_of(script, 1),
            other => pack_other(other),
        };
        (packed, c.len_utf8())
    }

    fn push(&self, word: &mut Word, packed: Packed) {
        let script = usize::from((packed >> 8) - FIRST_SCRIPT);
        if word.apostrophe && word.len < WORD_LETTERS {
            word.letters[word.len] = letter_of(script, self.apostrophes[script]);
            word.len += 1;
        }
        word.apostrophe = false;
        if word.len < WORD_LETTERS {
            word.letters[word.len] = packed;
            word.len += 1;
        }
        word.count[script] += 1;
    }

    fn finish(&self, word: &mut Word, models: &[ScriptModel; MODELLED.len()], evidence: &mut Evidence) {
        if word.len == 0 {
            word.apostrophe = false;
            return;
        }
        let letters: u32 = word.count.iter().sum();
        // The first of equal scripts wins: Cyrillic, as look-alikes are typed in Cyrillic texts.
        let script = (0..MODELLED.len()).rev().max_by_key(|&script| word.count[script]).unwrap_or(CYRL);
        let mut symbols = [0_u8; WORD_LETTERS];
        let mut len = 0;
        for &packed in &word.letters[..word.len] {
            let own = if usize::from((packed >> 8) - FIRST_SCRIPT) == script {
                Some(packed)
            } else if script == CYRL || script == LATN {
                self.look_alikes.get(&packed).copied()
            } else {
                None
            };
            if let Some(packed) = own {
                symbols[len] = packed.to_le_bytes()[0];
                len += 1;
            }
        }
        models[script].add_word(&symbols[..len], &mut evidence.scores[script]);
        evidence.letters[script] += letters;
        word.clear();
    }
}

impl Word {
    fn clear(&mut self) {
        self.len = 0;
        self.count = [0; MODELLED.len()];
        self.apostrophe = false;
    }
}

fn letter_of(script: usize, symbol: u8) -> Packed {
    (u16::try_from(script).unwrap_or(0) + FIRST_SCRIPT) << 8 | u16::from(symbol)
}

fn pack_other(kind: Kind) -> Packed {
    match kind {
        Kind::Counted(index) => letter_of(MODELLED.len() + index, 0),
        Kind::Mark => MARK,
        Kind::Apostrophe => APOSTROPHE_SIGN,
        Kind::Gap | Kind::Letter(..) => GAP,
    }
}

/// Bytes from `at` on that are no text: the rest of an address, a markup tag, a character entity; 0 for none.
fn skipped(bytes: &[u8], at: usize, word: &Word) -> usize {
    let rest = &bytes[at..];
    let next = rest.get(1).copied().unwrap_or(b' ');
    let ends = |&b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"' | 0x80..);
    let address = || rest.iter().position(ends).unwrap_or(rest.len());
    match rest[0] {
        b':' if rest.starts_with(b"://") => address(),
        b'@' if word.len > 0 && next.is_ascii_alphanumeric() => address(),
        b'.' if word.count[LATN] > 0 && (next.is_ascii_lowercase() || next.is_ascii_digit()) => address(),
        b'<' if next.is_ascii_alphabetic() || next == b'/' || next == b'!' => {
            rest.iter().take(TAG_BYTES).position(|&b| b == b'>').map_or(0, |end| end + 1)
        }
        b'&' if next.is_ascii_alphabetic() || next == b'#' => {
            rest.iter().take(ENTITY_BYTES).position(|&b| b == b';').map_or(0, |end| end + 1)
        }
        _ => 0,
    }
}
