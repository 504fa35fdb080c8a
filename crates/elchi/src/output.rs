//! Rows for people and programs: table, CSV, JSON.

use std::io::Write;

use arrow::array::{Array, RecordBatch};
use arrow::datatypes::SchemaRef;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table};
use datafusion::common::Result;

/// Characters of a cell that a printed table shows, at most.
const CELL_CHARS: usize = 120;

/// A printed table of the first `limit` rows; on a terminal, as wide as that.
pub(crate) fn table(schema: &SchemaRef, batches: &[RecordBatch], limit: usize) -> Result<String> {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED);
    table.set_header(schema.fields().iter().map(|field| printable(field.name(), CELL_CHARS)));
    // On a terminal long texts wrap, ids never do: people copy them. In a file or a pipe nothing wraps.
    if std::io::IsTerminal::is_terminal(&std::io::stdout()) {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        for (number, field) in schema.fields().iter().enumerate() {
            let whole = field.data_type().is_numeric() || field.name().ends_with("_id");
            if let (true, Some(column)) = (whole, table.column_mut(number)) {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
    }
    let options = FormatOptions::default().with_null("");
    let mut left = limit;
    for batch in batches {
        let formatters = formatters(batch, &options)?;
        for row in 0..batch.num_rows().min(left) {
            let cells = formatters.iter().zip(batch.columns()).map(|(formatter, column)| {
                let cell = Cell::new(printable(&formatter.value(row).to_string(), CELL_CHARS));
                if column.data_type().is_numeric() { cell.set_alignment(CellAlignment::Right) } else { cell }
            });
            table.add_row(cells);
        }
        left -= batch.num_rows().min(left);
    }
    Ok(format!("{table}\n"))
}

fn formatters<'a>(batch: &'a RecordBatch, options: &'a FormatOptions<'a>) -> Result<Vec<ArrayFormatter<'a>>> {
    batch.columns().iter().map(|column| Ok(ArrayFormatter::try_new(column.as_ref(), options)?)).collect()
}

/// A document's text made harmless for a terminal: no control characters, cut to `chars`.
pub(crate) fn printable(text: &str, chars: usize) -> String {
    let mut result: String = text
        .chars()
        .take(chars)
        .map(|c| match c {
            '\n' | '\t' | '\r' => ' ',
            c if c.is_control() || is_invisible(c) => '\u{fffd}',
            c => c,
        })
        .collect();
    if text.chars().nth(chars).is_some() {
        result.push('…');
    }
    result
}

/// Characters that change the order or the look of what stands around them.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// CSV with a header; lists and structs are written as JSON-like text.
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe in front: texts are hostile.
pub(crate) fn csv(to: &mut dyn Write, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<()> {
    csv_header(to, schema)?;
    batches.iter().try_for_each(|batch| csv_rows(to, batch))
}

/// The first line of a CSV file.
pub(crate) fn csv_header(to: &mut dyn Write, schema: &SchemaRef) -> Result<()> {
    let header: Vec<String> = schema.fields().iter().map(|field| quoted(field.name())).collect();
    Ok(writeln!(to, "{}", header.join(","))?)
}

/// The lines of a batch.
pub(crate) fn csv_rows(to: &mut dyn Write, batch: &RecordBatch) -> Result<()> {
    let options = FormatOptions::default().with_null("");
    let formatters = formatters(batch, &options)?;
    for row in 0..batch.num_rows() {
        let cells: Vec<String> = formatters
            .iter()
            .zip(batch.columns())
            .map(|(formatter, column)| {
                let value = formatter.value(row).to_string();
                if column.data_type().is_numeric() { value } else { quoted(&harmless(value)) }
            })
            .collect();
        writeln!(to, "{}", cells.join(","))?;
    }
    Ok(())
}

fn harmless(value: String) -> String {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']) {
        format!("'{value}")
    } else {
        value
    }
}

fn quoted(value: &str) -> String {
    if value.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

/// One JSON object a line.
pub(crate) fn json(to: &mut dyn Write, batches: &[RecordBatch]) -> Result<()> {
    let mut writer =
        arrow::json::WriterBuilder::new().with_explicit_nulls(true).build::<_, arrow::json::writer::LineDelimited>(to);
    for batch in batches {
        writer.write(batch)?;
    }
    writer.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_harmless() {
        assert_eq!(printable("a\u{1b}[31mb\nc", 80), "a\u{fffd}[31mb c");
        assert_eq!(printable("Алматы", 3), "Алм…");
        assert_eq!(harmless("=1+1".into()), "'=1+1");
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
}
