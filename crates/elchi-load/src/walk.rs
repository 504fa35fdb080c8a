//! A walk through folders that reads every folder once, whatever links lead to it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use elchi_model::RejectReason;

/// Most links followed from one to the next, as the kernel's own limit.
const MAX_LINK_CHAIN: usize = 40;

/// Something the walk met. `relative` is the path below the root.
#[derive(Debug)]
pub(crate) enum WalkEntry {
    /// A regular file.
    File { relative: PathBuf, path: PathBuf },
    /// A file or folder that the mapping leaves out.
    Excluded { relative: PathBuf, is_folder: bool },
    /// What cannot be read.
    Refused { relative: PathBuf, is_folder: bool, reason: RejectReason, detail: String },
}

impl WalkEntry {
    pub(crate) fn relative(&self) -> &Path {
        match self {
            WalkEntry::File { relative, .. }
            | WalkEntry::Excluded { relative, .. }
            | WalkEntry::Refused { relative, .. } => relative,
        }
    }

    pub(crate) fn is_folder(&self) -> bool {
        match self {
            WalkEntry::File { .. } => false,
            WalkEntry::Excluded { is_folder, .. } | WalkEntry::Refused { is_folder, .. } => *is_folder,
        }
    }

    fn refused(relative: PathBuf, is_folder: bool, reason: RejectReason, detail: impl Into<String>) -> WalkEntry {
        WalkEntry::Refused { relative, is_folder, reason, detail: detail.into() }
    }

    /// One path, links followed, that is known to be no folder.
    pub(crate) fn look(relative: PathBuf, path: PathBuf) -> WalkEntry {
        match fs::metadata(&path) {
            Ok(about) if about.is_file() => WalkEntry::File { relative, path },
            Ok(_) => {
                let detail = "neither a file nor a folder: a pipe, a socket or a device";
                WalkEntry::refused(relative, false, RejectReason::Unreadable, detail)
            }
            Err(_) if is_link_loop(&path) => {
                let detail = "a link that leads back to itself";
                WalkEntry::refused(relative, false, RejectReason::SymlinkLoop, detail)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let detail = "a link to something that does not exist";
                WalkEntry::refused(relative, false, RejectReason::Unreadable, detail)
            }
            Err(error) => WalkEntry::refused(relative, false, RejectReason::Unreadable, error.kind().to_string()),
        }
    }
}

/// Where to walk, and what to leave out.
pub(crate) struct Walk<'w> {
    pub(crate) root: &'w Path,
    /// Folders below the root to go into; all if none.
    pub(crate) depth: Option<usize>,
    pub(crate) is_excluded: &'w dyn Fn(&Path) -> bool,
}

/// A folder still to read.
struct Folder {
    relative: PathBuf,
    path: PathBuf,
    /// `path` with all links resolved.
    real: PathBuf,
    depth: usize,
}

/// The walk under way.
struct State<'w, F> {
    walk: &'w Walk<'w>,
    found: F,
    folders: Vec<Folder>,
    /// Links to folders, by relative path: followed when no plain folder is left, the first in order first.
    links: BTreeMap<PathBuf, Folder>,
    /// Resolved path of every folder read, and the relative path it was read by.
    seen: BTreeMap<PathBuf, PathBuf>,
}

impl Walk<'_> {
    /// Gives everything below the root to `found`, in no order that means anything.
    ///
    /// Errors: the root itself cannot be read.
    pub(crate) fn run(&self, found: impl FnMut(WalkEntry)) -> io::Result<()> {
        let real = fs::canonicalize(self.root)?;
        fs::read_dir(self.root)?;
        let root = Folder { relative: PathBuf::new(), path: self.root.to_owned(), real, depth: 0 };
        let real_root = root.real.clone();
        let mut state = State { walk: self, found, folders: vec![root], links: BTreeMap::new(), seen: BTreeMap::new() };
        loop {
            if let Some(folder) = state.folders.pop() {
                state.enter(folder);
            } else if let Some((_, link)) = state.links.pop_first() {
                state.follow(link, &real_root);
            } else {
                return Ok(());
            }
        }
    }
}

impl<F: FnMut(WalkEntry)> State<'_, F> {
    /// Reads one folder, unless it has been read.
    fn enter(&mut self, folder: Folder) {
        if let Some(first) = self.seen.get(&folder.real) {
            let detail = format!("leads to a folder that is read as `{}/`", first.to_string_lossy());
            return (self.found)(WalkEntry::refused(folder.relative, true, RejectReason::SymlinkLoop, detail));
        }
        self.seen.insert(folder.real.clone(), folder.relative.clone());
        let entries = match fs::read_dir(&folder.path) {
            Ok(entries) => entries,
            Err(error) => return (self.found)(unreadable(folder.relative, &error)),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&folder, &entry),
                Err(error) => return (self.found)(unreadable(folder.relative, &error)),
            }
        }
    }

    fn entry(&mut self, folder: &Folder, entry: &fs::DirEntry) {
        let relative = folder.relative.join(entry.file_name());
        let path = entry.path();
        let kind = entry.file_type();
        let is_link = kind.as_ref().is_ok_and(fs::FileType::is_symlink);
        let is_plain_folder = kind.is_ok_and(|kind| kind.is_dir());
        let is_folder = is_plain_folder || (is_link && fs::metadata(&path).is_ok_and(|about| about.is_dir()));
        if (self.walk.is_excluded)(&relative) {
            return (self.found)(WalkEntry::Excluded { relative, is_folder });
        }
        if !is_folder {
            return (self.found)(WalkEntry::look(relative, path));
        }
        if self.walk.depth.is_some_and(|depth| folder.depth >= depth) {
            return;
        }
        let depth = folder.depth + 1;
        if is_plain_folder {
            let real = folder.real.join(entry.file_name());
            self.folders.push(Folder { relative, path, real, depth });
        } else {
            match fs::canonicalize(&path) {
                Ok(real) => {
                    // The link's own place: what lies above it there is what it must not lead back to.
                    let is_above = folder.real.starts_with(&real);
                    let link = Folder { relative: relative.clone(), path, real, depth };
                    if is_above {
                        return (self.found)(above(link.relative));
                    }
                    self.links.insert(relative, link);
                }
                Err(error) => (self.found)(unreadable(relative, &error)),
            }
        }
    }

    /// Goes where a link leads, unless that is a folder above the root, which would lead here again.
    fn follow(&mut self, link: Folder, real_root: &Path) {
        if real_root.starts_with(&link.real) && real_root != link.real {
            return (self.found)(above(link.relative));
        }
        self.enter(link);
    }
}

fn above(relative: PathBuf) -> WalkEntry {
    WalkEntry::refused(relative, true, RejectReason::SymlinkLoop, "leads back to a folder above it")
}

fn unreadable(relative: PathBuf, error: &io::Error) -> WalkEntry {
    WalkEntry::refused(relative, true, RejectReason::Unreadable, format!("folder: {}", error.kind()))
}

/// True where `path` is a link that leads to links without end.
fn is_link_loop(path: &Path) -> bool {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINK_CHAIN {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return false,
        }
    }
    true
}
