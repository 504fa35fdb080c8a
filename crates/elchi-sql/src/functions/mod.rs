//! One file per SQL function; this list is their registry.

use std::sync::Arc;

use datafusion::logical_expr::ScalarUDF;

use crate::definition::{Definition, scalar_function};
use crate::engine::Engine;

/// Makes the module, the registry entry and the documentation entry of each function named.
macro_rules! functions {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+

        /// Every function, in the order of the documentation.
        pub const ALL: &[&Definition] = &[$(&$name::DEFINITION),+];
    };
}

functions!(
    langid_detect,
    langid_detect_all,
    langid_document,
    segment_sentences,
    segment_page,
    page_lines,
    extract_mentions,
    extract_positions,
    extract_dates,
    extract_amounts,
    extract_quotes,
    extract_events,
    extract_topics,
    extract_document,
);

/// All functions over `engine`, ready to be registered.
pub fn all(engine: &Arc<Engine>) -> Vec<ScalarUDF> {
    ALL.iter().map(|definition| scalar_function(definition, engine)).collect()
}
