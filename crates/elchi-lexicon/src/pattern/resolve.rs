//! Looks up what a pattern names: lists, sets, lemmas, kinds, features.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::data::sets::{Member, Set};
use crate::features::Asked;
use crate::kind::HitKind;
use crate::pattern::ast::{Node, NodeKind};
use crate::pattern::needs;
use crate::pattern::parse::PatternError;
use crate::pattern::program::{Inst, MAX_CODE, Program, TRIGGER};
use crate::pattern::trigger;
use crate::problem::suggest;
use crate::schema::Schema;
use crate::tables::LemmaId;
use crate::tables::build::Builder;
use crate::tables::intern_tokens;
use crate::text::token::FormId;

/// What the patterns of a language may name, and what they named.
pub(crate) struct Names {
    pub(crate) sets: BTreeMap<String, Set>,
    pub(crate) glue: Arc<[Vec<FormId>]>,
    /// What ends a clause.
    pub(crate) clause: Arc<[Vec<FormId>]>,
    /// Sets that some pattern named.
    pub(crate) used: BTreeSet<String>,
}

/// The resolved members of a choice of words.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Forms of one token each.
    pub(super) single: Vec<FormId>,
    /// Longer forms.
    pub(super) several: Vec<Vec<FormId>>,
    pub(super) lemmas: Vec<LemmaId>,
}

/// Compiles one pattern.
pub(crate) struct Resolver<'r, 'b> {
    pub(crate) builder: &'r mut Builder<'b>,
    pub(crate) names: &'r mut Names,
    pub(super) schema: Arc<Schema>,
    pub(super) program: Program,
    pub(super) errors: Vec<PatternError>,
}

/// Compiles `node`; every unknown name is told.
pub(crate) fn resolve(
    node: &mut Node,
    line_anchors: bool,
    builder: &mut Builder<'_>,
    names: &mut Names,
) -> Result<Program, Vec<PatternError>> {
    let schema = builder.schema.clone();
    let program = Program { line_anchors, glue: names.glue.clone(), clauses: true, ..Program::default() };
    let mut resolver = Resolver { builder, names, schema, program, errors: Vec::new() };
    resolver.measure(node);
    let chosen = trigger::choose(node);
    // Where each branch of a choice marks a word of its own, that word is the trigger, not the whole branch.
    let marks = matches!(&chosen.node.kind, NodeKind::Choice(branches)
        if !chosen.node.trigger && branches.iter().all(Node::has_trigger));
    resolver.write(node, (!marks).then_some(&chosen.at));
    resolver.program.code.push(Inst::Match);
    resolver.program.before = chosen.before;
    resolver.program.find_first();
    resolver.program.digit = node.holds_number();
    resolver.program.keys = resolver.keys(chosen.node);
    let mut needs = Vec::new();
    resolver.needs(node, &mut needs);
    resolver.program.needs = needs::telling(needs, resolver.program.keys.as_deref());
    if node.length().0 == 0 {
        resolver.errors.push(error(&node.at, "this pattern may match nothing at all", "ask for at least one token"));
    }
    if resolver.program.code.len() > MAX_CODE {
        resolver.errors.push(error(&node.at, "this pattern is too long", "put words into a set, or write two rules"));
    }
    if resolver.errors.is_empty() { Ok(resolver.program) } else { Err(resolver.errors) }
}

pub(super) fn error(at: &Range<usize>, message: impl Into<String>, help: impl Into<String>) -> PatternError {
    PatternError { at: at.start, message: message.into(), help: help.into() }
}

impl Resolver<'_, '_> {
    /// Tells words, lists and mentions inside `node` how many tokens they may take.
    fn measure(&mut self, node: &mut Node) {
        let all_lists = || self.schema.lists.iter().map(|list| list.name.as_str());
        node.tokens = match &mut node.kind {
            NodeKind::Literal(text) => {
                let tokens =
                    intern_tokens(&self.builder.tokeniser, &mut self.builder.forms, text, &mut String::new()).len();
                Some((tokens, tokens))
            }
            NodeKind::Named(name, _) if self.schema.list(name).is_some() => {
                Some((1, self.builder.width([name.as_str()])))
            }
            NodeKind::Lemma(..) | NodeKind::Mention(..) => Some((1, self.builder.width(all_lists()))),
            NodeKind::Named(name, _) => {
                let lists = self.builder.width(all_lists());
                let widest = |words: Words| {
                    let lemmas = if words.lemmas.is_empty() { 1 } else { lists };
                    words.several.iter().map(Vec::len).fold(lemmas, usize::max)
                };
                let name = name.clone();
                self.set(&name).map(widest).map(|most| (1, most))
            }
            NodeKind::Sequence(nodes) | NodeKind::Choice(nodes) => {
                nodes.iter_mut().for_each(|node| self.measure(node));
                None
            }
            NodeKind::Optional(inner) | NodeKind::Plus(inner) | NodeKind::Capture(_, inner) => {
                self.measure(inner);
                None
            }
            NodeKind::Shape(_) | NodeKind::Ahead(_) | NodeKind::Start | NodeKind::End | NodeKind::Gap(_) => None,
        };
    }
    pub(super) fn add_form(&mut self, text: &str, words: &mut Words) {
        let tokens = intern_tokens(&self.builder.tokeniser, &mut self.builder.forms, text, &mut String::new());
        match tokens.as_slice() {
            [] => {}
            [one] => words.single.push(one.form),
            several => words.several.push(several.iter().map(|token| token.form).collect()),
        }
    }

    /// The words of a set; none where no set has that name. Unknown lemmas of sets are told elsewhere.
    pub(super) fn set(&mut self, name: &str) -> Option<Words> {
        let members = self.names.sets.get(name)?.members.clone();
        self.names.used.insert(name.to_owned());
        let mut words = Words::default();
        for (_, member) in members {
            match member {
                Member::Form(form) => self.add_form(&form, &mut words),
                Member::Lemma(lemma) => words.lemmas.extend(find_lemma(self.builder, &lemma)),
            }
        }
        Some(words)
    }

    pub(super) fn lemma(&mut self, lemma: &str, at: &Range<usize>) -> Option<LemmaId> {
        let found = find_lemma(self.builder, lemma);
        if found.is_none() {
            let near =
                crate::problem::nearest(lemma, self.builder.lemmas.keys().map(|key| &**key).collect::<BTreeSet<_>>());
            let help = match near {
                Some(near) => format!("did you mean ~{near}? A lemma stands in a list of the language"),
                None => "add a row with its paradigm to a list, such as verbs.tsv".to_owned(),
            };
            self.errors.push(error(at, format!("no list has the lemma '{lemma}'"), help));
        }
        found
    }

    pub(super) fn kinds(&mut self, name: &str, at: &Range<usize>) -> Option<Vec<HitKind>> {
        let kinds = self.schema.kinds.get(name).cloned().or_else(|| HitKind::parse(name).map(|kind| vec![kind]));
        if kinds.is_none() {
            let mut known: Vec<String> = HitKind::names().map(str::to_owned).collect();
            known.extend(self.schema.kinds.keys().cloned());
            let help = suggest(name, known.iter().map(String::as_str));
            self.errors.push(error(at, format!("unknown kind of mention '{name}'"), help));
        }
        kinds
    }

    pub(super) fn features(&mut self, names: &[String], at: &Range<usize>) -> Asked {
        let mut asked = Asked::default();
        for name in names {
            let (plain, into) = match name.strip_prefix('!') {
                Some(plain) => (plain, &mut asked.without),
                None => (name.as_str(), &mut asked.with),
            };
            match self.schema.feature(plain) {
                Some(bit) => *into = into.union(bit),
                None => {
                    let help = suggest(plain, self.schema.feature_names().map(|(name, _)| name));
                    self.errors.push(error(at, format!("unknown feature '@{plain}'"), help));
                }
            }
        }
        asked
    }

    pub(super) fn capture(&mut self, name: &str) -> u16 {
        let names = &mut self.program.names;
        let at = names.iter().position(|known| &**known == name).unwrap_or_else(|| {
            names.push(Arc::from(name));
            names.len() - 1
        });
        u16::try_from(at).unwrap_or(TRIGGER - 1)
    }

    /// What must stand in a text for `node` to match; none where nothing in particular must.
    fn keys(&mut self, node: &Node) -> Option<Vec<trigger::Key>> {
        use trigger::Key;
        match &node.kind {
            NodeKind::Literal(text) => {
                let mut words = Words::default();
                self.add_form(text, &mut words);
                Some(word_keys(&words))
            }
            NodeKind::Lemma(lemma, _) => Some(find_lemma(self.builder, lemma).map(Key::Lemma).into_iter().collect()),
            NodeKind::Named(name, _) => match self.schema.list(name) {
                Some(list) => Some(vec![Key::List(list)]),
                None => self.set(name).map(|words| word_keys(&words)),
            },
            NodeKind::Mention(kind, _) => {
                let kinds =
                    self.schema.kinds.get(kind).cloned().or_else(|| HitKind::parse(kind).map(|kind| vec![kind]));
                Some(kinds.unwrap_or_default().into_iter().map(Key::Kind).collect())
            }
            NodeKind::Sequence(_) => trigger::key_of(node).and_then(|best| self.keys(best)),
            NodeKind::Choice(branches) => {
                let mut all = Vec::new();
                for branch in branches {
                    all.extend(self.keys(branch)?);
                }
                Some(all)
            }
            NodeKind::Plus(inner) | NodeKind::Capture(_, inner) => self.keys(inner),
            NodeKind::Optional(_)
            | NodeKind::Shape(_)
            | NodeKind::Ahead(_)
            | NodeKind::Start
            | NodeKind::End
            | NodeKind::Gap(_) => None,
        }
    }

    /// Adds what every match of `node` holds: one choice of keys for each required element.
    fn needs(&mut self, node: &Node, into: &mut Vec<Vec<trigger::Key>>) {
        match &node.kind {
            NodeKind::Sequence(nodes) => nodes.iter().for_each(|node| self.needs(node, into)),
            NodeKind::Capture(_, inner) | NodeKind::Plus(inner) => self.needs(inner, into),
            NodeKind::Choice(branches) => {
                let mut all = Vec::new();
                for branch in branches {
                    let mut needs = Vec::new();
                    self.needs(branch, &mut needs);
                    let Some(best) = needs.into_iter().min_by_key(Vec::len) else { return };
                    all.extend(best);
                }
                into.push(all);
            }
            _ => into.extend(self.keys(node)),
        }
    }
}

fn word_keys(words: &Words) -> Vec<trigger::Key> {
    use trigger::Key;
    let first = words.several.iter().filter_map(|forms| forms.first());
    words
        .single
        .iter()
        .chain(first)
        .map(|form| Key::Form(*form))
        .chain(words.lemmas.iter().map(|lemma| Key::Lemma(*lemma)))
        .collect()
}

/// The id of a lemma that some list has.
pub(crate) fn find_lemma(builder: &mut Builder<'_>, lemma: &str) -> Option<LemmaId> {
    let mut folded = String::new();
    intern_tokens(&builder.tokeniser, &mut builder.forms, lemma, &mut folded);
    builder.lemmas.get(folded.as_str()).copied()
}
