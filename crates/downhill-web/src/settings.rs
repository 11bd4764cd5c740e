//! The controls of every setting, made from its kind: those of a surface, of a run and of what stands inside them.

use crate::field::{self, Number, Read, Typed};
use crate::learn;
use crate::plan;
use crate::signals::Memo;
use crate::state::Store;
use crate::ui::{El, el, option};
use downhill_core::clip::{self, CLIPS, ClipChoice};
use downhill_core::data::{self, DATA, DataChoice, Points};
use downhill_core::formula::Formula;
use downhill_core::num::decimal;
use downhill_core::optimizer::{self, Family, OPTIMIZERS};
use downhill_core::schedule::{self, SCHEDULES, ScheduleChoice};
use downhill_core::spec::{Alternative, Kind, Param, Range};
use downhill_core::{Run, Setting, Settings, text};
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;

/// The setting that a chosen name means.
type Meaning = Rc<dyn Fn(&str) -> Option<Setting>>;

/// Where settings stand: in a run or the surface, or inside one of their parameters.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) store: Store,
    /// The run; none is the surface.
    pub(crate) run: Option<usize>,
    /// The parameters that lead inside, each with which of its schedules.
    path: Vec<(&'static str, usize)>,
    /// What the path adds to the name.
    words: String,
}

impl Place {
    /// The settings of a run, or without one of the surface.
    pub(crate) const fn of(store: Store, run: Option<usize>) -> Self {
        Self { store, run, path: Vec::new(), words: String::new() }
    }

    /// Reads the settings, where they are still there.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Settings) -> Option<T>) -> Option<T> {
        self.store.experiment.with(|e| {
            let own = match self.run {
                Some(run) => &e.runs.get(run)?.settings,
                None => &e.surface.settings,
            };
            read(self.path.iter().try_fold(own, |settings, (name, place)| settings.inside(name, *place))?)
        })
    }

    pub(crate) fn get(&self, param: &Param) -> Option<Setting> {
        self.read(|settings| settings.get(param.name).cloned())
    }

    pub(crate) fn set(&self, param: &Param, value: Setting) {
        self.store.set_setting(self.run, &self.path, param.name, value);
    }

    /// What a setting's control is called, such as "Adam 1: schedule: T_max".
    pub(crate) fn label(&self, param: &Param) -> Read<String> {
        let (store, run, end) = (self.store, self.run, format!("{}: {}", self.words, spoken(param.name)));
        Rc::new(move || match run {
            Some(run) => store.run_name(run) + &end,
            None => store.experiment.with(|e| e.surface.entry.spec.name).to_owned() + &end,
        })
    }

    /// The settings inside a parameter.
    fn inside(&self, param: &Param, place: usize) -> Self {
        let mut inner = self.clone();
        inner.path.push((param.name, place));
        inner.words = format!("{}: {}{}", self.words, spoken(param.name), nth(param, place));
        inner
    }
}

/// A setting's name as it is spoken. The player's slider alone is called Step: what is found by that word must be it.
fn spoken(name: &str) -> String {
    name.replace("step", "iteration")
}

/// Which of several schedules, from 1.
fn nth(param: &Param, place: usize) -> String {
    if matches!(param.kind, Kind::Schedules) { format!(" {}", place + 1) } else { String::new() }
}

/// The control of a learning rate.
pub(crate) fn rate(place: &Place, param: &'static Param) -> Option<El> {
    if let Kind::Number(range, default) = param.kind { Some(number(place, param, range, default)) } else { None }
}

/// The controls of one setting.
pub(crate) fn controls(place: &Place, param: &'static Param) -> Vec<El> {
    match param.kind {
        Kind::Number(range, default) => vec![number(place, param, range, default)],
        Kind::Tuple(range, default) => (0..default.len()).map(|i| part(place, param, range, default, i)).collect(),
        Kind::Flag(default) => vec![flag(place, param, default)],
        Kind::Choice(all) => vec![choice(place, param, all)],
        Kind::Pair(all, _) => [0, 1].map(|i| one_of_pair(place, param, all, i)).into(),
        Kind::List(range, _) => vec![list(place, param, range)],
        Kind::Formula(_) => vec![formula(place, param)],
        Kind::Optimizer(_) => vec![optimizer_inside(place, param)],
        Kind::Schedule => vec![schedule_inside(place, param, 0)],
        Kind::Schedules => vec![schedules_inside(place, param)],
        Kind::Clip => vec![clip_inside(place, param)],
        Kind::Batch => vec![learn::batch(place, param)],
        Kind::Data(_) => vec![data_inside(place, param)],
        Kind::Points(_) => vec![points(place, param)],
    }
}

fn number(place: &Place, param: &'static Param, range: Range, default: f64) -> El {
    let (read, write) = (place.clone(), place.clone());
    let value = move || if let Some(Setting::Number(v)) = read.get(param) { v } else { default };
    let set = move |v| write.set(param, Setting::Number(v));
    number_row(param, "", &Number { name: place.label(param), range, value: Rc::new(value), set: Rc::new(set) })
}

/// One number of a tuple.
fn part(place: &Place, param: &'static Param, range: Range, default: &'static [f64], i: usize) -> El {
    let (read, write, label) = (place.clone(), place.clone(), place.label(param));
    let all = |place: &Place| if let Some(Setting::Numbers(v)) = place.get(param) { v } else { default.to_vec() };
    let set = move |v| {
        let mut numbers = untrack(|| all(&write));
        numbers[i] = v;
        write.set(param, Setting::Numbers(numbers));
    };
    let number = Number {
        name: Rc::new(move || format!("{} {}", label(), i + 1)),
        range,
        value: Rc::new(move || all(&read)[i]),
        set: Rc::new(set),
    };
    number_row(param, ["₁", "₂", "₃", "₄"][i.min(3)], &number)
}

fn number_row(param: &'static Param, index: &str, number: &Number) -> El {
    row(param, index).child(field::slider(number)).child(field::field(number))
}

/// A row that begins with the setting's name as it is written.
pub(crate) fn row(param: &'static Param, index: &str) -> El {
    let name = el("span").class("setting-name").attr("aria-hidden", "true").text(param.name).text(index);
    el("div").class("setting").attr("title", param.about).child(name)
}

fn flag(place: &Place, param: &'static Param, default: bool) -> El {
    let (read, write, label) = (place.clone(), place.clone(), place.label(param));
    let input = el("input")
        .attr("type", "checkbox")
        .attr("aria-label", move || label())
        .checked(move || read.get(param).map_or(default, |v| v == Setting::Flag(true)))
        .on(ev::change, move |ev| write.set(param, Setting::Flag(event_target_checked(&ev))));
    el("label").class("check").attr("title", param.about).child(input).text(param.name)
}

fn choice(place: &Place, param: &'static Param, all: &'static [Alternative]) -> El {
    let read = place.clone();
    let chosen = move || if let Some(Setting::Choice(name)) = read.get(param) { name } else { "" };
    let options = all.iter().map(|a| option(a.name, a.name).attr("title", a.about)).collect();
    let meaning = move |id: &str| all.iter().find(|a| a.name == id).map(|a| Setting::Choice(a.name));
    row(param, "").child(select(place, param, place.label(param), options, Rc::new(chosen), Rc::new(meaning)))
}

/// One name of a pair. If the other is chosen, the two change places.
fn one_of_pair(place: &Place, param: &'static Param, all: &'static [Alternative], i: usize) -> El {
    let pair = |place: &Place| if let Some(Setting::Pair(pair)) = place.get(param) { pair } else { [""; 2] };
    let (read, write, label) = (place.clone(), place.clone(), place.label(param));
    let options = all.iter().map(|a| option(a.name, a.name).attr("title", a.about)).collect();
    let meaning = move |id: &str| {
        let mut names = untrack(|| pair(&write));
        let name = all.iter().find(|a| a.name == id)?.name;
        if names[1 - i] == name {
            names[1 - i] = names[i];
        }
        names[i] = name;
        Some(Setting::Pair(names))
    };
    let label = Rc::new(move || format!("{} {}", label(), i + 1));
    let chosen = move || pair(&read)[i];
    row(param, ["₁", "₂"][i]).child(select(place, param, label, options, Rc::new(chosen), Rc::new(meaning)))
}

/// A native select that sets what the chosen option means.
fn select(
    place: &Place,
    param: &'static Param,
    label: Read<String>,
    options: Vec<El>,
    chosen: Read<&'static str>,
    meaning: Meaning,
) -> El {
    let write = place.clone();
    let choose = move |ev| {
        if let Some(value) = meaning(&event_target_value(&ev)) {
            write.set(param, value);
        }
    };
    el("select").attr("aria-label", move || label()).children(options).value(move || chosen()).on(ev::change, choose)
}

fn list(place: &Place, param: &'static Param, range: Range) -> El {
    let (read, write) = (place.clone(), place.clone());
    let shown = move || if let Some(Setting::Numbers(all)) = read.get(param) { printed(&all) } else { String::new() };
    let set = move |typed: &str| {
        if let Ok(numbers) = numbers(typed, &range) {
            write.set(param, Setting::Numbers(numbers));
        }
    };
    let field = field::text_field(Typed {
        name: place.label(param),
        shown: Rc::new(shown),
        fault: Rc::new(move |typed| numbers(typed, &range).err()),
        set: Rc::new(set),
    });
    row(param, "").child(field.class("field list"))
}

fn printed(numbers: &[f64]) -> String {
    numbers.iter().map(|v| text::number(*v)).collect::<Vec<_>>().join(", ")
}

/// Numbers with commas between, in brackets or not; a comma at the end is not wrong.
fn numbers(typed: &str, range: &Range) -> Result<Vec<f64>, String> {
    let inner = typed.trim().trim_start_matches('(').trim_end_matches(')').trim_end();
    let inner = inner.strip_suffix(',').unwrap_or(inner);
    if inner.trim().is_empty() {
        return Ok(Vec::new());
    }
    let read = |(i, part): (usize, &str)| {
        let number = decimal(&part.trim().replace('\u{2212}', "-"));
        let allowed = number.filter(|v| range.contains(*v));
        allowed.ok_or_else(|| format!("number {}: found \"{}\", expected {}", i + 1, part.trim(), range.words()))
    };
    inner.split(',').enumerate().map(read).collect()
}

/// A formula has a line of its own: it is what its surface is about.
fn formula(place: &Place, param: &'static Param) -> El {
    let (read, write) = (place.clone(), place.clone());
    let shown = move || {
        let formula = |settings: &Settings| settings.formula(param.name).map(|f| f.text().to_owned());
        read.read(formula).unwrap_or_default()
    };
    let set = move |typed: &str| {
        if let Ok(formula) = Formula::parse(typed) {
            write.set(param, Setting::Formula(formula));
        }
    };
    // The character comes first: that is where to look.
    let fault = |typed: &str| {
        Formula::parse(typed)
            .err()
            .map(|e| format!("at character {}: found {}, expected {}", e.at, e.found, e.expected))
    };
    let field = field::text_field(Typed {
        name: place.label(param),
        shown: Rc::new(shown),
        fault: Rc::new(fault),
        set: Rc::new(set),
    });
    el("div")
        .class("formula-setting")
        .attr("title", param.about)
        .child(el("span").attr("aria-hidden", "true").text("f(x, y) ="))
        .child(field)
}

/// Points as they stand in the text form.
fn points(place: &Place, param: &'static Param) -> El {
    let (read, write) = (place.clone(), place.clone());
    let shown = move || if let Some(Setting::Points(points)) = read.get(param) { points.text() } else { String::new() };
    let set = move |typed: &str| {
        if let Ok(points) = Points::parse(typed) {
            write.set(param, Setting::Points(points));
        }
    };
    let field = field::text_field(Typed {
        name: place.label(param),
        shown: Rc::new(shown),
        fault: Rc::new(|typed: &str| Points::parse(typed).err().map(|e| e.to_string())),
        set: Rc::new(set),
    });
    row(param, "").child(field.class("field list"))
}

/// What stands inside a parameter: a select of what it may be, and under it the settings of what it is.
struct Inside {
    place: Place,
    param: &'static Param,
    /// Which of several schedules.
    index: usize,
    options: Vec<El>,
    /// The name in the text form of what stands in a setting; empty for nothing.
    id: fn(&Setting, usize) -> &'static str,
    meaning: Meaning,
    /// What is drawn between the select and the settings.
    picture: Option<El>,
}

fn inside(parts: Inside) -> El {
    let Inside { place, param, index, options, id, meaning, picture } = parts;
    let read = place.clone();
    let id = Memo::new(move |_| read.get(param).map_or("", |setting| id(&setting, index)));
    let (inner, above) = (place.inside(param, index), place);
    let settings = move || {
        let is_there = !id.get().is_empty();
        let all = untrack(|| inner.read(|settings| Some(settings.params().collect::<Vec<_>>())));
        let inner = &inner;
        all.filter(|_| is_there).into_iter().flatten().flat_map(move |p| controls(inner, p)).collect::<Vec<_>>()
    };
    let (label, end) = (above.label(param), nth(param, index));
    let label = Rc::new(move || label() + &end);
    let select = select(&above, param, label, options, Rc::new(move || id.get()), meaning);
    el("div")
        .class("inside")
        .child(row(param, &nth(param, index)).child(select))
        .children(picture)
        .child(el("div").class("nested").made(settings))
}

fn optimizer_inside(place: &Place, param: &'static Param) -> El {
    let group = |family: Family| {
        let members = OPTIMIZERS.iter().filter(|e| e.spec.family == family);
        el("optgroup").attr("label", family.title()).children(members.map(|e| option(e.spec.id, e.spec.name)))
    };
    inside(Inside {
        place: place.clone(),
        param,
        index: 0,
        options: Family::ALL.map(group).into(),
        id: |setting, _| if let Setting::Run(run) = setting { run.entry.spec.id } else { "" },
        meaning: Rc::new(|id| optimizer::find(id).map(|entry| Setting::Run(Box::new(Run::inner(entry))))),
        picture: None,
    })
}

/// The schedules that stand in a setting.
fn all_schedules(setting: Option<Setting>) -> Vec<ScheduleChoice> {
    if let Some(Setting::Schedules(all)) = setting { all } else { Vec::new() }
}

fn schedule_inside(place: &Place, param: &'static Param, index: usize) -> El {
    let is_one = matches!(param.kind, Kind::Schedule);
    let options = SCHEDULES.iter().map(|e| option(e.spec.id, e.spec.name).attr("title", e.spec.sentence));
    let nothing = option("", if is_one { "constant rate" } else { "no other" });
    let read = place.clone();
    let meaning = move |id: &str| {
        let mut all = all_schedules(untrack(|| read.get(param)));
        let place = index.min(all.len())..(index + 1).min(all.len());
        all.splice(place, schedule::find(id).map(ScheduleChoice::of));
        Some(Setting::Schedules(all))
    };
    inside(Inside {
        place: place.clone(),
        param,
        index,
        options: std::iter::once(nothing).chain(options).collect(),
        id: |setting, index| match setting {
            Setting::Schedules(all) => all.get(index).map_or("", |s| s.entry.spec.id),
            _ => "",
        },
        meaning: Rc::new(meaning),
        picture: is_one.then(|| plan::chart(place.clone())),
    })
}

/// As many schedules as there are, and room for one more.
fn schedules_inside(place: &Place, param: &'static Param) -> El {
    let (read, place) = (place.clone(), place.clone());
    let count = move || all_schedules(read.get(param)).len() + 1;
    el("div").items(count, move |index| schedule_inside(&place, param, index))
}

fn clip_inside(place: &Place, param: &'static Param) -> El {
    let options = CLIPS.iter().map(|e| option(e.spec.id, e.spec.name).attr("title", e.spec.sentence));
    inside(Inside {
        place: place.clone(),
        param,
        index: 0,
        options: std::iter::once(option("", "none")).chain(options).collect(),
        id: |setting, _| match setting {
            Setting::Clip(Some(clip)) => clip.entry.spec.id,
            _ => "",
        },
        meaning: Rc::new(|id| Some(Setting::Clip(clip::find(id).map(ClipChoice::of)))),
        picture: None,
    })
}

fn data_inside(place: &Place, param: &'static Param) -> El {
    inside(Inside {
        place: place.clone(),
        param,
        index: 0,
        options: DATA.iter().map(|e| option(e.spec.id, e.spec.name).attr("title", e.spec.sentence)).collect(),
        id: |setting, _| if let Setting::Data(data) = setting { data.entry.spec.id } else { "" },
        meaning: Rc::new(|id| data::find(id).map(|entry| Setting::Data(DataChoice::of(entry)))),
        picture: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_typed_with_commas() {
        let range = Range::whole(0.0, 100.0);
        assert_eq!(numbers("10, 20", &range), Ok(vec![10.0, 20.0]));
        assert_eq!(numbers("(10,20,)", &range), Ok(vec![10.0, 20.0]));
        assert_eq!(numbers("  ", &range), Ok(Vec::new()));
        let error = numbers("10, 2.5", &range);
        assert_eq!(error, Err("number 2: found \"2.5\", expected a whole number from 0 to 100".into()));
    }

    #[test]
    fn no_spoken_name_holds_the_players() {
        assert_eq!(spoken("step_size"), "iteration_size");
        assert_eq!(spoken("warmup_steps"), "warmup_iterations");
    }
}
