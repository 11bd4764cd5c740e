//! `downhill animate`: the race as a GIF.

use super::render::{Renderer, address};
use super::{Figure, pixels, scale};
use crate::{Failure, complain};
use clap::Args;
use downhill_core::FieldError;
use downhill_figure::Sheet;
use downhill_gif::Gif;
use resvg::tiny_skia::Pixmap;
use std::io;

/// How long the end stands, in hundredths of a second.
const END: u16 = 200;
/// Times at which the colours of the whole are looked at, as parts of the race.
const SAMPLES: [f64; 3] = [0.25, 0.6, 1.0];

#[derive(Args)]
pub(crate) struct Animate {
    #[command(flatten)]
    figure: Figure,
    /// Pixels for each of the figure's.
    #[arg(long, default_value = "2", value_parser = scale)]
    scale: f64,
    /// Pictures a second.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=50))]
    fps: u16,
    /// How long the race takes; then its end stands for two more.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=120))]
    seconds: u16,
}

pub(crate) fn animate(animate: &Animate) -> Result<(), Failure> {
    let figure = &animate.figure;
    if figure.ending() != "gif" {
        return Err(figure.wrong_output("a name that ends in .gif"));
    }
    let sheet = figure.sheet()?;
    if sheet.last() == 0 {
        let expected = "a run with steps to show, such as run=adam(lr=0.1), and no step=0";
        return Err(Failure::Problems(vec![FieldError::new("experiment", "nothing that moves", expected)]));
    }
    let size = pixels(&sheet, animate.scale)?;
    let race = Race::new(&sheet, size, animate.scale)?;
    let samples: Vec<u8> = SAMPLES.map(|part| race.frame(part)).into_iter().collect::<io::Result<Vec<_>>>()?.concat();
    let mut gif = Gif::new(size.map(|side| side as u16), &samples).map_err(io::Error::other)?;
    let count = u32::from(animate.fps) * u32::from(animate.seconds);
    for i in 0..count {
        tell(i, count);
        let delay = if i + 1 == count { END } else { delay(i, animate.fps) };
        gif.push(&race.frame(f64::from(i) / f64::from(count - 1).max(1.0))?, delay).map_err(io::Error::other)?;
    }
    figure.write(&gif.finish().map_err(io::Error::other)?)
}

/// Hundredths of a second for which a picture stands, so that no rounding adds up.
fn delay(i: u32, fps: u16) -> u16 {
    let at = |i: u32| (f64::from(i) * 100.0 / f64::from(fps)).round();
    (at(i + 1) - at(i)) as u16
}

/// Says every tenth of the way on standard error.
fn tell(i: u32, count: u32) {
    let tenths = |i: u32| i * 10 / count;
    if i > 0 && tenths(i) > tenths(i - 1) {
        complain(&format!("{} %", 10 * tenths(i)));
    }
}

/// What stays, drawn once, and what moves over it.
struct Race<'a> {
    sheet: &'a Sheet,
    renderer: Renderer,
    base: Pixmap,
}

impl<'a> Race<'a> {
    fn new(sheet: &'a Sheet, size: [u32; 2], scale: f64) -> io::Result<Self> {
        let (renderer, mut base) = (Renderer::new(scale), Renderer::picture(size)?);
        renderer.draw(&sheet.document(&address, |paint| sheet.paint_base(paint)), &mut base)?;
        Ok(Self { sheet, renderer, base })
    }

    /// The picture after a part of the race, from 0 to 1.
    fn frame(&self, part: f64) -> io::Result<Vec<u8>> {
        let playhead = part * self.sheet.last() as f64;
        let document = self.sheet.document(&address, |paint| self.sheet.paint_runs(paint, playhead, part < 1.0));
        let mut picture = self.base.clone();
        self.renderer.draw(&document, &mut picture)?;
        Ok(picture.take())
    }
}
