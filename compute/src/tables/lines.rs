//! Lines of a table.

use std::io::{self, BufRead, Read};

/// Longest line, in bytes.
const MAX_LINE: u64 = 16_384;

/// The next line without its end, or nothing at the end. A longer line ends where it is cut off.
pub(crate) fn next_line(table: &mut impl BufRead) -> Result<Option<String>, io::Error> {
	let mut line = String::new();
	if table.by_ref().take(MAX_LINE).read_line(&mut line)? == 0 {
		return Ok(None);
	}
	let ended = line.strip_suffix('\n');
	let line = ended.map(|line| line.strip_suffix('\r').unwrap_or(line)).unwrap_or(&line);
	Ok(Some(line.to_owned()))
}
