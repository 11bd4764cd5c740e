//! Figures and animations as a user asks for them.
#![cfg(test)]

use gif::{ColorOutput, DecodeOptions};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const RACE: &str = "surface=himmelblau&start=0.85,4.6&run=adam(lr=0.2)&run=lion(lr=0.1)&steps=60";

fn downhill(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downhill")).args(args).output().expect("the binary starts")
}

/// A file that is not there yet.
fn fresh(name: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It may never have been there.
    let _ = fs::remove_file(&file);
    file
}

/// What a call that goes well and says nothing writes.
fn written(name: &str, args: &[&str]) -> Vec<u8> {
    let file = fresh(name);
    let output = downhill(&[args, &["-o", file.to_str().expect("a name")]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
    fs::read(file).expect("a file")
}

fn refused(args: &[&str]) -> String {
    let output = downhill(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// Width and height of a PNG, and its pixels of three bytes.
fn decoded(png: &[u8]) -> ([u32; 2], Vec<u8>, png::Info<'static>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("pixels");
    let info = reader.info().clone();
    ([info.width, info.height], pixels, info)
}

fn plot(name: &str, args: &[&str]) -> Vec<u8> {
    written(name, &[&["plot", RACE], args].concat())
}

#[test]
fn a_png_is_for_a_column_at_384_dots_to_the_inch() {
    let (size, pixels, info) = decoded(&plot("column.png", &[]));
    assert_eq!(size, [1280, 1024]);
    let dots = info.pixel_dims.expect("a density");
    assert!((f64::from(dots.xppu) * 0.0254 - 384.0).abs() < 0.1);
    assert_eq!(pixels[..3], [255, 255, 255], "white paper");
    let text = info.utf8_text.iter().find(|chunk| chunk.keyword == "Description").expect("a description");
    assert_eq!(text.get_text().expect("text"), RACE);
}

#[test]
fn shape_size_and_scale_decide_the_pixels() {
    for (name, args, size) in [
        ("slide.png", &["--shape", "16:9", "--scale", "2"][..], [1280, 720]),
        ("own.png", &["--size", "400x300", "--scale", "1"], [400, 300]),
        ("side.png", &["--layout", "side", "--scale", "1"], [640, 512]),
    ] {
        assert_eq!(decoded(&plot(name, args)).0, size, "{name}");
    }
}

#[test]
fn a_png_has_the_words_of_the_figure() {
    // Where the foot is, white paper alone would have no dark pixel.
    let ([w, h], pixels, _) = decoded(&plot("words.png", &["--scale", "1"]));
    let row = 3 * w as usize;
    let foot = &pixels[(h as usize - 20) * row..];
    let dark = foot.as_chunks::<3>().0.iter().filter(|p| p.iter().all(|v| *v < 160)).count();
    assert!(dark > 100, "{dark} dark pixels");
}

#[test]
fn in_grey_the_map_still_rises_and_dashes_still_differ() {
    // From the bottom of a bowl to its edge, away from all marks, no grey is darker than one before, but for rounding.
    let bowl = "surface=sphere&start=-4,-4&zoom=-5,5,-4,4";
    let ([w, _], pixels, _) = decoded(&written("grey.png", &["plot", bowl, "--size", "400x340", "--scale", "1"]));
    let grey = |x: u32, y: u32| {
        let at = 3 * (y * w + x) as usize;
        0.2126 * f64::from(pixels[at]) + 0.7152 * f64::from(pixels[at + 1]) + 0.0722 * f64::from(pixels[at + 2])
    };
    // The isolines are darker: of a few neighbours the lightest is the map.
    let map = |x: u32| (0..6).map(|i| grey(x + i, 150)).fold(0.0, f64::max);
    let greys: Vec<f64> = (0..20).map(|i| map(235 + 7 * i)).collect();
    assert!(greys.windows(2).all(|pair| pair[1] > pair[0] - 0.5), "{greys:?}");
    assert!(greys[19] - greys[0] > 40.0, "{greys:?}");
    let svg = String::from_utf8(plot("grey.svg", &[])).expect("UTF-8");
    assert!(svg.contains("stroke-dasharray=\"0.06 3\"") && svg.contains("stroke-dasharray=\"12 2.4 0.06 2.4\""));
}

#[test]
fn an_svg_has_paths_and_one_image_and_no_script() {
    let svg = String::from_utf8(plot("figure.SVG", &["--layout", "side", "--title", "a < b & c"])).expect("UTF-8");
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"512\""));
    assert_eq!(svg.matches("href=\"data:image/png;base64,").count(), 1);
    assert!(svg.matches("<path ").count() > 20);
    assert!(svg.contains("a &lt; b &amp; c") && svg.contains("Downhill relief, dark is low."));
    assert!(svg.contains("Adam reaches a minimum at step"));
}

#[test]
fn the_experiment_says_how_it_is_shown_unless_an_option_does() {
    let dark = format!("{RACE}&theme=dark&layout=side");
    let svg = |args: &[&str]| {
        let output = downhill(&[&["plot", &dark, "-o", "-"], args].concat());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let (as_said, otherwise) = (svg(&[]), svg(&["--theme", "light", "--layout", "overlay"]));
    assert!(as_said.contains("fill=\"#0e1220\"") && as_said.contains("width=\"640\""));
    assert!(otherwise.contains("fill=\"#ffffff\"") && otherwise.contains("width=\"320\""));
}

#[test]
fn step_0_shows_no_path() {
    let svg = String::from_utf8(written("none.svg", &["plot", &format!("{RACE}&step=0")])).expect("UTF-8");
    assert!(!svg.contains("stroke-dasharray") && svg.contains("The start, before the first step."));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let said = refused(&["plot", RACE, "-o", "figure.jpg"]);
    assert_eq!(
        said,
        "--output: found figure.jpg, expected a name that ends in .svg or .png, or - for SVG on standard output\n"
    );
    assert!(refused(&["plot", "run=adm", "-o", "a.svg"]).contains("did you mean adam?"));
    assert!(refused(&["plot", RACE, "-o", "a.png", "--size", "5x5"]).contains("such as 640x512"));
    assert!(refused(&["plot", RACE, "-o", "a.png", "--scale", "0"]).contains("from 0.5 to 16"));
    assert!(
        refused(&["plot", RACE, "-o", "a.png", "--size", "4000x4000", "--scale", "16"])
            .contains("at most 16384 pixels")
    );
    assert!(refused(&["plot", RACE]).contains("--output"));
    let said = refused(&["plot", RACE, "-o", "a.png", "--shape", "4:3"]);
    assert!(said.contains("5:4") && said.contains("16:9"), "{said}");
    let lost = downhill(&["plot", RACE, "-o", "no/such/place/a.svg"]);
    assert_eq!(lost.status.code(), Some(1));
    let said = String::from_utf8(lost.stderr).expect("UTF-8");
    assert!(said.starts_with("the output could not be written: no/such/place/a.svg: "), "{said}");
}

#[test]
fn a_gif_has_a_frame_for_every_moment_and_lasts_as_long_as_it_was_asked_to() {
    let file = fresh("race.gif");
    let name = file.to_str().expect("a name");
    let args = ["animate", RACE, "-o", name, "--seconds", "1", "--fps", "12", "--scale", "1"];
    let output = downhill(&args);
    assert!(output.status.success());
    assert!(String::from_utf8(output.stderr).expect("UTF-8").ends_with("80 %\n90 %\n"));
    let bytes = fs::read(file).expect("a file");
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    let mut decoder = options.read_info(&bytes[..]).expect("a GIF");
    assert_eq!((decoder.width(), decoder.height()), (320, 256));
    let mut delays = Vec::new();
    while let Some(frame) = decoder.read_next_frame().expect("a frame") {
        delays.push(frame.delay);
    }
    assert_eq!(delays.len(), 12);
    assert_eq!(delays[..11].iter().sum::<u16>(), 92);
    assert_eq!(delays[11], 200);
}

#[test]
fn what_does_not_move_is_not_animated() {
    assert!(refused(&["animate", "surface=sphere", "-o", "a.gif"]).contains("nothing that moves"));
    assert!(refused(&["animate", &format!("{RACE}&step=0"), "-o", "a.gif"]).contains("no step=0"));
    assert!(refused(&["animate", RACE, "-o", "a.png"]).contains("ends in .gif"));
    assert!(refused(&["animate", RACE, "-o", "a.gif", "--fps", "60"]).contains("1..=50"));
}
