//! Runs the binary as a person would, and reads what it wrote.

#![allow(dead_code, reason = "every test file uses its own part of this module")]

pub(crate) mod facts;
pub(crate) mod parts;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Tables with spans, and the column that holds the words.
pub(crate) const SPANS: [(&str, &str); 9] = [
    ("segments", "text"),
    ("mentions", "surface"),
    ("positions", "surface"),
    ("dates", "surface"),
    ("amounts", "surface"),
    ("quotes", "surface"),
    ("event_participants", "surface"),
    ("event_evidence", "surface"),
    ("topics", "surface"),
];

/// One call of the binary that has ended.
pub(crate) struct Ended {
    command: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// Panics with all the command said unless it ended with `code`.
    #[track_caller]
    pub(crate) fn with_code(self, code: i32) -> Ended {
        let Ended { command, code: found, stdout, stderr } = &self;
        assert_eq!(*found, Some(code), "exit code of: {command}\nstdout:\n{stdout}\nstderr:\n{stderr}");
        self
    }

    /// The command must have done what it was asked to.
    #[track_caller]
    pub(crate) fn ok(self) -> Ended {
        self.with_code(0)
    }

    /// Panics unless what the command said on both streams holds `words`, line breaks of its boxes aside.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Ended {
        let said = format!("{} {}", self.stdout, self.stderr);
        let plain = said.replace(['│', '╰', '×', '▶', '─'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            plain.contains(words),
            "`{}` must say: {words}\nit says:\n{}\n{}",
            self.command,
            self.stdout,
            self.stderr
        );
        self
    }
}

/// The binary, called in the root of the project.
pub(crate) fn command<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_elchi"));
    command.current_dir(root()).args(arguments).stdin(Stdio::null());
    command
}

/// Calls the binary and waits for its end.
pub(crate) fn elchi<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Ended {
    let mut command = command(arguments);
    let output = command.output().expect("the binary was built and starts");
    Ended {
        command: format!("{command:?}"),
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// `elchi run INPUT OUTPUT` with more arguments, quiet, to its good end.
#[track_caller]
pub(crate) fn run(input: &Path, output: &Path, more: &[&str]) -> Ended {
    let mut arguments: Vec<&std::ffi::OsStr> =
        vec!["run".as_ref(), input.as_ref(), output.as_ref(), "--quiet".as_ref()];
    arguments.extend(more.iter().map(std::ffi::OsStr::new));
    elchi(&arguments).ok()
}

/// Runs and gives the summary it wrote.
#[track_caller]
pub(crate) fn run_summed_up(input: &Path, output: &Path, more: &[&str]) -> Value {
    let summary = sibling(output, "summary.json");
    let mut arguments = more.to_vec();
    arguments.extend(["--summary", path(&summary)]);
    run(input, output, &arguments);
    serde_json::from_str(&read(&summary)).expect("the summary is JSON")
}

/// `elchi verify` over `data`.
pub(crate) fn verify(data: &Path) -> Ended {
    elchi(&["verify", "--data", path(data)])
}

/// Rows of a query over the dataset in `data`, each an object of its columns.
#[track_caller]
pub(crate) fn rows(data: &Path, query: &str) -> Vec<Value> {
    let ended = elchi(&["sql", query, "--data", path(data), "--format", "json"]).ok();
    ended.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// The same with every value as text, null as nothing.
#[track_caller]
pub(crate) fn texts(data: &Path, query: &str) -> Vec<Vec<String>> {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let ended = elchi(&["sql", query, "--data", path(data), "--format", "json"]).ok();
    let row = |line: &str| -> Vec<String> {
        // An object of serde_json forgets the order of its keys: the queries here name at most a few columns,
        // in alphabetical order.
        let row: BTreeMap<String, Value> = serde_json::from_str(line).expect("a line of JSON");
        row.values().map(text).collect()
    };
    ended.stdout.lines().map(row).collect()
}

/// Every file below `folder` with its bytes, by path with `/`.
#[track_caller]
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).expect("the folder is there") {
            let file = entry.expect("the folder can be listed").path();
            if file.is_dir() {
                folders.push(file);
            } else {
                let name = file.strip_prefix(folder).expect("lies below").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&file).expect("the file can be read"));
            }
        }
    }
    found
}

/// Panics unless both hold the same files with the same bytes; names those that differ.
#[track_caller]
pub(crate) fn assert_same_bytes(wanted: &BTreeMap<String, Vec<u8>>, found: &BTreeMap<String, Vec<u8>>, what: &str) {
    let names: std::collections::BTreeSet<&String> = wanted.keys().chain(found.keys()).collect();
    let different: Vec<String> = names
        .into_iter()
        .filter(|name| wanted.get(*name) != found.get(*name))
        .map(|name| match (wanted.get(name), found.get(name)) {
            (Some(_), None) => format!("{name} is missing"),
            (None, _) => format!("{name} is new"),
            _ => format!("{name} has other bytes"),
        })
        .collect();
    assert!(different.is_empty(), "{what}:\n  {}", different.join("\n  "));
}

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project lies two folders up")
}

/// The project's own sample documents.
pub(crate) fn seeds() -> PathBuf {
    root().join("seeds")
}

/// A dataset of `seeds`, shared by all tests that only read it.
pub(crate) fn seeds_dataset() -> PathBuf {
    shared_dataset("seeds", &seeds())
}

/// A dataset of `input` in the folder for temporary files. It is made once for each build of the binary and each
/// state of the input, by whichever test comes first; the others wait.
pub(crate) fn shared_dataset(name: &str, input: &Path) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (data, stamp) = (folder.join(format!("{name}-dataset")), folder.join(format!("{name}.stamp")));
    let lock = fs::File::create(folder.join(format!("{name}.lock"))).expect("a lock can be made");
    lock.lock().expect("one test at a time makes the dataset");
    let state = state(input);
    if fs::read_to_string(&stamp).is_ok_and(|made| made == state) && data.is_dir() {
        return data;
    }
    // From nothing: where a source was saved while cargo was compiling, the fingerprint in a binary may be that of
    // code which is not yet in it, and the parts it made must not be taken over by the next build.
    if data.is_dir() {
        fs::remove_dir_all(&data).expect("the older dataset can be removed");
    }
    run(input, &data, &[]);
    fs::write(&stamp, state).expect("the stamp can be written");
    data
}

/// Tells builds of the binary and contents of `input` apart.
fn state(input: &Path) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files(input) {
        hasher.update(name.as_bytes()).update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
    }
    let binary = fs::metadata(env!("CARGO_BIN_EXE_elchi")).expect("the binary was built");
    format!("{:?} {} {}", binary.modified().ok(), binary.len(), hasher.finalize())
}

/// A path as an argument.
pub(crate) fn path(path: &Path) -> &str {
    path.to_str().expect("test folders have plain names")
}

/// `NAME.suffix` beside a folder.
pub(crate) fn sibling(folder: &Path, suffix: &str) -> PathBuf {
    let name = folder.file_name().expect("a folder with a name").to_string_lossy();
    folder.with_file_name(format!("{name}.{suffix}"))
}

/// A text file.
#[track_caller]
pub(crate) fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Copies a folder with all it holds.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let target = to.join(name);
        fs::create_dir_all(target.parent().expect("below the folder")).expect("a folder can be made");
        fs::write(target, bytes).expect("a file can be written");
    }
}
