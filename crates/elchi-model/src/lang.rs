//! Language tags and script codes, checked but never enumerated: a language is data.

use std::fmt;
use std::str::FromStr;

const LANG_BYTES: usize = 15;

/// A BCP 47 tag of a language and, where it tells two apart, a script: `ru`, `uz-Latn`, `und`.
///
/// Two or three lower-case letters, then optionally a script of four letters, first one upper case.
/// The type is small and `Copy`; no list of languages stands behind it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang {
    bytes: [u8; LANG_BYTES],
    len: u8,
}

/// Why a string is not a language tag that elchi uses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a language tag: expected two or three lower-case letters and, if needed, a script, as in ru or uz-Latn"
)]
pub struct LangError(pub String);

impl Lang {
    /// The tag of a text whose language is not decided.
    pub const UND: Lang = Lang { bytes: [b'u', b'n', b'd', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], len: 3 };

    /// Checks `tag` and keeps it.
    ///
    /// # Errors
    /// [`LangError`] where the tag has another form.
    pub fn new(tag: &str) -> Result<Lang, LangError> {
        let (base, script) = match tag.split_once('-') {
            Some((base, script)) => (base, Some(script)),
            None => (tag, None),
        };
        let base_ok = (2..=3).contains(&base.len()) && base.bytes().all(|b| b.is_ascii_lowercase());
        let script_ok = script.is_none_or(|s| Script::new(s).is_some());
        if !(base_ok && script_ok) {
            return Err(LangError(tag.to_owned()));
        }
        let mut bytes = [0; LANG_BYTES];
        bytes[..tag.len()].copy_from_slice(tag.as_bytes());
        Ok(Lang { bytes, len: u8::try_from(tag.len()).unwrap_or(0) })
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or("und")
    }

    /// The language without its script: `uz` of `uz-Latn`.
    pub fn base(&self) -> &str {
        self.as_str().split('-').next().unwrap_or("und")
    }

    /// The script the tag names, if it names one.
    pub fn script(&self) -> Option<Script> {
        self.as_str().split_once('-').and_then(|(_, script)| Script::new(script))
    }

    /// True for `und`.
    pub fn is_undecided(&self) -> bool {
        *self == Lang::UND
    }
}

impl FromStr for Lang {
    type Err = LangError;
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Lang::new(tag)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lang({})", self.as_str())
    }
}

/// An ISO 15924 script code: `Cyrl`, `Latn`, `Arab`, `Zyyy` for a text without letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Script([u8; 4]);

impl Script {
    /// Cyrillic.
    pub const CYRL: Script = Script(*b"Cyrl");
    /// Latin.
    pub const LATN: Script = Script(*b"Latn");
    /// Arabic.
    pub const ARAB: Script = Script(*b"Arab");
    /// No letters at all, or letters of no script in the majority.
    pub const ZYYY: Script = Script(*b"Zyyy");

    /// Checks the form, one upper-case letter and three lower-case ones, and keeps the code.
    pub fn new(code: &str) -> Option<Script> {
        let bytes: [u8; 4] = code.as_bytes().try_into().ok()?;
        let ok = bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_lowercase);
        ok.then_some(Script(bytes))
    }

    /// The four letters.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or("Zyyy")
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Script({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked() {
        for good in ["ru", "uz-Latn", "und", "kaa", "kk-Arab"] {
            assert_eq!(Lang::new(good).unwrap().as_str(), good);
        }
        for bad in ["", "r", "RU", "ru-RU", "ru_Cyrl", "uz-latn", "uz-Latn-UZ", "русский"] {
            assert!(Lang::new(bad).is_err(), "{bad} must be refused");
        }
    }

    #[test]
    fn parts_of_a_tag() {
        let lang = Lang::new("uz-Cyrl").unwrap();
        assert_eq!(lang.base(), "uz");
        assert_eq!(lang.script(), Some(Script::CYRL));
        assert!(Lang::UND.is_undecided());
        assert_eq!(Lang::new("und").unwrap(), Lang::UND);
    }
}
