//! The entity registers of `lang/shared/` as a table that queries can join.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use datafusion::common::Result;
use datafusion::datasource::MemTable;
use elchi_lexicon::Lexicon;

/// Name of the table of all known entities.
pub const ENTITIES: &str = "lexicon_entities";

/// `lexicon_entities`: `entity_id, kind, name_en, country, wikidata`, one row per register row, by id.
///
/// # Errors
/// None that a register can cause; only if Arrow refuses the batch.
pub fn entities(lexicon: &Lexicon) -> Result<MemTable> {
    let required = |name| Field::new(name, DataType::Utf8, false);
    let optional = |name| Field::new(name, DataType::Utf8, true);
    let schema = Arc::new(Schema::new(vec![
        required("entity_id"),
        required("kind"),
        optional("name_en"),
        optional("country"),
        optional("wikidata"),
    ]));
    let rows: Vec<_> = lexicon.entities().collect();
    let columns: Vec<ArrayRef> = vec![
        Arc::new(rows.iter().map(|e| Some(&*e.id)).collect::<StringArray>()),
        Arc::new(rows.iter().map(|e| Some(&*e.kind)).collect::<StringArray>()),
        Arc::new(rows.iter().map(|e| Some(&*e.name_en)).collect::<StringArray>()),
        Arc::new(rows.iter().map(|e| e.country.as_deref()).collect::<StringArray>()),
        Arc::new(rows.iter().map(|e| e.wikidata.as_deref()).collect::<StringArray>()),
    ];
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns)?;
    MemTable::try_new(schema, vec![vec![batch]])
}
