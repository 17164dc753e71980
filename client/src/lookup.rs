//! Exact look-ups: made before the job, opened after it with the owner's table.

use crate::{
	files::{ParameterChunks, TooManyChunks},
	open::{ResultError, SealedBytes},
	words,
};
use codec::Encode;
use panshi_compute::{
	lookup::{commitment, summary_of, LookupError, MEDIA_TYPE},
	sealed_sum::ResultKeyPair,
};
use panshi_primitives::{
	agreement::AgreementId,
	data::{DataDescriptor, DataId},
	genomics::NormalisationRule,
	job::{JobId, JobSpec},
	Hash,
};
use panshi_query::{
	exact::{AnswerError, AskError, Commitment, ExactAsker, Item, Spelling, Table, TableError},
	job_binding, Answer, Query,
};
use rand_core::{CryptoRng, RngCore};
use std::{
	fs::File,
	io::{self, BufReader},
	path::{Path, PathBuf},
};

/// Why a look-up could not be made or its answer not be used.
#[derive(Debug, thiserror::Error)]
pub enum LookupQueryError {
	/// The data are no table.
	#[error("data {0} are no table for look-ups. `panshi data list` shows others")]
	NotATable(DataId),
	/// The table cannot be used.
	#[error(transparent)]
	Lookup(#[from] LookupError),
	/// The table is another one, or of another epoch.
	#[error("the table in {} is not the one of data {data}: ask the owner for that one", path.display())]
	OtherTable {
		/// The file.
		path: PathBuf,
		/// The data identity.
		data: DataId,
	},
	/// The file went away.
	#[error("cannot read {}", path.display())]
	Read {
		/// The file.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// Nothing can be asked so.
	#[error(transparent)]
	Ask(#[from] AskError),
	/// The query does not fit on the chain.
	#[error(transparent)]
	TooManyChunks(#[from] TooManyChunks),
	/// The answer is not there, or not for this key.
	#[error(transparent)]
	Result(#[from] ResultError),
	/// The owner answered with something else than an answer.
	#[error("the owner's answer to job {job} is none. It has been paid for: report the job to the operator")]
	NoAnswer {
		/// The job.
		job: JobId,
	},
	/// The owner's answer is wrong.
	#[error("the answer to job {job} must not be used: {source}. Report the job to the operator")]
	Answer {
		/// The job.
		job: JobId,
		/// Why.
		source: AnswerError,
	},
	/// The table is damaged, or its owner filled it wrongly.
	#[error(transparent)]
	Table(#[from] TableError),
}

/// Why variants that are written so would not be found, though the table had them.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum OtherSpelling {
	/// The positions are those of another assembly.
	#[error("the variants of the table are on {table}, and --build says {asked}. Ask for their places on {table}")]
	Build {
		/// Assembly of the table.
		table: &'static str,
		/// Assembly of the question.
		asked: &'static str,
	},
	/// The variants of the table are fully justified, those asked for are not.
	#[error("the variants of the table are fully justified against the reference {}. Name its FASTA file with --reference", words::hash(.0))]
	NeedsReference(Hash),
	/// The variants of the table are trimmed only.
	#[error("the variants of the table are trimmed only. Leave --reference out")]
	NoReference,
	/// The references differ.
	#[error(
		"the variants of the table are justified against the reference {}, and the FASTA file of --reference is {}. Ask the owner of the table for the right one",
		words::hash(table),
		words::hash(asked)
	)]
	OtherReference {
		/// Reference of the table.
		table: Hash,
		/// Reference of the question.
		asked: Hash,
	},
}

/// Whether variants that are written as `asked` says can be found in a table that is written as `table`
/// says: an answer would be "not in the table" whatever is in it.
pub fn check_spelling(table: &Spelling, asked: &Spelling) -> Result<(), OtherSpelling> {
	use NormalisationRule::{FullyJustified, Trimmed};
	if table.build != asked.build {
		let (table, asked) = (table.build.name(), asked.build.name());
		return Err(OtherSpelling::Build { table, asked });
	}
	match (table.rule, asked.rule) {
		(Trimmed, Trimmed) => Ok(()),
		(FullyJustified { reference }, Trimmed) => Err(OtherSpelling::NeedsReference(reference)),
		(Trimmed, FullyJustified { .. }) => Err(OtherSpelling::NoReference),
		(FullyJustified { reference: table }, FullyJustified { reference: asked }) => {
			match table == asked {
				true => Ok(()),
				false => Err(OtherSpelling::OtherReference { table, asked }),
			}
		},
	}
}

/// A table as the asker has it.
#[derive(Clone, Debug)]
pub struct LookupTable {
	/// Its data identity.
	pub id: DataId,
	/// Fingerprint of the data.
	fingerprint: Hash,
	path: PathBuf,
	commitment: Commitment,
}

impl LookupTable {
	/// The table in the file that its owner hands out, if it is that of `data`.
	pub fn open(path: &Path, id: DataId, data: &DataDescriptor) -> Result<Self, LookupQueryError> {
		if data.media_type.as_slice() != MEDIA_TYPE.as_bytes() {
			return Err(LookupQueryError::NotATable(id));
		}
		let (path, commitment) = (path.to_owned(), commitment(path)?);
		let fingerprint = summary_of(&commitment).fingerprint;
		match fingerprint == data.fingerprint {
			true => Ok(LookupTable { id, fingerprint, path, commitment }),
			false => Err(LookupQueryError::OtherTable { path, data: id }),
		}
	}
}

/// A blinded query and what opens its answer. They are in memory alone: a query that is dropped cannot
/// be opened by anybody.
pub struct LookupQuery {
	table: LookupTable,
	algorithm: Hash,
	asker: ExactAsker,
	key: ResultKeyPair,
	/// What is uploaded.
	pub parameters: ParameterChunks,
}

impl LookupQuery {
	/// Asks for `items` in `table`, in a job of the algorithm with this digest.
	pub fn new(
		items: &[Item],
		table: LookupTable,
		algorithm: Hash,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, LookupQueryError> {
		let key = ResultKeyPair::generate(rng);
		let job = job_binding(&key.public(), &table.fingerprint, &algorithm);
		let (asker, query) = ExactAsker::ask(items, &table.commitment, &job, rng)?;
		let query = Query::Exact(query);
		let parameters = ParameterChunks::of_bytes(&query.encode(), query.cost())?;
		Ok(LookupQuery { table, algorithm, asker, key, parameters })
	}

	/// The job that asks it.
	pub fn job(&self, agreement: AgreementId) -> JobSpec {
		JobSpec {
			agreement,
			algorithm: self.algorithm,
			parameters: self.parameters.digest,
			items: self.parameters.items,
			identities: crate::Bounded::truncate_from(vec![self.table.id]),
			result_key: self.key.public(),
			rho: None,
		}
	}

	/// Opens the answer: the record of each item in the order asked, none where the table has none.
	pub fn open(self, sealed: &SealedBytes) -> Result<Vec<Option<Vec<u8>>>, LookupQueryError> {
		let job = sealed.id;
		let answers = sealed.answers(&self.key)?;
		let answer = answers.first().map(|packet| Answer::from_bytes(packet));
		let Some(Ok(Answer::Exact(answer))) = answer else {
			return Err(LookupQueryError::NoAnswer { job });
		};
		let opening = self.asker.open(&answer);
		let opening = opening.map_err(|source| LookupQueryError::Answer { job, source })?;
		let LookupTable { path, commitment, .. } = self.table;
		let file = File::open(&path).map_err(|source| LookupQueryError::Read { path, source })?;
		let mut table = Table::open(BufReader::new(file), &commitment)?;
		Ok(opening.find(&mut table)?)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_primitives::genomics::ReferenceBuild;

	#[test]
	fn variants_written_otherwise_are_not_asked_for() {
		let trimmed = Spelling { build: ReferenceBuild::Grch38, rule: NormalisationRule::Trimmed };
		let justified = |byte| Spelling {
			rule: NormalisationRule::FullyJustified { reference: Hash::repeat_byte(byte) },
			..trimmed
		};
		let elsewhere = Spelling { build: ReferenceBuild::Grch37, ..trimmed };
		assert_eq!(check_spelling(&trimmed, &trimmed), Ok(()));
		assert_eq!(check_spelling(&justified(1), &justified(1)), Ok(()));
		for (table, asked, wanted) in [
			(trimmed, elsewhere, "Ask for their places on GRCh38"),
			(justified(1), trimmed, "Name its FASTA file with --reference"),
			(trimmed, justified(1), "Leave --reference out"),
			(justified(1), justified(2), "Ask the owner of the table"),
		] {
			let refused = check_spelling(&table, &asked).expect_err("it would not be found");
			assert!(refused.to_string().contains(wanted), "{refused}");
		}
	}
}
