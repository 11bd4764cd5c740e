//! Figures in pixels: their SVG, drawn with a font of our own, so that they are the same on every machine.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use downhill_figure::{Raster, Sheet};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::io;

/// The bundled font; its licence lies beside it.
const FONTS: [&[u8]; 2] = [include_bytes!("../../font/Arimo-Regular.ttf"), include_bytes!("../../font/Arimo-Bold.ttf")];
/// CSS pixels in a metre.
const PER_METRE: f64 = 96.0 / 0.0254;

/// Turns SVG into pixels.
pub(super) struct Renderer {
    options: Options<'static>,
    scale: f64,
}

impl Renderer {
    /// One that draws so many pixels for each CSS pixel.
    pub(super) fn new(scale: f64) -> Self {
        let mut options = Options { font_family: "Arimo".into(), ..Options::default() };
        for font in FONTS {
            options.fontdb_mut().load_font_data(font.to_vec());
        }
        Self { options, scale }
    }

    /// Draws a document over a picture.
    pub(super) fn draw(&self, document: &str, picture: &mut Pixmap) -> io::Result<()> {
        let tree = Tree::from_str(document, &self.options).map_err(io::Error::other)?;
        let scale = self.scale as f32;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
        Ok(())
    }

    /// A picture that is empty.
    pub(super) fn picture([w, h]: [u32; 2]) -> io::Result<Pixmap> {
        Pixmap::new(w, h).ok_or_else(|| io::Error::other("a picture without pixels"))
    }

    /// A whole figure as a PNG that says how large it is in print and what it shows.
    pub(super) fn png(&self, sheet: &Sheet, size: [u32; 2]) -> io::Result<Vec<u8>> {
        let mut picture = Self::picture(size)?;
        self.draw(&sheet.svg(&address), &mut picture)?;
        encode(picture.data(), size, |encoder| {
            let per_metre = (self.scale * PER_METRE).round() as u32;
            encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
            let software = concat!("Downhill ", env!("CARGO_PKG_VERSION"));
            encoder.add_itxt_chunk("Software".into(), software.into())?;
            encoder.add_itxt_chunk("Description".into(), sheet.text.clone())
        })
    }
}

/// The heat map as an address that holds a PNG.
pub(super) fn address(image: &Raster) -> String {
    let png = encode(&image.rgba, [image.width as u32, image.height as u32], |_| Ok(()));
    // Writing to memory fails for an image without pixels only; none is drawn then.
    png.map_or_else(|_| String::new(), |png| format!("data:image/png;base64,{}", STANDARD.encode(png)))
}

/// A PNG of opaque pixels of four bytes.
fn encode(
    rgba: &[u8],
    [w, h]: [u32; 2],
    describe: impl FnOnce(&mut Encoder<'_, &mut Vec<u8>>) -> Result<(), png::EncodingError>,
) -> io::Result<Vec<u8>> {
    let rgb: Vec<u8> = rgba.as_chunks::<4>().0.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, w, h);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    describe(&mut encoder)?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(file)
}
