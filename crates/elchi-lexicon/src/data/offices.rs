//! `schema/offices.toml`: what the ids of offices mean.

use std::collections::BTreeMap;

use elchi_model::{Level, Office};
use toml::de::DeTable;

use crate::data::toml_file::TomlFile;
use crate::problem::suggest;

/// What an office is, and at what level its holder takes part in events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeMeaning {
    /// The office of a state.
    pub office: Office,
    /// Its level.
    pub level: Option<Level>,
    /// What it is where it is an office of an organisation.
    pub organization: Office,
    /// The level there.
    pub organization_level: Option<Level>,
    /// A word for whoever heads something.
    pub is_head: bool,
    /// A word for the deputy of whoever heads something.
    pub is_deputy: bool,
    /// A word for whoever holds an office of the same state: a counterpart.
    pub is_any: bool,
    /// A word for whoever holds the office of the one beside whom it is told: a colleague.
    pub is_peer: bool,
    /// A word for whoever wears a crown: such a head of state is never called president.
    pub is_crown: bool,
}

/// Reads the table `[office]`.
pub(crate) fn read(root: &DeTable<'_>, toml: &mut TomlFile<'_, '_>) -> BTreeMap<String, OfficeMeaning> {
    toml.only_keys(root, &["office", "head_of", "deputy_of"]);
    let mut offices = BTreeMap::new();
    for (key, value) in root.get("office").and_then(|value| toml.table(value)).into_iter().flatten() {
        let Some(table) = toml.table(value) else { continue };
        toml.only_keys(
            table,
            &["office", "level", "organization", "organization_level", "head", "deputy", "any", "peer", "crown"],
        );
        let (office, level) = (read_office(table, "office", toml), read_level(table, "level", toml));
        let organization = read_office(table, "organization", toml);
        let organization_level = read_level(table, "organization_level", toml);
        let mut flag = |key: &str| table.get(key).and_then(|value| toml.flag(value)).unwrap_or(false);
        let (is_head, is_deputy, is_any) = (flag("head"), flag("deputy"), flag("any"));
        let (is_peer, is_crown) = (flag("peer"), flag("crown"));
        let Some(office) = office else {
            toml.problem(value.span().start, "an office without a value", "add office = \"…\"");
            continue;
        };
        let (organization, organization_level) = match organization {
            Some(organization) => (organization, organization_level),
            None => (office, level),
        };
        let meaning = OfficeMeaning {
            office,
            level,
            organization,
            organization_level,
            is_head,
            is_deputy,
            is_any,
            is_peer,
            is_crown,
        };
        offices.insert(key.get_ref().to_string(), meaning);
    }
    offices
}

/// Reads the table `[head_of]` or `[deputy_of]`: beginnings of slugs of organisations, and what their heads or the
/// deputies of those are.
pub(crate) fn read_heads(
    root: &DeTable<'_>,
    table: &str,
    offices: &BTreeMap<String, OfficeMeaning>,
    toml: &mut TomlFile<'_, '_>,
) -> Vec<(String, OfficeMeaning)> {
    let mut heads = Vec::new();
    for (start, value) in root.get(table).and_then(|value| toml.table(value)).into_iter().flatten() {
        let Some(key) = toml.text(value) else { continue };
        match offices.get(key) {
            Some(meaning) => heads.push((format!("organization/{}", start.get_ref()), *meaning)),
            None => {
                let help = suggest(key, offices.keys().map(String::as_str));
                toml.problem(value.span().start, format!("unknown office '{key}'"), help);
            }
        }
    }
    heads
}

fn read_office(table: &DeTable<'_>, key: &str, toml: &mut TomlFile<'_, '_>) -> Option<Office> {
    let value = table.get(key)?;
    let text = toml.text(value)?;
    let office = Office::parse(text);
    if office.is_none() {
        let help = suggest(text, Office::ALL.iter().map(|office| office.as_str()));
        toml.problem(value.span().start, format!("unknown office '{text}'"), help);
    }
    office
}

fn read_level(table: &DeTable<'_>, key: &str, toml: &mut TomlFile<'_, '_>) -> Option<Level> {
    let value = table.get(key)?;
    let text = toml.text(value)?;
    let level = Level::parse(text);
    if level.is_none() {
        let help = suggest(text, Level::ALL.iter().map(|level| level.as_str()));
        toml.problem(value.span().start, format!("unknown level '{text}'"), help);
    }
    level
}
