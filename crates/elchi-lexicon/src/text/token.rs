//! One token and its layers.

use elchi_model::Span;

/// Identity of a folded form among those the language's data name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormId(pub(crate) u32);

impl FormId {
    /// The form of a token that no list, set or pattern of the language names.
    pub const UNKNOWN: FormId = FormId(u32::MAX);

    /// True where no data file names the form.
    pub fn is_unknown(self) -> bool {
        self == FormId::UNKNOWN
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A word without capitals, or of a script that has none.
    Lower,
    /// A word whose first letter alone is a capital; one capital letter too.
    Capitalised,
    /// Two letters or more, all capitals.
    Upper,
    /// A word with capitals elsewhere.
    Mixed,
    /// A number in digits.
    Number,
    /// One punctuation character or symbol.
    Punct,
}

impl Shape {
    /// The name `elchi try` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Shape::Lower => "lower",
            Shape::Capitalised => "capitalised",
            Shape::Upper => "upper",
            Shape::Mixed => "mixed",
            Shape::Number => "number",
            Shape::Punct => "punct",
        }
    }

    /// True for words.
    pub fn is_word(self) -> bool {
        !matches!(self, Shape::Number | Shape::Punct)
    }
}

/// A word, a number or a punctuation character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    /// Bytes of the text.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// Which folded form it has.
    pub form: FormId,
    /// Value of a number in digits, or of a Roman numeral in capitals.
    pub number: Option<f64>,
    /// The number has no fraction.
    pub integer: bool,
    /// Number of digits of a number that is digits only; else 0.
    pub plain_digits: u8,
    /// The word is a Roman numeral.
    pub roman: bool,
    /// All letters of the word are Latin.
    pub latin: bool,
    /// A hyphen or a dash.
    pub dash: bool,
    /// The word is one capital letter.
    pub initial: bool,
    /// Number of capitals the word begins with, at most 15.
    pub upper_prefix: u8,
    /// Nothing but blanks stands before it on its line (or in the analysed range).
    pub line_start: bool,
    /// Nothing but blanks stands behind it on its line (or in the analysed range).
    pub line_end: bool,
}
