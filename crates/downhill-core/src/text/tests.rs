//! The laws of the text form, and what its messages say.

use super::*;
use crate::clip::CLIPS;
use crate::data::Split;
use crate::data::{DATA, Points};
use crate::experiment::{Batch, Budget, Learning, Stop};
use crate::formula::Formula;
use crate::num::v2;
use crate::optimizer::OPTIMIZERS;
use crate::schedule::{self, SCHEDULES};
use crate::settings::Setting;
use crate::spec::{Kind, Param, Range, Slot};
use crate::view::{Named, Part};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn parse_well(text: &str) -> Parsed {
    let parsed = parse(text);
    assert_eq!(parsed.problems, [], "{text}");
    parsed
}

fn problems(text: &str) -> Vec<String> {
    parse(text).problems.iter().map(ToString::to_string).collect()
}

/// The one problem of a text.
fn problem(text: &str) -> String {
    let all = problems(text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.into_iter().next().unwrap()
}

fn canonical(text: &str) -> String {
    let parsed = parse_well(text);
    print(&parsed.experiment, &parsed.view)
}

#[test]
fn a_whole_text_is_understood() {
    let parsed = parse_well(
        "v=1&surface=rosenbrock(a=2,b=50)&start=-1.2,1&run=adam(lr=0.02,betas=(0.8,0.99))&run=sgd(lr=5e-4)&run=adam\
         &steps=300&seed=18446744073709551615&noise=0.5&stop_gradient=1e-6&stop_loss=0\
         &layout=overlay&step=7&theme=dark&zoom=-2,2,-1,3&hide=charts,2,table&color=3,rose&color=1,ink&colormap=greys",
    );
    let e = parsed.experiment;
    assert_eq!(e.surface.settings.number("b"), 50.0);
    assert_eq!(e.start, v2(-1.2, 1.0));
    assert_eq!(e.runs.iter().map(|run| run.entry.spec.id).collect::<Vec<_>>(), ["adam", "sgd", "adam"]);
    assert_eq!(e.runs[0].settings.tuple::<2>("betas"), [0.8, 0.99]);
    assert_eq!((e.budget, e.seed, e.noise), (Budget::Steps(300), u64::MAX, 0.5));
    assert_eq!(e.stop, Stop { gradient: Some(1e-6), loss_change: Some(0.0) });
    let v = parsed.view;
    assert_eq!((v.step, v.zoom), (Some(7), Some([[-2.0, 2.0], [-1.0, 3.0]])));
    assert_eq!((v.hide, v.hide_runs), (vec![Part::Charts, Part::Table], vec![2]));
    assert_eq!(v.colors, [(3, Slot::Rose), (1, Slot::Ink)]);
}

#[test]
fn nothing_at_all_is_the_default() {
    let parsed = parse_well("");
    assert_eq!(parsed.experiment, default_experiment());
    assert_eq!(parsed.view, View::default());
    assert_eq!(parse_well("&&").experiment, parsed.experiment);
}

#[test]
fn a_surface_brings_its_start_wherever_it_stands() {
    let start = |text| parse_well(text).experiment.start;
    assert_eq!(start("surface=rosenbrock"), v2(-1.2, 1.0));
    assert_eq!(start("start=3,4&surface=rosenbrock"), v2(3.0, 4.0));
}

#[test]
fn printing_is_short_and_readable() {
    assert_eq!(
        canonical(
            " surface = rosenbrock( 1 , 50.0 ) & run=adam(1e-3,eps=1e-8) & run=sgd( weight_decay=.5 )&start=(+1,2e0)"
        ),
        "surface=rosenbrock(b=50)&start=1,2&run=adam(lr=0.001)&run=sgd(lr=0.001,weight_decay=0.5)&evals=500"
    );
    assert_eq!(
        canonical("zoom=(-1,1,-2,2)&hide=(table)&color=(1,cyan)&run=sgd&surface=rosenbrock&evals=1e3"),
        "surface=rosenbrock&start=-1.2,1&run=sgd(lr=0.001)&evals=1000&zoom=-1,1,-2,2&hide=table&color=1,cyan"
    );
}

#[test]
fn a_broken_run_is_left_out_and_the_others_stay() {
    let parsed =
        parse("run=sgd(lr=0.1)&run=adam(lr=)&run=adam(lr=-1,momentum=0.9)&run=adam(lr=0.3)&hide=4,2&color=4,rose");
    let rates: Vec<_> = parsed.experiment.runs.iter().map(Run::lr).collect();
    assert_eq!(rates, [Some(0.1), Some(0.3)]);
    let fields: Vec<_> = parsed.problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["run 2", "run 3: adam: lr", "run 3: adam: momentum"]);
    assert_eq!((parsed.view.hide_runs, parsed.view.colors), (vec![2], vec![(2, Slot::Rose)]));
}

#[test]
fn a_broken_surface_setting_leaves_the_others() {
    let parsed = parse("surface=rosenbrock(a=nan,b=7)&start=0,0");
    assert_eq!(parsed.experiment.surface.settings.number("b"), 7.0);
    let message = parsed.problems[0].to_string();
    assert_eq!(message, "surface: rosenbrock: a: found nan, expected a number from -10 to 10");
}

#[test]
fn messages_name_the_field_what_was_found_and_what_is_allowed() {
    assert_eq!(problem("seed=-1"), "seed: found -1, expected a whole number from 0 to 18446744073709551615");
    assert_eq!(problem("steps=0"), "steps: found 0, expected a whole number from 1 to 100000");
    assert_eq!(problem("batch=0"), "batch: found 0, expected a whole number from 1 to 10000");
    assert_eq!(problem("replace=2"), "replace: found 2, expected true or false");
    assert_eq!(problem("split=1"), "split: found 1, expected the share to learn from, between 0 and 1");
    assert_eq!(problem("split=0.7&folds=5"), "folds: found 5, expected either split or folds");
    assert_eq!(problem("patience=0"), "patience: found 0, expected a whole number from 1 to 100");
    assert!(problem("surface=linear(data=lin)").ends_with("did you mean line?"));
    assert_eq!(
        problem("surface=linear(data=points(\"1,2;3\"))"),
        "surface: linear: data: points: point 2: found 1 numbers, expected as many as the first point has"
    );
    assert_eq!(problem("steps=1.5"), "steps: found 1.5, expected a whole number from 1 to 100000");
    assert_eq!(problem("start=1,2,3"), "start: found 1,2,3, expected x,y: two finite numbers");
    assert_eq!(problem("start=inf,0"), "start: found inf,0, expected x,y: two finite numbers");
    assert!(problem("zoom=1,1,0,2").ends_with("expected x0,x1,y0,y1: four finite numbers with x0 < x1 and y0 < y1"));
    assert_eq!(problem("layout=tabs"), "layout: found tabs, expected one of side, overlay");
    assert_eq!(problem("noise=-0.5"), "noise: found -0.5, expected a finite number from 0");
    assert_eq!(problem("seed"), "seed: found the end at character 5, expected \"=\" and a value");
    assert_eq!(problem("v=2"), "v: found 2, expected 1, the version read here; the rest was read as such");
    assert_eq!(
        problem("run=sgd(0.1,0,torch,0)"),
        "run 1: sgd: setting 4: found 0, expected at most these settings: lr, weight_decay, dialect"
    );
    assert_eq!(
        problem("run=sgd(lr=0.1,0)"),
        "run 1: sgd: setting 2: found 0, expected name=value, as in the settings before it"
    );
    assert_eq!(problem("run=sgd(0.1,lr=0.2)"), "run 1: sgd: lr: found a second value, expected one value");
    assert_eq!(problem("hide=3&run=sgd"), "hide: found 3, expected the number of a run, 1 to 1");
    assert!(problem("run=adam(betas=0.9)").contains("expected 2 numbers in brackets, each a number from 0"));
    assert!(problem("run=lookback(adam(lr=0.1),k=5)").starts_with("run 1: found lookback, expected one of sgd, "));
    assert!(problem("run=adam(lr=cosine(0.1))").starts_with("run 1: adam: lr: found cosine(0.1), expected a number"));
    assert!(problem("color=1,pink&run=sgd").starts_with("color: found 1,pink, expected run number,color"));
}

#[test]
fn a_near_name_is_suggested() {
    assert!(problem("surface=rosenbrok").ends_with("; did you mean rosenbrock?"));
    assert!(problem("run=adma").ends_with("; did you mean adam?"));
    assert!(problem("run=sgd(weight_decya=1)").ends_with("; did you mean weight_decay?"));
    assert!(problem("stpes=5").ends_with("; did you mean steps?"));
    assert!(!problem("utterly=5").contains("did you mean"));
    assert!(!problem("foo=5").contains("did you mean"));
}

#[test]
fn repeated_and_conflicting_fields_are_reported() {
    assert_eq!(problem("seed=1&seed=2"), "seed: found a second one, expected it only once; the first was read");
    assert_eq!(parse("seed=1&seed=2").experiment.seed, 1);
    assert_eq!(problem("steps=10&evals=20"), "steps: found 10 besides evals, expected one of evals, steps and epochs");
    assert_eq!(problem("steps=10&evals=0").split(':').next(), Some("evals"));
    assert_eq!(parse("steps=10&evals=0").experiment.budget, Budget::Steps(10));
    assert_eq!(problem("run=sgd&color=1,cyan&color=1,rose"), "color: found 1,rose, expected one color for each run");
}

#[test]
fn a_run_may_have_a_batch_of_its_own() {
    let text =
        "surface=linear&start=0,0&run=sgd(lr=0.1,batch=1)&run=sgd(lr=0.1,batch=all)&run=sgd(lr=0.1)&epochs=8&batch=8";
    assert_eq!(canonical(text), text);
    assert_eq!(canonical("run=sgd(batch=none)&batch=all"), canonical("run=sgd"));
    assert_eq!(
        problem("run=sgd(batch=0)"),
        "run 1: sgd: batch: found 0, expected a whole number from 1 to 10000, all or none"
    );
    assert!(problem("run=sgd(batch=2.5)").starts_with("run 1: sgd: batch: found 2.5, expected a whole number"));
    assert!(problem("run=sgd(batch=10001)").starts_with("run 1: sgd: batch: found 10001, "));
    assert!(problem("run=sgd(batch=few)").starts_with("run 1: sgd: batch: found few, "));
}

#[test]
fn any_two_features_in_any_order_and_the_names_of_old_links() {
    let printed = |features: &str| {
        let parsed = parse_well(&format!("surface=classifier(data=iris,features={features})"));
        print_surface(&parsed.experiment.surface)
    };
    let crossed = "classifier(data=iris,features=(sepal_width,petal_length))";
    assert_eq!(printed("(sepal_width,petal_length)"), crossed);
    assert_eq!(printed("petal"), "classifier(data=iris)");
    assert_eq!(printed("widths"), "classifier(data=iris,features=(sepal_width,petal_width))");
    let names = |text| parse_surface(text).unwrap().build().data().unwrap().examples().names;
    assert_eq!(names(crossed), ["sepal_width", "petal_length"]);
    assert_eq!(names("logistic(data=iris,features=sepal_length)")[0], "sepal_length");
    let refused = |features: &str| problem(&format!("surface=classifier(features={features})"));
    let allowed = "expected two different ones of petal_length, petal_width, sepal_length, sepal_width, in brackets";
    for features in ["(petal_width,petal_width)", "(petal_width)", "(petal_width,colour)", "leaf"] {
        assert!(refused(features).ends_with(allowed), "{}", refused(features));
    }
}

#[test]
fn charts_and_clouds_are_asked_for_by_the_view() {
    let view = |text| parse_well(text).view;
    assert!(view("cloud=true").cloud && !view("cloud=false").cloud && !view("").cloud);
    assert_eq!(view("along=examples").along, Some(crate::view::Along::Examples));
    assert_eq!(problem("cloud=1"), "cloud: found 1, expected true or false");
    assert_eq!(
        problem("along=epoch"),
        "along: found epoch, expected one of steps, evaluations, epochs, examples; did you mean epochs?"
    );
}

#[test]
fn an_optimizer_inside_another_one_has_no_batch_of_its_own() {
    let said = problem("run=lookahead(adam(batch=4))");
    assert!(said.starts_with("run 1: lookahead: optimizer: adam: batch: found an unknown setting"), "{said}");
    let mut outer = parse_run("lookahead(adam,batch=4)").unwrap();
    let inner = parse_run("sgd(batch=4)").unwrap();
    assert!(outer.settings.set("optimizer", Setting::Run(Box::new(inner))).is_err());
}

#[test]
fn a_text_that_is_too_long_is_refused_whole() {
    let runs = "run=sgd(lr=0.001)&".repeat(2_000);
    assert_eq!(problem(&runs), "text: found 36000 characters, expected at most 20000");
    assert_eq!(parse(&"run=sgd&".repeat(40)).experiment.runs.len(), Experiment::MAX_RUNS);
    assert_eq!(problems(&"run=sgd&".repeat(40)).len(), 8);
}

#[test]
fn messages_are_short_and_show_no_control_characters() {
    let message = problem(&format!("\u{1b}[31m{}=1", "x".repeat(1_000)));
    assert!(message.starts_with("\u{fffd}[31mxxx") && message.contains('…'), "{message}");
}

#[test]
fn parts_are_read_on_their_own() {
    assert_eq!(parse_surface("rosenbrock(b=7)").unwrap().settings.number("b"), 7.0);
    assert_eq!(parse_surface("rosenbrock(c=7)").unwrap_err()[0].field, "rosenbrock: c");
    assert_eq!(parse_run("adam(0.5)").unwrap().lr(), Some(0.5));
    assert_eq!(parse_run("adam(0.5").unwrap_err()[0].field, "run");
    assert_eq!(parse_point("at", "-1.2, 1").unwrap(), v2(-1.2, 1.0));
    assert_eq!(parse_point("at", "1").unwrap_err().to_string(), "at: found 1, expected x,y: two finite numbers");
}

fn any_number(range: Range, default: f64) -> BoxedStrategy<f64> {
    let inside = move |v: f64| if range.contains(v) { v } else { default };
    let high = range.max.min(1e9);
    prop_oneof![Just(default), Just(range.min), (range.min..high).prop_map(inside), any::<f64>().prop_map(inside)]
        .boxed()
}

fn any_setting(param: &Param) -> BoxedStrategy<Setting> {
    match param.kind {
        Kind::Number(range, default) => any_number(range, default).prop_map(Setting::Number).boxed(),
        Kind::Tuple(range, default) => {
            default.iter().map(|v| any_number(range, *v)).collect::<Vec<_>>().prop_map(Setting::Numbers).boxed()
        }
        Kind::List(range, _) => vec(any_number(range, range.min), 0..4).prop_map(Setting::Numbers).boxed(),
        Kind::Flag(_) => any::<bool>().prop_map(Setting::Flag).boxed(),
        Kind::Choice(all) => select(all).prop_map(|a| Setting::Choice(a.name)).boxed(),
        Kind::Pair(all, _) => (0..all.len(), 1..all.len())
            .prop_map(|(i, further)| Setting::Pair([i, (i + further) % all.len()].map(|place| all[place].name)))
            .boxed(),
        Kind::Formula(_) => select(&["x", "2x y", "|x| + e^-y", "sin(x)² · √(1 + y²)"][..])
            .prop_map(|text| Setting::Formula(Formula::parse(text).unwrap()))
            .boxed(),
        Kind::Optimizer(_) => select(&["sgd", "adam", "newton"][..])
            .prop_flat_map(|id| any_settings_of(Run::named(id)))
            .prop_map(|run| Setting::Run(Box::new(run)))
            .boxed(),
        Kind::Schedule => vec(any_schedule(), 0..2).prop_map(Setting::Schedules).boxed(),
        Kind::Schedules => vec(any_schedule(), 0..4).prop_map(Setting::Schedules).boxed(),
        Kind::Clip => option::of(any_clip()).prop_map(Setting::Clip).boxed(),
        Kind::Batch => {
            prop_oneof![Just(None), Just(Some(Batch::All)), (1..=10_000_u32).prop_map(|count| Some(Batch::Of(count)))]
                .prop_map(Setting::Batch)
                .boxed()
        }
        Kind::Data(_) => any_data().prop_map(Setting::Data).boxed(),
        Kind::Points(_) => {
            let row = || -1e6..=1e6_f64;
            let two = vec([row(), row()], 1..9).prop_map(|rows| Points::new(&rows).unwrap());
            let three = vec([row(), row(), row()], 1..9).prop_map(|rows| Points::new(&rows).unwrap());
            prop_oneof![two, three].prop_map(Setting::Points).boxed()
        }
    }
}

/// Any values for all parameters of these settings.
fn any_settings(base: Settings) -> BoxedStrategy<Settings> {
    let values = base.params().map(any_setting).collect::<Vec<_>>();
    let set = move |values: Vec<Setting>| {
        let mut settings = base.clone();
        for (param, value) in base.params().zip(values) {
            settings.set(param.name, value).unwrap();
        }
        settings
    };
    values.prop_map(set).boxed()
}

fn any_surface() -> impl Strategy<Value = SurfaceChoice> {
    (0..SURFACES.len()).prop_flat_map(|i| {
        let entry = &SURFACES[i];
        any_settings(SurfaceChoice::of(entry).settings).prop_map(move |settings| SurfaceChoice { entry, settings })
    })
}

fn any_run() -> impl Strategy<Value = Run> {
    (0..OPTIMIZERS.len()).prop_flat_map(|i| any_settings_of(Run::of(&OPTIMIZERS[i])))
}

fn any_settings_of(run: Run) -> impl Strategy<Value = Run> {
    any_settings(run.settings).prop_map(move |settings| Run { entry: run.entry, settings })
}

/// A schedule that holds no other.
fn any_schedule() -> impl Strategy<Value = ScheduleChoice> {
    let simple = |e: &&schedule::Entry| e.spec.params.iter().all(|p| !matches!(p.kind, Kind::Schedules));
    let simple: Vec<_> = SCHEDULES.iter().filter(simple).map(ScheduleChoice::of).collect();
    select(simple).prop_flat_map(|ScheduleChoice { entry, settings }| {
        any_settings(settings).prop_map(move |settings| ScheduleChoice { entry, settings })
    })
}

fn any_data() -> impl Strategy<Value = DataChoice> {
    select(DATA.iter().map(DataChoice::of).collect::<Vec<_>>()).prop_flat_map(|DataChoice { entry, settings }| {
        any_settings(settings).prop_map(move |settings| DataChoice { entry, settings })
    })
}

fn any_clip() -> impl Strategy<Value = ClipChoice> {
    select(CLIPS.iter().map(ClipChoice::of).collect::<Vec<_>>()).prop_flat_map(|ClipChoice { entry, settings }| {
        any_settings(settings).prop_map(move |settings| ClipChoice { entry, settings })
    })
}

fn finite() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![-10.0..10.0, POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO]
}

fn not_negative() -> impl Strategy<Value = f64> {
    finite().prop_map(f64::abs)
}

fn any_budget() -> impl Strategy<Value = Budget> {
    let count = 1..=Experiment::MAX_BUDGET;
    prop_oneof![
        count.clone().prop_map(Budget::Evals),
        count.clone().prop_map(Budget::Steps),
        count.prop_map(Budget::Epochs)
    ]
}

fn any_learning() -> impl Strategy<Value = Learning> {
    let share = (f64::MIN_POSITIVE..1.0).prop_map(Split::Share);
    let split = option::of(prop_oneof![share, (2..=20_u32).prop_map(Split::Folds)]);
    (option::of(1..=10_000_u32), any::<bool>(), split, option::of(1..=100_u32))
        .prop_map(|(batch, replace, split, patience)| Learning { batch, replace, split, patience })
}

fn any_experiment() -> impl Strategy<Value = Experiment> {
    let stop = (option::of(not_negative()), option::of(not_negative()))
        .prop_map(|(gradient, loss_change)| Stop { gradient, loss_change });
    let runs = proptest::collection::vec(any_run(), 0..6);
    let seed = prop_oneof![Just(0), any::<u64>()];
    let noise = prop_oneof![Just(0.0), not_negative()];
    (any_surface(), (finite(), finite()), runs, any_budget(), seed, noise, stop, any_learning()).prop_map(
        |(surface, (x, y), runs, budget, seed, noise, stop, learning)| Experiment {
            surface,
            start: v2(x, y),
            runs,
            budget,
            seed,
            noise,
            stop,
            learning,
        },
    )
}

fn any_named<T: Named + core::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    option::of(select(T::NAMES.iter().map(|(value, _)| *value).collect::<Vec<_>>()))
}

fn some_of<T: Clone + core::fmt::Debug + 'static>(all: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    let most = all.len();
    subsequence(all, 0..=most).prop_shuffle()
}

fn any_range() -> impl Strategy<Value = [f64; 2]> {
    (finite(), finite()).prop_filter("a range has a length", |(a, b)| a != b).prop_map(|(a, b)| [a.min(b), a.max(b)])
}

fn any_view(runs: usize) -> impl Strategy<Value = View> {
    let numbers: Vec<usize> = (1..=runs).collect();
    let parts = Part::NAMES.iter().map(|(part, _)| *part).collect();
    let colors = some_of(numbers.clone()).prop_flat_map(|numbers| {
        let slots = proptest::collection::vec(select(Slot::ALL.as_slice()), numbers.len());
        slots.prop_map(move |slots| numbers.iter().copied().zip(slots).collect::<Vec<_>>())
    });
    let zoom = option::of((any_range(), any_range()).prop_map(|(x, y)| [x, y]));
    let step = option::of(0..=Experiment::MAX_BUDGET);
    let foot = (any_named(), any::<bool>());
    (any_named(), step, any_named(), zoom, some_of(parts), some_of(numbers), colors, any_named(), foot).prop_map(
        |(layout, step, theme, zoom, hide, hide_runs, colors, colormap, (along, cloud))| View {
            layout,
            step,
            theme,
            zoom,
            hide,
            hide_runs,
            colors,
            colormap,
            along,
            cloud,
        },
    )
}

fn anything() -> impl Strategy<Value = (Experiment, View)> {
    any_experiment().prop_flat_map(|e| any_view(e.runs.len()).prop_map(move |v| (e.clone(), v)))
}

/// A text with some characters replaced, left out or put in.
fn mutated() -> impl Strategy<Value = String> {
    let character = prop_oneof![select("&=(),\"\\-+.e0 vaé".chars().collect::<Vec<_>>()), any::<char>()];
    let edits = proptest::collection::vec((any::<prop::sample::Index>(), 0..3u8, character), 1..8);
    (anything(), edits).prop_map(|((e, v), edits)| {
        let mut chars: Vec<char> = print(&e, &v).chars().collect();
        for (place, edit, c) in edits {
            let i = place.index(chars.len());
            match edit {
                0 => chars[i] = c,
                1 => chars.insert(i, c),
                _ => drop(chars.remove(i)),
            }
        }
        chars.into_iter().collect()
    })
}

/// What is left after parsing any text is canonical.
fn check_fixed_point(text: &str) {
    let first = parse(text);
    let printed = print(&first.experiment, &first.view);
    let second = parse_well(&printed);
    assert_eq!((&second.experiment, &second.view), (&first.experiment, &first.view), "{printed}");
    assert_eq!(print(&second.experiment, &second.view), printed);
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_the_same((e, v) in anything()) {
        let parsed = parse_well(&print(&e, &v));
        prop_assert_eq!(parsed.experiment, e);
        prop_assert_eq!(parsed.view, v);
    }

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        check_fixed_point(&text);
    }

    #[test]
    fn any_text_of_the_grammars_characters_is_survived(text in "[a-z&=(),\"\\\\0-9.e+ -]{0,200}") {
        check_fixed_point(&text);
    }

    #[test]
    fn a_damaged_text_is_survived(text in mutated()) {
        check_fixed_point(&text);
    }
}
