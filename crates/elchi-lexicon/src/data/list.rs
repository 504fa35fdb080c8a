//! `<list>.tsv`: the rows of a list.

use elchi_model::Script;

use crate::data::inflection::parse_features;
use crate::data::tsv::Table;
use crate::features::Features;
use crate::problem::{File, Problems, suggest};
use crate::schema::{ListDef, Schema, Slug};

/// Columns of a list, in their order.
pub(crate) const COLUMNS: [&str; 10] =
    ["form", "lemma", "paradigm", "features", "id", "from", "to", "source", "checked", "note"];

/// One row of a list.
#[derive(Debug, Clone)]
pub(crate) struct ListRow<'a> {
    /// Bytes of the file where form, paradigm and id stand.
    pub(crate) form_at: usize,
    pub(crate) paradigm_at: usize,
    pub(crate) id_at: usize,
    pub(crate) form: &'a str,
    pub(crate) lemma: &'a str,
    pub(crate) paradigm: &'a str,
    pub(crate) features: Features,
    pub(crate) id: &'a str,
}

/// Reads the list `def` from `file`.
pub(crate) fn read<'a>(file: File<'a>, def: &ListDef, schema: &Schema, problems: &mut Problems) -> Vec<ListRow<'a>> {
    let table = Table::read(file, &COLUMNS, problems);
    let column = |name: &str| table.column(name);
    let [form, lemma, paradigm, features, id] = ["form", "lemma", "paradigm", "features", "id"].map(column);
    let [from, to, source, checked] = ["from", "to", "source", "checked"].map(column);
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut last: Option<(&str, &str)> = None;
    for row in &table.rows {
        let (form_at, form) = row.cell(form);
        let (lemma_at, lemma) = row.cell(lemma);
        let (paradigm_at, paradigm) = row.cell(paradigm);
        let (features_at, listed) = row.cell(features);
        let (id_at, id) = row.cell(id);
        if form.is_empty() {
            problems.add(&file, form_at, "a row without a form", "write the word as texts have it");
            continue;
        }
        match last.map(|last| last.cmp(&(form, id))) {
            Some(std::cmp::Ordering::Greater) => {
                problems.add(
                    &file,
                    form_at,
                    format!("'{form}' stands too late: a list is sorted by form, then id"),
                    "run `elchi check lang --fix`",
                );
            }
            Some(std::cmp::Ordering::Equal) => {
                problems.add(&file, form_at, format!("'{form}' stands twice"), "delete one of the rows")
            }
            _ => {}
        }
        last = Some((form, id));
        check_words(file, form_at, form, problems);
        check_words(file, lemma_at, lemma, problems);
        check_id(file, id_at, id, def, problems);
        let (source_at, source) = row.cell(source);
        if !source.is_empty() && !schema.sources.iter().any(|known| known == source) {
            let help = suggest(source, schema.sources.iter().map(String::as_str));
            problems.add(&file, source_at, format!("unknown source '{source}'"), help);
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
        for (at, date) in [row.cell(from), row.cell(to)] {
            if !date.is_empty() && !is_date(date) {
                problems.add(&file, at, format!("'{date}' is no date"), "write 2019, 2019-05 or 2019-05-31");
            }
        }
        let features = parse_features(file, features_at, listed, schema, problems);
        rows.push(ListRow { form_at, paradigm_at, id_at, form, lemma, paradigm, features, id });
    }
    rows
}

/// Refuses Latin letters inside Cyrillic words and the reverse.
pub(crate) fn check_words(file: File<'_>, at: usize, text: &str, problems: &mut Problems) {
    if let Some((inside, letter, alphabet)) = crate::text::chars::mixed_at(text) {
        let (is, should) = match alphabet {
            crate::text::chars::Alphabet::Latin => (Script::LATN, "Cyrillic"),
            _ => (Script::CYRL, "Latin"),
        };
        let message = format!("'{letter}' in '{text}' is a letter of {is} inside a {should} word");
        problems.add(&file, at + inside, message, format!("type the {should} letter"));
    }
}

fn check_id(file: File<'_>, at: usize, id: &str, def: &ListDef, problems: &mut Problems) {
    if id.is_empty() {
        if !def.ids.is_empty() {
            let help = format!("write {}/… in the column id", def.ids.join("/… or "));
            problems.add(&file, at, format!("an entry of {} without an id", def.name), help);
        }
        return;
    }
    let (kind, slug) = id.split_once('/').unwrap_or((id, ""));
    if !def.ids.iter().any(|known| known == kind) {
        let help = if def.ids.is_empty() {
            "leave the column id empty".to_owned()
        } else {
            suggest(kind, def.ids.iter().map(String::as_str))
        };
        problems.add(&file, at, format!("'{id}' is no id for {}", def.name), help);
    } else if !slug_fits(slug, &def.slug) {
        let help = match &def.slug {
            Slug::Any => "write lower-case letters, digits and hyphens behind the slash".to_owned(),
            Slug::Number => "write a number behind the slash".to_owned(),
            Slug::Currency => "write the ISO 4217 code in lower case behind the slash".to_owned(),
            Slug::Range(low, high) => format!("write a whole number from {low} to {high} behind the slash"),
        };
        problems.add(&file, at, format!("'{slug}' cannot stand in '{id}'"), help);
    }
}

fn slug_fits(slug: &str, allowed: &Slug) -> bool {
    match allowed {
        Slug::Any => !slug.is_empty() && !slug.contains(' ') && !slug.contains('/'),
        Slug::Number => slug.parse::<f64>().is_ok_and(f64::is_finite),
        Slug::Currency => slug.len() == 3 && slug.bytes().all(|b| b.is_ascii_lowercase()),
        Slug::Range(low, high) => slug.parse::<u32>().is_ok_and(|value| (*low..=*high).contains(&value)),
    }
}

/// `2019`, `2019-05` or `2019-05-31`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() <= 3
        && parts
            .iter()
            .enumerate()
            .all(|(i, part)| part.len() == if i == 0 { 4 } else { 2 } && part.bytes().all(|b| b.is_ascii_digit()))
}
