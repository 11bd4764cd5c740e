//! `downhill plot`: a figure for paper or slides.

use super::render::{Renderer, address};
use super::{Figure, pixels, scale};
use crate::Failure;
use clap::Args;
use std::io::Write;
use std::path::Path;

#[derive(Args)]
pub(crate) struct Plot {
    #[command(flatten)]
    figure: Figure,
    /// Pixels of a PNG for each of the figure's: 4 are 384 to the inch.
    #[arg(long, default_value = "4", value_parser = scale)]
    scale: f64,
}

pub(crate) fn plot(plot: &Plot, out: &mut impl Write) -> Result<(), Failure> {
    let figure = &plot.figure;
    match figure.ending().as_str() {
        _ if figure.output == Path::new("-") => Ok(out.write_all(figure.sheet()?.svg(&address).as_bytes())?),
        "svg" => figure.write(figure.sheet()?.svg(&address).as_bytes()),
        "png" => {
            let sheet = figure.sheet()?;
            let size = pixels(&sheet, plot.scale)?;
            figure.write(&Renderer::new(plot.scale).png(&sheet, size)?)
        }
        _ => Err(figure.wrong_output("a name that ends in .svg or .png, or - for SVG on standard output")),
    }
}
