//! Who is who inside one document.

use std::collections::BTreeMap;
use std::sync::Arc;

use elchi_lexicon::{Features, Schema};
use elchi_model::Lang;

use super::name::Reading;

/// A person of the document.
#[derive(Debug)]
pub(crate) struct Person {
    /// Normal forms, whether a given name stands in it, and how much speaks for each.
    votes: Vec<Vote>,
    /// The id in a list, where one knows the person.
    pub(crate) listed: Option<Arc<str>>,
    lang: Lang,
}

#[derive(Debug)]
struct Vote {
    reading: Reading,
    /// What the readings of this normal form say of gender and the like.
    features: Vec<Features>,
    count: u32,
    /// How much beside the mentions of the whole name speaks for it.
    support: u32,
}

/// All people of a document.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    pub(crate) people: Vec<Person>,
    families: BTreeMap<String, Vec<usize>>,
    listed: BTreeMap<Arc<str>, usize>,
}

impl Registry {
    pub(crate) fn clear(&mut self) {
        self.people.clear();
        self.families.clear();
        self.listed.clear();
    }

    /// The person of a name with these readings (the likeliest first); `surface` is the name as written.
    pub(crate) fn add(&mut self, readings: &[Reading], surface: &str, lang: Lang) -> usize {
        let known = readings.iter().find_map(|reading| self.find(reading));
        let index = known.unwrap_or_else(|| {
            self.people.push(Person { votes: Vec::new(), listed: None, lang });
            self.people.len() - 1
        });
        let best = readings.iter().map(|reading| reading.weight).max().unwrap_or(0);
        for reading in readings {
            // What is likeliest by its endings counts double; where that leaves it open, a name as it stands.
            let likeliest = reading.weight == best;
            let nominative = likeliest && reading.normal == surface;
            self.people[index].vote(reading, 1 + u32::from(likeliest) + u32::from(nominative));
            self.index(&reading.family, index);
        }
        index
    }

    /// The person that a list knows, named `lemma` there: given name first; `features` say what gender it may have.
    pub(crate) fn add_listed(&mut self, id: &Arc<str>, lemma: &str, mut features: Vec<Features>, lang: Lang) -> usize {
        if let Some(&index) = self.listed.get(id) {
            return index;
        }
        let index = self.people.len();
        let (given, family) = match lemma.rsplit_once(' ') {
            Some((given, family)) => (given.split(' ').next().map(str::to_lowercase), family.to_lowercase()),
            None => (None, lemma.to_lowercase()),
        };
        let reading = Reading {
            normal: lemma.to_owned(),
            initial: None,
            given,
            family: family.clone(),
            features: Features::default(),
            weight: 0,
        };
        features.sort_unstable();
        features.dedup();
        if features.is_empty() {
            features.push(reading.features);
        }
        let votes = vec![Vote { features, reading, count: 1000, support: 0 }];
        self.people.push(Person { votes, listed: Some(id.clone()), lang });
        self.listed.insert(id.clone(), index);
        self.index(&family, index);
        index
    }

    fn index(&mut self, family: &str, person: usize) {
        let people = self.families.entry(family.to_owned()).or_default();
        if !people.contains(&person) {
            people.push(person);
        }
    }

    /// The last person known by that family name whose given name or initial does not speak against it.
    fn find(&self, reading: &Reading) -> Option<usize> {
        let people = self.families.get(&reading.family)?;
        people.iter().rev().copied().find(|&index| self.people[index].fits(reading))
    }

    /// The person last added whose family name may be `family`, in lower case.
    pub(crate) fn by_family(&self, family: &str) -> Option<usize> {
        self.families.get(family).and_then(|people| people.last()).copied()
    }

    /// True where some family name begins with the first three letters of `word`, in lower case: worth a closer look.
    pub(crate) fn may_know(&self, word: &str) -> bool {
        let end = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
        let start = &word[..end];
        self.families.range(start.to_owned()..).next().is_some_and(|(family, _)| family.starts_with(start))
    }

    /// The people that lists know, by id.
    pub(crate) fn listed(&self) -> &BTreeMap<Arc<str>, usize> {
        &self.listed
    }

    /// True where nobody is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// What speaks for a family name in the nominative: another mention, of the family name alone, can only be read so.
    pub(crate) fn support_family(&mut self, person: usize, family: &str) {
        for vote in self.people[person].votes.iter_mut().filter(|vote| vote.reading.family == family) {
            vote.support += 1;
        }
    }

    /// What speaks for a reading: an office before the name has its case.
    pub(crate) fn support_case(&mut self, person: usize, office: &[Features], schema: &Schema) {
        let plain = |own: Features| schema.without(schema.without(own, "gender"), "number");
        for vote in &mut self.people[person].votes {
            let agrees =
                |own: &Features| office.iter().any(|office| schema.agree(plain(*own), plain(*office)).is_some());
            if vote.features.iter().any(agrees) {
                vote.support += 1;
            }
        }
    }

    /// The nominative of a person's whole name where `normal`, of one mention, is the same name read otherwise: of as many
    /// words, each with the same beginning.
    pub(crate) fn agreed(&self, person: usize, normal: &str) -> Option<&str> {
        let votes = &self.people[person].votes;
        let own = votes.iter().find(|vote| vote.reading.normal == normal).map_or(0, |vote| vote.support);
        let best = self.people[person].best().filter(|vote| vote.support > own)?.reading.normal.as_str();
        let alike = |(one, other): (&str, &str)| {
            let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
            shared + 2 >= one.chars().count().min(other.chars().count())
        };
        let same = best.split(' ').count() == normal.split(' ').count() && normal.contains(' ');
        (same && best != normal && best.split(' ').zip(normal.split(' ')).all(alike)).then_some(best)
    }

    /// The nominative of the whole name as most of the document's mentions have it.
    pub(crate) fn normal(&self, person: usize) -> &str {
        self.people[person].best().map_or("", |vote| &vote.reading.normal)
    }

    /// True where some reading of a person's name has features that `test` takes.
    pub(crate) fn may_be(&self, person: usize, test: impl Fn(Features) -> bool) -> bool {
        self.people[person].votes.iter().flat_map(|vote| &vote.features).any(|features| test(*features))
    }

    /// The id of a person: that of the lists, or one made of language, name and document.
    pub(crate) fn id(&self, person: usize, doc_id: &str) -> Arc<str> {
        if let Some(id) = &self.people[person].listed {
            return id.clone();
        }
        provisional("person", self.people[person].lang, self.normal(person), doc_id)
    }
}

/// The id of someone or something that no list knows, in one document: kind, `/~`, and 16 hex digits of the BLAKE3 of
/// language, normal form in lower case and document.
pub(crate) fn provisional(kind: &str, lang: Lang, normal: &str, doc_id: &str) -> Arc<str> {
    let mut hasher = blake3::Hasher::new();
    for part in [lang.as_str(), &normal.to_lowercase(), doc_id] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize();
    let mut id = format!("{kind}/~");
    for byte in &hash.as_bytes()[..8] {
        id.push_str(&format!("{byte:02x}"));
    }
    id.into()
}

impl Person {
    fn vote(&mut self, reading: &Reading, count: u32) {
        match self.votes.iter_mut().find(|vote| vote.reading.normal == reading.normal) {
            Some(vote) => {
                vote.count += count;
                if !vote.features.contains(&reading.features) {
                    vote.features.push(reading.features);
                }
            }
            None => {
                self.votes.push(Vote { reading: reading.clone(), features: vec![reading.features], count, support: 0 })
            }
        }
    }

    /// A reading with a given name goes before one without; then what speaks for it decides, then the votes, then the first.
    fn best(&self) -> Option<&Vote> {
        let rank = |vote: &Vote| {
            let whole = (vote.reading.given.is_some(), vote.reading.normal.contains(' '));
            (whole, vote.support, vote.count, vote.reading.weight)
        };
        self.votes.iter().reduce(|best, vote| if rank(vote) > rank(best) { vote } else { best })
    }

    fn fits(&self, reading: &Reading) -> bool {
        self.votes.iter().any(|vote| {
            let own = &vote.reading;
            let first = |name: &Option<String>| name.as_ref().and_then(|name| name.chars().next());
            own.family == reading.family
                && match (&own.given, &reading.given) {
                    (Some(own), Some(other)) => own == other,
                    (Some(_), None) => reading.initial.is_none_or(|initial| first(&own.given) == Some(initial)),
                    (None, Some(_)) => own.initial.is_none_or(|initial| first(&reading.given) == Some(initial)),
                    (None, None) => {
                        own.initial.is_none() || reading.initial.is_none() || own.initial == reading.initial
                    }
                }
        })
    }
}
