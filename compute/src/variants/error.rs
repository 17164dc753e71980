//! What can be wrong with data.

use super::{MAX_PLOIDY, MAX_SAMPLES};
use crate::{diseases::DiseasesError, lookup::LookupError, tables::TableError};
use std::{io, path::PathBuf};
use thiserror::Error;

/// Why a data set could not be read.
#[derive(Debug, Error)]
pub enum VariantsError {
	/// A file could not be opened.
	#[error("cannot open {path}")]
	Open {
		/// Which.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The file is not a VCF file, or it is damaged.
	#[error("cannot read record {record} of the VCF file")]
	Vcf {
		/// Number of the record, from 1; 0 is the header.
		record: u64,
		/// Why.
		source: io::Error,
	},
	/// The header has no line that begins with `#CHROM`.
	#[error("the VCF file has no line that begins with #CHROM")]
	NoColumns,
	/// There are more people than memory is set aside for.
	#[error("the data set describes more than {MAX_SAMPLES} people")]
	TooManySamples,
	/// There are no genotypes.
	#[error("the data set describes no people: there are no sample columns")]
	NoSamples,
	/// Two people have the same name.
	#[error("the sample {name} occurs twice")]
	RepeatedSample {
		/// The name.
		name: String,
	},
	/// A record is malformed.
	#[error("record {record} is malformed")]
	Site {
		/// Number of the record, from 1.
		record: u64,
		/// How.
		source: SiteError,
	},
	/// A reference sequence does not serve.
	#[error(transparent)]
	Reference(#[from] ReferenceError),
	/// The database refused or failed.
	#[error("the database failed")]
	Postgres(#[from] tokio_postgres::Error),
	/// The database does not answer.
	#[error("the database has not answered for {seconds} seconds")]
	SilentDatabase {
		/// How long it was waited for.
		seconds: u64,
	},
	/// The reader of the database could not be started.
	#[error("cannot start the database reader")]
	Runtime(#[source] io::Error),
	/// The database is on another machine, and the connection would not be encrypted.
	#[error(
		"the database is at {host}, and genotypes must not cross a network in the clear: use a \
		 Unix socket, a loopback address, or an encrypted tunnel that ends at one"
	)]
	RemoteDatabase {
		/// Where.
		host: String,
	},
	/// The name of the table is not `table` or `schema.table`.
	#[error("{table:?} does not name a table: write table or schema.table")]
	TableName {
		/// What was given.
		table: String,
	},
	/// The data are no genotypes.
	#[error("the data are diseases with their phenotypes or a table, not genotypes")]
	NoGenotypes,
	/// The files of diseases and phenotypes cannot be used.
	#[error(transparent)]
	Diseases(#[from] DiseasesError),
	/// A table for look-ups cannot be used.
	#[error(transparent)]
	Lookup(#[from] LookupError),
	/// A table cannot be used.
	#[error(transparent)]
	Table(#[from] TableError),
	/// Reading was stopped from outside.
	#[error("reading was stopped")]
	Cancelled,
}

impl VariantsError {
	/// What a log may say: which record and what kind of fault, but nothing that the data say, such
	/// as names of people, genotypes or positions. The full error is for the holder's own eyes.
	pub fn for_log(&self) -> String {
		match self {
			VariantsError::Open { path, source } => {
				format!("cannot open {}: {}", path.display(), source.kind())
			},
			VariantsError::Vcf { record, source } => {
				format!("cannot read record {record} of the VCF file: {}", source.kind())
			},
			VariantsError::RepeatedSample { .. } => "a sample occurs twice".into(),
			VariantsError::Site { record, source } => {
				format!("record {record} is malformed: {}", source.kind())
			},
			VariantsError::Reference(error) => error.for_log(),
			VariantsError::Postgres(error) => match error.code() {
				Some(code) => format!("the database failed with SQLSTATE {}", code.code()),
				None => "the database failed".into(),
			},
			// It names a line or a term at the most.
			VariantsError::Diseases(error) => crate::engine::chain_of(error),
			VariantsError::Lookup(error) => crate::engine::chain_of(error),
			VariantsError::Table(TableError::Reference(error)) => error.for_log(),
			VariantsError::Table(error) => error.to_string(),
			VariantsError::NoColumns
			| VariantsError::NoGenotypes
			| VariantsError::TooManySamples
			| VariantsError::NoSamples
			| VariantsError::SilentDatabase { .. }
			| VariantsError::Runtime(_)
			| VariantsError::RemoteDatabase { .. }
			| VariantsError::TableName { .. }
			| VariantsError::Cancelled => self.to_string(),
		}
	}
}

impl SiteError {
	fn kind(&self) -> &'static str {
		match self {
			SiteError::Position => "position",
			SiteError::GenotypeCount { .. } => "number of genotypes",
			SiteError::Genotype { .. } => "genotype",
			SiteError::NoSuchAllele { .. } => "allele number",
			SiteError::TooManyAlternates => "number of alternate alleles",
			SiteError::UnknownSample { .. } => "sample not announced",
			SiteError::RepeatedGenotype { .. } => "two genotypes of one sample",
			SiteError::TooLong => "length of a value",
		}
	}
}

impl ReferenceError {
	fn for_log(&self) -> String {
		match self {
			ReferenceError::NoSuchSequence { .. } => "the reference lacks a sequence".into(),
			ReferenceError::Mismatch { .. } => {
				"a reference allele is not what the reference has there".into()
			},
			other => other.to_string(),
		}
	}
}

/// How a record is malformed.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SiteError {
	/// The position is not a number between 1 and 2^32 - 1.
	#[error("the position is not between 1 and 4294967295")]
	Position,
	/// There are more or fewer genotypes than people.
	#[error("it has {given} genotypes for {wanted} people")]
	GenotypeCount {
		/// Genotypes given.
		given: usize,
		/// People.
		wanted: usize,
	},
	/// A genotype is not alleles between `/` or `|`.
	#[error("{text:?} is not a genotype of at most {MAX_PLOIDY} alleles")]
	Genotype {
		/// What was given, cut to 32 bytes.
		text: String,
	},
	/// A genotype names an allele that the record does not have.
	#[error("a genotype names allele {allele}, the record has {alternates} alternate alleles")]
	NoSuchAllele {
		/// What it names.
		allele: u16,
		/// How many there are.
		alternates: usize,
	},
	/// It has more alternate alleles than genotypes can name.
	#[error("it has more than {} alternate alleles", u16::MAX)]
	TooManyAlternates,
	/// A genotype is of a person that the data set did not announce.
	#[error("the sample {name} was not announced")]
	UnknownSample {
		/// The name.
		name: String,
	},
	/// A person has two genotypes at one site.
	#[error("the sample {name} has two genotypes")]
	RepeatedGenotype {
		/// The name.
		name: String,
	},
	/// A value is longer than memory is set aside for.
	#[error("a value has more than 1,048,576 letters")]
	TooLong,
}

/// Why a reference genome does not serve.
#[derive(Debug, Error)]
pub enum ReferenceError {
	/// The file could not be read.
	#[error("cannot read the reference {path}")]
	Read {
		/// Which.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The file names a sequence twice.
	#[error("the reference has the sequence {sequence} twice")]
	RepeatedSequence {
		/// Which.
		sequence: String,
	},
	/// The file is not what it was when its digest was taken.
	#[error("the reference {path} has changed since it was first read")]
	Changed {
		/// Which file.
		path: PathBuf,
	},
	/// The reference lacks a sequence of the data.
	#[error("the reference has no sequence {sequence}")]
	NoSuchSequence {
		/// Which.
		sequence: String,
	},
	/// The data were not called against this reference.
	#[error("the reference allele at {sequence}:{position} is not what the reference has there")]
	Mismatch {
		/// Sequence.
		sequence: String,
		/// One-based position.
		position: u32,
	},
}
