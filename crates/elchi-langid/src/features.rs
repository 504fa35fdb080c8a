//! What the linear model sees of a text: words cut out of bytes, and the buckets of their character runs.
//!
//! One pass, no allocation. Letters are lower-cased, apostrophes are one sign, combining marks vanish, Latin
//! look-alikes inside Cyrillic words are read as Cyrillic; addresses, markup tags and character entities are
//! skipped. The trainer and the detector both read texts through here, so they can never differ.

use crate::letters::{self, CYRL, Kind, LATN, LOOK_ALIKES};

pub use crate::letters::MODELLED;

/// Code points below this are looked up in a table; the blocks of all modelled scripts lie below.
const TABLE: usize = 0x700;
/// Longest markup tag that is skipped, in bytes; anything longer is text with a stray sign.
const TAG_BYTES: usize = 300;
/// Longest character entity (`&nbsp;`), in bytes.
const ENTITY_BYTES: usize = 12;
/// Letters of one word that are looked at. So many keep the sum of one word inside sixteen bits.
pub const WORD_LETTERS: usize = 48;
/// Letters from which on a word is a feature as a whole: shorter ones are one run of characters already.
const WHOLE_WORD: usize = 3;
/// The border of a word among symbols.
pub(crate) const BORDER: u8 = letters::BORDER;

/// A character packed: class in the high byte, symbol of its script in the low one.
type Packed = u16;
const GAP: Packed = 0;
const MARK: Packed = 1;
const APOSTROPHE_SIGN: Packed = 2;
/// Classes from here on are letters: first the modelled scripts, then the counted ones.
const FIRST_SCRIPT: u16 = 1;

/// Takes what a text is made of.
pub trait Sink {
    /// A word of a script of [`MODELLED`]: its symbols between two borders, its letters in the text, and whether it
    /// begins with a capital of ASCII.
    fn word(&mut self, script: usize, symbols: &[u8], letters: u32, is_capital: bool);

    /// A letter of a script that names its language itself, by its place among those scripts.
    fn counted(&mut self, script: usize);
}

/// Reads texts: what each character is, looked up.
#[derive(Debug)]
pub struct Reader {
    table: Box<[Packed; TABLE]>,
    /// Cyrillic symbols of Latin ones that look alike, by symbol; 0 for those that have none. And back.
    look_alikes: [[u8; 256]; 2],
}

/// The letters of the word being read.
struct Word {
    /// Script and symbol.
    letters: [Packed; WORD_LETTERS],
    len: usize,
    /// Letters per modelled script, those beyond the buffer too.
    count: [u32; MODELLED.len()],
    apostrophe: bool,
    is_capital: bool,
}

impl Default for Reader {
    fn default() -> Reader {
        let mut table = Box::new([GAP; TABLE]);
        for (code, entry) in (0_u32..).zip(table.iter_mut()) {
            *entry = char::from_u32(code).map_or(GAP, pack);
        }
        let mut look_alikes = [[0; 256]; 2];
        for (latin, cyrillic) in LOOK_ALIKES {
            let (latin, cyrillic) = (letters::symbol(LATN, latin), letters::symbol(CYRL, cyrillic));
            look_alikes[CYRL][usize::from(latin)] = cyrillic;
            look_alikes[LATN][usize::from(cyrillic)] = latin;
        }
        Reader { table, look_alikes }
    }
}

impl Reader {
    /// Hands the words of `text` to `sink`, in order.
    #[inline]
    pub fn read(&self, text: &str, sink: &mut impl Sink) {
        let bytes = text.as_bytes();
        let mut word = Word {
            letters: [0; WORD_LETTERS],
            len: 0,
            count: [0; MODELLED.len()],
            apostrophe: false,
            is_capital: false,
        };
        let mut at = 0;
        while at < bytes.len() {
            let (packed, width) = self.packed(text, bytes, at);
            let class = packed >> 8;
            if class >= FIRST_SCRIPT && usize::from(class) <= MODELLED.len() {
                if word.len == 0 {
                    word.is_capital = bytes[at].is_ascii_uppercase();
                }
                word.push(packed);
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
                    self.finish(&mut word, sink);
                    if class >= FIRST_SCRIPT {
                        sink.counted(usize::from(class - FIRST_SCRIPT) - MODELLED.len());
                    }
                    at += width.max(skip);
                }
            }
        }
        self.finish(&mut word, sink);
    }

    /// The packed character at byte `at` and its width in bytes.
    #[inline]
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
        (pack(c), c.len_utf8())
    }

    #[inline]
    fn finish(&self, word: &mut Word, sink: &mut impl Sink) {
        if word.len == 0 {
            word.apostrophe = false;
            return;
        }
        let letters: u32 = word.count.iter().sum();
        let mut symbols = [BORDER; WORD_LETTERS + 2];
        let mut len = 1;
        // The first of equal scripts wins: Cyrillic, as look-alikes are typed in Cyrillic texts.
        let script = (0..MODELLED.len()).rev().max_by_key(|&script| word.count[script]).unwrap_or(CYRL);
        for &packed in &word.letters[..word.len] {
            let [symbol, class] = packed.to_le_bytes();
            let of = usize::from(class) - usize::from(FIRST_SCRIPT);
            let own = if of == script || symbol == letters::APOSTROPHE_SYMBOL {
                symbol
            } else if script == CYRL || script == LATN {
                self.look_alikes[script][usize::from(symbol)]
            } else {
                0
            };
            if own != 0 {
                symbols[len] = own;
                len += 1;
            }
        }
        symbols[len] = BORDER;
        sink.word(script, &symbols[..=len], letters, word.is_capital);
        word.clear();
    }
}

impl Word {
    #[inline]
    fn push(&mut self, packed: Packed) {
        if self.apostrophe && self.len < WORD_LETTERS {
            self.letters[self.len] = (packed & 0xFF00) | u16::from(letters::APOSTROPHE_SYMBOL);
            self.len += 1;
        }
        self.apostrophe = false;
        if self.len < WORD_LETTERS {
            self.letters[self.len] = packed;
            self.len += 1;
        }
        self.count[usize::from((packed >> 8) - FIRST_SCRIPT)] += 1;
    }

    #[inline]
    fn clear(&mut self) {
        self.len = 0;
        self.count = [0; MODELLED.len()];
        self.apostrophe = false;
    }
}

/// The bucket of a run of up to four symbols, the last in the low byte.
#[inline]
pub(crate) fn run_bucket(run: u32, length: u64, bits: u32) -> usize {
    let key = u64::from(run) | (length << 32);
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
}

/// The bucket of a whole word, from [`word_hash`].
#[inline]
pub(crate) fn word_bucket(hash: u64, bits: u32) -> usize {
    (hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> (64 - bits)) as usize
}

/// Takes one more symbol into the hash of a word.
#[inline]
pub(crate) fn word_hash(hash: u64, symbol: u8) -> u64 {
    (hash ^ u64::from(symbol)).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23)
}

/// Hash of no symbol.
pub(crate) const WORD_SEED: u64 = 0xCBF2_9CE4_8422_2325;

/// Hands the buckets of a word, as [`Sink::word`] gives it, to `each`: runs of one to four symbols, and the whole.
#[inline]
pub fn buckets(symbols: &[u8], bits: u32, mut each: impl FnMut(usize)) {
    let Some((&first, rest)) = symbols.split_first() else { return };
    let mut run = u32::from(first);
    let mut hash = WORD_SEED;
    for (at, &symbol) in rest.iter().enumerate() {
        run = run << 8 | u32::from(symbol);
        if symbol != BORDER {
            each(run_bucket(run & 0xFF, 1, bits));
            hash = word_hash(hash, symbol);
        }
        each(run_bucket(run & 0xFFFF, 2, bits));
        if at > 0 {
            each(run_bucket(run & 0xFF_FFFF, 3, bits));
        }
        if at > 1 {
            each(run_bucket(run, 4, bits));
        }
    }
    if symbols.len() >= WHOLE_WORD + 2 {
        each(word_bucket(hash, bits));
    }
}

fn pack(c: char) -> Packed {
    let letter = |class: usize, symbol: u8| (u16::try_from(class).unwrap_or(0) + FIRST_SCRIPT) << 8 | u16::from(symbol);
    match letters::kind(c) {
        Kind::Letter(script, lower) => letter(script, letters::symbol(script, lower)),
        Kind::Counted(index) => letter(MODELLED.len() + index, 0),
        Kind::Mark => MARK,
        Kind::Apostrophe => APOSTROPHE_SIGN,
        Kind::Gap => GAP,
    }
}

/// Bytes from `at` on that are no text: the rest of an address, a markup tag, a character entity; 0 for none.
#[inline]
fn skipped(bytes: &[u8], at: usize, word: &Word) -> usize {
    let rest = &bytes[at..];
    let next = rest.get(1).copied().unwrap_or(b' ');
    let ends = |&b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"' | 0x80..);
    let address = || rest.iter().position(ends).unwrap_or(rest.len());
    match rest[0] {
        b':' if rest.starts_with(b"://") => address(),
        b'@' if next.is_ascii_alphanumeric() => address(),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as texts of their symbols' numbers.
    #[derive(Default)]
    struct Words(Vec<(usize, Vec<u8>)>);

    impl Sink for Words {
        fn word(&mut self, script: usize, symbols: &[u8], _: u32, _: bool) {
            self.0.push((script, symbols.to_vec()));
        }

        fn counted(&mut self, _: usize) {}
    }

    fn words(text: &str) -> Vec<(usize, Vec<u8>)> {
        let mut words = Words::default();
        Reader::default().read(text, &mut words);
        words.0
    }

    #[test]
    fn writings_of_one_word_are_one() {
        for (a, b) in [
            ("O‘ZBEK", "o'zbek"),
            ("oʻzbek", "o`zbek"),
            ("İl", "il"),
            ("за\u{301}мок", "замок"),
            // Latin e and i inside a Cyrillic word.
            ("eлдiң", "елдің"),
            ("ٴبىر", "ءبىر"),
        ] {
            assert_eq!(words(a), words(b), "{a} {b}");
        }
        assert_ne!(words("ұл"), words("ул"));
    }

    #[test]
    fn addresses_and_markup_are_no_words() {
        assert_eq!(words("көпір https://example.org/the/news news@example.org"), words("көпір"));
        assert_eq!(words("<b class=\"x\">көпір</b>&nbsp;@someone"), words("көпір"));
        assert_eq!(words("www.example.org/a-page 2021"), []);
    }

    #[test]
    fn runs_and_the_word_are_counted() {
        for (letters, expected) in [(1, 4), (2, 8), (3, 13), (5, 21)] {
            let (_, symbols) = words(&"а".repeat(letters)).remove(0);
            let mut count = 0;
            buckets(&symbols, 17, |bucket| {
                assert!(bucket < 1 << 17);
                count += 1;
            });
            assert_eq!(count, expected, "{letters}");
        }
        assert!(words(&"ы".repeat(500)).iter().all(|(_, symbols)| symbols.len() == WORD_LETTERS + 2));
    }
}
