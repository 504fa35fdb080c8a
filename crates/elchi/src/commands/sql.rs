//! `elchi sql`: a question of the user's own.

use std::process::ExitCode;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use datafusion::common::{DataFusionError, TableReference};
use datafusion::execution::context::SQLOptions;
use datafusion::prelude::{JsonReadOptions, SessionContext};

use super::{argument_or_stdin, engine, print, runtime, user_session};
use crate::cli::{Cli, Format, SqlArgs};
use crate::fail::{Doing, Failure};
use crate::output;

pub(crate) fn run(cli: &Cli, args: &SqlArgs) -> Result<ExitCode, Failure> {
    if args.format == Format::Parquet && args.output.is_none() {
        return Err(Failure::usage("Parquet cannot go to the terminal", "Name a file: --output rows.parquet"));
    }
    let query = argument_or_stdin(&args.query)?;
    let engine = engine(cli)?;
    let (context, has_data) = user_session(&engine, &args.data.data)?;
    // A question changes nothing: no COPY, no INSERT, no DDL.
    let options = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false);
    let rows = runtime()?.block_on(async {
        register_json_lines(&context, &query).await?;
        let frame = context.sql_with_options(&query, options).await?;
        let schema: SchemaRef = Arc::new(frame.schema().as_arrow().clone());
        Ok::<_, DataFusionError>((schema, frame.collect().await?))
    });
    let (schema, batches) = rows.map_err(|error| {
        let help = help(&error, has_data, &args.data.data);
        Failure::new("The query failed", &error, help)
    })?;
    write(args, &schema, &batches)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes `FROM 'file.jsonl'` work: DataFusion takes a file for JSON only where its name ends in `.json`.
async fn register_json_lines(context: &SessionContext, query: &str) -> datafusion::common::Result<()> {
    let state = context.state();
    let Ok(statement) = state.sql_to_statement(query, &state.config_options().sql_parser.dialect) else {
        // The query itself says what is wrong with it.
        return Ok(());
    };
    for table in state.resolve_table_references(&statement)? {
        let path = table.table().to_owned();
        let Some(ending) = [".jsonl", ".ndjson"].into_iter().find(|ending| path.ends_with(ending)) else { continue };
        if std::path::Path::new(&path).is_file() {
            let options = JsonReadOptions::default().file_extension(ending);
            context.register_json(TableReference::bare(path.clone()), &path, options).await?;
        }
    }
    Ok(())
}

fn write(args: &SqlArgs, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<(), Failure> {
    let Some(path) = &args.output else {
        let mut bytes = Vec::new();
        match args.format {
            Format::Table => {
                let total: usize = batches.iter().map(RecordBatch::num_rows).sum();
                let table = output::table(schema, batches, args.limit).doing("print the rows")?;
                print(&table)?;
                let shown = total.min(args.limit);
                return print(&if shown < total {
                    format!("{shown} of {total} rows; --limit {total} shows all\n")
                } else {
                    format!("{total} row{}\n", if total == 1 { "" } else { "s" })
                });
            }
            Format::Csv => output::csv(&mut bytes, schema, batches).doing("write CSV")?,
            Format::Json => output::json(&mut bytes, batches).doing("write JSON")?,
            Format::Parquet => return Ok(()),
        }
        return print(&String::from_utf8_lossy(&bytes));
    };
    let action = format!("Writing {}", path.display());
    if args.format == Format::Parquet {
        return crate::runner::write_parquet(path, Arc::clone(schema), batches).doing(action);
    }
    let mut bytes = Vec::new();
    match args.format {
        Format::Table => bytes = output::table(schema, batches, args.limit).doing("print the rows")?.into_bytes(),
        Format::Csv => output::csv(&mut bytes, schema, batches).doing(action.clone())?,
        _ => output::json(&mut bytes, batches).doing(action.clone())?,
    }
    crate::dataset::files::write_whole(path, &bytes).doing(action)
}

/// What to do about the mistakes people make most.
fn help(error: &DataFusionError, has_data: bool, data: &std::path::Path) -> Option<String> {
    let text = error.to_string();
    if text.contains("not found") && !has_data && !text.contains('/') && !text.contains(".parquet") {
        return Some(format!(
            "{} holds no dataset, so its tables are not there. Make one with elchi run INPUT {}, or name another \
             with --data DIR.",
            data.display(),
            data.display()
        ));
    }
    if text.contains("table") && text.contains("not found") {
        return Some(
            "elchi tables lists the tables; a file is named by its path in quotes: FROM 'mine.parquet'".into(),
        );
    }
    if text.contains("Invalid function") {
        return Some("elchi functions lists elchi's own functions; SHOW FUNCTIONS lists all.".into());
    }
    if text.contains("No field named") {
        return Some("elchi tables NAME lists the columns of a table.".into());
    }
    if text.contains("DML") || text.contains("DDL") {
        return Some("elchi sql answers questions and changes nothing; --output FILE keeps an answer.".into());
    }
    None
}
