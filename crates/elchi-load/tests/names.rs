//! What is found, refused and left out by name, and which addresses come of it.
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod corpus;

use std::fs;

use corpus::{Corpus, check, gzip, load};
use elchi_load::{Input, LoadError, Mapping, discover};

#[test]
fn a_folder_is_read_in_byte_order_of_addresses() {
    let corpus = Corpus::new();
    for name in ["b.txt", "a/z.md", "a.txt", "a/b/c.TXT", "Я.txt", "B.txt", "two words\nand a line.txt"] {
        corpus.write(name, name);
    }
    let found = corpus.discover();
    let uris: Vec<&str> = found.files.iter().map(|file| file.uri.as_str()).collect();
    let expected = ["B.txt", "a.txt", "a/b/c.TXT", "a/z.md", "b.txt", "two words\nand a line.txt", "Я.txt"];
    assert_eq!(uris, expected);
    assert_eq!(load(&found).len(), 7);
    assert!(found.rejects.is_empty() && found.excluded.is_empty() && found.renamed.is_empty());
}

#[test]
fn what_is_not_read_has_a_row_or_a_name() {
    let corpus = Corpus::new();
    for name in
        ["page.html", "data.tar.gz", "README", "x.gz", "SOURCES.md", ".DS_Store", ".git/config", "a/.b.txt", "ok.txt"]
    {
        corpus.write(name, "x");
    }
    fs::create_dir(corpus.path("folder.txt")).expect("made");
    corpus.write("folder.txt/in.txt", "x");
    let found = corpus.discover();
    check(
        &load(&found).iter().map(|outcome| outcome.line()).collect::<Vec<_>>(),
        &[
            "README#0 unsupported_format ?..? a file without an ending is not read; read are .txt .md .markdown …",
            "data.tar.gz#0 unsupported_format ?..? `.tar.gz` is not read yet; …",
            "page.html#0 unsupported_format ?..? `.html` is not read yet; …",
            "x.gz#0 unsupported_format ?..? `.gz` is not read yet; …",
            "folder.txt/in.txt#0 \"x\"",
            "ok.txt#0 \"x\"",
        ],
    );
    assert_eq!(found.excluded, [".DS_Store", ".git/", "SOURCES.md", "a/.b.txt"]);
}

#[test]
fn a_single_file_is_named_by_its_name_and_never_left_out() {
    let corpus = Corpus::of("a/SOURCES.md", "x");
    let found = discover(&Input::new(corpus.path("a/SOURCES.md")), &Mapping::embedded()).expect("found");
    assert_eq!(found.files[0].uri, "SOURCES.md");
    corpus.write("a/page.html", "x");
    let found = discover(&Input::new(corpus.path("a/page.html")), &Mapping::embedded()).expect("found");
    assert_eq!((found.files.len(), found.rejects.len()), (0, 1));
}

#[test]
fn globs_match_below_their_fixed_part() {
    let corpus = Corpus::new();
    for name in ["c/a.txt", "c/d/b.txt", "c/d/e/c.txt", "c/d/x.md", "c/d/x.html", "c/[1].txt", "other.txt"] {
        corpus.write(name, name);
    }
    for (pattern, expected) in [
        ("c/**/*.txt", vec!["[1].txt", "a.txt", "d/b.txt", "d/e/c.txt"]),
        ("c/*.txt", vec!["[1].txt", "a.txt"]),
        ("c/d/*", vec!["x.md", "b.txt"]),
        ("c/*/*.{md,txt}", vec!["d/b.txt", "d/x.md"]),
        ("c/[1].txt", vec!["[1].txt"]),
        ("?/d/e/*", vec!["c/d/e/c.txt"]),
    ] {
        let found = discover(&Input::new(corpus.path(pattern)), &Mapping::embedded()).expect(pattern);
        let mut uris: Vec<&str> = found.files.iter().map(|file| file.uri.as_str()).collect();
        let mut expected = expected;
        uris.sort_unstable();
        expected.sort_unstable();
        assert_eq!(uris, expected, "{pattern}");
        assert_eq!(found.rejects.len(), usize::from(pattern == "c/d/*"), "{pattern}");
    }
}

#[test]
fn what_names_nothing_is_an_error() {
    let corpus = Corpus::of("a.txt", "x");
    let error = |name: &str| discover(&Input::new(corpus.path(name)), &Mapping::embedded()).expect_err(name);
    assert!(matches!(error("b.txt"), LoadError::InputMissing { .. }));
    assert!(matches!(error("a.txt/b"), LoadError::InputMissing { .. }));
    assert!(matches!(error("*.md"), LoadError::NoMatch { .. }));
    assert!(matches!(error("no/*.md"), LoadError::NoMatch { .. }));
    assert!(matches!(error("a[.txt"), LoadError::BadGlob { .. }));
    assert!(matches!(discover(&Input::new(""), &Mapping::embedded()), Err(LoadError::InputMissing { .. })));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_are_followed_and_every_folder_is_read_once() {
        let corpus = Corpus::new();
        let outside = Corpus::of("far/out.txt", "far");
        corpus.write("a/doc.txt", "near");
        let link = |to: &std::path::Path, name: &str| symlink(to, corpus.path(name)).expect("linked");
        link(std::path::Path::new(".."), "a/up");
        link(std::path::Path::new("."), "self");
        link(std::path::Path::new("a"), "b");
        link(outside.root(), "o");
        link(outside.path("far").as_path(), "p");
        link(std::path::Path::new("/"), "root");
        link(std::path::Path::new("a/doc.txt"), "same.txt");
        link(std::path::Path::new("round2.txt"), "round1.txt");
        link(std::path::Path::new("round1.txt"), "round2.txt");
        link(std::path::Path::new("nowhere"), "dangling.txt");
        check(
            &corpus.lines(),
            &[
                "a/up/#0 symlink_loop ?..? leads back to a folder above it",
                "b/#0 symlink_loop ?..? leads to a folder that is read as `a/`",
                "dangling.txt#0 unreadable ?..? a link to something that does not exist",
                "p/#0 symlink_loop ?..? leads to a folder that is read as `o/far/`",
                "root/#0 symlink_loop ?..? leads back to a folder above it",
                "round1.txt#0 symlink_loop ?..? a link that leads back to itself",
                "round2.txt#0 symlink_loop ?..? a link that leads back to itself",
                "self/#0 symlink_loop ?..? leads back to a folder above it",
                "a/doc.txt#0 \"near\"",
                "o/far/out.txt#0 \"far\"",
                "same.txt#0 \"near\"",
            ],
        );
    }

    /// 2^40 paths lead to one file.
    #[test]
    fn a_lattice_of_links_is_walked_in_no_time() {
        let corpus = Corpus::of("39/doc.txt", "x");
        for level in 0..39 {
            fs::create_dir(corpus.path(&level.to_string())).expect("made");
            for name in ["l", "r"] {
                let to = corpus.path(&(level + 1).to_string());
                symlink(to, corpus.path(&format!("{level}/{name}"))).expect("linked");
            }
        }
        let found = corpus.discover();
        assert_eq!((found.files.len(), found.rejects.len()), (1, 78));
    }

    #[test]
    fn names_that_are_not_utf8_are_read_under_an_address_of_their_own() {
        let corpus = Corpus::of("a\u{fffd}ff.txt", "named so");
        for name in [b"a\xff.txt".as_slice(), b"a\xfe.jsonl"] {
            fs::write(corpus.root().join(OsStr::from_bytes(name)), r#"{"text": "x"}"#).expect("written");
        }
        let found = corpus.discover();
        let uris: Vec<&str> = found.files.iter().map(|file| file.uri.as_str()).collect();
        assert_eq!(uris, ["a\u{fffd}fe.jsonl", "a\u{fffd}ff.txt", "a\u{fffd}ff.txt~2"]);
        assert_eq!(found.renamed, ["a\u{fffd}fe.jsonl", "a\u{fffd}ff.txt", "a\u{fffd}ff.txt~2"]);
        assert_eq!(load(&found).len(), 3);
    }

    #[test]
    fn pipes_and_devices_do_not_hang() {
        let corpus = Corpus::new();
        let made = std::process::Command::new("mkfifo").arg(corpus.path("pipe.txt")).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("skipped: no mkfifo here");
            return;
        }
        symlink("/dev/zero", corpus.path("zero.txt")).expect("linked");
        check(
            &corpus.lines(),
            &[
                "pipe.txt#0 unreadable ?..? neither a file nor a folder: a pipe, a socket or a device",
                "zero.txt#0 unreadable ?..? neither a file nor a folder: a pipe, a socket or a device",
            ],
        );
        // Put in the place of a file after that was found.
        corpus.write("late.txt", "x");
        let found = corpus.discover();
        fs::remove_file(corpus.path("late.txt")).expect("removed");
        fs::rename(corpus.path("pipe.txt"), corpus.path("late.txt")).expect("moved");
        assert_eq!(load(&found)[2].line(), "late.txt#0 unreadable ?..? is a file no more");
    }

    #[test]
    fn what_may_not_be_read_is_refused() {
        let corpus = Corpus::of("closed/a.txt", "x");
        corpus.write("b.txt", "x");
        corpus.write("c.txt", "x");
        for name in ["b.txt", "closed"] {
            fs::set_permissions(corpus.path(name), fs::Permissions::from_mode(0o0)).expect("closed");
        }
        let is_root = fs::File::open(corpus.path("b.txt")).is_ok();
        let lines = corpus.lines();
        fs::set_permissions(corpus.path("closed"), fs::Permissions::from_mode(0o700)).expect("opened");
        if is_root {
            println!("skipped: this user may read everything");
            return;
        }
        check(
            &lines,
            &[
                "closed/#0 unreadable ?..? folder: permission denied",
                "b.txt#0 unreadable ?..? permission denied",
                "c.txt#0 \"x\"",
            ],
        );
    }

    #[test]
    fn a_path_too_deep_for_the_system_does_not_stop_the_walk() {
        let corpus = Corpus::of("a.txt", "x");
        let name = "d".repeat(250);
        let mut path = corpus.root().to_owned();
        for _ in 0..15 {
            path.push(&name);
        }
        fs::create_dir_all(&path).expect("made");
        let moved = corpus.path("moved");
        fs::create_dir(&moved).expect("made");
        fs::rename(corpus.path(&name), moved.join(&name)).expect("moved");
        // Now longer than PATH_MAX, from the root of the file system.
        for _ in 0..3 {
            let inner = corpus.path("inner");
            fs::create_dir(&inner).expect("made");
            fs::rename(&moved, inner.join("d".repeat(200))).expect("moved");
            fs::rename(&inner, &moved).expect("moved");
        }
        let lines = corpus.lines();
        assert!(lines.iter().any(|line| line == "a.txt#0 \"x\""), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("unreadable")), "{lines:?}");
    }
}

#[test]
fn a_file_that_goes_after_it_was_found_is_refused() {
    let corpus = Corpus::of("a.txt", "x");
    corpus.write("b.jsonl.gz", gzip("{\"text\": \"x\"}\n"));
    let found = corpus.discover();
    fs::remove_file(corpus.path("a.txt")).expect("removed");
    fs::remove_file(corpus.path("b.jsonl.gz")).expect("removed");
    check(
        &load(&found).iter().map(|outcome| outcome.line()).collect::<Vec<_>>(),
        &["a.txt#0 unreadable ?..? entity not found", "b.jsonl.gz#0 unreadable ?..? entity not found"],
    );
}
