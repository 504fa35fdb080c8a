//! Copies the data of `lang/` to where the crate embeds it from: annotated reports and pages for people are of no use in
//! the binary.

use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=../../lang");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let target = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?).join("lang");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    copy(&root.join("../../lang"), &target)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for item in fs::read_dir(from)? {
        let item = item?;
        let (path, name) = (item.path(), item.file_name());
        if item.file_type()?.is_dir() {
            if name != "gold" {
                copy(&path, &to.join(name))?;
            }
        } else if path.extension().is_none_or(|extension| extension != "md") {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
