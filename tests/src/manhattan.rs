//! A Manhattan plot: the variants that came out, along the genome, by their significance.

use std::{collections::BTreeMap, fmt::Write};

/// Width and height of the picture.
const SIZE: (f64, f64) = (1_000.0, 460.0);
/// Room for the axes: left, right, above, below.
const ROOM: (f64, f64, f64, f64) = (60.0, 20.0, 60.0, 90.0);
/// Share of the width between two sequences.
const GAP: f64 = 0.01;
/// Colours of neighbouring sequences.
const COLOURS: [&str; 2] = ["#1f4e79", "#c55a11"];
/// The usual line of genome-wide significance.
const GENOME_WIDE: f64 = 5e-8;

/// A variant that came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
	/// Name for people.
	pub id: String,
	/// Its sequence.
	pub chrom: String,
	/// Its position.
	pub pos: u32,
	/// Chi-square with one degree of freedom.
	pub chi1: f64,
}

/// First and last position of the variants that were asked about, by sequence.
pub type Extents = BTreeMap<String, (u32, u32)>;

/// Minus the decimal logarithm of the probability of a greater chi-square with one degree of
/// freedom: erfc(sqrt(chi / 2)).
pub fn significance(chi: f64) -> f64 {
	let z = (chi / 2.0).max(0.0).sqrt();
	// Beyond, erfc is below what a double holds; it is exp(-z^2) / (z sqrt(pi)) up to one part in
	// 2 z^2 (Abramowitz and Stegun 7.1.23).
	let logarithm = match z < 25.0 {
		true => libm::erfc(z).ln(),
		false => -z * z - (z * std::f64::consts::PI.sqrt()).ln(),
	};
	(-logarithm / std::f64::consts::LN_10).max(0.0)
}

/// The picture as SVG, with `title` above and `caption` below, a line for each of its entries.
pub fn svg(points: &[Point], extents: &Extents, title: &str, caption: &[&str]) -> String {
	let plot = Plot::new(points, extents);
	let (width, height) = SIZE;
	let mut out = format!(
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
		 font-family=\"sans-serif\" font-size=\"12\">\n\
		 <rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n\
		 <text x=\"{}\" y=\"28\" font-size=\"17\">{}</text>\n",
		ROOM.0,
		escaped(title),
	);
	plot.axes(&mut out);
	plot.points(points, &mut out);
	for (line, y) in caption.iter().zip(0u8..) {
		let y = height - ROOM.3 + 48.0 + 16.0 * f64::from(y);
		put(&mut out, format_args!("<text x=\"{}\" y=\"{y}\">{}</text>", ROOM.0, escaped(line)));
	}
	out + "</svg>\n"
}

/// Where things are on the picture.
struct Plot {
	/// Sequences in the order of the genome: name, first and last position, left end and width.
	sequences: Vec<(String, (u32, u32), f64, f64)>,
	/// Significance at the upper end.
	top: f64,
}

impl Plot {
	fn new(points: &[Point], extents: &Extents) -> Self {
		let mut sequences: Vec<_> = extents.iter().collect();
		sequences
			.sort_by_key(|(name, _)| (name.parse::<u32>().unwrap_or(u32::MAX), name.len(), *name));
		let length = |(first, last): &(u32, u32)| f64::from(last - first + 1);
		let total: f64 = sequences.iter().map(|(_, extent)| length(extent)).sum();
		let (count, inner) = (sequences.len() as f64, SIZE.0 - ROOM.0 - ROOM.1);
		let gap = if count > 1.0 { GAP.min(0.2 / count) * inner } else { 0.0 };
		let mut left = ROOM.0;
		let sequences = sequences
			.into_iter()
			.map(|(name, extent)| {
				let width = (inner - gap * (count - 1.0)) * length(extent) / total;
				let start = left;
				left += width + gap;
				(name.clone(), *extent, start, width)
			})
			.collect();
		let greatest = points.iter().map(|point| significance(point.chi1)).fold(1.0, f64::max);
		Plot { sequences, top: greatest.ceil() + 1.0 }
	}

	fn x(&self, chrom: &str, pos: u32) -> Option<f64> {
		let (_, (first, last), left, width) =
			self.sequences.iter().find(|(name, ..)| name == chrom)?;
		let share = f64::from(pos.checked_sub(*first)?) / f64::from((last - first).max(1));
		(pos <= *last).then(|| left + width * share)
	}

	fn y(&self, significance: f64) -> f64 {
		let below = SIZE.1 - ROOM.3;
		below - (below - ROOM.2) * significance / self.top
	}

	fn axes(&self, out: &mut String) {
		let (left, right, below) = (ROOM.0, SIZE.0 - ROOM.1, SIZE.1 - ROOM.3);
		let step = (self.top / 8.0).ceil();
		let mut mark = 0.0;
		while mark <= self.top {
			let y = self.y(mark);
			put(
				out,
				format_args!(
					"<line x1=\"{left}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#dddddd\"/>\
					 <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{mark}</text>",
					left - 6.0,
					y + 4.0
				),
			);
			mark += step;
		}
		let genome_wide = -GENOME_WIDE.log10();
		if genome_wide <= self.top {
			let y = self.y(genome_wide);
			put(
				out,
				format_args!(
					"<line x1=\"{left}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#b00000\" \
					 stroke-dasharray=\"6 4\"/>"
				),
			);
		}
		put(
			out,
			format_args!(
				"<text transform=\"translate(20 {:.1}) rotate(-90)\" text-anchor=\"middle\">\
				 −log10 p of the trend test</text>",
				(below + ROOM.2) / 2.0
			),
		);
		for ((name, (first, last), left, width), colour) in
			self.sequences.iter().zip(COLOURS.into_iter().cycle())
		{
			let label = match self.sequences.len() {
				1 => format!("chromosome {name}, {} to {} Mb", mega(*first), mega(*last)),
				_ => name.clone(),
			};
			put(
				out,
				format_args!(
					"<line x1=\"{left:.1}\" x2=\"{:.1}\" y1=\"{below}\" y2=\"{below}\" \
					 stroke=\"{colour}\" stroke-width=\"3\"/>\
					 <text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
					left + width,
					left + width / 2.0,
					below + 18.0,
					escaped(&label)
				),
			);
		}
	}

	fn points(&self, points: &[Point], out: &mut String) {
		for point in points {
			let Some(x) = self.x(&point.chrom, point.pos) else { continue };
			let index = self.sequences.iter().position(|(name, ..)| *name == point.chrom);
			let colour = COLOURS[index.unwrap_or_default() % COLOURS.len()];
			let significance = significance(point.chi1);
			put(
				out,
				format_args!(
					"<circle cx=\"{x:.1}\" cy=\"{:.1}\" r=\"4\" fill=\"{colour}\"><title>{} at {}:{}, \
					 chi-square {:.3}, −log10 p {significance:.2}</title></circle>",
					self.y(significance),
					escaped(&point.id),
					escaped(&point.chrom),
					point.pos,
					point.chi1
				),
			);
		}
	}
}

fn mega(position: u32) -> String {
	format!("{:.1}", f64::from(position) / 1e6)
}

fn put(out: &mut String, line: std::fmt::Arguments<'_>) {
	writeln!(out, "{line}").expect("text takes any text");
}

/// Text for the inside of an element.
fn escaped(text: &str) -> String {
	text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
	use super::*;

	fn point(chrom: &str, pos: u32, chi1: f64) -> Point {
		Point { id: format!("a<{pos}>"), chrom: chrom.to_string(), pos, chi1 }
	}

	#[test]
	fn significance_is_that_of_the_chi_square_distribution() {
		for (chi, p) in [(3.841_458_820_694_124, 0.05), (10.827_566_170_662_733, 0.001)] {
			assert!((significance(chi) + f64::log10(p)).abs() < 1e-9, "{chi}");
		}
		assert_eq!(significance(0.0), 0.0);
		// The two ways meet.
		assert!((significance(1_249.999) - significance(1_250.001)).abs() < 1e-3);
		assert!(significance(1e5).is_finite());
	}

	#[test]
	fn every_point_is_drawn_inside_the_frame_and_nothing_else() {
		let extents = Extents::from([
			("2".to_string(), (1, 900)),
			("10".to_string(), (50, 500)),
			("X".to_string(), (7, 7)),
		]);
		let points =
			[point("2", 1, 40.0), point("2", 900, 0.0), point("10", 60, 9.0), point("X", 7, 2.0)];
		let picture = svg(&points, &extents, "A & B", &["one", "two"]);
		assert_eq!(picture.matches("<circle").count(), points.len());
		assert!(picture.contains("A &amp; B") && picture.contains("a&lt;60&gt;"));
		assert!(!picture.contains("NaN") && !picture.contains("inf"));
		let plot = Plot::new(&points, &extents);
		let names: Vec<_> = plot.sequences.iter().map(|(name, ..)| name.as_str()).collect();
		assert_eq!(names, ["2", "10", "X"], "in the order of the genome");
		for point in &points {
			let x = plot.x(&point.chrom, point.pos).expect("within the extents");
			let y = plot.y(significance(point.chi1));
			assert!(
				(ROOM.0..=SIZE.0 - ROOM.1).contains(&x) && (ROOM.2..=SIZE.1 - ROOM.3).contains(&y)
			);
		}
		assert_eq!(plot.x("2", 901), None);
		assert_eq!(plot.x("3", 1), None);
	}
}
