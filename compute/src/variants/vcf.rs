//! Sites of a VCF file: plain, bgzipped or gzipped.

use super::{Call, Site, SiteError, Sites, VariantsError, MAX_SAMPLES};
use flate2::bufread::MultiGzDecoder;
use noodles::{bgzf, vcf};
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
	reader: vcf::io::Reader<BoundedLines<Box<dyn BufRead + Send>>>,
	samples: Vec<String>,
	/// For each column of the file, its place among the sorted samples.
	places: Vec<usize>,
	record: vcf::Record,
	number: u64,
}

impl VcfFile {
	/// Opens the file at `path` and reads its header.
	pub fn open(path: &Path) -> Result<Self, VariantsError> {
		let fail = |source| VariantsError::Open { path: path.to_owned(), source };
		let file = BufReader::with_capacity(128 * 1_024, File::open(path).map_err(fail)?);
		Self::new(decompressed(file).map_err(fail)?)
	}

	/// Reads the header of the uncompressed VCF text `text`.
	pub fn new(text: Box<dyn BufRead + Send>) -> Result<Self, VariantsError> {
		let mut reader = vcf::io::Reader::new(BoundedLines::new(text));
		let columns = read_columns(&mut reader)
			.map_err(|source| VariantsError::Vcf { record: 0, source })?
			.ok_or(VariantsError::NoColumns)?;
		let names = || columns.trim_end_matches(['\r', '\n']).split('\t').skip(FIXED_COLUMNS);
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
		Ok(VcfFile { reader, samples, places, record: vcf::Record::default(), number: 0 })
	}

	fn read_calls(&self, calls: &mut Vec<Call>) -> Result<(), SiteError> {
		calls.clear();
		calls.resize(self.samples.len(), Call::MISSING);
		let samples = self.record.samples();
		let genotype = samples.keys().iter().position(|key| key == "GT");
		let mut given = 0;
		for (column, sample) in samples.iter().enumerate() {
			given = column + 1;
			let Some(place) = self.places.get(column) else { continue };
			if let Some(index) = genotype {
				// A sample may leave out its last fields, all of them even.
				let text = sample.as_ref().split(':').nth(index).unwrap_or(".");
				calls[*place] = Call::parse(text)?;
			}
		}
		if given != self.samples.len() {
			return Err(SiteError::GenotypeCount { given, wanted: self.samples.len() });
		}
		Ok(())
	}
}

impl Sites for VcfFile {
	fn samples(&self) -> &[String] {
		&self.samples
	}

	fn next_site(&mut self, site: &mut Site) -> Result<bool, VariantsError> {
		self.number += 1;
		let record = self.number;
		match self.reader.read_record(&mut self.record) {
			Ok(0) => return Ok(false),
			Ok(_) => {},
			Err(source) => return Err(VariantsError::Vcf { record, source }),
		}
		let malformed = |source| VariantsError::Site { record, source };
		site.position = match self.record.variant_start() {
			None => 0,
			Some(position) => position
				.ok()
				.and_then(|position| u32::try_from(usize::from(position)).ok())
				.ok_or_else(|| malformed(SiteError::Position))?,
		};
		replace(&mut site.sequence, self.record.reference_sequence_name());
		replace(&mut site.reference, self.record.reference_bases());
		replace(&mut site.alternates, self.record.alternate_bases().as_ref());
		if site.alternates.is_empty() {
			site.alternates.push('.');
		}
		self.read_calls(&mut site.calls).map_err(malformed)?;
		Ok(true)
	}
}

fn replace(text: &mut String, with: &str) {
	text.clear();
	text.push_str(with);
}

/// The line of column names. The rest of the header is passed over: nothing here depends on it, and
/// real files often break its rules.
fn read_columns<R: BufRead>(reader: &mut vcf::io::Reader<R>) -> io::Result<Option<String>> {
	let mut header = reader.header_reader();
	let mut line = String::new();
	loop {
		line.clear();
		if header.read_line(&mut line)? == 0 {
			return Ok(None);
		}
		if line.starts_with("#CHROM") {
			return Ok(Some(line));
		}
	}
}

/// `file` without its compression, told by its first bytes.
fn decompressed(mut file: BufReader<File>) -> io::Result<Box<dyn BufRead + Send>> {
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
