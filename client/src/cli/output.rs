//! Results, as JSON for programs or as aligned text for people.

use serde::Serialize;
use std::io::{self, Write};

/// Where results go.
pub(crate) struct Output<'a> {
	out: &'a mut dyn Write,
	json: bool,
}

impl<'a> Output<'a> {
	pub(super) fn new(out: &'a mut dyn Write, json: bool) -> Self {
		Output { out, json }
	}

	/// Writes `value` for programs, or what `human` writes for people.
	pub(crate) fn value<T: Serialize>(
		&mut self,
		value: &T,
		human: impl FnOnce(&mut dyn Write) -> io::Result<()>,
	) -> anyhow::Result<()> {
		match self.json {
			true => {
				// As an I/O error, so that a reader that went away is told from a failure.
				serde_json::to_writer_pretty(&mut *self.out, value).map_err(io::Error::from)?;
				writeln!(self.out)?;
			},
			false => human(self.out)?,
		}
		Ok(())
	}

	/// Writes one thing: a line for each of `lines`.
	pub(crate) fn record<T: Serialize>(
		&mut self,
		value: &T,
		lines: &[(&str, String)],
	) -> anyhow::Result<()> {
		self.value(value, |out| out.write_all(pairs(lines).as_bytes()))
	}

	/// Writes many things: a row of `cells` for each.
	pub(crate) fn list<T: Serialize>(
		&mut self,
		rows: &[T],
		headers: &[&str],
		cells: impl Fn(&T) -> Vec<String>,
	) -> anyhow::Result<()> {
		let table = |out: &mut dyn Write| match rows.is_empty() {
			true => writeln!(out, "none"),
			false => {
				let rows: Vec<Vec<String>> = rows.iter().map(&cells).collect();
				out.write_all(aligned(headers, &rows).as_bytes())
			},
		};
		self.value(&rows, table)
	}

	/// Writes a document that has a format of its own, for programs and people alike.
	pub(crate) fn text(&mut self, text: &str) -> anyhow::Result<()> {
		Ok(self.out.write_all(text.as_bytes())?)
	}

	/// Writes a line that only people read, such as progress.
	pub(crate) fn note(&mut self, text: &str) -> anyhow::Result<()> {
		if !self.json {
			writeln!(self.out, "{text}")?;
			self.out.flush()?;
		}
		Ok(())
	}
}

/// `rows` under `headers`, each column as wide as its longest cell.
fn aligned(headers: &[&str], rows: &[Vec<String>]) -> String {
	let header: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
	let width = |column: usize| {
		let cells = rows.iter().chain(std::iter::once(&header));
		cells.filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
	};
	let widths: Vec<usize> = (0..headers.len()).map(width).collect();
	std::iter::once(&header).chain(rows).map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
	let cells: Vec<String> =
		row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
	format!("{}\n", cells.join("  ").trim_end())
}

/// A line for each pair, the names aligned; further lines of a value are indented.
fn pairs(lines: &[(&str, String)]) -> String {
	let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
	let indent = " ".repeat(width + 2);
	lines
		.iter()
		.map(|(name, value)| {
			format!("{name:width$}  {}\n", value.replace('\n', &format!("\n{indent}")))
		})
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn columns_are_aligned() {
		let rows = vec![vec!["1".to_owned(), "holder".to_owned()], vec!["22".into(), "".into()]];
		assert_eq!(aligned(&["id", "role"], &rows), "id  role\n1   holder\n22\n");
	}

	#[test]
	fn values_of_many_lines_are_indented() {
		let lines = [("id", "1".to_owned()), ("roles", "a\nb".to_owned())];
		assert_eq!(pairs(&lines), "id     1\nroles  a\n       b\n");
	}

	#[test]
	fn programs_get_json_and_people_get_text() {
		for (json, wanted) in [(true, "[\n  1\n]\n"), (false, "number\n1\n")] {
			let mut written = Vec::new();
			let mut output = Output::new(&mut written, json);
			output.list(&[1], &["number"], |n| vec![n.to_string()]).expect("memory takes it");
			assert_eq!(String::from_utf8(written).expect("text"), wanted);
		}
	}
}
