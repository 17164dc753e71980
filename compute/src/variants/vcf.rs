//! Sites of a VCF file: plain, bgzipped or gzipped.

use super::{Call, Site, SiteError, Sites, VariantsError, MAX_SAMPLES};
use flate2::bufread::MultiGzDecoder;
use noodles::bgzf;
use std::{
	fs::File,
	io::{self, BufRead, BufReader, Read},
	path::Path,
};

/// Longest line, in bytes. The genotypes of a hundred thousand people fit.
const MAX_LINE: usize = 32 * 1_024 * 1_024;
/// Columns before those of the samples.
const FIXED_COLUMNS: usize = 9;

/// A VCF file that is read from front to back.
pub struct VcfFile {
	text: BoundedLines<Box<dyn BufRead + Send>>,
	samples: Vec<String>,
	/// For each column of the file, its place among the sorted samples.
	places: Vec<usize>,
	line: Vec<u8>,
	number: u64,
}

impl VcfFile {
	/// Opens the file at `path` and reads its header.
	pub fn open(path: &Path) -> Result<Self, VariantsError> {
		let fail = |source| VariantsError::Open { path: path.to_owned(), source };
		let file = BufReader::with_capacity(128 * 1_024, File::open(path).map_err(fail)?);
		Self::new(decompressed(file).map_err(fail)?)
	}

	/// Reads the header of the VCF text in `file`: plain, bgzipped or gzipped.
	pub fn read(file: impl BufRead + Send + 'static) -> Result<Self, VariantsError> {
		let text = decompressed(file).map_err(|source| VariantsError::Vcf { record: 0, source })?;
		Self::new(text)
	}

	/// Reads the header of the uncompressed VCF text `text`.
	pub fn new(text: Box<dyn BufRead + Send>) -> Result<Self, VariantsError> {
		let mut text = BoundedLines::new(text);
		let columns = read_columns(&mut text)
			.map_err(|source| VariantsError::Vcf { record: 0, source })?
			.ok_or(VariantsError::NoColumns)?;
		let names = || columns.split('\t').skip(FIXED_COLUMNS);
		// Before anything is set aside for them.
		if names().nth(MAX_SAMPLES).is_some() {
			return Err(VariantsError::TooManySamples);
		}
		let mut order: Vec<(&str, usize)> = names().zip(0..).collect();
		if order.is_empty() {
			return Err(VariantsError::NoSamples);
		}
		order.sort_unstable();
		if let Some(pair) = order.windows(2).find(|pair| pair[0].0 == pair[1].0) {
			return Err(VariantsError::RepeatedSample { name: pair[0].0.to_owned() });
		}
		let samples = order.iter().map(|(name, _)| (*name).to_owned()).collect();
		let mut places = vec![0; order.len()];
		for (place, (_, column)) in order.into_iter().enumerate() {
			places[column] = place;
		}
		Ok(VcfFile { text, samples, places, line: Vec::new(), number: 0 })
	}
}

impl Sites for VcfFile {
	fn samples(&self) -> &[String] {
		&self.samples
	}

	fn next_site(&mut self, site: &mut Site) -> Result<bool, VariantsError> {
		self.number += 1;
		let record = self.number;
		let fail = |source| VariantsError::Vcf { record, source };
		let Some(line) = read_line(&mut self.text, &mut self.line).map_err(fail)? else {
			return Ok(false);
		};
		let mut columns = line.split('\t');
		let mut column = || {
			let missing = || io::Error::new(io::ErrorKind::InvalidData, "fewer than nine columns");
			columns.next().ok_or_else(missing).map_err(fail)
		};
		let (sequence, position, _id) = (column()?, column()?, column()?);
		let (reference, alternates) = (column()?, column()?);
		let (_quality, _filter, _info, format) = (column()?, column()?, column()?, column()?);
		let malformed = |source| VariantsError::Site { record, source };
		site.position = position.parse().map_err(|_| malformed(SiteError::Position))?;
		replace(&mut site.sequence, sequence);
		replace(&mut site.reference, reference);
		replace(&mut site.alternates, alternates);
		read_calls(&self.places, format, columns, &mut site.calls).map_err(malformed)?;
		Ok(true)
	}
}

/// Reads the genotypes of the columns `people`, of which `format` names the fields, each to its
/// place among the sorted samples.
fn read_calls<'a>(
	places: &[usize],
	format: &str,
	people: impl Iterator<Item = &'a str>,
	calls: &mut Vec<Call>,
) -> Result<(), SiteError> {
	calls.clear();
	calls.resize(places.len(), Call::MISSING);
	let genotype = format.split(':').position(|key| key == "GT");
	let mut given = 0;
	for (column, person) in people.enumerate() {
		given = column + 1;
		let Some(place) = places.get(column) else { continue };
		if let Some(index) = genotype {
			// A sample may leave out its last fields, all of them even.
			calls[*place] = Call::parse(person.split(':').nth(index).unwrap_or("."))?;
		}
	}
	if given != places.len() {
		return Err(SiteError::GenotypeCount { given, wanted: places.len() });
	}
	Ok(())
}

fn replace(text: &mut String, with: &str) {
	text.clear();
	text.push_str(with);
}

/// The line of column names. The rest of the header is passed over: nothing here depends on it, and
/// real files often break its rules.
fn read_columns(text: &mut impl BufRead) -> io::Result<Option<String>> {
	let mut bytes = Vec::new();
	while let Some(line) = read_line(text, &mut bytes)? {
		if line.starts_with("#CHROM") {
			return Ok(Some(line.to_owned()));
		}
		if !line.starts_with('#') {
			break;
		}
	}
	Ok(None)
}

/// The next line that is not empty, without its end, kept in `bytes`; `None` at the end of the text.
fn read_line<'a>(text: &mut impl BufRead, bytes: &'a mut Vec<u8>) -> io::Result<Option<&'a str>> {
	loop {
		bytes.clear();
		if text.read_until(b'\n', bytes)? == 0 {
			return Ok(None);
		}
		while bytes.last().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
			bytes.pop();
		}
		if !bytes.is_empty() {
			break;
		}
	}
	let text = std::str::from_utf8(bytes);
	text.map(Some).map_err(|source| io::Error::new(io::ErrorKind::InvalidData, source))
}

/// `file` without its compression, told by its first bytes.
fn decompressed(mut file: impl BufRead + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
	const GZIP: [u8; 2] = [0x1f, 0x8b];
	// A gzip header with the extra field `BC` (SAM specification, section 4.1).
	let start = file.fill_buf()?;
	let is_bgzf = start.len() >= 14 && start[3] & 4 != 0 && start[12..14] == *b"BC";
	Ok(match start.starts_with(&GZIP) {
		false => Box::new(file),
		true if is_bgzf => Box::new(bgzf::io::Reader::new(file)),
		true => Box::new(BufReader::with_capacity(128 * 1_024, MultiGzDecoder::new(file))),
	})
}

/// Text in which no line is longer than [`MAX_LINE`]: a file without line ends must not fill the
/// memory.
struct BoundedLines<R> {
	inner: R,
	/// Bytes since the last end of line.
	line: usize,
}

impl<R> BoundedLines<R> {
	fn new(inner: R) -> Self {
		BoundedLines { inner, line: 0 }
	}
}

impl<R: BufRead> Read for BoundedLines<R> {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		let read = self.fill_buf()?.read(buffer)?;
		self.consume(read);
		Ok(read)
	}
}

impl<R: BufRead> BufRead for BoundedLines<R> {
	fn fill_buf(&mut self) -> io::Result<&[u8]> {
		if self.line > MAX_LINE {
			return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is too long"));
		}
		self.inner.fill_buf()
	}

	fn consume(&mut self, amount: usize) {
		// `consume` follows `fill_buf`, so this reads nothing.
		let consumed = self.inner.fill_buf().ok().and_then(|buffer| buffer.get(..amount));
		self.line = match consumed.and_then(|bytes| bytes.iter().rev().position(|b| *b == b'\n')) {
			Some(after) => after,
			None => self.line.saturating_add(amount),
		};
		self.inner.consume(amount);
	}
}
