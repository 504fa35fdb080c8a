//! Makes an edit below `lang/` embed it again.

fn main() {
    println!("cargo:rerun-if-changed=../../lang");
}
