//! The accounting adds up, and says what the tables hold.

use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use datafusion::prelude::SessionContext;

use super::Findings;
use crate::dataset::Manifest;

/// Each query gives one row for each thing that is wrong: a text, and two numbers that should be equal.
const CHECKS: [(&str, &str); 11] = [
    (
        "documents",
        "SELECT 'documents taken in, and rows of the table' AS what, a, b FROM \
         (SELECT output_count AS a FROM accounting WHERE stage = 'load') CROSS JOIN (SELECT count(*) AS b FROM documents) \
         WHERE a <> b",
    ),
    (
        "languages",
        "SELECT 'documents with a language, and rows of the table' AS what, a, b FROM \
         (SELECT output_count AS a FROM accounting WHERE stage = 'langid') CROSS JOIN (SELECT count(*) AS b FROM languages) \
         WHERE a <> b",
    ),
    (
        "segments",
        "SELECT 'documents cut into segments, and documents in the table' AS what, a, b FROM \
         (SELECT output_count AS a FROM accounting WHERE stage = 'segment') CROSS JOIN \
         (SELECT count(*) AS b FROM segments WHERE segment_no = 0) WHERE a <> b",
    ),
    (
        "headers",
        "SELECT 'documents whose facts were extracted, and rows of the table' AS what, a, b FROM \
         (SELECT output_count AS a FROM accounting WHERE stage = 'extract') CROSS JOIN (SELECT count(*) AS b FROM headers) \
         WHERE a <> b",
    ),
    (
        "event_evidence",
        "SELECT 'tellings that events count, and rows of the table' AS what, a, b FROM \
         (SELECT coalesce(sum(evidence_count), 0) AS a FROM events) CROSS JOIN \
         (SELECT count(*) AS b FROM event_evidence) WHERE a <> b",
    ),
    (
        "duplicates",
        "SELECT 'exact duplicates, and rows of the table' AS what, a, b FROM \
         (SELECT sum(duplicate_count) AS a FROM accounting) CROSS JOIN \
         (SELECT count(*) AS b FROM duplicates WHERE kind = 'exact') WHERE a <> b",
    ),
    (
        "entities",
        "SELECT 'mentions of entities, and mentions that name one' AS what, a, b FROM \
         (SELECT coalesce(sum(mention_count), 0) AS a FROM entities) CROSS JOIN \
         (SELECT count(entity_id) AS b FROM mentions) WHERE a <> b",
    ),
    (
        "entity_names",
        "SELECT 'mentions by name, and mentions with a normal form' AS what, a, b FROM \
         (SELECT coalesce(sum(mention_count), 0) AS a FROM entity_names) CROSS JOIN \
         (SELECT count(*) AS b FROM mentions WHERE entity_id IS NOT NULL AND normal IS NOT NULL) WHERE a <> b",
    ),
    (
        "language_profile",
        "SELECT 'documents by language, and rows of languages' AS what, a, b FROM \
         (SELECT coalesce(sum(document_count), 0) AS a FROM language_profile) CROSS JOIN \
         (SELECT count(*) AS b FROM languages) WHERE a <> b",
    ),
    (
        "language_profile",
        "SELECT 'events by language, and rows of events' AS what, a, b FROM \
         (SELECT coalesce(sum(event_count), 0) AS a FROM language_profile) CROSS JOIN \
         (SELECT count(*) AS b FROM events) WHERE a <> b",
    ),
    (
        "rejects",
        "SELECT 'records rejected, and rows of the table' AS what, a, b FROM \
         (SELECT sum(rejected_count) AS a FROM accounting) CROSS JOIN (SELECT count(*) AS b FROM rejects) WHERE a <> b",
    ),
];

pub(super) async fn check(context: &SessionContext, manifest: &Manifest, findings: &mut Findings) {
    if !manifest.tables.contains_key("accounting") {
        return;
    }
    match crate::runner::read_accounting(context).await {
        Ok(stages) => {
            if let Err(imbalance) = elchi_aggregate::balance(&stages) {
                findings.add("accounting", imbalance);
            }
        }
        Err(error) => findings.add("accounting", first_line(&error.to_string())),
    }
    for (place, query) in CHECKS {
        let rows = async { context.sql(query).await?.collect().await };
        match rows.await {
            Err(error) => findings.add(place, format!("cannot be counted: {}", first_line(&error.to_string()))),
            Ok(batches) => {
                for batch in batches {
                    let what = batch.column(0).as_string::<i32>();
                    let (a, b) =
                        (batch.column(1).as_primitive::<Int64Type>(), batch.column(2).as_primitive::<Int64Type>());
                    for row in 0..batch.num_rows() {
                        findings.add(place, format!("{}: {} and {}", what.value(row), a.value(row), b.value(row)));
                    }
                }
            }
        }
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
