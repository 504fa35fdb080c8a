//! Writes the instructions of a pattern.

use std::cmp::Reverse;
use std::ops::Range;

use crate::features::Asked;
use crate::pattern::ast::{Node, NodeKind};
use crate::pattern::program::{HitTest, Inst, TRIGGER};
use crate::pattern::resolve::{Resolver, Words, error};
use crate::problem::suggest;
use crate::text::token::FormId;

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

    /// Writes the code of `node`; the trigger is the element at `trigger`, or without one every marked element.
    pub(super) fn write(&mut self, node: &Node, trigger: Option<&Range<usize>>) {
        // A place is the identity of an element: no two elements of a pattern have the same range and kind of opening.
        let is_trigger = match trigger {
            Some(trigger) => {
                node.at == *trigger
                    && !matches!(&node.kind, NodeKind::Sequence(inner) if inner.len() == 1 && inner[0].at == *trigger)
            }
            None => node.trigger,
        };
        if is_trigger {
            self.push(Inst::Open(TRIGGER));
        }
        let element = self.element(&node.at);
        match &node.kind {
            NodeKind::Literal(text) => {
                let mut words = Words::default();
                self.add_form(text, &mut words);
                self.write_words(words, Asked::default(), element);
            }
            NodeKind::Lemma(lemma, features) => {
                let features = self.features(features, &node.at);
                if let Some(lemma) = self.lemma(lemma, &node.at) {
                    self.push(Inst::Hit(HitTest::Lemmas([lemma].into()), features, element));
                }
            }
            NodeKind::Named(name, features) => self.write_named(name, features, node, element),
            NodeKind::Mention(kind, features) => {
                let features = self.features(features, &node.at);
                if let Some(kinds) = self.kinds(kind, &node.at) {
                    self.push(Inst::Hit(
                        HitTest::Kinds(kinds.into_iter().fold(0, |bits, kind| bits | kind.bit())),
                        features,
                        element,
                    ));
                }
            }
            NodeKind::Shape(shape) => _ = self.push(Inst::Shape(*shape, element)),
            NodeKind::Ahead(shape) => _ = self.push(Inst::AheadShape(*shape, element)),
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
            let known: Vec<String> =
                self.names.sets.keys().cloned().chain(self.schema.list_names().map(str::to_owned)).collect();
            let help = format!("{}; a set is defined in sets.toml", suggest(name, known.iter().map(String::as_str)));
            self.errors.push(error(&node.at, format!("'{name}' is neither a list nor a set"), help));
            return;
        };
        let has_forms = !words.single.is_empty() || !words.several.is_empty();
        if asked != Asked::default() && has_forms {
            let help = "write its members as ~lemmas, or take the feature off";
            self.errors.push(error(
                &node.at,
                format!("the set '{name}' holds bare forms, which have no features"),
                help,
            ));
        }
        self.write_words(words, asked, element);
    }

    /// A choice of words: longer forms first, then lemmas, then forms of one token.
    fn write_words(&mut self, mut words: Words, features: Asked, element: u16) {
        words.several.sort_by_key(|forms| Reverse(forms.len()));
        words.single.sort_unstable();
        words.single.dedup();
        words.lemmas.sort_unstable();
        words.lemmas.dedup();
        // Phrases first, the longest before the others; nearly always none of them begins here.
        let mut firsts: Vec<FormId> = words.several.iter().filter_map(|forms| forms.first().copied()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let (phrases, lemmas) = (usize::from(!firsts.is_empty()), usize::from(!words.lemmas.is_empty()));
        let count = phrases + lemmas + usize::from(!words.single.is_empty());
        self.write_choice(count, |resolver, branch| {
            if branch < phrases {
                resolver.push(Inst::Ahead(firsts.as_slice().into(), element));
                resolver.write_choice(words.several.len(), |resolver, phrase| {
                    for form in &words.several[phrase] {
                        resolver.push(Inst::Forms([*form].into(), element));
                    }
                });
            } else if branch < phrases + lemmas {
                resolver.push(Inst::Hit(HitTest::Lemmas(words.lemmas.as_slice().into()), features, element));
            } else {
                resolver.push(Inst::Forms(words.single.as_slice().into(), element));
            }
        });
    }
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
