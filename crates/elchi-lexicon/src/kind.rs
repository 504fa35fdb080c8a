//! What a pattern's `<kind>` may ask for.

use elchi_model::MentionKind;

/// Kind of a hit that counts as one token: a mention, or a unit that rules have made of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HitKind {
    /// A name.
    Mention(MentionKind),
    /// An office with what it belongs to and who holds it.
    Office,
    /// Some people or a body told through the state or body they act for: the delegation of a country.
    Group,
    /// A pronoun that may stand for a person.
    Pronoun,
    /// A date.
    Date,
    /// An amount.
    Amount,
    /// Words between quotation marks.
    Quote,
}

const UNITS: [(HitKind, &str); 6] = [
    (HitKind::Office, "office"),
    (HitKind::Group, "group"),
    (HitKind::Pronoun, "pronoun"),
    (HitKind::Date, "date"),
    (HitKind::Amount, "amount"),
    (HitKind::Quote, "quote"),
];

impl HitKind {
    /// The name that patterns use.
    pub fn as_str(self) -> &'static str {
        match self {
            HitKind::Mention(kind) => kind.as_str(),
            unit => UNITS.iter().find(|(kind, _)| *kind == unit).map_or("", |(_, name)| name),
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<HitKind> {
        let unit = UNITS.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind);
        unit.or_else(|| MentionKind::parse(name).map(HitKind::Mention))
    }

    /// A bit of its own for each kind.
    pub(crate) fn bit(self) -> u32 {
        match self {
            HitKind::Mention(kind) => 1 << (kind as u32),
            HitKind::Office => 1 << 26,
            HitKind::Group => 1 << 27,
            HitKind::Pronoun => 1 << 28,
            HitKind::Date => 1 << 29,
            HitKind::Amount => 1 << 30,
            HitKind::Quote => 1 << 31,
        }
    }

    /// Names of all kinds.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        MentionKind::ALL.iter().map(|kind| kind.as_str()).chain(UNITS.iter().map(|(_, name)| *name))
    }

    /// The kind of the mention, where it is one.
    pub fn mention(self) -> Option<MentionKind> {
        match self {
            HitKind::Mention(kind) => Some(kind),
            _ => None,
        }
    }
}
