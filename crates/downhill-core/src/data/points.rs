//! Points of one's own: few travel in the text, many are held outside of it.

use super::{Entry, MOST, Spec, Table};
use crate::num::decimal;
use crate::settings::{FieldError, Settings};
use crate::spec::{Kind, Param, Source};
use crate::text::number;
use std::sync::Arc;

/// The name in the text form.
pub(crate) const ID: &str = "points";

pub(super) const ENTRY: Entry = Entry {
    spec: &Spec {
        id: ID,
        name: "Points of your own",
        sentence: "What you type, paste or drag: x,y or x1,x2,y for each point.",
        params: &[Param {
            name: "points",
            about: "x,y or x1,x2,y of each point, with semicolons between the points.",
            kind: Kind::Points("-1,-1;-0.5,0.2;0,0.8;0.5,2.1;1,2.9"),
        }],
        source: Source { cite: "you", url: "" },
        licence: "",
    },
    build,
};

/// How many points travel in the text.
pub const MOST_IN_TEXT: usize = 200;

/// What follows the count of points that are too many for a text.
const ABSENT: &str = " points that are not in this text";

/// How many points a text stands for that holds only their count, as [`Points::text`] writes it.
pub fn absent(text: &str) -> Option<usize> {
    text.strip_suffix(ABSENT)?.parse().ok()
}

/// Points of two or three finite numbers each: one or two features, then the target. At least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// One value after the other, point by point.
    values: Arc<[f64]>,
    /// Whether there are two features.
    wide: bool,
}

impl Points {
    /// Points from rows of two or three numbers each, 10,000 at most: the way for data that are not in the text.
    ///
    /// # Errors
    /// If there is no point or there are too many, if one has another count of numbers than the first or two or three, or
    /// if a number is not finite or beyond a million. The error's field says which point.
    pub fn new<R: AsRef<[f64]>>(rows: &[R]) -> Result<Self, FieldError> {
        let width = rows.first().map_or(0, |row| row.as_ref().len());
        if rows.is_empty() || rows.len() > MOST {
            return Err(FieldError::new("points", format!("{} points", rows.len()), format!("1 to {MOST}")));
        }
        for (row, place) in rows.iter().map(AsRef::as_ref).zip(1..) {
            let fault = |found: String, allowed: &str| Err(FieldError::new(format!("point {place}"), found, allowed));
            if row.len() != width || !(2..=3).contains(&width) {
                let allowed = if place == 1 { "x,y or x1,x2,y" } else { "as many as the first point has" };
                return fault(format!("{} numbers", row.len()), allowed);
            }
            if let Some(v) = row.iter().find(|v| !(-1e6..=1e6).contains(*v)) {
                return fault(number(*v), "numbers from -1000000 to 1000000");
            }
        }
        Ok(Self { values: rows.iter().flat_map(AsRef::as_ref).copied().collect(), wide: width == 3 })
    }

    /// Reads `x,y;x,y` or `x1,x2,y;x1,x2,y`.
    ///
    /// # Errors
    /// As [`Points::new`], and if a number cannot be read, if there are more points than travel in a text, or if the text
    /// holds only their count ([`absent`] finds it in the error).
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = text.trim().trim_end_matches(';');
        let absent = absent(text);
        let count = absent.unwrap_or_else(|| text.split(';').count());
        if count > MOST_IN_TEXT {
            let found = absent.map_or_else(|| format!("{count} points"), |_| text.to_owned());
            let allowed = format!("at most {MOST_IN_TEXT}; more do not travel in a text");
            return Err(FieldError::new("points", found, allowed));
        }
        let read = |(point, place): (&str, usize)| {
            let number = |word: &str| {
                let word = word.trim();
                let fault = || FieldError::new(format!("point {place}"), crate::text::excerpt(word), "a number");
                decimal(word).ok_or_else(fault)
            };
            point.split(',').map(number).collect::<Result<Vec<_>, _>>()
        };
        Self::new(&text.split(';').zip(1..).map(read).collect::<Result<Vec<_>, _>>()?)
    }

    /// The points, each two or three numbers.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks_exact(if self.wide { 3 } else { 2 })
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.rows().len()
    }

    /// Whether they travel in the text form.
    pub fn fit_in_text(&self) -> bool {
        self.count() <= MOST_IN_TEXT
    }

    /// As [`Points::parse`] reads them. Of too many there is only the count, which it refuses.
    pub fn text(&self) -> String {
        if !self.fit_in_text() {
            return format!("{}{ABSENT}", self.count());
        }
        let row = |row: &[f64]| row.iter().map(|v| number(*v)).collect::<Vec<_>>().join(",");
        self.rows().map(row).collect::<Vec<_>>().join(";")
    }

    /// The same points, one of them with other numbers: a point that is dragged.
    ///
    /// # Errors
    /// As [`Points::new`].
    pub fn with(&self, place: usize, values: &[f64]) -> Result<Self, FieldError> {
        let rows: Vec<_> = self.rows().enumerate().map(|(i, row)| if i == place { values } else { row }).collect();
        Self::new(&rows)
    }
}

/// The origin.
impl Default for Points {
    fn default() -> Self {
        Self { values: [0.0, 0.0].into(), wide: false }
    }
}

fn build(settings: &Settings) -> Table {
    let points = settings.points("points").cloned().unwrap_or_default();
    let column = |place: usize| points.rows().map(|row| row[place]).collect::<Vec<_>>();
    let names: &[&'static str] = if points.wide { &["x1", "x2"] } else { &["x"] };
    let features = names.iter().enumerate().map(|(place, name)| (*name, column(place))).collect();
    Table { features, target: "y", targets: column(names.len()), classes: ["", ""] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn what_is_wrong_is_named_by_its_point() {
        let refused = |text: &str| Points::parse(text).unwrap_err().to_string();
        assert_eq!(refused("1,2;3,x"), "point 2: found x, expected a number");
        assert_eq!(refused("1,2;3"), "point 2: found 1 numbers, expected as many as the first point has");
        assert_eq!(refused("1"), "point 1: found 1 numbers, expected x,y or x1,x2,y");
        assert_eq!(refused("1,inf"), "point 1: found inf, expected numbers from -1000000 to 1000000");
        let many = "0,0;".repeat(201);
        assert_eq!(refused(&many), "points: found 201 points, expected at most 200; more do not travel in a text");
    }

    #[test]
    fn many_points_are_held_and_do_not_travel() {
        let many = Points::new(&vec![[0.5, 1.0]; MOST]).unwrap();
        assert!(!many.fit_in_text());
        let refused = Points::parse(&many.text()).unwrap_err();
        assert_eq!(absent(&refused.found), Some(MOST));
        let said = "points: found 10000 points that are not in this text, expected at most 200; more do not \
                    travel in a text";
        assert_eq!(refused.to_string(), said);
        assert!(Points::new(&vec![[0.5, 1.0]; MOST + 1]).is_err());
        assert_eq!(super::super::DataChoice::own(many).build().count(), MOST);
    }

    #[test]
    fn a_dragged_point_leaves_the_others() {
        let points = Points::parse("1,2;3,4").unwrap();
        assert_eq!(points.with(1, &[0.5, 0.25]).unwrap().text(), "1,2;0.5,0.25");
        assert!(points.with(0, &[f64::NAN, 0.0]).is_err());
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back_the_same(rows in vec([-1e6..1e6, -1e6..1e6], 1..200)) {
            let points = Points::new(&rows).unwrap();
            prop_assert_eq!(Points::parse(&points.text()).unwrap(), points);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "([0-9,;.\\-e ]|\\PC){0,60}") {
            if let Ok(points) = Points::parse(&text) {
                prop_assert_eq!(Points::parse(&points.text()).unwrap(), points);
            }
        }
    }
}
