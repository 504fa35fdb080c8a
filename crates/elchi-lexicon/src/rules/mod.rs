//! Rules: their files, their sets, and the search for their matches.

pub(crate) mod captures;
pub(crate) mod compile;
pub(crate) mod file;
pub(crate) mod find;
pub(crate) mod line_starts;
pub(crate) mod lines;
pub(crate) mod rule;
pub(crate) mod set;
pub(crate) mod starts;
pub(crate) mod trace;
