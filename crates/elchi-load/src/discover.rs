//! Which files there are: found, refused or excluded, before any is opened.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use elchi_model::{Reject, RejectReason};

use crate::error::LoadError;
use crate::formats::readable_extensions;
use crate::input::{Input, Resolved};
use crate::mapping::Mapping;
use crate::name::{self, SourceFile};
use crate::walk::{Walk, WalkEntry};

/// What an input holds.
#[derive(Debug)]
pub struct Discovery {
    /// Files to read, by `uri` in byte order; no `uri` stands twice.
    pub files: Arc<[SourceFile]>,
    /// What is refused by its name or kind alone, by `source_uri` in byte order; `record_index` is 0.
    pub rejects: Vec<Reject>,
    /// Files and folders (with a final `/`) that the mapping excludes, in byte order.
    pub excluded: Vec<String>,
    /// Addresses that stand for a name which is not UTF-8 or for a second file of the same address, in byte order.
    pub renamed: Vec<String>,
}

/// Finds the files of `input`.
///
/// A folder is read with all folders in it. Links are followed; every folder is read once, so a link to one that
/// is read already, above it or beside it, is a reject (`symlink_loop`). What is neither file nor folder, and
/// what cannot be looked at, is a reject (`unreadable`); what has no readable ending is one, too
/// (`unsupported_format`). Hidden files and folders are excluded by the default mapping, named in
/// [`Discovery::excluded`]. A file given by its own name is never excluded.
///
/// A file's `uri` is its path relative to the input, with `/`: for a single file its name, for a glob the path
/// below the part in front of the first wildcard. A byte of a name that is not UTF-8 is written as U+FFFD and two
/// hex digits; where two addresses come out the same, the second gets `~2`.
///
/// Errors: the input is missing or unreadable, a glob is wrong or matches nothing.
pub fn discover(input: &Input, mapping: &Mapping) -> Result<Discovery, LoadError> {
    let mut finds =
        Finds { mapping, files: Vec::new(), rejects: Vec::new(), excluded: Vec::new(), renamed: Vec::new() };
    match input.resolve()? {
        Resolved::File(path) => {
            let name = path.file_name().map(PathBuf::from).unwrap_or_else(|| path.clone());
            finds.entry(WalkEntry::look(name, path));
        }
        Resolved::Folder(root) => {
            let is_excluded = |relative: &Path| mapping.excludes(relative);
            let walk = Walk { root: &root, depth: None, is_excluded: &is_excluded };
            walk.run(|entry| finds.entry(entry)).map_err(|source| unreadable(&root, source))?;
        }
        Resolved::Glob { root, matcher, depth } => {
            let mut matched = false;
            let is_excluded = |relative: &Path| mapping.excludes(relative);
            let walk = Walk { root: &root, depth, is_excluded: &is_excluded };
            walk.run(|entry| {
                let is_match = matcher.is_match(entry.relative());
                matched |= is_match && !entry.is_folder();
                if is_match || entry.is_folder() {
                    finds.entry(entry);
                }
            })
            .map_err(|source| unreadable(&root, source))?;
            if !matched {
                return Err(LoadError::NoMatch { pattern: input.display() });
            }
        }
    }
    Ok(finds.finish())
}

fn unreadable(path: &Path, source: io::Error) -> LoadError {
    LoadError::InputUnreadable { path: path.to_owned(), source }
}

/// What has been found so far, in the order of the walk.
struct Finds<'m> {
    mapping: &'m Mapping,
    files: Vec<SourceFile>,
    rejects: Vec<Reject>,
    excluded: Vec<String>,
    renamed: Vec<String>,
}

impl Finds<'_> {
    fn entry(&mut self, entry: WalkEntry) {
        let (mut uri, rewritten) = name::uri(entry.relative());
        if entry.is_folder() {
            uri.push('/');
        }
        match entry {
            WalkEntry::File { path, relative } => {
                if rewritten {
                    self.renamed.push(uri.clone());
                }
                self.file(uri, &relative, path);
            }
            WalkEntry::Excluded { .. } => self.excluded.push(uri),
            WalkEntry::Refused { reason, detail, .. } => self.reject(uri, reason, detail),
        }
    }

    fn file(&mut self, uri: String, relative: &Path, path: PathBuf) {
        let described = name::describe(relative.file_name().unwrap_or_default());
        let (format, compression) = match described {
            Ok(described) => described,
            Err(ending) => {
                let what = match ending {
                    Some(ending) => format!("`{}` is not read yet", ending.escape_debug()),
                    None => "a file without an ending is not read".to_owned(),
                };
                let detail = format!("{what}; read are {}", readable_extensions());
                return self.reject(uri, RejectReason::UnsupportedFormat, detail);
            }
        };
        let byte_count = fs::metadata(&path).map_or(0, |about| about.len());
        let fields = self.mapping.fields(&uri);
        self.files.push(SourceFile { uri, path, format, compression, byte_count, fields });
    }

    fn reject(&mut self, source_uri: String, reason: RejectReason, detail: String) {
        self.rejects.push(Reject {
            source_uri,
            record_index: 0,
            doc_id: None,
            reason,
            detail,
            byte_start: None,
            byte_end: None,
            sample: None,
        });
    }

    fn finish(mut self) -> Discovery {
        // The path breaks ties, so that the order does not hang on the order of the file system.
        self.files.sort_by(|a, b| (&a.uri, &a.path).cmp(&(&b.uri, &b.path)));
        let taken: BTreeSet<String> = self.files.iter().map(|file| file.uri.clone()).collect();
        let mut given = BTreeSet::new();
        for file in &mut self.files {
            if given.insert(file.uri.clone()) {
                continue;
            }
            let free = (2..).map(|count: u64| format!("{}~{count}", file.uri));
            if let Some(uri) = free.into_iter().find(|uri| !taken.contains(uri) && !given.contains(uri)) {
                given.insert(uri.clone());
                self.renamed.push(uri.clone());
                file.uri = uri;
            }
        }
        self.files.sort_by(|a, b| a.uri.cmp(&b.uri));
        self.rejects.sort_by(|a, b| (&a.source_uri, &a.detail).cmp(&(&b.source_uri, &b.detail)));
        self.excluded.sort();
        self.renamed.sort();
        Discovery { files: self.files.into(), rejects: self.rejects, excluded: self.excluded, renamed: self.renamed }
    }
}
