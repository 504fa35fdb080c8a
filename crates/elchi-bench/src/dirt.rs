//! What real pages carry besides their article.

use crate::random::Random;

/// A script that an ad server leaves in extracted text.
const SCRIPT: &str = "window.adQueue = window.adQueue || []; adQueue.push(function () { adSlot.show({ id: 'slot-NUMBER', params: { p1: 'abcd', p2: 'efgh' } }); });";

/// Puts dirt into a text now and then: scripts, odd blanks, other line ends, repeated lines.
pub(crate) fn soil(text: String, random: &mut Random) -> String {
    let mut text = text;
    if random.once_in(8) {
        text.push_str("\n\n");
        text.push_str(&SCRIPT.replace("NUMBER", &random.below(1_000_000).to_string()));
        text.push('\n');
    }
    if random.once_in(10) {
        text = text.replacen(' ', "\u{a0}", 5);
    }
    if random.once_in(12) {
        text = text.replace('\n', "\r\n");
    }
    if random.once_in(15) {
        text.push_str("\n\nhttps://example.org/news/");
        text.push_str(&random.below(1_000_000).to_string());
    }
    if random.once_in(40) {
        text.push('\u{feff}');
    }
    text
}

/// Other digits in the place of those of `sentence`: no two documents then say quite the same, and a
/// compressor is not flattered.
pub(crate) fn vary(sentence: &str, random: &mut Random, to: &mut String) {
    for c in sentence.chars() {
        match c {
            '1'..='9' => to.push(char::from(b'1' + u8::try_from(random.below(9)).unwrap_or_default())),
            c => to.push(c),
        }
    }
}
