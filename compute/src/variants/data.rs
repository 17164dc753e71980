//! What a holder configures of a data set, and opening it.

use super::{
	postgres::PostgresTable, Normaliser, PostgresConfig, Records, ReferenceGenome, VariantSource,
	VariantsError,
};
use crate::{
	diseases::{self, DiseaseFiles},
	fingerprint::Summary,
	lookup::{self, LookupFiles},
	tables::{TableFiles, Tables},
};
use panshi_primitives::{
	data::DataId,
	genomics::{NormalisationRule, ReferenceBuild},
};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use thiserror::Error;

/// A data set as the configuration names it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "Keys", into = "Keys")]
pub struct DataConfig {
	/// Name for logs; unique in a configuration.
	pub name: String,
	/// Number of the data identity, once it is registered. It only serves to tell data that
	/// changed from data that are not here.
	pub id: Option<DataId>,
	/// Where the genotypes are.
	pub location: Location,
	/// Assembly that positions refer to.
	pub build: ReferenceBuild,
	/// How variants are normalised.
	pub rule: RuleName,
	/// Table of who is a case and who a control; see [`crate::association`]. Without it the data
	/// take part in no joint association, unless `tables` say it.
	pub phenotypes: Option<PathBuf>,
	/// Tables that the fingerprint covers too; see [`crate::tables`].
	pub tables: TableFiles,
}

/// Where genotypes are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Location {
	/// In a VCF file: plain, bgzipped or gzipped.
	Vcf(PathBuf),
	/// In a table of a PostgreSQL database.
	Postgres(PostgresConfig),
	/// There are none: the data are diseases with their phenotypes.
	Diseases(DiseaseFiles),
	/// There are none: the data are an encrypted table for exact look-ups.
	Lookup(LookupFiles),
	/// There are none: the data are [`DataConfig::tables`] alone.
	Tables,
}

/// How variants are normalised, with what that takes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum RuleName {
	/// [`NormalisationRule::Trimmed`].
	#[default]
	Trimmed,
	/// [`NormalisationRule::FullyJustified`] against the sequences of a FASTA file.
	FullyJustified {
		/// The file, not compressed.
		reference: PathBuf,
	},
}

/// Why the configuration of a data set makes no sense.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum DataConfigError {
	/// No place or more than one is named.
	#[error(
		"a data set needs either vcf or postgres or annotations or lookup, and only one of them, or people or identifiers alone"
	)]
	Location,
	/// Annotations have no positions and no variants.
	#[error("annotations and lookup take build = \"none\", and neither rule nor reference")]
	Annotations,
	/// A table of people alone has no positions, and annotations have no people.
	#[error("people and identifiers without genotypes take build = \"none\", and no rule, reference, phenotypes or segregation; annotations and lookup take no tables")]
	Tables,
	/// The rule needs a reference, or has no use for it.
	#[error("rule \"fully-justified\" needs reference; rule \"trimmed\" takes none")]
	Reference,
}

/// The keys of a data set in the configuration file.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Keys {
	name: String,
	#[serde(skip_serializing_if = "Option::is_none")]
	id: Option<DataId>,
	build: BuildKey,
	#[serde(default)]
	rule: RuleKey,
	#[serde(skip_serializing_if = "Option::is_none")]
	vcf: Option<PathBuf>,
	#[serde(skip_serializing_if = "Option::is_none")]
	reference: Option<PathBuf>,
	#[serde(skip_serializing_if = "Option::is_none")]
	phenotypes: Option<PathBuf>,
	#[serde(skip_serializing_if = "Option::is_none")]
	postgres: Option<PostgresConfig>,
	#[serde(skip_serializing_if = "Option::is_none")]
	annotations: Option<DiseaseFiles>,
	#[serde(skip_serializing_if = "Option::is_none")]
	lookup: Option<LookupFiles>,
	#[serde(skip_serializing_if = "Option::is_none")]
	people: Option<PathBuf>,
	#[serde(skip_serializing_if = "Option::is_none")]
	segregation: Option<PathBuf>,
	#[serde(skip_serializing_if = "Option::is_none")]
	identifiers: Option<PathBuf>,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
enum BuildKey {
	#[serde(rename = "GRCh37")]
	Grch37,
	#[serde(rename = "GRCh38")]
	Grch38,
	#[serde(rename = "T2T-CHM13")]
	Chm13,
	#[serde(rename = "none")]
	None,
}

#[derive(Clone, Copy, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum RuleKey {
	#[default]
	Trimmed,
	FullyJustified,
}

impl TryFrom<Keys> for DataConfig {
	type Error = DataConfigError;

	fn try_from(keys: Keys) -> Result<Self, DataConfigError> {
		let tables = TableFiles {
			people: keys.people,
			segregation: keys.segregation,
			identifiers: keys.identifiers,
		};
		let location = match (keys.vcf, keys.postgres, keys.annotations, keys.lookup) {
			(Some(path), None, None, None) => Location::Vcf(path),
			(None, Some(postgres), None, None) => Location::Postgres(postgres),
			(None, None, Some(files), None) => Location::Diseases(files),
			(None, None, None, Some(files)) => Location::Lookup(files),
			(None, None, None, None) if tables.people.is_some() || tables.identifiers.is_some() => {
				Location::Tables
			},
			_ => return Err(DataConfigError::Location),
		};
		let is_plain = matches!((keys.build, keys.rule), (BuildKey::None, RuleKey::Trimmed));
		match location {
			Location::Diseases(_) | Location::Lookup(_) if !is_plain => {
				return Err(DataConfigError::Annotations)
			},
			Location::Diseases(_) | Location::Lookup(_) if !tables.is_empty() => {
				return Err(DataConfigError::Tables)
			},
			Location::Tables
				if !is_plain || tables.segregation.is_some() || keys.phenotypes.is_some() =>
			{
				return Err(DataConfigError::Tables)
			},
			_ => {},
		}
		let rule = match (keys.rule, keys.reference) {
			(RuleKey::Trimmed, None) => RuleName::Trimmed,
			(RuleKey::FullyJustified, Some(reference)) => RuleName::FullyJustified { reference },
			_ => return Err(DataConfigError::Reference),
		};
		let build = match keys.build {
			BuildKey::Grch37 => ReferenceBuild::Grch37,
			BuildKey::Grch38 => ReferenceBuild::Grch38,
			BuildKey::Chm13 => ReferenceBuild::Chm13,
			BuildKey::None => ReferenceBuild::None,
		};
		let Keys { name, id, phenotypes, .. } = keys;
		Ok(DataConfig { name, id, location, build, rule, phenotypes, tables })
	}
}

impl From<DataConfig> for Keys {
	fn from(config: DataConfig) -> Self {
		let (mut vcf, mut postgres, mut annotations, mut lookup) = (None, None, None, None);
		match config.location {
			Location::Vcf(path) => vcf = Some(path),
			Location::Postgres(config) => postgres = Some(config),
			Location::Diseases(files) => annotations = Some(files),
			Location::Lookup(files) => lookup = Some(files),
			Location::Tables => {},
		}
		let (rule, reference) = match config.rule {
			RuleName::Trimmed => (RuleKey::Trimmed, None),
			RuleName::FullyJustified { reference } => (RuleKey::FullyJustified, Some(reference)),
		};
		let build = match config.build {
			ReferenceBuild::Grch38 => BuildKey::Grch38,
			ReferenceBuild::Chm13 => BuildKey::Chm13,
			ReferenceBuild::Grch37 => BuildKey::Grch37,
			ReferenceBuild::None => BuildKey::None,
		};
		let DataConfig { name, id, phenotypes, tables, .. } = config;
		let TableFiles { people, segregation, identifiers } = tables;
		Keys {
			name,
			id,
			build,
			rule,
			vcf,
			reference,
			phenotypes,
			postgres,
			annotations,
			lookup,
			people,
			segregation,
			identifiers,
		}
	}
}

/// A data set whose reference, if its rule takes one, has been read.
#[derive(Clone, Debug)]
pub struct DataSource {
	config: DataConfig,
	genome: Option<ReferenceGenome>,
}

impl DataSource {
	/// Reads the reference that `config` names, if any. Takes as long as reading that file does.
	pub fn prepare(config: DataConfig) -> Result<Self, VariantsError> {
		let genome = match &config.rule {
			RuleName::Trimmed => None,
			RuleName::FullyJustified { reference } => Some(ReferenceGenome::scan(reference)?),
		};
		Ok(DataSource { config, genome })
	}

	/// What was configured.
	pub fn config(&self) -> &DataConfig {
		&self.config
	}

	/// The rule its records are normalised by.
	pub fn rule(&self) -> NormalisationRule {
		self.normaliser().rule()
	}

	/// Opens the data for one reading from front to back. It blocks: call it where that is allowed.
	pub fn open(&self) -> Result<Box<dyn VariantSource>, VariantsError> {
		let (build, normaliser) = (self.config.build, self.normaliser());
		Ok(match &self.config.location {
			Location::Vcf(path) => Box::new(super::open_vcf(path, build, normaliser)?),
			Location::Postgres(config) => {
				Box::new(Records::new(PostgresTable::open(config)?, build, normaliser))
			},
			Location::Diseases(_) | Location::Lookup(_) | Location::Tables => {
				return Err(VariantsError::NoGenotypes)
			},
		})
	}

	/// Takes the fingerprint of the data, reading genotypes through `wrap`.
	pub fn summary(
		&self,
		wrap: impl FnOnce(Box<dyn VariantSource>) -> Result<Summary, VariantsError>,
	) -> Result<Summary, VariantsError> {
		self.summary_with(&self.tables()?, wrap)
	}

	/// As [`DataSource::summary`], with tables that have been read already.
	pub(crate) fn summary_with(
		&self,
		tables: &Tables,
		wrap: impl FnOnce(Box<dyn VariantSource>) -> Result<Summary, VariantsError>,
	) -> Result<Summary, VariantsError> {
		match &self.config.location {
			Location::Diseases(files) => diseases::summary(files),
			Location::Lookup(files) => lookup::summary(files),
			Location::Vcf(_) | Location::Postgres(_) => Ok(tables.bind(Some(wrap(self.open()?)?))),
			Location::Tables => Ok(tables.bind(None)),
		}
	}

	/// What the data identity says of the data with these genotypes and the tables as they are now.
	pub fn bind(&self, genotypes: Summary) -> Result<Summary, VariantsError> {
		Ok(self.tables()?.bind(Some(genotypes)))
	}

	/// Reads the tables. It blocks.
	pub fn tables(&self) -> Result<Tables, VariantsError> {
		Ok(self.config.tables.read(self.normaliser())?)
	}

	fn normaliser(&self) -> Normaliser {
		match &self.genome {
			None => Normaliser::trimmed(),
			Some(genome) => Normaliser::fully_justified(genome.clone()),
		}
	}
}
