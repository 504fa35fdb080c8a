//! `inflection.tsv`: paradigms, and the forms they make of a citation form.

use std::collections::BTreeMap;

use crate::data::tsv::Table;
use crate::features::Features;
use crate::problem::{File, Problems, suggest};
use crate::schema::Schema;

/// One ending of a paradigm.
#[derive(Debug, Clone)]
pub(crate) struct Ending {
    pub(crate) features: Features,
    pub(crate) ending: String,
}

/// A paradigm: the endings that citation forms may have, and all endings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paradigm {
    bases: Vec<Ending>,
    endings: Vec<Ending>,
}

/// All paradigms of a language.
#[derive(Debug, Default)]
pub(crate) struct Inflection {
    paradigms: BTreeMap<String, Paradigm>,
}

/// One word of a generated form: how many bytes of it belong to the stem.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    stem: usize,
    features: Features,
}

/// A generated form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// The words, one blank between.
    pub(crate) text: String,
    /// For each word, the bytes of its stem.
    pub(crate) stems: Vec<usize>,
    pub(crate) features: Features,
}

/// A way from the end of a form to the end of its citation form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    /// How the form ends.
    pub(crate) form_end: String,
    /// Bytes to take off it.
    pub(crate) strip: usize,
    /// What to put in their place.
    pub(crate) add: String,
    pub(crate) features: Features,
}

/// Why a form cannot be inflected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InflectionError {
    Count { words: usize, paradigms: usize },
    Unknown(String),
    Ending { word: String, paradigm: String, bases: String },
    NoAgreement,
    TooMany,
}

/// A name with more forms than this has a paradigm too many.
const MAX_FORMS: usize = 4096;

const COLUMNS: [&str; 4] = ["paradigm", "features", "ending", "note"];

impl Inflection {
    /// Reads `file`.
    pub(crate) fn read(file: File<'_>, schema: &Schema, problems: &mut Problems) -> Inflection {
        let table = Table::read(file, &COLUMNS, problems);
        let (name, features, ending) = (table.column("paradigm"), table.column("features"), table.column("ending"));
        let mut inflection = Inflection::default();
        let mut last: Option<(&str, &str, &str)> = None;
        let mut first_row: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &table.rows {
            let ((at, name), (features_at, listed), (_, ending)) =
                (row.cell(name), row.cell(features), row.cell(ending));
            let key = (name, listed, ending);
            match last.map(|last| last.cmp(&key)) {
                Some(std::cmp::Ordering::Greater) => problems.add(
                    &file,
                    at,
                    "this row stands too late: the table is sorted by paradigm, features, ending",
                    "run `elchi check lang --fix`",
                ),
                Some(std::cmp::Ordering::Equal) => {
                    problems.add(&file, at, "this row stands twice", "delete one of them")
                }
                _ => {}
            }
            last = Some(key);
            if name.is_empty() || name == "-" || name.contains(' ') {
                problems.add(&file, at, format!("'{name}' is no name for a paradigm"), "write a name such as n.f.iya");
            }
            first_row.entry(name).or_insert(at);
            let mut bits = parse_features(file, features_at, listed, schema, problems);
            let gender = inherent_gender(name, schema);
            if let Some(group) = gender_group(schema).filter(|group| bits.intersection(group.bits).is_empty()) {
                bits = bits.union(gender.intersection(group.bits));
            }
            let paradigm = inflection.paradigms.entry(name.to_owned()).or_default();
            let row = Ending { features: bits.without(schema.flags.base), ending: ending.to_owned() };
            if bits.has_all(schema.flags.base) && !schema.flags.base.is_empty() {
                paradigm.bases.push(row.clone());
            }
            paradigm.endings.push(row);
        }
        for (name, at) in first_row {
            if inflection.paradigms.get(name).is_some_and(|paradigm| paradigm.bases.is_empty()) {
                problems.add(
                    &file,
                    at,
                    format!("the paradigm {name} has no base row"),
                    "give the row of the citation ending the feature base",
                );
            }
        }
        inflection
    }

    /// Names of all paradigms, sorted.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.paradigms.keys().map(String::as_str)
    }

    /// All forms of `form`, whose words inflect by the blank-separated `paradigms` (`-`: not at all).
    ///
    /// Words agree in every agreeing group of features that both state. The citation form is always among
    /// the forms.
    pub(crate) fn forms(&self, form: &str, paradigms: &str, schema: &Schema) -> Result<Vec<Form>, InflectionError> {
        let words: Vec<&str> = form.split(' ').collect();
        let names: Vec<&str> = paradigms.split(' ').collect();
        if words.len() != names.len() {
            return Err(InflectionError::Count { words: words.len(), paradigms: names.len() });
        }
        let mut choices = Vec::with_capacity(words.len());
        for (word, name) in words.iter().zip(names) {
            choices.push(self.word_forms(word, name)?);
        }
        let mut forms = Vec::new();
        combine(&choices, &mut Vec::new(), Features::default(), schema, &mut forms)?;
        if forms.is_empty() {
            return Err(InflectionError::NoAgreement);
        }
        Ok(forms)
    }

    /// Every way from the end of a form to a citation form in `ending` that inflects by the paradigm `name` (`-`: not
    /// at all).
    pub(crate) fn ways(&self, name: &str, ending: &str) -> Result<Vec<Way>, InflectionError> {
        if name == "-" {
            let way = Way { form_end: ending.to_owned(), strip: 0, add: String::new(), features: Features::default() };
            return Ok(vec![way]);
        }
        let paradigm = self.paradigms.get(name).ok_or_else(|| InflectionError::Unknown(name.to_owned()))?;
        let mut ways = Vec::new();
        for base in &paradigm.bases {
            let base = base.ending.as_str();
            let longer = if ending.ends_with(base) {
                ending
            } else if base.ends_with(ending) {
                base
            } else {
                continue;
            };
            let kept = &longer[..longer.len() - base.len()];
            ways.extend(paradigm.endings.iter().map(|row| Way {
                form_end: format!("{kept}{}", row.ending),
                strip: row.ending.len(),
                add: base.to_owned(),
                features: row.features,
            }));
        }
        Ok(ways)
    }

    fn word_forms(&self, word: &str, name: &str) -> Result<Vec<Word>, InflectionError> {
        if name == "-" {
            return Ok(vec![Word { text: word.to_owned(), stem: word.len(), features: Features::default() }]);
        }
        let paradigm = self.paradigms.get(name).ok_or_else(|| InflectionError::Unknown(name.to_owned()))?;
        let base =
            paradigm.bases.iter().filter(|base| word.ends_with(&base.ending)).max_by_key(|base| base.ending.len());
        let Some(base) = base else {
            let bases: Vec<&str> = paradigm.bases.iter().map(|base| base.ending.as_str()).collect();
            return Err(InflectionError::Ending {
                word: word.to_owned(),
                paradigm: name.to_owned(),
                bases: bases.join(", "),
            });
        };
        let stem = &word[..word.len() - base.ending.len()];
        let make = |ending: &Ending| Word {
            text: format!("{stem}{}", ending.ending),
            stem: stem.len(),
            features: ending.features,
        };
        Ok(paradigm.endings.iter().map(make).collect())
    }
}

/// Help for an inflection error.
pub(crate) fn explain(error: &InflectionError, inflection: &Inflection) -> (String, String) {
    match error {
        InflectionError::Count { words, paradigms } => (
            format!("{paradigms} paradigm(s) for {words} word(s)"),
            "name one paradigm for each blank-separated word of the form, - where a word stays as it is".to_owned(),
        ),
        InflectionError::Unknown(name) => (format!("unknown paradigm '{name}'"), suggest(name, inflection.names())),
        InflectionError::Ending { word, paradigm, bases } => (
            format!("'{word}' does not end in '{bases}', the base ending of {paradigm}"),
            "choose the paradigm of this word, or write its citation form".to_owned(),
        ),
        InflectionError::NoAgreement => (
            "the words of this form never agree".to_owned(),
            "look at case, number and gender of their paradigms".to_owned(),
        ),
        InflectionError::TooMany => {
            (format!("more than {MAX_FORMS} forms"), "use - for the words that do not inflect".to_owned())
        }
    }
}

/// The features of a comma-separated cell.
pub(crate) fn parse_features(
    file: File<'_>,
    at: usize,
    cell: &str,
    schema: &Schema,
    problems: &mut Problems,
) -> Features {
    let mut bits = Features::default();
    for name in cell.split(',').filter(|name| !name.is_empty()) {
        match schema.feature(name) {
            Some(bit) => bits = bits.union(bit),
            None => {
                let help = suggest(name, schema.feature_names().map(|(name, _)| name));
                problems.add(&file, at, format!("unknown feature '{name}'"), help);
            }
        }
    }
    bits
}

fn gender_group(schema: &Schema) -> Option<&crate::schema::Group> {
    schema.groups.iter().find(|group| group.name == "gender")
}

/// The gender that a paradigm's name states in one of its parts: `f` in `n.f.iya`. The first part names the class.
fn inherent_gender(name: &str, schema: &Schema) -> Features {
    let group = gender_group(schema).map(|group| group.bits).unwrap_or_default();
    name.split('.')
        .skip(1)
        .filter_map(|part| schema.feature(part))
        .map(|bit| bit.intersection(group))
        .fold(Features::default(), Features::union)
}

fn combine(
    choices: &[Vec<Word>],
    chosen: &mut Vec<Word>,
    features: Features,
    schema: &Schema,
    forms: &mut Vec<Form>,
) -> Result<(), InflectionError> {
    let Some(choice) = choices.get(chosen.len()) else {
        if forms.len() == MAX_FORMS {
            return Err(InflectionError::TooMany);
        }
        let text = chosen.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        forms.push(Form { text, stems: chosen.iter().map(|word| word.stem).collect(), features });
        return Ok(());
    };
    for word in choice {
        if let Some(features) = schema.agree(features, word.features) {
            chosen.push(word.clone());
            combine(choices, chosen, features, schema, forms)?;
            chosen.pop();
        }
    }
    Ok(())
}
