//! Tables of one's own, as text: comma-separated values and their relatives, read into columns.

use super::{MOST, Points};
use crate::num::decimal;
use crate::settings::FieldError;
use crate::text::{counted, excerpt};
use csv::{ReaderBuilder, StringRecord};
use std::io::Read;

/// A last row, put behind the text: a row of its own unless a quote is still open, which its own quote closes.
const LAST: &str = "\n.\"";

/// A table as it was read: its columns' names and values, equally many.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Each column's name and values; words are kept to be taken as classes. At least two columns and one row.
    pub columns: Vec<(String, Values)>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Words, at most two different ones: for each row, whether it is the second.
    Classes([String; 2], Vec<f64>),
}

/// Reads a table of at most 10,000 rows. Fields are apart by commas, semicolons or tabs, whichever the first line has most
/// of, and may stand in double quotes: there, and where commas do not part fields, numbers may have a decimal comma instead of
/// a point. A first line without a number names the columns.
///
/// # Errors
/// Where the text is no such table: which line and column, what was found there and what is expected.
pub fn read(text: &str) -> Result<Columns, FieldError> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes().chain(LAST.as_bytes()));
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| FieldError::new(place_of(&e), "what is no text", "a table of numbers"))?;
        if record.iter().any(|field| !field.is_empty()) {
            rows.push(record);
        }
    }
    // Within an open quote the row that was added is no row of its own.
    if let Some(row) = rows.pop().filter(|row| row.iter().next_back() != Some(LAST.trim())) {
        return Err(FieldError::new(line(text, &row), "a quote that is not closed", "a second one behind the field"));
    }
    let Some(first) = rows.first() else { return Err(FieldError::new("line 1", "nothing", "a table of numbers")) };
    let width = first.len();
    if width < 2 {
        return Err(FieldError::new("line 1", "one column", "at least two, apart by commas, semicolons or tabs"));
    }
    let has_header = first.iter().all(|field| number(field).is_none());
    if has_header && rows.len() == 1 {
        return Err(FieldError::new(line(text, first), "no rows below the names", "one at least"));
    }
    let names = if has_header { rows.remove(0).iter().map(str::to_owned).collect() } else { numbered(width) };
    if rows.len() > MOST {
        return Err(FieldError::new(line(text, &rows[MOST]), "another row", format!("at most {MOST} rows")));
    }
    for row in &rows {
        if row.len() != width {
            let fields = counted(row.len(), "field");
            return Err(FieldError::new(line(text, row), fields, format!("{width}, as in the first line")));
        }
    }
    let column = |(place, name): (usize, String)| Ok((name, values(text, &rows, place)?));
    let columns = names.into_iter().enumerate().map(column).collect::<Result<_, FieldError>>()?;
    Ok(Columns { columns })
}

impl Columns {
    /// Points of one or two columns as features and another one as the target, by their places from 0.
    ///
    /// # Errors
    /// If there is no such column, a number is beyond a million, or there are other than one or two features.
    pub fn points(&self, features: &[usize], target: usize) -> Result<Points, FieldError> {
        let of = |place: &usize| {
            let allowed = || format!("a column from 1 to {}", self.columns.len());
            let column = self.columns.get(*place);
            column.ok_or_else(|| FieldError::new("column", (place + 1).to_string(), allowed()))
        };
        let columns = features.iter().chain([&target]).map(of).collect::<Result<Vec<_>, _>>()?;
        let count = columns.first().map_or(0, |(_, values)| values.numbers().len());
        let row = |i: usize| columns.iter().map(|(_, values)| values.numbers()[i]).collect::<Vec<_>>();
        Points::new(&(0..count).map(row).collect::<Vec<_>>())
    }
}

impl Values {
    /// The numbers; of classes 0 and 1.
    pub fn numbers(&self) -> &[f64] {
        match self {
            Self::Numbers(values) | Self::Classes(_, values) => values,
        }
    }
}

/// What parts the fields of the first line that is not empty.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        counts.iter_mut().filter(|(c, _)| *c == byte && !quoted).for_each(|(_, n)| *n += 1);
    }
    // Semicolons and tabs are hardly ever in numbers: one of them is enough.
    counts.into_iter().find(|(_, n)| *n > 0).map_or(b',', |(c, _)| c)
}

/// A number with a decimal point or comma, perhaps not a finite one.
fn number(field: &str) -> Option<f64> {
    decimal(&field.replace('\u{2212}', "-").replace(',', "."))
}

/// A column's numbers or its two words.
fn values(text: &str, rows: &[StringRecord], place: usize) -> Result<Values, FieldError> {
    let mut words: Vec<&str> = Vec::new();
    let mut found = Vec::with_capacity(rows.len());
    let has_words = number(&rows[0][place]).is_none();
    for row in rows {
        let field = &row[place];
        let here = || format!("{}, column {}", line(text, row), place + 1);
        if number(field).is_some_and(|v| !v.is_finite()) {
            return Err(FieldError::new(here(), excerpt(field), "a finite number"));
        }
        if !has_words {
            let refuse = || FieldError::new(here(), excerpt(field), "a number, as in the first row");
            found.push(number(field).ok_or_else(refuse)?);
            continue;
        }
        if field.is_empty() {
            return Err(FieldError::new(here(), "nothing", "a number or a word"));
        }
        let class = words.iter().position(|word| *word == field).unwrap_or_else(|| {
            words.push(field);
            words.len() - 1
        });
        if class > 1 {
            let allowed = format!("{} or {}: two classes, or numbers", words[0], words[1]);
            return Err(FieldError::new(here(), excerpt(field), allowed));
        }
        found.push(class as f64);
    }
    let word = |i: usize| words.get(i).copied().unwrap_or_default().to_owned();
    Ok(if has_words { Values::Classes([word(0), word(1)], found) } else { Values::Numbers(found) })
}

fn numbered(width: usize) -> Vec<String> {
    (1..=width).map(|place| format!("column {place}")).collect()
}

/// The line that a row stands on: the reader's is that of the first blank line before it.
fn line(text: &str, row: &StringRecord) -> String {
    let Some(at) = row.position() else { return "a line".into() };
    let blank = text.get(at.byte() as usize..).unwrap_or_default().bytes().take_while(|b| b"\r\n".contains(b));
    format!("line {}", at.line() + blank.filter(|b| *b == b'\n').count() as u64)
}

fn place_of(error: &csv::Error) -> String {
    error.position().map_or_else(|| "a line".into(), |at| format!("line {}", at.line()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(text: &str) -> String {
        read(text).unwrap().points(&[0], 1).unwrap().text()
    }

    fn refused(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn separators_quotes_headers_and_decimal_commas_are_understood() {
        for text in [
            "x,y\n1.5,-2\n0.25,1e-3\n",
            "1.5,-2\r\n\r\n0.25,0.001",
            "\u{feff}\"x, the first\";y\n\"1,5\";\"-2\"\n0,25;0,001\n",
            "x,y\n\"1,5\",\"-2\"\n\"0,25\",\"0,001\"",
            "x\ty\n1,5\t\u{2212}2\n0.25\t0.001",
        ] {
            assert_eq!(points(text), "1.5,-2;0.25,0.001", "{text}");
        }
        assert_eq!(points("1,2\n3,\"4\""), "1,2;3,4");
        assert_eq!(read("\"a \"\"b\"\"\",y\n1,2").unwrap().columns[0].0, "a \"b\"");
    }

    #[test]
    fn two_words_are_classes() {
        let table = read("length,species\n1.4,setosa\n4.7,versicolor\n1.3,setosa").unwrap();
        let classes = Values::Classes(["setosa".into(), "versicolor".into()], vec![0.0, 1.0, 0.0]);
        assert_eq!(table.columns[1], ("species".into(), classes));
        assert_eq!(table.points(&[0], 1).unwrap().text(), "1.4,0;4.7,1;1.3,0");
        assert_eq!(table.points(&[0, 0], 1).unwrap().text(), "1.4,1.4,0;4.7,4.7,1;1.3,1.3,0");
        assert!(table.points(&[2], 1).is_err());
    }

    #[test]
    fn what_is_wrong_is_named_with_line_and_column() {
        let table = [
            ("", "line 1: found nothing, expected a table of numbers"),
            ("1\n2", "line 1: found one column, expected at least two, apart by commas, semicolons or tabs"),
            ("x,y\n1,2\n3", "line 3: found 1 field, expected 2, as in the first line"),
            ("x,y\n1,2\n\n3,abc", "line 4, column 2: found abc, expected a number, as in the first row"),
            ("x,y\n1,a\n3,b\n4,c", "line 4, column 2: found c, expected a or b: two classes, or numbers"),
            ("x,y\n1,2\n3,inf", "line 3, column 2: found inf, expected a finite number"),
            ("x,y\n1,nan\n3,4", "line 2, column 2: found nan, expected a finite number"),
            ("1,2\n3,1e999", "line 2, column 2: found 1e999, expected a finite number"),
            ("nan,inf\n1,2", "line 1, column 1: found nan, expected a finite number"),
            ("\na,b\n", "line 2: found no rows below the names, expected one at least"),
            (
                "x,y\n1,2\n\n\"3,4\n5,6\n",
                "line 4: found a quote that is not closed, expected a second one behind the field",
            ),
            ("1,2\n3,\"", "line 2: found a quote that is not closed, expected a second one behind the field"),
        ];
        for (text, said) in table {
            assert_eq!(refused(text), said, "{text:?}");
        }
        let long = "1,2\n".repeat(MOST + 1);
        assert_eq!(refused(&long), "line 10001: found another row, expected at most 10000 rows");
        assert_eq!(read(&"1,2\n".repeat(MOST)).unwrap().points(&[0], 1).unwrap().count(), MOST);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([0-9,;.\\-\t\nab\" ]|\\PC){0,60}") {
            if let Ok(table) = read(&text) {
                let count = table.columns[0].1.numbers().len();
                prop_assert!(count > 0 && table.columns.iter().all(|(_, values)| values.numbers().len() == count));
            }
        }
    }
}
