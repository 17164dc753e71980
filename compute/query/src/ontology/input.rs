//! Lines of a file that somebody else wrote: plain or gzipped, bounded in every direction.

use super::{FileError, LineProblem};
use flate2::read::MultiGzDecoder;
use std::io::{BufRead, BufReader, Read};

/// Longest line; the longest of the 2025 release has 6 kB.
const MAX_LINE: usize = 1 << 20;
/// Most bytes of a file after decompression; the 2025 release has 34 MB.
const MAX_BYTES: u64 = 1 << 29;
/// What a gzip file begins with (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Calls `each` with the number (from one) and the text of every line.
pub(super) fn for_each_line(
	mut input: impl BufRead,
	mut each: impl FnMut(usize, &str) -> Result<(), FileError>,
) -> Result<(), FileError> {
	let gzipped = input.fill_buf()?.starts_with(&GZIP);
	let plain: Box<dyn Read + '_> =
		if gzipped { Box::new(MultiGzDecoder::new(input)) } else { Box::new(input) };
	let mut lines = BufReader::new(plain.take(MAX_BYTES));
	let mut buffer = Vec::new();
	for number in 1.. {
		buffer.clear();
		let read = (&mut lines).take(MAX_LINE as u64 + 1).read_until(b'\n', &mut buffer)?;
		if read == 0 {
			break;
		}
		let problem = |problem| FileError::Line { line: number, problem };
		if read > MAX_LINE {
			return Err(problem(LineProblem::TooLong { max: MAX_LINE }));
		}
		let text = std::str::from_utf8(&buffer).map_err(|_| problem(LineProblem::NotText))?;
		each(number, text.trim_end_matches(['\n', '\r']))?;
	}
	if lines.get_ref().limit() == 0 {
		return Err(std::io::Error::from(std::io::ErrorKind::FileTooLarge).into());
	}
	Ok(())
}
