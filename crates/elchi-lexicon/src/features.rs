//! Sets of features as bits.

use crate::schema::Schema;

/// The features a pattern asks a word to have, and those it must not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Asked {
    pub(crate) with: Features,
    pub(crate) without: Features,
}

impl Asked {
    /// True where one of the alternatives of a word has all that is asked; where nothing is asked, always.
    pub(crate) fn fits(self, alternatives: &[Features]) -> bool {
        (self.with.is_empty() && self.without.is_empty())
            || (self.with.is_empty() && alternatives.is_empty())
            || alternatives.iter().any(|own| own.has_all(self.with) && own.has_none(self.without))
    }
}

/// A set of features (case, number, tense …) of a word or a name; the vocabulary is `lang/schema/features.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Features(pub(crate) u64);

impl Features {
    /// True where every feature of `asked` is in the set.
    pub fn has_all(self, asked: Features) -> bool {
        self.0 & asked.0 == asked.0
    }

    /// True where no feature of `other` is in the set.
    pub(crate) fn has_none(self, other: Features) -> bool {
        self.0 & other.0 == 0
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
