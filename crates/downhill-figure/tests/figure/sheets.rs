//! Whole figures for paper and slides.

use crate::support::{Case, Seen};
use downhill_core::recording::read_table;
use downhill_core::spec::Slot;
use downhill_core::view::{Layout, Theme};
use downhill_figure::map::Recorded;
use downhill_figure::sheet::{Choices, Shape};
use downhill_figure::{Palette, Raster, Rect, Sheet};
use proptest::prelude::*;

const VALLEYS: &str = "surface=himmelblau&start=0.85,4.6&run=sgd(lr=0.005)&run=momentum(lr=0.003,momentum=0.9)\
    &run=adam(lr=0.2)&run=lion(lr=0.1)&steps=150&zoom=-6,6,-5.2,5.2";
const RATES: &str = "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.01)&run=sgd(lr=0.22)&steps=60";

fn sheet(words: &str, choices: &Choices) -> Sheet {
    let case = Case::of(words);
    Sheet::of(&case.experiment, &case.view, case.surface.as_ref(), &case.trajectories, choices)
}

fn side() -> Choices {
    Choices { layout: Layout::Side, ..Choices::default() }
}

fn seen(sheet: &Sheet) -> Seen {
    let mut seen = Seen::default();
    sheet.paint(&mut seen);
    seen
}

fn svg(sheet: &Sheet) -> String {
    sheet.svg(&|image: &Raster| format!("{}x{}", image.width, image.height))
}

/// Numbers with one decimal, and of long paths the first points.
fn rounded(svg: &str) -> String {
    let mut out = String::new();
    let mut number = String::new();
    for c in svg.chars().chain(['\n']) {
        let is_number = c.is_ascii_digit() || if number.is_empty() { c == '-' } else { c == '.' };
        if is_number {
            number.push(c);
            continue;
        }
        let whole = number
            .parse::<f64>()
            .ok()
            .filter(|_| number.contains('.'))
            .map(|v| ((v * 10.0).round() / 10.0 + 0.0).to_string());
        out.push_str(whole.as_deref().unwrap_or(&number));
        number.clear();
        out.push(c);
    }
    let short = |line: &str| match line.split_once("<path d=\"") {
        Some((before, rest)) => {
            let (data, after) = rest.split_once('"').expect("an end");
            let points: Vec<_> = data.split_inclusive('l').collect();
            let shown =
                if points.len() > 6 { format!("{}.. {}", points[..3].concat(), points.len()) } else { data.into() };
            format!("{before}<path d=\"{shown}\"{after}")
        }
        None => line.to_owned(),
    };
    out.lines().map(short).collect::<Vec<_>>().join("\n")
}

#[test]
fn four_runs_on_one_map() {
    insta::assert_snapshot!(rounded(&svg(&sheet(VALLEYS, &Choices::default()))));
}

#[test]
fn two_maps_with_a_chart_on_a_dark_slide() {
    let choices = Choices { shape: Shape::Slide, theme: Theme::Dark, chart: true, title: "Two rates".into(), ..side() };
    insta::assert_snapshot!(rounded(&svg(&sheet(RATES, &choices))));
}

#[test]
fn all_maps_of_a_figure_share_one_image() {
    let svg = svg(&sheet(VALLEYS, &side()));
    assert_eq!((svg.matches("<image ").count(), svg.matches("<use ").count()), (1, 3));
    assert!(svg.matches("<path ").count() > 20);
}

#[test]
fn a_figure_for_a_column_has_nine_points_and_thin_cores() {
    let sheet = sheet(VALLEYS, &Choices::default());
    assert_eq!(sheet.size, [320.0, 256.0]);
    let seen = seen(&sheet);
    let orange = Palette::of(Theme::Light).line(Slot::Orange);
    let cores: Vec<f64> = seen.lines.iter().filter(|(_, s)| s.color.rgb == orange).map(|(_, s)| s.width).collect();
    assert_eq!(cores, [1.5]);
    let sizes: Vec<f64> = ["SGD", "Momentum", "Adam", "Lion", "−4"].map(|word| seen.size_of(word)).into();
    assert!(sizes.iter().all(|size| (size - 12.0).abs() < 1e-9), "{sizes:?}");
    let foot = seen.size_of("Himmelblau. Colours: Downhill relief, dark is low.");
    assert!((foot * 0.75 - 8.0).abs() < 1e-9, "{foot}");
}

#[test]
fn text_on_a_slide_is_a_third_larger() {
    let seen = seen(&sheet(VALLEYS, &Choices { shape: Shape::Slide, ..Choices::default() }));
    assert!((seen.size_of("Adam") - 12.0 * 1.35).abs() < 1e-9);
}

#[test]
fn every_head_has_its_name_off_the_other_heads() {
    let four = "surface=rosenbrock&start=-1.2,1&run=sgd(lr=0.0015)&run=momentum(lr=0.0005,momentum=0.9)\
        &run=rmsprop(lr=0.01)&run=adam(lr=0.02)&steps=500";
    let seen = seen(&sheet(four, &Choices::default()));
    let names = ["SGD", "Momentum", "RMSProp", "Adam"].map(|name| seen.area_of(name));
    for (i, name) in names.iter().enumerate() {
        assert!(names[..i].iter().all(|other| !other.overlaps(name)), "{name:?}");
    }
}

#[test]
fn step_0_shows_no_path_and_gives_nothing_away() {
    for choices in [Choices { chart: true, ..Choices::default() }, side()] {
        let sheet = sheet(&format!("{VALLEYS}&step=0"), &choices);
        let seen = seen(&sheet);
        let of_runs = Slot::ALL.map(|slot| Palette::of(Theme::Light).line(slot));
        // The piece of a line beside each name has two points.
        assert!(!seen.lines.iter().any(|(line, s)| of_runs.contains(&s.color.rgb) && line.len() > 2));
        assert!(!seen.words.iter().any(|(w, ..)| w.contains("minimum") || w.contains("step ")));
        assert_eq!(sheet.description, "The start, before the first step.");
    }
}

#[test]
fn a_step_shows_the_path_up_to_it() {
    let seen = seen(&sheet(&format!("{VALLEYS}&step=10"), &side()));
    assert!(seen.has_words("step 10") && !seen.words.iter().any(|(w, ..)| w.contains("minimum")));
}

#[test]
fn where_letters_are_wider_the_foot_still_fits() {
    let sheet = sheet(VALLEYS, &Choices::default());
    let mut seen = Seen { wider: 0.3, ..Seen::default() };
    sheet.paint(&mut seen);
    let foot: Vec<_> = seen.words.iter().filter(|(words, ..)| words.contains('&')).collect();
    assert!(foot.len() >= 2 && foot.iter().all(|(_, area, _)| area.right() <= 320.0), "{foot:?}");
}

#[test]
fn hidden_runs_are_left_out_and_the_others_keep_their_colours() {
    let seen = seen(&sheet(&format!("{VALLEYS}&hide=1,4"), &side()));
    assert!(!seen.has_words("SGD") && seen.has_words("Momentum") && seen.has_words("Adam"));
    let blue = Palette::of(Theme::Light).line(Slot::Blue);
    assert!(seen.lines.iter().any(|(_, s)| s.color.rgb == blue && !s.dash.pattern.is_empty()));
}

#[test]
fn a_map_without_runs_is_a_figure_too() {
    for choices in [Choices { chart: true, ..Choices::default() }, side()] {
        assert!(svg(&sheet("surface=rosenbrock", &choices)).contains("<image "));
    }
}

#[test]
fn text_cannot_become_markup() {
    let title = "<script>alert(\"1\")</script> & \u{1b}";
    let svg = svg(&sheet("surface=formula(\"x^2+y^2\")", &Choices { title: title.into(), ..Choices::default() }));
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}'));
    assert!(svg.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;"));
    assert!(svg.contains("surface=formula(formula=&quot;x^2+y^2&quot;)"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_is_cut_off_the_page(
        w in 160.0..1200.0, h in 160.0..1200.0, runs in 0usize..12, is_side: bool, chart: bool, slide: bool,
    ) {
        let words = format!("surface=quadratic(kappa=10)&start=-3.5,0.8&steps=20{}", "&run=adam(lr=0.1)".repeat(runs));
        let layout = if is_side { Layout::Side } else { Layout::Overlay };
        let shape = if slide { Shape::Slide } else { Shape::Print };
        let sheet = sheet(&words, &Choices { shape, size: Some([w, h]), layout, chart, ..Choices::default() });
        let page = Rect::new(0.0, 0.0, w, h).grow(0.5);
        let fine = 32.0 / 3.0 * if slide { 1.35 } else { 1.0 };
        let foot: Vec<_> = seen(&sheet).words.into_iter().filter(|(.., size)| *size == fine).collect();
        let whole: String = foot.iter().map(|(words, ..)| words.as_str()).collect();
        prop_assert!(whole.ends_with("Downhill 0.1.0"), "{}", whole);
        for (words, area, _) in foot {
            prop_assert!(page.contains([area.x, area.y]) && page.contains([area.x, area.foot()]), "{}", words);
            prop_assert!(area.right() <= page.right(), "{}", words);
        }
    }
}

/// The chart's thin lines with what is held out: all others are wider.
fn held_out(sheet: &Sheet) -> Vec<usize> {
    let thin = |width: f64| (width - 1.25).abs() < 1e-9;
    seen(sheet).lines.iter().filter(|(_, stroke)| thin(stroke.width)).map(|(points, _)| points.len()).collect()
}

#[test]
fn a_figure_cut_at_a_step_has_the_looks_up_to_it_and_knows_none_after_it() {
    const EARLY: &str = "surface=logistic(data=classes(overlap=1.2,count=16,seed=30))&start=0,0&run=sgd(lr=1)&steps=300\
                         &split=0.5&patience=10";
    let case = Case::of(EARLY);
    let learned = case.trajectories[0].learned.as_ref().unwrap();
    let kept = learned.kept.unwrap();
    let choices = Choices { chart: true, ..Choices::default() };
    let up_to = |step: usize| learned.looks.iter().filter(|look| look.step <= step).count();
    let words = format!("keep step {}", kept.step);
    for step in [kept.step - 1, kept.step, 299] {
        let cut = sheet(&format!("{EARLY}&step={step}"), &choices);
        assert_eq!(held_out(&cut), [up_to(step)]);
        assert_eq!(seen(&cut).has_words(&words), step >= kept.step, "{step}");
    }
    assert_eq!(held_out(&sheet(EARLY, &choices)), [learned.looks.len()]);
}

#[test]
fn recordings_lie_over_the_runs_up_to_the_step_that_the_figure_ends_at() {
    let case = Case::of(RATES);
    let recording = read_table("theirs", "0,-3,0.5\n15,-1,0.2\n60,0.5,0.1").unwrap().remove(0);
    let path = recording.on(case.surface.as_ref());
    let recorded = [Recorded { recording: &recording, path: &path }];
    let choices = Choices { chart: true, ..side() };
    let figure = |step: Option<u32>| {
        let view = step.map_or(String::new(), |step| format!("&step={step}"));
        sheet(&format!("{RATES}{view}"), &choices)
    };
    let discs = |figure: &Sheet| seen(figure).discs.len();
    for (step, points) in [(None, 3), (Some(20), 2), (Some(0), 1)] {
        let with = figure(step).with_recorded(&recorded, step);
        let names = seen(&with).words.iter().filter(|(words, ..)| words == "theirs").count();
        // On both maps and, where there is one, in the chart.
        assert_eq!(names, if step == Some(0) { 2 } else { 3 }, "{step:?}");
        // On each map a dot for each point, and one behind the ring at the end.
        assert_eq!(discs(&with) - discs(&figure(step)), 2 * (points + 1), "{step:?}");
    }
}
