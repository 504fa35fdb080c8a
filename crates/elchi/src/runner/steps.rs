//! The pipeline as its files define it: stages in order, each with its statements.

use elchi_model::tables::{self, Scope, Table};
use elchi_sql::{Statement, StatementError, parse_statements};
use include_dir::{Dir, include_dir};

static PIPELINES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../pipelines");

/// One stage: a file `pipelines/N_verb.sql`.
#[derive(Debug)]
pub(crate) struct Stage {
    /// The verb: load, langid, segment, extract, aggregate.
    pub(crate) name: String,
    /// The whole file: part of the run key.
    pub(crate) sql: String,
    /// Results kept in memory, in order: name and query.
    pub(crate) kept: Vec<(String, String)>,
    /// Rows of tables, in order.
    pub(crate) inserts: Vec<Insert>,
}

/// `INSERT INTO table query`.
#[derive(Debug)]
pub(crate) struct Insert {
    /// The table of the contract.
    pub(crate) table: &'static Table,
    /// The query that makes its rows, in key order.
    pub(crate) query: String,
}

/// One report: a file `pipelines/reports/<question>.sql`.
#[derive(Debug)]
pub(crate) struct Report {
    /// The question, as in the file's name.
    pub(crate) name: String,
    /// The first comment line: the question in words.
    pub(crate) title: String,
    /// The query.
    pub(crate) sql: String,
}

/// Why the pipeline's files cannot be used: a mistake in the release, not in anybody's input.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StepError {
    #[error("pipelines/{file}: {source}")]
    Statement { file: String, source: StatementError },
    #[error("pipelines/{file}: there is no table {table} in the contract")]
    UnknownTable { file: String, table: String },
    #[error("pipelines/{file}: the table {table} belongs to the stage {stage}")]
    WrongStage { file: String, table: String, stage: &'static str },
}

impl Stage {
    /// Inserts that run once per shard.
    pub(crate) fn shard_inserts(&self) -> impl Iterator<Item = &Insert> {
        self.inserts.iter().filter(|insert| insert.table.scope == Scope::Shard)
    }

    /// Inserts that run once over all documents.
    pub(crate) fn dataset_inserts(&self) -> impl Iterator<Item = &Insert> {
        self.inserts.iter().filter(|insert| insert.table.scope == Scope::Dataset)
    }
}

/// All stages in the order of their files.
///
/// # Errors
/// [`StepError`] where a file of `pipelines/` does not fit the contract.
pub(crate) fn stages() -> Result<Vec<Stage>, StepError> {
    let mut files: Vec<_> =
        PIPELINES.files().filter(|file| file.path().extension().is_some_and(|e| e == "sql")).collect();
    files.sort_by_key(|file| file.path());
    files
        .into_iter()
        .map(|file| stage(&file.path().to_string_lossy(), file.contents_utf8().unwrap_or_default()))
        .collect()
}

fn stage(file: &str, sql: &str) -> Result<Stage, StepError> {
    let name = file.trim_end_matches(".sql").trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').to_owned();
    let statements = parse_statements(sql).map_err(|source| StepError::Statement { file: file.to_owned(), source })?;
    let mut stage = Stage { name, sql: sql.to_owned(), kept: Vec::new(), inserts: Vec::new() };
    for statement in statements {
        match statement {
            Statement::Keep { name, query } => stage.kept.push((name, query)),
            Statement::Insert { table, query } => {
                let Some(found) = tables::table(&table) else {
                    return Err(StepError::UnknownTable { file: file.to_owned(), table });
                };
                if found.stage != stage.name {
                    return Err(StepError::WrongStage { file: file.to_owned(), table, stage: found.stage });
                }
                stage.inserts.push(Insert { table: found, query });
            }
        }
    }
    Ok(stage)
}

/// All reports by name.
pub(crate) fn reports() -> Vec<Report> {
    let files = PIPELINES.get_dir("reports").map(|dir| dir.files().collect::<Vec<_>>()).unwrap_or_default();
    let mut reports: Vec<Report> = files
        .into_iter()
        .filter(|file| file.path().extension().is_some_and(|e| e == "sql"))
        .map(|file| {
            let sql = file.contents_utf8().unwrap_or_default().to_owned();
            let name = file.path().file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            let title = sql.lines().next().unwrap_or_default().trim_start_matches("--").trim().to_owned();
            Report { name, title, sql }
        })
        .collect();
    reports.sort_by(|a, b| a.name.cmp(&b.name));
    reports
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_contract_is_made_by_one_statement() {
        let stages = stages().unwrap();
        let names: Vec<&str> = stages.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["load", "langid", "segment", "extract", "aggregate"]);
        let mut made: Vec<&str> = stages.iter().flat_map(|s| s.inserts.iter().map(|i| i.table.name)).collect();
        let mut wanted: Vec<&str> = tables::all().map(|t| t.name).collect();
        made.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(made, wanted);
    }

    #[test]
    fn every_report_says_its_question() {
        let reports = reports();
        assert!(reports.len() >= 4);
        for report in reports {
            assert!(report.title.ends_with('?'), "{}: the first line must be the question", report.name);
        }
    }
}
