//! A quadratic bowl of any condition number, turned by any angle: the ravine of the lessons.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Quadratic {
    kappa: f64,
    cos: f64,
    sin: f64,
}

impl Shape for Quadratic {
    const SPEC: Spec = Spec {
        id: "quadratic",
        name: "Quadratic",
        group: Group::Valleys,
        note: "a straight valley, as narrow and as turned as you like",
        formula: "½ (u² + kappa v²), u along the valley, v across",
        params: &[
            Param::number(
                "kappa",
                "How many times steeper it is across the valley than along it.",
                Range::new(1.0, 1e6).log_slider(1.0, 1e3),
                10.0,
            ),
            Param::number(
                "angle",
                "How far the valley is turned, counter-clockwise, in degrees.",
                Range::new(-360.0, 360.0).slider(-90.0, 90.0),
                0.0,
            ),
        ],
        domain: [[-4.0, 4.0], [-4.0, 4.0]],
        start: [-3.5, 0.8],
        has_lowest: true,
        source: Source { cite: "Goh 2017, Why Momentum Really Works", url: "https://distill.pub/2017/momentum/" },
    };

    fn new(settings: &Settings) -> Self {
        let (sin, cos) = libm::sincos(settings.number("angle").to_radians());
        Self { kappa: settings.number("kappa"), cos, sin }
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let along = x * self.cos + y * self.sin;
        let across = y * self.cos - x * self.sin;
        (along.sq() + across.sq() * self.kappa) * 0.5
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Setting;
    use crate::surface::Surface;

    #[test]
    fn the_valley_turns_counter_clockwise() {
        let mut settings = Settings::defaults(Quadratic::SPEC.params);
        settings.set("angle", Setting::Number(30.0)).unwrap();
        let (sin, cos) = (0.5, 0.75_f64.sqrt());
        let (along, across) = (crate::v2(cos, sin), crate::v2(-sin, cos));
        let surface = Quadratic::new(&settings);
        assert!((surface.value(along) - 0.5).abs() < 1e-15);
        assert!((surface.value(across) - 5.0).abs() < 1e-14);
    }
}
