//! Rows of lists into the trie, with every form that their paradigms make.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::data::inflection::{self, Form, Inflection};
use crate::data::list::{self, ListRow};
use crate::data::register::Entity;
use crate::features::Features;
use crate::problem::{File, Problems, suggest};
use crate::schema::{ListId, Schema};
use crate::tables::build::{Builder, Folder, Place};
use crate::tables::casing::Casing;
use crate::tables::trie::Payload;
use crate::tables::{EntryId, EntryRow, LemmaId, intern_tokens};

impl Builder<'_> {
    /// Adds every list of `folder` with all forms of its rows.
    pub(super) fn add_lists(
        &mut self,
        folder: &Folder<'_>,
        inflection: &Inflection,
        entities: &BTreeMap<Arc<str>, Entity>,
    ) {
        let schema = self.schema.clone();
        let mut first_mention: FxHashMap<String, Place> = FxHashMap::default();
        for (file_no, file) in folder.files.iter().enumerate() {
            let Some(name) = folder.inside(file).strip_suffix(".tsv").filter(|name| !name.contains('/')) else {
                continue;
            };
            let Some(list) = schema.list(name) else { continue };
            let def = &schema.lists[list.index()];
            for row in list::read(*file, def, &schema, self.problems) {
                if def.mention.is_some() {
                    let place = Place { file: file_no, at: row.form_at };
                    let first = first_mention.entry(row.form.to_owned()).or_insert_with(|| place.clone());
                    if first.file != file_no {
                        let other = folder.files[first.file];
                        let message =
                            format!("'{}' stands in {}:{} too", row.form, other.path, other.position(first.at).0);
                        self.problems.add(
                            file,
                            row.form_at,
                            message,
                            "a name stands once in the mention lists of a language: keep one row",
                        );
                    }
                }
                check_register(file, &row, &schema, entities, self.problems);
                self.add_row(folder, file_no, list, &row, inflection);
            }
        }
    }

    fn add_row(
        &mut self,
        folder: &Folder<'_>,
        file_no: usize,
        list: ListId,
        row: &ListRow<'_>,
        inflection: &Inflection,
    ) {
        let file = folder.files[file_no];
        let schema = self.schema.clone();
        let lemma = if row.lemma.is_empty() { row.form } else { row.lemma };
        let lemma_id = self.lemma(lemma);
        let entry = EntryId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(EntryRow {
            form: Arc::from(row.form),
            lemma: Arc::from(lemma),
            lemma_id,
            id: (!row.id.is_empty()).then(|| Arc::from(row.id)),
            number: row
                .id
                .split_once('/')
                .and_then(|(_, slug)| slug.parse().ok())
                .filter(|value: &f64| value.is_finite()),
            list,
        });
        self.places.push(Place { file: file_no, at: row.form_at });
        let citation = Form {
            text: row.form.to_owned(),
            stems: row.form.split(' ').map(str::len).collect(),
            features: Features::default(),
        };
        let mut forms = Vec::new();
        if !row.paradigm.is_empty() {
            match inflection.forms(row.form, row.paradigm, &schema) {
                Ok(made) => forms = made,
                Err(error) => {
                    let (message, help) = inflection::explain(&error, inflection);
                    self.problems.add(&file, row.paradigm_at, message, help);
                }
            }
        }
        if !forms.iter().any(|form| form.text == row.form) {
            forms.push(citation);
        }
        let class = schema.lists[list.index()].class;
        let mut conflicts = Vec::new();
        for form in &forms {
            let features = self.complete(form.features.union(row.features.without(schema.flags.all)), class);
            self.add_form(entry, list, form, features, row.features, &mut conflicts);
        }
        conflicts.sort_unstable();
        conflicts.dedup_by_key(|(other, _)| *other);
        for (other, text) in conflicts {
            let (place, row_of) = (&self.places[other.0 as usize], &self.entries[other.0 as usize]);
            let other_file = folder.files[place.file];
            let line = other_file.position(place.at).0;
            let target = row_of.id.as_deref().unwrap_or("");
            let message = format!(
                "the form '{text}' of this row also belongs to '{}' ({target}, {}:{line})",
                row_of.form, other_file.path
            );
            self.problems.add(
                &file,
                row.form_at,
                message,
                "one form points at one target: change a paradigm, or delete one of the rows",
            );
        }
    }
    /// The id of a lemma, new if need be.
    fn lemma(&mut self, lemma: &str) -> LemmaId {
        intern_tokens(&self.tokeniser, &mut self.forms, lemma, &mut self.folded);
        let fresh = LemmaId(u32::try_from(self.lemmas.len()).unwrap_or(u32::MAX));
        *self.lemmas.entry(self.folded.as_str().into()).or_insert(fresh)
    }

    /// Adds the class of the list, and every value of the agreeing groups that the form leaves open.
    fn complete(&self, mut features: Features, class: Features) -> Features {
        let group = |name: &str| {
            self.schema.groups.iter().find(|group| group.name == name).map(|group| group.bits).unwrap_or_default()
        };
        if features.intersection(group("class")).is_empty() {
            features = features.union(class);
        }
        let verbal = group("tense").union(group("verbal"));
        let participle = features.intersection(self.schema.flags.participle);
        if features.intersection(verbal).is_empty() || !participle.is_empty() {
            for group in self.schema.groups.iter().filter(|group| group.agree) {
                if features.intersection(group.bits).is_empty() {
                    features = features.union(group.bits);
                }
            }
        }
        features
    }

    fn add_form(
        &mut self,
        entry: EntryId,
        list: ListId,
        form: &Form,
        features: Features,
        row: Features,
        conflicts: &mut Vec<(EntryId, String)>,
    ) {
        let flags = self.schema.flags;
        let tokens = intern_tokens(&self.tokeniser, &mut self.forms, &form.text, &mut self.folded);
        let width = self.widths.entry(list).or_default();
        *width = (*width).max(tokens.len());
        let Some(node) = self.trie.node(tokens.iter().map(|token| token.form)) else { return };
        let casing = Casing::of(&form.text, &tokens, &form.stems, row.has_all(flags.upper) && !flags.upper.is_empty());
        let has = |flag: Features| !flag.is_empty() && row.has_all(flag);
        let payloads = &self.trie.nodes[node as usize];
        let is_mention = |list: ListId| self.schema.lists[list.index()].mention.is_some();
        for other in
            payloads.iter().filter(|other| other.entry != entry && other.casing.is_upper() == casing.is_upper())
        {
            let (ours, theirs) = (&self.entries[entry.0 as usize].id, &self.entries[other.entry.0 as usize].id);
            let rivals = other.list == list || (is_mention(list) && is_mention(other.list));
            if rivals && ours != theirs && ours.is_some() {
                conflicts.push((other.entry, form.text.clone()));
            }
        }
        let exact = has(flags.exact);
        let known = payloads
            .iter()
            .position(|other| other.entry == entry && other.casing == casing && other.exact.is_some() == exact);
        let place = known.unwrap_or(payloads.len());
        if known.is_none() {
            let exact = exact.then(|| {
                self.trie.exact.push(form.text.as_str().into());
                u32::try_from(self.trie.exact.len() - 1).unwrap_or(u32::MAX)
            });
            let (not_initial, compound) = (has(flags.not_initial), has(flags.compound));
            let payload =
                Payload { entry, list, casing, features_at: 0, features_len: 0, not_initial, compound, exact };
            self.trie.nodes[node as usize].push(payload);
        }
        self.pending.entry((node, place)).or_default().push(features);
    }
}

fn check_register(
    file: &File<'_>,
    row: &ListRow<'_>,
    schema: &Schema,
    entities: &BTreeMap<Arc<str>, Entity>,
    problems: &mut Problems,
) {
    let kind = row.id.split('/').next().unwrap_or("");
    if let Some(register) = schema.register_of(kind).filter(|_| !entities.contains_key(row.id)) {
        let same_kind = entities.values().filter(|entity| &*entity.kind == kind).map(|entity| &*entity.id);
        let near =
            crate::problem::nearest(row.id, same_kind.clone()).map(|_| suggest(row.id, same_kind)).unwrap_or_default();
        let help =
            format!("add it to shared/{register}.tsv, or correct it{}{near}", if near.is_empty() { "" } else { ": " });
        problems.add(file, row.id_at, format!("unknown id '{}'", row.id), help);
    }
}
