//! Run keys: a hash of everything that can change a part.

use elchi_model::tables::SCHEMA_VERSION;

/// Hash of the code this binary was built from.
pub(crate) const CODE_HASH: &str = env!("ELCHI_CODE_HASH");

/// Collects what goes into one part.
#[derive(Clone)]
pub(crate) struct KeyBuilder(blake3::Hasher);

impl KeyBuilder {
    /// Starts with what all parts share: code and contract.
    pub(crate) fn new() -> KeyBuilder {
        KeyBuilder(blake3::Hasher::new()).with("code", CODE_HASH).with("schema", SCHEMA_VERSION)
    }

    /// Adds a named input. Lengths are hashed too, so no two lists of inputs run together.
    pub(crate) fn with(mut self, name: &str, value: &str) -> KeyBuilder {
        for part in [name, value] {
            self.0.update(&(part.len() as u64).to_le_bytes());
            self.0.update(part.as_bytes());
        }
        self
    }

    /// The key of the part of `table`, 32 hex digits.
    pub(crate) fn of(&self, table: &str) -> String {
        let mut hasher = self.0.clone();
        hasher.update(table.as_bytes());
        hasher.finalize().to_hex()[..32].to_owned()
    }
}
