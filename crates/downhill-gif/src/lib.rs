//! Animated GIFs of pictures that change little from one to the next.
//!
//! All frames share one palette, chosen from samples; of every frame only the rectangle that changed is stored. Pictures
//! are opaque: four bytes (red, green, blue, opacity) a pixel, row by row from the top left, the opacity unread.

mod timing;

pub use timing::{SAMPLES, Timing};

use color_quant::NeuQuant;
use gif::{DisposalMethod, Encoder, EncodingError, Frame, Repeat};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// Colours, besides the one that means "as before".
const COLORS: usize = 255;
/// The index that means "as before".
const SAME: u8 = 255;

/// A GIF on its way.
pub struct Gif {
    size: [u16; 2],
    palette: Vec<u8>,
    known: HashMap<[u8; 3], u8>,
    before: Vec<u8>,
    encoder: Encoder<Vec<u8>>,
}

impl Gif {
    /// Begins a GIF of this width and height, played again and again. Its colours are those of `samples`, one or more
    /// whole pictures.
    ///
    /// # Errors
    /// When the samples hold no pixel.
    pub fn new(size: [u16; 2], samples: &[u8]) -> Result<Self, EncodingError> {
        if samples.len() < 4 {
            return Err(std::io::Error::other("no picture to choose colours from").into());
        }
        let palette = palette(samples);
        let mut encoder = Encoder::new(Vec::new(), size[0], size[1], &palette)?;
        encoder.set_repeat(Repeat::Infinite)?;
        Ok(Self { size, palette, known: HashMap::new(), before: Vec::new(), encoder })
    }

    /// Adds a picture that is shown for so many hundredths of a second.
    ///
    /// # Errors
    /// When it has another size than the GIF.
    pub fn push(&mut self, picture: &[u8], hundredths: u16) -> Result<(), EncodingError> {
        let [width, height] = self.size.map(usize::from);
        if picture.len() != 4 * width * height {
            return Err(std::io::Error::other("a picture of another size").into());
        }
        let [left, top, right, foot] = self.changed(picture);
        let mut buffer = Vec::with_capacity((right - left) * (foot - top));
        for y in top..foot {
            for at in (4 * (y * width + left)..4 * (y * width + right)).step_by(4) {
                let index = if is_same(&self.before, picture, at) { SAME } else { self.index(picture, at) };
                buffer.push(index);
            }
        }
        self.encoder.write_frame(&Frame {
            delay: hundredths,
            dispose: DisposalMethod::Keep,
            transparent: (!self.before.is_empty()).then_some(SAME),
            left: left as u16,
            top: top as u16,
            width: (right - left) as u16,
            height: (foot - top) as u16,
            buffer: Cow::Owned(buffer),
            ..Frame::default()
        })?;
        self.before.clear();
        self.before.extend_from_slice(picture);
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// None in memory.
    pub fn finish(self) -> Result<Vec<u8>, EncodingError> {
        self.encoder.into_inner()
    }

    /// The nearest of the GIF's colours to a pixel's.
    fn index(&mut self, picture: &[u8], at: usize) -> u8 {
        let color = [picture[at], picture[at + 1], picture[at + 2]];
        let palette = &self.palette;
        *self.known.entry(color).or_insert_with(|| nearest(palette, color))
    }

    /// Left, top, right and foot of what differs from the picture before; one pixel where nothing does.
    fn changed(&self, picture: &[u8]) -> [usize; 4] {
        let [width, height] = self.size.map(usize::from);
        let mut found = [width, height, 0, 0];
        for (i, at) in (0..picture.len()).step_by(4).enumerate() {
            if !is_same(&self.before, picture, at) {
                let (x, y) = (i % width, i / width);
                found = [found[0].min(x), found[1].min(y), found[2].max(x + 1), found[3].max(y + 1)];
            }
        }
        if found[2] == 0 { [0, 0, 1, 1] } else { found }
    }
}

/// At most 255 colours for the samples: theirs, or where they have more, such as are near to all of them. Every colour
/// counts once, so that a thin line keeps its own on a large ground.
fn palette(samples: &[u8]) -> Vec<u8> {
    let colors: BTreeSet<[u8; 3]> = samples.as_chunks::<4>().0.iter().map(|[r, g, b, _]| [*r, *g, *b]).collect();
    if colors.len() <= COLORS {
        return colors.into_iter().flatten().collect();
    }
    let pixels: Vec<u8> = colors.into_iter().flat_map(|[r, g, b]| [r, g, b, 255]).collect();
    NeuQuant::new(1, COLORS, &pixels).color_map_rgb()
}

/// The place of the palette's colour that is nearest to a colour.
fn nearest(palette: &[u8], color: [u8; 3]) -> u8 {
    let off = |(_, other): &(usize, &[u8; 3])| -> u32 {
        let square = |(a, b): (&u8, u8)| u32::from(a.abs_diff(b)).pow(2);
        other.iter().zip(color).map(square).sum()
    };
    palette.as_chunks::<3>().0.iter().enumerate().min_by_key(off).map_or(SAME, |(i, _)| i as u8)
}

fn is_same(before: &[u8], picture: &[u8], at: usize) -> bool {
    before.get(at..at + 3) == Some(&picture[at..at + 3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use gif::{ColorOutput, DecodeOptions};

    const SIZE: [u16; 2] = [8, 4];

    /// A white picture with one red pixel.
    fn picture(x: usize, y: usize) -> Vec<u8> {
        let mut all = [255, 255, 255, 255].repeat(32);
        all[4 * (8 * y + x)..][..4].copy_from_slice(&[200, 0, 0, 255]);
        all
    }

    fn frames(file: &[u8]) -> Vec<Frame<'static>> {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::Indexed);
        let mut decoder = options.read_info(file).unwrap();
        core::iter::from_fn(|| decoder.read_next_frame().unwrap().cloned()).collect()
    }

    #[test]
    fn only_what_changed_is_stored() {
        let mut gif = Gif::new(SIZE, &picture(1, 1)).unwrap();
        for (x, y) in [(1, 1), (3, 2), (3, 2)] {
            gif.push(&picture(x, y), 5).unwrap();
        }
        let file = gif.finish().unwrap();
        assert!(file.starts_with(b"GIF89a"));
        let frames = frames(&file);
        let rects: Vec<_> = frames.iter().map(|f| [f.left, f.top, f.width, f.height]).collect();
        assert_eq!(rects, [[0, 0, 8, 4], [1, 1, 3, 2], [0, 0, 1, 1]]);
        // The red pixel's old place, its new one, and all between as before.
        let second = &frames[1].buffer;
        assert_eq!(second[1..5], [SAME; 4]);
        assert_eq!((second[0], second[5]), (frames[0].buffer[0], frames[0].buffer[9]));
        assert!(frames.iter().all(|f| f.delay == 5));
        assert_eq!(frames[2].buffer[..], [SAME]);
    }

    #[test]
    fn few_colours_are_kept_as_they_are() {
        let mut gif = Gif::new(SIZE, &picture(1, 1)).unwrap();
        gif.push(&picture(1, 1), 5).unwrap();
        let file = gif.finish().unwrap();
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::RGBA);
        let mut decoder = options.read_info(&file[..]).unwrap();
        let decoded = decoder.read_next_frame().unwrap().unwrap().buffer.to_vec();
        assert_eq!(decoded, picture(1, 1));
    }

    #[test]
    fn of_many_colours_every_one_has_another_near() {
        let many: Vec<u8> = (0..=255).flat_map(|r| (0..=3).flat_map(move |g| [r, 80 * g, 128, 255])).collect();
        let palette = palette(&many);
        assert_eq!(palette.len(), 3 * COLORS);
        for pixel in many.as_chunks::<4>().0 {
            let at = 3 * usize::from(nearest(&palette, [pixel[0], pixel[1], pixel[2]]));
            let off = palette[at..at + 3].iter().zip(pixel).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(off <= Some(24), "{off:?} from {pixel:?}");
        }
    }

    #[test]
    fn pictures_of_another_size_are_refused() {
        assert!(Gif::new(SIZE, &[]).is_err());
        let mut gif = Gif::new(SIZE, &picture(0, 0)).unwrap();
        assert!(gif.push(&[0; 4], 5).is_err());
    }
}
