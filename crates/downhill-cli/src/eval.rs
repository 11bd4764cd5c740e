//! `downhill eval`: value, gradient and Hessian at a point.

use crate::Failure;
use crate::args::Format;
use downhill_core::surface::Hessian;
use downhill_core::text::{self, number};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Evaluation {
    value: f64,
    gradient: [f64; 2],
    hessian: Hessian,
}

pub(crate) fn eval(surface: &str, at: &str, format: Format, out: &mut impl Write) -> Result<(), Failure> {
    let evaluation = evaluate(surface, at)?;
    match format {
        Format::Table => evaluation.table(out),
        Format::Json => {
            serde_json::to_writer(&mut *out, &evaluation)?;
            Ok(writeln!(out)?)
        }
        Format::Csv => evaluation.csv(out),
    }
}

fn evaluate(surface: &str, at: &str) -> Result<Evaluation, Failure> {
    let (surface, at) = match (text::parse_surface(surface), text::parse_point("at", at)) {
        (Ok(surface), Ok(at)) => (surface, at),
        (surface, at) => {
            let problems = surface.err().into_iter().flatten().chain(at.err());
            return Err(Failure::Problems(problems.collect()));
        }
    };
    let surface = surface.entry.build(&surface.settings);
    let (value, gradient) = surface.gradient(at);
    Ok(Evaluation { value, gradient: gradient.into(), hessian: surface.hessian(at) })
}

impl Evaluation {
    fn table(&self, out: &mut impl Write) -> Result<(), Failure> {
        let pair = |[a, b]: [f64; 2]| format!("{}  {}", number(a), number(b));
        writeln!(out, "value     {}", number(self.value))?;
        writeln!(out, "gradient  {}", pair(self.gradient))?;
        writeln!(out, "Hessian   {}", pair(self.hessian[0]))?;
        writeln!(out, "          {}", pair(self.hessian[1]))?;
        Ok(())
    }

    fn csv(&self, out: &mut impl Write) -> Result<(), Failure> {
        let names = ["value", "gradient_x", "gradient_y", "hessian_xx", "hessian_xy", "hessian_yx", "hessian_yy"];
        let values = [&[self.value], self.gradient.as_slice(), self.hessian.as_flattened()].concat();
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(names)?;
        csv.write_record(values.into_iter().map(number))?;
        Ok(csv.flush()?)
    }
}
