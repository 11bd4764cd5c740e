//! Paths that were recorded elsewhere, to be laid over live ones.

use crate::num::{V2, decimal, v2};
use crate::run::Path;
use crate::settings::FieldError;
use crate::surface::Surface;

/// A path that was recorded elsewhere: where it stood after some steps. At least one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// What it is called.
    pub name: String,
    /// Numbers of the steps, growing.
    pub steps: Vec<u32>,
    /// Where it stood after each of them.
    pub positions: Vec<V2>,
}

impl Recording {
    /// How many points all recordings of a file may have.
    pub const MAX_POINTS: usize = 100_000;

    /// How many entries there are by a step.
    pub fn count_by(&self, step: f64) -> usize {
        self.steps.partition_point(|s| f64::from(*s) <= step)
    }

    /// The recorded points with what a surface is like there.
    pub fn on(&self, surface: &dyn Surface) -> Path {
        let (losses, gradients) = self.positions.iter().map(|x| surface.gradient(*x)).unzip();
        Path { positions: self.positions.clone(), losses, gradients }
    }

    /// Adds a point.
    ///
    /// # Errors
    /// If the step is no whole number or not behind the last one, or a coordinate is not finite. The error's field is
    /// the name of the value: `step`, `x` or `y`.
    pub fn push(&mut self, step: f64, x: f64, y: f64) -> Result<(), FieldError> {
        let wrong = |field: &str, found: f64, expected: &str| Err(FieldError::new(field, found.to_string(), expected));
        if !(0.0..=f64::from(u32::MAX)).contains(&step) || step.fract() != 0.0 {
            return wrong("step", step, "a whole number from 0");
        }
        if self.steps.last().is_some_and(|last| f64::from(*last) >= step) {
            return wrong("step", step, "a step behind the one before");
        }
        for (field, v) in [("x", x), ("y", y)] {
            if !v.is_finite() {
                return wrong(field, v, "a finite number");
            }
        }
        self.steps.push(step as u32);
        self.positions.push(v2(x, y));
        Ok(())
    }
}

/// What a table's columns are called; only x and y must be there.
const COLUMNS: [&str; 4] = ["step", "x", "y", "run"];

/// Reads a table of `step,x,y`: fields apart by commas, semicolons or tabs, with a decimal point, or a decimal comma
/// where commas do not part fields. A first line without a number names the columns, in any order, with others among
/// them; without `step` points are counted from 0, and each value of `run` is a recording of its own, called so.
///
/// # Errors
/// Where the text is no such table: which line and column, what was found there and what is expected.
pub fn read_table(name: &str, text: &str) -> Result<Vec<Recording>, FieldError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()).peekable();
    let separator = lines.peek().and_then(|(line, _)| ['\t', ';', ','].into_iter().find(|c| line.contains(*c)));
    let mut table = Table { separator: separator.unwrap_or(','), places: [Some(0), Some(1), Some(2), None] };
    if let Some((header, _)) = lines.next_if(|(line, _)| table.fields(line).all(|f| table.number(f).is_none())) {
        table.places = COLUMNS.map(|column| table.fields(header).position(|f| f.eq_ignore_ascii_case(column)));
    }
    let (mut all, mut count) = (Vec::<(String, Recording)>::new(), 0);
    for (line, number) in lines {
        count += 1;
        if count > Recording::MAX_POINTS {
            return Err(FieldError::new(format!("line {number}"), "another point", "at most 100000 points"));
        }
        let run = table.places[3].and_then(|place| table.fields(line).nth(place)).unwrap_or_default();
        if all.last().is_none_or(|(before, _)| before != run) {
            let name = if run.is_empty() { name.into() } else { format!("{name} {run}") };
            all.push((run.into(), Recording { name, steps: Vec::new(), positions: Vec::new() }));
        }
        if let Some((_, recording)) = all.last_mut() {
            table.read(line, recording).map_err(|(column, error)| {
                FieldError::new(format!("line {number}, column {column}"), error.found, error.allowed)
            })?;
        }
    }
    if all.is_empty() {
        return Err(FieldError::new("line 1", "nothing", "a line of step,x,y"));
    }
    Ok(all.into_iter().map(|(_, recording)| recording).collect())
}

struct Table {
    separator: char,
    /// Where each of [`COLUMNS`] stands.
    places: [Option<usize>; 4],
}

impl Table {
    fn fields<'a>(&self, line: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        line.split(self.separator).map(|field| field.trim().trim_matches('"'))
    }

    fn number(&self, field: &str) -> Option<f64> {
        if self.separator == ',' { decimal(field) } else { decimal(&field.replace(',', ".")) }
    }

    /// Adds a line to a recording; the error comes with its column.
    fn read(&self, line: &str, recording: &mut Recording) -> Result<(), (usize, FieldError)> {
        let mut values = [recording.steps.len() as f64, f64::NAN, f64::NAN];
        for (i, value) in values.iter_mut().enumerate() {
            let Some(place) = self.places[i] else {
                if i == 0 {
                    continue;
                }
                return Err((1, FieldError::new(COLUMNS[i], "no column of that name", "columns step, x and y")));
            };
            let found = self.fields(line).nth(place).unwrap_or("the end");
            let wrong = || (place + 1, FieldError::new(COLUMNS[i], found, format!("a number, {}", COLUMNS[i])));
            *value = self.number(found).ok_or_else(wrong)?;
        }
        let [step, x, y] = values;
        recording.push(step, x, y).map_err(|error| {
            let column = COLUMNS.iter().position(|c| *c == error.field).and_then(|i| self.places[i]).unwrap_or(0);
            (column + 1, error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(recording: &Recording) -> Vec<(u32, f64, f64)> {
        recording.steps.iter().zip(&recording.positions).map(|(step, at)| (*step, at.x, at.y)).collect()
    }

    fn one(text: &str) -> Vec<(u32, f64, f64)> {
        let all = read_table("a", text).unwrap();
        assert_eq!(all.len(), 1);
        points(&all[0])
    }

    fn refused(text: &str) -> String {
        read_table("a", text).unwrap_err().to_string()
    }

    #[test]
    fn a_table_may_have_a_header_and_any_of_three_separators() {
        let expected = [(0, 1.5, -2.0), (10, 0.25, 1e-3)];
        for text in [
            "0,1.5,-2\n10,0.25,1e-3\n",
            "step,x,y\r\n0,1.5,-2\r\n\r\n10,0.25,1e-3",
            "0;1,5;-2\n10;0,25;0,001",
            "\u{feff}\"Y\"\t\"Step\"\t\"note\"\t\"X\"\n-2\t0\tfirst\t1.5\n0.001\t10\t\t0.25",
        ] {
            assert_eq!(one(text), expected, "{text}");
        }
    }

    #[test]
    fn points_without_a_step_are_counted() {
        assert_eq!(one("x,y\n1,2\n3,4"), [(0, 1.0, 2.0), (1, 3.0, 4.0)]);
    }

    #[test]
    fn every_run_of_a_table_is_a_recording() {
        let all = read_table("race", "optimizer,run,step,x,y\nsgd,1,0,1,2\nsgd,1,1,0,0\nadam,2,0,1,2").unwrap();
        let names: Vec<_> = all.iter().map(|r| (r.name.as_str(), r.steps.len())).collect();
        assert_eq!(names, [("race 1", 2), ("race 2", 1)]);
    }

    #[test]
    fn what_is_wrong_is_named_with_line_and_column() {
        let table = [
            ("0,1,2\n1,abc,2", "line 2, column 2: found abc, expected a number, x"),
            ("0,1,2\n\n1,1", "line 3, column 3: found the end, expected a number, y"),
            ("0,1,2\n0,1,2", "line 2, column 1: found 0, expected a step behind the one before"),
            ("0.5,1,2", "line 1, column 1: found 0.5, expected a whole number from 0"),
            ("0,1,inf", "line 1, column 3: found inf, expected a finite number"),
            ("", "line 1: found nothing, expected a line of step,x,y"),
            ("a,b\n1,2", "line 2, column 1: found no column of that name, expected columns step, x and y"),
        ];
        for (text, said) in table {
            assert_eq!(refused(text), said, "{text:?}");
        }
        let long: String = (0..=Recording::MAX_POINTS).map(|k| format!("{k},0,0\n")).collect();
        assert_eq!(refused(&long), "line 100001: found another point, expected at most 100000 points");
    }

    #[test]
    fn entries_are_counted_up_to_a_step() {
        let recording = &read_table("a", "0,0,0\n5,1,1\n100,2,2").unwrap()[0];
        assert_eq!([0.0, 4.9, 5.0, 99.0, f64::INFINITY].map(|step| recording.count_by(step)), [1, 1, 2, 2, 3]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([0-9,;.\\-\t\nxyestp\" ]|\\PC){0,60}") {
            if let Ok(all) = read_table("a", &text) {
                for recording in all {
                    prop_assert!(!recording.steps.is_empty() && recording.steps.is_sorted());
                    prop_assert_eq!(recording.steps.len(), recording.positions.len());
                    prop_assert!(recording.positions.iter().all(|at| at.is_finite()));
                }
            }
        }
    }
}
