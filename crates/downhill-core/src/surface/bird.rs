//! Mishra's bird: six minima, eleven saddles and six hilltops. It repeats along the diagonal.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::TAU;

pub(super) struct Bird;

impl Shape for Bird {
    const SPEC: Spec = Spec {
        id: "bird",
        name: "Bird",
        group: Group::Wells,
        note: "two equal deep wells among hills and passes",
        formula: "sin x exp((1 − cos y)²) + cos y exp((1 − sin x)²) + (x − y)²",
        params: &[],
        domain: [[-TAU, TAU], [-TAU, TAU]],
        start: [2.0, -5.0],
        has_lowest: true,
        source: Source { cite: "Mishra 2006; Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let (sin, cos) = (x.sin(), y.cos());
        sin * (-cos + 1.0).sq().exp() + cos * (-sin + 1.0).sq().exp() + (x - y).sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(-1.5821421769300335, -3.1302468034546562), -106.76453674926468),
            Landmark::minimum(v2(4.701043130249553, 3.15293850372493), -106.76453674926468),
            Landmark::minimum(v2(-1.536662471846804, 3.1074587986417006), -87.31088273300352),
            Landmark::minimum(v2(4.655171399427279, -3.084375072632382), -48.40602343067036),
            Landmark::minimum(v2(-5.617907679231666, -5.37766660833261), 1.4870191265420762),
            Landmark::minimum(v2(0.6652776279479201, 0.9055186988469766), 1.4870191265420762),
            Landmark::saddle(v2(-0.05191441898230145, 1.622710745777198), 2.49056518041257),
            Landmark::saddle(v2(-3.8386409508047605, -4.764321307934983), 2.493080227327293),
            Landmark::saddle(v2(0.05193232755029341, -0.8737480295799291), 2.493080227327293),
            Landmark::saddle(v2(2.4445443563748257, 1.5188639992446031), 2.493080227327293),
            Landmark::saddle(v2(-5.829037547196333, -2.0194268112343), 17.345617576989223),
            Landmark::saddle(v2(-2.6929621691503898, 1.116648566811643), 17.345617576989223),
            Landmark::saddle(v2(0.4541477599832537, 4.263758495945287), 17.345617576989223),
            Landmark::saddle(v2(3.488157894407921, -1.9173615676130242), 25.13154980890978),
            Landmark::saddle(v2(2.7129036971638296, -4.042562997062159), 50.51345777694704),
            Landmark::saddle(v2(5.613359323857056, -1.1421073703689328), 50.51345777694704),
            Landmark::saddle(v2(-5.842538233798368, 3.8857365964918755), 102.29230851455678),
            Landmark::hilltop(v2(-4.772757220660536, -3.12641009037392), 56.18414634962229),
            Landmark::hilltop(v2(-1.58597889001077, 0.06036824027584652), 56.18414634962229),
            Landmark::hilltop(v2(1.51042808651905, 3.156775216805667), 56.18414634962229),
            Landmark::hilltop(v2(1.7534993649501753, -3.1880709381557817), 76.87798939303764),
            Landmark::hilltop(v2(4.758867264950678, -0.1827030381552787), 76.87798939303764),
            Landmark::hilltop(v2(-5.0228289972311195, 3.2225537769924886), 118.29947964324951),
        ]
    }
}
