//! How fine the ground of a surface is that is learnt from data: its losses take a look at every example, so that the ground
//! is rough while it follows a hand, and becomes fine in slices of time while nothing else is to be done.

use crate::timing;
use downhill_core::Surface;
use downhill_figure::frame::Extent;
use downhill_figure::net::Nets;

/// How much work the ground may be, in examples: at once, so that it follows the hand;
const ROUGH: usize = 500_000;
/// in slices;
const FINE: usize = 30_000_000;
/// and in a lesson's small picture.
const SMALL: usize = 300_000;
/// How long a slice takes, in milliseconds: shorter than a frame.
const SLICE: f64 = 8.0;
/// How much work goes on without a look at the clock.
const BIT: usize = 20_000;

/// The fine ground in the making.
pub(crate) struct Relief<K> {
    fine: Option<Fine<K>>,
    /// Whether somebody goes on with it.
    is_due: bool,
}

struct Fine<K> {
    /// Of which picture.
    of: K,
    nets: Nets,
    is_whole: bool,
}

impl<K> Default for Relief<K> {
    fn default() -> Self {
        Self { fine: None, is_due: false }
    }
}

impl<K: Clone + PartialEq> Relief<K> {
    /// The nets through which the ground is drawn now, where the surface needs any: fine ones if they are there, else rough
    /// ones. Then there are fine ones to go on with, unless a hand is moving the ground.
    pub(crate) fn nets(
        &mut self,
        surface: &dyn Surface,
        heights: Extent,
        view: Extent,
        picture: &K,
        is_moving: bool,
    ) -> Option<Nets> {
        let is_of_it = self.fine.as_ref().is_some_and(|fine| fine.of == *picture);
        if let Some(fine) = self.fine.as_ref().filter(|fine| is_of_it && fine.is_whole) {
            return Some(fine.nets.clone());
        }
        let mut rough = Nets::rough(surface, heights, view, ROUGH)?;
        rough.fill(surface, usize::MAX);
        if is_moving {
            self.fine = None;
        } else if !is_of_it {
            let finer = Nets::new(surface, heights, view, FINE).filter(|nets| nets.is_finer_than(&rough));
            self.fine = finer.map(|nets| Fine { of: picture.clone(), nets, is_whole: false });
        }
        Some(rough)
    }

    /// Whether there is something to go on with that nobody goes on with; from now on somebody does.
    pub(crate) fn begins(&mut self) -> bool {
        let is_open = self.fine.as_ref().is_some_and(|fine| !fine.is_whole);
        !std::mem::replace(&mut self.is_due, is_open) && is_open
    }

    /// Goes on for a slice of time, and says whether all is there now.
    pub(crate) fn go_on(&mut self, surface: Option<&dyn Surface>) -> bool {
        self.is_due = false;
        let Some((fine, surface)) = self.fine.as_mut().filter(|fine| !fine.is_whole).zip(surface) else { return false };
        let work = surface.data().map_or(1, |data| data.work());
        let begin = timing::now();
        while !fine.is_whole && timing::now() - begin < SLICE {
            fine.is_whole = fine.nets.fill(surface, (BIT / work).max(1));
        }
        fine.is_whole
    }
}

/// The nets of a lesson's small picture, where its surface needs any.
pub(crate) fn small(surface: &dyn Surface, heights: Extent, view: Extent) -> Option<Nets> {
    let mut nets = Nets::new(surface, heights, view, SMALL)?;
    nets.fill(surface, usize::MAX);
    Some(nets)
}
