//! Looks up the names of a pattern and writes its program.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use elchi_model::MentionKind;

use crate::data::sets::{Member, Set};
use crate::features::Features;
use crate::pattern::ast::{Node, NodeKind};
use crate::pattern::parse::PatternError;
use crate::pattern::program::{HitTest, Inst, MAX_CODE, Program, TRIGGER};
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
    /// Sets that some pattern named.
    pub(crate) used: BTreeSet<String>,
}

/// The resolved members of a choice of words.
#[derive(Debug, Default)]
struct Words {
    /// Forms of one token each.
    single: Vec<FormId>,
    /// Longer forms.
    several: Vec<Vec<FormId>>,
    lemmas: Vec<LemmaId>,
}

/// Compiles one pattern.
pub(crate) struct Resolver<'r, 'b> {
    pub(crate) builder: &'r mut Builder<'b>,
    pub(crate) names: &'r mut Names,
    schema: Arc<Schema>,
    program: Program,
    errors: Vec<PatternError>,
}

/// Compiles `node`; every unknown name is told.
pub(crate) fn resolve(node: &Node, line_anchors: bool, builder: &mut Builder<'_>, names: &mut Names) -> Result<Program, Vec<PatternError>> {
    let schema = builder.schema.clone();
    let program = Program { line_anchors, glue: names.glue.clone(), ..Program::default() };
    let mut resolver = Resolver { builder, names, schema, program, errors: Vec::new() };
    let chosen = trigger::choose(node);
    resolver.write(node, &chosen.at);
    resolver.program.code.push(Inst::Match);
    resolver.program.before = chosen.before;
    resolver.program.keys = resolver.keys(chosen.node);
    if node.length().0 == 0 {
        resolver.errors.push(error(&node.at, "this pattern may match nothing at all", "ask for at least one token"));
    }
    if resolver.program.code.len() > MAX_CODE {
        resolver.errors.push(error(&node.at, "this pattern is too long", "put words into a set, or write two rules"));
    }
    if resolver.errors.is_empty() { Ok(resolver.program) } else { Err(resolver.errors) }
}

fn error(at: &Range<usize>, message: impl Into<String>, help: impl Into<String>) -> PatternError {
    PatternError { at: at.start, message: message.into(), help: help.into() }
}

impl Resolver<'_, '_> {
    fn push(&mut self, inst: Inst) -> usize {
        self.program.code.push(inst);
        self.program.code.len() - 1
    }

    fn here(&self) -> u32 {
        u32::try_from(self.program.code.len()).unwrap_or(u32::MAX)
    }

    fn element(&mut self, at: &Range<usize>) -> u16 {
        self.program.elements.push(at.clone());
        u16::try_from(self.program.elements.len() - 1).unwrap_or(u16::MAX)
    }

    fn write(&mut self, node: &Node, trigger: &Range<usize>) {
        // A place is the identity of an element: no two elements of a pattern have the same range and kind of opening.
        let is_trigger = node.at == *trigger && !matches!(&node.kind, NodeKind::Sequence(inner) if inner.len() == 1 && inner[0].at == *trigger);
        if is_trigger {
            self.push(Inst::Open(TRIGGER));
        }
        let element = self.element(&node.at);
        match &node.kind {
            NodeKind::Literal(text) => {
                let mut words = Words::default();
                self.add_form(text, &mut words);
                self.write_words(words, Features::default(), element);
            }
            NodeKind::Lemma(lemma, features) => {
                let features = self.features(features, &node.at);
                if let Some(lemma) = self.lemma(lemma, &node.at) {
                    self.push(Inst::Hit(HitTest::Lemma(lemma), features, element));
                }
            }
            NodeKind::Named(name, features) => self.write_named(name, features, node, element),
            NodeKind::Mention(kind, features) => {
                let features = self.features(features, &node.at);
                if let Some(kinds) = self.kinds(kind, &node.at) {
                    self.push(Inst::Hit(HitTest::Kinds(kinds), features, element));
                }
            }
            NodeKind::Shape(shape) => _ = self.push(Inst::Shape(*shape, element)),
            NodeKind::Start => _ = self.push(Inst::Start(element)),
            NodeKind::End => _ = self.push(Inst::End(element)),
            NodeKind::Gap(steps) => self.write_gap(*steps, element),
            NodeKind::Sequence(nodes) => nodes.iter().for_each(|node| self.write(node, trigger)),
            NodeKind::Choice(nodes) => {
                let branches: Vec<_> = nodes.iter().collect();
                self.write_choice(branches.len(), |resolver, branch| resolver.write(branches[branch], trigger));
            }
            NodeKind::Optional(inner) => {
                let split = self.push(Inst::Split(0, 0));
                let body = self.here();
                self.write(inner, trigger);
                self.program.code[split] = Inst::Split(body, self.here());
            }
            NodeKind::Plus(inner) => {
                let body = self.here();
                self.write(inner, trigger);
                let split = self.push(Inst::Split(0, 0));
                let again = self.here();
                if is_mention(inner) {
                    self.push(Inst::Glue);
                }
                self.push(Inst::Jump(body));
                self.program.code[split] = Inst::Split(again, self.here());
            }
            NodeKind::Capture(name, inner) => {
                let name = self.capture(name);
                self.push(Inst::Open(name));
                self.write(inner, trigger);
                self.push(Inst::Close(name));
            }
        }
        if is_trigger {
            self.push(Inst::Close(TRIGGER));
        }
    }

    fn write_gap(&mut self, steps: u8, element: u16) {
        let mut splits = Vec::new();
        for _ in 0..steps {
            splits.push(self.push(Inst::Split(0, 0)));
            self.push(Inst::Step(element));
        }
        let end = self.here();
        for split in splits {
            // The shortest gap first.
            let step = u32::try_from(split + 1).unwrap_or(u32::MAX);
            self.program.code[split] = Inst::Split(end, step);
        }
    }

    fn write_choice(&mut self, count: usize, mut branch: impl FnMut(&mut Self, usize)) {
        let mut jumps = Vec::new();
        for number in 0..count {
            if number + 1 == count {
                branch(self, number);
                break;
            }
            let split = self.push(Inst::Split(0, 0));
            let body = self.here();
            branch(self, number);
            jumps.push(self.push(Inst::Jump(0)));
            self.program.code[split] = Inst::Split(body, self.here());
        }
        let end = self.here();
        for jump in jumps {
            self.program.code[jump] = Inst::Jump(end);
        }
    }

    fn write_named(&mut self, name: &str, features: &[String], node: &Node, element: u16) {
        let asked = self.features(features, &node.at);
        if let Some(list) = self.schema.list(name) {
            self.push(Inst::Hit(HitTest::List(list), asked, element));
            return;
        }
        let Some(words) = self.set(name) else {
            let known: Vec<String> = self.names.sets.keys().cloned().chain(self.schema.list_names().map(str::to_owned)).collect();
            let help = format!("{}; a set is defined in sets.toml", suggest(name, known.iter().map(String::as_str)));
            self.errors.push(error(&node.at, format!("'{name}' is neither a list nor a set"), help));
            return;
        };
        if !asked.is_empty() && !(words.single.is_empty() && words.several.is_empty()) {
            let help = "write its members as ~lemmas, or take the feature off";
            self.errors.push(error(&node.at, format!("the set '{name}' holds bare forms, which have no features"), help));
        }
        self.write_words(words, asked, element);
    }

    /// A choice of words: longer forms first, then lemmas, then forms of one token.
    fn write_words(&mut self, mut words: Words, features: Features, element: u16) {
        words.several.sort_by_key(|forms| std::cmp::Reverse(forms.len()));
        words.single.sort_unstable();
        words.single.dedup();
        let count = words.several.len() + words.lemmas.len() + usize::from(!words.single.is_empty());
        self.write_choice(count, |resolver, branch| {
            if let Some(forms) = words.several.get(branch) {
                for form in forms {
                    resolver.push(Inst::Forms(Box::new([*form]), element));
                }
            } else if let Some(lemma) = words.lemmas.get(branch - words.several.len()) {
                resolver.push(Inst::Hit(HitTest::Lemma(*lemma), features, element));
            } else {
                resolver.push(Inst::Forms(words.single.as_slice().into(), element));
            }
        });
    }

    fn add_form(&mut self, text: &str, words: &mut Words) {
        let tokens = intern_tokens(&self.builder.tokeniser, &mut self.builder.forms, text, &mut String::new());
        match tokens.as_slice() {
            [] => {}
            [one] => words.single.push(one.form),
            several => words.several.push(several.iter().map(|token| token.form).collect()),
        }
    }

    /// The words of a set; none where no set has that name. Unknown lemmas of sets are told elsewhere.
    fn set(&mut self, name: &str) -> Option<Words> {
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

    fn lemma(&mut self, lemma: &str, at: &Range<usize>) -> Option<LemmaId> {
        let found = find_lemma(self.builder, lemma);
        if found.is_none() {
            let near = crate::problem::nearest(lemma, self.builder.lemmas.keys().map(|key| &**key).collect::<BTreeSet<_>>());
            let help = match near {
                Some(near) => format!("did you mean ~{near}? A lemma stands in a list of the language"),
                None => "add a row with its paradigm to a list, such as verbs.tsv".to_owned(),
            };
            self.errors.push(error(at, format!("no list has the lemma '{lemma}'"), help));
        }
        found
    }

    fn kinds(&mut self, name: &str, at: &Range<usize>) -> Option<Vec<MentionKind>> {
        let kinds = self.schema.kinds.get(name).cloned().or_else(|| MentionKind::parse(name).map(|kind| vec![kind]));
        if kinds.is_none() {
            let known = MentionKind::ALL.iter().map(|kind| kind.as_str()).chain(self.schema.kinds.keys().map(String::as_str));
            let help = suggest(name, known.collect::<Vec<_>>());
            self.errors.push(error(at, format!("unknown kind of mention '{name}'"), help));
        }
        kinds
    }

    fn features(&mut self, names: &[String], at: &Range<usize>) -> Features {
        let mut features = Features::default();
        for name in names {
            match self.schema.feature(name) {
                Some(bit) => features = features.union(bit),
                None => {
                    let help = suggest(name, self.schema.feature_names().map(|(name, _)| name));
                    self.errors.push(error(at, format!("unknown feature '@{name}'"), help));
                }
            }
        }
        features
    }

    fn capture(&mut self, name: &str) -> u16 {
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
                let kinds = self.schema.kinds.get(kind).cloned().or_else(|| MentionKind::parse(kind).map(|kind| vec![kind]));
                Some(kinds.unwrap_or_default().into_iter().map(Key::Kind).collect())
            }
            NodeKind::Sequence(_) => trigger::best_of(node).and_then(|best| self.keys(best)),
            NodeKind::Choice(branches) => {
                let mut all = Vec::new();
                for branch in branches {
                    all.extend(self.keys(branch)?);
                }
                Some(all)
            }
            NodeKind::Plus(inner) | NodeKind::Capture(_, inner) => self.keys(inner),
            NodeKind::Optional(_) | NodeKind::Shape(_) | NodeKind::Start | NodeKind::End | NodeKind::Gap(_) => None,
        }
    }
}

fn word_keys(words: &Words) -> Vec<trigger::Key> {
    use trigger::Key;
    let first = words.several.iter().filter_map(|forms| forms.first());
    words.single.iter().chain(first).map(|form| Key::Form(*form)).chain(words.lemmas.iter().map(|lemma| Key::Lemma(*lemma))).collect()
}

/// The id of a lemma that some list has.
pub(crate) fn find_lemma(builder: &mut Builder<'_>, lemma: &str) -> Option<LemmaId> {
    let mut folded = String::new();
    intern_tokens(&builder.tokeniser, &mut builder.forms, lemma, &mut folded);
    builder.lemmas.get(folded.as_str()).copied()
}

/// True where glue may stand between repetitions: the element is a mention, or a choice of mentions.
fn is_mention(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Mention(..) => true,
        NodeKind::Named(..) | NodeKind::Lemma(..) => false,
        NodeKind::Capture(_, inner) => is_mention(inner),
        NodeKind::Sequence(inner) => inner.len() == 1 && is_mention(&inner[0]),
        NodeKind::Choice(branches) => branches.iter().all(is_mention),
        _ => false,
    }
}
