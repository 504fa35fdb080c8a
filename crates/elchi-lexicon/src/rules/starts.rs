//! Where matches of a rule may begin, given where its triggers stand.

use std::ops::Range;

use crate::pattern::matcher::Input;
use crate::pattern::program::Program;

/// The tokens at which matches of a rule may begin, in order.
#[derive(Debug)]
pub(crate) struct Starts {
    /// Triggers still to come, among those met.
    triggers: Range<usize>,
    /// Fewest and most tokens before a trigger.
    before: (usize, usize),
    /// Starts of the trigger at hand.
    now: Range<usize>,
    tokens: usize,
}

impl Starts {
    /// The starts for the triggers of a rule that stand at `triggers` among those met.
    pub(crate) fn of(program: &Program, input: Input<'_>, triggers: Range<usize>) -> Starts {
        let tokens = input.analysis.tokens.len();
        if program.keys.is_none() {
            return Starts { triggers: 0..0, before: (0, 0), now: 0..tokens, tokens };
        }
        Starts { triggers, before: program.before, now: 0..0, tokens }
    }

    /// True where no trigger of the rule stands in the text.
    pub(crate) fn is_empty(&self) -> bool {
        self.triggers.is_empty() && self.now.is_empty()
    }

    /// The next start that `begins` finds in a range.
    pub(crate) fn next(&mut self, met: &[(u32, u32)], begins: impl Fn(Range<usize>) -> Option<usize>) -> Option<usize> {
        loop {
            if !self.now.is_empty() {
                if let Some(start) = begins(self.now.clone()) {
                    self.now.start = start + 1;
                    return Some(start);
                }
                self.now.start = self.now.end;
            }
            let trigger = met[self.triggers.next()?].1 as usize;
            let (fewest, most) = self.before;
            let end = (trigger + 1).saturating_sub(fewest).min(self.tokens);
            self.now = trigger.saturating_sub(most).max(self.now.end).min(end)..end;
        }
    }

    /// Leaves out starts before `token`.
    pub(crate) fn skip_to(&mut self, token: usize) {
        let start = self.now.start.max(token);
        self.now = start..self.now.end.max(start);
    }
}
