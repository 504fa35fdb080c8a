//! People: their names in the text, and who of the document they are.

pub(crate) mod name;
pub(crate) mod registry;
pub(crate) mod scan;
