//! A rare-disease database as a data set: an ontology and the diseases annotated with its terms.
//!
//! The files are those of the Human Phenotype Ontology, `hp.obo` and `phenotype.hpoa`, or files of
//! the same forms with an owner's own diseases; plain or gzipped.
//!
//! # Identity
//!
//! The fingerprint commits to the content and not to the files: BLAKE2b-256 over a domain string,
//! the digest of the ontology and the digest of the annotations ([`Ontology::digest`],
//! [`Annotations::digest`]). Positions do not apply ([`ReferenceBuild::None`]), there are no
//! variants to normalise ([`NormalisationRule::Trimmed`] changes nothing), and a record is a
//! disease. An identity is one epoch of the database: what changes is registered anew, as what
//! supersedes it. The descriptor names the catalogue in the attribute [`CATALOGUE_ATTRIBUTE`], so
//! that askers can tell the true one. docs/protocols/fingerprint.md gives every byte.

use crate::{fingerprint::Summary, variants::VariantsError};
use codec::Encode;
use panshi_primitives::{
	data::{Attribute, DataDescriptor},
	Hash,
};
use panshi_query::{
	ontology::{Annotations, FileError, InformationContent, Ontology, TermError},
	ranking::{DatabaseError, RankingDatabase},
};
use serde::{Deserialize, Serialize};
use sp_crypto_hashing::blake2_256;
use std::{
	fs::File,
	io::BufReader,
	path::{Path, PathBuf},
};
use thiserror::Error;

#[cfg(doc)]
use panshi_primitives::genomics::{NormalisationRule, ReferenceBuild};

/// Media type of a database in its descriptor.
pub const MEDIA_TYPE: &str = "application/vnd.panshi.phenotype-annotations";
/// Attribute of a descriptor whose value is the digest of the catalogue, 64 hexadecimal digits.
pub const CATALOGUE_ATTRIBUTE: &str = "panshi:catalogue";
/// Epoch of every catalogue: an identity has one.
const EPOCH: u32 = 0;
const DOMAIN: &[u8] = b"panshi/fingerprint/phenotypes";

/// Files of a database, as the configuration names them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DiseaseFiles {
	/// The ontology, `hp.obo`.
	pub ontology: PathBuf,
	/// The diseases with their terms, `phenotype.hpoa`, of the same release.
	pub diseases: PathBuf,
}

/// Why a database cannot be used.
#[derive(Debug, Error)]
pub enum DiseasesError {
	/// A file is not what it should be.
	#[error("cannot read {path}")]
	File {
		/// Which.
		path: PathBuf,
		/// Why.
		source: FileError,
	},
	/// A disease has a term that the ontology does not.
	#[error("the diseases are of another release than the ontology")]
	Term(#[from] TermError),
	/// The table cannot be laid out.
	#[error("the database cannot be laid out")]
	Database(#[from] DatabaseError),
}

/// A database in memory.
#[derive(Debug)]
pub struct DiseaseDatabase {
	/// Its terms.
	pub ontology: Ontology,
	/// Its diseases.
	pub annotations: Annotations,
}

/// Reads an ontology, plain or gzipped.
pub fn read_ontology(path: &Path) -> Result<Ontology, DiseasesError> {
	let failed = |source| DiseasesError::File { path: path.to_owned(), source };
	let file = File::open(path).map_err(|error| failed(error.into()))?;
	Ontology::read(BufReader::new(file)).map_err(failed)
}

impl DiseaseDatabase {
	/// Reads the files.
	pub fn read(files: &DiseaseFiles) -> Result<Self, DiseasesError> {
		let ontology = read_ontology(&files.ontology)?;
		let path = &files.diseases;
		let failed = |source| DiseasesError::File { path: path.clone(), source };
		let file = File::open(path).map_err(|error| failed(error.into()))?;
		let annotations = Annotations::read(BufReader::new(file), &ontology).map_err(failed)?;
		Ok(DiseaseDatabase { ontology, annotations })
	}

	/// Its fingerprint, and the number of its diseases.
	pub fn summary(&self) -> Summary {
		let content = (DOMAIN, self.ontology.digest(), self.annotations.digest());
		Summary {
			fingerprint: Hash::from(blake2_256(&content.encode())),
			records: self.annotations.diseases().len() as u64,
			samples: 0,
		}
	}

	/// The table for rankings, with weights counted over its own diseases.
	pub fn ranking(&self) -> Result<RankingDatabase, DiseasesError> {
		let DiseaseDatabase { ontology, annotations } = self;
		let content = InformationContent::of(annotations, ontology)?;
		Ok(RankingDatabase::new(ontology, annotations, &content, EPOCH)?)
	}
}

/// Fingerprint of the database in `files`.
pub(crate) fn summary(files: &DiseaseFiles) -> Result<Summary, VariantsError> {
	Ok(DiseaseDatabase::read(files)?.summary())
}

/// The attribute that names a catalogue.
pub fn catalogue_attribute(catalogue: &Hash) -> Attribute {
	let bounded = "the digits of a hash and the word fit";
	Attribute {
		term: CATALOGUE_ATTRIBUTE.as_bytes().to_vec().try_into().expect(bounded),
		value: hex::encode(catalogue).into_bytes().try_into().expect(bounded),
	}
}

/// Digest of the catalogue that `data` names; none if it is no such database.
pub fn catalogue_of(data: &DataDescriptor) -> Option<Hash> {
	if data.media_type.as_slice() != MEDIA_TYPE.as_bytes() {
		return None;
	}
	let term = CATALOGUE_ATTRIBUTE.as_bytes();
	let named = data.attributes.iter().find(|attribute| attribute.term.as_slice() == term)?;
	let mut digest = [0; 32];
	hex::decode_to_slice(named.value.as_slice(), &mut digest).ok()?;
	Some(Hash::from(digest))
}

#[cfg(test)]
pub(crate) mod tests;
