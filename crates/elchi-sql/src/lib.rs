//! The stages as SQL functions, and the session they run in.
//!
//! In: Arrow batches of texts. Out: Arrow structs and lists with the columns of the tables in `elchi-model`.
//! Holds: offsets leave here in code points; a null text gives a null; the content of a text never fails a
//! query. Rejects: wrong argument types, when the query is planned.

pub mod definition;
pub mod engine;
mod facts;
pub mod functions;
pub mod lexicon_tables;
mod rows;
pub mod session;
pub mod statement;

pub use definition::{Argument, Definition};
pub use engine::Engine;
pub use session::{SessionOptions, session};
pub use statement::{Statement, StatementError, parse_statements};
