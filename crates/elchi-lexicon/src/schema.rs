//! The closed vocabularies of `lang/schema/`: lists, features, sources, concepts.

use std::collections::BTreeMap;

use elchi_model::MentionKind;

use crate::data::offices::OfficeMeaning;
use crate::features::Features;
use crate::kind::HitKind;

/// Identity of a list: its place in `lists.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub(crate) u16);

impl ListId {
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What may stand behind the slash of an id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Slug {
    Any,
    Number,
    Currency,
    Range(u32, u32),
}

/// One list of `lists.toml`.
#[derive(Debug, Clone)]
pub(crate) struct ListDef {
    pub(crate) name: String,
    pub(crate) mention: Option<MentionKind>,
    pub(crate) class: Features,
    pub(crate) ids: Vec<String>,
    pub(crate) slug: Slug,
    /// Its words are parts of names.
    pub(crate) names: bool,
    /// Entries inside longer ones are found too.
    pub(crate) nested: bool,
}

/// One group of `features.toml`.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) agree: bool,
    pub(crate) bits: Features,
}

/// What an action key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActionType {
    Text,
    Number,
    Flag,
    List,
}

/// One concept of `vocabulary.toml`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Concept {
    /// Its name in ids of rules, where that is not the folder's.
    pub(crate) id: Option<String>,
    /// The action whose value is the name in ids of rules.
    pub(crate) id_from: Option<String>,
    pub(crate) line_anchors: bool,
    /// Its rules see the units of other rules; the stage that owns it runs its examples.
    pub(crate) layered: bool,
    pub(crate) overlap: bool,
    pub(crate) regex: bool,
    pub(crate) actions: BTreeMap<String, ActionType>,
    pub(crate) required: Vec<String>,
    pub(crate) expect: Vec<String>,
}

/// Features with a meaning of their own.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Flags {
    pub(crate) base: Features,
    pub(crate) not_initial: Features,
    pub(crate) compound: Features,
    pub(crate) exact: Features,
    pub(crate) upper: Features,
    /// No flag, but it inflects as a noun although it is a form of a verb.
    pub(crate) participle: Features,
    /// All of them.
    pub(crate) all: Features,
}

/// All vocabularies.
#[derive(Debug, Default)]
pub struct Schema {
    pub(crate) lists: Vec<ListDef>,
    pub(crate) groups: Vec<Group>,
    pub(crate) features: Vec<(String, Features)>,
    pub(crate) flags: Flags,
    pub(crate) sources: Vec<String>,
    pub(crate) raw: Vec<String>,
    /// Register (file name) to kind of id.
    pub(crate) registers: BTreeMap<String, String>,
    pub(crate) kinds: BTreeMap<String, Vec<HitKind>>,
    pub(crate) concepts: BTreeMap<String, Concept>,
    /// What ids of the list `offices` mean.
    pub(crate) offices: BTreeMap<String, OfficeMeaning>,
    /// What the heads of organisations are, by the beginning of the id.
    pub(crate) heads: Vec<(String, OfficeMeaning)>,
    /// What the deputies of those heads are.
    pub(crate) deputies: Vec<(String, OfficeMeaning)>,
    /// What may stand behind `topic/`.
    pub(crate) topics: Vec<String>,
}
impl Schema {
    /// The bit of a feature.
    pub fn feature(&self, name: &str) -> Option<Features> {
        self.features.iter().find(|(known, _)| known == name).map(|(_, bit)| *bit)
    }

    /// Every feature and its bit, in the order of the vocabulary.
    pub fn feature_names(&self) -> impl Iterator<Item = (&str, Features)> + Clone {
        self.features.iter().map(|(name, bit)| (name.as_str(), *bit))
    }

    /// The list of that name.
    pub fn list(&self, name: &str) -> Option<ListId> {
        let at = self.lists.iter().position(|list| list.name == name)?;
        u16::try_from(at).ok().map(ListId)
    }

    /// Names of all lists, in the order of the vocabulary.
    pub fn list_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.lists.iter().map(|list| list.name.as_str())
    }

    /// What the office of an id (`office/…`) means.
    pub fn office(&self, id: &str) -> Option<OfficeMeaning> {
        self.offices.get(id.strip_prefix("office/")?).copied()
    }

    /// What two words state together; none where they contradict each other in a feature that words of one name
    /// share.
    pub fn agree(&self, a: Features, b: Features) -> Option<Features> {
        let mut all = a.union(b);
        for group in self.groups.iter().filter(|group| group.agree) {
            let (left, right) = (a.intersection(group.bits), b.intersection(group.bits));
            if !left.is_empty() && !right.is_empty() {
                let both = left.intersection(right);
                if both.is_empty() {
                    return None;
                }
                all = all.without(group.bits).union(both);
            }
        }
        Some(all)
    }

    /// True for a list whose words are parts of names of people.
    pub fn is_name_list(&self, list: &str) -> bool {
        self.lists.iter().any(|def| def.names && def.name == list)
    }

    /// `features` without those of a group, such as `gender`.
    pub fn without(&self, features: Features, group: &str) -> Features {
        let bits = self.groups.iter().find(|known| known.name == group).map(|known| known.bits);
        features.without(bits.unwrap_or_default())
    }

    /// What the head of an organisation, or the deputy of its head, is, where that is an office of its state.
    pub fn head_of(&self, id: &str, deputy: bool) -> Option<OfficeMeaning> {
        let known = if deputy { &self.deputies } else { &self.heads };
        known.iter().find(|(start, _)| id.starts_with(start.as_str())).map(|(_, meaning)| *meaning)
    }

    /// True for a concept whose rules see the units that rules of other concepts make.
    pub fn is_layered(&self, concept: &str) -> bool {
        self.concepts.get(concept).is_some_and(|concept| concept.layered)
    }

    /// The topics of the tables.
    pub fn topics(&self) -> &[String] {
        &self.topics
    }

    /// `features` with every value of the agreeing groups that it leaves open: what a word says that does not inflect.
    pub fn open(&self, features: Features) -> Features {
        let groups = self.groups.iter().filter(|group| group.agree && features.intersection(group.bits).is_empty());
        groups.fold(features, |all, group| all.union(group.bits))
    }

    /// Names of all concepts, sorted.
    pub fn concept_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.concepts.keys().map(String::as_str)
    }

    /// The register that holds ids of `kind`.
    pub(crate) fn register_of(&self, kind: &str) -> Option<&str> {
        self.registers.iter().find(|(_, of)| *of == kind).map(|(name, _)| name.as_str())
    }
}
