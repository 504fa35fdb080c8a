//! The scripts whose languages are told apart, in the order of the model.

use elchi_langid::features::MODELLED;

/// A script of [`MODELLED`], by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Script(pub(crate) usize);

impl Script {
    /// The script of an ISO 15924 code.
    pub(crate) fn new(code: &str) -> Option<Script> {
        MODELLED.iter().position(|&modelled| modelled == code).map(Script)
    }

    /// Its ISO 15924 code.
    pub(crate) fn code(self) -> &'static str {
        MODELLED[self.0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_found_by_their_codes() {
        assert_eq!(Script::new("Latn").map(Script::code), Some("Latn"));
        assert_eq!(Script::new("Grek"), None);
    }
}
