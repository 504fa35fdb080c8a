//! Checks over whole folders, and the repairs that need no thought.

mod examples;
mod fix;
mod layout;
mod regexes;

use crate::error::LexiconError;
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use crate::source::Source;

pub use fix::fix_all;
pub(crate) use layout::check as check_layout;
pub(crate) use regexes::check as check_regexes;

/// Every problem of the files of `source`, rule examples included, sorted by place.
///
/// # Errors
/// Those of the source; problems of the data are the result, not an error.
pub fn check_all(source: &dyn Source) -> Result<Vec<Problem>, LexiconError> {
    let lexicon = Lexicon::read(source)?;
    let mut problems = lexicon.structure_problems();
    problems.extend(examples::check(&lexicon));
    problems.sort();
    problems.dedup();
    Ok(problems)
}
