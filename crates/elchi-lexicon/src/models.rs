//! Trained weights: the files of `models/` as the binary carries them. `models/README.md` has their cards; the crate that
//! asks a model reads its bytes.

/// What the words of page furniture weigh.
pub const FURNITURE: &[u8] = include_bytes!("../../../models/furniture.bin");

/// The linear model of language identification.
pub const LANGID: &[u8] = include_bytes!("../../../models/langid.bin");

/// All of them by name, sorted: what a dataset came from includes them.
pub(crate) const ALL: [(&str, &[u8]); 2] = [("furniture.bin", FURNITURE), ("langid.bin", LANGID)];
