//! `downhill replay`: files of stored cases, run again.

use crate::{Failure, complain};
use downhill_cli::replay;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Prints a line for every case that can be run, and tells of the others.
pub(crate) fn replay(files: &[PathBuf], out: &mut impl Write) -> Result<(), Failure> {
    let mut all_ran = true;
    for file in files {
        let mut tell = |problem: &dyn core::fmt::Display| {
            all_ran = false;
            complain(&format!("{}: {problem}", file.display()));
        };
        match read(file) {
            Ok(text) => replay::replay(&text, |line| match line {
                Ok(line) => writeln!(out, "{line}"),
                Err(problem) => {
                    tell(&problem);
                    Ok(())
                }
            })?,
            Err(error) => tell(&error),
        }
    }
    out.flush()?;
    if all_ran { Ok(()) } else { Err(Failure::Cases) }
}

/// A file's bytes; - is standard input.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return std::fs::read(file);
    }
    let mut text = Vec::new();
    io::stdin().lock().read_to_end(&mut text)?;
    Ok(text)
}
