//! The page's state: the experiment, the view, what was computed from them, and every action a person can take.

use crate::computing::Computing;
use crate::engine;
use crate::home::{Home, Wishes};
use crate::learn;
use crate::lessons::{opening, parsed, which};
use crate::more;
use crate::rates::Rates;
use crate::recordings::{self, Laid};
use crate::signals::{Memo, RwSignal};
use crate::timing;
use downhill_core::data::{self, Points, points};
use downhill_core::experiment::SurfaceChoice;
use downhill_core::lesson::LESSONS;
use downhill_core::optimizer;
use downhill_core::run::suggest_rate;
use downhill_core::spec::Slot;
use downhill_core::view::{Layout, Part, Theme};
use downhill_core::{
    Budget, Experiment, FieldError, Outcome, Run, Setting, Surface, Trajectory, V2, View, surface, text,
};
use downhill_figure::frame::Extent;
use downhill_figure::map::left_view_at;
use downhill_figure::{palette, words};
use leptos::prelude::*;
use std::sync::Arc;

/// What was computed from an experiment; all empty before the engine is here.
#[derive(Default)]
pub(crate) struct Results {
    of: Option<Experiment>,
    pub(crate) surface: Option<Arc<dyn Surface>>,
    pub(crate) trajectories: Vec<Trajectory>,
    /// Where the surface's landmarks are.
    pub(crate) landmarks: Vec<V2>,
    /// The part of the plane that the surface is usually looked at.
    domain: Extent,
    /// Number of the longest run's last step.
    pub(crate) last: usize,
}

impl Results {
    /// An experiment on a surface of its own.
    pub(crate) fn of(experiment: &Experiment) -> Self {
        Self::on(experiment, experiment.build_surface().into())
    }

    fn on(experiment: &Experiment, surface: Arc<dyn Surface>) -> Self {
        let run = |run: &Run| downhill_core::run::run_one(experiment, surface.as_ref(), run);
        let trajectories = experiment.runs.iter().map(run).collect();
        Self::new(experiment, surface, trajectories)
    }

    /// What the runs of an experiment came to.
    pub(crate) fn new(experiment: &Experiment, surface: Arc<dyn Surface>, trajectories: Vec<Trajectory>) -> Self {
        let last = trajectories.iter().map(Trajectory::last).max().unwrap_or(0);
        let domain = surface.domain();
        let landmarks = surface.landmarks().iter().map(|l| l.at).collect();
        Self { of: Some(experiment.clone()), surface: Some(surface), trajectories, landmarks, domain, last }
    }
}

/// A surface with what it was built from.
type Built = (SurfaceChoice, Option<data::Part>, Arc<dyn Surface>);

/// How wide the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// Below 640 px: one column.
    Narrow,
    /// 640 to 1199 px: two columns under the maps.
    Medium,
    /// From 1200 px: the maps between two rails.
    Wide,
}

/// How long the record stands in the address's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// The change replaces the current entry.
    Replace,
    /// The change is a new entry, so that Back undoes it.
    Push,
}

/// What follows from experiment and view and rarely changes with them: what depends on it stays still while the start
/// is dragged.
#[derive(Clone, Copy)]
struct Derived {
    layout: Memo<Layout>,
    theme: Memo<Theme>,
    slots: Memo<Vec<Slot>>,
    shown: Memo<Vec<usize>>,
    names: Memo<Vec<String>>,
    titles: Memo<Vec<String>>,
    hidden: Memo<Vec<Part>>,
}

/// All signals of one lab. Copies are handles to the same state.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    pub(crate) home: Home,
    wishes: StoredValue<Wishes>,
    built: StoredValue<Option<Built>>,
    pub(crate) experiment: RwSignal<Experiment>,
    pub(crate) view: RwSignal<View>,
    pub(crate) results: RwSignal<Arc<Results>>,
    /// Step on show; between two steps while the heads glide.
    pub(crate) playhead: RwSignal<f64>,
    pub(crate) playing: RwSignal<bool>,
    /// How often a race was played to its end.
    pub(crate) finished: RwSignal<u32>,
    /// Whether any of the lab can be seen; nothing moves for nobody.
    pub(crate) in_view: RwSignal<bool>,
    pub(crate) speed: RwSignal<f64>,
    pub(crate) looping: RwSignal<bool>,
    pub(crate) lesson: RwSignal<Option<usize>>,
    /// What could not be read of the address.
    pub(crate) problems: RwSignal<Vec<String>>,
    pub(crate) rates: RwSignal<Rates>,
    /// The run under the pointer, drawn stronger than the others.
    pub(crate) lit: RwSignal<Option<usize>>,
    pub(crate) presenting: RwSignal<bool>,
    pub(crate) width: RwSignal<Width>,
    /// Width and height that all maps share, in CSS pixels, on a wide page.
    pub(crate) room: RwSignal<[f64; 2]>,
    pub(crate) system_dark: RwSignal<bool>,
    pub(crate) reduced_motion: RwSignal<bool>,
    pub(crate) forced_colors: RwSignal<bool>,
    /// Whether a person has done anything yet.
    pub(crate) touched: RwSignal<bool>,
    /// Whether "Drag me" stands beside the ring.
    pub(crate) hint: RwSignal<bool>,
    /// Part of the plane on every map; none before the first drawing.
    pub(crate) seen: RwSignal<Option<Extent>>,
    /// The losses that the lowest and the highest colour stand for.
    pub(crate) ends: RwSignal<[f64; 2]>,
    /// Files with recorded paths that were laid over the runs; no part of the address.
    pub(crate) laid: RwSignal<Vec<Laid>>,
    /// Why the last file could not be laid over.
    pub(crate) laid_problem: RwSignal<Option<String>>,
    /// Points of one's own that no text holds, the last of each count: Back and Forward ask for them.
    pub(crate) far: StoredValue<Vec<Points>>,
    /// Set by every change that the address should show.
    pub(crate) unsaved: RwSignal<Option<Entry>>,
    /// Runs that take longer than a frame.
    pub(crate) computing: Computing,
    derived: Derived,
}

impl Derived {
    fn of(
        experiment: RwSignal<Experiment>,
        view: RwSignal<View>,
        width: RwSignal<Width>,
        presenting: RwSignal<bool>,
        system_dark: RwSignal<bool>,
    ) -> Self {
        let layout = Memo::new(move |_| {
            let default = if width.get() == Width::Narrow { Layout::Overlay } else { Layout::Side };
            view.with(|v| v.layout).unwrap_or(default)
        });
        let theme = Memo::new(move |_| {
            let is_light = presenting.get() || !system_dark.get();
            view.with(|v| v.theme).unwrap_or(if is_light { Theme::Light } else { Theme::Dark })
        });
        let slots = Memo::new(move |_| experiment.with(|e| view.with(|v| palette::assign_slots(e, v))));
        let shown = Memo::new(move |_| {
            let count = experiment.with(|e| e.runs.len());
            view.with(|v| (0..count).filter(|run| !v.hide_runs.contains(&(run + 1))).collect())
        });
        let names = Memo::new(move |_| {
            experiment.with(|e| {
                let name = |run| {
                    let (name, nth) = e.label(run);
                    format!("{name} {nth}")
                };
                (0..e.runs.len()).map(name).collect()
            })
        });
        let hidden = Memo::new(move |_| view.with(|v| v.hide.clone()));
        let titles = Memo::new(move |_| experiment.with(words::run_names));
        Self { layout, theme, slots, shown, names, titles, hidden }
    }
}

impl Store {
    /// The state that a text describes; the opening lesson where it is empty.
    pub(crate) fn new(home: Home, text: &str, wishes: Wishes) -> Self {
        let (experiment, view) = opening().clone();
        let results = RwSignal::new(Arc::new(Results::default()));
        let rates = RwSignal::new(Rates::of(&experiment));
        let (experiment, view) = (RwSignal::new(experiment), RwSignal::new(view));
        let (width, presenting) = (RwSignal::new(Width::Wide), RwSignal::new(false));
        let system_dark = RwSignal::new(false);
        let store = Self {
            home,
            wishes: StoredValue::new(wishes),
            built: StoredValue::new(None),
            results,
            playhead: RwSignal::new(0.0),
            playing: RwSignal::new(false),
            finished: RwSignal::new(0),
            in_view: RwSignal::new(true),
            speed: RwSignal::new(1.0),
            looping: RwSignal::new(false),
            lesson: RwSignal::new(Some(0)),
            problems: RwSignal::new(Vec::new()),
            rates,
            lit: RwSignal::new(None),
            presenting,
            width,
            room: RwSignal::new([0.0; 2]),
            system_dark,
            reduced_motion: RwSignal::new(false),
            forced_colors: RwSignal::new(false),
            touched: RwSignal::new(false),
            hint: RwSignal::new(false),
            seen: RwSignal::new(None),
            ends: RwSignal::new([0.0; 2]),
            laid: RwSignal::new(Vec::new()),
            laid_problem: RwSignal::new(None),
            far: StoredValue::new(Vec::new()),
            unsaved: RwSignal::new(None),
            computing: Computing::new(),
            experiment,
            view,
            derived: Derived::of(experiment, view, width, presenting, system_dark),
        };
        store.load(text);
        store
    }

    /// Replaces everything by what a text describes, and lists what could not be read. An empty text is the opening
    /// lesson.
    pub(crate) fn load(self, text: &str) {
        let text = if text.is_empty() { LESSONS[0].experiment } else { text };
        let mut read = text::parse(text);
        let unmet = self.wishes.with_value(|wishes| wishes.apply(&mut read.view));
        // What was held of them came by the third module.
        more::run(|| learn::recall(self, &mut read));
        self.problems.set(read.problems.iter().map(said).chain(unmet).collect());
        self.lesson.set(which(&read.experiment));
        self.open(read.experiment, read.view);
    }

    /// Follows another wish from now on, in the place of the one before.
    pub(crate) fn wish(self, change: impl FnOnce(&mut Wishes)) {
        self.wishes.update_value(change);
        let mut view = View { hide: Vec::new(), theme: None, ..self.view.get_untracked() };
        self.problems.set(self.wishes.with_value(|wishes| wishes.apply(&mut view)));
        self.view.set(view);
    }

    /// Opens a lesson with its exact settings.
    pub(crate) fn open_lesson(self, index: usize) {
        self.touch();
        let Some((experiment, mut view)) = parsed(index).cloned() else { return };
        self.view.with_untracked(|now| {
            view.layout = now.layout;
            view.theme = now.theme;
            view.colormap = now.colormap;
            view.hide.clone_from(&now.hide);
        });
        self.lesson.set(Some(index));
        self.problems.set(Vec::new());
        self.open(experiment, view);
        self.unsaved.set(Some(Entry::Push));
    }

    fn open(self, experiment: Experiment, view: View) {
        self.playing.set(false);
        self.rates.set(Rates::of(&experiment));
        self.view.set(view);
        self.experiment.set(experiment);
        self.rerun();
        self.rewind_to_end();
    }

    /// How a run is judged, in words, with where it left the maps; the short form is for narrow places.
    pub(crate) fn outcome(self, run: usize, say: fn(Outcome, Option<usize>) -> String) -> Option<String> {
        let seen = self.seen.get();
        let say = |t: &Trajectory| say(t.outcome, seen.and_then(|seen| left_view_at(t, seen)));
        self.results.with(|r| r.trajectories.get(run).and_then(|t| engine::run(|| say(t))))
    }

    /// The same with where its gradient explodes or vanishes: what is learnt from data has the third module.
    pub(crate) fn judgement(self, run: usize, say: fn(Outcome, Option<usize>) -> String) -> Option<String> {
        let words = self.outcome(run, say)?;
        let alarms = || self.results.with(|r| r.trajectories.get(run).and_then(words::alarms_of));
        Some(match more::run(alarms).flatten() {
            Some(alarms) => words + "; " + &alarms,
            None => words,
        })
    }

    /// Whether a run is judged by the average of its points.
    pub(crate) fn is_averaged(self, run: usize) -> bool {
        self.results.with(|r| r.trajectories.get(run).is_some_and(|t| t.averaged.is_some()))
    }

    /// Whether the experiment takes no more of the program than every visitor fetches.
    pub(crate) fn is_common(self) -> bool {
        self.experiment.with(Experiment::is_common)
    }

    /// Whether all of the program is here that the experiment takes.
    pub(crate) fn can_run(self) -> bool {
        engine::can_run(self.is_common())
    }

    /// Recomputes every run, at once and whole, if the experiment is another than last time.
    pub(crate) fn rerun(self) {
        untrack(|| engine::run(|| recordings::evaluate(self)));
        if self.results.with_untracked(|r| self.experiment.with_untracked(|e| r.of.as_ref() == Some(e))) {
            return;
        }
        self.computing.leave();
        let compute = || {
            let experiment = self.experiment.get_untracked();
            let surface = self.surface_of(&experiment);
            if Computing::is_heavy(&experiment, surface.as_ref()) {
                more::run(|| self.computing.begin(self, experiment.clone(), surface.clone()));
                return Results::new(&experiment, surface, Vec::new());
            }
            Results::on(&experiment, surface)
        };
        let compute = || timing::measured("downhill.run", compute);
        let Some(results) = untrack(|| engine::run_on(self.is_common(), compute)) else {
            // What belongs to another experiment says nothing about this one.
            if self.results.with_untracked(|r| r.of.is_some()) {
                self.results.set(Arc::default());
            }
            return;
        };
        self.show(results);
    }

    /// The surface of an experiment: the same one if that has not changed, since one that is learnt from data knows much
    /// that takes time to find.
    fn surface_of(self, experiment: &Experiment) -> Arc<dyn Surface> {
        let (choice, share) = (&experiment.surface, experiment.share());
        let is_same = |(of, its_share, _): &&Built| of == choice && *its_share == share;
        let same = self.built.with_value(|built| built.as_ref().filter(is_same).map(|(.., surface)| surface.clone()));
        same.unwrap_or_else(|| {
            let surface: Arc<dyn Surface> = experiment.build_surface().into();
            self.built.set_value(Some((choice.clone(), share, surface.clone())));
            surface
        })
    }

    /// Shows what was computed.
    pub(crate) fn show(self, results: Results) {
        self.results.set(Arc::new(results));
        self.rewind_to_end();
        // Only who pressed Play before the engine was here has to wait for results while playing.
        if self.playing.get_untracked() {
            self.playhead.set(0.0);
        }
    }

    /// Computes again what was stopped.
    pub(crate) fn recompute(self) {
        let (experiment, surface) = self.results.with_untracked(|r| (r.of.clone(), r.surface.clone()));
        if let Some((experiment, surface)) = experiment.zip(surface) {
            self.computing.begin(self, experiment, surface);
        }
    }

    /// Puts the playhead where the view wants it: at its step, else at the end.
    fn rewind_to_end(self) {
        let last = self.last();
        let step = self.view.with_untracked(|v| v.step).map_or(last, |step| (step as usize).min(last));
        self.playhead.set(step as f64);
    }

    /// Changes the experiment: re-runs it and puts the playhead at the end.
    pub(crate) fn change(self, edit: impl FnOnce(&mut Experiment)) {
        self.change_as(Entry::Replace, edit);
    }

    fn change_as(self, entry: Entry, edit: impl FnOnce(&mut Experiment)) {
        self.view.update_untracked(|v| v.step = None);
        self.change_here(entry, Box::new(edit));
    }

    /// Changes the experiment and keeps the step on show that a person has chosen, if it is still there. Compiled once for
    /// all edits.
    pub(crate) fn change_here(self, entry: Entry, edit: Box<dyn FnOnce(&mut Experiment) + '_>) {
        self.playing.set(false);
        self.touch();
        self.experiment.update(edit);
        // Where the edit changes nothing, nothing is run again, and the playhead goes to the end all the same.
        self.rewind_to_end();
        self.unsaved.set(Some(entry));
    }

    /// A person has done something: nothing plays or hints by itself from now on.
    fn touch(self) {
        self.touched.set(true);
        self.hint.set(false);
    }

    /// Changes the view only.
    pub(crate) fn look(self, edit: impl FnOnce(&mut View)) {
        self.touch();
        self.view.update(edit);
        self.unsaved.set(Some(Entry::Replace));
    }

    pub(crate) fn set_start(self, start: V2) {
        self.change(|e| e.start = start);
    }

    pub(crate) fn set_budget(self, budget: Budget) {
        self.change(|e| e.budget = budget);
    }

    /// Puts the same optimizers on another surface, from that surface's usual start.
    pub(crate) fn set_surface(self, entry: &'static surface::Entry) {
        self.view.update(|v| v.zoom = None);
        self.change_as(Entry::Push, |e| {
            let fresh = Experiment::on(entry);
            e.surface = fresh.surface;
            e.start = fresh.start;
        });
    }

    /// Sets a parameter of a run or, without one, of the surface. The path leads to settings within its own.
    pub(crate) fn set_setting(self, run: Option<usize>, path: &[(&str, usize)], name: &'static str, value: Setting) {
        let has_rate = name == "lr" || matches!(value, Setting::Run(_));
        self.change(|e| {
            let settings = match run {
                Some(run) => e.runs.get_mut(run).map(|run| &mut run.settings),
                None => Some(&mut e.surface.settings),
            };
            if let Some(settings) = settings {
                keep(settings.set_inside(path, name, value));
            }
        });
        if has_rate {
            self.experiment.with_untracked(|e| self.rates.update(|r| r.adopt(e)));
        }
    }

    /// Moves the one slider that moves every learning rate.
    pub(crate) fn set_rates(self, value: f64) {
        self.rates.update(|r| r.value = value);
        let rates = self.rates.get_untracked();
        self.change(|e| rates.apply(e));
    }

    pub(crate) fn set_one_rate_for_all(self, absolute: bool) {
        self.rates.update(|r| r.switch(absolute));
        let rates = self.rates.get_untracked();
        self.change(|e| rates.apply(e));
    }

    pub(crate) fn add_run(self, entry: &'static optimizer::Entry) {
        if untrack(|| self.is_full()) {
            return;
        }
        self.edit_runs(|e| {
            let mut run = Run::of(entry);
            let is_common = e.is_common() && run.is_common();
            // Before all of the program is here that it takes, a method begins with its own default.
            if let Some(lr) = untrack(|| engine::run_on(is_common, || suggest_rate(e, &run))).flatten() {
                keep(run.set_lr(lr));
            }
            e.runs.push(run);
        });
    }

    pub(crate) fn duplicate_run(self, run: usize) {
        if untrack(|| self.is_full()) {
            return;
        }
        self.view.update_untracked(|v| renumber(v, |n| if n > run + 1 { Some(n + 1) } else { Some(n) }));
        self.edit_runs(|e| e.runs.insert(run + 1, e.runs[run].clone()));
    }

    pub(crate) fn remove_run(self, run: usize) {
        self.lit.set(None);
        self.view.update_untracked(|v| {
            renumber(v, |n| match n.cmp(&(run + 1)) {
                std::cmp::Ordering::Less => Some(n),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(n - 1),
            });
        });
        self.edit_runs(|e| {
            e.runs.remove(run);
        });
    }

    /// Changes the list of runs.
    fn edit_runs(self, edit: impl FnOnce(&mut Experiment)) {
        self.change_as(Entry::Push, edit);
        self.view.notify();
        self.experiment.with_untracked(|e| self.rates.update(|r| r.adopt(e)));
    }

    /// Whether no more runs fit in.
    pub(crate) fn is_full(self) -> bool {
        self.experiment.with(|e| e.runs.len() >= Experiment::MAX_RUNS)
    }

    pub(crate) fn toggle_run(self, run: usize) {
        self.look(|v| match v.hide_runs.iter().position(|n| *n == run + 1) {
            Some(i) => {
                v.hide_runs.remove(i);
            }
            None => v.hide_runs.push(run + 1),
        });
    }

    pub(crate) fn recolor_run(self, run: usize, slot: Slot) {
        self.look(|v| {
            v.colors.retain(|(n, _)| *n != run + 1);
            v.colors.push((run + 1, slot));
        });
    }

    /// Number of the longest run's last step.
    pub(crate) fn last(self) -> usize {
        self.results.with_untracked(|r| r.last)
    }

    /// The whole step on show.
    pub(crate) fn step(self) -> usize {
        self.playhead.get().floor() as usize
    }

    /// Moves the playhead to a step and stays there.
    pub(crate) fn seek(self, step: usize) {
        self.playing.set(false);
        let last = self.last();
        if last == 0 {
            // Nothing has run yet; the step that the address asks for still counts.
            return self.touch();
        }
        let step = step.min(last);
        self.playhead.set(step as f64);
        self.look(|v| v.step = (step < last).then_some(step as u32));
    }

    /// Stops at the end. The address stays as it is: nobody has changed anything.
    pub(crate) fn finish(self) {
        self.playing.set(false);
        self.view.update_untracked(|v| v.step = None);
        self.playhead.set(self.last() as f64);
        self.finished.update(|n| *n += 1);
    }

    pub(crate) fn toggle_play(self) {
        self.touch();
        if self.playing.get_untracked() {
            self.seek(self.playhead.get_untracked().floor() as usize);
        } else {
            self.play();
        }
    }

    /// Plays from the playhead, from the start when it is at the end.
    pub(crate) fn play(self) {
        if self.playhead.get_untracked() >= self.last() as f64 {
            self.playhead.set(0.0);
        }
        self.playing.set(true);
    }

    /// The layout on show.
    pub(crate) fn layout(self) -> Layout {
        self.derived.layout.get()
    }

    /// The theme on show.
    pub(crate) fn theme(self) -> Theme {
        self.derived.theme.get()
    }

    /// The colour of every run.
    pub(crate) fn slots(self) -> Vec<Slot> {
        self.derived.slots.get()
    }

    /// The runs on show, by their index.
    pub(crate) fn shown(self) -> Vec<usize> {
        self.derived.shown.get()
    }

    /// Parts of the page that are not shown.
    pub(crate) fn hidden(self) -> Vec<Part> {
        self.derived.hidden.get()
    }

    /// What a run is called beside its line: the optimizer, and what tells it from others of its kind, such as "SGD 0.18".
    pub(crate) fn title(self, run: usize) -> String {
        self.derived.titles.with(|titles| titles.get(run).cloned().unwrap_or_default())
    }

    /// What every run is called beside its line.
    pub(crate) fn titles(self) -> Vec<String> {
        self.derived.titles.get()
    }

    /// A run's exact name among the others, such as "Adam 1".
    pub(crate) fn run_name(self, run: usize) -> String {
        self.derived.names.with(|names| names.get(run).cloned().unwrap_or_default())
    }

    /// Whether the lesson on show is no longer what its text describes.
    pub(crate) fn is_edited(self) -> bool {
        let lesson = self.lesson.get();
        lesson.and_then(parsed).is_some_and(|(lesson, _)| self.experiment.with(|e| lesson != e))
    }

    /// The part of the plane that the surface is usually looked at.
    pub(crate) fn domain(self) -> Extent {
        self.experiment.with(|e| {
            let is_same = |r: &&Arc<Results>| r.of.as_ref().is_some_and(|of| of.surface == e.surface);
            let known = self.results.with_untracked(|r| Some(r).filter(is_same).map(|r| r.domain));
            // What a transformation or data make of it is known when the surface can be built.
            let find = || engine::run_on(e.surface.entry.is_common, || self.surface_of(e).domain());
            known.or_else(find).unwrap_or(e.surface.entry.spec.domain)
        })
    }

    /// The view whose heights give the colours: the lesson's, else the surface's domain.
    pub(crate) fn base_view(self) -> Extent {
        let lesson = self.lesson.get().and_then(parsed);
        self.experiment.with(|now| {
            let lesson = lesson.filter(|(e, _)| now.surface == e.surface);
            lesson.and_then(|(_, v)| v.zoom).unwrap_or_else(|| self.domain())
        })
    }

    /// The text form of all that is on show.
    pub(crate) fn text(self) -> String {
        self.experiment.with_untracked(|e| self.view.with_untracked(|v| text::print(e, v)))
    }
}

/// What could not be read, in words.
fn said(problem: &FieldError) -> String {
    let most = points::MOST_IN_TEXT;
    match points::absent(&problem.found) {
        Some(count) => format!(
            "{count} points were not in this link: a link holds {most} at most; the page shows the usual data instead"
        ),
        None => problem.to_string(),
    }
}

/// Rewrites the run numbers that a view mentions; none drops the mention.
fn renumber(view: &mut View, new: impl Fn(usize) -> Option<usize>) {
    view.hide_runs = view.hide_runs.iter().filter_map(|n| new(*n)).collect();
    view.colors = view.colors.iter().filter_map(|(n, slot)| new(*n).map(|n| (n, *slot))).collect();
}

/// Controls only offer allowed values; should one slip through, the last valid value stays.
fn keep(result: Result<(), downhill_core::FieldError>) {
    drop(result);
}
