//! Names of files: the address a source gets in every table, and what its endings say about it.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use elchi_model::Format;

use crate::fields::FieldPlan;
use crate::formats;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compression {
    /// As it is.
    Plain,
    /// gzip, one member or several.
    Gzip,
    /// Zstandard, one frame or several, with a window of at most 128 MiB.
    Zstd,
}

/// One file that will be read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the input, with `/`; see [`crate::discover`].
    pub uri: String,
    /// Where it lies on this machine; in no table.
    pub path: PathBuf,
    /// What its ending says it is.
    pub format: Format,
    /// How it is packed.
    pub compression: Compression,
    /// Bytes on disk when it was found, packed.
    pub byte_count: u64,
    /// Which keys hold what.
    pub fields: Arc<FieldPlan>,
}

/// The file as its name describes it, or the ending that is not read, lower-case, with its dot.
pub(crate) fn describe(name: &OsStr) -> Result<(Format, Compression), Option<String>> {
    let name = name.to_string_lossy().to_lowercase();
    let (stem, compression, packing) = if let Some(stem) = name.strip_suffix(".gz") {
        (stem, Compression::Gzip, ".gz")
    } else if let Some(stem) = name.strip_suffix(".zst") {
        (stem, Compression::Zstd, ".zst")
    } else {
        (name.as_str(), Compression::Plain, "")
    };
    let ending = stem.rfind('.').filter(|&dot| dot > 0).map_or("", |dot| &stem[dot..]);
    match formats::by_extension(ending.trim_start_matches('.')) {
        Some(format) => Ok((format, compression)),
        None if ending.is_empty() && packing.is_empty() => Err(None),
        None => Err(Some(format!("{ending}{packing}"))),
    }
}

/// A relative path as an address: parts joined by `/`; a byte that is not UTF-8 as U+FFFD and two hex digits.
///
/// The second value is true where bytes had to be written so.
pub(crate) fn uri(relative: &Path) -> (String, bool) {
    let mut uri = String::new();
    let mut rewritten = false;
    for part in relative.components().filter(|part| matches!(part, Component::Normal(_))) {
        if !uri.is_empty() {
            uri.push('/');
        }
        for chunk in part.as_os_str().as_encoded_bytes().utf8_chunks() {
            uri.push_str(chunk.valid());
            for byte in chunk.invalid() {
                rewritten = true;
                uri.push(char::REPLACEMENT_CHARACTER);
                uri.push_str(&format!("{byte:02x}"));
            }
        }
    }
    (uri, rewritten)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_decide() {
        for (name, expected) in [
            ("a.txt", Ok((Format::Txt, Compression::Plain))),
            ("A.TXT.GZ", Ok((Format::Txt, Compression::Gzip))),
            ("a.markdown", Ok((Format::Md, Compression::Plain))),
            ("a.b.md.zst", Ok((Format::Md, Compression::Zstd))),
            ("x.ndjson.gz", Ok((Format::Jsonl, Compression::Gzip))),
            ("x.jsonl", Ok((Format::Jsonl, Compression::Plain))),
            ("x.html", Err(Some(".html".to_owned()))),
            ("x.tar.gz", Err(Some(".tar.gz".to_owned()))),
            ("x.txt.gz.gz", Err(Some(".gz.gz".to_owned()))),
            ("x.gz", Err(Some(".gz".to_owned()))),
            ("README", Err(None)),
            (".txt", Err(None)),
        ] {
            assert_eq!(describe(OsStr::new(name)), expected, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf8_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let uri_of = |bytes: &[u8]| uri(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(uri_of(b"a/b.txt"), ("a/b.txt".to_owned(), false));
        assert_eq!(uri_of(b"a\xff.txt"), ("a\u{fffd}ff.txt".to_owned(), true));
        assert_eq!(uri_of(b"a\xfe.txt"), ("a\u{fffd}fe.txt".to_owned(), true));
        assert_eq!(uri_of(b"two words\n.txt"), ("two words\n.txt".to_owned(), false));
    }
}
