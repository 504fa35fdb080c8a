//! What the user named: a file, a folder or a glob.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use crate::error::LoadError;

/// INPUT as given on the command line.
///
/// A path that exists is taken as it is, whatever characters it holds; else a wildcard (`*`, `?`, `[`, `{`)
/// makes it a glob.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input(OsString);

/// INPUT after a look at the disk.
#[derive(Debug)]
pub(crate) enum Resolved {
    /// One file (or something else that is no folder), read whatever its name.
    File(PathBuf),
    /// All files below a folder.
    Folder(PathBuf),
    /// The files below `root` that match, to at most `depth` folders below it.
    Glob { root: PathBuf, matcher: GlobMatcher, depth: Option<usize> },
}

impl Input {
    /// An input from a path or a glob.
    pub fn new(given: impl Into<OsString>) -> Input {
        Input(given.into())
    }

    /// As given, for people.
    pub fn display(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }

    /// Errors: [`LoadError::InputMissing`], [`LoadError::InputUnreadable`], [`LoadError::BadGlob`].
    pub(crate) fn resolve(&self) -> Result<Resolved, LoadError> {
        let path = Path::new(&self.0);
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => return Ok(Resolved::Folder(path.to_owned())),
            Ok(_) => return Ok(Resolved::File(path.to_owned())),
            // A link that leads nowhere is there all the same, and gets its row.
            Err(_) if fs::symlink_metadata(path).is_ok() => return Ok(Resolved::File(path.to_owned())),
            Err(error) if is_absent(&error) => {}
            Err(source) => return Err(LoadError::InputUnreadable { path: path.to_owned(), source }),
        }
        let missing = || LoadError::InputMissing { input: self.display() };
        let (root, rest) = split(path);
        if rest.as_os_str().is_empty() {
            return Err(missing());
        }
        let pattern = rest.to_str().ok_or_else(missing)?;
        let matcher = GlobBuilder::new(pattern)
            .literal_separator(true)
            .build()
            .map_err(|source| LoadError::BadGlob { pattern: self.display(), source })?
            .compile_matcher();
        match fs::metadata(&root) {
            Ok(about) if about.is_dir() => {}
            Ok(_) => return Err(LoadError::NoMatch { pattern: self.display() }),
            Err(error) if is_absent(&error) => return Err(LoadError::NoMatch { pattern: self.display() }),
            Err(source) => return Err(LoadError::InputUnreadable { path: root, source }),
        }
        // Alternatives may hold `/` of their own: then the depth is not known from the number of parts.
        let bounded = !pattern.contains("**") && !pattern.contains('{');
        Ok(Resolved::Glob { root, matcher, depth: bounded.then(|| rest.components().count() - 1) })
    }
}

/// The fixed part in front of the first part with a wildcard (`.` if there is none), and the rest.
fn split(path: &Path) -> (PathBuf, PathBuf) {
    let is_wild = |part: &Component<'_>| {
        part.as_os_str().as_encoded_bytes().iter().any(|byte| matches!(byte, b'*' | b'?' | b'[' | b'{'))
    };
    let parts: Vec<Component<'_>> = path.components().collect();
    let first = parts.iter().position(is_wild).unwrap_or(parts.len());
    let root: PathBuf = parts[..first].iter().collect();
    let rest = parts[first..].iter().collect();
    (if root.as_os_str().is_empty() { PathBuf::from(".") } else { root }, rest)
}

/// True where the system says that there is no such thing, a name that cannot exist included.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fixed_part_ends_before_the_first_wildcard() {
        for (given, root, rest) in [
            ("crawl/**/*.txt", "crawl", "**/*.txt"),
            ("*.txt", ".", "*.txt"),
            ("/a/b?/c.txt", "/a", "b?/c.txt"),
            ("a/b", "a/b", ""),
            ("./x/{a,b}.md", "./x", "{a,b}.md"),
        ] {
            assert_eq!(split(Path::new(given)), (PathBuf::from(root), PathBuf::from(rest)), "{given}");
        }
    }
}
