//! Whether a participant or speaker that was found is the annotated one.

use elchi_model::Participant;
use toml::Table;

use super::{Read, text_of};

/// The same role and the same person, office holder, state or body.
pub(super) fn same(gold: &Table, found: &Participant, read: &Read) -> bool {
    text_of(gold, "role") == Some(&*found.role) && same_one(gold, found, read)
}

/// The same person, office holder, state or body, in whatever role.
pub(super) fn same_one(gold: &Table, found: &Participant, read: &Read) -> bool {
    let entity = text_of(gold, "entity").unwrap_or("");
    let (kind, name) = entity.split_once(':').unwrap_or(("", ""));
    let words = text_of(gold, "text").unwrap_or("");
    let country = text_of(gold, "country");
    let own_words = found.span.of(&read.text);
    let overlap = own_words.contains(words) || words.contains(own_words);
    match kind {
        "person" => match &found.person_entity_id {
            Some(id) => normal_of(read, id).is_some_and(|normal| alike(&normal, name)),
            None => false,
        },
        "office" => {
            let same_country = country.is_none() || country == found.country.as_deref();
            same_country
                && found.person_entity_id.is_none()
                && (overlap || found.office.is_some_and(|office| office.as_str() == name))
        }
        "" => overlap || found.is_collective,
        _ => found.entity_id.as_deref() == Some(&format!("{kind}/{name}")) || overlap,
    }
}

/// The longest nominative of an entity in the document.
pub(super) fn normal_of(read: &Read, id: &str) -> Option<String> {
    let normals = read.facts.mentions.iter().filter(|mention| mention.entity_id.as_deref() == Some(id));
    normals
        .filter_map(|mention| mention.normal.as_ref())
        .max_by_key(|normal| normal.len())
        .map(|normal| normal.to_string())
}

/// The same name, or one that holds the other's family name.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let fold = |name: &str| name.to_lowercase().replace('ё', "е");
    let (one, other) = (fold(one), fold(other));
    let last = |name: &str| name.split(' ').next_back().unwrap_or("").to_owned();
    one == other || (!one.contains(' ') && last(&other) == one) || last(&one) == last(&other)
}
