//! The egg crate: nine dents in a bowl.

use super::separable::Level::{High, Low};
use super::separable::level_points;
use super::{Group, Landmark, Shape, Spec};
use crate::num::Real;
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct EggCrate;

impl Shape for EggCrate {
    const SPEC: Spec = Spec {
        id: "egg_crate",
        name: "Egg crate",
        group: Group::Wells,
        note: "nine dents in a row of rows, the deepest in the middle",
        formula: "x² + y² + 25 (sin² x + sin² y)",
        params: &[],
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
        start: [4.2, -3.9],
        has_lowest: true,
        source: Source { cite: "Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x.sq() + y.sq() + (x.sin().sq() + y.sin().sq()) * 25.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let line = [
            High(-4.914418348337481, 48.1449185233562),
            Low(-3.0196018847849517, 9.488197339106259),
            High(-1.6364424603413235, 27.570363224675678),
            Low(0.0, 0.0),
            High(1.6364424603413235, 27.570363224675678),
            Low(3.0196018847849517, 9.488197339106259),
            High(4.914418348337481, 48.1449185233562),
        ];
        level_points(&line, &line)
    }
}
