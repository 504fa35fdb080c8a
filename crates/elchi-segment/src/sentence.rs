//! Sentence ends in one paragraph: a pass over bytes that stops at possible ends and asks the rules.

mod rules;
mod site;

pub use rules::Verdict;
use rules::{Knowledge, RULES, RuleName};
use site::Site;
pub(crate) use site::{is_apostrophe, is_picture};

use crate::abbreviations::Abbreviations;

/// What was decided at one possible sentence end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Byte of the text after the stop and its closing marks.
    pub at: usize,
    /// Whether a sentence ends there.
    pub verdict: Verdict,
    /// Name of the rule that decided.
    pub rule: &'static str,
    /// Why that rule exists.
    pub because: &'static str,
}

/// Finds sentence ends; keeps its buffers between calls.
#[derive(Debug, Default)]
pub(crate) struct Splitter {
    form: String,
    folded: String,
}

/// First bytes of every character that can end a sentence, and `<`.
const INTERESTING: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[b'<' as usize] = true;
    table[0xe2] = true;
    table[0xe3] = true;
    table[0xf0] = true;
    table[0xd8] = true;
    table[0xdb] = true;
    table
};

impl Splitter {
    /// Calls `decided` for every possible end in `text[start..limit]`, in order, the end itself left out.
    ///
    /// A decision to split means that the sentence ends at that byte.
    pub(crate) fn split(
        &mut self,
        text: &str,
        start: usize,
        limit: usize,
        abbreviations: &Abbreviations,
        mut decided: impl FnMut(Decision),
    ) {
        let bytes = text.as_bytes();
        let bullets = text[start..limit].starts_with(BULLET) || text[..start].trim_end_matches(' ').ends_with(BULLET);
        let (mut sentence, mut at, mut item) = (start, start, 0_u32);
        while at < limit {
            let Some(step) = bytes[at..limit].iter().position(|&b| INTERESTING[usize::from(b)]) else { break };
            at += step;
            if bytes[at] == b'<' {
                let length = crate::markup::block_tag(&text[at..limit]);
                if length.is_some() && at > sentence {
                    decided(TAG.at(at, Verdict::Split));
                    sentence = at;
                }
                at += length.unwrap_or(1);
                continue;
            }
            if bullets && at > sentence && text[at..].starts_with(BULLET) {
                decided(ITEM.at(sentence + text[sentence..at].trim_end().len(), Verdict::Split));
                sentence = at;
                at += BULLET.len_utf8();
                continue;
            }
            let Some(site) = Site::new(text, sentence, at, limit) else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            if let Some(number) = site.counts() {
                if number == item + 1 && number > 1 && site.blank {
                    let end = site.marks.start - site.left().len();
                    decided(ITEM.at(sentence + text[sentence..end].trim_end().len(), Verdict::Split));
                    (sentence, item, at) = (end, number, site.end);
                    continue;
                }
                if number == 1 && site.words_before(site.marks.start, 2) == 1 {
                    item = 1;
                }
            }
            let mut knowledge = Knowledge { abbreviations, form: &mut self.form, folded: &mut self.folded };
            let decision = RULES
                .iter()
                .find_map(|rule| (rule.decide)(&site, &mut knowledge).map(|verdict| rule.name.at(site.end, verdict)));
            at = site.end;
            if let Some(decision) = decision
                && site.next < limit
            {
                if decision.verdict == Verdict::Split {
                    sentence = site.next;
                    at = site.next;
                }
                decided(decision);
            }
        }
    }
}

/// The mark of items that follow one another in one line.
const BULLET: char = '\u{2022}';
const ITEM: RuleName = RuleName { name: "sentence.item", because: "The next item of a list in one line begins here." };
const TAG: RuleName = RuleName { name: "sentence.tag", because: "A tag of a block ends what stands before it." };
