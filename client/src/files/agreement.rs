//! Terms of an agreement: what the parties will sign.

use super::{
	duo::{mondo, mondo_text},
	field::{account, country, each, hash, list, present, text, word, FieldError, Money},
};
use crate::words::{self, Word};
use panshi_primitives::{
	agreement::{
		AgreementContent, AuthorizationTerms, DisclosureRule, Parameter, Party, ReleaseRule, Share,
		Terms, Windows,
	},
	consortium::Role,
	duo::{Field, Purpose},
	BlockNumber,
};
use serde::{Deserialize, Serialize};

/// A filled template, as people write it. See `docs/files/authorization.toml`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementFile {
	/// Number of the template.
	pub template: u32,
	/// Numbers of the data identities.
	pub identities: Vec<u32>,
	/// Last block at which signatures are taken; may be given on the command line instead.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub sign_before: Option<BlockNumber>,
	/// Blocks from the attestation until it expires.
	pub term: BlockNumber,
	/// Blocks from notice to termination.
	pub notice: BlockNumber,
	/// One parameter for each clause of the template, in order.
	#[serde(default)]
	pub parameters: Vec<ParameterFile>,
	/// Who signs.
	pub parties: Vec<PartyFile>,
	/// Terms of an authorization; a publication has none.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub authorization: Option<AuthorizationFile>,
}

/// A party: its account and its role in the agreement.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PartyFile {
	/// The member.
	pub account: String,
	/// Its role.
	pub role: String,
}

/// What fills a clause: `"none"`, or a table with one of `text`, `number`, `block`, `digest`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterFile {
	/// The clause is fixed text.
	None,
	/// Free text.
	Text(String),
	/// A whole number.
	Number(u64),
	/// A block number.
	Block(BlockNumber),
	/// A hash.
	Digest(String),
}

/// Terms of an authorization.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorizationFile {
	/// Digests of the algorithms that jobs may run.
	pub algorithms: Vec<String>,
	/// Number of jobs that may be run.
	pub job_quota: u32,
	/// Price of each job.
	pub price: Money,
	/// Fewest distinct holders that take part in a job.
	pub least_holders: u8,
	/// When results are released.
	pub release: ReleaseFile,
	/// What may come out at all; without it, everything.
	#[serde(default)]
	pub disclosure: DisclosureFile,
	/// Longest times of the stages of a job.
	pub windows: WindowsFile,
	/// What the results are for.
	pub purpose: PurposeFile,
	/// Who is paid how much of the price.
	pub shares: Vec<ShareFile>,
}

/// When results are released: `"at-once"`, or a table `checked` with the account of the checker.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReleaseFile {
	/// As soon as they are aggregated.
	AtOnce,
	/// When this party has checked them.
	Checked(String),
}

/// What may come out of a result at all; zero, which stands for what is absent, sets no limit.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureFile {
	/// Numbers of people above zero and below this do not come out.
	#[serde(default)]
	pub minimum_cell: u32,
	/// Most variants that a result tells anything of.
	#[serde(default)]
	pub most_items: u32,
	/// Numbers of people come out as multiples of this.
	#[serde(default)]
	pub rounding: u32,
}

/// Longest times of the stages of a job, in blocks.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WindowsFile {
	/// From the request until every compute node has accepted.
	pub accept: BlockNumber,
	/// From then until every share is in.
	pub compute: BlockNumber,
	/// From then until the checker has decided.
	pub check: BlockNumber,
}

/// What the results are for; the flags are promises, and absent ones are `false`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PurposeFile {
	/// Field of the work.
	pub field: String,
	/// The disease studied and its ancestors, as `MONDO:…`.
	#[serde(default)]
	pub diseases: Vec<String>,
	/// Name of the project.
	#[serde(default)]
	pub project: String,
	/// Country where results are used.
	pub country: String,
	/// The consumer is a profit-making organisation.
	#[serde(default)]
	pub for_profit_organisation: bool,
	/// The use is commercial.
	#[serde(default)]
	pub commercial: bool,
	/// The work develops general methods.
	#[serde(default)]
	pub develops_methods: bool,
	/// The work is a genetic study.
	#[serde(default)]
	pub genetic_study: bool,
	/// An ethics committee approved the work.
	#[serde(default)]
	pub ethics_approved: bool,
	/// Results will be published.
	#[serde(default)]
	pub publishes: bool,
	/// The consumer works together with the holders.
	#[serde(default)]
	pub collaborates: bool,
	/// Derived data return to the holders.
	#[serde(default)]
	pub returns_results: bool,
}

/// Part of the price that goes to a party.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ShareFile {
	/// The party.
	pub account: String,
	/// Its part; all parts sum to 1,000,000.
	pub parts: u32,
}

impl TryFrom<&AgreementFile> for AgreementContent {
	type Error = FieldError;

	fn try_from(file: &AgreementFile) -> Result<Self, FieldError> {
		Ok(AgreementContent {
			template: file.template,
			parties: each("parties", &file.parties, |field, party| {
				Ok(Party {
					account: account(&format!("{field}.account"), &party.account)?,
					role: word::<Role>(&format!("{field}.role"), &party.role)?,
				})
			})?,
			identities: list("identities", file.identities.clone())?,
			parameters: each("parameters", &file.parameters, parameter)?,
			sign_before: present("sign_before", file.sign_before)?,
			term: file.term,
			notice: file.notice,
			terms: match &file.authorization {
				None => Terms::Publication,
				Some(terms) => Terms::Authorization(terms.try_into()?),
			},
		})
	}
}

fn parameter(field: &str, file: &ParameterFile) -> Result<Parameter, FieldError> {
	Ok(match file {
		ParameterFile::None => Parameter::None,
		ParameterFile::Text(value) => Parameter::Text(text(field, value)?),
		ParameterFile::Number(value) => Parameter::Number(*value),
		ParameterFile::Block(value) => Parameter::Block(*value),
		ParameterFile::Digest(value) => Parameter::Digest(hash(field, value)?),
	})
}

impl TryFrom<&AuthorizationFile> for AuthorizationTerms {
	type Error = FieldError;

	fn try_from(file: &AuthorizationFile) -> Result<Self, FieldError> {
		let WindowsFile { accept, compute, check } = file.windows;
		let DisclosureFile { minimum_cell, most_items, rounding } = file.disclosure;
		Ok(AuthorizationTerms {
			purpose: (&file.purpose).try_into()?,
			algorithms: each("authorization.algorithms", &file.algorithms, |field, digest| {
				hash(field, digest)
			})?,
			job_quota: file.job_quota,
			price: file.price.0,
			shares: each("authorization.shares", &file.shares, |field, share| {
				let account = account(&format!("{field}.account"), &share.account)?;
				Ok(Share { account, parts: share.parts })
			})?,
			least_holders: file.least_holders,
			windows: Windows { accept, compute, check },
			release: match &file.release {
				ReleaseFile::AtOnce => ReleaseRule::AtOnce,
				ReleaseFile::Checked(by) => {
					ReleaseRule::Checked(account("authorization.release.checked", by)?)
				},
			},
			disclosure: DisclosureRule { minimum_cell, most_items, rounding },
		})
	}
}

impl TryFrom<&PurposeFile> for Purpose {
	type Error = FieldError;

	fn try_from(file: &PurposeFile) -> Result<Self, FieldError> {
		Ok(Purpose {
			field: word::<Field>("authorization.purpose.field", &file.field)?,
			diseases: each("authorization.purpose.diseases", &file.diseases, |field, disease| {
				mondo(field, disease)
			})?,
			project: text("authorization.purpose.project", &file.project)?,
			country: country("authorization.purpose.country", &file.country)?,
			for_profit_organisation: file.for_profit_organisation,
			commercial: file.commercial,
			develops_methods: file.develops_methods,
			genetic_study: file.genetic_study,
			ethics_approved: file.ethics_approved,
			publishes: file.publishes,
			collaborates: file.collaborates,
			returns_results: file.returns_results,
		})
	}
}

impl From<&AgreementContent> for AgreementFile {
	fn from(content: &AgreementContent) -> Self {
		AgreementFile {
			template: content.template,
			identities: content.identities.to_vec(),
			sign_before: Some(content.sign_before),
			term: content.term,
			notice: content.notice,
			parameters: content.parameters.iter().map(ParameterFile::from).collect(),
			parties: content
				.parties
				.iter()
				.map(|party| PartyFile {
					account: party.account.to_string(),
					role: party.role.word().to_owned(),
				})
				.collect(),
			authorization: content.authorization().map(AuthorizationFile::from),
		}
	}
}

impl From<&Parameter> for ParameterFile {
	fn from(parameter: &Parameter) -> Self {
		match parameter {
			Parameter::None => ParameterFile::None,
			Parameter::Text(value) => ParameterFile::Text(words::text(value)),
			Parameter::Number(value) => ParameterFile::Number(*value),
			Parameter::Block(value) => ParameterFile::Block(*value),
			Parameter::Digest(value) => ParameterFile::Digest(words::hash(value)),
		}
	}
}

impl From<&AuthorizationTerms> for AuthorizationFile {
	fn from(terms: &AuthorizationTerms) -> Self {
		let Windows { accept, compute, check } = terms.windows;
		let DisclosureRule { minimum_cell, most_items, rounding } = terms.disclosure;
		AuthorizationFile {
			algorithms: terms.algorithms.iter().map(words::hash).collect(),
			job_quota: terms.job_quota,
			price: Money(terms.price),
			least_holders: terms.least_holders,
			release: match &terms.release {
				ReleaseRule::AtOnce => ReleaseFile::AtOnce,
				ReleaseRule::Checked(by) => ReleaseFile::Checked(by.to_string()),
			},
			disclosure: DisclosureFile { minimum_cell, most_items, rounding },
			windows: WindowsFile { accept, compute, check },
			purpose: (&terms.purpose).into(),
			shares: terms
				.shares
				.iter()
				.map(|share| ShareFile { account: share.account.to_string(), parts: share.parts })
				.collect(),
		}
	}
}

impl From<&Purpose> for PurposeFile {
	fn from(purpose: &Purpose) -> Self {
		PurposeFile {
			field: purpose.field.word().to_owned(),
			diseases: purpose.diseases.iter().copied().map(mondo_text).collect(),
			project: words::text(&purpose.project),
			country: words::text(&purpose.country),
			for_profit_organisation: purpose.for_profit_organisation,
			commercial: purpose.commercial,
			develops_methods: purpose.develops_methods,
			genetic_study: purpose.genetic_study,
			ethics_approved: purpose.ethics_approved,
			publishes: purpose.publishes,
			collaborates: purpose.collaborates,
			returns_results: purpose.returns_results,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{files::tests::example, keys::dev};

	fn authorization() -> AgreementFile {
		example("authorization.toml")
	}

	#[test]
	fn the_examples_convert_and_come_back() {
		for name in ["authorization.toml", "publication.toml"] {
			let file: AgreementFile = example(name);
			let content = AgreementContent::try_from(&file).expect("the example is right");
			let back = AgreementFile::from(&content);
			let again = AgreementContent::try_from(&back).expect("what was written is right");
			assert_eq!(again, content, "{name}");
			let text = toml::to_string(&back).expect("a file can be written as TOML");
			assert_eq!(toml::from_str::<AgreementFile>(&text).expect("and read"), back);
		}
	}

	#[test]
	fn dev_names_stand_for_their_accounts() {
		let content = AgreementContent::try_from(&authorization()).expect("the example is right");
		let consumer = crate::keys::account_of(&dev("//Consumer").expect("a name"));
		assert_eq!(content.parties_in(Role::Consumer).collect::<Vec<_>>(), [&consumer]);
	}

	#[test]
	fn errors_name_the_field() {
		type Spoil = fn(&mut AgreementFile);
		for (spoil, field) in [
			((|f| f.sign_before = None) as Spoil, "sign_before: is missing"),
			(|f| f.parties[1].account = "Lab".into(), "parties[1].account: "),
			(|f| f.parties[0].role = "king".into(), "parties[0].role: "),
			(|f| f.identities = (0..17).collect(), "identities: has 17 entries, of which 16 fit"),
			(|f| f.parameters[0] = ParameterFile::Text("x".repeat(257)), "parameters[0]: "),
			(|f| with(f, |a| a.algorithms[0] = "0x12".into()), "authorization.algorithms[0]: "),
			(|f| with(f, |a| a.shares[0].account = "".into()), "authorization.shares[0].account: "),
			(|f| with(f, |a| a.purpose.field = "fun".into()), "authorization.purpose.field: "),
			(
				|f| with(f, |a| a.purpose.country = "China".into()),
				"authorization.purpose.country: ",
			),
			(
				|f| with(f, |a| a.purpose.diseases = vec!["flu".into()]),
				"authorization.purpose.diseases[0]: ",
			),
			(
				|f| with(f, |a| a.release = ReleaseFile::Checked("me".into())),
				"authorization.release.checked: ",
			),
		] {
			let mut file = authorization();
			spoil(&mut file);
			let error = AgreementContent::try_from(&file).expect_err("the file was spoilt");
			assert!(error.to_string().starts_with(field), "{error}");
		}
	}

	fn with(file: &mut AgreementFile, spoil: fn(&mut AuthorizationFile)) {
		file.authorization.iter_mut().for_each(spoil);
	}
}
