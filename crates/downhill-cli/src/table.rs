//! Aligned columns for people.

use comfy_table::{CellAlignment, Table, presets};
use std::io::{self, Write};

/// Writes rows under a header; the columns of these indices are aligned to the right.
pub(crate) fn write(out: &mut impl Write, header: &[&str], rows: Vec<Vec<String>>, right: &[usize]) -> io::Result<()> {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header).add_rows(rows);
    for (i, column) in table.column_iter_mut().enumerate() {
        let left = u16::from(i > 0);
        column.set_padding((left, 1));
        if right.contains(&i) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
