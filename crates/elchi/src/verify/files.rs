//! Every file is there, has the bytes the manifest says, and no other file stands among the parts.

use std::collections::BTreeSet;
use std::path::Path;

use super::Findings;
use crate::dataset::manifest::FILE_NAME;
use crate::dataset::part::read_info;
use crate::dataset::{Manifest, files};

pub(super) fn check(folder: &Path, manifest: &Manifest, findings: &mut Findings) {
    let written = std::fs::read(folder.join(FILE_NAME)).unwrap_or_default();
    if manifest.seal() != manifest.blake3 || manifest.bytes() != written {
        findings.add(FILE_NAME, "its bytes are not those that were written (BLAKE3 differs)");
    }
    let parts = manifest.tables.values().flat_map(|table| &table.parts).map(|part| (&part.path, &part.blake3));
    let mut known = BTreeSet::from([FILE_NAME.to_owned()]);
    for (path, blake3) in parts.chain(&manifest.reports) {
        known.insert(path.clone());
        findings.checked.files += 1;
        let file = folder.join(path);
        if !file.is_file() {
            findings.add(path, "the file is missing");
            continue;
        }
        match files::hash(&file) {
            Ok(found) if found == *blake3 => {}
            Ok(_) => findings.add(path, "its bytes are not those that were written (BLAKE3 differs)"),
            Err(error) => findings.add(path, error),
        }
    }
    let mut found = Vec::new();
    list(folder, "", &mut found);
    for path in found {
        if !known.contains(&path) {
            findings.add(&path, "the manifest does not know this file");
        }
    }
    for (name, table) in &manifest.tables {
        let rows: u64 = table.parts.iter().map(|part| part.rows).sum();
        for part in &table.parts {
            let Ok(info) = read_info(&folder.join(&part.path)) else { continue };
            if (info.bytes, &info.run_key) != (part.bytes, &part.run_key) {
                findings.add(&part.path, "its size or run key is not what the manifest says");
            }
        }
        if rows != table.rows {
            findings.add(name, format!("the manifest counts {} rows, its parts {rows}", table.rows));
        }
    }
}

fn list(folder: &Path, below: &str, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
    found.sort();
}
