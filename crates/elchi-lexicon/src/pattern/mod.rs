//! The pattern language: syntax, program, matcher.

pub(crate) mod ast;
pub(crate) mod matcher;
pub(crate) mod needs;
pub(crate) mod parse;
pub(crate) mod program;
pub(crate) mod resolve;
pub(crate) mod trigger;
pub(crate) mod write;
