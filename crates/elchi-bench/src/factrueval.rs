//! Scores positions and meetings against the facts of factRuEval-2016 (track 3), document by document.
//!
//! In: the annotated texts as zstd-compressed JSON Lines (`shared/data/ner/README.md`). Out: precision, recall and F1 of
//! `Occupation` and `Meeting` in the easy and the hard mode; with `-v` each alignment of the easy mode.
//!
//! Halves: `dev` are the documents whose id has an even first byte of BLAKE3, `test` the others. Rules are written
//! while looking at `dev`; `test` is looked at once, at the end.
//!
//! The rules are those of the task's own comparator (GitHub dialogue-evaluation/factRuEval-2016, `scripts/t3_eval.py`,
//! `dialent/task3/eval.py`, `dialent/objects/{fact,argument,entity,attribute}.py`, `dialent/common/util.py`, the last
//! versions; read, not copied) and of the paper (Starostin et al., Dialogue 2016):
//! - Documents without annotated facts are left out. Each document and kind of fact is aligned on its own.
//! - A found fact may go to a gold fact with which it shares an argument other than the position; several may go to the
//!   same gold fact. The alignment is the one with the best F1.
//! - Quality of a gold fact: weight of the right arguments by the weight of right, wrong and missing ones (position and
//!   phase one half, all others 1), multiplied by (1 + i) / 2, where i is the share of pairs of right arguments that one
//!   found fact holds together. Recall is the mean quality of the gold facts, precision that of the found ones.
//! - No argument is required.
//! - Easy mode: phases are no arguments, gold facts of raised difficulty are neither wanted nor wrong. Hard mode: phases
//!   are arguments, difficult facts count, facts in the future, possible or negated do not.
//! - Values: a person by given and family name, patronymic, nickname in ten orders, the family name alone among them; a
//!   body or place by a name with or without its descriptor; either by any words that mention it in the text; a position
//!   by its words. Case, ё, quotation marks and kinds of dashes do not matter; up to one letter may differ, two in nine
//!   letters and more.
//!
//! What is simpler here, or read as meant where the comparator fails:
//! - The best alignment is looked for by changing one found fact at a time, not by trying all.
//! - The comparator takes the first arguments, not the right ones, for the pairs of i; and its table of parts
//!   (`isPartOf`) never applies: here a body's name stands for its part and the other way round, as it says.
//! - It has a list of positions in the nominative: here words of a position agree where they differ in endings only.
//! - A found value may have several names, of which one must agree (a submission gives one): a person each nominative of
//!   the document and its last word, a state or body those of the document and of `lang/`, a position the office of the
//!   list and the words of the text without names. The head of a ministry or government holds an office of the state in
//!   the table `positions`, of the ministry or government here: their names stand for the state's too.
//! - One answer serves both modes, but in the hard mode our own scheduled, proposed, possible, negated and cancelled
//!   meetings are left out, since the realis says which they are.
//! - Phases are never found. Place and date of a meeting are not annotated and not scored.
//!
//! Mapping: an `Occupation` for each person, office and `of` of a document (rows without `of` join one with it); a
//! `Meeting` for each event that is a meeting, talks, reception, call or session and names a person, its participants
//! being the persons. `occupation where` leaves out our own rows without `of`: but for one, every gold fact has a Where,
//! so that a bare «аналитик Роман Коноплёв» is no fact by the annotators' practice.

mod align;
mod annotated;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use elchi_model::{Event, EventType, MentionKind, Office, Position, Realis, Span};

use self::align::{Argument, Fact, Figures, Kind, Role};
use crate::gold::{Read, Reader};

/// Figures, and every alignment of the easy mode.
pub(crate) fn score(path: &Path, half: &str, lang: &Path) -> Result<(String, String), Box<dyn Error>> {
    let documents = annotated::read(path, half)?;
    let names = names(&lang.join("ru"))?;
    let mut reader = Reader::new("ru", Some(lang))?;
    let kinds = [
        ("occupation", Kind::Occupation, false),
        ("occupation where", Kind::Occupation, true),
        ("meeting", Kind::Meeting, false),
    ];
    let mut sums = [[Figures::default(); 2]; 3];
    let mut detail = String::new();
    for document in &documents {
        let read = reader.read(&document.text, &document.id, None);
        let own = own_facts(&read, &names);
        for (number, (name, kind, placed)) in kinds.into_iter().enumerate() {
            for hard in [false, true] {
                let some = |fact: &&Fact| fact.kind == kind && !(hard && fact.modal);
                let gold: Vec<&Fact> = document.facts.iter().filter(some).collect();
                let own: Vec<&Fact> = own.iter().filter(some).filter(|fact| !placed || fact.has(Role::Where)).collect();
                let (chosen, figures) = align::align(&gold, &own, hard);
                sums[number][usize::from(hard)].add(figures);
                if !hard && !placed {
                    list(&format!("{}\t{name}", document.id), &gold, &own, &chosen, &mut detail);
                }
            }
        }
    }
    let mut out = format!("{} documents of {half}\n", documents.len());
    for (sums, (name, ..)) in sums.iter().zip(kinds) {
        for (sum, mode) in sums.iter().zip(["easy", "hard"]) {
            out.push_str(&sum.line(&format!("{name} {mode}")));
        }
    }
    Ok((out, detail))
}

/// Each gold fact with what was found for it, then what was found for none.
fn list(head: &str, gold: &[&Fact], own: &[&Fact], chosen: &[Option<usize>], out: &mut String) {
    for (at, fact) in gold.iter().enumerate() {
        let cluster: Vec<&Fact> =
            own.iter().zip(chosen).filter(|(_, one)| **one == Some(at)).map(|(own, _)| *own).collect();
        let quality = align::quality(fact, &cluster, false);
        let labels: Vec<&str> = cluster.iter().map(|own| own.label.as_str()).collect();
        let word = match quality {
            _ if fact.difficult => "IGNORED",
            _ if cluster.is_empty() => "MISSED",
            full if full > 0.999 => "RIGHT",
            _ => "PART",
        };
        let _ = writeln!(out, "{head}\t{word}\t{quality:.2}\t{}\t{}", fact.label, labels.join(" + "));
    }
    for (own, _) in own.iter().zip(chosen).filter(|(_, one)| one.is_none()) {
        let _ = writeln!(out, "{head}\tWRONG\t0.00\t\t\t{}", own.label);
    }
}

/// Names of each entity in the lists of a language.
type Names = BTreeMap<String, BTreeSet<String>>;

fn names(folder: &Path) -> Result<Names, Box<dyn Error>> {
    let mut names = Names::new();
    for file in ["countries", "organizations", "agencies", "regions", "places", "programmes", "formats"] {
        let table = std::fs::read_to_string(folder.join(file).with_extension("tsv")).unwrap_or_default();
        let mut lines = table.lines();
        let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
        let column = |name: &str| header.iter().position(|one| *one == name);
        let (form, lemma, id) = (column("form"), column("lemma"), column("id"));
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied().filter(|cell| !cell.is_empty());
            let Some(id) = cell(id) else { continue };
            let own = names.entry(id.to_owned()).or_default();
            own.extend([cell(form), cell(lemma)].into_iter().flatten().map(str::to_owned));
        }
    }
    Ok(names)
}

fn own_facts(read: &Read, names: &Names) -> Vec<Fact> {
    let mut facts = occupations(read, names);
    facts.extend(read.facts.events.iter().filter_map(|event| meeting(event, read)));
    facts
}

/// One fact a person, office and `of`.
fn occupations(read: &Read, names: &Names) -> Vec<Fact> {
    type Key = (String, &'static str, Option<String>);
    let mut rows: BTreeMap<Key, Vec<&Position>> = BTreeMap::new();
    for row in &read.facts.positions {
        let mention = row.person_mention.map(|mention| format!("#{mention}"));
        let Some(person) = row.person_entity_id.as_ref().map(ToString::to_string).or(mention) else { continue };
        let of = row.of_entity_id.as_ref().map(ToString::to_string);
        rows.entry((person, row.office.as_str(), of)).or_default().push(row);
    }
    // A row without `of` says nothing that the same office with it does not.
    let bare: Vec<Key> = rows.keys().filter(|key| key.2.is_none()).cloned().collect();
    for key in bare {
        let full = rows.keys().find(|other| other.0 == key.0 && other.1 == key.1 && other.2.is_some()).cloned();
        if let Some(full) = full {
            let moved = rows.remove(&key).unwrap_or_default();
            rows.entry(full).or_default().extend(moved);
        }
    }
    rows.values().filter_map(|rows| occupation(rows, read, names)).collect()
}

fn occupation(rows: &[&Position], read: &Read, names: &Names) -> Option<Fact> {
    let first = rows.first()?;
    let who = person_names(first.person_entity_id.as_deref(), first.person_mention, read);
    let mut offices: BTreeSet<String> = BTreeSet::new();
    let mut bodies: BTreeSet<String> = BTreeSet::new();
    for row in rows {
        offices.insert(row.office_text.to_string());
        offices.insert(bare_words(row, read));
        let Some(of) = row.of_entity_id.as_deref() else { continue };
        let words = row.span.of(&read.text);
        if let Some((head, body)) =
            words.split_once(' ').filter(|_| row.office_text.split(' ').next() == Some(annotated::label_of("head")))
        {
            offices.insert(head.to_owned());
            bodies.insert(before_person(body, row, read));
        }
        bodies.extend(names.get(of).into_iter().flatten().cloned());
        let ministry = matches!(row.office, Office::ForeignMinister | Office::Minister | Office::DeputyMinister);
        for mention in &read.facts.mentions {
            let same = mention.entity_id.as_deref() == Some(of) && mention.kind != MentionKind::Nationality;
            let body = ministry && mention.kind == MentionKind::Organization && mention.span.overlaps(row.span);
            if same || body {
                bodies.extend(mention.normal.iter().map(ToString::to_string));
                bodies.insert(mention.span.of(&read.text).to_owned());
            }
            if let Some(id) = mention.entity_id.as_deref().filter(|_| body) {
                bodies.extend(names.get(id).into_iter().flatten().cloned());
            }
        }
    }
    let label = format!(
        "{}; {}; of {} | {} | {}",
        who.first()?,
        first.office_text,
        first.of_entity_id.as_deref().or(rows.iter().find_map(|row| row.of_entity_id.as_deref())).unwrap_or("-"),
        rows.iter().map(|row| row.span.of(&read.text)).collect::<Vec<&str>>().join(" / ").replace('\n', " "),
        first.rule_id
    );
    let mut arguments = vec![Argument::new(Role::Who, who), Argument::new(Role::Position, offices)];
    if !bodies.is_empty() {
        arguments.push(Argument::new(Role::Where, bodies));
    }
    Some(Fact { kind: Kind::Occupation, arguments, modal: false, difficult: false, label })
}

/// The end of a position's phrase without the person's name.
fn before_person(words: &str, row: &Position, read: &Read) -> String {
    let mention = row.person_mention.and_then(|at| read.facts.mentions.get(usize::try_from(at).ok()?));
    let name = mention.map(|mention| mention.span.of(&read.text));
    name.and_then(|name| words.strip_suffix(name)).unwrap_or(words).trim().to_owned()
}

/// The words of an office without the names in its phrase.
fn bare_words(row: &Position, read: &Read) -> String {
    let mut words = String::new();
    let mut at = row.span.start;
    let mut names: Vec<_> = read.facts.mentions.iter().map(|mention| mention.span).collect();
    names.sort_unstable_by_key(|span| span.start);
    for name in names.iter().filter(|name| name.start >= row.span.start && name.end <= row.span.end) {
        if name.start >= at {
            words.push_str(Span { start: at, end: name.start }.of(&read.text));
        }
        at = at.max(name.end);
    }
    words.push_str(Span { start: at, end: row.span.end }.of(&read.text));
    words.trim_matches(|letter: char| letter.is_whitespace() || ",()–—-«»\"".contains(letter)).to_owned()
}

/// Each nominative that the document has of a person, the longest first, and the last word of each.
fn person_names(id: Option<&str>, mention: Option<i32>, read: &Read) -> Vec<String> {
    let mentions = &read.facts.mentions;
    let own = mention.and_then(|at| mentions.get(usize::try_from(at).ok()?));
    let same = mentions.iter().filter(|one| id.is_some() && one.entity_id.as_deref() == id);
    let words = |span: Span| span.of(&read.text).to_owned();
    let mut names: Vec<String> = own
        .into_iter()
        .chain(same)
        .map(|one| one.normal.as_ref().map_or_else(|| words(one.span), ToString::to_string))
        .collect();
    let family: Vec<String> = names.iter().filter_map(|name| Some(name.rsplit_once(' ')?.1.to_owned())).collect();
    names.extend(family);
    names.sort_unstable_by_key(|name| std::cmp::Reverse(name.chars().count()));
    names.dedup();
    names
}

/// The meeting that an event is, if it names a person.
fn meeting(event: &Event, read: &Read) -> Option<Fact> {
    use EventType::{Call, Host, Meet, MultilateralSession, Negotiate};
    if !matches!(event.event_type, Meet | Negotiate | Host | Call | MultilateralSession) {
        return None;
    }
    let mut people: Vec<Vec<String>> = Vec::new();
    for one in event.participants.iter().filter(|one| one.person_entity_id.is_some()) {
        let names = person_names(one.person_entity_id.as_deref(), None, read);
        if !names.is_empty() && !people.contains(&names) {
            people.push(names);
        }
    }
    let first: Vec<&str> = people.iter().filter_map(|names| names.first()).map(String::as_str).collect();
    let words = event.evidence.first().map_or("", |evidence| evidence.span.of(&read.text));
    let label = format!(
        "{} {}: {} | {} | {}",
        event.event_type.as_str(),
        event.realis.as_str(),
        first.join(", "),
        words.replace('\n', " "),
        event.rule_id
    );
    let modal = !matches!(event.realis, Realis::Occurred | Realis::Ongoing | Realis::Historical);
    let arguments: Vec<Argument> = people.into_iter().map(|names| Argument::new(Role::Participant, names)).collect();
    // A Meeting of the shared task is one of people: two of them are named at least.
    (arguments.len() > 1).then_some(Fact { kind: Kind::Meeting, arguments, modal, difficult: false, label })
}
