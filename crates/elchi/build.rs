//! Gives the binary a fingerprint of the code it was built from.
//!
//! A part's run key holds it, so that changed code never takes over parts that older code made. Data of
//! `lang/` and `pipelines/` have hashes of their own. Known limit: a source saved while cargo is compiling may be in the
//! fingerprint and not yet in the binary; whoever develops with a dataset at hand should build in peace.

use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = vec![root.join("Cargo.lock")];
    collect(&root.join("crates"), &mut files);
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for file in &files {
        let Ok(bytes) = std::fs::read(file) else { continue };
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        hasher.update(&(name.len() as u64).to_le_bytes());
        hasher.update(name.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    println!("cargo:rustc-env=ELCHI_CODE_HASH={}", hasher.finalize().to_hex());
    // Not all of crates/: a changed test must not build the binary anew.
    let crates = std::fs::read_dir(root.join("crates")).into_iter().flatten().flatten().map(|entry| entry.path());
    for crate_root in crates {
        for part in
            ["src", "build.rs", "Cargo.toml"].map(|part| crate_root.join(part)).iter().filter(|part| part.exists())
        {
            println!("cargo:rerun-if-changed={}", part.display());
        }
    }
    println!("cargo:rerun-if-changed={}", root.join("pipelines").display());
    println!("cargo:rerun-if-changed={}", root.join("Cargo.lock").display());
}

/// Rust sources and manifests below `folder`, tests left out: they change no output.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if name != "tests" && name != "examples" && name != "benches" && name != "target" {
                collect(&path, files);
            }
        } else if path.extension().is_some_and(|e| e == "rs") || name == "Cargo.toml" {
            files.push(path);
        }
    }
}
