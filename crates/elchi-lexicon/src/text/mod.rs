//! Text to tokens: characters, numbers, words and their folds.

pub(crate) mod chars;
pub(crate) mod number;
pub(crate) mod table;
pub(crate) mod token;
pub(crate) mod tokenise;
