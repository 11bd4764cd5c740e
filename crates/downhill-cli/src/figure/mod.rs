//! What `downhill plot` and `downhill animate` have in common: the figure that they draw.

pub(crate) mod animate;
pub(crate) mod plot;
mod render;

use crate::Failure;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use downhill_core::view::{Layout, Named, Theme};
use downhill_core::{FieldError, run, text};
use downhill_figure::Sheet;
use downhill_figure::sheet::{Choices, Shape};
use std::path::PathBuf;

/// Smallest and largest width or height of a figure in CSS pixels.
const SIZES: core::ops::RangeInclusive<f64> = 160.0..=4000.0;
/// Smallest and largest number of pixels for each CSS pixel.
const SCALES: core::ops::RangeInclusive<f64> = 0.5..=16.0;
/// More pixels than this on a side are refused.
const MOST_PIXELS: f64 = 16_384.0;

/// What is drawn and how, whatever becomes of it.
#[derive(Args)]
pub(crate) struct Figure {
    /// Fields between &, as for run; also layout, step, theme, zoom, hide, color, colormap, along and cloud.
    experiment: String,
    /// The file that is written; its ending decides the format.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Where the figure goes: 5:4 for print, 16:9 for slides, with larger text.
    #[arg(long, default_value = "5:4", value_parser = named::<Shape>())]
    shape: Shape,
    /// Width and height in pixels, 96 to the inch, in place of the shape's own.
    #[arg(long, value_name = "WxH", value_parser = size)]
    size: Option<[f64; 2]>,
    /// A map for each run, or one for all; without it what the experiment says, or overlay.
    #[arg(long, value_parser = named::<Layout>())]
    layout: Option<Layout>,
    /// Without it what the experiment says, or light.
    #[arg(long, value_parser = named::<Theme>())]
    theme: Option<Theme>,
    /// Add a chart of the losses.
    #[arg(long)]
    chart: bool,
    /// A line above the figure.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    title: String,
}

impl Figure {
    /// Runs the experiment and lays the figure out.
    fn sheet(&self) -> Result<Sheet, Failure> {
        let text::Parsed { experiment, view, problems } = text::parse(&self.experiment);
        if !problems.is_empty() {
            return Err(Failure::Problems(problems));
        }
        let choices = Choices {
            shape: self.shape,
            size: self.size,
            theme: self.theme.or(view.theme).unwrap_or(Theme::Light),
            layout: self.layout.or(view.layout).unwrap_or(Layout::Overlay),
            chart: self.chart,
            title: self.title.clone(),
        };
        let surface = experiment.build_surface();
        Ok(Sheet::of(&experiment, &view, surface.as_ref(), &run(&experiment), &choices))
    }

    /// The ending of the output's name in lower case.
    fn ending(&self) -> String {
        self.output.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
    }

    fn wrong_output(&self, expected: &str) -> Failure {
        Failure::Problems(vec![FieldError::new("--output", self.output.display().to_string(), expected)])
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let name = self.output.display();
        let with_name = |error: std::io::Error| std::io::Error::new(error.kind(), format!("{name}: {error}"));
        Ok(std::fs::write(&self.output, bytes).map_err(with_name)?)
    }
}

/// Reads one of the names of an enumeration and lists them in the help.
fn named<T: Named + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(T::NAMES.iter().map(|(_, name)| *name));
    names.try_map(|name| T::named(&name).ok_or("an unknown name"))
}

fn size(text: &str) -> Result<[f64; 2], String> {
    let sides: Option<Vec<f64>> = text.split('x').map(|side| side.trim().parse().ok()).collect();
    match sides.as_deref() {
        Some(&[w, h]) if SIZES.contains(&w) && SIZES.contains(&h) => Ok([w, h]),
        _ => Err(format!("expected WIDTHxHEIGHT such as 640x512, each from {} to {}", SIZES.start(), SIZES.end())),
    }
}

/// Reads how many pixels there are for each CSS pixel.
fn scale(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|scale| SCALES.contains(scale));
    number.ok_or_else(|| format!("expected a number from {} to {}", SCALES.start(), SCALES.end()))
}

/// Width and height in pixels of a figure that is enlarged.
fn pixels(sheet: &Sheet, scale: f64) -> Result<[u32; 2], Failure> {
    let [w, h] = sheet.size.map(|side| (side * scale).round());
    if w.max(h) <= MOST_PIXELS {
        return Ok([w as u32, h as u32]);
    }
    let expected = format!("a smaller scale or size: at most {MOST_PIXELS} pixels on a side");
    Err(Failure::Problems(vec![FieldError::new("--scale", format!("{w}x{h} pixels"), expected)]))
}
