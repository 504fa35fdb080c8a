//! Tab-separated tables with a header row.

use crate::problem::{File, Problems, suggest};

/// A table: its columns by name and its rows.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    pub(crate) columns: Vec<&'a str>,
    pub(crate) rows: Vec<Row<'a>>,
}

/// One row: its cells and the bytes where each begins.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// Byte of the file where the row begins.
    pub(crate) start: usize,
    cells: Vec<(usize, &'a str)>,
}

impl<'a> Row<'a> {
    /// Text and place of the cell of `column`; an absent cell is empty.
    pub(crate) fn cell(&self, column: Option<usize>) -> (usize, &'a str) {
        column.and_then(|column| self.cells.get(column)).copied().unwrap_or((self.start, ""))
    }
}

impl<'a> Table<'a> {
    /// Reads `file`, whose columns must come from `known`, in that order, the first one always.
    pub(crate) fn read(file: File<'a>, known: &[&str], problems: &mut Problems) -> Table<'a> {
        let mut lines = lines(file.text);
        let mut table = Table { columns: Vec::new(), rows: Vec::new() };
        let Some((start, header)) = lines.next().filter(|(_, line)| !line.is_empty()) else {
            problems.add(
                &file,
                0,
                "this table is empty",
                format!("write a header row of columns from: {}", known.join(", ")),
            );
            return table;
        };
        let mut last = None;
        for (at, column) in cells(start, header) {
            let place = known.iter().position(|name| *name == column);
            if place.is_none() {
                problems.add(&file, at, format!("unknown column '{column}'"), suggest(column, known.iter().copied()));
            } else if place <= last {
                problems.add(
                    &file,
                    at,
                    format!("column '{column}' stands twice or too late"),
                    format!("the order is: {}", known.join(", ")),
                );
            }
            last = last.max(place);
            table.columns.push(column);
        }
        if table.columns.first() != known.first() {
            problems.add(
                &file,
                start,
                format!("the first column is not '{}'", known[0]),
                "put a header row first, with tabs between its names",
            );
        }
        for (start, line) in lines {
            if line.trim().is_empty() {
                problems.add(&file, start, "an empty row", "delete the line");
                continue;
            }
            let cells: Vec<(usize, &str)> = cells(start, line).collect();
            if cells.len() != table.columns.len() {
                let message = format!("{} cells under {} columns", cells.len(), table.columns.len());
                problems.add(
                    &file,
                    start,
                    message,
                    "every row has a cell for each column, with one tab between, empty or not",
                );
            }
            for (at, cell) in &cells {
                if cell.trim() != *cell || cell.contains("  ") {
                    problems.add(&file, *at, format!("needless blanks in '{cell}'"), "run `elchi check lang --fix`");
                }
            }
            table.rows.push(Row { start, cells });
        }
        table
    }

    /// Place of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == name)
    }
}

/// Lines and the bytes where they begin; the last empty one is none.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

fn cells(start: usize, line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = start;
    line.split('\t').map(move |cell| {
        let here = at;
        at += cell.len() + 1;
        (here, cell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let mut problems = Problems::default();
        Table::read(File { path: "t.tsv", text }, &["form", "lemma", "id"], &mut problems);
        problems
            .into_sorted()
            .iter()
            .map(|problem| format!("{}:{} {}", problem.line, problem.column, problem.message))
            .collect()
    }

    #[test]
    fn what_is_refused() {
        for (text, expected) in [
            ("form\tid\na\tb\n", ""),
            ("form\tlema\na\tb\n", "1:6 unknown column 'lema'"),
            ("form\tid\na\n", "2:1 1 cells under 2 columns"),
            ("form\n\na\n", "2:1 an empty row"),
            ("form\n а \n", "2:1 needless blanks in ' а '"),
            ("id\tform\nx\ty\n", "1:1 the first column is not 'form'"),
        ] {
            let found = problems(text);
            assert!(
                if expected.is_empty() { found.is_empty() } else { found.iter().any(|p| p == expected) },
                "{text:?}: {found:?}"
            );
        }
    }
}
