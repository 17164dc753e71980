//! Lists of variants: read from the sites of a VCF file or from a table, and cut into the chunks
//! that the chain takes.

use crate::{
	chain::{calls::compute_jobs, Call},
	Bounded,
};
use codec::Encode;
use flate2::bufread::MultiGzDecoder;
use panshi_compute::variants::{
	Normaliser, Records, Site, SiteError, Sites, VariantRecord, VariantSource, VariantsError,
};
use panshi_primitives::{
	genomics::{ReferenceBuild, VariantKey, VariantList, VariantListError},
	job::{MAX_PARAMETER_CHUNK, MAX_PARAMETER_CHUNKS},
	signing::parameters_digest,
	Hash,
};
use std::{
	fs::File,
	io::{BufRead, BufReader},
	path::{Path, PathBuf},
};

/// First bytes of a gzip file.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Why a list of variants could not be had from files.
#[derive(Debug, thiserror::Error)]
pub enum VariantListFileError {
	/// A file cannot be read.
	#[error("cannot read the variants of {}: {}", path.display(), chain(source))]
	Variants {
		/// The file.
		path: PathBuf,
		/// What is wrong.
		source: VariantsError,
	},
	/// The variants make no list.
	#[error("the variants make no list: {0}")]
	List(ListReason),
}

/// Why variants make no list.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ListReason {
	/// There is none, or there are too many.
	#[error("there is none, or there are more than 100,000")]
	Size,
	/// One is malformed.
	#[error("number {0} is malformed")]
	Malformed(usize),
}

/// The error and what caused it, in one line.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
	let mut text = error.to_string();
	let mut source = error.source();
	while let Some(error) = source {
		text.push_str(&format!(": {error}"));
		source = error.source();
	}
	text
}

/// The variants of all `paths`, sorted and without repetition: VCF files (with or without people),
/// or tables with the columns sequence, position, reference and alternate, plain or gzipped.
///
/// Symbolic and overlapping alleles have no key and are passed over.
pub fn list_variants(
	paths: &[PathBuf],
	build: ReferenceBuild,
	mut normaliser: impl FnMut() -> Normaliser,
) -> Result<VariantList, VariantListFileError> {
	let rule = normaliser().rule();
	let mut variants = Vec::new();
	for path in paths {
		read_variants(path, build, normaliser(), &mut variants)
			.map_err(|source| VariantListFileError::Variants { path: path.clone(), source })?;
	}
	VariantList::new(build, rule, variants).map_err(|error| {
		VariantListFileError::List(match error {
			VariantListError::Size => ListReason::Size,
			VariantListError::Malformed(index) | VariantListError::Unsorted(index) => {
				ListReason::Malformed(index)
			},
		})
	})
}

fn read_variants(
	path: &Path,
	build: ReferenceBuild,
	normaliser: Normaliser,
	variants: &mut Vec<VariantKey>,
) -> Result<(), VariantsError> {
	let open = |source| VariantsError::Open { path: path.to_owned(), source };
	let mut file = BufReader::new(File::open(path).map_err(open)?);
	let text: Box<dyn BufRead> = match file.fill_buf().map_err(open)?.starts_with(&GZIP) {
		true => Box::new(BufReader::new(MultiGzDecoder::new(file))),
		false => Box::new(file),
	};
	let mut records = Records::new(SiteLines::new(text), build, normaliser);
	let mut record = VariantRecord::default();
	while records.next_record(&mut record)? {
		variants.push(record.key.clone());
	}
	Ok(())
}

/// Sites of a text, one in a line; people are passed over.
struct SiteLines {
	text: Box<dyn BufRead>,
	line: String,
	number: u64,
	/// Whether the third column is the identifier of a VCF file.
	is_vcf: bool,
}

impl SiteLines {
	fn new(text: Box<dyn BufRead>) -> Self {
		SiteLines { text, line: String::new(), number: 0, is_vcf: false }
	}

	/// The columns of the line that are a site; `None` for a line that is none.
	fn site(&self) -> Option<Result<[&str; 4], SiteError>> {
		let line = self.line.trim_end_matches(['\r', '\n']);
		if line.is_empty() || line.starts_with('#') {
			return None;
		}
		let mut columns = line.split('\t');
		let (sequence, position) = (columns.next()?, columns.next().unwrap_or_default());
		if self.number == 1 && !position.starts_with(|c: char| c.is_ascii_digit()) {
			// The names of the columns of a table.
			return None;
		}
		if self.is_vcf {
			columns.next();
		}
		Some(match (columns.next(), columns.next()) {
			(Some(reference), Some(alternates)) => Ok([sequence, position, reference, alternates]),
			_ => Err(SiteError::Position),
		})
	}
}

impl Sites for SiteLines {
	fn samples(&self) -> &[String] {
		&[]
	}

	fn next_site(&mut self, site: &mut Site) -> Result<bool, VariantsError> {
		loop {
			self.line.clear();
			self.number += 1;
			let record = self.number;
			let read = self.text.read_line(&mut self.line);
			if read.map_err(|source| VariantsError::Vcf { record, source })? == 0 {
				return Ok(false);
			}
			self.is_vcf |= self.line.starts_with("##fileformat=VCF");
			let Some(columns) = self.site() else { continue };
			let malformed = |source| VariantsError::Site { record, source };
			let [sequence, position, reference, alternates] = columns.map_err(malformed)?;
			site.sequence = sequence.to_owned();
			site.position = position.parse().map_err(|_| malformed(SiteError::Position))?;
			site.reference = reference.to_owned();
			site.alternates = alternates.to_owned();
			site.calls.clear();
			return Ok(true);
		}
	}
}

/// A set of parameters as the chain takes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ParameterChunks {
	/// Digest of the set.
	pub digest: Hash,
	/// Items in it.
	pub items: u32,
	/// Its chunks, in order.
	pub chunks: Vec<Bounded<u8, MAX_PARAMETER_CHUNK>>,
}

/// Parameters that do not fit on the chain.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the parameters take {given} chunks of 64 KiB, of which {MAX_PARAMETER_CHUNKS} fit. Split them among several jobs")]
pub struct TooManyChunks {
	given: usize,
}

impl ParameterChunks {
	/// Cuts `list` into chunks.
	pub fn of(list: &VariantList) -> Result<Self, TooManyChunks> {
		let items = u32::try_from(list.variants.len()).unwrap_or(u32::MAX);
		Self::of_bytes(&list.encode(), items)
	}

	/// Cuts encoded parameters of `items` items into chunks.
	pub fn of_bytes(encoded: &[u8], items: u32) -> Result<Self, TooManyChunks> {
		let most = usize::try_from(MAX_PARAMETER_CHUNK).unwrap_or(usize::MAX);
		let chunks: Vec<Bounded<u8, MAX_PARAMETER_CHUNK>> =
			encoded.chunks(most).map(|chunk| Bounded::truncate_from(chunk.to_vec())).collect();
		let given = chunks.len();
		if u32::try_from(given).map_or(true, |given| given > MAX_PARAMETER_CHUNKS) {
			return Err(TooManyChunks { given });
		}
		let hashes: Vec<Hash> = chunks.iter().map(|chunk| hash_of(chunk)).collect();
		Ok(ParameterChunks { digest: parameters_digest(&hashes), items, chunks })
	}

	/// A call for each chunk, which uploads it.
	pub fn upload(&self) -> impl Iterator<Item = Call> + '_ {
		let total = u32::try_from(self.chunks.len()).unwrap_or(u32::MAX);
		(0u32..).zip(&self.chunks).map(move |(index, chunk)| {
			compute_jobs::upload_parameters(self.digest, index, total, chunk.clone())
		})
	}

	/// The digest of parameters that were joined again.
	pub fn digest_of(encoded: &[u8]) -> Hash {
		let most = usize::try_from(MAX_PARAMETER_CHUNK).unwrap_or(usize::MAX);
		parameters_digest(&encoded.chunks(most).map(hash_of).collect::<Vec<_>>())
	}
}

fn hash_of(chunk: &[u8]) -> Hash {
	sp_crypto_hashing::blake2_256(chunk).into()
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_primitives::genomics::NormalisationRule;
	use std::io::Write;

	const TABLE: &str = "chrom\tpos\tref\talt\nchr22\t20\tA\tC,G\n22\t10\tCAG\tCG\n";
	const VCF: &str = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\
		22\t10\trs1\tCA\tC\t.\t.\t.\n22\t30\t.\tA\t<DEL>\t.\t.\t.\n";

	fn list(texts: &[&[u8]]) -> Result<VariantList, VariantListFileError> {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let paths: Vec<PathBuf> =
			(0..texts.len()).map(|i| folder.path().join(i.to_string())).collect();
		for (path, text) in paths.iter().zip(texts) {
			std::fs::write(path, text).expect("a new file");
		}
		list_variants(&paths, ReferenceBuild::Grch37, Normaliser::trimmed)
	}

	fn shown(list: &VariantList) -> Vec<String> {
		let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
		let shown = |v: &VariantKey| {
			format!(
				"{}:{}{}>{}",
				text(&v.sequence),
				v.position,
				text(&v.reference),
				text(&v.alternate)
			)
		};
		list.variants.iter().map(shown).collect()
	}

	#[test]
	fn tables_and_vcf_files_are_joined_and_normalised() {
		let joined = list(&[TABLE.as_bytes(), VCF.as_bytes()]).expect("both can be read");
		assert_eq!(shown(&joined), ["22:10CA>C", "22:20A>C", "22:20A>G"]);
		assert_eq!(joined.rule, NormalisationRule::Trimmed);
	}

	#[test]
	fn gzipped_files_are_read_as_plain_ones() {
		let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
		gzip.write_all(VCF.as_bytes()).expect("memory takes it");
		let packed = gzip.finish().expect("memory takes it");
		let same = list(&[&packed]).expect("it can be read");
		assert_eq!(shown(&same), ["22:10CA>C"]);
	}

	#[test]
	fn fails_on_what_is_no_list() {
		assert!(matches!(list(&[b""]), Err(VariantListFileError::List(ListReason::Size))));
		for wrong in ["22\t10\n", "22\t10\tA\tC\n22\tx\tA\tC\n"] {
			let error = list(&[wrong.as_bytes()]).expect_err("no site");
			assert!(matches!(error, VariantListFileError::Variants { .. }), "{error}");
		}
	}

	#[test]
	fn chunks_join_to_the_digest() {
		let variants = (1..=20_000).map(|position| VariantKey {
			sequence: b"22".to_vec(),
			position,
			reference: b"A".to_vec(),
			alternate: b"C".to_vec(),
		});
		let list = VariantList::new(
			ReferenceBuild::Grch37,
			NormalisationRule::Trimmed,
			variants.collect(),
		)
		.expect("the variants are well formed");
		let chunks = ParameterChunks::of(&list).expect("it fits");
		assert_eq!((chunks.items, chunks.chunks.len()), (20_000, 4));
		let joined: Vec<u8> = chunks.chunks.iter().flat_map(|chunk| chunk.to_vec()).collect();
		assert_eq!(joined, list.encode());
		assert_eq!(ParameterChunks::digest_of(&joined), chunks.digest);
	}

	#[test]
	fn fails_when_there_are_too_many_chunks() {
		let variants = (1..=2_400).map(|position| VariantKey {
			sequence: b"22".to_vec(),
			position,
			reference: vec![b'A'; 4_096],
			alternate: b"C".to_vec(),
		});
		let list = VariantList::new(
			ReferenceBuild::Grch37,
			NormalisationRule::Trimmed,
			variants.collect(),
		)
		.expect("the variants are well formed");
		assert!(ParameterChunks::of(&list).is_err());
	}
}
