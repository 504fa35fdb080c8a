//! Nothing is lost: for every stage, input = output + rejected + duplicates.

use std::sync::Arc;

use arrow::array::{AsArray, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Int64Type, Schema};
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use elchi_aggregate::{StageCount, balance};

use super::tables::Made;
use super::{RunError, pool};
use crate::runner::execute::Executor;

/// Registers `stage_outputs(stage, document_count)`: records that load took in and documents that came out of each
/// later stage, as the footers of their parts say. They were counted when the stage ran, not derived from the tables
/// it left.
pub(crate) fn register_stage_outputs(context: &SessionContext, made: &Made) -> Result<(), RunError> {
    let failed = |error| RunError::engine("count the documents of the stages", error);
    let rows: Vec<(&str, i64)> = ["load", "langid", "segment", "extract"]
        .into_iter()
        .filter_map(|stage| Some((stage, i64::try_from(made.documents_of_stage(stage)?).ok()?)))
        .collect();
    let schema = Arc::new(Schema::new(vec![
        Field::new("stage", DataType::Utf8, false),
        Field::new("document_count", DataType::Int64, false),
    ]));
    let batch = RecordBatch::try_new(
        Arc::clone(&schema),
        vec![
            Arc::new(rows.iter().map(|row| Some(row.0)).collect::<StringArray>()),
            Arc::new(rows.iter().map(|row| row.1).collect::<Int64Array>()),
        ],
    )
    .map_err(|error| failed(error.into()))?;
    let table = MemTable::try_new(schema, vec![vec![batch]]).map_err(failed)?;
    context.register_table("stage_outputs", Arc::new(table)).map_err(failed)?;
    Ok(())
}

/// Reads the table `accounting` back and adds it up.
///
/// # Errors
/// [`RunError::Accounting`] for the first stage that does not balance: then nothing is committed.
pub(crate) fn check(executor: &Executor, made: &Made) -> Result<(), RunError> {
    let runtime = pool::engine_runtime().map_err(|_| RunError::WorkerLost)?;
    let stages = runtime.block_on(async {
        let context = executor.session()?;
        made.register_all(&context)?;
        read(&context).await.map_err(|error| RunError::engine("check the accounting", error))
    })?;
    balance(&stages).map_err(RunError::Accounting)
}

/// The rows of the table `accounting` of a session.
pub(crate) async fn read(context: &SessionContext) -> datafusion::common::Result<Vec<StageCount>> {
    let query = "SELECT stage, input_count, output_count, rejected_count, duplicate_count FROM accounting \
                 ORDER BY stage_no";
    let mut stages = Vec::new();
    for batch in context.sql(query).await?.collect().await? {
        let names = batch.column(0).as_string::<i32>();
        let number = |column: usize, row: usize| batch.column(column).as_primitive::<Int64Type>().value(row);
        stages.extend((0..batch.num_rows()).map(|row| StageCount {
            stage: names.value(row).to_owned(),
            input: number(1, row),
            output: number(2, row),
            rejected: number(3, row),
            duplicates: number(4, row),
        }));
    }
    Ok(stages)
}
