//! `downhill animate`: the race as a GIF.

use super::render::{Renderer, address};
use super::{Figure, pixels, scale};
use crate::{Failure, complain};
use clap::Args;
use downhill_core::FieldError;
use downhill_figure::Sheet;
use downhill_gif::{Gif, SAMPLES, Timing};
use resvg::tiny_skia::Pixmap;
use std::io;

#[derive(Args)]
pub(crate) struct Animate {
    #[command(flatten)]
    figure: Figure,
    /// Pixels for each of the figure's.
    #[arg(long, default_value = "2", value_parser = scale)]
    scale: f64,
    /// Pictures a second.
    #[arg(long, default_value_t = Timing::default().fps, value_parser = clap::value_parser!(u16).range(1..=50))]
    fps: u16,
    /// How long the race takes; then its end stands for two more.
    #[arg(long, default_value_t = Timing::default().seconds, value_parser = clap::value_parser!(u16).range(1..=120))]
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
    let timing = Timing { fps: animate.fps, seconds: animate.seconds };
    for i in 0..timing.count() {
        tell(i, timing.count());
        gif.push(&race.frame(timing.part(i))?, timing.hundredths(i)).map_err(io::Error::other)?;
    }
    figure.write(&gif.finish().map_err(io::Error::other)?)
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
