//! All rules of one concept of one language.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::pattern::needs::Keys;
use crate::pattern::trigger::Key;
use crate::rules::find::Match;
use crate::rules::lines::{LineBytes, LineRules};
use crate::rules::rule::{Matcher, Rule};
use crate::text::token::FormId;

/// All rules of one concept, in the order of their files and inside them.
#[derive(Debug, Default)]
pub struct RuleSet {
    pub(crate) rules: Vec<Rule>,
    /// Rules of each file: its path, and where they stand.
    pub(crate) files: Vec<(Arc<str>, std::ops::Range<usize>)>,
    /// Number of the file of each rule.
    file_of: Vec<u32>,
    /// What each rule asks for besides its trigger, one after the other, and where those of each rule end.
    needs: Vec<Keys>,
    needs_end: Vec<u32>,
    /// Rules that are tried whatever stands in the text, in order.
    always: Vec<u32>,
    /// Matches of one file may share tokens outside their triggers.
    pub(crate) overlap: bool,
    pub(crate) triggers: FxHashMap<Key, Vec<u32>>,
    /// Forms that trigger a rule, one bit each.
    pub(crate) trigger_forms: Vec<u64>,
    lines: OnceLock<LineRules>,
}

/// A rule to be tried.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) rule: usize,
    /// Its triggers, among all that were met.
    pub(crate) triggers: std::ops::Range<usize>,
}

impl RuleSet {
    /// A set of `rules`, whose files follow each other.
    pub(crate) fn new(rules: Vec<Rule>, overlap: bool) -> RuleSet {
        let mut set = RuleSet { overlap, ..RuleSet::default() };
        for (index, rule) in rules.iter().enumerate() {
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            match set.files.last_mut() {
                Some((file, range)) if *file == rule.file => range.end = index + 1,
                _ => set.files.push((rule.file.clone(), index..index + 1)),
            }
            set.file_of.push(u32::try_from(set.files.len() - 1).unwrap_or(u32::MAX));
            if let Matcher::Pattern(program) = &rule.matcher {
                set.needs.extend_from_slice(&program.needs);
            }
            set.needs_end.push(u32::try_from(set.needs.len()).unwrap_or(u32::MAX));
            match &rule.matcher {
                Matcher::Pattern(program) => match &program.keys {
                    Some(keys) => set.add_keys(keys, number),
                    None => set.always.push(number),
                },
                Matcher::Tail(_) => set.always.push(number),
                Matcher::Line(_) => {}
            }
        }
        set.rules = rules;
        set
    }

    fn add_keys(&mut self, keys: &[Key], rule: u32) {
        for key in keys {
            let rules = self.triggers.entry(*key).or_default();
            if rules.last() != Some(&rule) {
                rules.push(rule);
            }
            if let Key::Form(form) = key {
                let word = form.index() / 64;
                if self.trigger_forms.len() <= word {
                    self.trigger_forms.resize(word + 1, 0);
                }
                self.trigger_forms[word] |= 1 << (form.index() % 64);
            }
        }
    }

    /// Whether a rule is looked up by this form.
    pub(crate) fn is_trigger(&self, form: FormId) -> bool {
        self.trigger_forms.get(form.index() / 64).is_some_and(|bits| bits >> (form.index() % 64) & 1 == 1)
    }

    /// False where the sentence lacks something that the rule asks for besides its trigger.
    pub(crate) fn may_match(&self, rule: usize, held: &Keys) -> bool {
        let start = rule.checked_sub(1).map_or(0, |before| self.needs_end[before] as usize);
        self.needs[start..self.needs_end[rule] as usize].iter().all(|need| need.meets(held))
    }

    /// Number of the file in which a rule stands, from zero.
    pub(crate) fn file_of(&self, rule: usize) -> u32 {
        self.file_of[rule]
    }

    /// The rules to be tried, in order, each with its place in `met` (rules and tokens of triggers, sorted).
    pub(crate) fn due(&self, met: &[(u32, u32)], into: &mut Vec<Due>) {
        into.clear();
        let mut always = self.always.iter().copied().peekable();
        let mut at = 0;
        while at < met.len() {
            let rule = met[at].0;
            while let Some(earlier) = always.next_if(|always| *always < rule) {
                into.push(Due { rule: earlier as usize, triggers: 0..0 });
            }
            let end = at + met[at..].iter().take_while(|(other, _)| *other == rule).count();
            into.push(Due { rule: rule as usize, triggers: at..end });
            at = end;
        }
        into.extend(always.map(|rule| Due { rule: rule as usize, triggers: 0..0 }));
    }

    /// The rule of a match.
    pub fn rule(&self, found: &Match) -> &Rule {
        &self.rules[found.rule.0 as usize]
    }

    /// All rules, by file and then in its order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// The first rule, in file order, whose regular expression matches the whole of `line` (blanks around it do not
    /// count).
    ///
    /// Only those are tried of which the line holds what each of their matches holds.
    pub fn match_line(&self, line: &str) -> Option<&Rule> {
        self.match_known_line(line, LineBytes::of(line))
    }

    /// The same for a line of which `bytes`, or those of a longer one around it, are known.
    pub fn match_known_line(&self, line: &str, bytes: LineBytes) -> Option<&Rule> {
        self.line_rules().all(line.trim(), bytes).next().map(|index| &self.rules[index.0 as usize])
    }

    /// The rules that are regular expressions over whole lines.
    pub(crate) fn line_rules(&self) -> &LineRules {
        self.lines.get_or_init(|| LineRules::of(&self.rules))
    }
}
