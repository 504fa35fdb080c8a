//! The keys of one section as a tree, and what a record holds under them.

use std::borrow::Cow;

use crate::mapping::Field;

/// Which keys hold which field, compiled to one look-up per key of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldPlan {
    root: Node,
    /// For each field, the slots to look at, in order of preference.
    fields: [Vec<usize>; 7],
    /// For each slot, its key, with dots.
    keys: Vec<String>,
}

/// One level of nested objects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// Where the value of this key itself goes.
    pub(crate) slot: Option<usize>,
    /// Sorted by key.
    children: Vec<(String, Node)>,
}

/// What stands under a key that is looked at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'r> {
    Text(Cow<'r, str>),
    Number(f64),
    /// A value of another kind, by the name of the kind.
    Other(&'static str),
}

impl Value<'_> {
    fn is_blank(&self) -> bool {
        matches!(self, Value::Text(text) if text.trim_start().is_empty())
    }
}

/// Values of one record, by slot; a null counts as absent.
pub(crate) type Slots<'r> = Vec<Option<Value<'r>>>;

impl FieldPlan {
    /// A plan from the keys of each field, by preference.
    pub(crate) fn new(keys: &[Vec<String>; 7]) -> FieldPlan {
        let mut plan = FieldPlan::default();
        for (field, keys) in keys.iter().enumerate() {
            for key in keys {
                let node = key.split('.').fold(&mut plan.root, Node::child_or_new);
                let slot = *node.slot.get_or_insert_with(|| {
                    plan.keys.push(key.clone());
                    plan.keys.len() - 1
                });
                plan.fields[field].push(slot);
            }
        }
        plan
    }

    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Room for the values of one record.
    pub(crate) fn slots<'r>(&self) -> Slots<'r> {
        vec![None; self.keys.len()]
    }

    /// The first key of `field` whose value is no blank string, else the first with any value; and the value.
    pub(crate) fn first<'p, 's, 'r>(&'p self, field: Field, slots: &'s Slots<'r>) -> Option<(&'p str, &'s Value<'r>)> {
        let slot = self.first_slot(field, slots)?;
        Some((&self.keys[slot], slots[slot].as_ref()?))
    }

    /// The same, taken out of the slots.
    pub(crate) fn take<'r>(&self, field: Field, slots: &mut Slots<'r>) -> Option<Value<'r>> {
        let slot = self.first_slot(field, slots)?;
        slots[slot].take()
    }

    fn first_slot(&self, field: Field, slots: &Slots<'_>) -> Option<usize> {
        let present = || self.fields[field as usize].iter().copied().filter(|&slot| slots[slot].is_some());
        let says_something = |&slot: &usize| !slots[slot].as_ref().is_some_and(Value::is_blank);
        present().find(says_something).or_else(|| present().next())
    }

    /// The keys looked at for `field`, for people.
    pub(crate) fn describe(&self, field: Field) -> String {
        let keys = self.fields[field as usize].iter().map(|&slot| format!("`{}`", self.keys[slot].escape_debug()));
        keys.collect::<Vec<_>>().join(", ")
    }
}

impl Node {
    pub(crate) fn child(&self, key: &str) -> Option<&Node> {
        let at = self.children.binary_search_by(|(name, _)| name.as_str().cmp(key)).ok()?;
        Some(&self.children[at].1)
    }

    fn child_or_new(&mut self, key: &str) -> &mut Node {
        let at = match self.children.binary_search_by(|(name, _)| name.as_str().cmp(key)) {
            Ok(at) => at,
            Err(at) => {
                self.children.insert(at, (key.to_owned(), Node::default()));
                at
            }
        };
        &mut self.children[at].1
    }

    pub(crate) fn is_leaf(&self) -> bool {
        self.children.is_empty()
    }

    /// Forgets what earlier keys of the same name gave.
    pub(crate) fn clear(&self, slots: &mut Slots<'_>) {
        if let Some(slot) = self.slot {
            slots[slot] = None;
        }
        self.children.iter().for_each(|(_, child)| child.clear(slots));
    }
}
