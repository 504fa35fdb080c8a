//! Compiles every regular expression once, which no run does before it needs one.

use crate::lexicon::Lexicon;
use crate::problem::Problem;

/// Problems of all regular expressions.
pub(crate) fn check(lexicon: &Lexicon) -> Vec<Problem> {
    let own = lexicon.languages.iter().flat_map(|language| language.tables().rules.values());
    let rules = own.chain(lexicon.shared_rules.values()).flat_map(|set| &set.rules);
    let broken = rules.filter_map(|rule| Some((rule, rule.regex_error()?)));
    let problem = |(rule, error): (&crate::Rule, String)| Problem {
        file: rule.file.to_string(),
        line: rule.pattern_at.0,
        column: rule.pattern_at.1,
        message: format!("this is no regular expression that can be used: {error}"),
        help: "the syntax is that of the Rust crate regex; \\p{L}{0,40} costs much, [^ ]{0,40} little".to_owned(),
    };
    broken.map(problem).collect()
}
