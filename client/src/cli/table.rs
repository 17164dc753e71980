//! Tables and records for people, fitted to the width of their terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of the terminal between two columns of a table.
const GAP: usize = 2;
/// A column of a table gets no narrower than this for want of room.
const LEAST: usize = 8;

/// Columns of the terminal that standard output goes to; `None` where it goes elsewhere.
pub(super) fn terminal_width() -> Option<usize> {
	terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0))
}

/// `rows` under `headers`. Each column is as wide as its longest cell; where that is more than
/// `width` allows, the widest columns give way and their cells go on below.
pub(super) fn table(headers: &[&str], rows: &[Vec<String>], width: Option<usize>) -> String {
	let header: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
	let all = || std::iter::once(&header).chain(rows);
	let natural: Vec<usize> = (0..headers.len())
		.map(|column| all().filter_map(|row| row.get(column)).map(|cell| widest(cell)).max())
		.map(Option::unwrap_or_default)
		.collect();
	let widths = match width {
		Some(width) => fitted(natural, width),
		None => natural,
	};
	all().map(|row| row_of(row, &widths)).collect()
}

/// A line for each pair, the names aligned; further lines of a value are indented. Values longer
/// than `width` allows go on below, between words: what has no space, such as a hash, stays whole.
pub(super) fn pairs(lines: &[(&str, String)], width: Option<usize>) -> String {
	let names = lines.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
	let room = width.map_or(usize::MAX, |width| width.saturating_sub(names + GAP).max(LEAST));
	let mut text = String::new();
	for (name, value) in lines {
		let value = value.split('\n').flat_map(|line| between_words(line, room));
		for (first, line) in std::iter::once(*name).chain(std::iter::repeat("")).zip(value) {
			text.push_str(padded(first, names + GAP, &line).trim_end());
			text.push('\n');
		}
	}
	text
}

/// `line`, cut to the columns of a terminal.
pub(super) fn cut(line: &str, width: usize) -> String {
	let mut used = 0;
	line.chars()
		.take_while(|c| {
			used += c.width().unwrap_or(0);
			used <= width
		})
		.collect()
}

/// Columns of the longest line of `text`.
fn widest(text: &str) -> usize {
	text.split('\n').map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// `first`, filled up with spaces to `width` columns, and `rest`.
fn padded(first: &str, width: usize, rest: &str) -> String {
	format!("{first}{}{rest}", " ".repeat(width.saturating_sub(first.width())))
}

/// Takes columns of the terminal from the widest columns of a table until it is `whole` wide.
fn fitted(mut widths: Vec<usize>, whole: usize) -> Vec<usize> {
	let gaps = GAP * widths.len().saturating_sub(1);
	let over = (widths.iter().sum::<usize>() + gaps).saturating_sub(whole);
	for _ in 0..over {
		let Some(widest) = widths.iter_mut().filter(|width| **width > LEAST).max() else { break };
		*widest -= 1;
	}
	widths
}

fn row_of(row: &[String], widths: &[usize]) -> String {
	let cells: Vec<Vec<String>> =
		row.iter().zip(widths).map(|(cell, width)| wrapped(cell, *width)).collect();
	let height = cells.iter().map(Vec::len).max().unwrap_or(0);
	let line = |index: usize| {
		let line = cells.iter().zip(widths).fold(String::new(), |line, (cell, width)| {
			let cell = cell.get(index).map_or("", String::as_str);
			format!("{line}{}", padded(cell, width + GAP, ""))
		});
		format!("{}\n", line.trim_end())
	};
	(0..height).map(line).collect()
}

/// The lines of `text`, none wider than `width`: broken between words, and within a word that is
/// wider by itself.
fn wrapped(text: &str, width: usize) -> Vec<String> {
	let lines = text.split('\n').flat_map(|line| between_words(line, width));
	lines.flat_map(|line| within_words(&line, width)).collect()
}

/// `line` broken between words where it would be wider than `width`.
fn between_words(line: &str, width: usize) -> Vec<String> {
	if line.width() <= width {
		return vec![line.to_owned()];
	}
	let mut lines: Vec<String> = Vec::new();
	for word in line.split(' ') {
		match lines.last_mut() {
			Some(last) if last.width() + 1 + word.width() <= width => {
				last.push(' ');
				last.push_str(word);
			},
			_ => lines.push(word.to_owned()),
		}
	}
	lines
}

/// `line` broken wherever it would be wider than `width`.
fn within_words(line: &str, width: usize) -> Vec<String> {
	let mut lines = vec![String::new()];
	for c in line.chars() {
		let full = lines
			.last()
			.is_some_and(|last| !last.is_empty() && last.width() + c.width().unwrap_or(0) > width);
		if full {
			lines.push(String::new());
		}
		if let Some(last) = lines.last_mut() {
			last.push(c);
		}
	}
	lines
}

#[cfg(test)]
mod tests {
	use super::*;

	fn cells(cells: &[&str]) -> Vec<String> {
		cells.iter().map(|cell| (*cell).to_owned()).collect()
	}

	#[test]
	fn columns_are_aligned() {
		let rows = vec![cells(&["1", "holder"]), cells(&["22", ""])];
		assert_eq!(table(&["id", "role"], &rows, None), "id  role\n1   holder\n22\n");
	}

	#[test]
	fn values_of_many_lines_are_indented() {
		let lines = [("id", "1".to_owned()), ("roles", "a\nb".to_owned())];
		assert_eq!(pairs(&lines, None), "id     1\nroles  a\n       b\n");
	}

	#[test]
	fn nothing_changes_where_there_is_room() {
		let rows = vec![cells(&["1", "a long cell with words"])];
		let natural = table(&["id", "what"], &rows, None);
		assert_eq!(table(&["id", "what"], &rows, Some(80)), natural);
		assert_eq!(table(&["id", "what"], &rows, Some(26)), natural);
	}

	#[test]
	fn the_widest_column_gives_way() {
		let rows = vec![cells(&["1", "the result of a job", "block 7"])];
		let wanted = "id  what        when\n1   the result  block 7\n    of a job\n";
		assert_eq!(table(&["id", "what", "when"], &rows, Some(23)), wanted);
	}

	#[test]
	fn no_line_of_a_table_is_wider_than_the_terminal() {
		let hash = format!("0x{}", "ab".repeat(32));
		let rows = vec![
			cells(&["1", &hash, "waits for the compute nodes of Lab 1, Lab 2 to accept"]),
			cells(&["2", "磐石数据流通联盟链实验室", "released"]),
		];
		for width in [32, 40, 60, 79, 80, 100, 132] {
			let text = table(&["job", "digest", "stage"], &rows, Some(width));
			assert!(text.lines().all(|line| line.width() <= width), "{width}:\n{text}");
			let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
			let whole: usize = rows.iter().flatten().map(|cell| letters(cell)).sum();
			assert_eq!(letters(&text), whole + "jobdigeststage".len(), "nothing is left out");
		}
	}

	#[test]
	fn columns_keep_a_least_width_on_the_narrowest_terminal() {
		let rows = vec![cells(&["123456789", "123456789"])];
		let wanted = "a         b\n12345678  12345678\n9         9\n";
		assert_eq!(table(&["a", "b"], &rows, Some(1)), wanted);
	}

	#[test]
	fn characters_of_two_columns_count_twice() {
		let rows = vec![cells(&["合约", "x"]), cells(&["ab", "y"])];
		assert_eq!(table(&["n", "v"], &rows, None), "n     v\n合约  x\nab    y\n");
		assert_eq!(cut("合约 a", 3), "合");
	}

	#[test]
	fn records_break_between_words_and_leave_hashes_whole() {
		let hash = "0x0123456789abcdef";
		let lines = [("digest", hash.to_owned()), ("says", "one two three".to_owned())];
		let wanted = format!("digest  {hash}\nsays    one two\n        three\n");
		assert_eq!(pairs(&lines, Some(16)), wanted);
	}
}
