//! The statements of a pipeline file: results kept in memory, and rows for tables.

use datafusion::sql::parser::{DFParser, Statement as DfStatement};
use datafusion::sql::sqlparser::ast::{ObjectName, Statement as SqlStatement, TableObject};

/// One statement of a file in `pipelines/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// `CREATE TABLE name AS query`: a result that the statements after it read, in memory.
    Keep {
        /// Name of the result.
        name: String,
        /// The query that makes it.
        query: String,
    },
    /// `INSERT INTO table query`: the rows of a table of the contract.
    Insert {
        /// Name of the table.
        table: String,
        /// The query that makes its rows.
        query: String,
    },
}

/// Why a pipeline file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    /// The file is not SQL.
    #[error("this is not SQL that DataFusion understands: {0}")]
    Parse(String),
    /// A statement of another form.
    #[error("only CREATE TABLE name AS SELECT … and INSERT INTO table SELECT … belong into a pipeline file, not: {0}")]
    Unexpected(String),
}

/// Reads the statements of a pipeline file.
///
/// # Errors
/// [`StatementError`] where the text does not parse or holds another kind of statement.
pub fn parse_statements(sql: &str) -> Result<Vec<Statement>, StatementError> {
    let parsed = DFParser::parse_sql(sql).map_err(|error| StatementError::Parse(error.to_string()))?;
    parsed.into_iter().map(statement).collect()
}

fn statement(parsed: DfStatement) -> Result<Statement, StatementError> {
    let DfStatement::Statement(sql) = &parsed else {
        return Err(StatementError::Unexpected(parsed.to_string()));
    };
    match sql.as_ref() {
        SqlStatement::CreateTable(create) => match &create.query {
            Some(query) => Ok(Statement::Keep { name: last_part(&create.name), query: query.to_string() }),
            None => Err(StatementError::Unexpected(parsed.to_string())),
        },
        SqlStatement::Insert(insert) => match (&insert.table, &insert.source) {
            (TableObject::TableName(name), Some(query)) => {
                Ok(Statement::Insert { table: last_part(name), query: query.to_string() })
            }
            _ => Err(StatementError::Unexpected(parsed.to_string())),
        },
        _ => Err(StatementError::Unexpected(parsed.to_string())),
    }
}

fn last_part(name: &ObjectName) -> String {
    name.0.last().map(|part| part.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_apart_and_others_refused() {
        let parsed = parse_statements(
            "-- a remark\nCREATE TABLE facts AS SELECT 1 AS x;\nINSERT INTO mentions SELECT x FROM facts ORDER BY x;",
        )
        .unwrap();
        assert_eq!(parsed[0], Statement::Keep { name: "facts".into(), query: "SELECT 1 AS x".into() });
        assert_eq!(
            parsed[1],
            Statement::Insert { table: "mentions".into(), query: "SELECT x FROM facts ORDER BY x".into() }
        );
        assert!(matches!(parse_statements("DROP TABLE documents"), Err(StatementError::Unexpected(_))));
        assert!(matches!(parse_statements("SELEKT 1"), Err(StatementError::Parse(_))));
    }
}
