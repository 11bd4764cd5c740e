//! Pictures of surfaces and trajectories: plain data first, drawn on any target afterwards.
//!
//! Nothing here steps an optimizer or knows a browser. The hot layers (heat map, isolines, paths, chart lines) go
//! through the small trait [`Paint`], which the page implements over a 2-D context and [`PlottersPaint`] over any
//! plotters backend; axes and ticks are drawn by plotters itself.
//!
//! One picture of a map, in CSS pixels, y downwards:
//! ```
//! use downhill_core::view::Theme;
//! use downhill_core::{Experiment, run, surface};
//! use downhill_figure::{map, palette, Frame, Heights, Ground, Palette, Rect, Shades};
//! # fn draw(paint: &mut dyn downhill_figure::Paint) {
//! let experiment = Experiment::on(&surface::SURFACES[0]);
//! let surface = experiment.build_surface();
//! let domain = surface.spec().domain;
//! let palette = Palette::of(Theme::Light);
//! let frame = Frame::fit(domain, domain, Rect::new(0.0, 0.0, 800.0, 550.0));
//! let heights = Heights::of(surface.as_ref(), domain);
//! let shades = Shades::of(palette, None, true);
//! let ground = Ground::of(surface.as_ref(), &heights, &frame, &shades, &map::Detail::default());
//! map::paint_ground(paint, &ground, palette, &map::Detail::default());
//! let runs = run(&experiment);
//! let slots = palette::assign_slots(&experiment, &Default::default());
//! # let _ = (runs, slots);
//! # }
//! ```
//! Units: lengths are CSS pixels unless a name says otherwise; the caller scales its context by the device's pixel
//! ratio. Where plotters draws, a `ratio` says how many backend pixels one CSS pixel has.

pub mod axes;
pub mod chart;
mod decimate;
pub mod frame;
pub mod height;
pub mod isolines;
pub mod map;
pub mod model;
pub mod net;
pub mod paint;
pub mod palette;
pub mod ramp;
pub mod rank;
pub mod raster;
pub mod sheet;
pub mod words;

pub use chart::{Along, Chart, Measure, Plot};
pub use frame::{Extent, Frame, Rect};
pub use height::Heights;
pub use isolines::Isolines;
pub use map::{Ground, RunMark, RunsPainter, Scene};
pub use net::Nets;
pub use paint::{Anchor, Paint, PlottersPaint, Stroke, SvgPaint, Text};
pub use palette::{Palette, Rgb, Rgba};
pub use ramp::{Ramp, Shades};
pub use raster::Raster;
pub use sheet::Sheet;
