//! The organisations that found a consortium, and the genesis that follows from them.

use super::field::{account, country, hash, named, word, FieldError, Money, Reason};
use crate::words::Word;
use panshi_primitives::{
	consortium::{QualificationKind, Role},
	AccountId,
};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};
use std::collections::BTreeSet;

/// Secrets of development chains that everybody knows.
const WELL_KNOWN: [&str; 12] = [
	"//Alice",
	"//Bob",
	"//Charlie",
	"//Dave",
	"//Eve",
	"//Ferdie",
	"//Operator",
	"//Auditor",
	"//Consumer",
	"//ThirdParty",
	"//Lab1",
	"//Lab2",
];
/// Bond of somebody who asks to become a collator, sixteen times the least balance: no one may ask
/// unless the consortium lets them.
const CANDIDACY_BOND: u64 = 16_000_000_000;

/// A consortium, as its founders write it. See `docs/files/consortium.toml`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ConsortiumFile {
	/// Name of the chain for people.
	pub name: String,
	/// Short name of the chain.
	pub id: String,
	/// Number under which the relay chain has the parachain.
	pub para_id: u32,
	/// Identifier of the relay chain's own specification.
	pub relay_chain: String,
	/// The founders.
	pub organisations: Vec<OrganisationFile>,
}

/// A founder.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationFile {
	/// Its name.
	pub name: String,
	/// Where it is, as ISO 3166-1 alpha-2.
	pub country: String,
	/// Its account.
	pub account: String,
	/// What it may do.
	pub roles: Vec<String>,
	/// What it starts with.
	pub balance: Money,
	/// Public key with which its collator signs blocks, if it runs one.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub collator: Option<String>,
	/// What it has proved.
	#[serde(default)]
	pub qualifications: Vec<QualificationFile>,
}

/// What an organisation has proved.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct QualificationFile {
	/// What kind of proof it is.
	pub kind: String,
	/// Who gave it.
	pub issuer: String,
	/// Commitment to the document.
	pub evidence: String,
	/// Block from which it counts no more.
	pub expires_at: u32,
}

impl ConsortiumFile {
	/// What the genesis of the chain has beside the runtime's defaults.
	///
	/// # Errors
	/// The first field that does not convert, and what a consortium cannot start without.
	pub fn genesis(&self) -> Result<Value, FieldError> {
		let mut accounts = BTreeSet::new();
		let mut collators = BTreeSet::new();
		let mut members = Vec::new();
		let mut balances = Vec::new();
		let mut invulnerables = Vec::new();
		let mut keys = Vec::new();
		for (index, organisation) in self.organisations.iter().enumerate() {
			let field = |name: &str| format!("organisations[{index}].{name}");
			let own = own_key(&field("account"), &organisation.account, &mut accounts)?;
			members.push(organisation.member(&own, &field)?);
			balances.push(json!([own.to_string(), amount(organisation.balance)]));
			if let Some(key) = &organisation.collator {
				let key = own_key(&field("collator"), key, &mut collators)?.to_string();
				let own = own.to_string();
				keys.push(json!([own, own, { "aura": key }]));
				invulnerables.push(own);
			}
		}
		self.check(!keys.is_empty())?;
		Ok(json!({
			"balances": { "balances": balances },
			"collatorSelection":
				{ "invulnerables": invulnerables, "candidacyBond": CANDIDACY_BOND },
			"consortium": { "members": members },
			"parachainInfo": { "parachainId": self.para_id },
			"session": { "keys": keys },
			"sudo": { "key": null },
		}))
	}

	/// The plain chain specification `base` of a node, made that of this consortium.
	///
	/// # Errors
	/// Those of [`genesis`](Self::genesis), and a base that is no plain specification.
	pub fn specification(&self, mut base: Value) -> Result<Value, FieldError> {
		let genesis = self.genesis()?;
		let patch = base.pointer_mut("/genesis/runtimeGenesis/patch");
		*patch.ok_or_else(|| missing("genesis.runtimeGenesis.patch"))? = genesis;
		base["name"] = json!(self.name);
		base["id"] = json!(self.id);
		base["protocolId"] = json!(self.id);
		base["chainType"] = json!("Live");
		base["relay_chain"] = json!(self.relay_chain);
		base["para_id"] = json!(self.para_id);
		Ok(base)
	}

	fn check(&self, has_collator: bool) -> Result<(), FieldError> {
		for (role, wanted) in [(Role::Operator, "an operator"), (Role::Auditor, "an auditor")] {
			let word = role.word();
			let has = |o: &OrganisationFile| o.roles.iter().any(|written| written == word);
			if !self.organisations.iter().any(has) {
				return Err(lacks(wanted));
			}
		}
		let is_short = !self.id.is_empty()
			&& self.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
		match (has_collator, is_short) {
			(false, _) => Err(lacks("a collator")),
			(_, false) => {
				Err(FieldError { field: "id".to_owned(), reason: Reason::ChainId(self.id.clone()) })
			},
			(true, true) => Ok(()),
		}
	}
}

impl OrganisationFile {
	fn member(
		&self,
		own: &AccountId,
		field: &impl Fn(&str) -> String,
	) -> Result<Value, FieldError> {
		let roles: Result<Vec<Role>, _> =
			self.roles.iter().map(|role| word(&field("roles"), role)).collect();
		country(&field("country"), &self.country)?;
		let mut qualifications = Vec::new();
		for written in &self.qualifications {
			let kind: QualificationKind = word(&field("qualifications.kind"), &written.kind)?;
			let evidence = hash(&field("qualifications.evidence"), &written.evidence)?;
			qualifications.push(json!({
				"kind": kind,
				"issuer": written.issuer,
				"evidence": evidence,
				"expiresAt": written.expires_at,
			}));
		}
		Ok(json!({
			"account": own.to_string(),
			"name": self.name,
			"country": self.country.to_ascii_uppercase(),
			"roles": roles?,
			"qualifications": qualifications,
		}))
	}
}

/// A public key that nobody else has, and that is not everybody's.
fn own_key(
	field: &str,
	written: &str,
	seen: &mut BTreeSet<AccountId>,
) -> Result<AccountId, FieldError> {
	let key = account(field, written)?;
	let is_known = |seed: &&str| crate::keys::dev(seed).map(|s| crate::keys::account_of(&s) == key);
	if WELL_KNOWN.iter().any(|seed| is_known(seed).unwrap_or(false)) {
		return named(field, Err(Reason::WellKnownKey));
	}
	if !seen.insert(key.clone()) {
		return named(field, Err(Reason::SameKey));
	}
	Ok(key)
}

/// As a number of JSON, which the genesis reads without loss.
fn amount(Money(amount): Money) -> Value {
	serde_json::from_str(&amount.to_string()).unwrap_or(Value::Null)
}

fn lacks(what: &'static str) -> FieldError {
	FieldError { field: "organisations".to_owned(), reason: Reason::Lacks(what) }
}

fn missing(field: &str) -> FieldError {
	FieldError { field: field.to_owned(), reason: Reason::Missing }
}

#[cfg(test)]
mod tests {
	use super::*;

	fn example() -> ConsortiumFile {
		super::super::tests::example("consortium.toml")
	}

	#[test]
	fn the_example_makes_a_genesis_without_a_root_key() {
		let genesis = example().genesis().expect("the example is a consortium");
		assert_eq!(genesis["sudo"]["key"], Value::Null);
		let members = genesis["consortium"]["members"].as_array().expect("a list");
		assert_eq!(members.len(), 4);
		assert_eq!(members[3]["roles"], json!(["holder", "consumer"]));
		assert_eq!(members[0]["qualifications"][0]["kind"], "legalEntity");
		assert_eq!(genesis["session"]["keys"].as_array().map(Vec::len), Some(2));
		assert_eq!(genesis["balances"]["balances"][0][1].to_string(), "1000000000000000");
	}

	#[test]
	fn a_specification_keeps_the_code_and_changes_the_rest() {
		let base = json!({
			"name": "Panshi Local Testnet",
			"genesis": { "runtimeGenesis": { "code": "0x00", "patch": { "sudo": { "key": "//Alice" } } } },
			"properties": { "tokenSymbol": "PAN" },
		});
		let spec = example().specification(base).expect("the base is a plain specification");
		assert_eq!(spec["genesis"]["runtimeGenesis"]["code"], "0x00");
		assert_eq!(spec["chainType"], "Live");
		assert_eq!(spec["id"], "genomes_north");
		assert_eq!(spec["properties"]["tokenSymbol"], "PAN");
		assert_eq!(spec["genesis"]["runtimeGenesis"]["patch"]["sudo"]["key"], Value::Null);
	}

	#[test]
	fn each_thing_that_a_consortium_cannot_start_with_is_refused() {
		type Spoil = fn(&mut ConsortiumFile);
		let cases: [(Spoil, &str); 7] = [
			(|file| drop(file.organisations.remove(0)), "organisations: an operator is missing"),
			(|file| drop(file.organisations.remove(1)), "organisations: an auditor is missing"),
			(
				|file| file.organisations.iter_mut().for_each(|o| o.collator = None),
				"organisations: a collator is missing",
			),
			(
				|file| file.organisations[3].account = file.organisations[2].account.clone(),
				"organisations[3].account: ",
			),
			(
				|file| {
					let alice = crate::keys::dev("//Alice").expect("a key");
					file.organisations[2].collator =
						Some(crate::keys::account_of(&alice).to_string());
				},
				"organisations[2].collator: ",
			),
			(|file| file.organisations[0].country = "China".into(), "organisations[0].country: "),
			(|file| file.id = "Genomes North".into(), "id: "),
		];
		for (spoil, wanted) in cases {
			let mut file = example();
			spoil(&mut file);
			let error = file.genesis().expect_err(wanted).to_string();
			assert!(error.starts_with(wanted), "{error}");
		}
	}
}
