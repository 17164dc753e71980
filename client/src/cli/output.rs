//! Results, as JSON for programs or as aligned text for people.

use super::table::{cut, pairs, table};
use panshi_client::words;
use serde::Serialize;
use std::io::{self, Write};

/// Where results go.
pub(crate) struct Output<'a> {
	out: &'a mut dyn Write,
	json: bool,
	/// Columns of the terminal, where the output goes to one.
	width: Option<usize>,
	/// Lines on the terminal that the next picture takes the place of.
	drawn: usize,
}

impl<'a> Output<'a> {
	pub(super) fn new(out: &'a mut dyn Write, json: bool, width: Option<usize>) -> Self {
		Output { out, json, width, drawn: 0 }
	}

	/// Writes `value` for programs, or what `human` writes for people.
	pub(crate) fn value<T: Serialize>(
		&mut self,
		value: &T,
		human: impl FnOnce(&mut dyn Write) -> io::Result<()>,
	) -> anyhow::Result<()> {
		match self.json {
			true => {
				let json = serde_json::to_string_pretty(value)?;
				writeln!(self.out, "{}", words::seen_json(&json))?;
			},
			false => human(&mut Seen(&mut *self.out))?,
		}
		Ok(())
	}

	/// Writes one thing: a line for each of `lines`.
	pub(crate) fn record<T: Serialize>(
		&mut self,
		value: &T,
		lines: &[(&str, String)],
	) -> anyhow::Result<()> {
		let width = self.width;
		self.value(value, |out| out.write_all(pairs(lines, width).as_bytes()))
	}

	/// Writes many things: a row of `cells` for each.
	pub(crate) fn list<T: Serialize>(
		&mut self,
		rows: &[T],
		headers: &[&str],
		cells: impl Fn(&T) -> Vec<String>,
	) -> anyhow::Result<()> {
		let width = self.width;
		self.value(&rows, |out| match rows.is_empty() {
			true => writeln!(out, "none"),
			false => {
				let rows: Vec<Vec<String>> = rows.iter().map(&cells).collect();
				out.write_all(table(headers, &rows, width).as_bytes())
			},
		})
	}

	/// Shows `lines` in the place of the picture before, on a terminal; elsewhere writes those of
	/// `news`, which are new. Programs get neither.
	pub(crate) fn picture(&mut self, lines: &[String], news: &[String]) -> anyhow::Result<()> {
		let Some(width) = self.width.filter(|_| !self.json) else {
			return news.iter().try_for_each(|line| self.note(line));
		};
		if self.drawn > 0 {
			// Up to where the picture before began; then clear what is below.
			write!(self.out, "\x1b[{}A\x1b[J", self.drawn)?;
		}
		for line in lines {
			writeln!(self.out, "{}", cut(&words::seen(line), width))?;
		}
		self.out.flush()?;
		self.drawn = lines.len();
		Ok(())
	}

	/// Writes a document that has a format of its own, for programs and people alike.
	pub(crate) fn text(&mut self, text: &[u8]) -> anyhow::Result<()> {
		Ok(self.out.write_all(text)?)
	}

	/// Writes a line that only people read, such as progress.
	pub(crate) fn note(&mut self, text: &str) -> anyhow::Result<()> {
		if !self.json {
			writeln!(self.out, "{}", words::seen_lines(text))?;
			self.out.flush()?;
		}
		Ok(())
	}
}

/// Writes what people read: lines and columns, and nothing that a terminal would obey.
struct Seen<'a>(&'a mut dyn Write);

impl Write for Seen<'_> {
	fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
		self.0.write_all(words::seen_lines(&String::from_utf8_lossy(bytes)).as_bytes())?;
		Ok(bytes.len())
	}

	fn flush(&mut self) -> io::Result<()> {
		self.0.flush()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_picture_takes_the_place_of_the_one_before_on_a_terminal_alone() {
		let show = |json, width| {
			let mut written = Vec::new();
			let mut output = Output::new(&mut written, json, width);
			for lines in [["one", "two"], ["uno", "twelve"]] {
				let lines = lines.map(str::to_owned);
				output.picture(&lines, &lines[1..]).expect("memory takes it");
			}
			String::from_utf8(written).expect("text")
		};
		assert_eq!(show(false, Some(3)), "one\ntwo\n\x1b[2A\x1b[Juno\ntwe\n");
		assert_eq!(show(false, None), "two\ntwelve\n");
		assert_eq!(show(true, Some(3)), "");
	}

	#[test]
	fn a_terminal_gets_nothing_that_it_would_obey() {
		let hostile = "a\u{1b}[2J\u{9b}8m\u{202e}\rb".to_owned();
		for (json, width) in [(false, None), (false, Some(80)), (true, None)] {
			let mut written = Vec::new();
			let mut output = Output::new(&mut written, json, width);
			output.list(&[&hostile], &["name"], |name| vec![(*name).clone()]).expect("it writes");
			output.record(&hostile, &[("name", hostile.clone())]).expect("it writes");
			output.note(&hostile).expect("it writes");
			output.picture(&[hostile.clone()], &[hostile.clone()]).expect("it writes");
			let written = String::from_utf8(written).expect("text");
			assert!(
				written.chars().all(|c| c == '\n' || panshi_primitives::is_seen(c)),
				"{written:?}"
			);
		}
	}

	#[test]
	fn programs_get_json_and_people_get_text() {
		for (json, wanted) in [(true, "[\n  1\n]\n"), (false, "number\n1\n")] {
			let mut written = Vec::new();
			let mut output = Output::new(&mut written, json, None);
			output.list(&[1], &["number"], |n| vec![n.to_string()]).expect("memory takes it");
			assert_eq!(String::from_utf8(written).expect("text"), wanted);
		}
	}
}
