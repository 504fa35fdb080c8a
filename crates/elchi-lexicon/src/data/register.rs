//! `lang/shared/<register>.tsv`: the entities that lists point at.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::tsv::Table;
use crate::problem::{File, Problems, suggest};
use crate::schema::Schema;

/// An entity that all languages know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// `kind/slug`.
    pub id: Arc<str>,
    /// What stands before the slash.
    pub kind: Arc<str>,
    /// English name.
    pub name_en: Arc<str>,
    /// ISO 3166-1 alpha-2, or `EU`.
    pub country: Option<Arc<str>>,
    /// Wikidata item, `Q` and digits.
    pub wikidata: Option<Arc<str>>,
    /// Ids of the members of a region or format.
    pub members: Vec<Arc<str>>,
    /// The state whose capital the place is, which the press calls by its capital.
    pub capital_of: Option<Arc<str>>,
    /// The person has been the head of state of the country: whom a bare «the president» may mean.
    pub head_of_state: bool,
}

/// Columns of a register, in their order.
pub(crate) const COLUMNS: [&str; 10] =
    ["id", "name_en", "country", "wikidata", "members", "capital", "head_of_state", "source", "checked", "note"];

/// Reads a register whose ids are of `kind`; `members` gets each member and its place, to be checked later.
pub(crate) fn read(
    file: File<'_>,
    kind: &str,
    schema: &Schema,
    entities: &mut BTreeMap<Arc<str>, Entity>,
    members: &mut Vec<(usize, Arc<str>)>,
    problems: &mut Problems,
) {
    let table = Table::read(file, &COLUMNS, problems);
    let column = |name: &str| table.column(name);
    let [id, name, country, wikidata] = ["id", "name_en", "country", "wikidata"].map(column);
    let [listed, source, checked] = ["members", "source", "checked"].map(column);
    let [capital, head_of_state] = ["capital", "head_of_state"].map(column);
    let mut last = "";
    for row in &table.rows {
        let (at, id) = row.cell(id);
        if id <= last {
            problems.add(
                &file,
                at,
                format!("'{id}' stands twice or too late: a register is sorted by id"),
                "run `elchi check lang --fix`",
            );
        }
        last = id;
        let slug = id.strip_prefix(kind).and_then(|rest| rest.strip_prefix('/')).unwrap_or("");
        if slug.is_empty() || !slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            problems.add(
                &file,
                at,
                format!("'{id}' is no id of this register"),
                format!("write {kind}/ and lower-case letters, digits and hyphens"),
            );
            continue;
        }
        let (name_at, name) = row.cell(name);
        if name.is_empty() {
            problems.add(&file, name_at, "an entity without a name", "write its English name");
        }
        let (country_at, country) = row.cell(country);
        let is_code = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        if !country.is_empty() && !is_code {
            problems.add(
                &file,
                country_at,
                format!("'{country}' is no country code"),
                "write ISO 3166-1 alpha-2 in capitals, or EU",
            );
        }
        let (wikidata_at, wikidata) = row.cell(wikidata);
        if !wikidata.is_empty() && wikidata.strip_prefix('Q').is_none_or(|digits| digits.parse::<u64>().is_err()) {
            problems.add(&file, wikidata_at, format!("'{wikidata}' is no Wikidata item"), "write Q and digits");
        }
        let (source_at, source) = row.cell(source);
        if !source.is_empty() && !schema.sources.iter().any(|known| known == source) {
            problems.add(
                &file,
                source_at,
                format!("unknown source '{source}'"),
                suggest(source, schema.sources.iter().map(String::as_str)),
            );
        }
        let (checked_at, checked) = row.cell(checked);
        if !matches!(checked, "" | "yes") {
            problems.add(
                &file,
                checked_at,
                format!("'{checked}' under checked"),
                "write yes, or nothing where you are not sure",
            );
        }
        let (capital_at, capital) = row.cell(capital);
        if !matches!(capital, "" | "yes") {
            let message = format!("'{capital}' under capital");
            problems.add(&file, capital_at, message, "write yes for the capital of its country, or nothing");
        }
        let (head_at, head) = row.cell(head_of_state);
        if !matches!(head, "" | "yes") {
            let message = format!("'{head}' under head_of_state");
            problems.add(&file, head_at, message, "write yes for someone who has been head of state, or nothing");
        }
        let (members_at, listed) = row.cell(listed);
        let own: Vec<Arc<str>> =
            listed.split(',').map(str::trim).filter(|member| !member.is_empty()).map(Arc::from).collect();
        members.extend(own.iter().map(|member| (members_at, member.clone())));
        let optional = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
        let entity = Entity {
            id: Arc::from(id),
            kind: Arc::from(kind),
            name_en: Arc::from(name),
            country: optional(country),
            wikidata: optional(wikidata),
            members: own,
            capital_of: (capital == "yes" && is_code)
                .then(|| format!("country/{}", country.to_ascii_lowercase()).into()),
            head_of_state: head == "yes",
        };
        entities.insert(entity.id.clone(), entity);
    }
}
