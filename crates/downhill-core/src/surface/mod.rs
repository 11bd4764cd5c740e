//! Loss surfaces: one file each, listed in [`SURFACES`].

mod ackley;
mod adjiman;
mod alpine_n1;
mod beale;
mod bird;
mod bohachevsky;
mod booth;
mod branin;
mod bukin_n6;
mod crater;
mod cross_in_tray;
mod cube;
mod de_jong_n5;
mod deckkers_aarts;
mod dixon_price;
mod double_well;
mod drop_wave;
mod easom;
mod egg_crate;
mod eggholder;
mod factorisation_valley;
mod flower;
mod formula;
mod freudenstein_roth;
mod goldstein_price;
mod griewank;
mod himmelblau;
mod holder_table;
mod jennrich_sampson;
mod keane;
mod l1_cone;
mod levy;
mod levy_n13;
mod lilipads;
mod matyas;
mod mccormick;
mod michalewicz;
mod model;
mod monkey_saddle;
mod narrow_valley;
mod parsopoulos;
mod plateau;
mod powell_badly_scaled;
mod qing;
mod quadratic;
mod rastrigin;
mod rings;
mod rosenbrock;
mod saddle;
mod salomon;
mod schaffer_n2;
mod schaffer_n4;
mod schwefel;
mod separable;
mod shubert;
mod six_hump_camel;
mod sphere;
mod styblinski_tang;
mod sum_of_different_powers;
mod three_hump_camel;
mod transform;
mod trid;
mod zakharov;

pub use model::{Example, Examples, FromData, Sample, Sort};
pub use transform::TRANSFORM;

use crate::data::Part;
use crate::num::{Dual, Real, V2};
use crate::settings::Settings;
use crate::spec::{Param, Source};

/// Every surface. The next one needs its file and its line here; the page has all but the common ones come later.
pub static SURFACES: &[Entry] = &[
    Entry::of::<sphere::Sphere>(),
    Entry::of::<matyas::Matyas>(),
    Entry::of::<booth::Booth>(),
    Entry::of::<narrow_valley::NarrowValley>(),
    Entry::of::<trid::Trid>(),
    Entry::of::<zakharov::Zakharov>(),
    Entry::of::<sum_of_different_powers::SumOfDifferentPowers>(),
    Entry::of::<dixon_price::DixonPrice>(),
    Entry::of::<flower::Flower>(),
    Entry::of::<l1_cone::L1Cone>(),
    Entry::of::<rosenbrock::Rosenbrock>().common(),
    Entry::of::<quadratic::Quadratic>().common(),
    Entry::of::<beale::Beale>(),
    Entry::of::<cube::Cube>(),
    Entry::of::<freudenstein_roth::FreudensteinRoth>(),
    Entry::of::<goldstein_price::GoldsteinPrice>(),
    Entry::of::<bukin_n6::BukinN6>(),
    Entry::of::<powell_badly_scaled::PowellBadlyScaled>(),
    Entry::of::<jennrich_sampson::JennrichSampson>(),
    Entry::of::<deckkers_aarts::DeckkersAarts>(),
    Entry::of::<himmelblau::Himmelblau>().common(),
    Entry::of::<styblinski_tang::StyblinskiTang>().common(),
    Entry::of::<double_well::DoubleWell>().common(),
    Entry::of::<three_hump_camel::ThreeHumpCamel>(),
    Entry::of::<six_hump_camel::SixHumpCamel>(),
    Entry::of::<mccormick::McCormick>(),
    Entry::of::<branin::Branin>(),
    Entry::of::<qing::Qing>(),
    Entry::of::<bird::Bird>(),
    Entry::of::<egg_crate::EggCrate>(),
    Entry::of::<parsopoulos::Parsopoulos>(),
    Entry::of::<adjiman::Adjiman>(),
    Entry::of::<lilipads::Lilipads>(),
    Entry::of::<rastrigin::Rastrigin>(),
    Entry::of::<ackley::Ackley>(),
    Entry::of::<levy_n13::LevyN13>(),
    Entry::of::<keane::Keane>(),
    Entry::of::<griewank::Griewank>(),
    Entry::of::<schwefel::Schwefel>(),
    Entry::of::<levy::Levy>(),
    Entry::of::<schaffer_n2::SchafferN2>(),
    Entry::of::<schaffer_n4::SchafferN4>(),
    Entry::of::<eggholder::Eggholder>(),
    Entry::of::<holder_table::HolderTable>(),
    Entry::of::<cross_in_tray::CrossInTray>(),
    Entry::of::<drop_wave::DropWave>(),
    Entry::of::<shubert::Shubert>(),
    Entry::of::<michalewicz::Michalewicz>(),
    Entry::of::<easom::Easom>(),
    Entry::of::<de_jong_n5::DeJongN5>(),
    Entry::of::<bohachevsky::Bohachevsky<1>>(),
    Entry::of::<bohachevsky::Bohachevsky<2>>(),
    Entry::of::<bohachevsky::Bohachevsky<3>>(),
    Entry::of::<alpine_n1::AlpineN1>(),
    Entry::of::<salomon::Salomon>(),
    Entry::of::<saddle::Saddle>(),
    Entry::of::<monkey_saddle::MonkeySaddle>(),
    Entry::of::<crater::Crater>().common(),
    Entry::of::<factorisation_valley::FactorisationValley>(),
    Entry::of::<plateau::Plateau>(),
    Entry::of::<rings::Rings>(),
    Entry::model::<model::linear::Linear>(),
    Entry::model::<model::logistic::Logistic>(),
    Entry::model::<model::classifier::Classifier>(),
    Entry::model::<model::linear_network::LinearNetwork>(),
    Entry::model::<model::tanh_network::TanhNetwork>(),
    Entry::model::<model::sinusoid::Sinusoid>(),
    Entry::model::<model::deep_chain::DeepChain>(),
    Entry::of::<formula::Own>(),
];

/// A symmetric 2 by 2 matrix of second derivatives, row by row.
pub type Hessian = [[f64; 2]; 2];

/// What a surface says about itself.
#[derive(Debug)]
pub struct Spec {
    /// The name in the text form.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// The group it is listed under.
    pub group: Group,
    /// One plain line: what there is to see.
    pub note: &'static str,
    /// The formula in plain mathematical notation.
    pub formula: &'static str,
    /// Its parameters.
    pub params: &'static [Param],
    /// Usual domain `[[x min, x max], [y min, y max]]`.
    pub domain: [[f64; 2]; 2],
    /// Where a run starts unless told otherwise.
    pub start: [f64; 2],
    /// Whether its lowest stored minimum is the lowest point of the whole plane; not so where the surface falls for ever,
    /// or lower outside its domain than inside.
    pub has_lowest: bool,
    /// Where it comes from.
    pub source: Source,
}

/// Groups of surfaces, in the order of the picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Convex or with a single minimum.
    Bowls,
    /// Valleys and ill-conditioning.
    Valleys,
    /// A few wells.
    Wells,
    /// Many local minima.
    Rugged,
    /// Teaching shapes.
    Shapes,
    /// Learnt from data: the plane's point is a model's two weights.
    Data,
    /// What the reader writes.
    Own,
}

impl Group {
    /// All groups, in the order of the picker.
    pub const ALL: [Self; 7] =
        [Self::Bowls, Self::Valleys, Self::Wells, Self::Rugged, Self::Shapes, Self::Data, Self::Own];

    /// The group's title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Bowls => "Bowls",
            Self::Valleys => "Narrow valleys",
            Self::Wells => "A few wells",
            Self::Rugged => "Many local minima",
            Self::Shapes => "Saddles and plains",
            Self::Data => "Learning from data",
            Self::Own => "Your own",
        }
    }
}

/// A point where the surface is level, or its lowest point on a boundary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Landmark {
    /// What lies there.
    pub kind: LandmarkKind,
    /// Where.
    pub at: V2,
    /// The value there.
    pub value: f64,
    /// Whether the gradient vanishes there; not so at a cusp, a kink or on a boundary.
    pub smooth: bool,
}

/// What lies at a landmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandmarkKind {
    /// A local or global minimum.
    Minimum,
    /// Level, lower in one direction and higher in another.
    Saddle,
    /// A local maximum.
    Hilltop,
}

impl Landmark {
    /// A smooth minimum.
    pub const fn minimum(at: V2, value: f64) -> Self {
        Self { kind: LandmarkKind::Minimum, at, value, smooth: true }
    }

    /// A saddle.
    pub const fn saddle(at: V2, value: f64) -> Self {
        Self { kind: LandmarkKind::Saddle, at, value, smooth: true }
    }

    /// A hilltop.
    pub const fn hilltop(at: V2, value: f64) -> Self {
        Self { kind: LandmarkKind::Hilltop, at, value, smooth: true }
    }

    /// The same landmark where the gradient does not vanish.
    pub const fn not_smooth(self) -> Self {
        Self { smooth: false, ..self }
    }
}

/// All that a surface's file must write: its formula once, generic over dual numbers, and what is known about it.
pub trait Shape: Sized + Send + Sync + 'static {
    /// What it says about itself.
    const SPEC: Spec;
    /// The surface with these parameters.
    fn new(settings: &Settings) -> Self;
    /// The loss at a point.
    fn f<R: Real>(&self, x: R, y: R) -> R;
    /// Its minima, saddles and hilltops, as far as they are known.
    fn landmarks(&self) -> Vec<Landmark>;
    /// The part of the plane that it is usually looked at, where its parameters decide.
    fn domain(&self) -> [[f64; 2]; 2] {
        Self::SPEC.domain
    }
}

/// A loss surface with its parameters: value, gradient and Hessian come from one formula.
pub trait Surface: Send + Sync {
    /// What it says about itself.
    fn spec(&self) -> &'static Spec;
    /// The part of the plane that it is usually looked at, `[[x min, x max], [y min, y max]]`.
    fn domain(&self) -> [[f64; 2]; 2];
    /// The loss at a point.
    fn value(&self, at: V2) -> f64;
    /// The loss and its gradient.
    fn gradient(&self, at: V2) -> (f64, V2);
    /// The matrix of second derivatives.
    fn hessian(&self, at: V2) -> Hessian;
    /// Its minima, saddles and hilltops, as far as they are known.
    fn landmarks(&self) -> Vec<Landmark>;
    /// What it is learnt from; none for a formula.
    fn data(&self) -> Option<Box<dyn FromData + '_>> {
        None
    }
}

// Not methods of the trait: each surface would have a copy of them in the program.
impl dyn Surface + '_ {
    /// The stored minima.
    pub fn minima(&self) -> Vec<Landmark> {
        self.landmarks().into_iter().filter(|l| l.kind == LandmarkKind::Minimum).collect()
    }

    /// The value of its lowest point; none where it has none, such as a surface that falls for ever.
    pub fn lowest(&self) -> Option<f64> {
        self.minima().iter().map(|m| m.value).min_by(f64::total_cmp).filter(|_| self.spec().has_lowest)
    }
}

impl<T: Shape> Surface for T {
    fn spec(&self) -> &'static Spec {
        &T::SPEC
    }
    fn domain(&self) -> [[f64; 2]; 2] {
        Shape::domain(self)
    }
    fn value(&self, at: V2) -> f64 {
        self.f(at.x, at.y)
    }
    fn gradient(&self, at: V2) -> (f64, V2) {
        let z = self.f(Dual::x(at.x), Dual::y(at.y));
        (z.v, V2 { x: z.dx, y: z.dy })
    }
    fn hessian(&self, at: V2) -> Hessian {
        let [x, y] = Dual::variables(at);
        let z = self.f(x, y);
        [[z.dx.dx, z.dx.dy], [z.dx.dy, z.dy.dy]]
    }
    fn landmarks(&self) -> Vec<Landmark> {
        Shape::landmarks(self)
    }
}

/// A line of the registry.
pub struct Entry {
    /// What the surface says about itself.
    pub spec: &'static Spec,
    /// Whether a lesson shows it, so that every visitor needs it; its module's name is its id then.
    pub is_common: bool,
    build: fn(&Settings, Option<&Part>) -> Box<dyn Surface>,
}

impl Entry {
    const fn of<T: Shape>() -> Self {
        Self { spec: &T::SPEC, is_common: false, build: |settings, _| Box::new(T::new(settings)) }
    }

    const fn model<M: model::Model>() -> Self {
        Self {
            spec: &M::SPEC,
            is_common: false,
            build: |settings, part| Box::new(model::Learner::<M>::new(settings, part)),
        }
    }

    const fn common(self) -> Self {
        Self { is_common: true, ..self }
    }

    /// The surface with these parameters, transformed where they say so.
    pub fn build(&self, settings: &Settings) -> Box<dyn Surface> {
        self.build_part(settings, None)
    }

    /// The same learnt from some of its examples; a formula has none and is itself.
    pub fn build_part(&self, settings: &Settings, part: Option<&Part>) -> Box<dyn Surface> {
        transform::apply((self.build)(settings, part), settings)
    }
}

/// The registry's line of this id.
pub fn find(id: &str) -> Option<&'static Entry> {
    SURFACES.iter().find(|e| e.spec.id == id)
}
