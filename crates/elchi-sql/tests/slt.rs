//! Runs the `.slt` file beside each function; its first query is the documented example.

use std::path::Path;
use std::sync::Arc;

use arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::common::DataFusionError;
use datafusion::prelude::SessionContext;
use elchi_lexicon::Lexicon;
use elchi_sql::{Engine, SessionOptions, functions, session};
use sqllogictest::{DBOutput, DefaultColumnType, Runner};

struct Database(SessionContext);

impl sqllogictest::DB for Database {
    type Error = DataFusionError;
    type ColumnType = DefaultColumnType;

    fn run(&mut self, sql: &str) -> Result<DBOutput<DefaultColumnType>, DataFusionError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let batches = runtime.block_on(async { self.0.sql(sql).await?.collect().await })?;
        let options = FormatOptions::default().with_null("NULL");
        let (mut rows, mut columns) = (Vec::new(), 0);
        for batch in &batches {
            columns = batch.num_columns();
            let formatters = batch
                .columns()
                .iter()
                .map(|column| ArrayFormatter::try_new(column.as_ref(), &options))
                .collect::<Result<Vec<_>, _>>()?;
            for row in 0..batch.num_rows() {
                rows.push(
                    formatters
                        .iter()
                        .map(|formatter| match formatter.value(row).to_string() {
                            value if value.is_empty() => "(empty)".to_owned(),
                            value => value,
                        })
                        .collect(),
                );
            }
        }
        Ok(DBOutput::Rows { types: vec![DefaultColumnType::Any; columns], rows })
    }
}

#[test]
fn every_function_has_a_test_that_begins_with_its_documented_example() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/functions");
    let engine = Arc::new(Engine::new(Lexicon::embedded()).unwrap());
    for function in functions::ALL {
        let path = folder.join(format!("{}.slt", function.name));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|_| panic!("write {}: every function has a test beside it", path.display()));
        let first = text.lines().skip_while(|line| !line.starts_with("query")).nth(1).unwrap_or_default();
        assert_eq!(first, function.example, "{}: the first query must be the documented example", path.display());
        let mut runner = Runner::new(async || {
            let runtime = elchi_sql::session::runtime(1 << 30)?;
            Ok(Database(session(&engine, &runtime, SessionOptions::default())?))
        });
        if let Err(error) = runner.run_file(&path) {
            panic!("{}: {error}", path.display());
        }
    }
}

#[test]
fn wrong_types_fail_when_the_query_is_planned() {
    let engine = Arc::new(Engine::new(Lexicon::embedded()).unwrap());
    let runtime = elchi_sql::session::runtime(1 << 30).unwrap();
    let context = session(&engine, &runtime, SessionOptions::default()).unwrap();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for function in functions::ALL {
        let wrong = vec!["1"; function.arguments.len()].join(", ");
        let query = format!("SELECT {}({wrong})", function.name);
        let planned = tokio.block_on(context.sql(&query));
        assert!(planned.is_err(), "{query} must not plan");
    }
}
