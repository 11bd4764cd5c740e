//! `downhill code`: a run as programs for other libraries.

use crate::Failure;
use crate::args::Format;
use downhill_core::{library, text};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Program {
    library: &'static str,
    code: String,
}

pub(crate) fn code(run: &str, format: Format, out: &mut impl Write) -> Result<(), Failure> {
    let run = text::parse_run(run).map_err(Failure::Problems)?;
    let programs = library::code(&run).into_iter().map(|(library, code)| Program { library, code });
    match format {
        Format::Table => {
            for (place, Program { library, code }) in programs.enumerate() {
                let gap = if place > 0 { "\n" } else { "" };
                writeln!(out, "{gap}# {library}\n{code}")?;
            }
            Ok(())
        }
        Format::Json => {
            serde_json::to_writer(&mut *out, &programs.collect::<Vec<_>>())?;
            Ok(writeln!(out)?)
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            programs.into_iter().try_for_each(|program| csv.serialize(program))?;
            Ok(csv.flush()?)
        }
    }
}
