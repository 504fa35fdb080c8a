//! Sets of features as bits.

use crate::schema::Schema;

/// A set of features (case, number, tense …) of a word or a name; the vocabulary is `lang/schema/features.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Features(pub(crate) u64);

impl Features {
    /// True where every feature of `asked` is in the set.
    pub fn has_all(self, asked: Features) -> bool {
        self.0 & asked.0 == asked.0
    }

    /// True where the set holds nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names in the order of the vocabulary.
    pub fn names(self, schema: &Schema) -> Vec<&str> {
        schema.feature_names().filter(|(_, bit)| self.has_all(*bit)).map(|(name, _)| name).collect()
    }

    pub(crate) fn union(self, other: Features) -> Features {
        Features(self.0 | other.0)
    }

    pub(crate) fn intersection(self, other: Features) -> Features {
        Features(self.0 & other.0)
    }

    pub(crate) fn without(self, other: Features) -> Features {
        Features(self.0 & !other.0)
    }
}
